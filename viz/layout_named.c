/* SPDX-License-Identifier: MIT
 *
 * layout_named.c - arrangements with a name, and one pane at full size.
 *
 *   map      the map takes what it can use; the table is its trail; why has what is left
 *   table    a map of few rows, then the table with a row for each bucket; the same
 *   lesson   a map of few rows, the text beside it where there are columns, else under it
 *   compare  several heaps
 *
 * What a command printed, and the time line while it has the keys, stand at the bottom of
 * all of them.
 */
#include "focus.h"
#include "layout_parts.h"

enum { TEXT_WIDTH = 78, TEXT_GAP = 3, FULL_LEAST = 8, LESSON_TABLE = 4, TIME_FROM = 20,
       TIME_ROWS = 17 };

/* At the bottom, over at most so many rows; a blank one is above it. */
static void take(struct stack *s, enum pane pane, int rows, int room)
{
	rows = layout_least(rows, layout_least(room, s->end - s->y - FULL_LEAST));
	if (rows < 2)
		return;
	layout_place(s->out, pane, 0, s->end - rows, s->sides.left, rows);
	s->end -= rows;
}

static void take_text(struct stack *s)
{
	if (s->v->text.title)
		take(s, PANE_WHY, 1 + why_wanted(s->v, s->sides.left), (s->end - s->y) / 2);
}

static void take_time(struct stack *s)
{
	if (s->v->time_focus || s->v->focus_pane == VIEW_PANE_TIME)
		take(s, PANE_TIME, layout_time_rows(s), s->end);
}

static void take_bytes(struct stack *s)
{
	if (layout_needs_bytes(s->v))
		take(s, PANE_BYTES, 1 + bytes_rows(s->v, s->sides.left), LIST_LEAST + 2);
}

/* A map over the rows from the top on, which has at most so many for each section; one that
 * may have them all also has rows for words, if they fit. */
static void take_map(struct stack *s, int height, int focus_rows, int others)
{
	int all = focus_rows >= s->out->rows;
	struct map_room room = {
		.width = s->sides.left, .height = layout_most(height, 2),
		.screen = s->out->rows, .dense = height,
		.focus_rows = focus_rows, .others = others, .full = focus_rows > FOCUS_LEAST,
		.pitch = s->v->step.count || all ? 2 : 1,
	};

	if (!layout_shows(s->v, VIEW_PANE_MAP) || s->v->section_count == 0)
		return;
	s->out->map = map_plan(s->v, &room);
	layout_place(s->out, PANE_MAP, 0, s->y, s->sides.left, s->out->map.height);
	s->y += s->out->map.height;
}

static void few_rows(struct stack *s)
{
	int rows = layout_most(FOCUS_LEAST, s->out->rows / 8);

	take_map(s, rows + 3, rows, 1 + (s->out->rows >= ROWS_PLOT));
}

/* Its rule, with the trail, is of use by itself. */
static void take_table(struct stack *s, int rows)
{
	if (!layout_shows(s->v, VIEW_PANE_TABLE) || s->v->section_count == 0)
		return;
	rows = layout_least(rows, s->end - s->y);
	layout_place(s->out, PANE_TABLE, 0, s->y, s->sides.left, rows);
	s->y += rows;
}

/* ------------------------------------------------------------------------- named */

static void layout_map(struct stack *s)
{
	int trail = layout_shows(s->v, VIEW_PANE_TABLE);

	take_time(s);
	take_text(s);
	take_bytes(s);
	take_map(s, s->end - s->y - trail, s->out->rows, VIEW_SECTIONS);
	take_table(s, 1);
	if (!s->v->text.title && s->end - s->y >= WHY_LEAST)
		layout_lower(s, s->y, s->end - s->y);
	layout_right(s);
}

static void layout_table(struct stack *s)
{
	int rows = 1 + table_all_rows(s->v, s->out->cols, s->out->rows, s->sides.left);

	take_time(s);
	take_text(s);
	few_rows(s);
	if (s->v->has_caches && layout_shows(s->v, VIEW_PANE_TABLE))
		take(s, PANE_CACHES, 1 + caches_rows(s->v, s->out->rows), s->end);
	/* What it cannot use is for the steps. */
	if (s->v->text.title || !layout_tells(s->v) || s->end - s->y < rows + 1 + WHY_LEAST)
		rows = s->end - s->y;
	take_table(s, rows);
	if (!s->v->text.title && layout_tells(s->v))
		layout_place(s->out, PANE_WHY, 0, s->y + 1, s->sides.left, s->end - s->y - 1);
	layout_right(s);
}

