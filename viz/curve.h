/* SPDX-License-Identifier: MIT
 *
 * curve.h - one number over the time line, as columns of block characters.
 *
 *        ____     mapped: its upper edge, over used only
 *     ..::==      eighths of a row; what is after the present is dim
 *     + + + -     below it a glyph for each column
 */
#ifndef MMVIZ_CURVE_H
#define MMVIZ_CURVE_H

#include "axis.h"
#include "grid.h"

enum curve_kind {
	CURVE_USED, CURVE_EXTERNAL, CURVE_LOOKED, CURVE_ASKED, CURVE_INTERNAL, CURVE_CALLS,
	CURVES
};

struct curve {
	const char *title, *brief, *unit;
	size_t (*value)(const view_operation *operation);
	size_t least; /* what fills the height, at least */
	uint8_t role;
};

extern const struct curve curves[CURVES];

/* The largest value there is. */
size_t curve_peak(const view *v, enum curve_kind kind);

/* A curve in an area of its own. */
struct field {
	struct axis axis;
	struct area area;
	const struct curve *curve;
	size_t most; /* what its height stands for */
};

struct field field_make(const struct axis *axis, struct area area, enum curve_kind kind);

/* Its columns in so many rows, from row `top` on; and the glyphs of the operations. */
void field_draw(const struct field *field, int top, int rows);
void field_glyphs(const struct axis *axis, struct area area, int y);

#endif
