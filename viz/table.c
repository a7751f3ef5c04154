/* SPDX-License-Identifier: MIT
 *
 * table.c - the hashtable of the section in focus: which chunk lies in which bucket, and
 * how far from its home.
 *
 *   spelled   8 buckets a row: number, sign of the last probe, entry
 *   dense     64 buckets a row, one glyph each, for large tables
 *   below     a row for each bucket, where there is room for that, too
 *
 * The way of the touched chunk through the table, its trail, stands in the rule.
 */
#include "buckets.h"
#include "format.h"
#include "mark.h"
#include "pane.h"
#include "theme.h"
#include "units.h"

#include <stdio.h>

enum { SPELLED = 8, DENSE = 64, SLOT_MOST = 16, GUTTER = 6, BYTES = 200,
       POINTER = 0x25b8, TAIL_GAP = 6, TAKEN_SHORT = 14, UNITS_MORE = 6 };

static size_t rows_needed(size_t buckets, size_t a_row)
{
	return buckets / a_row + (buckets % a_row != 0);
}

static int is_dense(const view *v, int cols)
{
	size_t most = cols >= 142 ? 128 : cols >= 95 ? 64 : 32;

	return v->table_capacity > most || v->bucket_count < v->table_capacity;
}

int table_columns(const view *v, int cols)
{
	return is_dense(v, cols) ? DENSE : SPELLED;
}

int table_rows(const view *v, int cols, int rows)
{
	if (v->units.shown)
		return units_rows(v, rows);

	size_t needed = rows_needed(v->bucket_count, is_dense(v, cols) ? DENSE : SPELLED);
	size_t most = (size_t)rows / 8;

	return (int)(is_dense(v, cols) && needed > most ? most : needed);
}

int table_all_rows(const view *v, int cols, int rows, int width)
{
	struct area area = { .w = width, .h = rows };

	if (v->units.shown)
		return units_rows(v, UNITS_MORE * rows);
	return (int)rows_needed(v->bucket_count, (size_t)table_columns(v, cols)) + 1
	       + buckets_rows(area, v);
}

/* ------------------------------------------------------------------- rule */

/* Parts of the trail; where it has no room for all, from each form to the next one less. */
enum { MIDDLE = 1, OFFSET = 2, KEY = 4 };

static const unsigned trails[] = { KEY | OFFSET | MIDDLE, KEY | OFFSET, KEY, 0 };

enum { TRAILS = sizeof trails / sizeof trails[0] };

/* The column after it. */
static int draw_trail(struct pen pen, const view *v, unsigned parts)
{
	const view_trail *t = &v->trail;
	char offset[FORMAT_BYTES];
	uint8_t hot = t->mark == VIEW_PLAIN ? ROLE_TITLE : mark_style(t->mark)->text;

	pen_print(&pen, hot, "%s", t->name);
	format_offset(offset, t->offset, v->sections[v->focus].size);
	if (parts & OFFSET)
		pen_print(&pen, ROLE_NUMBER, "  %s", offset);
	if (parts & KEY) {
		pen_print(&pen, ROLE_DIM, " ▸ ");
		pen_print(&pen, ROLE_NUMBER, "key %zu", t->key);
	}
	pen_print(&pen, ROLE_DIM, " ▸ ");
	if (parts & MIDDLE && v->hash_home)
		pen_print(&pen, ROLE_DIM, "%s = ", v->hash_home);
	pen_print(&pen, ROLE_NUMBER, "home %zu", t->home);
	pen_print(&pen, ROLE_DIM, " ▸ ");
	pen_print(&pen, hot, "bucket %zu", t->bucket);
	if (t->displaced)
		pen_print(&pen, ROLE_DIM, ", +%zu", t->displaced);
	return pen.x;
}

static int trail_width(const view *v, unsigned parts)
{
	struct grid none = { NULL, 0, 0 };

	return draw_trail((struct pen){ { &none, 0, 0, 0, 0 }, 0, 0 }, v, parts);
}

/* "11/16 taken": the longest form with room beside the rule's right end. */
static void taken_text(const view *v, int room, int brief, char out[BYTES])
{
	size_t taken = v->sections[v->focus].nbr_chunks, all = v->table_capacity;
	size_t percent = all ? taken * 100 / all : 0;

	snprintf(out, BYTES, "%zu of %zu buckets taken, load 0.%02zu", taken, all, percent);
	if (percent >= 100)
		snprintf(out, BYTES, "%zu of %zu buckets taken, load 1", taken, all);
	if (brief || glyph_text_width(out) > room)
		snprintf(out, BYTES, "%zu/%zu taken", taken, all);
	if (glyph_text_width(out) > room)
		snprintf(out, BYTES, "%zu/%zu", taken, all);
}

static int legend_width(void)
{
	return glyph_text_width("▸2 = 2 past home   ·59 = free, key 59");
}

static void draw_legend(struct pen pen)
{
	pen_print(&pen, ROLE_NUMBER, "▸2");
	pen_print(&pen, ROLE_DIM, " = 2 past home   ");
	pen_print(&pen, ROLE_FREE_LABEL, "·59");
	pen_print(&pen, ROLE_DIM, " = free, key 59");
}

