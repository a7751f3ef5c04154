/* SPDX-License-Identifier: MIT
 *
 * why.c - the steps of the last operation, or the text that a command printed.
 *
 * A sentence is shown whole or not at all: the last row says how many more there are.
 */
#include "format.h"
#include "pane.h"
#include "prose.h"
#include "theme.h"

#include <stdio.h>

enum {
	ROOMY = 60,      /* columns from which lines are set in */
	STEPS_LEAST = 3, /* rows for steps under a lesson's words, their rule included */
	ROWS_MOST = 10000
};

const view_text *why_text(const view *v)
{
	return v->text.title ? &v->text : &v->why;
}

/* Columns before a line's text: its number and a blank, or the indent. */
static int margin(const view_text *text, int width)
{
	int digits = text->numbered ? format_digits(text->count) : 0;

	if (!text->numbered)
		return width >= ROOMY ? 2 : 0;
	return (width >= ROOMY && digits < 2 ? 2 : digits) + 1;
}

int why_width(const view_text *text)
{
	int widest = 0;

	for (size_t i = 0; i < text->count; i++) {
		int own = glyph_text_width(text->lines[i]);

		widest = own > widest ? own : widest;
	}
	return widest;
}

static int body_width(const view_text *text, int width)
{
	return width - margin(text, width) - (text->prose && width >= ROOMY);
}

static int line_rows(const view_text *text, size_t i, int width)
{
	return prose_rows(text->lines[i], body_width(text, width));
}

/* Of the lines from one on up to another. */
static int rows_between(const view_text *text, size_t from, size_t to, int width)
{
	long rows = 0;

	for (size_t i = from; i < to && rows < ROWS_MOST; i++)
		rows += line_rows(text, i, width);
	return (int)rows;
}

static int rows_of_text(const view_text *text, int width)
{
	return rows_between(text, 0, text->count, width);
}

/* A lesson explains the steps that were taken: both are to be seen; not those of one heap where
 * several are compared, whose numbers need the rows. */
static int has_steps(const view *v)
{
	return v->text.title && v->text.prose && v->why.title && v->why.count
	       && v->arrangement.layout != VIEW_LAYOUT_COMPARE;
}

int why_wanted(const view *v, int width)
{
	int rows = rows_of_text(why_text(v), width);

	return has_steps(v) ? rows + 1 + rows_of_text(&v->why, width) : rows;
}

static int is_heading(const view_text *text, size_t i)
{
	return text->prose && prose_is_heading(text->lines[i]);
}

/* Lines up to `end` without a heading at their end, and the blank one after it. */
static size_t before_heading(const view_text *text, size_t first, size_t end)
{
	size_t kept = end;

	while (kept > first + 1 && !*text->lines[kept - 1])
		kept--;
	return kept > first + 1 && is_heading(text, kept - 1) ? kept - 1 : end;
}

size_t why_fitting(const view_text *text, size_t first, int width, int height)
{
	size_t whole = first, with_note = first;
	int rows = 0;

	for (size_t i = first; i < text->count; i++) {
		rows += line_rows(text, i, width);
		if (rows > height)
			return before_heading(text, first, with_note) - first;
		whole = i + 1;
		if (rows < height)
			with_note = whole;
	}
	return whole - first;
}

/* Past the last page there is nothing to see. */
static size_t first_line(const view_text *text, int width, int height)
{
	size_t first = text->count;
	int rows = 0;

	while (first > 0 && (rows += line_rows(text, first - 1, width)) <= height)
		first--;
	return text->first < first ? text->first : first;
}

/* What a reader counts: rows; in a very long text its lines, which are one row each. */
static size_t rows_before(const view_text *text, size_t line, int width)
{
	if (text->numbered || text->count > ROWS_MOST)
		return line;
	return (size_t)rows_between(text, 0, line, width);
}

