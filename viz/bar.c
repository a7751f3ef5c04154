/* SPDX-License-Identifier: MIT
 *
 * bar.c - the first row: where you are, what the glyphs mean, which operation this is.
 *
 * Short of room, first the hash is dropped, then long words, the policy, and at last entries of
 * the legend, from its end: a glyph without its word would tell nobody anything.
 */
#include "format.h"
#include "pane.h"
#include "theme.h"

#include <stdio.h>
#include <string.h>

enum { BAR_BYTES = 160, APART = 2 };

/* Of a map with a cell for each smallest chunk, and of one of a big heap. */
enum { NEAR = 1, FAR = 2 };

static const struct {
	const char *glyphs, *far; /* where there are maps of a big heap, too; NULL: the same */
	uint8_t role;
	const char *gap, *word;
	int of;
	enum { ALWAYS, WITHOUT_CACHES, WITH_CACHES, WITH_WAITING } when;
} legend[] = {
	{ "·░▒▓█", NULL, ROLE_BAR_USED, " ", "how full", FAR, ALWAYS },
	{ "██", NULL, ROLE_BAR_USED, " ", "used", NEAR, ALWAYS },
	{ "▎", NULL, ROLE_BAR_SLACK, "", "slack", NEAR, WITHOUT_CACHES },
	{ "▒▒", NULL, ROLE_BAR_CACHED, " ", "cached", NEAR, WITH_CACHES },
	{ "▒▒", NULL, ROLE_BAR_CACHED, " ", "waiting", NEAR, WITH_WAITING },
	{ "··", NULL, ROLE_BAR_FREE, " ", "free", NEAR, ALWAYS },
	{ "▓▓", "▴▓", ROLE_BAR_NEW, " ", "new", NEAR | FAR, ALWAYS },
	{ "░░", "▾░", ROLE_BAR_NEW, " ", "freed", NEAR | FAR, ALWAYS },
};

enum { ENTRIES = sizeof legend / sizeof legend[0] };

/* Which part of the legend is told: of its first so many entries. */
struct telling {
	const view *v;
	int of, entries;
};

static int is_told(const struct telling *t, int i)
{
	return i < t->entries && (legend[i].of & t->of)
	       && (legend[i].when == ALWAYS
	           || (legend[i].when == WITH_WAITING ? t->v->has_waiting
	               : legend[i].when == (t->v->has_caches ? WITH_CACHES : WITHOUT_CACHES)));
}

static const char *glyphs_of(const struct telling *t, int i)
{
	return (t->of & FAR) && legend[i].far ? legend[i].far : legend[i].glyphs;
}

static int legend_width(const struct telling *t)
{
	int width = -2;

	for (int i = 0; i < ENTRIES; i++)
		width += !is_told(t, i) ? 0 : 2 + glyph_text_width(glyphs_of(t, i))
		                              + glyph_text_width(legend[i].gap)
		                              + glyph_text_width(legend[i].word);
	return width;
}

static void draw_legend(struct pen pen, const struct telling *t)
{
	for (int i = 0; i < ENTRIES; i++) {
		if (!is_told(t, i))
			continue;
		pen_print(&pen, legend[i].role, "%s", glyphs_of(t, i));
		pen_print(&pen, ROLE_BAR_WORD, "%s%s  ", legend[i].gap, legend[i].word);
	}
}

/* All of it; of a big heap its own part, else; and of that as much as fits. */
static struct telling choose_telling(const view *v, const struct layout *layout, int room)
{
	int far = layout->map.count > 0 && layout->map.items[0].form == MAP_DENSE;
	struct telling t = { v, far ? NEAR | FAR : NEAR, ENTRIES };

	if (far && legend_width(&t) > room)
		t.of = FAR;
	while (t.entries > 0 && legend_width(&t) > room)
		t.entries--;
	return t;
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

/* While the user looks around: bytes of the crumbs up to how near that is. */
static size_t near_crumbs(const view *v, const char *crumbs)
{
	static const char joint[] = " ▸ ";
	const char *end = crumbs;

	for (int i = 0; end && i <= (int)v->zoom; i++)
		end = strstr(end + (i > 0), joint);
	return end ? (size_t)(end - crumbs) : strlen(crumbs);
}

void bar_pane(struct area area, const view *v, const struct layout *layout)
{
	const char *crumbs = v->crumbs ? v->crumbs : "heap";
	int left = glyph_text_width(crumbs) + 2, form = 0, right, middle;
	char text[BAR_BYTES];
	struct pen pen = { area, 0, 0 };
	struct telling t;
	size_t near = near_crumbs(v, crumbs);
	int far = glyph_bytes_width(crumbs, near);

	area_fill(area, ROLE_BAR_WORD, ' ');
	for (;; form++) {
		right_text(v, form, text);
		right = glyph_text_width(text) + 1;
		t = choose_telling(v, layout, area.w - left - right - APART);
		if (form == 3 || (t.entries == ENTRIES && (t.of & NEAR || form == 2)))
			break;
	}
	middle = area.w - left - right - legend_width(&t);
	if (middle >= APART) {
		/* What is right of it must not read as its last word's. */
		pen.x = left + (middle > APART ? middle / 2 : 0);
		draw_legend(pen, &t);
	}
	area_fill(area_part(area, area.w - right, 0, right, 1), ROLE_BAR, ' ');
	area_text_right(area, area.w - 1, 0, ROLE_BAR, text);
	area_fill(area_part(area, 0, 0, left < area.w - right ? left : area.w - right, 1),
	          ROLE_BAR_TITLE, ' ');
	area_text_cut(area, 1, 0, area.w - right - 2, ROLE_BAR_TITLE, crumbs);
	if (v->focus_pane != VIEW_PANE_NONE)
		area_text_cut(area, 1 + far, 0, area.w - right - 2 - far, ROLE_BAR, crumbs + near);
}
