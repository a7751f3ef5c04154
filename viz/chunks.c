/* SPDX-License-Identifier: MIT
 *
 * chunks.c - the list of chunks by address, following the touched one.
 *
 *   narrow   chunks of the section in focus; what was asked goes first when short of room
 *   wide     chunks of all sections, with slack, key and home
 */
#include "columns.h"
#include "format.h"
#include "mark.h"
#include "pane.h"
#include "theme.h"

#include <stdio.h>
#include <string.h>

enum { WIDE = 60, WIDTH = 63, NAME_LEAST = 4, NAME_MOST = 10, NUMBER_LEAST = 5, CELL = 48,
       KEY_LONG = 4, AWAY = 2 };

enum column { NAME, SECTION, OFFSET, SIZE, ASKED, SLACK, KEY, HOME, BUCKET, CLASS, BYTE,
	      COLUMNS };

static const struct {
	const char *title, *wide;
	int left;                 /* text; else a number, aligned at its right */
	int longer, wide_longer;  /* columns by which the title ends after the number */
} columns[COLUMNS] = {
	[NAME] = { "name", "name", 1, 0, 0 },       [SECTION] = { "in", "section", 1, 0, 0 },
	[OFFSET] = { "offset", "offset", 1, 0, 0 }, [SIZE] = { "size", "size", 0, 1, 1 },
	[ASKED] = { "asked", "asked", 0, 1, 1 },    [SLACK] = { "slack", "slack", 0, 0, 1 },
	[KEY] = { "key", "key", 0, 0, 1 },          [HOME] = { "home", "home", 0, 0, 2 },
	[BUCKET] = { "bkt", "bucket", 0, 2, 4 },    [CLASS] = { "class", "class", 0, 0, 1 },
	[BYTE] = { "byte", "byte", 0, 1, 1 },
};

/* Where each column is: the first column of its text or the one after its number; 0: not
 * shown. */
struct table {
	int at[COLUMNS];
	int wide, tight; /* tight: columns stand close, under short titles */
	int plain;       /* sizes have no commas */
	int name;
	size_t total, first, rows;
};

/* The i-th chunk of the list. */
static const view_chunk *chunk_at(const view *v, int wide, size_t i, const view_section **section)
{
	size_t s = wide ? 0 : v->focus;

	while (wide && i >= v->sections[s].chunk_count)
		i -= v->sections[s++].chunk_count;
	*section = &v->sections[s];
	return &v->sections[s].chunks[i];
}

static size_t count_chunks(const view *v, int wide)
{
	size_t count = 0;

	if (!wide)
		return v->section_count ? v->sections[v->focus].chunk_count : 0;
	for (size_t i = 0; i < v->section_count; i++)
		count += v->sections[i].chunk_count;
	return count;
}

int chunks_rows(const view *v, int width)
{
	return (int)count_chunks(v, width >= WIDE);
}

static int wider(int a, int b)
{
	return a > b ? a : b;
}

static void row_texts(const view_section *s, const view_chunk *c, char out[COLUMNS][CELL])
{
	char name[MARK_NAME];

	snprintf(out[NAME], CELL, "%s", c->free ? mark_state(c) : mark_name(c, name));
	snprintf(out[SECTION], CELL, "s%zu", s->id);
	format_offset(out[OFFSET], c->offset, s->size);
	format_commas(out[SIZE], c->size);
	format_commas(out[ASKED], c->asked);
	format_commas(out[SLACK], c->size - c->asked);
	snprintf(out[KEY], CELL, "%zu", c->key);
	snprintf(out[HOME], CELL, "%zu", c->home);
	snprintf(out[BUCKET], CELL, "%zu", c->bucket);
	snprintf(out[CLASS], CELL, "%u", c->class);
	snprintf(out[BYTE], CELL, "%02x", c->byte);
	/* The table's of a section, not of a span. */
	if (s->span)
		out[HOME][0] = out[BUCKET][0] = 0;
	if (c->bucket == VIEW_NO_BUCKET)
		out[KEY][0] = out[HOME][0] = out[BUCKET][0] = 0;
	if (!c->class)
		out[CLASS][0] = 0;
	if (!c->byte)
		out[BYTE][0] = 0;
	if (c->free)
		out[ASKED][0] = out[SLACK][0] = 0;
}

