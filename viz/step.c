/* SPDX-License-Identifier: MIT
 *
 * step.c - going through the steps of an operation: the rail of all steps, and the fields of
 * the one that is shown.
 *
 *   round ▸ section ▸ look ▸ [look] ▸ split      the one that is shown stands in brackets
 */
#include "format.h"
#include "pane.h"
#include "theme.h"

#include <stdio.h>
#include <string.h>

enum { RAIL_ROWS_FROM = 30, FIELDS_MOST = 12, BEFORE = 3, FIELD_BYTES = 128 };

/* ------------------------------------------------------------------------ the rail */

int rail_rows(const view *v, int rows)
{
	return v->step.count == 0 ? 0 : rows >= RAIL_ROWS_FROM ? 2 : 1;
}

/* Columns of a word and what stands before it. */
static int word_width(const view *v, size_t i)
{
	return glyph_text_width(v->step.words[i]) + 3 + (i + 1 == v->step.number ? 2 : 0);
}

/* From which step on they are shown, so that the present one and, where they fit, three
 * before it are in sight. */
static size_t first_word(const view *v, int room)
{
	size_t first = 0, now = v->step.number - 1, last = v->step.count;
	int width = 0;

	for (size_t i = 0; i < last; i++)
		width += word_width(v, i);
	if (width <= room)
		return 0;
	width = word_width(v, now);
	for (first = now; first > 0; first--) {
		width += word_width(v, first - 1);
		if (width + word_width(v, first) + 3 > room * 2 / 3 && now - first >= BEFORE)
			break;
		if (width + 3 > room)
			break;
	}
	return first;
}

static void draw_words(struct pen pen, const view *v)
{
	size_t first = first_word(v, pen.area.w - pen.x);

	if (first > 0)
		pen_print(&pen, ROLE_DIM, "… ");
	for (size_t i = first; i < v->step.count; i++) {
		int now = i + 1 == v->step.number, more = i + 1 < v->step.count;

		if (pen.x + word_width(v, i) + (more ? 2 : 0) > pen.area.w) {
			pen_print(&pen, ROLE_DIM, "…");
			return;
		}
		if (now)
			pen_print(&pen, ROLE_LOOKED, "[%s]", v->step.words[i]);
		else
			pen_print(&pen, i + 1 < v->step.number ? ROLE_TEXT : ROLE_DIM, "%s",
			          v->step.words[i]);
		pen_print(&pen, ROLE_DIM, more ? " ▸ " : "");
	}
}

void rail_pane(struct area area, const view *v, const struct layout *layout)
{
	struct pen pen = { area, 2, 1 };
	char about[3 * FORMAT_BYTES];

	(void)layout;
	snprintf(about, sizeof about, "%zu of %zu", v->step.number, v->step.count);
	if (area.h > 1) {
		rule_draw(area, "steps", about, ROLE_DIM);
	} else {
		pen = (struct pen){ area, 0, 0 };
		pen_print(&pen, ROLE_TITLE, "steps ");
		pen_print(&pen, ROLE_DIM, "%s  ", about);
	}
	draw_words(pen, v);
}

/* ---------------------------------------------------------------------- the fields */

/* The same at every step, so that the panes stay where they are. */
int fields_rows(const view *v, int room)
{
	return v->step.count == 0 ? 0 : room < 1 + FIELDS_MOST ? room : 1 + FIELDS_MOST;
}

/* A value that does not fit beside its label stands in a row of its own, or in two. */
static int draw_field(struct area area, int y, const view_field *field)
{
	uint8_t role = field->changed ? ROLE_HOT : ROLE_NUMBER;
	int label = glyph_text_width(field->label), value = glyph_text_width(field->value);
	const char *arrow = strstr(field->value, "→");
	char before[FIELD_BYTES];

	area_text_cut(area, 1, y, area.w - 1, ROLE_DIM, field->label);
	if (1 + label + 2 + value > area.w)
		y++;
	if (value > area.w && arrow) {
		snprintf(before, sizeof before, "%.*s", (int)(arrow - field->value), field->value);
		area_text_right(area, area.w, y++, role, before);
		area_text_right(area, area.w, y, role, arrow);
	} else {
		area_text_right(area, area.w, y, role, field->value);
	}
	return y + 1;
}

