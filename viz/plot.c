/* SPDX-License-Identifier: MIT
 *
 * plot.c - curves over the time line.
 */
#include "plot.h"
#include "curve.h"
#include "format.h"
#include "theme.h"

#include <stdio.h>

enum {
	LEFT = 6, LEFT_BANDS = 26, /* columns before the axis: for words like "used" */
	HIGH = 7,                  /* rows from which on curves have titles */
	TWICE = 14,                /* and from which on two stand under each other */
	LEAST = 38, GAP = 3, STEP_LOW = 2, STEP_HIGH = 3, STEP_BANDS = 8, BANDS_GAP = 4
};

static int is_bands(const view *v)
{
	return v->arrangement.full == VIEW_PANE_TIME;
}

/* Of what is not there the curve would be empty; a fast heap does not know what was asked. */
static int is_worth(const view *v, enum curve_kind kind)
{
	if (v->has_caches && (kind == CURVE_ASKED || kind == CURVE_INTERNAL))
		return 0;
	return kind == CURVE_USED || curve_peak(v, kind) > 0;
}

static struct area one_curve(struct area area, int left)
{
	return area_part(area, left, 0, area.w - left - 1, area.h);
}

/* Where the branch ends, or how much of it lies ahead. */
static void draw_end(const struct axis *axis, struct area area, int y)
{
	const view *v = axis->v;
	int at = axis->left + axis->columns * axis->step + 1;
	char text[FORMAT_BYTES + 8], number[FORMAT_BYTES];

	snprintf(text, sizeof text, "%s ahead",
	         format_commas(number, v->operations - v->operation));
	if (v->operation >= v->operations)
		snprintf(text, sizeof text, "now");
	if (at + glyph_text_width(text) < area.w)
		area_text(area, at, y, ROLE_DIM, text);
}

/* The value where the session stands; 0: it is one of several in its column. */
static int present(const struct axis *axis, const struct curve *curve, char text[FORMAT_BYTES + 4])
{
	char value[FORMAT_BYTES];

	if (axis->now < 0 || (curve == &curves[CURVE_LOOKED] && axis_is_shared(axis)))
		return 0;
	snprintf(text, FORMAT_BYTES + 4, "%s%s", format_commas(value, curve->value(&axis->v->now)),
	         curve->unit);
	return 1;
}

/* ----------------------------------------------------------------------------- low */

static void draw_low(struct area area, const view *v)
{
	struct axis axis = plot_axis(v, area);
	struct area right = one_curve(area, LEFT);
	struct field f = field_make(&axis, right, CURVE_USED);
	int rows = area.h - 1;

	if (rows > 0)
		area_text(area, 1, rows - 1, ROLE_DIM, "used");
	area_text(area, 1, rows, ROLE_DIM, "ops");
	field_draw(&f, 0, rows);
	field_glyphs(&axis, right, rows);
	draw_end(&axis, area, rows);
}

/* ---------------------------------------------------------------------------- high */

/* How many curves stand beside and under each other. */
struct raster {
	int columns, rows;
};

static int pitch_of(struct area area, int columns)
{
	return (area.w - LEFT + GAP) / columns;
}

static struct raster raster_of(const view *v, struct area area)
{
	struct raster r = { 0, area.h >= TWICE ? 2 : 1 };
	int worth = 0;

	for (int kind = 0; kind < CURVES; kind++)
		worth += is_worth(v, (enum curve_kind)kind);
	r.rows = r.rows < worth ? r.rows : worth;
	r.columns = (worth + r.rows - 1) / r.rows;
	while (r.columns > 1 && pitch_of(area, r.columns) < LEAST)
		r.columns--;
	return r;
}

static struct area nth_curve(struct area area, const struct raster *r, int n)
{
	int pitch = pitch_of(area, r->columns), height = area.h / r->rows;

	/* The lower ones end where the area does: marks stand below. */
	return area_part(area, LEFT + n % r->columns * pitch,
	                 area.h - (r->rows - n / r->columns) * height, pitch - GAP, height);
}

/* Title, what the height stands for, and the present value at the right; where they do not fit
 * the title is shortened first. */
static void draw_head(const struct field *f)
{
	const char *title = f->curve->title;
	char top[2 * FORMAT_BYTES], value[FORMAT_BYTES + 4] = "";
	int room = f->area.w, width;

	snprintf(top, sizeof top, "   top: %s%s", format_commas(value, f->most), f->curve->unit);
	if (!present(&f->axis, f->curve, value))
		*value = 0;
	width = glyph_text_width(top);
	room -= *value ? glyph_text_width(value) + 1 : 0;
	if (glyph_text_width(title) + width > room)
		title = f->curve->brief;
	area_text_cut(f->area, 0, 0, room, ROLE_DIM, title);
	if (glyph_text_width(title) + width <= room)
		area_text(f->area, glyph_text_width(title), 0, ROLE_DIM, top);
	area_text_right(f->area, f->area.w, 0, ROLE_NUMBER, value);
}

