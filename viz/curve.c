/* SPDX-License-Identifier: MIT
 *
 * curve.c - one number over the time line.
 */
#include "curve.h"
#include "theme.h"

#include <string.h>

enum { BLOCK = 0x2580, EDGE = 0x2594, EIGHTHS = 8, MIDDLE_DOT = 0x00b7 };

static size_t used_of(const view_operation *o) { return o->used; }
static size_t external_of(const view_operation *o) { return o->external; }
static size_t looked_of(const view_operation *o) { return o->looked; }
static size_t asked_of(const view_operation *o) { return o->asked; }
static size_t internal_of(const view_operation *o) { return o->internal; }
static size_t calls_of(const view_operation *o) { return o->calls; }

const struct curve curves[CURVES] = {
	[CURVE_USED] = { "used, ▔ mapped", "used", "", used_of, 1, ROLE_PLOT_USED },
	[CURVE_EXTERNAL] = { "external fragmentation", "external frag.", " %", external_of, 10,
	                     ROLE_PLOT_FRAG },
	[CURVE_LOOKED] = { "chunks looked at", "looked at", "", looked_of, 6, ROLE_PLOT_LOOKED },
	[CURVE_ASKED] = { "asked", "asked", "", asked_of, 1, ROLE_PLOT_USED },
	[CURVE_INTERNAL] = { "internal fragmentation", "internal frag.", " %", internal_of, 10,
	                     ROLE_PLOT_FRAG },
	[CURVE_CALLS] = { "system calls so far", "system calls", "", calls_of, 4,
	                  ROLE_PLOT_LOOKED },
};

size_t curve_peak(const view *v, enum curve_kind kind)
{
	size_t most = 0;

	for (size_t i = 0; i < v->time_count; i++) {
		size_t own = curves[kind].value(&v->time[i]);

		most = own > most ? own : most;
	}
	return most;
}

/* That, and of used also what was mapped. */
static size_t top_of(const view *v, enum curve_kind kind)
{
	size_t most = curve_peak(v, kind);

	for (size_t i = 0; kind == CURVE_USED && i < v->time_count; i++)
		most = v->time[i].mapped > most ? v->time[i].mapped : most;
	return most;
}

struct field field_make(const struct axis *axis, struct area area, enum curve_kind kind)
{
	struct field f = { *axis, area, &curves[kind], top_of(axis->v, kind) };

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
	edge = f->curve == &curves[CURVE_USED] && rows > 1
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

void field_draw(const struct field *field, int top, int rows)
{
	for (int i = 0; i < field->axis.columns; i++)
		draw_column(field, i, top, rows);
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
void field_glyphs(const struct axis *axis, struct area area, int y)
{
	for (int i = 0; i < axis->columns; i++) {
		int later = i > axis->now, x = i * axis->step;
		uint8_t role = i == axis->now ? ROLE_NEW_LABEL : later ? ROLE_LATER : ROLE_TEXT;

		area_put(area, x, y, role, (unsigned char)kind_of(axis, i));
		if (later && axis->step > 1)
			area_put(area, x - 1, y, ROLE_LATER, MIDDLE_DOT);
	}
}
