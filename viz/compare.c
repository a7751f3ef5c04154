/* SPDX-License-Identifier: MIT
 *
 * compare.c - the same operations on several heaps, under each other.
 *
 *   - best fit   1 section -----------------------------------------------
 *   s1    ####p9#######p8#...            the same column is the same address
 *   - numbers ------------------------------------------------------------
 *   - first difference  operation 11, m 260 ------------------------------
 *
 * What differs from the first heap is in the colour of what is new.
 */
#include "block.h"
#include "densemap.h"
#include "format.h"
#include "pane.h"
#include "prose.h"
#include "theme.h"

#include <stdio.h>

enum { GUTTER = 6, CELLS = 64, LABEL = 16, COLUMN = 15, LEAST_NUMBERS = 4, NOTES = 24,
       NOTE_LEAST = 16, NEXT = 0x25c2, CORNER = 0x256f, LINE = 0x2500 };

/* How the rows are shared out. */
struct plan {
	int columns;  /* cells of a map */
	int sections; /* rows of a map */
	int gap;      /* 1: a blank row between the parts */
	int numbers;  /* rows of the table, without rule and head; 0: none */
	int words;    /* rows of the sentences, with their rule; 0: none */
};

static int least(int a, int b)
{
	return a < b ? a : b;
}

static int most_sections(const view_compare *compare)
{
	size_t most = 1;

	for (size_t i = 0; i < compare->count; i++) {
		const view_lane *lane = &compare->lanes[i];

		most = lane->count > most ? lane->count : most;
		most = lane->note_count > most ? lane->note_count : most;
	}
	return (int)most;
}

static int words_rows(const view_compare *compare, int width)
{
	int rows = 1;

	for (size_t i = 0; i < compare->sentence_count; i++)
		rows += prose_rows(compare->sentences[i], width - 1);
	return compare->about ? rows : 2;
}

/* Rows that maps of so many sections leave. */
static int rows_left(const struct plan *plan, const view_compare *compare, int height)
{
	return height - (int)compare->count * (1 + plan->sections + plan->gap) - plan->words
	       - (plan->words ? plan->gap : 0);
}

static struct plan plan_rows(const view_compare *compare, struct area area)
{
	struct plan plan = { .columns = area.w >= GUTTER + 2 * CELLS + NOTES ? 2 * CELLS : CELLS,
		             .sections = most_sections(compare), .gap = 1,
		             .words = words_rows(compare, area.w) };
	int all = 2 + (int)compare->number_count;

	if (rows_left(&plan, compare, area.h) < all)
		plan.gap = 0;
	while (plan.sections > 1 && rows_left(&plan, compare, area.h) < 2 + LEAST_NUMBERS)
		plan.sections--;
	if (rows_left(&plan, compare, area.h) < 0)
		plan.words = 0;
	plan.numbers = least(rows_left(&plan, compare, area.h), all) - 2;
	plan.numbers = plan.numbers > 0 ? plan.numbers : 0;
	return plan;
}

/* ---------------------------------------------------------------------------- maps */

static void draw_cells(struct area row, const view_compare *compare,
                       const view_lane_section *shown, int columns)
{
	size_t join = VIEW_LANE_CELLS / (size_t)columns;

	for (size_t i = 0; i < shown->count; i += join) {
		size_t used = 0, size = 0;
		struct face face;

		for (size_t k = i; k < i + join && k < shown->count; k++) {
			size_t left = shown->section.size - k * compare->step;

			used += shown->used[k];
			size += left < compare->step ? left : compare->step;
		}
		face = densemap_face(used, size, shown->touched >= i && shown->touched < i + join
		                                        ? VIEW_NEW : VIEW_PLAIN);
		area_put(row, (int)(i / join), 0, face.role, face.glyph);
	}
}

static void draw_section(struct area area, int y, const view *v, const view_lane_section *shown,
                         int columns, int reached)
{
	struct area row = area_part(area, GUTTER, y, columns, 1);
	view plain = { .unit = v->unit };
	struct pen pen = { area, 0, y };

	pen_print(&pen, ROLE_TITLE, "s%zu", shown->section.id);
	if (reached && pen.x < GUTTER - 2) {
		pen.x = GUTTER - 3;
		pen_fill(&pen, GUTTER - 2, ROLE_NEXT, NEXT);
		pen_fill(&pen, GUTTER - 1, ROLE_NEXT, LINE);
		pen_fill(&pen, GUTTER, ROLE_NEXT, CORNER);
	}
	if (shown->used) {
		draw_cells(row, &v->compare, shown, columns);
	} else {
		size_t step = v->compare.step * (VIEW_LANE_CELLS / (size_t)columns);
		struct block block = block_full(&plain, &shown->section, step, columns, 0, 1);

		block_draw(&block, row, 1);
	}
}

/* "p8 at s1 0x3b0"; the columns. */
static int draw_note(struct area area, int x, int y, const view_note *note)
{
	struct pen pen = { area, x, y };

	pen_print(&pen, note->touched ? ROLE_HOT : ROLE_TEXT, "%s", note->name);
	pen_print(&pen, ROLE_TEXT, note->place[0] == 's' ? " at %s" : " %s", note->place);
	return pen.x;
}

/* That they differ is said behind them where all have room for it, else shown before them. They
 * are measured under the area, where nothing is drawn. */
