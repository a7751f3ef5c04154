/* SPDX-License-Identifier: MIT
 *
 * plot.h - curves over the time line: what was used, and whatever else there is room for.
 *
 *   ____..::==     used; what is after the present is dim
 *   + + + - +      a glyph for each column; of several operations ! or the commonest
 */
#ifndef MMVIZ_PLOT_H
#define MMVIZ_PLOT_H

#include "axis.h"
#include "grid.h"

/* Columns before the axis: for words like "used". */
enum { PLOT_LEFT = 6 };

/* The axis of the first curve in this area, when it is as high as that. */
struct axis plot_axis(const view *v, struct area area);

/* One curve of a few rows, or several with titles; the glyphs of the operations below. */
void plot_draw(struct area area, const view *v);

#endif
