/* SPDX-License-Identifier: MIT
 *
 * random.h - numbers that differ from run to run. Not for secrets: whoever sees some of
 * them can tell the rest.
 */
#ifndef ALLOC_RANDOM_H
#define ALLOC_RANDOM_H

#include <stdint.h>

struct random {
	uint64_t state;
};

/* From the system's entropy; where it has none yet, from what the kernel gave the process
 * at its start. Does not allocate, does not wait, preserves errno. */
void random_start(struct random *random);

uint64_t random_next(struct random *random);

#endif
