/* SPDX-License-Identifier: MIT
 *
 * units.c - the byte table of the span in focus, byte by byte.
 *
 *   key 0 | 87 00 00 00 00 00 00 07 00 ...      16 bytes a row: 256 bytes of memory
 *
 * A byte is told by its digits; its colour repeats what they say. The bytes of the touched
 * chunk are those between the brackets.
 */
#include "units.h"
#include "format.h"
#include "mark.h"
#include "pane.h"
#include "theme.h"

#include <stdio.h>
#include <string.h>

enum { ROW = 16, KEY = 5, BYTE = 3, LEGEND = KEY + 2 + BYTE * ROW, LEAST = 2,
       SHORT = 17, LONG = 20, TEXT = 160 };

int units_rows(const view *v, int rows)
{
	int wanted = rows / 12, there = (int)((v->units.count + ROW - 1) / ROW);

	wanted = wanted < LEAST ? LEAST : wanted;
	return wanted < there ? wanted : there;
}

/* ------------------------------------------------------------------------- rule */

/* "p1  0x00070 > key 7 > byte 0x87: in use, class 7", shorter where there is no room. */
static int trail(struct pen *pen, const view *v, int form, int draws)
{
	const view_units *u = &v->units;
	uint8_t hot = u->mark == VIEW_PLAIN ? ROLE_TITLE : mark_style(u->mark)->text;
	char offset[FORMAT_BYTES], text[TEXT];
	int width;

	format_offset(offset, u->offset, v->sections[v->focus].size);
	snprintf(text, sizeof text, "  %s ▸ key %zu ▸ ", offset, u->touched);
	width = glyph_text_width(u->name) + glyph_text_width(text);
	if (draws) {
		pen_print(pen, hot, "%s", u->name);
		pen_print(pen, ROLE_NUMBER, "%s", text);
	}
	snprintf(text, sizeof text, "byte 0x%02x%s%s", u->units[u->touched - u->first].byte,
	         form ? "" : ": ", form ? "" : u->meaning);
	if (draws)
		pen_print(pen, hot, "%s", text);
	return width + glyph_text_width(text);
}

static void draw_rule(struct area area, const view *v)
{
	static const char *const abouts[] = { "1 for %zu bytes of memory", "1 for %zu bytes", "" };
	const char *title = "byte table of the span";
	int form = 0, about = 0, head, room;
	struct pen pen = { area, 0, 0 };
	char text[TEXT];

	if (area.w < glyph_text_width(title) + trail(&pen, v, form, 0) + 7)
		title = "byte table";
	head = glyph_text_width(title) + 5;
	if (area.w < head + trail(&pen, v, form, 0) + 2)
		form = 1;
	room = area.w - head - trail(&pen, v, form, 0) - 4;
	while (abouts[about][0] && glyph_text_width(abouts[about]) > room)
		about++;
	snprintf(text, sizeof text, abouts[about], v->units.unit);
	rule_draw(area, title, text, ROLE_DIM);
	pen.x = area.w - 1 - trail(&pen, v, form, 0);
	area_fill(area_part(area, pen.x - 1, 0, area.w - pen.x + 1, 1), ROLE_TEXT, ' ');
	trail(&pen, v, form, 1);
}

/* ------------------------------------------------------------------------ bytes */

static const uint8_t roles[VIEW_KINDS] = {
	[VIEW_INSIDE] = ROLE_EMPTY,        [VIEW_USED] = ROLE_USED_LABEL,
	[VIEW_CACHED] = ROLE_CACHED_LABEL, [VIEW_FREE] = ROLE_FREE_LABEL,
};

static void draw_row(struct area area, int y, const view_units *u, size_t first)
{
	uint8_t hot = mark_style(u->mark)->text;
	char key[FORMAT_BYTES];
	struct pen pen = { area, KEY, y };

	snprintf(key, sizeof key, "%zu", u->first + first);
	area_text_right(area, KEY - 1, y, ROLE_DIM, key);
	for (size_t i = first; i < first + ROW && i < u->count; i++) {
		size_t at = u->first + i - u->touched;
		int inside = at < u->touched_count;
		uint8_t role = inside && u->mark != VIEW_PLAIN ? hot : roles[u->units[i].kind];

		pen_print(&pen, hot, "%c", at == 0 ? '[' : at == u->touched_count ? ']' : ' ');
		pen_print(&pen, role, "%02x", u->units[i].byte);
	}
	if (u->first + first + ROW == u->touched + u->touched_count)
		pen_print(&pen, hot, "]");
}

static void explain(struct pen *pen, const view_units *u, enum view_kind kind, const char *word)
{
	pen_print(pen, roles[kind], "%02x", u->example[kind]);
	pen_print(pen, ROLE_DIM, "%s", word);
}

/* What the digits mean, beside the first two rows. */
static void draw_legend(struct area area, const view_units *u)
{
	struct pen first = { area, LEGEND, 1 }, second = { area, LEGEND, 2 };
	int is_long = area.w >= LEGEND + 1 + LONG;

	if (area.w < LEGEND + SHORT || area.h < 3)
		return;
	first.x = second.x += is_long;
	explain(&first, u, VIEW_USED, is_long ? " used     " : " used ");
	explain(&first, u, VIEW_INSIDE, " inside");
	explain(&second, u, VIEW_CACHED, is_long ? " cached   " : " cached ");
	explain(&second, u, VIEW_FREE, " free");
}

void units_draw(struct area area, const view *v)
{
	const view_units *u = &v->units;
	size_t rows = area.h > 1 ? (size_t)area.h - 1 : 0, all = (u->count + ROW - 1) / ROW;
	size_t row = (u->touched - u->first) / ROW, first;

	draw_rule(area, v);
	rows = rows < all ? rows : all;
	first = row > rows / 3 ? row - rows / 3 : 0;
	first = first + rows > all ? all - rows : first;
	for (size_t i = 0; i < rows; i++)
		draw_row(area, 1 + (int)i, u, (first + i) * ROW);
	if (rows)
		draw_legend(area, u);
}
