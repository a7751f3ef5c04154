/* SPDX-License-Identifier: MIT
 *
 * columns.c - a list in several columns.
 */
#include "columns.h"

struct columns columns_make(struct area area, int width, size_t items)
{
	struct columns c = { .count = 1, .width = width, .rows = area.h > 0 ? area.h : 0 };
	int most = (area.w + COLUMNS_GAP) / (width + COLUMNS_GAP);

	while (c.count < most && columns_room(&c) < items)
		c.count++;
	if (c.count == 1)
		c.width = area.w;
	return c;
}

size_t columns_room(const struct columns *columns)
{
	return (size_t)columns->count * (size_t)columns->rows;
}

struct area columns_nth(struct area area, const struct columns *columns, int n)
{
	return area_part(area, n * (columns->width + COLUMNS_GAP), 0, columns->width, area.h);
}

int columns_at(const struct columns *columns, int x, int y, size_t *item)
{
	int pitch = columns->width + COLUMNS_GAP, n = x / pitch;

	if (x < 0 || y < 0 || y >= columns->rows || n >= columns->count
	    || x - n * pitch >= columns->width)
		return 0;
	*item = (size_t)(n * columns->rows + y);
	return 1;
}