/* The right end: columns of the trail, in the form that fits, or of the legend; 0: none does. */
static int tail_width(const view *v, int room, unsigned *parts)
{
	int width = 0;

	if (!v->trail.shown)
		return legend_width() + TAKEN_SHORT <= room ? legend_width() : 0;
	for (int i = 0; i < TRAILS; i++) {
		*parts = trails[i];
		width = trail_width(v, *parts);
		if (width + (i == 0 ? TAKEN_SHORT : 2) <= room)
			return width;
	}
	return 0;
}

static void draw_rule(struct area area, const view *v)
{
	char title[BYTES], taken[BYTES];
	unsigned parts = 0;
	int head, tail;

	snprintf(title, sizeof title, "table of s%zu", v->sections[v->focus].id);
	head = 2 + glyph_text_width(title) + 2;
	tail = tail_width(v, area.w - head, &parts);
	taken_text(v, area.w - head - (tail ? tail + TAIL_GAP : 2), tail > 0, taken);
	if (head + glyph_text_width(taken) > area.w - (tail ? tail + 2 : 0))
		taken[0] = 0; /* half a number would be another one */
	rule_draw(area, title, taken, ROLE_DIM);
	if (tail == 0)
		return;
	struct pen pen = { area, area.w - 1 - tail, 0 };
	area_fill(area_part(area, pen.x - 1, 0, tail + 2, 1), ROLE_TEXT, ' ');
	if (v->trail.shown)
		draw_trail(pen, v, parts);
	else
		draw_legend(pen);
}

/* ---------------------------------------------------------------- spelled */

/* Form 0 also has the key apart, 1 the way from home; then how far away it lies is given up,
 * and at last that it does. */
static void entry_text(const view_bucket *b, int form, char *out, char *key)
{
	size_t away = b->chunk.displaced;
	char name[VIEW_NAME + 8], steps[FORMAT_BYTES], marked[MARK_NAME];
	const char *dot = b->chunk.cached ? "▒" : "·";

	if (!b->chunk.free && b->chunk.name[0])
		snprintf(name, sizeof name, "%s", mark_name(&b->chunk, marked));
	else if (b->chunk.free && form == 0)
		snprintf(name, sizeof name, "%s%s", dot, b->chunk.cached ? "" : "free");
	else
		snprintf(name, sizeof name, "%s%zu", b->chunk.free ? dot : "", b->chunk.key);
	if (form < 2)
		snprintf(steps, sizeof steps, "▸%zu", away);
	else
		snprintf(steps, sizeof steps, "%s", form == 2 ? "▸" : "");
	snprintf(out, BYTES, "%s%s", name, away ? steps : "");
	key[0] = 0;
	if (form == 0)
		snprintf(key, FORMAT_BYTES, " key %zu", b->chunk.key);
}

static void draw_entry(struct pen pen, const view_bucket *b, int room, int roomy)
{
	const struct mark_style *style = mark_style(b->chunk.mark);
	char text[BYTES], key[FORMAT_BYTES];
	uint8_t role;

	if (!b->taken) {
		pen_print(&pen, ROLE_EMPTY, "–");
		return;
	}
	for (int form = roomy ? 0 : 1; form < 4; form++) {
		entry_text(b, form, text, key);
		if (glyph_text_width(text) + glyph_text_width(key) <= room)
			break;
	}
	role = b->chunk.cached && b->chunk.mark == VIEW_PLAIN ? ROLE_CACHED_LABEL
	       : b->chunk.free                                   ? style->free_entry
	       : b->chunk.watched && b->chunk.mark == VIEW_PLAIN ? ROLE_WATCHED
	                                                         : style->used_entry;
	pen.x += area_text_cut(pen.area, pen.x, pen.y, room, role, text);
	pen_print(&pen, ROLE_DIM, "%s", key);
}

/* Columns of a bucket, of its number, and before the first. */
static int slot_of(const view *v, int width, int *digits, int *left)
{
	int slot = (width + 2) / SPELLED;

	slot = slot < SLOT_MOST ? slot : SLOT_MOST;
	*digits = format_digits(v->table_capacity);
	*digits = *digits < 2 ? 2 : *digits;
	*left = slot == SLOT_MOST && *digits + 1 < GUTTER ? GUTTER - *digits - 1 : 0;
	return slot;
}

static void draw_spelled(struct area area, const view *v)
{
	int digits, left, slot = slot_of(v, area.w, &digits, &left);

	for (size_t i = 0; i < v->bucket_count; i++) {
		const view_bucket *b = &v->buckets[i];
		int x = left + (int)(i % SPELLED) * slot, y = 1 + (int)(i / SPELLED);
		struct area field = area_part(area, x, y, slot, 1);
		int apart = format_digits(v->first_bucket + i + 1) == digits;
		struct face sign = buckets_sign(b);
		char number[FORMAT_BYTES];

		snprintf(number, sizeof number, "%zu", v->first_bucket + i);
		area_text_right(field, digits, 0, ROLE_DIM, number);
		area_put(field, digits, 0, sign.role, sign.glyph);
		if (buckets_is_chosen(v, i))
			area_put(field, digits, 0, ROLE_CURSOR_LABEL, POINTER);
		draw_entry((struct pen){ field, digits + 1, 0 }, b,
		           field.w - digits - 1 - (apart && i % SPELLED < SPELLED - 1),
		           slot == SLOT_MOST);
	}
}

