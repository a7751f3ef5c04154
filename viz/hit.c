/* SPDX-License-Identifier: MIT
 *
 * hit.c - what is drawn at a place of the screen: the pane there is asked.
 */
#include "hit.h"
#include "focus.h"

struct spot {
	const struct layout *layout;
	const struct rect *pane;
	const view *v;
	int x, y; /* in the pane */
};

static void hit_map(const struct spot *s, struct hit *hit)
{
	if (!map_hit(&s->layout->map, s->v, s->x, s->y, &hit->section, &hit->offset))
		hit->section = 0;
}

static void hit_table(const struct spot *s, struct hit *hit)
{
	hit->on_bucket = table_hit(s->pane, s->v, s->layout->cols, s->x, s->y, &hit->bucket);
}

static void hit_chunks(const struct spot *s, struct hit *hit)
{
	if (!chunks_hit(s->pane, s->v, s->x, s->y, &hit->section, &hit->offset))
		hit->section = 0;
}

static void hit_bytes(const struct spot *s, struct hit *hit)
{
	size_t index;

	if (!bytes_hit(s->pane, s->v, s->x, s->y, &index))
		return;
	hit->section = s->v->section_count ? s->v->sections[s->v->focus].id : 0;
	hit->offset = s->v->bytes.offset + index;
}

static void hit_time(const struct spot *s, struct hit *hit)
{
	hit->on_step = time_hit(s->pane, s->v, s->x, &hit->step);
}

static void (*const hits[VIEW_PANES])(const struct spot *, struct hit *) = {
	[VIEW_PANE_MAP] = hit_map,     [VIEW_PANE_TABLE] = hit_table,
	[VIEW_PANE_CHUNKS] = hit_chunks, [VIEW_PANE_BYTES] = hit_bytes,
	[VIEW_PANE_TIME] = hit_time,
};

struct hit hit_at(const view *v, const struct layout *layout, int x, int y)
{
	struct hit hit = { .on_prompt = y == layout->rows - 1 };

	for (int i = VIEW_PANE_NONE + 1; i < VIEW_PANES; i++) {
		const struct rect *pane = &layout->pane[focus_pane((enum view_pane)i)];
		struct spot spot = { layout, pane, v, x - pane->x, y - pane->y };

		if (spot.x < 0 || spot.y < 0 || spot.x >= pane->w || spot.y >= pane->h)
			continue;
		hit.pane = (enum view_pane)i;
		if (hits[i])
			hits[i](&spot, &hit);
	}
	return hit;
}
