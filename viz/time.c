/* SPDX-License-Identifier: MIT
 *
 * time.c - the time line: what was done, where the session stands, marks and branches.
 *
 *   used  ____..::==
 *   ops   + + + + - -.+.+.-  3 ahead      what lies ahead is dim, with dots
 *   mark ^start     ^ here
 *             ` b2 ++-                    another branch, below where it leaves this one
 *   near  +-+-+-                          single operations, where ops' are several
 */
#include "format.h"
#include "pane.h"
#include "plot.h"
#include "theme.h"

#include <stdio.h>
#include <string.h>

enum {
	ABOUT_BYTES = 120,
	FLAG = 0x25b4, CORNER_LEFT = 0x2514, CORNER_RIGHT = 0x2518,
	ELLIPSIS = 0x2026
};

/* A flag below the axis. */
struct flag {
	int x;            /* from the area's left */
	const char *name; /* NULL: where the session stands */
};

static const char here[] = " here";

/* What stands below the glyphs, and how many rows of it there are. */
struct more {
	int flags, branches, near;
};

static int least(int a, int b)
{
	return a < b ? a : b;
}

static int most(int a, int b)
{
	return a > b ? a : b;
}

static int is_past(const view *v)
{
	return v->operation < v->operations;
}

/* Where that is not the end it is pointed at, and at full size always. */
static int is_pointed_at(const view *v)
{
	return is_past(v) || v->arrangement.full == VIEW_PANE_TIME;
}

static struct more more_of(const view *v, const struct axis *axis, int rows)
{
	struct more m = { .flags = v->milestone_count > 0 || is_pointed_at(v) || v->time_focus };
	int branches = (int)v->branch_count;

	m.flags = m.flags && rows > 0;
	m.near = rows > m.flags && v->near && *v->near && axis_is_shared(axis);
	rows = most(rows - m.flags - m.near, 0);
	m.branches = least(least(branches, VIEW_BRANCHES), rows);
	return m;
}

static int rows_of(const struct more *m)
{
	return m->flags + m->branches + m->near;
}

int time_more_rows(const view *v, int width)
{
	struct axis axis = plot_axis(v, (struct area){ .w = width });
	struct more m = more_of(v, &axis, VIEW_BRANCHES + 2);

	return rows_of(&m);
}

/* ------------------------------------------------------------------------ flags */

static int place_x(const struct axis *axis, size_t step)
{
	int column = axis_column(axis, step);

	return axis->left + (column < 0 ? -1 : column * axis->step);
}

/* Marks in order, with the present among them. */
static size_t make_flags(const view *v, const struct axis *axis, struct flag *flags)
{
	struct flag now = { place_x(axis, v->operation), NULL };
	size_t count = 0, i = 0;
	int missing = is_pointed_at(v);

	while (i < v->milestone_count || missing) {
		struct flag next = now;

		if (i < v->milestone_count)
			next = (struct flag){ place_x(axis, v->milestones[i].step),
				              v->milestones[i].name };
		if (missing && (!next.name || now.x < next.x)) {
			next = now;
			missing = 0;
		} else {
			i++;
		}
		flags[count++] = next;
	}
	return count;
}

/* The names of one column's flags, without what does not fit; columns of all of them. */
static int draw_names(struct area area, const struct flag *flags, size_t count)
{
	struct pen pen = { area, 0, 0 };

	for (size_t i = 0; i < count; i++)
		if (flags[i].name)
			pen_print(&pen, ROLE_TEXT, "%s%s", pen.x > 0 ? ", " : "", flags[i].name);
	if (pen.x > area.w && area.w > 0)
		area_put(area, area.w - 1, 0, ROLE_TEXT, ELLIPSIS);
	return pen.x;
}

/* The flags of one column, from column `left` on at most: their names stand after them, or
 * before them, or are cut off. That the session stands here is said where there is room: it
 * is seen above, too. The column after them. */