/* Columns for a number: without commas where it needs more than there are. */
static int number_width(size_t number, int room, int *plain)
{
	char text[FORMAT_BYTES];
	int width = wider(NUMBER_LEAST, glyph_text_width(format_commas(text, number)));

	*plain = width > room;
	return *plain ? wider(NUMBER_LEAST, format_digits(number)) : width;
}

/* Columns of what is in sight; later ones move right as far as earlier ones need, and those that
 * would be cut are left out. */
static void measure(struct table *t, const view *v, int width)
{
	int offset = 0, size, asked = NUMBER_LEAST, name = NAME_LEAST, bucket, x;
	char text[FORMAT_BYTES];
	size_t largest = 0;

	for (size_t i = t->first; i < t->first + t->rows; i++) {
		const view_section *s;
		const view_chunk *c = chunk_at(v, t->wide, i, &s);

		name = wider(name, c->cached ? glyph_text_width(mark_state(c))
		                             : glyph_text_width(c->name) + c->watched);
		offset = wider(offset, format_offset_width(s->size));
		largest = c->size > largest ? c->size : largest;
		asked = wider(asked, glyph_text_width(format_commas(text, c->asked)));
	}
	t->name = name < NAME_MOST ? name : NAME_MOST;
	bucket = format_digits(v->table_capacity ? v->table_capacity - 1 : 0);
	t->at[NAME] = 1;
	t->at[OFFSET] = x = 1 + t->name + 1;
	x += offset + 1;
	size = number_width(largest, width - x, &t->plain);
	if (x + size > width)
		return;
	t->at[SIZE] = x += size;
	if (v->sections[v->focus].span) {
		t->at[BYTE] = x + 4;
		return;
	}
	if (x + 1 + asked + 2 + bucket + 2 <= width)
		t->at[ASKED] = x += 1 + asked;
	if (v->table_capacity && x + 2 + bucket + 1 <= width)
		t->at[BUCKET] = x + 2 + bucket;
}

/* A fast heap knows the class and not what was asked for. */
static int is_known(const view *v, int column)
{
	return v->has_caches ? column != ASKED && column != SLACK
	                     : column != CLASS && column != BYTE;
}

/* Each as wide as what is in sight needs, titles shortened; the columns that are used. */
static int tighten(struct table *t, const view *v, int left_out)
{
	int width[COLUMNS] = { 0 }, x = 1;
	char text[COLUMNS][CELL];

	for (size_t i = t->first; i < t->first + t->rows; i++) {
		const view_section *s;
		const view_chunk *c = chunk_at(v, 1, i, &s);

		row_texts(s, c, text);
		for (int k = 0; k < COLUMNS; k++)
			width[k] = wider(width[k], glyph_text_width(text[k]));
	}
	t->name = width[NAME] = wider(width[NAME] < NAME_MOST ? width[NAME] : NAME_MOST,
	                              NAME_LEAST);
	for (int k = 0; k < COLUMNS; k++) {
		t->at[k] = 0;
		if (k == left_out || !is_known(v, k))
			continue;
		width[k] = wider(width[k], glyph_text_width(columns[k].title));
		t->at[k] = columns[k].left ? x : x + width[k];
		x += width[k] + 1;
	}
	return x;
}

/* The places of the drawn design, moved right as far as offsets and sizes need; tighter where
 * keys are longer than that has room for, without what can be reckoned. */
