/* SPDX-License-Identifier: MIT
 *
 * statistics.h - all numbers of a heap in groups, at full size.
 *
 *   Memory                                            Tables
 *     mapped    8,192  bytes of all sections            longest probe   5
 */
#ifndef MMVIZ_STATISTICS_H
#define MMVIZ_STATISTICS_H

#include "grid.h"
#include "view.h"

/* With what each means, where there is room for that. The rows that are taken. */
int statistics_draw(struct area area, const view *v);

/* Whether there is. */
int statistics_have_meanings(struct area area, const view *v);

#endif