static int draw_group(struct area area, int left, const struct flag *flags, size_t count)
{
	struct grid none = { NULL, 0, 0 };
	int x = flags[0].x, room = area.w - x - 1;
	int width = draw_names((struct area){ &none, 0, 0, 0, 0 }, flags, count);
	uint8_t role = ROLE_TEXT;

	for (size_t i = 0; i < count; i++)
		role = flags[i].name ? role : ROLE_HOT;
	area_put(area, x, 0, role, FLAG);
	if (width > room && width <= x - left) {
		draw_names(area_part(area, x - width, 0, width, 1), flags, count);
		return x + 1;
	}
	draw_names(area_part(area, x + 1, 0, room, 1), flags, count);
	if (role == ROLE_HOT && width + glyph_text_width(here) <= room)
		width += area_text(area, x + 1 + width, 0, role, here);
	return x + 1 + (width < room ? width : room);
}

static void draw_flags(struct area area, const view *v, const struct axis *axis)
{
	struct flag flags[VIEW_MILESTONES + 1];
	size_t count = make_flags(v, axis, flags);
	int left = axis->left;

	if (v->milestone_count)
		area_text(area, 1, 0, ROLE_DIM, "mark");
	for (size_t i = 0, next; i < count; i = next) {
		int end = area.w;

		for (next = i; next < count && flags[next].x == flags[i].x; next++)
			continue;
		if (next < count)
			end = flags[next].x - 1;
		end = end > flags[i].x ? end : flags[i].x + 1;
		left = 1 + draw_group(area_part(area, 0, 0, end, 1), left, flags + i, next - i);
	}
}

/* --------------------------------------------------------------------- branches */

/* To the right of its corner, or to the left where there is more room. */
static void draw_branch(struct area area, const view_branch *b, int first, int x)
{
	char text[FORMAT_BYTES + VIEW_GLYPHS];
	int width, right = area.w - x - 2, left = x - first - 1;

	snprintf(text, sizeof text, "b%zu %s", b->number, b->glyphs);
	width = glyph_text_width(text);
	if (width <= right || right >= left) {
		area_put(area, x, 0, ROLE_DIM, CORNER_LEFT);
		area_text_cut(area, x + 2, 0, right, ROLE_TEXT, text);
		return;
	}
	area_put(area, x, 0, ROLE_DIM, CORNER_RIGHT);
	width = width < left ? width : left;
	area_text_cut(area, x - 1 - width, 0, width, ROLE_TEXT, text);
}

/* How many there is no row for stands at the right of the last. */
static void draw_branches(struct area area, const view *v, const struct axis *axis)
{
	size_t rows = (size_t)area.h < v->branch_count ? (size_t)area.h : v->branch_count;
	size_t more = v->branch_count - rows + v->branches_more;
	char text[FORMAT_BYTES + 24] = "";

	if (more)
		snprintf(text, sizeof text, "… %zu more: branches", more);
	area_text_right(area, area.w - 1, area.h - 1, ROLE_DIM, text);
	for (size_t i = 0; i < rows; i++) {
		int rest = i + 1 < rows || !more ? 0 : glyph_text_width(text) + 2;

		draw_branch(area_part(area, 0, (int)i, area.w - 1 - rest, 1), &v->branches[i],
		            axis->left, place_x(axis, v->branches[i].fork));
	}
}

/* ------------------------------------------------------------------------- near */

static void draw_near(struct area area, const view *v, int left)
{
	int width = area.w - left - 1, count = (int)strlen(v->near);
	int now = (int)(v->operation - v->near_first), first = now - width / 2;

	if (v->operation < v->near_first)
		now = -1;
	first = first > count - width ? count - width : first;
	first = first < 0 ? 0 : first;
	area_text(area, 1, 0, ROLE_DIM, "near");
	for (int i = first; i < count && i - first < width; i++)
		area_put(area, left + i - first, 0,
		         i == now ? ROLE_NEW_LABEL : i > now ? ROLE_LATER : ROLE_TEXT,
		         (unsigned char)v->near[i]);
}