static void spread(struct table *t, const view *v, int width)
{
	static const int places[COLUMNS] = { 1, 8, 17, 29, 36, 43, 49, 54, 59, 36, 43 };
	int spare = 0, longest = format_digits(v->table_capacity);
	char text[FORMAT_BYTES];

	for (size_t i = 0; i < v->section_count; i++)
		spare = wider(spare, format_offset_width(v->sections[i].size) - 5);
	for (size_t i = t->first; i < t->first + t->rows; i++) {
		const view_section *s;
		const view_chunk *c = chunk_at(v, 1, i, &s);
		int over = glyph_text_width(format_commas(text, c->size)) - 6;

		spare = wider(spare, format_offset_width(s->size) - 5 + wider(over, 0));
		longest = wider(longest, format_digits(c->key));
	}
	t->tight = longest > KEY_LONG;
	if (t->tight) {
		if (tighten(t, v, COLUMNS) + AWAY > width)
			tighten(t, v, SLACK);
		return;
	}
	for (int i = 0; i < COLUMNS; i++) {
		t->at[i] = places[i] + (i > OFFSET ? spare : 0);
		t->at[i] = is_known(v, i) && t->at[i] <= width ? t->at[i] : 0;
	}
	t->name = 6;
}

/* ----------------------------------------------------------------- drawing */

static void draw_row(struct area area, int y, const view *v, const struct table *t, size_t i)
{
	const view_section *s;
	const view_chunk *c = chunk_at(v, t->wide, i, &s);
	const struct mark_style *style = mark_style(c->mark);
	uint8_t role = c->cached && c->mark == VIEW_PLAIN    ? ROLE_CACHED_LABEL
	               : c->watched && c->mark == VIEW_PLAIN ? ROLE_TITLE
	               : c->free                             ? style->free_row
	                                                     : style->used_row;
	char text[COLUMNS][CELL];

	if (mark_fills(role))
		area_fill(area_part(area, 0, y, area.w, 1), role, ' ');
	area_put(area, 0, y, role, style->sign);
	row_texts(s, c, text);
	if (t->plain)
		snprintf(text[SIZE], CELL, "%zu", c->size);
	for (int k = 0; k < COLUMNS; k++) {
		if (k == NAME)
			area_text_cut(area, t->at[k], y, t->name, role, text[k]);
		else if (t->at[k] && columns[k].left)
			area_text(area, t->at[k], y, role, text[k]);
		else if (t->at[k])
			area_text_right(area, t->at[k], y, role, text[k]);
	}
	if (t->at[BUCKET] && c->displaced)
		pen_print(&(struct pen){ area, t->at[BUCKET], y }, role, "▸%zu", c->displaced);
}

static void draw_head(struct area area, const struct table *t)
{
	int tight = t->wide && t->at[BUCKET] + columns[BUCKET].wide_longer > area.w;

	for (int k = 0; k < COLUMNS; k++) {
		int wide = t->wide && !t->tight && !(tight && k >= KEY && k <= BUCKET);
		int longer = wide                                      ? columns[k].wide_longer
		             : tight || t->tight || (k == SIZE && t->at[BYTE]) ? 0
		                                                       : columns[k].longer;
		const char *title = wide ? columns[k].wide : columns[k].title;

		longer = t->at[k] + longer > area.w ? 0 : longer;
		if (t->at[k] && columns[k].left)
			area_text(area, t->at[k], 1, ROLE_DIM, title);
		else if (t->at[k])
			area_text_right(area, t->at[k] + longer, 1, ROLE_DIM, title);
	}
}

/* No chunk of the heap is beyond the view. */
static int is_complete(const view *v)
{
	for (size_t i = 0; i < v->section_count; i++)
		if (v->sections[i].more_before || v->sections[i].more_after)
			return 0;
	return v->sections_before + v->sections_after == 0;
}

