/* SPDX-License-Identifier: MIT
 *
 * result.c - the line over the prompt: a badge, what happened, and more about it.
 */
#include "pane.h"
#include "prose.h"
#include "theme.h"

#include <string.h>

enum { ROWS_MOST = 3 };

static const char *words(const char *text)
{
	return text ? text + strspn(text, " ") : "";
}

/* An error without a badge has the cross alone. */
static int badge_width(const view_result *r)
{
	int words_width = r->badge ? glyph_text_width(r->badge) : 0;

	if (r->wrong)
		return words_width + (r->badge ? 4 : 3);
	return r->badge ? words_width + 2 : 0;
}

static int indent(const view_result *r)
{
	return badge_width(r) + (r->wrong && r->badge ? 2 : 1);
}

/* Breaks a text into rows of the area, the first from column x of row y on; where the pen
 * then stands. */
static struct pen flow(struct pen pen, uint8_t role, const char *text)
{
	int width = pen.area.w;

	while (*text && width > 0) {
		const char *row = text;
		int room = width - pen.x, first = (int)strcspn(row, " ");
		size_t bytes = 0;

		if (pen.x == 0 || glyph_bytes_width(row, (size_t)first) <= room)
			bytes = prose_row(row, room, &text);
		pen_print(&pen, role, "%.*s", (int)bytes, row);
		if (*text)
			pen = (struct pen){ pen.area, 0, pen.y + 1 };
	}
	return pen;
}

/* Text and more, one after the other; the row that the last word stands in. */
static int draw_words(struct area body, const view_result *r)
{
	struct pen pen = flow((struct pen){ body, 0, 0 }, ROLE_TITLE, words(r->text));

	if (*words(r->text))
		pen.x += 3;
	return flow(pen, ROLE_DIM, words(r->more)).y;
}

static int rows_of(const view_result *r, int cols)
{
	struct grid none = { NULL, 0, 0 };

	return 1 + draw_words((struct area){ &none, 0, 0, cols - indent(r), 0 }, r);
}

/* While steps are gone through it has one row, so that the panes stay where they are: a
 * sentence that needs the badge's place gets it, for the bar tells the step too. */
static view_result fitted(const view *v, int cols)
{
	view_result r = v->result;

	if (v->step.count && rows_of(&r, cols) > 1)
		r.badge = NULL;
	return r;
}

int result_rows(const view *v, int cols)
{
	int rows = v->step.count ? 1 : rows_of(&v->result, cols);

	return rows < ROWS_MOST ? rows : ROWS_MOST;
}

static void draw_badge(struct area area, const view_result *r)
{
	uint8_t role = r->wrong ? ROLE_WRONG : r->neutral ? ROLE_BADGE : ROLE_NEW_LABEL;
	struct pen pen = { area, 0, 0 };

	if (r->wrong)
		pen_print(&pen, role, " ✗");
	if (r->badge)
		pen_print(&pen, role, " %s", r->badge);
	if (r->wrong || r->badge)
		pen_print(&pen, role, " ");
}

void result_pane(struct area area, const view *v, const struct layout *layout)
{
	view_result r = fitted(v, area.w);
	int left = indent(&r);
	struct area body = area_part(area, left, 0, area.w - left, area.h);

	(void)layout;
	draw_badge(area, &r);
	if (v->step.count)
		area_text_cut(body, 0, 0, body.w, ROLE_TITLE, words(r.text));
	else
		draw_words(body, &r);
}
