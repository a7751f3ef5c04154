/* SPDX-License-Identifier: MIT
 *
 * units.h - the byte table of the span in focus: it stands where a section has its buckets.
 */
#ifndef MMVIZ_UNITS_H
#define MMVIZ_UNITS_H

#include "grid.h"
#include "view.h"

/* Rows under the rule on a screen of so many rows. */
int units_rows(const view *v, int rows);

void units_draw(struct area area, const view *v);

#endif
