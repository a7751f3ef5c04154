/* SPDX-License-Identifier: MIT
 *
 * densemap_plan.c - which maps of a big heap there are, of what, and with how many rows.
 *
 *   the heap          up to half of the height and more
 *   a nearer part     where there are rows: the section in focus, or what is around the place
 *   chunk by chunk    at least two rows
 *
 * What the upper ones leave of their rows, because a cell is a power of two, the lower ones get.
 */
#include "densemap.h"
#include "format.h"

enum { LEAST_SCREEN = 24, SPAN_CELL = 1024, LEAST_HEIGHT = 5, LEAST_THREE = 11, NEARER = 4,
       UNIT = 4, LEAST_ROWS = 2 };

static size_t as_size(int number)
{
	return number > 0 ? (size_t)number : 0;
}

/* 1 on a screen of so many rows. */
static int is_big(const view *v, int screen)
{
	size_t row;

	if (v->density_count == 0 || v->section_count == 0)
		return 0;
	row = MAP_CELLS * (v->has_caches ? SPAN_CELL : map_cell(v, &v->sections[v->focus]));
	return v->whole.size / row >= as_size(screen);
}

int densemap_gutter(const view *v)
{
	int digits = format_digits(v->whole.size >> 20);

	if (!is_big(v, LEAST_SCREEN))
		return 0;
	return (digits > 3 ? digits : 3) + UNIT + 1;
}

/* The smallest cells in which the whole stretch has room. */
static size_t fitting_step(const view_density *d, size_t cells)
{
	size_t step = d->cell;

	while (d->size / step + (d->size % step != 0) > cells)
		step *= 2;
	return step;
}

static size_t row_bytes(const struct map_plan *plan, const struct map_item *item)
{
	return item->step * as_size(plan->columns);
}

/* All of a stretch, or of a longer one so many rows around a place, that is a third down. */
static struct map_item window(const struct map_plan *plan, const view *v, size_t source,
                              size_t step, int rows)
{
	const view_density *d = &v->densities[source];
	struct map_item item = { .form = MAP_DENSE, .section = v->focus, .source = source,
		                 .start = d->offset, .step = step, .rows = rows };
	size_t row = row_bytes(plan, &item), all = d->size / row + (d->size % row != 0);
	size_t place = v->whole.place > d->offset ? v->whole.place - d->offset : 0, first;

	if (all <= as_size(rows)) {
		item.rows = (int)all;
		return item;
	}
	first = place / row > as_size(rows / 3) ? place / row - as_size(rows / 3) : 0;
	first = first > all - as_size(rows) ? all - as_size(rows) : first;
	item.start += first * row;
	return item;
}

/* The nearer map under one with cells of `above` bytes: the section, if its cells are so much
 * smaller, else a part of it; 0: there is none. */
static int choose_nearer(const struct map_plan *plan, const view *v, size_t above, int rows,
                         struct map_item *item)
{
	size_t cells = as_size(plan->columns * rows);
	size_t exact = map_cell(v, &v->sections[v->focus]);

	for (size_t i = 1; i < v->density_count; i++) {
		const view_density *d = &v->densities[i];
		size_t step = fitting_step(d, cells);

		/* Of a part, halfway between the cells above and those below. */
		if (step * NEARER > above && i + 1 == v->density_count)
			for (step = d->cell; step * step < above * exact;)
				step *= 2;
		if (step * NEARER > above || step < 2 * exact)
			continue;
		*item = window(plan, v, i, step, rows);
		return 1;
	}
	return 0;
}

/* What a map shows, in the coordinates of the one above. */
static void frame(const struct map_plan *plan, const view *v, struct map_item *above,
                  const struct map_item *below)
{
	size_t row = row_bytes(plan, below);
	size_t start = below->form == MAP_FULL ? below->first_row * row : below->start;

	above->part = start + (v->densities[above->source].section ? 0 : v->whole.start);
	above->part_size = row * as_size(below->rows);
}

static void add(struct map_plan *plan, const view *v, const struct map_item *item)
{
	if (plan->count > 0)
		frame(plan, v, &plan->items[plan->count - 1], item);
	plan->items[plan->count++] = *item;
}

/* From how far the first of them looks: at the heap, or at the section in focus. */
static size_t first_source(const view *v)
{
	return v->zoom == VIEW_ZOOM_SECTION && v->whole.sections > 1 && v->density_count > 1;
}

static int is_for_them(const view *v, const struct map_room *room)
{
	const view_section *s = &v->sections[v->focus];

	if (v->zoom == VIEW_ZOOM_SECTION && !s->span && v->whole.sections > 1)
		return first_source(v)
		       && s->size / (MAP_CELLS * map_cell(v, s)) >= as_size(room->screen) / 3;
	return v->zoom <= VIEW_ZOOM_SECTION && is_big(v, room->screen);
}

/* Rows that the chunks have at least, where words run under them more. */
static int chunk_rows(const struct map_plan *plan, int least)
{
	return least > LEAST_ROWS * plan->pitch ? least : LEAST_ROWS * plan->pitch;
}

/* Rows of cells for the first map, where the nearer one has at least so many. */
static int first_rows(const struct map_plan *plan, const view *v, int height, int least)
{
	int all = height - 1 - (1 + chunk_rows(plan, least)), rows = all - (1 + least);
	const view_density *d = &v->densities[first_source(v)];
	struct map_item nearer;

	if (height >= LEAST_THREE
	    && choose_nearer(plan, v, fitting_step(d, as_size(plan->columns * rows)), least,
	                     &nearer))
		all -= 1 + nearer.rows;
	return all > 1 ? all : 1;
}

int densemap_plan(struct map_plan *plan, const view *v, const struct map_room *room)
{
	int height = room->height < room->dense ? room->height : room->dense, rows, least, spare;
	struct map_item item = { 0 };
	size_t source = first_source(v);

	if (height < LEAST_HEIGHT || !is_for_them(v, room))
		return 0;
	least = height / 6 > LEAST_ROWS ? height / 6 : LEAST_ROWS;
	rows = first_rows(plan, v, height, least);
	item = window(plan, v, source,
	              fitting_step(&v->densities[source], as_size(plan->columns * rows)), rows);
	plan->count = 0;
	add(plan, v, &item);
	height -= 1 + item.rows;
	spare = height - (1 + least) - (1 + chunk_rows(plan, least));
	if (spare >= 0 && choose_nearer(plan, v, item.step, least + spare / 2, &item)) {
		add(plan, v, &item);
		height -= 1 + item.rows;
	}
	rows = (height - 1) / plan->pitch;
	item = (struct map_item){ .form = MAP_FULL, .section = v->focus };
	map_choose_rows(plan, &item, v, rows > 1 ? rows : 1);
	add(plan, v, &item);
	plan->step = plan->items[0].step;
	plan->whole = v->densities[source].section == 0;
	return 1;
}
