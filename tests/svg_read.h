/* SPDX-License-Identifier: MIT
 *
 * svg_read.h - a strict reader of the pictures that mmviz writes.
 *
 *   struct svg *svg = svg_read(text);    svg->wrong says what is not well formed
 *   svg_glyph(svg, x, y)                 the letter that is written in a cell
 *   svg_fill(svg, x, y)                  what a point is filled with
 *   svg_free(svg);
 */
#ifndef TESTS_SVG_READ_H
#define TESTS_SVG_READ_H

#include <stddef.h>
#include <stdint.h>

struct svg_rect {
	char fill[24]; /* "#rrggbb" or "url(#s1-rrggbb)" */
	double x, y, w, h;
};

struct svg {
	const char *wrong; /* NULL: well formed XML, of elements and attributes that are known */
	const char *at;    /* and where */
	char title[512], desc[4096];
	int cols, rows;
	uint32_t *glyph;   /* cols x rows; 0: nothing is written there */
	struct svg_rect *rect;
	size_t rects;
};

/* The caller frees it with svg_free. */
struct svg *svg_read(const char *text);
void svg_free(struct svg *svg);

uint32_t svg_glyph(const struct svg *svg, int x, int y);

/* Of the last rectangle with that point in it; "": none. */
const char *svg_fill(const struct svg *svg, double x, double y);

#endif
