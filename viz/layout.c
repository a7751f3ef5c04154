/* SPDX-License-Identifier: MIT
 *
 * layout.c - sharing out columns and rows.
 *
 * The left side gives things up in a fixed order until what is under the table has the
 * rows it needs: time, then other sections in full, then the table but its trail.
 */
#include "layout.h"
#include "pane.h"

#include <string.h>

enum {
	LIST_WIDTH = 30,       /* chunks beside why, without a ledger */
	LEDGER = 29, LEDGER_LEAST = 24, LEDGER_WIDE = 63, LEDGER_FROM = 142, GAP_WIDE = 3,
	ROWS_TIME = 30, ROWS_PLOT = 40, ROWS_TALL = 45,
	BYTES_WIDTH = 70, WHY_LEAST_WIDTH = 44,
	FOCUS_LEAST = 2,       /* rows of the map's section in focus */
	WHY_LEAST = 6, LIST_LEAST = 7, JOURNAL_LEAST = 5, KEYS_MOST = 12, TIME_MOST = 18
};

/* What is given up at each level: everything of the levels before, too. */
enum level { ALL, NO_TIME, NO_FULL, TRAIL_ONLY, LEVELS };

struct sides {
	int left, ledger, gap; /* columns; ledger 0: none */
};

struct stack {
	const view *v;
	struct layout *out;
	struct sides sides;
	int top, bottom; /* rows between the bar and what is at the bottom */
	int spare;       /* rows that the lower panes do not need, or (negative) lack */
	int narrow;      /* they lack some: other sections have one row each */
};

static int least(int a, int b)
{
	return a < b ? a : b;
}

static int most(int a, int b)
{
	return a > b ? a : b;
}

static struct sides choose_sides(const view *v, int cols)
{
	int gutter = map_gutter(v), single = gutter + MAP_CELLS, twice = single + MAP_CELLS;
	struct sides s = { cols, 0, 1 };

	if (cols - single - 1 < LEDGER_LEAST)
		return s;
	s.ledger = least(LEDGER, cols - single - 1);
	if (cols >= LEDGER_FROM) {
		s.gap = GAP_WIDE;
		s.ledger = LEDGER_WIDE;
		if (cols >= twice + GAP_WIDE + LEDGER)
			s.ledger = least(LEDGER_WIDE, cols - twice - GAP_WIDE);
	}
	s.left = cols - s.ledger - s.gap;
	return s;
}

static void place(struct layout *out, enum pane pane, int x, int y, int w, int h)
{
	if (w > 0 && h > 0)
		out->pane[pane] = (struct rect){ x, y, w, h };
}

/* ------------------------------------------------------------- left side */

static int tall(const struct stack *s)
{
	return s->out->rows >= ROWS_TALL;
}

static int bytes_beside(const struct stack *s)
{
	return s->v->bytes.title && tall(s) &&
	       s->sides.left >= BYTES_WIDTH + GAP_WIDE + WHY_LEAST_WIDTH;
}

static int bytes_under(const struct stack *s)
{
	return s->v->bytes.title && !bytes_beside(s);
}

static int table_height(const struct stack *s, enum level level)
{
	if (s->v->empty || (bytes_under(s) && !tall(s)))
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
	if (!s->v->has_caches || s->v->empty || (bytes_under(s) && !tall(s)) || level >= TRAIL_ONLY)
		return 0;
	return 1 + caches_rows(s->v, s->out->rows);
}

/* Who looks at it with the keys sees it at every size. */
static int time_height(const struct stack *s, enum level level, int left)
{
	int more = time_more_rows(s->v, s->sides.left);

	if (s->v->time_count == 0 || (s->v->step.count && !s->v->time_focus))
		return 0;
	if (!s->v->time_focus && (level >= NO_TIME || s->out->rows < ROWS_TIME))
		return 0;
	if (s->out->rows < ROWS_TIME)
		return 3 + least(more, 2);
	if (s->out->rows < ROWS_PLOT)
		return 3 + least(more, s->v->time_focus ? 3 : 2);
	return more + (tall(s) ? most(5, least(TIME_MOST, (left + 1) / 2)) : 5);
}

/* The list's width, where it stands beside why; 0: it has the ledger, or a text of its
 * own width takes all columns. */
