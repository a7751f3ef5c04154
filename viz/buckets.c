/* SPDX-License-Identifier: MIT
 *
 * buckets.c - the table with a row for each bucket.
 *
 *   bkt  chunk  offset  size  key  home  past
 *    13  p11    0x280    192   40     8    ▸5
 */
#include "buckets.h"
#include "columns.h"
#include "format.h"
#include "theme.h"

#include <stdio.h>

enum { BUCKET, NAME, OFFSET, SIZE, KEY, HOME, PAST, COLUMNS, CELL = 48, NAME_MOST = 14,
       POINTER = 0x25b8 };

static const struct {
	const char *title;
	int left; /* text; else a number, aligned at its right */
} columns[COLUMNS] = {
	[BUCKET] = { "bkt", 0 }, [NAME] = { "chunk", 1 }, [OFFSET] = { "offset", 1 },
	[SIZE] = { "size", 0 },  [KEY] = { "key", 0 },    [HOME] = { "home", 0 },
	[PAST] = { "past", 0 },
};

/* All buckets, or where there is room for less than half only those that something is told
 * of. */
struct list {
	const view *v;
	size_t index[VIEW_BUCKETS], count;
	int at[COLUMNS]; /* the first column of a text, or the one after a number */
	int name, width;
};

struct face buckets_sign(const view_bucket *bucket)
{
	static const struct face signs[] = {
		{ ' ', ROLE_TEXT }, { 0xd7, ROLE_PASSED }, { 0x2713, ROLE_HOT },
		{ '?', ROLE_LOOKED },
	};

	return signs[bucket->probed & 3];
}

int buckets_is_chosen(const view *v, size_t i)
{
	if (v->empty_bucket)
		return v->first_bucket + i + 1 == v->empty_bucket;
	return v->buckets[i].taken && v->buckets[i].chunk.mark == VIEW_CURSOR;
}

static void texts(const view *v, size_t i, char out[COLUMNS][CELL])
{
	const view_bucket *b = &v->buckets[i];
	const view_chunk *c = &b->chunk;
	char name[MARK_NAME];

	for (int k = 0; k < COLUMNS; k++)
		out[k][0] = 0;
	snprintf(out[BUCKET], CELL, "%zu", v->first_bucket + i);
	snprintf(out[NAME], CELL, "%s",
	         !b->taken ? "–" : c->free ? mark_state(c) : mark_name(c, name));
	if (!b->taken)
		return;
	format_offset(out[OFFSET], c->offset, v->sections[v->focus].size);
	format_commas(out[SIZE], c->size);
	snprintf(out[KEY], CELL, "%zu", c->key);
	snprintf(out[HOME], CELL, "%zu", c->home);
	if (c->displaced)
		snprintf(out[PAST], CELL, "▸%zu", c->displaced);
}

static size_t larger(size_t a, size_t b)
{
	return a > b ? a : b;
}

/* What is widest in each column: one row of the largest numbers that there are. */
static void widest(const view *v, char out[COLUMNS][CELL], int *name)
{
	view_chunk most = { .free = 1 };
	view_bucket row = { .taken = 1 };
	view shown = *v;

	for (size_t i = 0; i < v->bucket_count; i++) {
		const view_chunk *c = &v->buckets[i].chunk;
		int own = c->free ? glyph_text_width(mark_state(c))
		                  : glyph_text_width(c->name) + c->watched;

		if (!v->buckets[i].taken)
			continue;
		*name = own > *name ? own : *name;
		most.size = larger(most.size, c->size);
		most.key = larger(most.key, c->key);
		most.home = larger(most.home, c->home);
		most.displaced = larger(most.displaced, c->displaced);
	}
	row.chunk = most;
	shown.buckets = &row;
	shown.first_bucket = v->first_bucket + v->bucket_count;
	texts(&shown, 0, out);
}

static struct list make_list(const view *v)
{
	struct list list = { .v = v };
	char text[COLUMNS][CELL];
	int x = 1;

	widest(v, text, &list.name);
	list.name = list.name < NAME_MOST ? list.name : NAME_MOST;
	for (int k = 0; k < COLUMNS; k++) {
		int width = glyph_text_width(columns[k].title);
		int own = k == NAME ? list.name : glyph_text_width(text[k]);

		width = own > width ? own : width;
		list.name = k == NAME ? width : list.name;
		list.at[k] = columns[k].left ? x : x + width;
		x += width + 1;
	}
	list.width = x - 1;
	return list;
}

