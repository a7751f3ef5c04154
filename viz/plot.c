/* SPDX-License-Identifier: MIT
 *
 * plot.c - the time line: an operation a column, what was used, and whatever else there is
 * room for.
 *
 *   used  ____..::==     three columns an operation, or two, or one; then several
 *   ops   + + + - +      operations share a column, which shows the largest of them
 */
#include "format.h"
#include "pane.h"
#include "theme.h"

#include <stdio.h>

enum { LEFT = 6, PLOT_LEAST = 38, BLOCK = 0x2580, EDGE = 0x2594, EIGHTHS = 8, PLOTS = 3 };

static size_t used_of(const view_operation *o) { return o->used; }
static size_t external_of(const view_operation *o) { return o->external; }
static size_t looked_of(const view_operation *o) { return o->looked; }

static const struct {
	const char *title, *unit;
	size_t (*value)(const view_operation *);
	size_t least; /* what fills the height, at least */
	uint8_t role;
} plots[PLOTS] = {
	{ "used, ▔ mapped", "", used_of, 1, ROLE_PLOT_USED },
	{ "external fragmentation", " %", external_of, 10, ROLE_PLOT_FRAG },
	{ "chunks looked at", "", looked_of, 6, ROLE_PLOT_LOOKED },
};

/* A plot's field: `step` columns an operation, or `share` operations a column. */
struct field {
	const view *v;
	struct area area;
	int plot, step, columns;
	size_t share, most;
};

static size_t largest(const view *v, int plot)
{
	size_t most = 0;

	for (size_t i = 0; i < v->time_count; i++) {
		size_t own = plots[plot].value(&v->time[i]);

		own = plot == 0 && v->time[i].mapped > own ? v->time[i].mapped : own;
		most = own > most ? own : most;
	}
	return most;
}

static struct field make_field(const view *v, struct area area, int plot, int step_most)
{
	struct field f = { v, area, plot, step_most, 0, 1, largest(v, plot) };
	size_t width = area.w > 0 ? (size_t)area.w : 1;

	f.most = f.most > plots[plot].least ? f.most : plots[plot].least;
	while (f.step > 1 && v->time_count * (size_t)f.step > width)
		f.step--;
	f.share = v->time_count / width + (v->time_count % width != 0);
	f.columns = (int)((v->time_count + f.share - 1) / f.share);
	return f;
}

static uint8_t column_role(const struct field *f, int column)
{
	return column + 1 == f->columns ? ROLE_NEW : plots[f->plot].role;
}

/* Levels of eight to a row, rounded up: what is not nothing is seen. */
static int level(const struct field *f, size_t value, int rows)
{
	double share = (double)value / (double)f->most * rows * EIGHTHS;

	return (int)share + ((double)(int)share < share);
}

static void draw_column(const struct field *f, int column, int top, int rows)
{
	size_t value = 0, mapped = 0, first = (size_t)column * f->share;
	uint8_t role = column_role(f, column);
	int height, edge;

	for (size_t i = first; i < first + f->share && i < f->v->time_count; i++) {
		size_t own = plots[f->plot].value(&f->v->time[i]);

		value = own > value ? own : value;
		mapped = f->v->time[i].mapped > mapped ? f->v->time[i].mapped : mapped;
	}
	height = level(f, value, rows);
	edge = f->plot == 0 && rows > 1 ? (level(f, mapped, rows) + EIGHTHS - 1) / EIGHTHS : 0;
	for (int x = column * f->step; x < (column + 1) * f->step; x++) {
		if (edge)
			area_put(f->area, x, top + rows - edge, ROLE_DIM, EDGE);
		for (int row = 0; row * EIGHTHS < height; row++) {
			int part = height - row * EIGHTHS;

			area_put(f->area, x, top + rows - 1 - row, role,
			         BLOCK + (uint32_t)(part < EIGHTHS ? part : EIGHTHS));
		}
	}
}

static void draw_operations(const struct field *f, int y)
{
	for (int i = 0; i < f->columns; i++) {
		size_t last = (size_t)(i + 1) * f->share;
		const view_operation *o =
			&f->v->time[(last < f->v->time_count ? last : f->v->time_count) - 1];

		area_put(f->area, i * f->step, y, i + 1 == f->columns ? ROLE_NEW_LABEL : ROLE_TEXT,
		         (unsigned char)o->glyph);
	}
}

static void draw_field(const struct field *f, int top, int rows)
{
	for (int i = 0; i < f->columns; i++)
		draw_column(f, i, top, rows);
	draw_operations(f, top + rows);
}

/* Operations only, and used: the form of a few rows. */
static void draw_low(struct area area, const view *v)
{
	int rows = area.h - 2;
	struct field f = make_field(v, area_part(area, LEFT, 0, area.w - LEFT - 1, area.h), 0, 2);
	int end = LEFT + f.columns * f.step + 1;

	area_text(area, 1, rows, ROLE_DIM, "used");
	area_text(area, 1, rows + 1, ROLE_DIM, "ops");
	draw_field(&f, 1, rows);
	if (end + 4 <= area.w && v->operation >= v->operations)
		area_text(area, end, rows + 1, ROLE_DIM, "now");
}

/* What the height stands for, after the title. */
static void draw_scale(const struct field *f)
{
	int after = glyph_text_width(plots[f->plot].title) + 3;
	char value[FORMAT_BYTES];

	pen_print(&(struct pen){ f->area, after, 1 }, ROLE_DIM, "top: %s%s",
	          format_commas(value, f->most), plots[f->plot].unit);
}

/* Plots beside each other, as many as there are values for. */
static void draw_high(struct area area, const view *v)
{
	int count = 1 + (largest(v, 1) > 0) + (largest(v, 2) > 0), pitch, drawn = 0;

	while (count > 1 && (area.w + 1) / count < PLOT_LEAST)
		count--;
	pitch = (area.w + 1) / count;
	for (int plot = 0; plot < PLOTS && drawn < count; plot++) {
		int x = LEFT + drawn * pitch, rest = area.w - x;
		int width = pitch - 3 < rest ? pitch - 3 : rest;
		struct field f = make_field(v, area_part(area, x, 0, width, area.h), plot, 3);
		char value[FORMAT_BYTES], text[FORMAT_BYTES + 4];

		if (plot > 0 && largest(v, plot) == 0)
			continue;
		format_commas(value, plots[plot].value(&v->time[v->time_count - 1]));
		snprintf(text, sizeof text, "%s%s", value, plots[plot].unit);
		area_text(f.area, 0, 1, ROLE_DIM, plots[plot].title);
		area_text_right(f.area, f.area.w, 1, ROLE_NUMBER, text);
		draw_field(&f, 2, area.h - 3);
		draw_scale(&f);
		drawn++;
	}
}

void plot_pane(struct area area, const view *v, const struct layout *layout)
{
	char about[3 * FORMAT_BYTES];

	(void)layout;
	snprintf(about, sizeof about, "operation %zu of %zu", v->operation, v->operations);
	rule_draw(area, "time", about, ROLE_DIM);
	if (area.h < 3 || v->time_count == 0)
		return;
	if (area.h < 8)
		draw_low(area, v);
	else
		draw_high(area, v);
}
