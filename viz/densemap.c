/* SPDX-License-Identifier: MIT
 *
 * densemap.c - drawing a density map: its rule, its gutter, its cells, and a frame around the
 * part that the next map shows.
 */
#include "densemap.h"
#include "format.h"
#include "mark.h"
#include "theme.h"

#include <stdio.h>
#include <string.h>

enum { LINE = 0x2500, SIDE = 0x2502, HERE = 0x25b8, MORE = 0x25b4, LESS = 0x25be,
       FRAME_LEAST = 5, FRAME_CELLS = 3, TEXT = 160 };

struct canvas {
	struct area area;
	const view *v;
	const struct map_plan *plan;
	const struct map_item *item;
	const view_density *d;
};

/* ------------------------------------------------------------------------- cells */

struct sum {
	size_t used, size;
	enum view_mark mark;
};

static struct sum sum_cell(const struct canvas *c, size_t cell)
{
	size_t begin = c->item->start + cell * c->item->step - c->d->offset;
	size_t first = begin / c->d->cell, count = c->item->step / c->d->cell;
	struct sum sum = { 0, 0, VIEW_PLAIN };

	if (begin >= c->d->size)
		return sum;
	sum.size = c->d->size - begin < c->item->step ? c->d->size - begin : c->item->step;
	for (size_t i = first; i < first + count && i < c->d->count; i++) {
		enum view_mark mark = (enum view_mark)c->d->marks[i];

		sum.used += c->d->used[i];
		if (mark_style(mark)->rank > mark_style(sum.mark)->rank)
			sum.mark = mark;
	}
	return sum;
}

/* 0 .. 4: hardly anything, to a third, to two thirds, nearly all, all of it is in use. */
static int level_of(const struct sum *sum)
{
	static const size_t most[] = { 5, 35, 65, 95 };
	int level = 0;

	while (level < 4 && sum->used > sum->size / 100 * most[level]
	                                        + sum->size % 100 * most[level] / 100)
		level++;
	return level;
}

/* What was just touched has a glyph that no level has. */
static struct face face_of(const struct sum *sum)
{
	static const struct face levels[] = { { 0xb7, ROLE_DENSE_0 }, { 0x2591, ROLE_DENSE_1 },
		                              { 0x2592, ROLE_DENSE_2 }, { 0x2593, ROLE_DENSE_3 },
		                              { 0x2588, ROLE_DENSE_4 } };
	static const struct face marks[] = {
		[VIEW_NEW] = { MORE, ROLE_NEW_LABEL },
		[VIEW_MOVED_TO] = { MORE, ROLE_NEW_LABEL },
		[VIEW_RESIZED] = { '~', ROLE_NEW_LABEL },
		[VIEW_FREED] = { LESS, ROLE_NEW_LABEL },
		[VIEW_MOVED_FROM] = { LESS, ROLE_NEW_LABEL },
		[VIEW_WRONG] = { '!', ROLE_WRONG },
		[VIEW_CURSOR] = { HERE, ROLE_CURSOR_LABEL },
		[VIEW_WATCHED] = { '@', ROLE_WATCHED },
		[VIEW_LOOKED] = { '?', ROLE_LOOKED },
		[VIEW_BEST] = { 0x2713, ROLE_NEW_LABEL },
	};

	struct face level;

	if (sum->size == 0)
		return (struct face){ ' ', ROLE_TEXT };
	if ((size_t)sum->mark < sizeof marks / sizeof marks[0] && marks[sum->mark].glyph)
		return marks[sum->mark];
	level = levels[level_of(sum)];
	if (sum->mark == VIEW_CHANGED)
		level.role = level.glyph == 0xb7 ? ROLE_HOT : ROLE_NEW;
	return level;
}

struct face densemap_face(size_t used, size_t size, enum view_mark mark)
{
	return face_of(&(struct sum){ used, size, mark });
}

static size_t cell_count(const struct canvas *c)
{
	return (size_t)c->plan->columns * (size_t)c->item->rows;
}

static int is_part(const struct canvas *c, size_t cell)
{
	const struct map_item *item = c->item;
	size_t begin = item->start + cell * item->step;

	return begin < item->part + item->part_size && begin + item->step > item->part;
}