static int list_width(const struct stack *s)
{
	const view_text *text = why_text(s->v);

	if (s->sides.ledger || s->v->empty)
		return 0;
	if (text == &s->v->text && why_width(text) > s->sides.left - LIST_WIDTH - 2)
		return 0;
	return LIST_WIDTH;
}

static int why_columns(const struct stack *s)
{
	int list = list_width(s), width = s->sides.left;

	if (bytes_beside(s))
		return width - BYTES_WIDTH - GAP_WIDE;
	return list ? width - list - 2 : width;
}

/* What the last pane on the left must have. */
static int lower_least(const struct stack *s)
{
	return list_width(s) ? LIST_LEAST : WHY_LEAST;
}

static int lower_wanted(const struct stack *s)
{
	const view_text *text = why_text(s->v);

	if (text != &s->v->text)
		return lower_least(s);
	return most(lower_least(s), 1 + why_wanted(s->v, why_columns(s)));
}

static struct map_plan plan_map(const struct stack *s, enum level level, int height)
{
	int rows = s->out->rows;
	int is_wide = tall(s) && s->sides.left >= map_gutter(s->v) + 2 * MAP_CELLS;
	struct map_room room = {
		.width = s->sides.left,
		.height = most(height, 2),
		.focus_rows = most(FOCUS_LEAST, rows / (s->v->has_caches ? 5 : 3) + s->spare),
		.others = most(2, rows / 12),
		.full = !s->narrow && level < NO_FULL && rows >= ROWS_TIME
		        && !(bytes_under(s) && !tall(s)),
		.pitch = s->v->step.count || is_wide ? 2 : 1,
	};

	return map_plan(s->v, &room);
}

struct heights {
	int map, table, caches, bytes, time, gap, lower;
};

static struct heights share(const struct stack *s, enum level level)
{
	int all = s->bottom - s->top - (s->out->rows >= ROWS_TIME && !tall(s));
	struct heights h = { .table = table_height(s, level),
		             .caches = caches_height(s, level), .gap = tall(s) };
	int rest = all - h.table - h.caches - lower_least(s) - h.gap;

	h.bytes = bytes_under(s) ? LIST_LEAST : 0;
	h.time = time_height(s, level, 0);
	s->out->map = plan_map(s, level, rest - h.time - h.bytes);
	h.map = s->out->map.height;
	rest -= h.map;
	if (h.time && tall(s))
		h.time = time_height(s, level, rest + lower_least(s) + h.gap);
	if (bytes_under(s))
		h.bytes = least(1 + bytes_rows(s->v, s->sides.left), rest - h.time);
	h.lower = all - h.map - h.table - h.caches - h.bytes - h.time - h.gap;
	if (h.time && h.lower > 12) {
		h.gap++;
		h.lower--;
	}
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
	int wanted = most(lower_least(s), 1 + why_wanted(s->v, why_columns(s)));

	if (!s->v->has_caches || s->v->empty || s->v->text.title || s->v->bytes.title)
		return h;
	s->narrow = h.lower < wanted;
	h = s->narrow ? share(s, level) : h;
	s->spare = h.lower - wanted;
	/* Beside why the list of chunks needs its rows. */
	s->spare = s->sides.ledger && s->spare > 0 ? s->spare - 1 : least(s->spare, 0);
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

static void lower_row(const struct stack *s, int y, int height)
{
	int list = list_width(s), why = why_columns(s);

	place(s->out, PANE_CHUNKS, 0, y, list, height);
	place(s->out, PANE_WHY, list ? list + 2 : 0, y, why, height);
	if (bytes_beside(s))
		place(s->out, PANE_BYTES, why + GAP_WIDE, y, BYTES_WIDTH, height);
}

static void stack_left(struct stack *s)
{
	struct heights h = settle(s);
	int width = s->sides.left, y = s->top;

	place(s->out, PANE_MAP, 0, y, width, h.map);
	y += h.map;
	place(s->out, PANE_TABLE, 0, y, width, h.table);
	y += h.table;
	place(s->out, PANE_CACHES, 0, y, width, h.caches);
	y += h.caches;
	place(s->out, PANE_BYTES, 0, y, width, h.bytes);
	y += h.bytes + (tall(s) ? 1 : 0);
	lower_row(s, y, h.lower);
	y += h.lower + h.gap - (tall(s) ? 1 : 0);
	place(s->out, PANE_TIME, 0, y, width, h.time);
}

/* ------------------------------------------------------------ right side */

struct ledger {
	int chunks, numbers, journal, keys; /* rows */
	int numbers_y, journal_y, keys_y;
};

/* Chunks get what they need, but leave the rest its least; a journal takes what is over,
 * and then the keys. */
static struct ledger share_right(const struct stack *s)
{
	const view *v = s->v;
	int w = s->sides.ledger, all = s->bottom - s->top;
	int journal = v->journal_count && !v->step.count ? JOURNAL_LEAST + 1 : 0;
	int keys = v->key_count ? 2 + least((int)v->key_count, KEYS_MOST) : 0, left;
	int most_rows = all - LIST_LEAST - 1;
	struct ledger l = { .numbers = v->step.count ? fields_rows(v, most_rows)
		                                     : least(1 + numbers_rows(v, w), most_rows) };
	int room = all - l.numbers - 1;