/* ------------------------------------------------------------------------- whole */

static int draw_about(struct area area, const view *v)
{
	char about[ABOUT_BYTES], now[FORMAT_BYTES], all[FORMAT_BYTES];
	int used = snprintf(about, sizeof about, "%soperation %s of %s%s",
	                    v->preview ? "preview, " : "", format_commas(now, v->operation),
	                    format_commas(all, v->operations), is_past(v) ? ", past" : "");

	if (v->branch)
		snprintf(about + used, sizeof about - (size_t)used, "   branch b%zu", v->branch);
	rule_draw(area, "time", about, ROLE_DIM);
	return glyph_text_width(about) + 9;
}

/* What a column stands for, where that is more than one operation; empty, else. */
static void column_text(const struct axis *axis, const char *unit, char out[ABOUT_BYTES])
{
	const view_operation *time = axis->v->time;
	char number[FORMAT_BYTES];
	size_t first, end = axis_places(axis, 0, &first);

	*out = 0;
	if (!axis_is_shared(axis))
		return;
	first = time[0].first ? time[0].first : time[0].number;
	snprintf(out, ABOUT_BYTES, "1 column = %s %s",
	         format_commas(number, time[end - 1].number - first + 1), unit);
}

/* What the curve's full height and a column stand for: both, or as much as there is room for. */
static void draw_scale(struct area area, int left, const struct axis *axis, size_t height)
{
	static const struct {
		const char *top, *unit;
	} words[] = {
		{ "top = ", "operations" }, { "top = ", "ops" },
		{ "", "operations" },       { "", "ops" },
	};
	char size[FORMAT_BYTES], column[ABOUT_BYTES], text[3 * ABOUT_BYTES];

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		int tall = *words[i].top && height;

		column_text(axis, words[i].unit, column);
		snprintf(text, sizeof text, " %s%s%s%s ", tall ? words[i].top : "",
		         tall ? format_about(size, height) : "", tall && *column ? "   " : "",
		         column);
		if ((tall || *column) && left + glyph_text_width(text) < area.w) {
			area_text_right(area, area.w - 1, 0, ROLE_DIM, text);
			return;
		}
	}
}

void time_pane(struct area area, const view *v, const struct layout *layout)
{
	int left = draw_about(area, v);
	struct axis axis;
	struct area curves, below;
	struct more m;

	(void)layout;
	if (area.h < 2 || v->time_count == 0)
		return;
	axis = plot_axis(v, area);
	m = more_of(v, &axis, area.h - 3);
	curves = area_part(area, 0, 1, area.w, area.h - 1 - rows_of(&m));
	plot_draw(curves, v);
	axis = plot_axis(v, curves);
	draw_scale(area, left, &axis, plot_height(v, curves));
	below = area_part(area, 0, 1 + curves.h, area.w, area.h - 1 - curves.h);
	if (m.flags)
		draw_flags(below, v, &axis);
	if (m.branches)
		draw_branches(area_part(below, 0, m.flags, area.w, m.branches), v, &axis);
	if (m.near)
		draw_near(area_part(below, 0, m.flags + m.branches, area.w, 1), v, axis.left);
}

int time_hit(const struct rect *pane, const view *v, int x, size_t *step)
{
	struct area all = { .w = pane->w, .h = pane->h }, curves = all;
	struct axis axis = plot_axis(v, all);
	struct more m = more_of(v, &axis, all.h - 3);
	size_t first, end = 0;
	int column;

	curves.h = all.h - 1 - rows_of(&m);
	axis = plot_axis(v, curves);
	column = (x - axis.left) / axis.step;
	if (v->time_count == 0 || column >= axis.columns)
		return 0;
	if (x >= axis.left)
		end = axis_places(&axis, column, &first);
	*step = end ? v->time[end - 1].number : 0;
	return 1;
}