static void draw_cells(const struct canvas *c)
{
	size_t columns = (size_t)c->plan->columns;

	for (size_t i = 0; i < cell_count(c); i++) {
		struct sum sum = sum_cell(c, i);
		struct face face = face_of(&sum);

		if (is_part(c, i) && face.role >= ROLE_DENSE_0 && face.role <= ROLE_DENSE_4)
			face.role = ROLE_DENSE_PART;
		area_put(c->area, c->plan->gutter + (int)(i % columns),
		         c->item->y + 1 + (int)(i / columns), face.role, face.glyph);
	}
}

/* ------------------------------------------------------------------------- frame */

struct box {
	int left, top, right, bottom; /* the frame's own columns and rows, in the pane */
};

/* 1 when a frame has room inside the map, around a part of one row that is no mere spot. */
static int find_box(const struct canvas *c, struct box *box)
{
	const struct map_item *item = c->item;
	size_t columns = (size_t)c->plan->columns, first, last;

	if (item->rows < FRAME_LEAST || item->part < item->start
	    || item->part_size < FRAME_CELLS * item->step)
		return 0;
	first = (item->part - item->start) / item->step;
	last = (item->part + item->part_size - 1 - item->start) / item->step;
	*box = (struct box){ (int)(first % columns) - 1, (int)(first / columns) - 1,
		             (int)(last % columns) + 1, (int)(last / columns) + 1 };
	if (box->left < 0 || box->top < 0 || box->right >= c->plan->columns
	    || box->bottom >= item->rows || box->bottom != box->top + 2)
		return 0;
	box->left += c->plan->gutter;
	box->right += c->plan->gutter;
	box->top += item->y + 1;
	box->bottom += item->y + 1;
	return 1;
}

/* What was just touched stays in sight. */
static void put_frame(const struct canvas *c, int x, int y, uint32_t glyph)
{
	int column = x - c->plan->gutter, row = y - c->item->y - 1;
	struct sum sum = sum_cell(c, (size_t)(row * c->plan->columns + column));
	uint8_t role = face_of(&sum).role;

	if (sum.size == 0 || (role >= ROLE_DENSE_0 && role <= ROLE_DENSE_4))
		area_put(c->area, x, y, ROLE_CURSOR_TEXT, glyph);
}

static void draw_box(const struct canvas *c, const struct box *box)
{
	char name[24];
	int width = snprintf(name, sizeof name, " s%zu ", c->v->sections[c->v->focus].id);

	for (int x = box->left + 1; x < box->right; x++) {
		put_frame(c, x, box->top, LINE);
		put_frame(c, x, box->bottom, LINE);
	}
	for (int y = box->top + 1; y < box->bottom; y++) {
		put_frame(c, box->left, y, SIDE);
		put_frame(c, box->right, y, SIDE);
	}
	put_frame(c, box->left, box->top, 0x256d);
	put_frame(c, box->right, box->top, 0x256e);
	put_frame(c, box->left, box->bottom, 0x2570);
	put_frame(c, box->right, box->bottom, 0x256f);
	if (c->d->section == 0 && box->right - box->left > width + 2)
		area_text(c->area, (box->left + box->right + 1 - width) / 2, box->bottom,
		          ROLE_CURSOR_TEXT, name);
}

/* ------------------------------------------------------------------------ gutter */

static const struct {
	size_t bytes;
	const char *name;
} units[] = { { (size_t)1 << 30, "GiB" }, { (size_t)1 << 20, "MiB" }, { 1024, "KiB" },
	      { 1, "B" } };

/* Of the whole heap the offset in the unit of its rows, where it is a whole number of them; of
 * a section as everywhere. */
static void gutter_text(const struct canvas *c, size_t offset, char out[FORMAT_BYTES])
{
	size_t row = c->item->step * (size_t)c->plan->columns, i = 0;

	if (c->d->section) {
		format_offset(out, offset, c->v->sections[c->v->focus].size);
		return;
	}
	while (units[i].bytes > row * 2)
		i++;
	if (offset % units[i].bytes)
		out[0] = 0;
	else
		snprintf(out, FORMAT_BYTES, "%zu %s", offset / units[i].bytes, units[i].name);
}

static void draw_gutter(const struct canvas *c)
{
	int last = c->plan->gutter - 1, columns = c->plan->columns;

	for (int row = 0; row < c->item->rows; row++) {
		size_t first = (size_t)(row * columns);
		size_t offset = c->item->start + first * c->item->step;
		char text[FORMAT_BYTES];
		int here = 0;

		for (int i = 0; i < columns; i++)
			here |= is_part(c, first + (size_t)i);
		gutter_text(c, offset, text);
		if (c->d->section)
			area_text(c->area, 0, c->item->y + 1 + row, ROLE_DIM, text);
		else
			area_text_right(c->area, last, c->item->y + 1 + row, ROLE_DIM, text);
		if (here)
			area_put(c->area, last, c->item->y + 1 + row, ROLE_CURSOR_TEXT, HERE);
	}
}

