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

void journal_pane(struct area area, const view *v, const struct layout *layout)
{
	size_t rows = (size_t)(area.h - 1), first;
	int digits = format_digits(v->operations), left = digits < 3 ? 4 : digits + 1, column;
	char text[FORMAT_BYTES + 16];

	(void)layout;
	rows = rows < v->journal_count ? rows : v->journal_count;
	first = v->journal_count - rows;
	column = second_column(v->journal + first, rows, area.w,
	                       area.w < WIDE ? NARROW : area.w);
	snprintf(text, sizeof text, "%zu operation%s", v->operations,
	         v->operations == 1 ? "" : "s");
	rule_draw(area, "journal", text, ROLE_DIM);
	for (size_t i = first; i < v->journal_count; i++) {
		int y = 1 + (int)(i - first), now = v->journal_number[i] == v->operation;

		snprintf(text, sizeof text, "%zu", v->journal_number[i]);
		area_text_right(area, left - 1, y, ROLE_DIM, text);
		draw_parts((struct pen){ area, left + 1, y }, column, v->journal[i],
		           now ? ROLE_NEW_LABEL : ROLE_NUMBER, now ? ROLE_HOT : ROLE_DIM);
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