	l.chunks = least(2 + chunks_rows(v, w),
	                 most(room - (tall(s) ? journal + keys : 0), room * 2 / 3));
	left = room - l.chunks;
	l.keys = left - keys >= journal + 2 ? keys : 0;
	if (journal && left >= journal)
		l.journal = least(1 + (int)v->journal_count, left - 1 - l.keys);
	else
		l.keys = 0;
	return l;
}

/* Without a journal the numbers stand at the bottom; with one, after the chunks, level with
 * the table if there is room for that. */
static void place_numbers(const struct stack *s, struct ledger *l)
{
	int after = s->top + l->chunks + 1, table = s->out->pane[PANE_TABLE].y;
	int over = s->bottom - after - l->numbers - 1 - l->journal - l->keys;

	l->numbers_y = after;
	if (!l->journal)
		l->numbers_y = s->bottom - l->numbers;
	else if (table > after && table - after <= over)
		l->numbers_y = table;
	l->journal_y = l->numbers_y + l->numbers + 1;
	l->keys_y = s->bottom - l->keys + 1;
}

static void stack_right(const struct stack *s)
{
	int x = s->sides.left + s->sides.gap, w = s->sides.ledger;
	struct ledger l = share_right(s);

	place_numbers(s, &l);
	place(s->out, PANE_CHUNKS, x, s->top, w, l.chunks);
	place(s->out, s->v->step.count ? PANE_FIELDS : PANE_NUMBERS, x, l.numbers_y, w,
	      l.numbers);
	place(s->out, PANE_JOURNAL, x, l.journal_y, w, l.journal);
	place(s->out, PANE_KEYS, x, l.keys_y, w, l.keys - 1);
}

/* ------------------------------------------------------------------ whole */

static void layout_small(struct layout *out, int result)
{
	result = out->rows >= 8 ? result : 0;
	place(out, PANE_SMALL, 0, 0, out->cols, out->rows - 1 - result);
	place(out, PANE_RESULT, 0, out->rows - 1 - result, out->cols, result);
}

struct layout layout_make(const view *v, int cols, int rows)
{
	struct layout out = { .cols = most(cols, 1), .rows = most(rows, 1) };
	struct stack s = { .v = v, .out = &out, .top = 1 };
	int result = result_rows(v, cols), rail = rail_rows(v, rows);

	if (cols < LAYOUT_COLS || rows < LAYOUT_ROWS) {
		layout_small(&out, result);
		return out;
	}
	s.sides = choose_sides(v, cols);
	s.bottom = rows - 1 - result;
	place(&out, PANE_BAR, 0, 0, cols, 1);
	place(&out, PANE_RESULT, 0, s.bottom, cols, result);
	if (rows >= ROWS_TALL)
		place(&out, PANE_LINE, 0, --s.bottom, cols, 1);
	place(&out, PANE_RAIL, 0, s.bottom -= rail, cols, rail);
	if (!s.sides.ledger && !rail)
		place(&out, PANE_NUMBERS, 0, --s.bottom, cols, 1);
	stack_left(&s);
	if (s.sides.ledger)
		stack_right(&s);
	return out;
}
