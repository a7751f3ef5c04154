/* SPDX-License-Identifier: MIT
 *
 * display_where.c - what is where on the screen, as it was drawn last.
 */
#include "display.h"

#include "focus.h"
#include "hit.h"
#include "pane.h"

int display_shows(const struct display *display, enum view_pane pane)
{
	struct layout layout;
	enum pane place = focus_pane(pane);

	display_view(display, &layout);
	return place != PANE_COUNT && layout.pane[place].h > 0;
}

static size_t at_least_one(int count)
{
	return count > 1 ? (size_t)count : 1;
}

struct display_scale display_scale(const struct display *display)
{
	struct layout layout;
	const view *v = display_view(display, &layout);
	const struct rect *bytes = &layout.pane[PANE_BYTES];
	size_t step = layout.map.step ? layout.map.step : 1;

	return (struct display_scale){
		.cell = step, .row = step * at_least_one(layout.map.columns),
		.buckets = at_least_one(table_columns(v, layout.cols)),
		.list = at_least_one(layout.pane[PANE_CHUNKS].h - 2),
		.byte_row = at_least_one(bytes_columns(bytes->w)),
		.byte_rows = at_least_one(bytes->h - 2),
	};
}

int display_far(const struct display *display, int rows, int cells, struct place *place)
{
	struct layout layout;
	const view *v = display_view(display, &layout);

	return map_far(&layout.map, v, rows * layout.map.columns + cells, &place->section,
	               &place->offset);
}

struct hit display_hit(const struct display *display, int x, int y)
{
	struct layout layout;
	const view *v = display_view(display, &layout);

	return hit_at(v, &layout, x, y);
}