void fields_pane(struct area area, const view *v, const struct layout *layout)
{
	const view_step *step = &v->step;

	(void)layout;
	rule_draw(area, "this step", step->words[step->number - 1], ROLE_DIM);
	for (size_t i = 0, y = 1; i < step->field_count && (int)y < area.h; i++)
		y = (size_t)draw_field(area, (int)y, &step->fields[i]);
}

/* --------------------------------------------------------------------- the rests */

enum { SQUARE = 0x25a0, REST_LABEL = 14, REST_SECTION = 4, REST_OFFSET = 8, REST_NUMBER = 9,
       REST_LEGEND = 26 };

/* Bytes that one square stands for, so that the largest rest fits. */
static size_t square_bytes(const view *v, size_t room)
{
	size_t bytes = v->unit ? v->unit : 1, largest = 0;

	for (size_t i = 0; i < v->step.rest_count; i++)
		largest = v->step.rests[i].rest > largest ? v->step.rests[i].rest : largest;
	while (largest / bytes > room)
		bytes *= 2;
	return bytes;
}

/* Then an offset alone would not tell which chunk it is. */
static int in_several(const view_step *step)
{
	for (size_t i = 1; i < step->rest_count; i++)
		if (step->rests[i].section != step->rests[0].section)
			return 1;
	return 0;
}

static void draw_rest(struct area area, int y, const view *v, const view_rest *rest, size_t bytes)
{
	uint8_t role = rest->best ? ROLE_HOT : ROLE_DIM;
	struct pen pen = { area, REST_LABEL - 1, y };
	uint8_t place = rest->best ? ROLE_HOT : ROLE_NUMBER;
	char text[FORMAT_BYTES];

	pen_print(&pen, role, "%s ", rest->best ? "✓" : " ");
	if (in_several(&v->step))
		pen_print(&pen, place, "s%zu+", rest->section);
	pen_print(&pen, place, "%s  ",
	          format_offset(text, rest->offset, v->sections[v->focus].size));
	pen_fill(&pen, pen.x + (int)((rest->rest + bytes - 1) / bytes), role, SQUARE);
	pen_print(&pen, role, " %s", format_commas(text, rest->rest));
}

/* The first that is shown: the best, where it is one of those left out. */
static size_t first_rest(const view_step *step, size_t first)
{
	for (size_t i = 0; i < first; i++)
		if (step->rests[i].best)
			return i;
	return first;
}

void step_rests(struct area area, int y, const view *v)
{
	const view_step *step = &v->step;
	int several = in_several(step) ? REST_SECTION : 0;
	int bar = area.w - REST_LABEL - several - REST_OFFSET - REST_NUMBER - REST_LEGEND;
	size_t bytes, shown = step->rest_count, first;
	char legend[FORMAT_BYTES + 16], number[FORMAT_BYTES];

	if (shown < 2 || bar < 4 || y + 2 > area.h || v->section_count == 0)
		return;
	y += y + (int)shown < area.h;
	shown = shown < (size_t)(area.h - y) ? shown : (size_t)(area.h - y);
	first = step->rest_count - shown;
	bytes = square_bytes(v, (size_t)bar);
	snprintf(legend, sizeof legend, "■ = %s bytes", format_commas(number, bytes));
	area_text(area, 3, y, ROLE_DIM, "left over");
	area_text_right(area, area.w - 1, y, ROLE_DIM, legend);
	area_text_right(area, area.w - 1, y + 1, ROLE_DIM, step->wins);
	for (size_t i = 0; i < shown; i++)
		draw_rest(area, y + (int)i, v,
		          &step->rests[i ? first + i : first_rest(step, first)], bytes);
}
