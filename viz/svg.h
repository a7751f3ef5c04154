/* SPDX-License-Identifier: MIT
 *
 * svg.h - a grid as a picture that can be scaled.
 *
 *   ground, papers behind letters     <path>, one a colour
 *   blocks, shades, lines, dots       <path>, one a colour (shape.h)
 *   all other glyphs                  <text>, one a row: it can be selected and found
 *
 * Rules of use
 * - The picture stands for itself: no script, no font, no link. Title and description are
 *   read by those who do not see it.
 * - The same grid gives the same bytes.
 */
#ifndef MMVIZ_SVG_H
#define MMVIZ_SVG_H

#include "grid.h"
#include "theme.h"

#include <stdio.h>

struct svg_words {
	const char *title, *description; /* UTF-8 */
};

/* 0, or an errno. Errors of the stream stay in the stream. */
int svg_write(FILE *out, const struct grid *grid, const struct theme *theme,
              const struct svg_words *words);

#endif
