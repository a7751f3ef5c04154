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

enum { ROOMY = 60 }; /* columns from which lines are set in */

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

static int line_rows(const view_text *text, size_t i, int width)
{
	return prose_rows(text->lines[i], width - margin(text, width));
}

int why_rows(const view_text *text, int width)
{
	long rows = 0;

	for (size_t i = 0; i < text->count && rows < 10000; i++)
		rows += line_rows(text, i, width);
	return (int)rows;
}

/* How many lines from `first` on are shown whole in so many rows, the row that counts the
 * rest included where one is needed. */
static size_t fitting(const view_text *text, size_t first, int width, int height)
{
	size_t whole = first, with_note = first;
	int rows = 0;

	for (size_t i = first; i < text->count; i++) {
		rows += line_rows(text, i, width);
		if (rows > height)
			return with_note - first;
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

static void draw_title(struct area area, const view *v, const view_text *text, size_t first,
                       size_t shown)
{
	int own = text == &v->why && !v->result.neutral;
	char range[3 * FORMAT_BYTES];

	if (!text->title)
		return;
	rule_draw(area, text->title, text->about,
	          text->wrong ? ROLE_WRONG_TEXT : own ? ROLE_HOT : ROLE_DIM);
	if (text->numbered || shown == text->count)
		return;
	snprintf(range, sizeof range, " %zu–%zu of %zu ", first + 1, first + shown, text->count);
	area_text_right(area, area.w - 1, 0, ROLE_DIM, range);
}

void why_pane(struct area area, const view *v, const struct layout *layout)
{
	const view_text *text = why_text(v);
	int left = margin(text, area.w), height = area.h - 1, y = 1;
	size_t first = first_line(text, area.w, height);
	size_t shown = fitting(text, first, area.w, height), more = text->count - first - shown;

	(void)layout;
	draw_title(area, v, text, first, shown);
	for (size_t i = first; i < first + shown; i++) {
		char number[FORMAT_BYTES];
		struct area body = area_part(area, left, 0, area.w - left, area.h);

		snprintf(number, sizeof number, "%zu", i + 1);
		if (text->numbered)
			area_text_right(area, left - 1, y, ROLE_DIM, number);
		y += prose_draw(body, y, v, text->lines[i]);
	}
	if (more > 0 && height > 0) {
		struct pen pen = { area, left, y };

		pen_print(&pen, ROLE_DIM, "… %zu more%s", more, text->more ? ": " : "");
		pen_print(&pen, ROLE_NUMBER, "%s", text->more ? text->more : "");
	}
}
