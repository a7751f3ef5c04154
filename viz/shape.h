/* SPDX-License-Identifier: MIT
 *
 * shape.h - glyphs that are drawn, not written: blocks, lines, shades, braille dots.
 *
 * In a picture those of neighbouring cells join without a gap, whatever the font is. All
 * other glyphs are text. Lengths are in hundredths: a cell is SHAPE_W x SHAPE_H of them.
 */
#ifndef MMVIZ_SHAPE_H
#define MMVIZ_SHAPE_H

#include <stdint.h>

enum { SHAPE_W = 1000, SHAPE_H = 2000, SHAPE_LINE = 160, SHAPE_RECTS = 8 };

struct shape_rect {
	int x, y, w, h; /* from the cell's left upper corner */
};

struct shape {
	int count;
	struct shape_rect rect[SHAPE_RECTS];
	int shade;         /* 1..3: quarters of it that are inked; 0: all */
	const char *curve; /* a line around a corner as the path of an SVG; NULL: none */
};

/* 1, or 0 where the glyph is text. A blank has no shape and is no text: 1 with nothing. */
int shape_of(uint32_t glyph, struct shape *shape);

#endif