static void draw_range(struct area area, const view_text *text, size_t first, size_t end)
{
	char range[3 * FORMAT_BYTES];

	if (text->numbered || (first == 0 && end == text->count))
		return;
	snprintf(range, sizeof range, " %zu–%zu of %zu ", rows_before(text, first, area.w) + 1,
	         rows_before(text, end, area.w), rows_before(text, text->count, area.w));
	area_text_right(area, area.w - 1, 0, ROLE_DIM, range);
}

static void draw_title(struct area area, const view *v, const view_text *text)
{
	int own = text == &v->why && !v->result.neutral;

	rule_draw(area, text->title, text->about,
	          text->wrong ? ROLE_WRONG_TEXT : own ? ROLE_HOT : ROLE_DIM);
}

static void draw_more(struct area area, int x, int y, const view_text *text, size_t end)
{
	struct pen pen = { area, x, y };
	size_t more = rows_before(text, text->count, area.w) - rows_before(text, end, area.w);

	pen_print(&pen, ROLE_DIM, "… %zu more%s", more, text->more ? ": " : "");
	pen_print(&pen, ROLE_NUMBER, "%s", text->more ? text->more : "");
}

/* What is to be typed, in a lesson, stands out as its headings do. */
static int draw_line(struct area body, int y, const view *v, const view_text *text, size_t i)
{
	const char *line = text->lines[i];

	if (is_heading(text, i) || (text->prose && line[0] == '>'))
		return prose_draw_as(body, y, ROLE_TITLE, line);
	return prose_draw(body, y, v, line);
}

static void draw_lines(struct area area, const view *v, const view_text *text, size_t first)
{
	int left = margin(text, area.w), y = 1;
	struct area body = area_part(area, left, 0, body_width(text, area.w), area.h);
	size_t end = first + why_fitting(text, first, area.w, area.h - 1);

	draw_range(area, text, first, end);
	for (size_t i = first; i < end; i++) {
		char number[FORMAT_BYTES];

		snprintf(number, sizeof number, "%zu", i + 1);
		if (text->numbered && text->now == i + 1)
			area_text_right(area, left - 1, y, ROLE_TITLE, "▶");
		else if (text->numbered)
			area_text_right(area, left - 1, y, ROLE_DIM, number);
		y += draw_line(body, y, v, text, i);
	}
	if (end < text->count && y < area.h)
		draw_more(area, left, y, text, end);
}

/* Under the words that explain them; the words are what PgDn would scroll. */
static void draw_steps(struct area area, const view *v)
{
	view_text steps = v->why;

	steps.more = NULL;
	draw_title(area, v, &v->why);
	draw_lines(area, v, &steps, 0);
}

/* What the steps led to, where rows are left under them and no wide ledger tells it. */
static void draw_outlook(struct area area, int y, const view *v, const struct layout *layout)
{
	struct area body = area_part(area, 1, 0, area.w - 2, area.h);
	const struct rect *numbers = &layout->pane[PANE_NUMBERS];
	int rows;

	if (!v->outlook || (numbers->h > 1 && numbers->w >= NUMBERS_WIDE))
		return;
	rows = prose_rows(v->outlook, body.w);
	if (y + rows <= area.h)
		prose_draw(body, y + (y + rows < area.h), v, v->outlook);
}

void why_pane(struct area area, const view *v, const struct layout *layout)
{
	const view_text *text = why_text(v);
	int rows = rows_of_text(text, area.w) + 1, rest = area.h - rows;

	if (!text->title)
		return;
	draw_title(area, v, text);
	draw_lines(area, v, text, first_line(text, area.w, area.h - 1));
	if (text->now)
		step_rests(area, rows, v);
	else if (text == &v->why)
		draw_outlook(area, rows, v, layout);
	if (!has_steps(v) || rest < STEPS_LEAST)
		return;
	rows += rest > 1 + rows_of_text(&v->why, area.w);
	draw_steps(area_part(area, 0, rows, area.w, area.h - rows), v);
}
