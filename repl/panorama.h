/* SPDX-License-Identifier: MIT
 *
 * panorama.h - how full the addresses of a heap were at some moments, as cells.
 *
 *   a stretch of addresses  [ cell | cell | cell ]   (nothing)   [ cell | cell ] the next
 *   at                        7      8      9                      40     41
 *
 * Rules of use
 * - Of all moments a cell is as many bytes, 2^shift: so they can be compared.
 * - Cells lie in the order of addresses. Where `at` is not that of the cell before it plus one,
 *   a stretch begins.
 */
#ifndef MMVIZ_PANORAMA_H
#define MMVIZ_PANORAMA_H

#include "blocks.h"

enum { PANORAMA_CELLS = 1024, PANORAMA_MOMENTS = 5, PANORAMA_WHEN = 48 };

struct panorama_cell {
	uint64_t at;    /* its address / 2^shift */
	uint64_t bytes; /* of it that lie in blocks */
};

struct panorama_moment {
	char when[PANORAMA_WHEN]; /* "half, peak" */
	uint64_t step;
	uint64_t bytes, blocks; /* in blocks; how many */
	uint64_t reach;         /* bytes of all stretches */
	size_t stretches;
	struct panorama_cell cell[PANORAMA_CELLS];
	size_t cells;
	unsigned shift;
};

struct panorama {
	struct panorama_moment moment[PANORAMA_MOMENTS];
	size_t count;
	int replayed; /* the recording tells no addresses: this is the replayed heap */
};

/* The moments of a run of so many operations, by their steps; where several are one, it has
 * all their names. */
void panorama_plan(struct panorama *panorama, uint64_t operations, uint64_t peak);

/* What it was like. spans: the stretches, as blocks. */
void panorama_take(struct panorama_moment *moment, const struct blocks *blocks,
                   const struct blocks *spans);

/* All were taken: their cells become as large as the largest. */
void panorama_end(struct panorama *panorama);

#endif
