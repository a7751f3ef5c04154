/* SPDX-License-Identifier: MIT
 *
 * walk_density.h - the stretches that my_heap_density counts.
 */
#ifndef ALLOC_WALK_DENSITY_H
#define ALLOC_WALK_DENSITY_H

#include "state.h"

/* Cells of the same size side by side in a section, and how much of each is in use. */
struct cells {
	const my_heap *heap;
	const struct section *section;
	size_t from, end; /* offsets in it; the last cell may be cut by its end */
	unsigned bits;    /* a cell has 2^bits bytes */
	size_t *used;
};

/* What lies of [from, to) in the cells is in use; or was counted, and is not. */
void cells_count(const struct cells *cells, size_t from, size_t to);
void cells_uncount(const struct cells *cells, size_t from, size_t to);

/* Of a fast heap. Where cells are not smaller than spans O(spans + what is cached), and a byte
 * table for each two cells; else O(bytes / 16). */
void cells_count_fast(const struct cells *cells);

#endif
