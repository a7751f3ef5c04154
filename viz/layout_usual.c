/* SPDX-License-Identifier: MIT
 *
 * layout_usual.c - the usual arrangement: its left side.
 *
 * It gives things up in a fixed order until what is under the table has the rows it needs:
 * time, then other sections in full, then the table but its trail. The room of a pane that
 * is hidden is for the panes beside it.
 */
#include "layout_parts.h"

#include <string.h>

enum { BYTES_WIDTH = 70, WHY_LEAST_WIDTH = 44, TIME_MOST = 18 };

/* What is given up at each level: everything of the levels before, too. */
enum level { ALL, NO_TIME, NO_FULL, TRAIL_ONLY, LEVELS };

static int bytes_beside(const struct stack *s)
{
	return layout_has_bytes(s->v) && layout_tells(s->v) && layout_tall(s) &&
	       s->sides.left >= BYTES_WIDTH + GAP_WIDE + WHY_LEAST_WIDTH;
}

static int bytes_under(const struct stack *s)
{
	return layout_needs_bytes(s->v) && !bytes_beside(s);
}

static int shows_table(const struct stack *s)
{
	return layout_shows(s->v, VIEW_PANE_TABLE) && !s->v->empty
	       && !(bytes_under(s) && !layout_tall(s));
}

static int table_height(const struct stack *s, enum level level)
{
	if (!shows_table(s))
		return 0;
	/* The map has given what it can, and why lacks rows still. */
	if (s->v->units.shown && level < TRAIL_ONLY && s->spare < FOCUS_LEAST - s->out->rows / 5)
		return 2;
	return 1 + (level < TRAIL_ONLY ? table_rows(s->v, s->out->cols, s->out->rows) : 0);
}

static int caches_height(const struct stack *s, enum level level)
{
	/* The command caches tells all that the pane could, and more. */
	if (s->v->text.title && strcmp(s->v->text.title, "caches") == 0)
		return 0;
	if (!s->v->has_caches || !shows_table(s) || level >= TRAIL_ONLY)
		return 0;
	return 1 + caches_rows(s->v, s->out->rows);
}

int layout_time_rows(const struct stack *s)
{
	int more = time_more_rows(s->v, s->sides.left);

	if (s->v->time_count == 0 || !layout_shows(s->v, VIEW_PANE_TIME))
		return 0;
	if (s->out->rows < ROWS_TIME)
		return 3 + layout_least(more, 2);
	return 3 + layout_least(more, s->v->time_focus ? 3 : 2);
}

/* Who looks at it with the keys sees it at every size. */
static int time_height(const struct stack *s, enum level level, int left)
{
	int more = time_more_rows(s->v, s->sides.left), rows = layout_time_rows(s);

	if (rows == 0 || (s->v->step.count && !s->v->time_focus))
		return 0;
	if (!s->v->time_focus && (level >= NO_TIME || s->out->rows < ROWS_TIME))
		return 0;
	if (s->out->rows < ROWS_PLOT)
		return rows;
	if (!layout_tall(s))
		return more + 5;
	return more + layout_most(5, layout_least(TIME_MOST, (left + 1) / 2));
}

/* The list's width, where it stands beside why; 0: it has the ledger, or a text of its
 * own width takes all columns. */
static int list_width(const struct stack *s)
{
	const view_text *text = why_text(s->v);

	if (s->sides.ledger || s->v->empty || !layout_shows(s->v, VIEW_PANE_CHUNKS))
		return 0;
	if (!layout_tells(s->v))
		return s->sides.left;
	if (text == &s->v->text && why_width(text) > s->sides.left - LIST_WIDTH - 2)
		return 0;
	return LIST_WIDTH;
}

static int why_columns(const struct stack *s)
{
	int list = list_width(s), width = s->sides.left;

	if (!layout_tells(s->v))
		return 0;
	if (bytes_beside(s))
		return width - BYTES_WIDTH - GAP_WIDE;
	return list ? width - list - 2 : width;
}

/* What the last pane on the left must have. */
static int lower_least(const struct stack *s)
{
	if (!list_width(s) && !layout_tells(s->v))
		return 0;
	return list_width(s) ? LIST_LEAST : WHY_LEAST;
}

static int lower_wanted(const struct stack *s)
{
	if (!s->v->text.title)
		return lower_least(s);
	return layout_most(lower_least(s), 1 + why_wanted(s->v, why_columns(s)));
}

