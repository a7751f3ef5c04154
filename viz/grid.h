/* SPDX-License-Identifier: MIT
 *
 * grid.h - a screen as a grid of cells, and how to write into it.
 *
 *   grid   owns cols x rows cells {glyph, role}
 *   area   a rectangle of a grid; writing into it is cut off at its edges
 *   pen    a place in an area that moves right as it writes
 *
 * Rules of use
 * - Panes write through an area only: nothing is ever written outside it.
 * - Coordinates are columns and rows from the area's own left upper corner.
 * - A glyph of two columns has 0 in its second cell. One that would be cut in half at
 *   the edge is left out, and so is one whose other half is overwritten.
 * - What a role looks like is the theme's affair.
 */
#ifndef MMVIZ_GRID_H
#define MMVIZ_GRID_H

#include "glyph.h"

struct cell {
	uint32_t glyph;
	uint8_t role;
};

struct grid {
	struct cell *cells; /* row by row; owned by the grid */
	int cols, rows;
};

struct area {
	struct grid *grid;
	int x, y, w, h;
};

struct pen {
	struct area area;
	int x, y;
};

/* Sets the size and clears. 0 when there is no memory: the grid is as it was. A grid
 * starts as { 0 }. */
int grid_resize(struct grid *grid, int cols, int rows);
void grid_free(struct grid *grid);

/* Blanks with role 0. */
void grid_clear(struct grid *grid);

/* The rows as UTF-8 lines without trailing blanks, to be freed; NULL: no memory. */
char *grid_to_text(const struct grid *grid);

struct area area_of(struct grid *grid);

/* A part of an area, cut to what lies inside it. */
struct area area_part(struct area area, int x, int y, int w, int h);

void area_put(struct area area, int x, int y, uint8_t role, uint32_t glyph);
void area_fill(struct area area, uint8_t role, uint32_t glyph);

/* The columns written. */
int area_text(struct area area, int x, int y, uint8_t role, const char *text);

/* The same in at most `width` columns; what does not fit ends in an ellipsis. */
int area_text_cut(struct area area, int x, int y, int width, uint8_t role, const char *text);

/* Ends before column `end`; the column where it started. */
int area_text_right(struct area area, int end, int y, uint8_t role, const char *text);

/* Formatted text (at most 511 bytes); the pen moves by its full width, cut off or not. */
void pen_print(struct pen *pen, uint8_t role, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* The same glyph up to column `end`. */
void pen_fill(struct pen *pen, int end, uint8_t role, uint32_t glyph);

#endif
