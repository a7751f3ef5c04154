/* SPDX-License-Identifier: MIT
 *
 * map.c - the plan of the map: which section gets how many rows.
 */
#include "map.h"
#include "densemap.h"
#include "format.h"
#include "mark.h"

enum { SMALLEST_CELL = 16, EMPTY_HEIGHT = 6, LEAST_GUTTER = 6, BYTES_ROWS = 2,
       FINEST = 4 };

int map_gutter(const view *v)
{
	int gutter = LEAST_GUTTER;

	for (size_t i = 0; i < v->section_count; i++) {
		int own = format_offset_width(v->sections[i].size) + 1;

		gutter = own > gutter ? own : gutter;
	}
	return densemap_gutter(v) > gutter ? densemap_gutter(v) : gutter;
}

size_t map_cell(const view *v, const view_section *s)
{
	size_t bytes = SMALLEST_CELL, unit = s->unit ? s->unit : v->unit;

	while (bytes < unit && bytes < (size_t)1 << 30)
		bytes *= 2;
	return bytes;
}

static size_t row_bytes(const struct map_plan *plan, const struct map_item *item)
{
	return item->step * (size_t)plan->columns;
}

static size_t rows_of(const view_section *s, size_t row)
{
	return s->size / row + (s->size % row != 0 || s->size == 0);
}

/* The rows whose chunks are in the view: from *first on, so many. */
static size_t known_rows(const view_section *s, size_t row, size_t *first)
{
	size_t end = rows_of(s, row);
	const view_chunk *last = s->chunks + s->chunk_count - 1;

	*first = 0;
	if (s->more_before && s->chunk_count)
		*first = (s->chunks[0].offset + row - 1) / row;
	if (s->more_after && s->chunk_count)
		end = (last->offset + last->size) / row;
	if (*first >= end) {
		*first = s->chunks[0].offset / row;
		end = *first + 1;
	}
	return end - *first;
}

/* The chosen chunk takes half of the cells that there are: it is enlarged, or a long one shown
 * in larger cells. */
static size_t near_step(const view *v, const view_section *s, size_t step, size_t cells)
{
	size_t chunk = mark_chunk(v, s), size;

	if (v->zoom != VIEW_ZOOM_CHUNK || chunk == s->chunk_count)
		return step;
	size = s->chunks[chunk].size;
	while (step > 1 && size / (step / 2) <= cells / 2)
		step /= 2;
	while (size / step > cells / 2)
		step *= 2;
	return step;
}

/* The touched place stands one third down. */
void map_choose_rows(const struct map_plan *plan, struct map_item *item, const view *v, int most)
{
	const view_section *s = &v->sections[item->section];
	size_t known, first, offset = 0, row;

	item->step = near_step(
		v, s, (map_cell(v, s) / (plan->columns > MAP_CELLS ? 2 : 1)) >> plan->finer,
		(size_t)(plan->columns * most));
	known = known_rows(s, row_bytes(plan, item), &first);
	item->rows = known < (size_t)most ? (int)known : most;
	if (!mark_touched(v, s, &offset))
		offset = first * row_bytes(plan, item);
	row = offset / row_bytes(plan, item);
	row = row > first + (size_t)item->rows / 3 ? row - (size_t)item->rows / 3 : first;
	item->first_row = row + (size_t)item->rows > first + known
	                          ? first + known - (size_t)item->rows : row;
}

int map_item_rows(const struct map_plan *plan, const struct map_item *item)
{
	if (item->form == MAP_DENSE)
		return 1 + item->rows;
	return item->form == MAP_FULL ? 1 + item->rows * plan->pitch : 1;
}

static int total_height(const struct map_plan *plan)
{
	int height = 0;

	for (int i = 0; i < plan->count; i++)
		height += map_item_rows(plan, &plan->items[i]);
	return height;
}

static void add(struct map_plan *plan, enum map_form form, size_t section)
{
	plan->items[plan->count++] = (struct map_item){ .form = form, .section = section };
}

