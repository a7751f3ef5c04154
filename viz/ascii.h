/* SPDX-License-Identifier: MIT
 *
 * ascii.h - what stands for a glyph where only ASCII can be shown.
 *
 * Rules of use
 * - One glyph of the screen becomes one character, chosen by glyph and role: a full block
 *   is '#' where memory is used and '>' under the cursor.
 * - In running text one glyph may become several: "..." for an ellipsis.
 */
#ifndef MMVIZ_ASCII_H
#define MMVIZ_ASCII_H

#include "grid.h"

/* ASCII for a glyph in a role; '?' where nothing is like it. */
char ascii_of(uint32_t glyph, uint8_t role);

/* Every cell of the grid, in place. */
void ascii_grid(struct grid *grid);

/* Text as ASCII into out, cut to size bytes with its final 0; returns out. */
char *ascii_text(char *out, size_t size, const char *text);

#endif
