/* SPDX-License-Identifier: MIT
 *
 * plot.c - curves over the time line.
 */
#include "plot.h"
#include "format.h"
#include "theme.h"

#include <stdio.h>
#include <string.h>

enum {
	HIGH = 7, /* rows from which on curves have titles */
	LEAST = 38, GAP = 3, BLOCK = 0x2580, EDGE = 0x2594, EIGHTHS = 8, CURVES = 3,
	MIDDLE_DOT = 0x00b7
};

static size_t used_of(const view_operation *o) { return o->used; }
static size_t external_of(const view_operation *o) { return o->external; }
static size_t looked_of(const view_operation *o) { return o->looked; }

static const struct curve {
	const char *title, *unit;
	size_t (*value)(const view_operation *);
	size_t least; /* what fills the height, at least */
	uint8_t role;
} curves[CURVES] = {
	{ "used, ▔ mapped", "", used_of, 1, ROLE_PLOT_USED },
	{ "external fragmentation", " %", external_of, 10, ROLE_PLOT_FRAG },
	{ "chunks looked at", "", looked_of, 6, ROLE_PLOT_LOOKED },
};

struct field {
	struct axis axis;
	struct area area;
	const struct curve *curve;
	size_t most;
};

static size_t largest(const view *v, const struct curve *curve)
{
	size_t most = 0;

	for (size_t i = 0; i < v->time_count; i++) {
		size_t own = curve->value(&v->time[i]);

		own = curve == curves && v->time[i].mapped > own ? v->time[i].mapped : own;
		most = own > most ? own : most;
	}
	return most;
}

static struct field make_field(const view *v, struct area area, int curve, int step_most)
{
	struct field f = { axis_make(v, area.w, step_most), area, &curves[curve],
		           largest(v, &curves[curve]) };

	f.most = f.most > f.curve->least ? f.most : f.curve->least;
	return f;
}

static uint8_t column_role(const struct field *f, int column)
{
	if (column == f->axis.now)
		return ROLE_NEW;
	return column > f->axis.now ? ROLE_LATER : f->curve->role;
}

/* Levels of eight to a row, rounded up: what is not nothing is seen. */
static int level(const struct field *f, size_t value, int rows)
{
	double share = (double)value / (double)f->most * rows * EIGHTHS;

	return (int)share + ((double)(int)share < share);
}

static void draw_column(const struct field *f, int column, int top, int rows)
{
	size_t value = 0, mapped = 0, first, end = axis_places(&f->axis, column, &first);
	int step = f->axis.step, height, edge;

	for (const view_operation *o = f->axis.v->time; first < end; first++) {
		value = f->curve->value(&o[first]) > value ? f->curve->value(&o[first]) : value;
		mapped = o[first].mapped > mapped ? o[first].mapped : mapped;
	}
	height = level(f, value, rows);
	edge = f->curve == curves && rows > 1
	       ? (level(f, mapped, rows) + EIGHTHS - 1) / EIGHTHS : 0;
	for (int x = column * step; x < (column + 1) * step; x++) {
		if (edge)
			area_put(f->area, x, top + rows - edge, ROLE_DIM, EDGE);
		for (int row = 0; row * EIGHTHS < height; row++) {
			int part = height - row * EIGHTHS;

			area_put(f->area, x, top + rows - 1 - row, column_role(f, column),
			         BLOCK + (uint32_t)(part < EIGHTHS ? part : EIGHTHS));
		}
	}
}

/* Of several operations: whether one failed, else what most of them were. */
static char kind_of(const struct axis *axis, int column)
{
	static const char kinds[] = "!+-~w";
	size_t counts[sizeof kinds] = { 0 }, first, end = axis_places(axis, column, &first);
	int best = 0;

	for (; first < end; first++) {
		const char *kind = strchr(kinds, axis->v->time[first].glyph);

		counts[kind ? kind - kinds : 1]++;
	}
	for (int i = 1; !counts[0] && kinds[i]; i++)
		best = counts[i] > counts[best] ? i : best;
	return kinds[best];
}

