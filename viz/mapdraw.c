/* SPDX-License-Identifier: MIT
 *
 * mapdraw.c - the map's items: rules, next pointers, gutters and cells.
 *
 * The next pointer runs down the gutter's last column: it leaves a section with one of
 * the first glyphs and reaches the next with one of the others.
 */
#include "block.h"
#include "densemap.h"
#include "format.h"
#include "map.h"
#include "mark.h"
#include "note.h"
#include "pane.h"
#include "theme.h"

#include <stdio.h>

enum { LINE = 0x2500, DOWN = 0x2502, ARROW = 0x25c2, POINTER = 3, PASSING = 0x253c };

struct canvas {
	struct area area;
	const view *v;
	const struct map_plan *plan;
	const struct map_item *item;
	const view_section *section;
};

static int reached(const struct canvas *c)
{
	return c->item->section > 0 || c->v->sections_before > 0;
}

/* A span hangs on its section: what points on passes by it. */
static void draw_span_head(const struct canvas *c)
{
	struct pen pen = { c->area, 0, c->item->y };

	pen_print(&pen, ROLE_TITLE, "span");
	pen_fill(&pen, c->plan->gutter - 1, ROLE_TEXT, ' ');
	pen_fill(&pen, c->plan->gutter, c->section->next ? ROLE_NEXT : ROLE_RULE,
	         c->section->next ? PASSING : LINE);
}

/* "s2 <-+" up to the end of the gutter; joints: [reached from above][has a next]. */
static void draw_head(const struct canvas *c, const uint32_t joints[2][2])
{
	struct pen pen = { c->area, 0, c->item->y };
	int in = reached(c), out = c->section->next != 0, last = c->plan->gutter - 1;
	const struct mark_style *style = mark_style(c->section->mark);
	uint32_t joint = joints[in][out];

	pen_print(&pen, style->text, "s%zu", c->section->id);
	if (style->sign != ' ')
		pen_fill(&pen, pen.x + 1, style->text, style->sign);
	if (joint == ' ')
		return;
	pen.x = pen.x < POINTER ? POINTER : pen.x;
	if (in && pen.x < last)
		pen_fill(&pen, pen.x + 1, ROLE_NEXT, ARROW);
	pen_fill(&pen, last, ROLE_NEXT, LINE);
	pen_fill(&pen, last + 1, ROLE_NEXT, joint);
}

/* A part of a rule, if all of it fits before `end`. */
static void part(struct pen *pen, int end, const char *label, const char *value)
{
	if (pen->x + 2 + glyph_text_width(label) + glyph_text_width(value) > end)
		return;
	pen_print(pen, ROLE_DIM, "  %s", label);
	pen_print(pen, ROLE_NUMBER, "%s", value);
}

static void size_text(const struct canvas *c, char *out, size_t room)
{
	char size[FORMAT_BYTES], first[FORMAT_BYTES], last[FORMAT_BYTES];
	size_t row = c->item->step * (size_t)c->plan->columns, all = c->section->size;
	size_t begin = c->item->first_row * row, end = begin + (size_t)c->item->rows * row;

	format_size(size, c->section->span ? c->section->span_size : all);
	if (c->section->span || (begin == 0 && end >= all))
		snprintf(out, room, "%s", size);
	else
		snprintf(out, room, "%s-%s of %s", format_offset(first, begin, all),
		         format_offset(last, end < all ? end : all, all), size);
}

static void fill_rule(struct pen *pen, int end)
{
	if (pen->x + 4 > end)
		return;
	pen->x++;
	pen_fill(pen, end, ROLE_RULE, LINE);
}

static void largest_free(const struct canvas *c, struct pen *pen, int end)
{
	char text[FORMAT_BYTES];

	if (c->section->free_size != VIEW_NOT_TOLD)
		part(pen, end, "largest free ", format_commas(text, c->section->free_size));
}

static void draw_rule(const struct canvas *c)
{
	static const uint32_t joints[2][2] = { { LINE, 0x252c }, { 0x2534, 0x253c } };
	struct pen pen = { c->area, c->plan->gutter, c->item->y };
	int end = c->area.w, tail = c->section->next ? 0 : 10;
	char text[3 * FORMAT_BYTES];

	if (c->section->span)
		draw_span_head(c);
	else
		draw_head(c, joints);
	pen_fill(&pen, pen.x + 1, ROLE_RULE, LINE);
	if (c->section->span)
		pen_print(&pen, ROLE_DIM, " at %s",
		          format_offset(text, c->section->span_offset, c->section->size));
	else
		pen_print(&pen, ROLE_DIM, " 0x%zx", (size_t)c->section->address);
	size_text(c, text, sizeof text);
	part(&pen, end, "", text);
	if (c->v->zoom == VIEW_ZOOM_CHUNK || c->plan->finer)
		part(&pen, end, "1 cell = ", format_size(text, c->item->step));
	part(&pen, end, "used ", format_commas(text, c->section->used));
	if (c->section->span) {
		part(&pen, end, "cached ", format_commas(text, c->section->cached));
		part(&pen, end, "free ", format_commas(text, c->section->free_bytes));
		fill_rule(&pen, end);
		return;
	}
	largest_free(c, &pen, end);
	if (tail && pen.x + 2 + tail <= end)
		area_text_right(c->area, end, pen.y, ROLE_DIM, "next: none");
	else
		tail = 0;
	fill_rule(&pen, end - (tail ? tail + 1 : 0));
}

