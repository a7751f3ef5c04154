/* SPDX-License-Identifier: MIT
 *
 * layout_right.c - how the columns are shared, and the ledger at the right: chunks, numbers,
 * journal and keys.
 */
#include "layout_parts.h"

enum { JOURNAL_LEAST = 5, KEYS_MOST = 12 };

/* Is there anything to stand in it? */
static int has_ledger(const view *v)
{
	return layout_shows(v, VIEW_PANE_CHUNKS) || layout_shows(v, VIEW_PANE_NUMBERS)
	       || layout_shows(v, VIEW_PANE_JOURNAL) || layout_shows(v, VIEW_PANE_KEYS)
	       || v->step.count;
}

struct sides layout_sides(const view *v, int cols)
{
	int gutter = map_gutter(v), single = gutter + MAP_CELLS, twice = single + MAP_CELLS;
	struct sides s = { cols, 0, 1 };

	if (cols - single - 1 < LEDGER_LEAST || !has_ledger(v))
		return s;
	s.ledger = layout_least(LEDGER, cols - single - 1);
	if (cols >= LEDGER_FROM) {
		s.gap = GAP_WIDE;
		s.ledger = LEDGER_WIDE;
		if (cols >= twice + GAP_WIDE + LEDGER)
			s.ledger = layout_least(LEDGER_WIDE, cols - twice - GAP_WIDE);
	}
	s.left = cols - s.ledger - s.gap;
	return s;
}

struct ledger {
	int chunks, numbers, journal, keys; /* rows */
	int numbers_y, journal_y, keys_y;
};

static int numbers_height(const struct stack *s, int room)
{
	if (s->v->step.count)
		return fields_rows(s->v, room);
	if (!layout_shows(s->v, VIEW_PANE_NUMBERS))
		return 0;
	return layout_least(1 + numbers_rows(s->v, s->sides.ledger), room);
}

/* Chunks get what they need, but leave the rest its least; a journal takes what is over,
 * and then the keys. */
static struct ledger share_right(const struct stack *s)
{
	const view *v = s->v;
	int w = s->sides.ledger, all = s->bottom - s->top, left;
	int has_journal = v->journal_count && !v->step.count && layout_shows(v, VIEW_PANE_JOURNAL);
	int has_keys = v->key_count && v->journal_count && layout_shows(v, VIEW_PANE_KEYS);
	int journal = has_journal ? JOURNAL_LEAST + 1 : 0;
	int keys = has_keys ? 2 + layout_least((int)v->key_count, KEYS_MOST) : 0;
	struct ledger l = { .numbers = numbers_height(s, all - LIST_LEAST - 1) };
	int room = all - l.numbers - (l.numbers > 0);

	if (layout_shows(v, VIEW_PANE_CHUNKS))
		l.chunks = layout_least(2 + chunks_rows(v, w),
		                        layout_most(room - (layout_tall(s) ? journal + keys : 0),
		                                    room * 2 / 3));
	left = room - l.chunks;
	l.keys = left - keys >= journal + 2 ? keys : 0;
	if (journal && left >= journal)
		l.journal = layout_least(1 + (int)v->journal_count, left - 1 - l.keys);
	else if (journal)
		l.keys = 0;
	return l;
}

/* Without a journal the numbers stand at the bottom; with one, after the chunks, level with
 * the table if there is room for that. */
static void place_numbers(const struct stack *s, struct ledger *l)
{
	int after = s->top + l->chunks + (l->chunks > 0), table = s->out->pane[PANE_TABLE].y;
	int over = s->bottom - after - l->numbers - 1 - l->journal - l->keys;

	l->numbers_y = after;
	if (!l->journal && l->chunks)
		l->numbers_y = s->bottom - l->numbers - l->keys;
	else if (l->chunks && table > after && table - after <= over)
		l->numbers_y = table;
	l->journal_y = l->numbers_y + l->numbers + (l->numbers > 0);
	l->keys_y = s->bottom - l->keys + 1;
}

void layout_right(const struct stack *s)
{
	int x = s->sides.left + s->sides.gap, w = s->sides.ledger;
	struct ledger l;

	if (!w)
		return;
	l = share_right(s);
	place_numbers(s, &l);
	layout_place(s->out, PANE_CHUNKS, x, s->top, w, l.chunks);
	layout_place(s->out, s->v->step.count ? PANE_FIELDS : PANE_NUMBERS, x, l.numbers_y, w,
	             l.numbers);
	layout_place(s->out, PANE_JOURNAL, x, l.journal_y, w, l.journal);
	layout_place(s->out, PANE_KEYS, x, l.keys_y, w, l.keys - 1);
}
