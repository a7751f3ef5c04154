/* SPDX-License-Identifier: MIT
 *
 * numbers.c - the numbers that matter: in one line, or as a ledger under a bar.
 */
#include "pane.h"
#include "prose.h"
#include "statistics.h"
#include "theme.h"

#include <stdio.h>
#include <string.h>

enum { GUTTER = 5, FULL = 0x2588, DOT = 0xb7, VALUE = 32 };

static size_t ledger_rows(const view *v, int width)
{
	return width >= NUMBERS_WIDE ? (v->number_count + 1) / 2 : v->number_count;
}

int numbers_rows(const view *v, int width)
{
	int rows = 1 + (int)ledger_rows(v, width);

	if (width < NUMBERS_WIDE || v->remark_count == 0)
		return rows;
	for (size_t i = 0; i < v->remark_count; i++)
		rows += prose_rows(v->remarks[i], width - 2);
	return rows + 1;
}

/* --------------------------------------------------------------- one line */

static void brief_value(const view *v, const view_number *n, char out[VALUE])
{
	if (n->whole[0])
		snprintf(out, VALUE, "%s", n->whole);
	else if (n->label && strcmp(n->label, "used") == 0)
		snprintf(out, VALUE, "%s %u%%", n->value, v->used_percent);
	else
		snprintf(out, VALUE, "%s", n->value);
}

/* Numbers from one on, two blanks apart, percentages after each other one; whole ones only. The
 * first that does not fit into the width. */
static size_t draw_from(struct area area, int width, const view *v, size_t first)
{
	struct pen pen = { area, 0, 0 };
	int after_percent = 0;
	size_t i;

	for (i = first; i < v->number_count; i++) {
		const view_number *n = &v->numbers[i];
		char value[VALUE];
		int percent = n->whole[0] != 0, gap = pen.x == 0 ? 0 : 2;

		if (!n->brief)
			continue;
		gap -= percent && after_percent;
		brief_value(v, n, value);
		if (pen.x + gap + glyph_text_width(n->brief) + 1 + glyph_text_width(value) > width)
			break;
		pen.x += gap;
		pen_print(&pen, ROLE_DIM, "%s ", n->brief);
		pen_print(&pen, ROLE_NUMBER, "%s", value);
		after_percent = percent;
	}
	return i;
}

/* Of a big heap the first, what is mapped, gives way to fragmentation: the map tells it. */
static void draw_line(struct area area, const view *v)
{
	struct grid none = { NULL, 0, 0 };
	size_t left = draw_from((struct area){ &none, 0, 0, 0, 0 }, area.w, v, 0);

	while (left < v->number_count && !v->numbers[left].whole[0])
		left++;
	draw_from(area, area.w, v, left < v->number_count);
}

/* ----------------------------------------------------------------- ledger */

/* The words lie on the bar; where the bar ends before them, on the ground. */
static void draw_bar(struct area bar, const view *v)
{
	unsigned percent = v->used_percent > 100 ? 100 : v->used_percent;
	int used = (int)((unsigned)bar.w * percent + 50) / 100;
	char text[VALUE];

	if (bar.h == 0)
		return;
	area_fill(bar, ROLE_FREE, DOT);
	area_fill(area_part(bar, 0, 0, used, 1), ROLE_USED, FULL);
	snprintf(text, sizeof text, "%u %% used", percent);
	area_text(bar, 0, 0, ROLE_TEXT, text);
	area_text(area_part(bar, 0, 0, used, 1), 0, 0, ROLE_USED_LABEL, text);
	snprintf(text, sizeof text, "%u %% free", 100 - percent);
	if (bar.w >= NUMBERS_WIDE && used + (int)strlen(text) + 2 < bar.w)
		area_text_right(bar, bar.w, 0, ROLE_FREE_LABEL, text);
}

static void draw_remarks(struct area area, int y, const view *v)
{
	struct area body = area_part(area, 1, 0, area.w - 2, area.h);

	for (size_t i = 0; i < v->remark_count; i++)
		if (y + prose_rows(v->remarks[i], body.w) <= area.h)
			y += prose_draw(body, y, v, v->remarks[i]);
}

static void draw_ledger(struct area area, const view *v)
{
	int rows = (int)ledger_rows(v, area.w), wide = area.w >= NUMBERS_WIDE;
	int width = wide ? (area.w - 2 - GUTTER) / 2 : area.w - 2;

	rule_draw(area, "numbers", NULL, ROLE_DIM);
	draw_bar(area_part(area, 1, 1, area.w - 2, 1), v);
	for (int i = 0; i < (int)v->number_count; i++) {
		int x = i < rows ? 1 : area.w - 1 - width, y = 2 + i % rows;

		area_text(area, x, y, ROLE_DIM, v->numbers[i].label);
		area_text_right(area, x + width, y, ROLE_NUMBER, v->numbers[i].value);
	}
	if (wide)
		draw_remarks(area, 3 + rows, v);
}

/* At full size: all of them. */
static void draw_all(struct area area, const view *v)
{
	struct area body = area_part(area, 0, 3, area.w, area.h - 3);

	rule_draw(area, "numbers",
	          statistics_have_meanings(body, v)
	                  ? "all of them"
	                  : "all of them; help numbers says what they mean",
	          ROLE_DIM);
	draw_bar(area_part(area, 1, 1, area.w - 2, 1), v);
	draw_remarks(area, 4 + statistics_draw(body, v), v);
}

void numbers_pane(struct area area, const view *v, const struct layout *layout)
{
	(void)layout;
	if (area.h == 1)
		draw_line(area, v);
	else if (v->statistic_count)
		draw_all(area, v);
	else
		draw_ledger(area, v);
}