/* What is yet to come is told without colours too: by the dots before it. */
static void draw_glyphs(const struct field *f, int y)
{
	for (int i = 0; i < f->axis.columns; i++) {
		int later = i > f->axis.now, x = i * f->axis.step;
		uint8_t role = i == f->axis.now ? ROLE_NEW_LABEL : later ? ROLE_LATER : ROLE_TEXT;

		area_put(f->area, x, y, role, (unsigned char)kind_of(&f->axis, i));
		if (later && f->axis.step > 1)
			area_put(f->area, x - 1, y, ROLE_LATER, MIDDLE_DOT);
	}
}

static void draw_field(const struct field *f, int top, int rows)
{
	for (int i = 0; i < f->axis.columns; i++)
		draw_column(f, i, top, rows);
	draw_glyphs(f, top + rows);
}

/* Where the branch ends, or how much of it lies ahead. */
static void draw_end(const struct field *f, struct area area, int y)
{
	const view *v = f->axis.v;
	int at = PLOT_LEFT + f->axis.columns * f->axis.step + 1;
	char text[FORMAT_BYTES + 8], number[FORMAT_BYTES];

	snprintf(text, sizeof text, "%s ahead",
	         format_commas(number, v->operations - v->operation));
	if (v->operation >= v->operations)
		snprintf(text, sizeof text, "now");
	if (at + glyph_text_width(text) < area.w)
		area_text(area, at, y, ROLE_DIM, text);
}

static struct area one_curve(struct area area)
{
	return area_part(area, PLOT_LEFT, 0, area.w - PLOT_LEFT - 1, area.h);
}

/* Operations only, and used: the form of a few rows. */
static void draw_low(struct area area, const view *v)
{
	int rows = area.h - 1;
	struct field f = make_field(v, one_curve(area), 0, 2);

	if (rows > 0)
		area_text(area, 1, rows - 1, ROLE_DIM, "used");
	area_text(area, 1, rows, ROLE_DIM, "ops");
	draw_field(&f, 0, rows);
	draw_end(&f, area, rows);
}

/* What the height stands for, after the title. */
static void draw_scale(const struct field *f)
{
	int after = glyph_text_width(f->curve->title) + 3;
	char value[FORMAT_BYTES];

	pen_print(&(struct pen){ f->area, after, 0 }, ROLE_DIM, "top: %s%s",
	          format_commas(value, f->most), f->curve->unit);
}

/* Curves with values, as many as there is room for. */
static int curves_of(const view *v, int width)
{
	int count = 1 + (largest(v, &curves[1]) > 0) + (largest(v, &curves[2]) > 0);

	while (count > 1 && (width + 1) / count < LEAST)
		count--;
	return count;
}

static struct area nth_curve(struct area area, int count, int n)
{
	int pitch = (area.w + 1) / count, x = PLOT_LEFT + n * pitch, rest = area.w - x;

	return area_part(area, x, 0, pitch - GAP < rest ? pitch - GAP : rest, area.h);
}

/* The value where the session stands, where that is known by itself. */
static void draw_present(const struct field *f)
{
	char value[FORMAT_BYTES], text[FORMAT_BYTES + 4];
	size_t first;

	if (f->axis.now < 0 || axis_is_shared(&f->axis))
		return;
	axis_places(&f->axis, f->axis.now, &first);
	snprintf(text, sizeof text, "%s%s",
	         format_commas(value, f->curve->value(&f->axis.v->time[first])), f->curve->unit);
	area_text_right(f->area, f->area.w, 0, ROLE_NUMBER, text);
}

static void draw_high(struct area area, const view *v)
{
	int count = curves_of(v, area.w), drawn = 0;

	for (int curve = 0; curve < CURVES && drawn < count; curve++) {
		struct field f = make_field(v, nth_curve(area, count, drawn), curve, 3);

		if (curve > 0 && largest(v, &curves[curve]) == 0)
			continue;
		area_text(f.area, 0, 0, ROLE_DIM, f.curve->title);
		draw_present(&f);
		draw_field(&f, 1, area.h - 2);
		draw_scale(&f);
		drawn++;
	}
}

struct axis plot_axis(const view *v, struct area area)
{
	if (area.h < HIGH)
		return axis_make(v, one_curve(area).w, 2);
	return axis_make(v, nth_curve(area, curves_of(v, area.w), 0).w, 3);
}

void plot_draw(struct area area, const view *v)
{
	if (area.h < HIGH)
		draw_low(area, v);
	else
		draw_high(area, v);
}
