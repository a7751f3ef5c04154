/* SPDX-License-Identifier: MIT
 *
 * block.c - cells and labels of a stretch of memory.
 */
#include "block.h"
#include "format.h"
#include "mark.h"
#include "theme.h"

#include <stdio.h>

enum { EIGHTH = 0x2590, BORDER = 0x2589, LEFT_HALF = 0x258c, RIGHT_HALF = 0x2590, DOT = 0xb7,
       BETWEEN_FREE = 0x2506, POINTER = 0x25b8, CACHED = 0x2592 };

struct block block_full(const view *v, const view_section *section, size_t step, int columns,
                        size_t first_row, int rows)
{
	size_t start = first_row * step * (size_t)columns;
	size_t left = section->size > start ? section->size - start : 0;
	size_t cells = left / step + (left % step != 0), most = (size_t)columns * (size_t)rows;

	return (struct block){ v, section, start, step, columns,
		               (int)(cells < most ? cells : most) };
}

struct block block_one_row(const view *v, const view_section *section, int columns)
{
	size_t cells = section->size < (size_t)columns ? section->size : (size_t)columns;

	return (struct block){ v, section, 0, 0, columns, (int)cells };
}

size_t block_begin(const struct block *b, int cell)
{
	size_t size = b->section->size, i = (size_t)cell, n = (size_t)b->cells, begin;

	if (b->step == 0)
		return n ? size / n * i + size % n * i / n : 0;
	begin = b->start + i * b->step;
	return begin < size ? begin : size;
}

int block_cell(const struct block *b, size_t offset)
{
	if (offset < b->start || offset >= block_begin(b, b->cells))
		return -1;
	if (b->step)
		return (int)((offset - b->start) / b->step);
	for (int i = 0; i < b->cells; i++)
		if (offset < block_begin(b, i + 1))
			return i;
	return -1;
}

/* ------------------------------------------------------------------ faces */

static int overlaps(size_t offset, size_t size, size_t begin, size_t end)
{
	return offset < end && (offset >= begin || begin - offset < size);
}

/* The strongest range over a cell; NULL: none. */
static const view_range *range_over(const struct block *b, size_t begin, size_t end)
{
	const view_range *best = NULL;

	for (size_t i = 0; i < b->v->range_count; i++) {
		const view_range *r = &b->v->ranges[i];

		if (r->section == b->section->id && overlaps(r->offset, r->size, begin, end) &&
		    (!best || mark_style(r->mark)->rank > mark_style(best->mark)->rank))
			best = r;
	}
	return best;
}

static int is_new(enum view_mark mark)
{
	return mark == VIEW_NEW || mark == VIEW_MOVED_TO || mark == VIEW_RESIZED;
}

/* Asked bytes of the cell as eighths from the left, in front of the slack. */
static struct face used_face(const struct block *b, const view_chunk *c, enum view_mark mark,
                             size_t begin, size_t end)
{
	struct face face = mark_style(mark)->used;
	size_t stop = c->offset + c->size, asked = c->offset + c->asked;

	if (b->step && c->asked < c->size && end > asked) {
		size_t eighths = asked > begin ? (asked - begin) * 8 / (end - begin) : 0;

		eighths = eighths < 1 ? 1 : eighths > 7 ? 7 : eighths;
		return (struct face){ EIGHTH - (uint32_t)eighths,
			              is_new(mark) ? ROLE_NEW_SLACK : ROLE_SLACK };
	}
	if (end >= stop)
		face.glyph = BORDER;
	return face;
}

/* A cached chunk of more than two cells ends in the sign that parts free ones. */
static struct face cached_face(const struct block *b, const view_chunk *c, enum view_mark mark,
                               size_t begin, size_t end)
{
	struct face face = mark_style(mark)->free;
	int is_last = b->step && end >= c->offset + c->size && c->size > 2 * (end - begin);

	if (face.glyph != DOT)
		return face;
	if (mark == VIEW_PLAIN)
		face.role = ROLE_CACHED;
	face.glyph = is_last ? BETWEEN_FREE : CACHED;
	return face;
}

