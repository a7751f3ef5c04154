/* SPDX-License-Identifier: MIT
 *
 * statistics.c - all numbers of a heap in groups.
 */
#include "statistics.h"
#include "columns.h"
#include "theme.h"

#include <string.h>

enum { INDENT = 2, GAP = 2 };

/* A way to write them: what is left out first stands first. */
static const struct form {
	int meanings, blanks; /* what each means; a blank row between groups */
} forms[] = { { 1, 1 }, { 1, 0 }, { 0, 1 }, { 0, 0 } };

enum { FORMS = sizeof forms / sizeof forms[0] };

struct widths {
	int label, value, meaning;
};

static int wider(int a, const char *text)
{
	int b = glyph_text_width(text);

	return a > b ? a : b;
}

static struct widths measure(const view *v)
{
	struct widths w = { 0, 0, 0 };

	for (size_t i = 0; i < v->statistic_count; i++) {
		w.label = wider(w.label, v->statistics[i].label);
		w.value = wider(w.value, v->statistics[i].value);
		w.meaning = wider(w.meaning, v->statistics[i].meaning);
	}
	return w;
}

/* From that one on, where a column begins with it. */
static size_t rows_from(const view *v, const struct form *form, size_t first)
{
	size_t rows = v->statistic_count - first;

	for (size_t i = first; i < v->statistic_count; i++)
		if (v->statistics[i].group)
			rows += 1 + (size_t)(form->blanks && i > first);
	return rows;
}

static size_t rows_of(const view *v, const struct form *form)
{
	return rows_from(v, form, 0);
}

static int group_rows(const view *v, size_t first)
{
	size_t end = first + 1;

	while (end < v->statistic_count && !v->statistics[end].group)
		end++;
	return 1 + (int)(end - first);
}

static int width_of(const struct widths *w, const struct form *form)
{
	return INDENT + w->label + GAP + w->value + (form->meanings ? GAP + w->meaning : 0);
}

/* The first that has room for all; the last, else. */
static const struct form *choose(struct area area, const view *v, const struct widths *w)
{
	for (int i = 0; i < FORMS; i++) {
		int width = width_of(w, &forms[i]);
		size_t rows = rows_of(v, &forms[i]);
		struct columns c = columns_make(area, width, rows);

		if (width <= area.w && columns_room(&c) >= rows)
			return &forms[i];
	}
	return &forms[FORMS - 1];
}

int statistics_have_meanings(struct area area, const view *v)
{
	struct widths w = measure(v);

	return choose(area, v, &w)->meanings;
}

/* Where the next row goes: down a column, then at the top of the next. */
struct place {
	struct area area;
	struct columns columns;
	int column, y;
};

static struct area next_row(struct place *at)
{
	if (at->y == at->columns.rows) {
		at->y = 0;
		at->column++;
	}
	return area_part(columns_nth(at->area, &at->columns, at->column), 0, at->y++,
	                 at->columns.width, 1);
}

static void draw_one(struct area row, const view_statistic *s, const struct widths *w,
                     const struct form *form)
{
	int x = INDENT + w->label + GAP + w->value;

	area_text(row, INDENT, 0, ROLE_DIM, s->label);
	area_text_right(row, x, 0, ROLE_NUMBER, s->value);
	if (form->meanings)
		area_text(row, x + GAP, 0, ROLE_DIM, s->meaning);
}

/* A group that would be parted begins the next column, if all that follows fits there. */
static void draw_group(struct place *at, const view *v, size_t i, const struct form *form)
{
	struct columns after = at->columns;

	if (form->blanks && at->y && at->y < at->columns.rows)
		at->y++;
	after.count -= at->column + 1;
	if (at->y + group_rows(v, i) > at->columns.rows
	    && columns_room(&after) >= rows_from(v, form, i))
		at->y = at->columns.rows;
	area_text(next_row(at), 1, 0, ROLE_TITLE, v->statistics[i].group);
}

int statistics_draw(struct area area, const view *v)
{
	struct widths w = measure(v);
	const struct form *form = choose(area, v, &w);
	struct columns c = columns_make(area, width_of(&w, form), rows_of(v, form));
	struct place at = { .area = area, .columns = c };

	for (size_t i = 0; i < v->statistic_count && c.rows > 0; i++) {
		if (v->statistics[i].group)
			draw_group(&at, v, i, form);
		if (at.column < c.count)
			draw_one(next_row(&at), &v->statistics[i], &w, form);
	}
	return at.column ? c.rows : at.y;
}
