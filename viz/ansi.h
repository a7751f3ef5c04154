/* SPDX-License-Identifier: MIT
 *
 * ansi.h - grids as what is written to a terminal: escape sequences for what has changed.
 *
 *   struct ansi *ansi = ansi_create(theme, 0);
 *   ansi_draw(ansi, out, &grid, x, y)     the first: everything
 *   ansi_draw(ansi, out, &grid, x, y)     each other: only cells that differ from the last
 *   ansi_destroy(ansi);
 *
 * Rules of use
 * - For a terminal of its own, of 256 colours and the grid's size, of which nothing need be
 *   known (a recording). A real one is curses.h.
 * - The same grids give the same bytes.
 */
#ifndef MMVIZ_ANSI_H
#define MMVIZ_ANSI_H

#include "grid.h"
#include "theme.h"

#include <stdio.h>

struct ansi;

/* ascii: ASCII stands for every glyph. NULL: no memory. */
struct ansi *ansi_create(const struct theme *theme, int ascii);

/* NULL is allowed. */
void ansi_destroy(struct ansi *ansi);

/* Shows the grid, and the cursor there. The number of words that were not there before, for
 * whoever gives time to read them. */
size_t ansi_draw(struct ansi *ansi, FILE *out, const struct grid *grid, int x, int y);

#endif
