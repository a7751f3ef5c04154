/* SPDX-License-Identifier: MIT
 *
 * density.h - how many bytes of each 4 KiB of a section are in use: the option density.
 *
 *   level 0   a cell for each 4 KiB:  bytes in use there
 *   level 1   for each 64 KiB:        the sum of its 16 cells of level 0
 *   level 2 to 4                      1 MiB, 16 MiB, 256 MiB
 *
 * A section has as many levels as it needs to have at most 16 cells in the last one, and no
 * more than these five. All of a pyramid is zero at first.
 *
 * Below a cell that is 0 or full nothing is kept: what its children hold means nothing. So a
 * block of any size changes only the cells on the way to its two ends, and large cells inside.
 */
#ifndef ALLOC_DENSITY_H
#define ALLOC_DENSITY_H

#include "keep.h"

#include <stddef.h>
#include <stdint.h>

enum { DENSITY_LEVELS = 5, DENSITY_FAN = 16, DENSITY_BITS = 12 /* of a cell of level 0 */ };

struct density {
	uint32_t *level[DENSITY_LEVELS];
	unsigned levels; /* 0: nothing is counted */
};

/* Bytes of a cell. */
static inline size_t density_cell(unsigned level)
{
	return (size_t)1 << (DENSITY_BITS + 4 * level);
}

/* Bytes that the pyramid of a section of so many bytes takes; a multiple of 64. */
size_t density_size(size_t section);

/* The pyramid of a section of so many bytes, at a place of density_size zero bytes. */
struct density density_at(void *place, size_t section);

/* A stretch, from and to in bytes from the section's start, none of which was in use, now is
 * (used = 1); or all of which was, now is not. O(log), and O(cells of 256 MiB). */
void density_change(const struct keep *keep, const struct density *density, size_t from,
                    size_t to, int used);

/* Each costs one test without a pyramid. */
static inline void density_use(const struct keep *keep, const struct density *density,
                               size_t from, size_t to)
{
	if (density->levels)
		density_change(keep, density, from, to, 1);
}

static inline void density_free(const struct keep *keep, const struct density *density,
                                size_t from, size_t to)
{
	if (density->levels)
		density_change(keep, density, from, to, 0);
}

/* Bytes in use in a cell of some level. */
size_t density_read(const struct density *density, unsigned level, size_t cell);

#endif