/* ------------------------------------------------------------------ dense */

static struct face dense_face(const view *v, const view_bucket *b)
{
	const struct mark_style *style = mark_style(b->chunk.mark);

	if (v->step.count && b->probed)
		return buckets_sign(b);
	if (!b->taken)
		return (struct face){ ' ', ROLE_TEXT };
	if (b->chunk.mark == VIEW_WRONG)
		return (struct face){ '!', ROLE_WRONG };
	if (b->chunk.watched)
		return (struct face){ '@', ROLE_WATCHED };
	if (b->chunk.cached && b->chunk.mark == VIEW_PLAIN)
		return (struct face){ 0x2592, ROLE_CACHED };
	if (b->chunk.free)
		return (struct face){ 0xb7, style->free.role };
	return (struct face){ b->chunk.displaced ? 0x2593 : 0x2588, style->used.role };
}

/* The row of the bucket that is touched or looked at stands one third down. */
static size_t first_dense_row(const view *v, size_t rows)
{
	size_t all = rows_needed(v->bucket_count, DENSE), row = 0;

	if (v->empty_bucket)
		row = (v->empty_bucket - 1 - v->first_bucket) / DENSE;
	else if (v->trail.shown && v->trail.bucket >= v->first_bucket)
		row = (v->trail.bucket - v->first_bucket) / DENSE;
	row = row > rows / 3 ? row - rows / 3 : 0;
	return row + rows > all ? all - rows : row;
}

static void draw_dense(struct area area, const view *v, size_t rows)
{
	size_t first = first_dense_row(v, rows) * DENSE;
	size_t rest = v->bucket_count - first;

	for (size_t i = 0; i < rest && i < rows * DENSE; i++) {
		struct face face = buckets_is_chosen(v, first + i)
		                           ? (struct face){ POINTER, ROLE_CURSOR_LABEL }
		                           : dense_face(v, &v->buckets[first + i]);
		int y = 1 + (int)(i / DENSE);
		char number[FORMAT_BYTES];

		snprintf(number, sizeof number, "%zu", v->first_bucket + first + i);
		if (i % DENSE == 0)
			area_text_right(area, GUTTER - 1, y, ROLE_DIM, number);
		area_put(area, GUTTER + (int)(i % DENSE), y, face.role, face.glyph);
	}
}

/* What so many rows of buckets leave, and a blank one. */
static struct area below(struct area area, size_t rows)
{
	return area_part(area, 0, (int)rows + 2, area.w, area.h - (int)rows - 2);
}

void table_pane(struct area area, const view *v, const struct layout *layout)
{
	size_t rows = rows_needed(v->bucket_count, DENSE), room = (size_t)(area.h - 1);

	if (v->section_count == 0)
		return;
	if (v->units.shown) {
		units_draw(area, v);
		return;
	}
	draw_rule(area, v);
	if (room == 0 || v->bucket_count == 0)
		return;
	if (is_dense(v, layout->cols)) {
		rows = rows < room ? rows : room;
		draw_dense(area, v, rows);
	} else {
		rows = rows_needed(v->bucket_count, SPELLED);
		draw_spelled(area, v);
	}
	if (rows + 1 + BUCKETS_LEAST <= room)
		buckets_draw(below(area, rows), v);
}

static int hit_below(const struct rect *pane, const view *v, size_t rows, int x, int y,
                     size_t *bucket)
{
	struct area area = { .w = pane->w, .h = pane->h };

	if (rows + 1 + BUCKETS_LEAST > (size_t)(pane->h - 1)
	    || !buckets_hit(below(area, rows), v, x, y - (int)rows - 2, bucket))
		return 0;
	*bucket += v->first_bucket;
	return 1;
}

int table_hit(const struct rect *pane, const view *v, int cols, int x, int y, size_t *bucket)
{
	int digits, left = GUTTER, slot = 1, a_row = table_columns(v, cols);
	size_t rows = rows_needed(v->bucket_count, (size_t)a_row), first = 0;
	size_t room = (size_t)(pane->h - 1);

	if (v->units.shown || y < 1)
		return 0;
	if (is_dense(v, cols))
		first = first_dense_row(v, rows < room ? rows : room) * DENSE;
	else
		slot = slot_of(v, pane->w, &digits, &left);
	if ((size_t)(y - 1) >= rows)
		return hit_below(pane, v, rows, x, y, bucket);
	if (x < left || (x - left) / slot >= a_row)
		return 0;
	*bucket = first + (size_t)((y - 1) * a_row + (x - left) / slot);
	if (*bucket >= v->bucket_count)
		return 0;
	*bucket += v->first_bucket;
	return 1;
}
