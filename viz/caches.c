/* SPDX-License-Identifier: MIT
 *
 * caches.c - what each thread's cache holds: a stack for each class.
 *
 *   thread 1 class 7: [■■■·····] 3 of 8, next 0x000 0x0e0   class 13: 4 of 8
 *   depot    class 96: 8 of 16
 *
 * The touched class comes first and is drawn box by box: full, and room.
 */
#include "format.h"
#include "mark.h"
#include "pane.h"
#include "theme.h"

#include <stdio.h>

enum { NAME = 10, BOXES = 16, TEXT = 160, FULL = 0x25a0, ROOM = 0xb7, ROWS_LEAST = 3, MORE = 15 };

/* How many rows the threads, and the depot where it holds something, take. */
static int threads(const view *v)
{
	int count = 0;

	for (size_t i = 0; i < v->cache_count; i++)
		count += i == 0 || v->caches[i].thread != v->caches[i - 1].thread;
	return count;
}

int caches_rows(const view *v, int rows)
{
	int wanted = threads(v), most = rows / 12 + 1;

	most = most < ROWS_LEAST ? ROWS_LEAST : most;
	return wanted < 1 ? 1 : wanted < most ? wanted : most;
}

static uint8_t role_of(const view_cache *c)
{
	return c->mark == VIEW_PLAIN ? ROLE_TEXT : ROLE_HOT;
}

/* A box for each chunk and each place, or for so many together; the last that was put lies
 * at the right end of the full ones. */
static void draw_boxes(struct pen *pen, const view_cache *c)
{
	size_t a_box = (c->room + BOXES - 1) / BOXES, boxes = 0, full;

	if (a_box == 0)
		return;
	boxes = (c->room + a_box - 1) / a_box;
	full = (c->count + a_box - 1) / a_box;
	pen_print(pen, ROLE_DIM, "[");
	pen_fill(pen, pen->x + (int)full, c->mark == VIEW_PLAIN ? ROLE_CACHED : ROLE_HOT, FULL);
	pen_fill(pen, pen->x + (int)(boxes - full), ROLE_FREE, ROOM);
	pen_print(pen, ROLE_DIM, "] ");
}

/* Of so many columns; *width is what it takes. */
static void draw_stack(struct pen *pen, const view *v, const view_cache *c, int end)
{
	const view_section *s = &v->sections[v->focus];
	char text[TEXT], offset[FORMAT_BYTES], count[FORMAT_BYTES], room[FORMAT_BYTES];
	int whole = c->mark != VIEW_PLAIN;

	pen_print(pen, role_of(c), "class %u: ", c->class);
	if (whole)
		draw_boxes(pen, c);
	pen_print(pen, whole ? ROLE_NUMBER : ROLE_TEXT, "%s of %s",
	          format_commas(count, c->count), format_commas(room, c->room));
	if (!whole)
		return;
	for (size_t i = 0; i < c->next_count; i++) {
		const char *lead = i ? " " : ", next ";

		if (c->next_section[i] == s->id)
			format_offset(offset, c->next[i], s->size);
		else
			snprintf(offset, sizeof offset, "s%zu+0x%zx", c->next_section[i],
			         c->next[i]);
		snprintf(text, sizeof text, "%s%s", lead, offset);
		if (pen->x + glyph_text_width(text) > end)
			return;
		pen_print(pen, i ? ROLE_TEXT : ROLE_NUMBER, "%s", text);
	}
}

static int stack_width(const view_cache *c)
{
	char text[TEXT], count[FORMAT_BYTES], room[FORMAT_BYTES];

	return snprintf(text, sizeof text, "   class %u: %s of %s", c->class,
	                format_commas(count, c->count), format_commas(room, c->room));
}

/* From cache i on; the first of the next row. */
static size_t draw_thread(struct area area, int y, const view *v, size_t i)
{
	unsigned thread = v->caches[i].thread;
	struct pen pen = { area, 1, y };
	int told = 0, more = 0;

	pen_print(&pen, thread == v->thread ? ROLE_TITLE : ROLE_DIM, thread ? "thread %u" : "depot",
	          thread);
	pen.x = NAME;
	for (; i < v->cache_count && v->caches[i].thread == thread; i++) {
		const view_cache *c = &v->caches[i];

		if (c->count == 0 && c->mark == VIEW_PLAIN)
			continue;
		if (told && pen.x + stack_width(c) > area.w - MORE) {
			more++;
			continue;
		}
		if (told++)
			pen.x += 3;
		draw_stack(&pen, v, c, area.w - MORE);
	}
	if (!told)
		pen_print(&pen, ROLE_DIM, "empty");
	if (more)
		pen_print(&pen, ROLE_DIM, "   +%d class%s", more, more == 1 ? "" : "es");
	return i;
}

/* The class that was touched, for the rule. */
static const view_cache *touched(const view *v)
{
	for (size_t i = 0; i < v->cache_count; i++)
		if (v->caches[i].mark != VIEW_PLAIN)
			return &v->caches[i];
	return NULL;
}

void caches_pane(struct area area, const view *v, const struct layout *layout)
{
	const view_cache *c = touched(v);
	char about[TEXT] = "", size[FORMAT_BYTES];
	size_t i = 0;

	(void)layout;
	if (c)
		snprintf(about, sizeof about, "class %u has chunks of %s bytes", c->class,
		         format_commas(size, c->size));
	rule_draw(area, "caches", about, ROLE_DIM);
	for (int y = 1; y < area.h && i < v->cache_count; y++)
		i = draw_thread(area, y, v, i);
	if (v->cache_count == 0 && area.h > 1)
		area_text(area, 1, 1, ROLE_DIM, "thread 1 has taken nothing yet");
}
