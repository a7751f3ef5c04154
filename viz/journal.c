/* SPDX-License-Identifier: MIT
 *
 * journal.c - lists of lines in two parts: the journal of operations, and the keys.
 */
#include "format.h"
#include "mark.h"
#include "pane.h"
#include "theme.h"

#include <stdio.h>
#include <string.h>

enum { WIDE = 50, COLUMN = 10, NARROW = 9, GAP = 2 };

/* Two blanks in a row part a line: bytes of its first part. */
static int first_part(const char *line)
{
	const char *gap = strstr(line, "  ");

	return gap ? (int)(gap - line) : (int)strlen(line);
}

/* The column of the second parts: after the widest of the first that is at most so wide.
 * The others push theirs to the right. */
static int second_column(const char *const *lines, size_t count, int width, int most)
{
	int widest = width >= WIDE ? COLUMN : 0;

	for (size_t i = 0; i < count; i++) {
		int own = glyph_bytes_width(lines[i], (size_t)first_part(lines[i])) + GAP;

		widest = own > widest && own <= most ? own : widest;
	}
	return widest;
}

static void draw_parts(struct pen pen, int column, const char *line, uint8_t first, uint8_t second)
{
	int bytes = first_part(line), own = glyph_bytes_width(line, (size_t)bytes) + GAP;
	int at = pen.x + (own > column ? own : column);
	const char *rest = line + bytes;

	rest += strspn(rest, " ");
	pen_print(&pen, first, "%.*s", bytes, line);
	if (mark_fills(first))
		pen_fill(&pen, at - GAP + 1, first, ' ');
	area_text_cut(pen.area, at, pen.y, pen.area.w - at, second, rest);
}

/* The newest lines, or those around the present with a few that follow it. */
static size_t first_line(const view *v, size_t rows)
{
	size_t now = 0, last = v->journal_count;

	while (now < v->journal_count && v->journal_number[now] < v->operation)
		now++;
	if (v->operation < v->operations && now + 1 + rows / 3 < last)
		last = now + 1 + rows / 3;
	return last > rows ? last - rows : 0;
}

static void draw_title(struct area area, const view *v)
{
	char text[2 * FORMAT_BYTES + 16], now[FORMAT_BYTES], all[FORMAT_BYTES];

	format_commas(all, v->operations);
	if (v->operation < v->operations)
		snprintf(text, sizeof text, "%s of %s", format_commas(now, v->operation), all);
	else
		snprintf(text, sizeof text, "%s operation%s", all, v->operations == 1 ? "" : "s");
	rule_draw(area, "journal", text, ROLE_DIM);
}

void journal_pane(struct area area, const view *v, const struct layout *layout)
{
	size_t rows = (size_t)(area.h - 1), first;
	int digits = format_digits(v->operations), left = digits < 3 ? 4 : digits + 1, column;

	(void)layout;
	rows = rows < v->journal_count ? rows : v->journal_count;
	first = first_line(v, rows);
	column = second_column(v->journal + first, rows, area.w,
	                       area.w < WIDE ? NARROW : area.w);
	draw_title(area, v);
	for (size_t i = first; i < first + rows; i++) {
		int y = 1 + (int)(i - first), now = v->journal_number[i] == v->operation;
		int later = v->journal_number[i] > v->operation;
		char number[FORMAT_BYTES];

		snprintf(number, sizeof number, later ? "·%zu" : "%zu", v->journal_number[i]);
		area_text_right(area, left - 1, y, later ? ROLE_LATER : ROLE_DIM, number);
		draw_parts((struct pen){ area, left + 1, y }, column, v->journal[i],
		           now ? ROLE_NEW_LABEL : later ? ROLE_LATER : ROLE_NUMBER,
		           now ? ROLE_HOT : later ? ROLE_LATER : ROLE_DIM);
	}
}

void keys_pane(struct area area, const view *v, const struct layout *layout)
{
	int column = second_column(v->keys, v->key_count, area.w, area.w);

	(void)layout;
	rule_draw(area, "keys", NULL, ROLE_DIM);
	for (size_t i = 0; i < v->key_count && (int)i + 1 < area.h; i++)
		draw_parts((struct pen){ area, 1, 1 + (int)i }, column, v->keys[i], ROLE_TITLE,
		           ROLE_DIM);
}
