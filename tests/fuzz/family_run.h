/* SPDX-License-Identifier: MIT
 *
 * family_run.h - scripts of operations on the malloc family, played.
 *
 * A script in a file is one byte, how many slots (see script_slots), and then words of
 * eight bytes, least first; see family_op.h. A failing random script of one thread is cut
 * down as far as it still fails and written to a file of this kind.
 */
#ifndef FUZZ_FAMILY_RUN_H
#define FUZZ_FAMILY_RUN_H

#include <stddef.h>
#include <stdint.h>

enum { FAMILY_MOST_THREADS = 64 };

struct family_plan {
	uint64_t seed;
	size_t words;     /* of each thread */
	unsigned threads; /* 1: the failure can be cut down */
	unsigned slots;   /* logarithm of their number, for each thread */
};

/* Plays a script in this process. What is wrong, or NULL; static storage. */
const char *family_play(const uint8_t *bytes, size_t length);

/* Plays a random script in a child with a process heap of its own. 0, or 1 after saying what
 * went wrong and writing the script. Adds how many calls were made. */
int family_random(const struct family_plan *plan, unsigned long *calls);

#endif
