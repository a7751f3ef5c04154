/* SPDX-License-Identifier: MIT
 *
 * layout.c - a screen of any size: what stands at its top and bottom, and which arrangement
 * shares out the rest.
 */
#include "layout_parts.h"

/* Rows and columns that a pane is of use with; 0: any. */
static const struct {
	int w, h;
} least_of[PANE_COUNT] = {
	[PANE_MAP] = { 0, 2 },      [PANE_CHUNKS] = { 20, 3 },  [PANE_WHY] = { 20, 2 },
	[PANE_BYTES] = { 40, 3 },   [PANE_TIME] = { 40, 3 },    [PANE_JOURNAL] = { 20, 2 },
	[PANE_KEYS] = { 20, 2 },
};

int layout_least_width(enum pane pane)
{
	return least_of[pane].w;
}

int layout_least_height(enum pane pane)
{
	return least_of[pane].h;
}

void layout_place(struct layout *out, enum pane pane, int x, int y, int w, int h)
{
	if (w > 0 && h > 0 && w >= layout_least_width(pane) && h >= layout_least_height(pane))
		out->pane[pane] = (struct rect){ x, y, w, h };
}

int layout_shows(const view *v, enum view_pane pane)
{
	int has_keys = v->focus_pane == pane || (pane == VIEW_PANE_TIME && v->time_focus);

	return has_keys || v->arrangement.full == pane || !(v->arrangement.hidden & 1u << pane);
}

int layout_tells(const view *v)
{
	return v->text.title || layout_shows(v, VIEW_PANE_WHY);
}

int layout_has_bytes(const view *v)
{
	return v->bytes.title && layout_shows(v, VIEW_PANE_BYTES);
}

int layout_needs_bytes(const view *v)
{
	return layout_has_bytes(v) && (!v->bytes.chosen || v->zoom == VIEW_ZOOM_BYTES);
}

static void layout_small(struct layout *out, int result)
{
	result = out->rows >= 8 ? result : 0;
	layout_place(out, PANE_SMALL, 0, 0, out->cols, out->rows - 1 - result);
	layout_place(out, PANE_RESULT, 0, out->rows - 1 - result, out->cols, result);
}

/* Where a ledger or a pane of their own does not show the numbers, one line does. */
static void frame(struct stack *s, int result)
{
	const view *v = s->v;
	struct layout *out = s->out;
	int rail = rail_rows(v, out->rows);
	int has_line = !s->sides.ledger && !rail && !v->arrangement.full;

	s->top = 1;
	s->bottom = out->rows - 1 - result;
	layout_place(out, PANE_BAR, 0, 0, out->cols, 1);
	layout_place(out, PANE_RESULT, 0, s->bottom, out->cols, result);
	if (layout_tall(s))
		layout_place(out, PANE_LINE, 0, --s->bottom, out->cols, 1);
	layout_place(out, PANE_RAIL, 0, s->bottom -= rail, out->cols, rail);
	if (has_line && layout_shows(v, VIEW_PANE_NUMBERS))
		layout_place(out, PANE_NUMBERS, 0, --s->bottom, out->cols, 1);
}

struct layout layout_make(const view *v, int cols, int rows)
{
	struct layout out = { .cols = layout_most(cols, 1), .rows = layout_most(rows, 1) };
	struct stack s = { .v = v, .out = &out };
	int result = result_rows(v, cols);

	if (cols < LAYOUT_COLS || rows < LAYOUT_ROWS) {
		layout_small(&out, result);
		return out;
	}
	s.sides = layout_sides(v, cols);
	frame(&s, result);
	if (v->arrangement.full) {
		layout_full(&s);
	} else if (v->arrangement.layout && !v->empty) {
		layout_named(&s);
	} else {
		layout_usual(&s);
		layout_right(&s);
	}
	return out;
}
