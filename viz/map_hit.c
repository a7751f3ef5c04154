/* SPDX-License-Identifier: MIT
 *
 * map_hit.c - which byte of which section a cell of the map begins with.
 */
#include "block.h"
#include "densemap.h"
#include "hit.h"

struct place {
	const view *v;
	int x, y; /* y: from the item's first row */
};

/* A section's rule and gutter stand for its first cell. */
static size_t offset_at(const struct map_plan *plan, const struct map_item *item,
                        const struct place *at)
{
	int row = item->form == MAP_FULL ? (at->y - 1) / plan->pitch : 0;
	int column = at->x > plan->gutter ? at->x - plan->gutter : 0;
	struct block b = item->form == MAP_FULL
	                         ? block_full(at->v, &at->v->sections[item->section], item->step,
	                                      plan->columns, item->first_row, item->rows)
	                         : block_one_row(at->v, &at->v->sections[item->section],
	                                         plan->columns);

	if (item->form == MAP_FULL && at->y == 0)
		row = column = 0;
	return block_begin(&b, row * plan->columns + column);
}

static int hit_density(const struct map_plan *plan, const struct map_item *item,
                       const struct place *at, size_t *section, size_t *offset)
{
	size_t row = at->y > 0 ? (size_t)at->y - 1 : 0;
	size_t column = at->y > 0 && at->x > plan->gutter ? (size_t)(at->x - plan->gutter) : 0;
	size_t position = item->start + (row * (size_t)plan->columns + column) * item->step;

	return densemap_place(&at->v->densities[item->source], position, section, offset);
}

int map_hit(const struct map_plan *plan, const view *v, int x, int y, size_t *section,
            size_t *offset)
{
	for (int i = 0; i < plan->count; i++) {
		const struct map_item *item = &plan->items[i];
		struct place at = { v, x, y - item->y };

		if (at.y < 0 || at.y >= map_item_rows(plan, item) || item->form < MAP_ONE_ROW)
			continue;
		if (x >= plan->gutter + plan->columns)
			return 0;
		if (item->form == MAP_DENSE)
			return hit_density(plan, item, &at, section, offset);
		*section = v->sections[item->section].id;
		*offset = offset_at(plan, item, &at);
		return *offset < v->sections[item->section].size;
	}
	return 0;
}

int map_far(const struct map_plan *plan, const view *v, int cells, size_t *section,
            size_t *offset)
{
	size_t now, last, far = (size_t)(cells < 0 ? -cells : cells);

	if (!plan->whole)
		return 0;
	now = (v->whole.start + v->whole.place) / plan->step;
	last = (v->whole.size - 1) / plan->step;
	if (cells < 0)
		now -= far < now ? far : now;
	else
		now += far < last - now ? far : last - now;
	return densemap_place(&v->densities[0], now * plan->step, section, offset);
}
