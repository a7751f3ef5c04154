/* SPDX-License-Identifier: MIT
 *
 * plot.h - curves over the time line: what was used, and whatever else there is room for.
 *
 *   low     used in one row or a few, and a glyph for each operation
 *   high    several curves with titles, beside and under each other
 *   bands   at full size: all curves under each other, over one axis
 */
#ifndef MMVIZ_PLOT_H
#define MMVIZ_PLOT_H

#include "axis.h"
#include "grid.h"

/* The axis of the first curve in this area, when it is as high as that. */
struct axis plot_axis(const view *v, struct area area);

/* Bytes that the low form's full height stands for; 0: the other forms say it themselves. */
size_t plot_height(const view *v, struct area area);

void plot_draw(struct area area, const view *v);

#endif
