/* SPDX-License-Identifier: MIT
 *
 * columns.h - a list in several columns beside each other, as in a newspaper.
 *
 *   1 first     5 fifth      each `width` wide; they are filled one after the other
 *   2 second    6 sixth
 */
#ifndef MMVIZ_COLUMNS_H
#define MMVIZ_COLUMNS_H

#include "grid.h"

enum { COLUMNS_GAP = 3 };

struct columns {
	int count, width, rows;
};

/* As few as hold all items, else as many as fit; at least one, which may be cut off. */
struct columns columns_make(struct area area, int width, size_t items);

/* Items that have a place. */
size_t columns_room(const struct columns *columns);

/* Which item stands in this column and row of the area, counted from the first; 0: none. */
int columns_at(const struct columns *columns, int x, int y, size_t *item);

/* The n-th of them, as high as the area. */
struct area columns_nth(struct area area, const struct columns *columns, int n);

#endif
