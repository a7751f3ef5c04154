/* SPDX-License-Identifier: MIT
 *
 * focus.c - the pane that has the keys, shown in its rule.
 *
 *   - chunks of s1  11 ----      another pane's
 *   ▸ chunks of s1  11 ----      its own: a pointer, and the title in the cursor's colour
 *   s1 ▸-+- 0x100000000 ----     of the map: where the section in focus begins
 */
#include "focus.h"
#include "pane.h"
#include "theme.h"

enum { LINE = 0x2500, POINTER = 0x25b8, ASCII_END = 0x80 };

enum pane focus_pane(enum view_pane pane)
{
	static const enum pane panes[VIEW_PANES] = {
		[VIEW_PANE_NONE] = PANE_COUNT,      [VIEW_PANE_MAP] = PANE_MAP,
		[VIEW_PANE_TABLE] = PANE_TABLE,     [VIEW_PANE_CHUNKS] = PANE_CHUNKS,
		[VIEW_PANE_WHY] = PANE_WHY,         [VIEW_PANE_TIME] = PANE_TIME,
		[VIEW_PANE_BYTES] = PANE_BYTES,     [VIEW_PANE_NUMBERS] = PANE_NUMBERS,
		[VIEW_PANE_JOURNAL] = PANE_JOURNAL, [VIEW_PANE_KEYS] = PANE_KEYS,
	};

	return panes[pane];
}

/* The map's first row may tell of sections that there is no room for. */
static int rule_row(const view *v, const struct layout *layout, enum pane pane)
{
	const struct map_plan *plan = &layout->map;

	if (pane == PANE_MAP && plan->count && plan->items[0].form == MAP_DENSE)
		return 0;
	for (int i = 0; pane == PANE_MAP && i < plan->count; i++)
		if (plan->items[i].section == v->focus && plan->items[i].form == MAP_FULL)
			return plan->items[i].y;
	return 0;
}

static const struct cell *cell_at(struct area area, int x)
{
	return &area.grid->cells[area.y * area.grid->cols + area.x + x];
}

/* The title ends where two blanks or the rule follow it. */
static int is_title(struct area area, int x)
{
	const struct cell *cell = cell_at(area, x);

	if (x + 1 >= area.w || cell->glyph == LINE)
		return 0;
	return cell->glyph != ' ' || x < 2 || cell_at(area, x + 1)->glyph != ' ';
}

static void draw_pointer(struct area rule)
{
	int x = 0, apart = cell_at(rule, 0)->glyph == LINE;

	for (x = apart; is_title(rule, x) && (apart || cell_at(rule, x)->glyph != ' '); x++)
		if (apart || cell_at(rule, x)->glyph < ASCII_END)
			area_put(rule, x, 0, ROLE_CURSOR_LABEL, cell_at(rule, x)->glyph);
	if (apart)
		area_put(rule, x, 0, ROLE_CURSOR_LABEL, ' ');
	area_put(rule, apart ? 0 : x, 0, ROLE_CURSOR_TEXT, POINTER);
}

void focus_draw(struct grid *grid, const view *v, const struct layout *layout)
{
	enum pane pane = focus_pane(v->time_focus ? VIEW_PANE_TIME : v->focus_pane);
	struct rect r;

	if (pane == PANE_COUNT || layout->pane[pane].h == 0)
		return;
	r = layout->pane[pane];
	r.y += rule_row(v, layout, pane);
	draw_pointer(area_part(area_of(grid), r.x, r.y, r.w, 1));
}