static struct face free_face(const struct block *b, size_t chunk, enum view_mark mark, size_t begin)
{
	const view_chunk *c = &b->section->chunks[chunk];
	struct face face = mark_style(mark)->free;

	if (face.glyph == DOT && chunk > 0 && begin <= c->offset && c[-1].free)
		face.glyph = BETWEEN_FREE;
	return face;
}

/* Several chunks in one cell: its halves tell which end is used. */
static struct face shared_face(const struct block *b, size_t first, size_t last,
                               enum view_mark mark)
{
	const view_chunk *c = b->section->chunks;
	int used = 0;

	for (size_t i = first; i <= last; i++) {
		used += !c[i].free;
		if (mark_style(c[i].mark)->rank > mark_style(mark)->rank)
			mark = c[i].mark;
	}
	struct face face = used ? mark_style(mark)->used : mark_style(mark)->free;
	if (used)
		face.glyph = !c[first].free && !c[last].free ? BORDER :
		             !c[last].free                   ? RIGHT_HALF :
		                                               LEFT_HALF;
	return face;
}

static size_t chunk_end(const view_chunk *c)
{
	return c->offset + c->size;
}

/* *chunk moves on to the first that reaches into the cell: call with rising cells. */
static struct face cell_face(const struct block *b, int cell, size_t *chunk)
{
	const view_section *s = b->section;
	size_t begin = block_begin(b, cell), end = block_begin(b, cell + 1), last;
	const view_range *range = range_over(b, begin, end);
	enum view_mark mark;

	while (*chunk < s->chunk_count && chunk_end(&s->chunks[*chunk]) <= begin)
		++*chunk;
	if (*chunk == s->chunk_count || s->chunks[*chunk].offset >= end)
		return (struct face){ ' ', ROLE_TEXT };
	if (range && range->mark == VIEW_WRONG)
		return (struct face){ '!', ROLE_WRONG };
	mark = range ? range->mark : s->chunks[*chunk].mark;
	for (last = *chunk; last + 1 < s->chunk_count && s->chunks[last + 1].offset < end;)
		last++;
	if (last > *chunk)
		return shared_face(b, *chunk, last, mark);
	if (s->chunks[*chunk].cached)
		return cached_face(b, &s->chunks[*chunk], mark, begin, end);
	if (s->chunks[*chunk].free)
		return free_face(b, *chunk, mark, begin);
	return used_face(b, &s->chunks[*chunk], mark, begin, end);
}

/* ----------------------------------------------------------------- labels */

struct run {
	int first, count;
};

/* Freed and spoilt cells are not written over, unless they are all there is. */
static int keeps_clear(const struct block *b, const view_chunk *c, int cell)
{
	const view_range *r = range_over(b, block_begin(b, cell), block_begin(b, cell + 1));

	if (!r || (r->offset <= c->offset && r->offset + r->size >= c->offset + c->size))
		return 0;
	return r->mark == VIEW_FREED || r->mark == VIEW_WRONG || r->mark == VIEW_MOVED_FROM;
}

static int within_chunk(const struct block *b, const view_chunk *c, int cell)
{
	return block_begin(b, cell) >= c->offset &&
	       block_begin(b, cell + 1) <= c->offset + c->size;
}

/* The next stretch of the chunk's own cells in one row, from `cell` on; count 0: none. */
static struct run next_run(const struct block *b, const view_chunk *c, int cell)
{
	struct run run;

	while (cell < b->cells && block_begin(b, cell) < c->offset + c->size &&
	       (!within_chunk(b, c, cell) || keeps_clear(b, c, cell)))
		cell++;
	run = (struct run){ cell, 0 };
	while (cell < b->cells && within_chunk(b, c, cell) && !keeps_clear(b, c, cell)) {
		run.count++;
		if (++cell % b->columns == 0)
			break;
	}
	return run;
}