static void draw_gutter(const struct canvas *c, int row)
{
	int y = c->item->y + 1 + row * c->plan->pitch, last = c->plan->gutter - 1;
	size_t bytes = c->item->step * (size_t)c->plan->columns;
	char text[FORMAT_BYTES];

	format_offset(text, (c->item->first_row + (size_t)row) * bytes, c->section->size);
	area_text(c->area, 0, y, ROLE_DIM, text);
	for (int i = 0; c->section->next && i < c->plan->pitch; i++)
		area_put(c->area, last, y + i, ROLE_NEXT, DOWN);
}

static void draw_full(const struct canvas *c)
{
	const struct map_plan *p = c->plan;
	struct block b = block_full(c->v, c->section, c->item->step, p->columns, c->item->first_row,
	                            c->item->rows);
	int right = p->gutter + p->columns, y = c->item->y + 1;

	draw_rule(c);
	block_draw(&b, area_part(c->area, p->gutter, y, p->columns, c->item->rows * p->pitch),
	           p->pitch);
	for (int row = 0; row < c->item->rows; row++, y += p->pitch) {
		draw_gutter(c, row);
		if (p->pitch == 2)
			note_under(&b, area_part(c->area, p->gutter, y + 1, c->area.w, 1), row);
		else
			note_margin(&b, area_part(c->area, right + 1, y, c->area.w, 1), row);
	}
}

/* Chunks that are not all in the view cannot be drawn to scale: their sums can be said. */
static void draw_sums(const struct canvas *c)
{
	struct pen pen = { c->area, c->plan->gutter, c->item->y };
	char text[FORMAT_BYTES];

	pen_print(&pen, ROLE_NUMBER, "%s", format_size(text, c->section->size));
	part(&pen, c->area.w, "used ", format_commas(text, c->section->used));
	largest_free(c, &pen, c->area.w);
	part(&pen, c->area.w, "chunks ", format_commas(text, c->section->nbr_chunks));
}

static void draw_one_row(const struct canvas *c)
{
	static const uint32_t joints[2][2] = { { ' ', 0x256e }, { 0x256f, 0x2524 } };
	const struct map_plan *p = c->plan;
	struct block b = block_one_row(c->v, c->section, p->columns);
	int right = p->gutter + p->columns + 1, y = c->item->y;
	struct note notes[NOTE_MOST];

	draw_head(c, joints);
	if (c->section->more_before || c->section->more_after) {
		draw_sums(c);
		return;
	}
	block_draw(&b, area_part(c->area, p->gutter, y, p->columns, 1), 1);
	if (note_collect(&b, notes))
		note_margin(&b, area_part(c->area, right, y, c->area.w, 1), 0);
	else if (!c->section->next && right + 9 <= c->area.w)
		area_text_right(c->area, c->area.w, y, ROLE_DIM, "next:none");
}

/* "s3..s9  7 more"; an id that the view does not hold is left out. */
static void draw_more(const struct canvas *c)
{
	const view *v = c->v;
	int before = c->item->form == MAP_BEFORE;
	size_t in_view = before ? c->item->section : v->section_count - c->item->section - 1;
	size_t beyond = before ? v->sections_before : v->sections_after;
	struct pen pen = { c->area, 0, c->item->y };
	char first[24] = "", last[24] = "", count[FORMAT_BYTES];

	if (before && !beyond)
		snprintf(first, sizeof first, "s%zu", v->sections[0].id);
	if (before && in_view)
		snprintf(last, sizeof last, "s%zu", v->sections[in_view - 1].id);
	if (!before)
		snprintf(first, sizeof first, "s%zu", c->section->next);
	if (!before && !beyond)
		snprintf(last, sizeof last, "s%zu", v->sections[v->section_count - 1].id);
	if (in_view + beyond == 1)
		pen_print(&pen, ROLE_DIM, "%s", before ? last : first);
	else
		pen_print(&pen, ROLE_DIM, "%s..%s", first, last);
	pen_print(&pen, ROLE_DIM, "  %s more", format_commas(count, in_view + beyond));
}

/* Who reads a lesson needs no word of what else could be done. */
static void draw_nothing(struct area area, const view *v)
{
	int is_led = v->playing || (v->text.title && v->text.prose);

	if (v->nothing) {
		rule_draw(area, "heap", "no section", ROLE_DIM);
		area_text(area, 2, 2, ROLE_TEXT, v->nothing);
		return;
	}
	rule_draw(area, "heap", "no section yet", ROLE_DIM);
	area_text(area, 2, 2, ROLE_TEXT,
	          is_led ? "No section yet: the heap is empty."
	                 : "No section yet. m 100 takes the first 100 bytes.");
	if (!is_led)
		area_text(area, 2, 3, ROLE_DIM,
		          "The lessons: q, then ./mmviz learn in the shell.");
}

static void draw_dense(const struct canvas *c)
{
	densemap_draw(c->area, c->v, c->plan, c->item);
}

void map_draw(struct area area, const view *v, const struct map_plan *plan)
{
	static void (*const draw[])(const struct canvas *) = {
		[MAP_BEFORE] = draw_more, [MAP_AFTER] = draw_more,
		[MAP_ONE_ROW] = draw_one_row, [MAP_FULL] = draw_full,
		[MAP_DENSE] = draw_dense,
	};

	if (plan->count == 0)
		draw_nothing(area, v);
	for (int i = 0; i < plan->count; i++) {
		const struct map_item *item = &plan->items[i];
		struct canvas c = { area, v, plan, item, &v->sections[item->section] };

		draw[item->form](&c);
	}
}
