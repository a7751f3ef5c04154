/* SPDX-License-Identifier: MIT
 *
 * sources.h - what the files of a recorded program know of its addresses.
 *
 * Read by libdw of elfutils. Built without it, nothing is known.
 */
#ifndef MMVIZ_SOURCES_H
#define MMVIZ_SOURCES_H

#include <stddef.h>
#include <stdint.h>

struct sources;

/* What it means that it was built without, as a sentence; "" otherwise. */
extern const char sources_lack[];

struct source {
	const char *function;
	uint64_t offset;  /* of the address in the function */
	const char *file; /* NULL: there is no debugging information */
	int line;
};

/* maps: text as /proc/PID/maps has it; not needed afterwards. NULL: nothing can be known. */
struct sources *sources_open(const char *maps, size_t length);

/* NULL is allowed. */
void sources_close(struct sources *sources);

/* 1 when the function is known. The texts live as long as the sources. */
int sources_find(struct sources *sources, uint64_t address, struct source *out);

#endif