/* -------------------------------------------------------------------------- rule */

/* Appends what still leaves room for `room` columns. */
static void add_fact(char *out, int room, const char *fact)
{
	size_t length = strlen(out);
	const char *comma = length ? ", " : "";

	if (glyph_text_width(out) + glyph_text_width(comma) + glyph_text_width(fact) <= room)
		snprintf(out + length, TEXT - length, "%s%s", comma, fact);
}

static void add_count(char *out, int room, size_t count, const char *one, const char *many)
{
	char number[FORMAT_BYTES], fact[2 * FORMAT_BYTES];

	format_commas(number, count);
	snprintf(fact, sizeof fact, "%s %s", number, count == 1 ? one : many);
	add_fact(out, room, fact);
}

static void add_percent(char *out, int room, size_t used, size_t size)
{
	double percent = size ? 100.0 * (double)used / (double)size : 0;
	char fact[FORMAT_BYTES];

	if (used < size && percent > 99)
		percent = 99; /* 100 means that nothing is free */
	snprintf(fact, sizeof fact, "%.0f %% used", percent);
	add_fact(out, room, fact);
}

static void heap_facts(const struct canvas *c, int room, char *out)
{
	const view_whole *w = &c->v->whole;
	char size[FORMAT_BYTES];

	add_fact(out, room, format_about(size, w->size));
	add_count(out, room, w->sections, "section", "sections");
	add_percent(out, room, w->used, w->size);
	add_count(out, room, w->chunks, "chunk", "chunks");
}

static void section_facts(const struct canvas *c, int room, char *out)
{
	const view_section *s = &c->v->sections[c->v->focus];
	char text[FORMAT_BYTES], last[FORMAT_BYTES], fact[TEXT];
	size_t end = c->item->start + cell_count(c) * c->item->step, used = 0;

	s -= s->span && c->v->focus > 0;
	if (c->item->start == 0 && end >= s->size) {
		/* Of a fast heap the section's own sums are of its spans. */
		for (size_t i = 0; i < c->d->count; i++)
			used += c->d->used[i];
		add_fact(out, room, format_about(text, s->size));
		add_percent(out, room, used, s->size);
		if (!c->v->has_caches)
			add_count(out, room, s->nbr_chunks, "chunk", "chunks");
		return;
	}
	format_offset(text, c->item->start, s->size);
	snprintf(fact, sizeof fact, "%s-%s of ", text,
	         format_offset(last, end < s->size ? end : s->size, s->size));
	add_fact(out, room, strcat(fact, format_about(text, s->size)));
}

/* What a cell stands for is said at every width. */
static void draw_rule(const struct canvas *c)
{
	struct pen pen = { c->area, 0, c->item->y };
	char size[FORMAT_BYTES], cell[2 * FORMAT_BYTES], facts[TEXT] = "";
	int room;

	snprintf(cell, sizeof cell, "1 cell = %s", format_size(size, c->item->step));
	pen_fill(&pen, 1, ROLE_RULE, LINE);
	if (c->d->section)
		pen_print(&pen, ROLE_TITLE, " section s%zu  ", c->d->section);
	else
		pen_print(&pen, ROLE_TITLE, " heap map  ");
	room = c->area.w - pen.x - glyph_text_width(cell) - 6;
	(c->d->section ? section_facts : heap_facts)(c, room, facts);
	pen_print(&pen, ROLE_DIM, "%s   ", facts);
	pen_print(&pen, ROLE_NUMBER, "%s ", cell);
	pen_fill(&pen, c->area.w, ROLE_RULE, LINE);
}

void densemap_draw(struct area area, const view *v, const struct map_plan *plan,
                  const struct map_item *item)
{
	struct canvas c = { area, v, plan, item, &v->densities[item->source] };
	struct box box;

	draw_rule(&c);
	draw_gutter(&c);
	draw_cells(&c);
	if (find_box(&c, &box))
		draw_box(&c, &box);
}

int densemap_place(const view_density *d, size_t at, size_t *section, size_t *offset)
{
	size_t i = (at - d->offset) / d->cell;

	if (at < d->offset || i >= d->count)
		return 0;
	*section = d->spots ? d->spots[i].section : d->section;
	*offset = d->spots ? d->spots[i].offset : at;
	return 1;
}