static struct map_plan plan_map(const struct stack *s, enum level level, int height)
{
	int rows = s->out->rows, alone = !lower_least(s);
	int is_wide = layout_tall(s) && s->sides.left >= map_gutter(s->v) + 2 * MAP_CELLS;
	int usual = rows / (s->v->has_caches ? 5 : 3);
	struct map_room room = {
		.width = s->sides.left,
		.height = layout_most(height, 2),
		.screen = rows,
		.dense = alone ? rows : rows * 2 / 5 + (layout_tall(s) ? rows / 10 : 0),
		.focus_rows = alone ? rows : layout_most(FOCUS_LEAST, usual + s->spare),
		.others = layout_most(2, rows / 12),
		.full = !s->narrow && level < NO_FULL && rows >= ROWS_TIME
		        && !(bytes_under(s) && !layout_tall(s)),
		.pitch = s->v->step.count || is_wide ? 2 : 1,
	};

	if (!layout_shows(s->v, VIEW_PANE_MAP))
		return (struct map_plan){ 0 };
	return map_plan(s->v, &room);
}

struct heights {
	int map, table, caches, bytes, time, gap, lower;
};

/* With nothing to stand last, its rows are for what can use them. */
static void hand_on(struct heights *h)
{
	int *taker = h->time ? &h->time : h->bytes ? &h->bytes : h->table ? &h->table : &h->map;

	if (h->lower > 0 && *taker > 0)
		*taker += h->lower;
	h->lower = 0;
}

static struct heights share(const struct stack *s, enum level level)
{
	int all = s->bottom - s->top - (s->out->rows >= ROWS_TIME && !layout_tall(s));
	struct heights h = { .table = table_height(s, level),
		             .caches = caches_height(s, level), .gap = layout_tall(s) };
	int rest = all - h.table - h.caches - lower_least(s) - h.gap;

	h.bytes = bytes_under(s) ? LIST_LEAST : 0;
	h.time = time_height(s, level, 0);
	s->out->map = plan_map(s, level, rest - h.time - h.bytes);
	h.map = s->out->map.height;
	rest -= h.map;
	if (h.time && layout_tall(s))
		h.time = time_height(s, level, rest + lower_least(s) + h.gap);
	if (bytes_under(s))
		h.bytes = layout_least(1 + bytes_rows(s->v, s->sides.left), rest - h.time);
	h.lower = all - h.map - h.table - h.caches - h.bytes - h.time - h.gap;
	if (h.time && h.lower > 12) {
		h.gap++;
		h.lower--;
	}
	if (!lower_least(s))
		hand_on(&h);
	return h;
}

/* The table stays for a text that may be paged, and for sections without room. */
static int gives_up(const struct stack *s, const struct heights *h, enum level next)
{
	if (next == TRAIL_ONLY)
		return h->lower < lower_least(s);
	return h->lower < lower_wanted(s) || s->out->map.cramped;
}

/* A span's map gets the rows that why does not need, and gives some where why lacks them. */
static struct heights balance(struct stack *s, struct heights h, enum level level)
{
	int wanted = layout_most(lower_least(s), 1 + why_wanted(s->v, why_columns(s)));

	if (!s->v->has_caches || s->v->empty || s->v->text.title || s->v->bytes.title
	    || !lower_least(s))
		return h;
	s->narrow = h.lower < wanted;
	h = s->narrow ? share(s, level) : h;
	s->spare = h.lower - wanted;
	/* Beside why the list of chunks needs its rows. */
	s->spare = s->sides.ledger && s->spare > 0 ? s->spare - 1 : layout_least(s->spare, 0);
	return share(s, level);
}

static struct heights settle(struct stack *s)
{
	struct heights h = share(s, ALL);
	int level = ALL;

	while (level + 1 < LEVELS && gives_up(s, &h, (enum level)(level + 1)))
		h = share(s, (enum level)++level);
	return balance(s, h, (enum level)level);
}

void layout_lower(const struct stack *s, int y, int height)
{
	int list = list_width(s), why = why_columns(s);

	layout_place(s->out, PANE_CHUNKS, 0, y, list, height);
	layout_place(s->out, PANE_WHY, list ? list + 2 : 0, y, why, height);
	if (bytes_beside(s))
		layout_place(s->out, PANE_BYTES, why + GAP_WIDE, y, BYTES_WIDTH, height);
}

void layout_usual(struct stack *s)
{
	struct heights h = settle(s);
	int width = s->sides.left, y = s->top;

	layout_place(s->out, PANE_MAP, 0, y, width, h.map);
	y += h.map;
	layout_place(s->out, PANE_TABLE, 0, y, width, h.table);
	y += h.table;
	layout_place(s->out, PANE_CACHES, 0, y, width, h.caches);
	y += h.caches;
	layout_place(s->out, PANE_BYTES, 0, y, width, h.bytes);
	y += h.bytes + (layout_tall(s) ? 1 : 0);
	layout_lower(s, y, h.lower);
	y += h.lower + h.gap - (layout_tall(s) ? 1 : 0);
	layout_place(s->out, PANE_TIME, 0, y, width, h.time);
}