static void draw_notes(struct area area, int x, const view_compare *compare, const view_lane *lane,
                       int rows)
{
	static const char words[] = "  < differs";
	int count = least((int)lane->note_count, rows), room = 1;

	for (size_t i = 0; i < compare->count; i++)
		for (size_t k = 0; k < compare->lanes[i].note_count; k++)
			room = room && draw_note(area, x, area.h, &compare->lanes[i].notes[k])
			               + (int)sizeof words - 1 <= area.w;
	for (int i = 0; i < count && x + NOTE_LEAST <= area.w; i++) {
		const view_note *note = &lane->notes[(int)lane->note_count - count + i];
		int end = draw_note(area, x, 1 + i, note);

		if (note->differs && room)
			area_text(area, end, 1 + i, ROLE_HOT, words);
		else if (note->differs)
			area_put(area, x - 1, 1 + i, ROLE_HOT, '<');
	}
}

/* "best fit   1 section", and which of many are shown. */
static void draw_head(struct area area, const view_lane *lane, int rows)
{
	char about[120], count[FORMAT_BYTES];

	format_commas(count, lane->sections);
	if (rows > 0 && (size_t)rows < lane->sections)
		snprintf(about, sizeof about, "%s sections, s%zu to s%zu shown", count,
		         lane->shown[0].section.id, lane->shown[rows - 1].section.id);
	else
		snprintf(about, sizeof about, "%s %s", count,
		         lane->sections == 1 ? "section" : "sections");
	rule_draw(area, lane->title, about, lane->sections_differ ? ROLE_HOT : ROLE_DIM);
}

static void draw_lane(struct area area, const view *v, const view_lane *lane,
                      const struct plan *plan)
{
	int rows = least((int)lane->count, plan->sections);

	draw_head(area, lane, rows);
	for (int i = 0; i < rows; i++)
		draw_section(area, 1 + i, v, &lane->shown[i], plan->columns,
		             i > 0 || lane->before > 0);
	draw_notes(area, GUTTER + plan->columns + 2, &v->compare, lane, plan->sections);
}

/* ------------------------------------------------------------------ numbers, words */

static int all_agree(const view_compare *compare, const view_compared *row)
{
	for (size_t i = 0; i < compare->count; i++)
		if (row->differs[i])
			return 0;
	return 1;
}

/* Of so many rows those in which all agree: what differs is of more use. */
static int rows_that_agree(const view_compare *compare, int rows)
{
	for (size_t i = 0; i < compare->number_count && rows > 0; i++)
		rows -= !all_agree(compare, &compare->numbers[i]);
	return rows;
}

static void draw_number(struct area area, int y, const view_compare *compare,
                        const view_compared *row)
{
	area_text(area, 1, y, ROLE_DIM, row->label);
	for (size_t i = 0; i < compare->count; i++)
		area_text_right(area, LABEL + (int)(i + 1) * COLUMN, y,
		                row->differs[i] ? ROLE_HOT : ROLE_NUMBER, row->value[i]);
}

/* The first that differ and the first that agree, in their order. */
static void draw_rows(struct area area, const view_compare *compare, int rows)
{
	int agreeing = rows_that_agree(compare, rows), y = 0;

	for (size_t i = 0; i < compare->number_count && y < rows; i++) {
		const view_compared *row = &compare->numbers[i];

		if (!all_agree(compare, row) || agreeing-- > 0)
			draw_number(area, 2 + y++, compare, row);
	}
}

static void draw_numbers(struct area area, const view_compare *compare, int rows)
{
	char about[40];

	snprintf(about, sizeof about, "%d of %zu", rows, compare->number_count);
	rule_draw(area, "numbers", (size_t)rows < compare->number_count ? about : NULL, ROLE_DIM);
	for (size_t i = 0; i < compare->count; i++) {
		int width = least(glyph_text_width(compare->lanes[i].name), COLUMN - 1);

		area_text_cut(area, LABEL + (int)(i + 1) * COLUMN - width, 1, width, ROLE_TITLE,
		              compare->lanes[i].name);
	}
	draw_rows(area, compare, rows);
}

static void draw_words(struct area area, const view *v)
{
	const view_compare *compare = &v->compare;
	int y = 1;

	rule_draw(area, compare->about ? "first difference" : "no difference",
	          compare->about, ROLE_HOT);
	if (!compare->about)
		area_text(area, 1, 1, ROLE_TEXT, "All blocks lie in the same places.");
	for (size_t i = 0; i < compare->sentence_count; i++)
		y += prose_draw(area_part(area, 1, 0, area.w - 1, area.h), y, v,
		                compare->sentences[i]);
}

static void draw_nothing(struct area area, const view_compare *compare)
{
	char text[120], behind[FORMAT_BYTES];

	rule_draw(area, "compare", NULL, ROLE_DIM);
	snprintf(text, sizeof text, "The heaps are %s %s behind: compare brings them here.",
	         format_commas(behind, compare->behind),
	         compare->behind == 1 ? "operation" : "operations");
	area_text(area, 1, 1, ROLE_TEXT, compare->behind ? text :
	          "Nothing is compared yet: compare first best worst.");
}

void compare_pane(struct area area, const view *v, const struct layout *layout)
{
	const view_compare *compare = &v->compare;
	struct plan plan;
	int y = 0;

	(void)layout;
	if (compare->count == 0) {
		draw_nothing(area, compare);
		return;
	}
	plan = plan_rows(compare, area);
	for (size_t i = 0; i < compare->count; i++, y += 1 + plan.sections + plan.gap)
		draw_lane(area_part(area, 0, y, area.w, 1 + plan.sections), v, &compare->lanes[i],
		          &plan);
	if (plan.numbers)
		draw_numbers(area_part(area, 0, y, area.w, 2 + plan.numbers), compare,
		             plan.numbers);
	y += plan.numbers ? 2 + plan.numbers + plan.gap : 0;
	if (plan.words)
		draw_words(area_part(area, 0, y, area.w, area.h - y), v);
}