static void draw_cell(struct area area, int y, const struct list *list, int k, uint8_t role,
                      const char *text)
{
	if (k == NAME)
		area_text_cut(area, list->at[k], y, list->name, role, text);
	else if (columns[k].left)
		area_text(area, list->at[k], y, role, text);
	else
		area_text_right(area, list->at[k], y, role, text);
}

static void draw_row(struct area area, int y, const struct list *list, size_t i)
{
	const view_bucket *b = &list->v->buckets[i];
	const struct mark_style *style = mark_style(b->chunk.mark);
	struct face sign = buckets_sign(b);
	uint8_t role = !b->taken ? ROLE_EMPTY : b->chunk.free ? style->free_row : style->used_row;
	char text[COLUMNS][CELL];

	texts(list->v, i, text);
	if (b->taken && mark_fills(role))
		area_fill(area_part(area, 0, y, list->width, 1), role, ' ');
	for (int k = 0; k < COLUMNS; k++)
		draw_cell(area, y, list, k, k == BUCKET && !mark_fills(role) ? ROLE_DIM : role,
		          text[k]);
	if (b->probed)
		area_put(area, list->at[BUCKET], y, sign.role, sign.glyph);
	if (buckets_is_chosen(list->v, i))
		area_put(area, list->at[BUCKET], y, ROLE_CURSOR_LABEL, POINTER);
}

static int is_told(const view *v, size_t i)
{
	return v->buckets[i].taken || v->buckets[i].probed || buckets_is_chosen(v, i);
}

static struct area body_of(struct area area)
{
	return area_part(area, 0, 1, area.w, area.h - 1);
}

static struct columns share(struct list *list, struct area area)
{
	const view *v = list->v;
	struct columns c = columns_make(body_of(area), list->width, v->bucket_count);
	int all = 2 * columns_room(&c) >= v->bucket_count;

	for (size_t i = 0; i < v->bucket_count; i++)
		if (all || is_told(v, i))
			list->index[list->count++] = i;
	return all ? c : columns_make(body_of(area), list->width, list->count);
}

/* The bucket that is touched or looked at stands one third down. */
static size_t first_of(const struct list *list, const struct columns *c)
{
	const view *v = list->v;
	size_t now = v->first_bucket, at = 0, room = columns_room(c), above = (size_t)c->rows / 3;

	if (v->empty_bucket)
		now = v->empty_bucket - 1;
	else if (v->trail.shown)
		now = v->trail.bucket;
	while (at < list->count && v->first_bucket + list->index[at] < now)
		at++;
	if (room >= list->count)
		return 0;
	at = at > above ? at - above : 0;
	return at + room > list->count ? list->count - room : at;
}

int buckets_rows(struct area area, const view *v)
{
	struct list list = make_list(v);
	struct columns c = share(&list, area);
	size_t each = (list.count + (size_t)c.count - 1) / (size_t)c.count;

	return 1 + (each < (size_t)c.rows ? (int)each : c.rows);
}

void buckets_draw(struct area area, const view *v)
{
	struct list list = make_list(v);
	struct columns c = share(&list, area);
	size_t i = first_of(&list, &c);

	for (int n = 0; n < c.count; n++) {
		struct area head = columns_nth(area_part(area, 0, 0, area.w, 1), &c, n);
		struct area part = columns_nth(body_of(area), &c, n);

		for (int k = 0; k < COLUMNS; k++)
			draw_cell(head, 0, &list, k, ROLE_DIM, columns[k].title);
		for (int y = 0; y < c.rows && i < list.count; y++)
			draw_row(part, y, &list, list.index[i++]);
	}
}

int buckets_hit(struct area area, const view *v, int x, int y, size_t *index)
{
	struct list list = make_list(v);
	struct columns c = share(&list, area);
	size_t at;

	if (y < 1 || !columns_at(&c, x, y - 1, &at))
		return 0;
	at += first_of(&list, &c);
	if (at >= list.count)
		return 0;
	*index = list.index[at];
	return 1;
}