enum { FORMS = 2, SEARCHED_FORMS = 3 };

/* Of a search that is gone through: "3? 304", "3?", "?". */
static int searched_form(const view_chunk *c, int form, char *out, size_t room)
{
	char size[FORMAT_BYTES], sign[GLYPH_BYTES];

	format_commas(size, c->size);
	glyph_write(sign, mark_style(c->mark)->sign);
	if (form == 2)
		snprintf(out, room, "%s", sign);
	else
		snprintf(out, room, "%u%s%s%s", c->turn, sign, form ? "" : " ",
		         form ? "" : size);
	return glyph_text_width(out);
}

/* What is chosen has a pointer, which needs no colour. */
static int points_at(const view_chunk *c)
{
	return c->mark == VIEW_CURSOR;
}

/* Form 0 is the long one, form 1 the short; the columns that it needs. */
static int label_form(const view_chunk *c, int form, char *out, size_t room)
{
	char size[FORMAT_BYTES], name[MARK_NAME];
	const char *sign = points_at(c) && !c->free ? "▸" : "";

	if (c->turn)
		return searched_form(c, form, out, room);
	mark_name(c, name);
	format_commas(size, c->size);
	if (c->cached && form == 0)
		snprintf(out, room, "cached %s", size);
	else if (c->free && form == 0)
		snprintf(out, room, "%s %s", mark_state(c), size);
	else if (!c->free && form == 0 && name[0])
		snprintf(out, room, "%s%s %s", sign, name, size);
	else
		snprintf(out, room, "%s%s", sign, name[0] ? name : size);
	return glyph_text_width(out) + (!c->free && form == 0 ? 3 : 1);
}

struct block_label block_label(const struct block *b, size_t chunk)
{
	const view_chunk *c = &b->section->chunks[chunk];
	size_t seen = c->offset < b->start ? b->start : c->offset;
	int first = seen < c->offset + c->size ? block_cell(b, seen) : -1;
	struct block_label label = { "", first, c->free && !c->turn };

	if (first < 0)
		return label;
	for (int form = 0; form < (c->turn ? SEARCHED_FORMS : FORMS); form++) {
		int need = label_form(c, form, label.text, sizeof label.text);

		for (struct run run = next_run(b, c, first); run.count;
		     run = next_run(b, c, run.first + run.count))
			if (run.count >= need) {
				label.cell = run.first;
				return label;
			}
	}
	label.text[0] = 0;
	return label;
}

/* ---------------------------------------------------------------- drawing */

static void draw_label(const struct block *b, size_t chunk, struct area area, int pitch)
{
	const view_chunk *c = &b->section->chunks[chunk];
	const struct mark_style *style = mark_style(c->mark);
	struct block_label label = block_label(b, chunk);
	int x = label.cell % b->columns, y = label.cell / b->columns * pitch;
	uint8_t role = c->cached && c->mark == VIEW_PLAIN    ? ROLE_CACHED_LABEL
	               : c->watched && c->mark == VIEW_PLAIN ? ROLE_WATCHED
	               : c->free                             ? style->free_label
	                                                     : style->used_label;

	if (label.text[0])
		area_text(area, x + label.indent, y, role, label.text);
	else if (label.cell >= 0 && (c->mark == VIEW_WRONG || c->watched))
		area_put(area, x, y, role, c->mark == VIEW_WRONG ? '!' : '@');
	if (points_at(c) && label.cell >= 0 && (c->free || !label.text[0]))
		area_put(area, x, y, ROLE_CURSOR_LABEL, POINTER);
}

void block_draw(const struct block *b, struct area area, int pitch)
{
	size_t chunk = 0;

	for (int i = 0; i < b->cells; i++) {
		struct face face = cell_face(b, i, &chunk);

		area_put(area, i % b->columns, i / b->columns * pitch, face.role, face.glyph);
	}
	for (size_t i = 0; i < b->section->chunk_count; i++)
		draw_label(b, i, area, pitch);
}
