/* SPDX-License-Identifier: MIT
 *
 * block.h - a stretch of a section's memory as cells: what each cell shows, and where the
 * chunks' labels stand.
 *
 *   full form     rows of cells of `step` bytes from `start`
 *   one-row form  step 0: the whole section in one row of cells of equal size
 *
 *   cell i holds the bytes block_begin(i) .. block_begin(i + 1)
 *
 * Invariant: a chunk's last used cell is never full. That gap is the border between
 * chunks, and what the slack is seen in.
 */
#ifndef MMVIZ_BLOCK_H
#define MMVIZ_BLOCK_H

#include "grid.h"
#include "view.h"

struct block {
	const view *v;
	const view_section *section;
	size_t start, step;
	int columns; /* cells a row */
	int cells;   /* in all */
};

struct block_label {
	char text[VIEW_NAME + 40]; /* empty: no room for one */
	int cell;   /* first cell of the stretch it stands in; -1: the chunk is not in sight */
	int indent; /* cells from there to the text */
};

/* Rows from `first_row` on, of 64 smallest cells; a granule may be several cells wide. */
struct block block_full(const view *v, const view_section *section, size_t step, int columns,
                        size_t first_row, int rows);
struct block block_one_row(const view *v, const view_section *section, int columns);

size_t block_begin(const struct block *b, int cell);

/* The first cell that holds this offset; -1: not in sight. */
int block_cell(const struct block *b, size_t offset);

struct block_label block_label(const struct block *b, size_t chunk);

/* Row r of the block is drawn in row r * pitch of the area. */
void block_draw(const struct block *b, struct area area, int pitch);

#endif
