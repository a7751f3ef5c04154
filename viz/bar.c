/* SPDX-License-Identifier: MIT
 *
 * bar.c - the first row: where you are, what the glyphs mean, which operation this is.
 *
 * Short of room, first the hash is dropped, then long words, the policy, and at last the
 * legend's words.
 */
#include "format.h"
#include "pane.h"
#include "theme.h"

#include <stdio.h>

enum { BAR_BYTES = 160, APART = 2 };

static const struct {
	const char *glyphs;
	uint8_t role;
	const char *gap, *word;
	enum { ALWAYS, WITHOUT_CACHES, WITH_CACHES, WITH_WAITING } when;
} legend[] = {
	{ "██", ROLE_BAR_USED, " ", "used", ALWAYS },
	{ "▎", ROLE_BAR_SLACK, "", "slack", WITHOUT_CACHES },
	{ "▒▒", ROLE_BAR_CACHED, " ", "cached", WITH_CACHES },
	{ "▒▒", ROLE_BAR_CACHED, " ", "waiting", WITH_WAITING },
	{ "··", ROLE_BAR_FREE, " ", "free", ALWAYS },
	{ "▓▓", ROLE_BAR_NEW, " ", "new", ALWAYS },
	{ "░░", ROLE_BAR_NEW, " ", "freed", ALWAYS },
};

enum { ENTRIES = sizeof legend / sizeof legend[0] };

static int is_told(const view *v, int i)
{
	return legend[i].when == ALWAYS
	       || (legend[i].when == WITH_WAITING ? v->has_waiting
	           : legend[i].when == (v->has_caches ? WITH_CACHES : WITHOUT_CACHES));
}

static int legend_width(const view *v, int words)
{
	int width = -2;

	for (int i = 0; i < ENTRIES; i++)
		width += !is_told(v, i) ? 0 : 2 + glyph_text_width(legend[i].glyphs) +
		         (words ? glyph_text_width(legend[i].gap) +
		                  glyph_text_width(legend[i].word) : 0);
	return width;
}

static void draw_legend(struct pen pen, const view *v, int words)
{
	for (int i = 0; i < ENTRIES; i++) {
		if (!is_told(v, i))
			continue;
		pen_print(&pen, legend[i].role, "%s", legend[i].glyphs);
		if (words)
			pen_print(&pen, ROLE_BAR_WORD, "%s%s", legend[i].gap, legend[i].word);
		pen_print(&pen, ROLE_BAR_WORD, "  ");
	}
}

/* The right end, form by form shorter. */
static void right_text(const view *v, int form, char out[BAR_BYTES])
{
	const char *policy = form < 3 && v->policy ? v->policy : "";
	const char *hash = form == 0 && v->hash ? v->hash : "";
	const char *when = v->preview ? "preview" : v->operation < v->operations ? "past" : "";
	char where[96], now[FORMAT_BYTES], all[FORMAT_BYTES];

	format_commas(now, v->operation);
	format_commas(all, v->operations);
	if (form < 2)
		snprintf(where, sizeof where, "operation %s of %s%s%s", now, all,
		         *when ? ", " : "", when);
	else
		snprintf(where, sizeof where, "%s/%s%s%s", now, all, *when ? " " : "", when);
	snprintf(out, BAR_BYTES, "%s%s%s%s%s", policy, *policy && *hash ? "   " : "", hash,
	         *policy || *hash ? "  " : "", where);
}

void bar_pane(struct area area, const view *v, const struct layout *layout)
{
	const char *crumbs = v->crumbs ? v->crumbs : "heap";
	int left = glyph_text_width(crumbs) + 2, form = 0, words = 1, right, middle;
	char text[BAR_BYTES];
	struct pen pen = { area, 0, 0 };

	(void)layout;
	area_fill(area, ROLE_BAR_WORD, ' ');
	for (;; form++) {
		right_text(v, form, text);
		right = glyph_text_width(text) + 1;
		if (form == 3 || left + right + legend_width(v, 1) + APART <= area.w)
			break;
	}
	words = left + right + legend_width(v, 1) + APART <= area.w;
	middle = area.w - left - right - legend_width(v, words);
	if (middle >= APART) {
		/* What is right of it must not read as its last word's. */
		pen.x = left + (middle > APART ? middle / 2 : 0);
		draw_legend(pen, v, words);
	}
	area_fill(area_part(area, area.w - right, 0, right, 1), ROLE_BAR, ' ');
	area_text_right(area, area.w - 1, 0, ROLE_BAR, text);
	area_fill(area_part(area, 0, 0, left < area.w - right ? left : area.w - right, 1),
	          ROLE_BAR_TITLE, ' ');
	area_text_cut(area, 1, 0, area.w - right - 2, ROLE_BAR_TITLE, crumbs);
}
