/* SPDX-License-Identifier: MIT
 *
 * prose.h - sentences: broken at blanks into rows, never cut; names, offsets and the
 * commands' own words brighter than the rest.
 */
#ifndef MMVIZ_PROSE_H
#define MMVIZ_PROSE_H

#include "grid.h"
#include "view.h"

/* The bytes of text that go into a row of `width` columns; *next is where the next row
 * begins, at its end the final 0. A word longer than a row is broken. */
size_t prose_row(const char *text, int width, const char **next);

/* Columns by which the rows after the first are set in: as many as the line starts with,
 * the number of a step included, or up to its second part, where two blanks or more stand before
 * one. */
int prose_hang(const char *line, int width);

/* "3. Keys": a number, and no sentence. */
int prose_is_heading(const char *line);

/* Rows of a line at this width; at least 1. */
int prose_rows(const char *line, int width);

/* Draws a line from row y on in the area's full width; rows drawn or cut off. */
int prose_draw(struct area area, int y, const view *v, const char *line);

/* The same in one role. */
int prose_draw_as(struct area area, int y, uint8_t role, const char *line);

#endif