/* Columns for the words, where the map has as many as it needs beside them; 0: none. */
static int words_beside(const struct stack *s)
{
	int least_map = map_gutter(s->v) + MAP_CELLS;

	return s->out->cols >= least_map + TEXT_GAP + TEXT_WIDTH ? TEXT_WIDTH : 0;
}

static void take_words(const struct stack *s, int x, int width)
{
	if (layout_tells(s->v))
		layout_place(s->out, PANE_WHY, x, s->y, width, s->end - s->y);
}

/* Chunks and numbers, in what the map and the table leave. */
static void beside_each_other(struct stack *s)
{
	int x = LEDGER_WIDE + TEXT_GAP, rows = s->end - s->y - 1;
	int both = s->sides.left - x >= NUMBERS_WIDE && layout_shows(s->v, VIEW_PANE_NUMBERS);
	int width = both ? LEDGER_WIDE : s->sides.left;

	if (layout_shows(s->v, VIEW_PANE_CHUNKS))
		layout_place(s->out, PANE_CHUNKS, 0, s->y, width,
		             layout_least(rows, 2 + chunks_rows(s->v, width)));
	if (both)
		layout_place(s->out, PANE_NUMBERS, x, s->y, s->sides.left - x,
		             layout_least(rows, 1 + numbers_rows(s->v, s->sides.left - x)));
}

/* Beside the words: map, table, chunks, numbers and time. */
static void lesson_beside(struct stack *s, int words)
{
	int x = s->out->cols - words;

	s->sides = (struct sides){ .left = x - TEXT_GAP };
	take_words(s, x, words);
	take_time(s);
	take_bytes(s);
	take_map(s, (s->end - s->y) / 2, s->out->rows, VIEW_SECTIONS);
	take_table(s, 1 + table_rows(s->v, s->out->cols, s->out->rows));
	s->y++;
	if (layout_shows(s->v, VIEW_PANE_TIME) && s->v->time_count && s->end - s->y >= TIME_FROM)
		take(s, PANE_TIME, (s->end - s->y) / 2, TIME_ROWS);
	beside_each_other(s);
}

static void layout_lesson(struct stack *s)
{
	int words = words_beside(s), rows = table_rows(s->v, s->out->cols, s->out->rows);

	if (words) {
		lesson_beside(s, words);
		return;
	}
	take_time(s);
	few_rows(s);
	take_table(s, 1 + (s->out->rows >= ROWS_TIME && rows <= LESSON_TABLE ? rows : 0));
	take_words(s, 0, layout_least(s->sides.left, TEXT_WIDTH + 2));
	layout_right(s);
}

static void layout_compare(struct stack *s)
{
	s->sides = (struct sides){ .left = s->out->cols };
	take_time(s);
	take_text(s);
	layout_place(s->out, PANE_COMPARE, 0, s->y, s->out->cols, s->end - s->y);
}

void layout_named(struct stack *s)
{
	static void (*const named[])(struct stack *) = {
		[VIEW_LAYOUT_USUAL] = layout_usual,   [VIEW_LAYOUT_MAP] = layout_map,
		[VIEW_LAYOUT_TABLE] = layout_table,   [VIEW_LAYOUT_LESSON] = layout_lesson,
		[VIEW_LAYOUT_COMPARE] = layout_compare,
	};

	s->y = s->top;
	s->end = s->bottom;
	named[s->v->arrangement.layout](s);
}

/* ------------------------------------------------------------------------ at full size */

void layout_full(struct stack *s)
{
	enum view_pane full = s->v->arrangement.full;

	s->y = s->top;
	s->end = s->bottom;
	s->sides = (struct sides){ .left = s->out->cols };
	if (full != VIEW_PANE_TIME)
		take_time(s);
	if (full != VIEW_PANE_WHY)
		take_text(s);
	if (full == VIEW_PANE_MAP)
		take_map(s, s->end - s->y, s->out->rows, VIEW_SECTIONS);
	else
		layout_place(s->out, focus_pane(full), 0, s->y, s->out->cols, s->end - s->y);
}