/* The sections around the one in focus, those after it first, and what is left out. */
static void choose_sections(struct map_plan *plan, const view *v, int others)
{
	size_t low = v->focus, high = v->focus;

	/* A span is nothing without its section. */
	low -= low > 0 && v->sections[v->focus].span;
	for (; others > 0; others--) {
		if (high + 1 < v->section_count)
			high++;
		else if (low > 0)
			low--;
	}
	/* A row that says "1 more" is no smaller than that section. */
	low -= low == 1 && !v->sections_before;
	high += high + 2 == v->section_count && !v->sections_after;
	plan->count = 0;
	if (low > 0 || v->sections_before)
		add(plan, MAP_BEFORE, low);
	for (size_t i = low; i <= high; i++)
		add(plan, i == v->focus ? MAP_FULL : MAP_ONE_ROW, i);
	if (high + 1 < v->section_count || v->sections_after)
		add(plan, MAP_AFTER, high);
}

static struct map_item *focus_item(struct map_plan *plan)
{
	int i = 0;

	while (plan->items[i].form != MAP_FULL)
		i++;
	return &plan->items[i];
}

/* Too high: first the rows for words go, then other sections, then rows of the focus. */
static void shrink(struct map_plan *plan, const view *v, const struct map_room *room)
{
	int others = room->others, rows = focus_item(plan)->rows;

	if (total_height(plan) > room->height)
		plan->pitch = 1;
	while (total_height(plan) > room->height && others > 0) {
		choose_sections(plan, v, --others);
		map_choose_rows(plan, focus_item(plan), v, rows);
	}
	plan->cramped = others < room->others && (size_t)plan->count < v->section_count;
	while (total_height(plan) > room->height && rows > 1)
		map_choose_rows(plan, focus_item(plan), v, --rows);
}

/* Other sections become full, in the order of the list, where that still fits. */
static void widen(struct map_plan *plan, const view *v, const struct map_room *room)
{
	for (int i = 0; i < plan->count; i++) {
		struct map_item *item = &plan->items[i];

		if (item->form != MAP_ONE_ROW)
			continue;
		item->form = MAP_FULL;
		map_choose_rows(plan, item, v, room->focus_rows);
		if (total_height(plan) > room->height)
			item->form = MAP_ONE_ROW;
	}
}

/* From nearby the section in focus has all of the room. */
static void plan_near(struct map_plan *plan, const view *v, const struct map_room *room)
{
	int height = room->height < room->dense ? room->height : room->dense;
	int rows = (height - 1) / plan->pitch;

	rows = v->zoom == VIEW_ZOOM_BYTES && rows > BYTES_ROWS ? BYTES_ROWS : rows;
	plan->count = 0;
	add(plan, MAP_FULL, v->focus);
	map_choose_rows(plan, plan->items, v, rows > 1 ? rows : 1);
	plan->step = plan->items[0].step;
}

/* The only section, at full size: its cells are halved as long as twice the rows fit. */
static void enlarge(struct map_plan *plan, const view *v, const struct map_room *room)
{
	if (v->arrangement.full != VIEW_PANE_MAP || v->section_count != 1 || v->sections_before
	    || v->sections_after)
		return;
	while (plan->finer < FINEST && 2 * total_height(plan) <= room->height + 1) {
		plan->finer++;
		map_choose_rows(plan, focus_item(plan), v, room->height);
	}
}

static void plan_far(struct map_plan *plan, const view *v, const struct map_room *room)
{
	choose_sections(plan, v, room->others);
	map_choose_rows(plan, focus_item(plan), v, room->focus_rows);
	enlarge(plan, v, room);
	plan->step = focus_item(plan)->step;
	shrink(plan, v, room);
	if (room->full)
		widen(plan, v, room);
}

struct map_plan map_plan(const view *v, const struct map_room *room)
{
	struct map_plan plan = { .gutter = map_gutter(v), .pitch = room->pitch };
	int wide = room->width - plan.gutter >= 2 * MAP_CELLS;

	plan.columns = wide ? 2 * MAP_CELLS : MAP_CELLS;
	if (v->empty || v->section_count == 0) {
		plan.height = EMPTY_HEIGHT < room->height ? EMPTY_HEIGHT : room->height;
		return plan;
	}
	if (densemap_plan(&plan, v, room))
		plan.cramped = 0;
	else if (v->zoom != VIEW_ZOOM_HEAP)
		plan_near(&plan, v, room);
	else
		plan_far(&plan, v, room);
	for (int i = 0; i < plan.count; i++) {
		plan.items[i].y = plan.height;
		plan.height += map_item_rows(&plan, &plan.items[i]);
	}
	return plan;
}