static void draw_title(struct area area, const view *v, const struct table *t)
{
	const view_section *s = &v->sections[v->focus];
	char title[CELL], about[96], all[FORMAT_BYTES];

	snprintf(title, sizeof title,
	         t->wide ? "chunks" : s->span ? "in the span" : "chunks of s%zu", s->id);
	if (!t->wide && (s->more_before || s->more_after))
		snprintf(about, sizeof about, "%zu of %s", t->rows,
		         format_commas(all, s->nbr_chunks));
	else if (t->wide && !is_complete(v) && t->rows < v->whole.chunks)
		snprintf(about, sizeof about, "%zu of %s", t->rows,
		         format_commas(all, v->whole.chunks));
	else if (t->rows < t->total)
		snprintf(about, sizeof about, "%zu–%zu of %zu", t->first + 1, t->first + t->rows,
		         t->total);
	else if (t->wide)
		snprintf(about, sizeof about, "%zu in %zu section%s, by address", t->total,
		         v->section_count - (size_t)(s->span != 0),
		         v->section_count - (size_t)(s->span != 0) == 1 ? "" : "s");
	else
		snprintf(about, sizeof about, "%zu", t->total);
	if (4 + glyph_text_width(title) + glyph_text_width(about) > area.w)
		format_commas(about, s->nbr_chunks); /* never half a number */
	rule_draw(area, title, about, ROLE_DIM);
}

/* The touched chunk stands one third down. */
static void choose_rows(struct table *t, const view *v, int height)
{
	size_t touched = 0, before = 0;

	t->total = count_chunks(v, t->wide);
	t->rows = height > 0 ? (size_t)height : 0;
	t->rows = t->rows < t->total ? t->rows : t->total;
	for (size_t i = 0; t->wide && i < v->focus; i++)
		before += v->sections[i].chunk_count;
	if (v->section_count)
		touched = mark_chunk(v, &v->sections[v->focus]);
	if (v->section_count && touched == v->sections[v->focus].chunk_count)
		touched = 0;
	touched += before;
	t->first = touched > t->rows / 3 ? touched - t->rows / 3 : 0;
	if (t->first + t->rows > t->total)
		t->first = t->total - t->rows;
}

/* Where wide ones fit beside each other, and are needed, there are several. */
static struct columns share(struct table *t, const view *v, struct area body)
{
	struct columns one = { 1, body.w, body.h };
	struct columns c = columns_make(body, WIDTH, count_chunks(v, 1));

	if (!t->wide || c.count == 1)
		c = one;
	choose_rows(t, v, body.h * c.count);
	if (!t->wide) {
		measure(t, v, body.w);
		return c;
	}
	spread(t, v, body.w);
	if (c.count > 1 && t->at[BUCKET] + columns[BUCKET].wide_longer > WIDTH) {
		choose_rows(t, v, body.h);
		return one;
	}
	return c;
}

void chunks_pane(struct area area, const view *v, const struct layout *layout)
{
	struct area body = area_part(area, 0, 2, area.w, area.h - 2);
	struct table t = { .wide = area.w >= WIDE };
	struct columns c;

	(void)layout;
	if (v->section_count == 0) {
		rule_draw(area, "chunks", "0", ROLE_DIM);
		return;
	}
	c = share(&t, v, body);
	draw_title(area, v, &t);
	for (size_t n = 0, i = 0; i < t.rows; n++) {
		struct area part = columns_nth(area, &c, (int)n);

		draw_head(part, &t);
		for (int y = 0; y < c.rows && i < t.rows; y++)
			draw_row(part, 2 + y, v, &t, t.first + i++);
	}
}

int chunks_hit(const struct rect *pane, const view *v, int x, int y, size_t *section,
               size_t *offset)
{
	struct table t = { .wide = pane->w >= WIDE };
	const view_section *s;
	const view_chunk *c;
	struct columns parts;
	size_t i;

	if (v->section_count == 0)
		return 0;
	parts = share(&t, v, (struct area){ .w = pane->w, .h = pane->h - 2 });
	if (!columns_at(&parts, x, y - 2, &i) || i >= t.rows)
		return 0;
	c = chunk_at(v, t.wide, t.first + i, &s);
	*section = s->id;
	*offset = c->offset;
	return 1;
}