static void draw_titled(const struct axis *axis, struct area area, enum curve_kind kind, int last)
{
	struct field f = field_make(axis, area, kind);

	draw_head(&f);
	field_draw(&f, 1, area.h - 2);
	if (last)
		field_glyphs(axis, area, area.h - 1);
}

static void draw_high(struct area area, const view *v)
{
	struct axis axis = plot_axis(v, area);
	struct raster r = raster_of(v, area);

	for (int kind = 0, n = 0; kind < CURVES && n < r.columns * r.rows; kind++)
		if (is_worth(v, (enum curve_kind)kind)) {
			draw_titled(&axis, nth_curve(area, &r, n), (enum curve_kind)kind,
			            n / r.columns == r.rows - 1);
			n++;
		}
}

/* --------------------------------------------------------------------------- bands */

static void draw_word(struct area words, int y, const char *label, size_t number, const char *unit)
{
	char value[FORMAT_BYTES + 4], text[FORMAT_BYTES];

	snprintf(value, sizeof value, "%s%s", format_commas(text, number), unit);
	area_fill(area_part(words, 0, y, words.w, 1), ROLE_TEXT, ' ');
	area_text(words, 1, y, ROLE_DIM, label);
	area_text_right(words, words.w - 1, y, ROLE_DIM, value);
}

/* Now, where the curve's top is, and as far as there are rows what else is in sight. */
static void draw_words(struct area words, const struct field *f, enum curve_kind kind)
{
	const struct curve *curve = &curves[kind];
	const view *v = f->axis.v;
	char value[FORMAT_BYTES + 4];

	area_text(words, 1, 0, ROLE_TEXT, curve->brief);
	if (present(&f->axis, curve, value))
		area_text_right(words, words.w - 1, 0, ROLE_NUMBER, value);
	draw_word(words, 1, "top", f->most, curve->unit);
	draw_word(words, 2, "at most", curve_peak(v, kind), curve->unit);
	if (kind == CURVE_USED)
		draw_word(words, words.h > 3 ? 3 : 2, "▔ mapped", v->now.mapped, "");
}

static void draw_bands(struct area area, const view *v)
{
	static const enum curve_kind order[CURVES] = {
		CURVE_USED, CURVE_ASKED, CURVE_EXTERNAL, CURVE_INTERNAL, CURVE_CALLS, CURVE_LOOKED
	};
	struct axis axis = plot_axis(v, area);
	struct area right = one_curve(area, LEFT_BANDS);
	int worth = 0, y = 0, left = area.h - 1;

	for (int kind = 0; kind < CURVES; kind++)
		worth += is_worth(v, (enum curve_kind)kind);
	for (int i = 0; i < CURVES && worth; i++) {
		int height = (left + worth - 1) / worth, rows = height - (height >= BANDS_GAP);
		struct field f = field_make(&axis, area_part(right, 0, y, right.w, rows), order[i]);

		if (!is_worth(v, order[i]))
			continue;
		field_draw(&f, 0, rows);
		draw_words(area_part(area, 0, y, LEFT_BANDS, rows), &f, order[i]);
		y += height;
		left -= height;
		worth--;
	}
	area_text(area, 1, area.h - 1, ROLE_DIM, "ops");
	field_glyphs(&axis, right, area.h - 1);
	draw_end(&axis, area, area.h - 1);
}

/* --------------------------------------------------------------------------- whole */

struct axis plot_axis(const view *v, struct area area)
{
	struct raster r = raster_of(v, area);

	if (is_bands(v))
		return axis_make(v, LEFT_BANDS, one_curve(area, LEFT_BANDS).w, STEP_BANDS);
	if (area.h < HIGH)
		return axis_make(v, LEFT, one_curve(area, LEFT).w, STEP_LOW);
	return axis_make(v, LEFT, nth_curve(area, &r, 0).w, STEP_HIGH);
}

size_t plot_height(const view *v, struct area area)
{
	struct axis axis = plot_axis(v, area);

	return is_bands(v) || area.h >= HIGH ? 0 : field_make(&axis, area, CURVE_USED).most;
}

void plot_draw(struct area area, const view *v)
{
	if (is_bands(v))
		draw_bands(area, v);
	else if (area.h < HIGH)
		draw_low(area, v);
	else
		draw_high(area, v);
}
