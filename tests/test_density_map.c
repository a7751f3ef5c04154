/* SPDX-License-Identifier: MIT
 *
 * test_density_map.c - big heaps from far away: cells that add up to what is in use, marks where
 * the last operation was, maps for every screen and every zoom.
 */
#include "chance.h"
#include "densemap.h"
#include "drawn.h"
#include "hit.h"
#include "shown.h"

#define BASE "set base 0x200000000000\n"

static const char *const heaps[] = {
	"set section 4096\nreset\nfill 300 100\n",
	"set section 65536\nreset\nfill 900 700\n",
	"set section 4194304\nset placement bins\nreset\nfill 20000 200\n",
	"set section 12288\nset merge later\nreset\nfill 300 900\nm 3000000\nfill 100 5000\n",
	"set engine fast\nreset\nfill 30000 100\nfill 40 30000\n",
};

enum { HEAPS = sizeof heaps / sizeof heaps[0] };

/* ------------------------------------------------------------------------ the cells */

static size_t total(const view_density *d)
{
	size_t used = 0;

	for (size_t i = 0; i < d->count; i++)
		used += d->used[i];
	return used;
}

/* So many cells, of no more than can be counted quickly. */
static void bounded(const view *v)
{
	CU_ASSERT(v->density_count >= 1 && v->density_count <= VIEW_DENSITIES);
	for (size_t i = 0; i < v->density_count; i++) {
		const view_density *d = &v->densities[i];

		CU_ASSERT(d->count <= VIEW_CELLS);
		CU_ASSERT(d->count * d->cell >= d->size && (d->count - 1) * d->cell < d->size);
		CU_ASSERT((d->cell & (d->cell - 1)) == 0);
		CU_ASSERT(d->cell >= 4096 || d->size <= 512 * 1024);
	}
}

static void adds_up(const view *v)
{
	const view_section *focus = &v->sections[v->focus];

	CU_ASSERT_EQUAL(v->densities[0].section, 0);
	CU_ASSERT_EQUAL(v->densities[0].size, v->whole.size);
	CU_ASSERT_EQUAL(total(&v->densities[0]), v->whole.used);
	for (size_t i = 1; i < v->density_count && !v->has_caches; i++)
		if (v->densities[i].size == focus->size)
			CU_ASSERT_EQUAL(total(&v->densities[i]), focus->used);
	for (size_t i = 0; i < v->densities[0].count; i++)
		CU_ASSERT(v->densities[0].used[i] <= v->densities[0].cell);
}

/* What was kept from the frame before is what a new scene finds. */
static void as_new(const struct shown *s)
{
	struct scene *scene = scene_create();
	const view *v = scene_view(scene, s->play.session);

	CU_ASSERT_EQUAL_FATAL(v->density_count, s->v->density_count);
	for (size_t i = 0; i < v->density_count; i++) {
		const view_density *a = &v->densities[i], *b = &s->v->densities[i];

		CU_ASSERT_EQUAL_FATAL(a->count, b->count);
		CU_ASSERT(memcmp(a->used, b->used, a->count * sizeof *a->used) == 0);
		if (a->spots)
			CU_ASSERT(memcmp(a->spots, b->spots, a->count * sizeof *a->spots) == 0);
	}
	CU_ASSERT_EQUAL(v->whole.start, s->v->whole.start);
	scene_destroy(scene);
}

static void cells_add_up_to_what_is_used(void)
{
	static const char *const lines[] = {
		"m %zu", "m %zu", "f p%zu", "f p%zu", "r p%zu 3000", "r p%zu 10", "u", "redo",
		"random 50 --seed %zu", "m 70000", "try m %zu", "goto %zu", "fill 3 %zu",
	};
	unsigned long rounds = 60 * test_percent() / 100;

	chance(test_seed());
	for (size_t h = 0; h < HEAPS; h++) {
		struct shown s;

		show_after(&s, "", heaps[h]);
		for (unsigned long i = 0; i < rounds; i++) {
			char line[64];

			snprintf(line, sizeof line, lines[below(sizeof lines / sizeof *lines)],
			         1 + below(900));
			then(&s, line);
			if (s.v->density_count == 0)
				continue;
			bounded(s.v);
			adds_up(s.v);
			as_new(&s);
		}
		end(&s);
	}
}

/* A thousand times the chunks, and what is drawn from is no more. */
static void work_does_not_grow(void)
{
	struct shown s;
	size_t chunks = 0;

	show_after(&s, "set section 65536\nreset\n", "fill 1000 100\n");
	then(&s, "fill 500000 100");
	bounded(s.v);
	for (size_t i = 0; i < s.v->section_count; i++)
		chunks += s.v->sections[i].chunk_count;
	CU_ASSERT(s.v->whole.chunks > 500000);
	CU_ASSERT(chunks <= VIEW_CHUNKS + VIEW_SECTIONS * 128);
	CU_ASSERT(s.v->densities[0].count <= VIEW_CELLS);
	end(&s);
}

/* ------------------------------------------------------------------------ the marks */

static size_t marked(const view_density *d, enum view_mark mark)
{
	size_t count = 0;

	for (size_t i = 0; i < d->count; i++)
		count += d->marks[i] == mark;
	return count;
}

static void what_was_touched_is_marked(void)
{
	struct shown s;

	show_after(&s, "", "set section 65536\nreset\nfill 900 700\nf p300\n");
	CU_ASSERT(marked(&s.v->densities[0], VIEW_FREED) >= 1);
	then(&s, "m 600");
	CU_ASSERT(marked(&s.v->densities[0], VIEW_NEW) >= 1);
	CU_ASSERT_EQUAL(marked(&s.v->densities[0], VIEW_FREED), 0);
	CU_ASSERT(marked(&s.v->densities[1], VIEW_NEW) >= 1);
	then(&s, "i p7");
	CU_ASSERT(marked(&s.v->densities[0], VIEW_CURSOR) >= 1);
	CU_ASSERT(marked(&s.v->densities[0], VIEW_CHANGED) <= 1);
	then(&s, "f p300");
	CU_ASSERT(marked(&s.v->densities[0], VIEW_NEW) == 0);
	CU_ASSERT(marked(&s.v->densities[0], VIEW_WRONG) >= 1);
	then(&s, "watch p850");
	then(&s, "f p2");
	CU_ASSERT(marked(&s.v->densities[0], VIEW_WATCHED) >= 1);
	then(&s, "random 300");
	CU_ASSERT(marked(&s.v->densities[0], VIEW_CHANGED) >= 2);
	then(&s, "fill 2000 700"); /* most of it: marks would tell nothing */
	CU_ASSERT_EQUAL(marked(&s.v->densities[0], VIEW_CHANGED), 0);
	then(&s, "goto 850");
	CU_ASSERT_EQUAL(marked(&s.v->densities[0], VIEW_CHANGED), 0);
	end(&s);
}

/* ---------------------------------------------------------------------- a made-up heap */

enum { SECTIONS = 256, SECTION = 4 << 20, HEAP_CELLS = 8192, PART_CELLS = 1024, IN_FOCUS = 106 };

static struct {
	size_t heap[HEAP_CELLS], section[PART_CELLS];
	uint8_t heap_marks[HEAP_CELLS], section_marks[PART_CELLS];
	view_spot spots[HEAP_CELLS];
	view_density densities[2];
	view_section sections[3];
	view_chunk chunks[40];
} far;

static size_t fullness(size_t i, size_t cells, size_t cell)
{
	size_t wave = (i * 997 / cells) % 7, noise = i * 2654435761u % 5;

	return wave > 4 ? cell : cell * (wave * 4 + noise) / 24;
}

static void make_chunks(void)
{
	size_t at = 0x123400;

	for (size_t i = 0; i < 40; i++) {
		size_t size = 48 + i * 37 % 11 * 48;

		far.chunks[i] = (view_chunk){ .offset = at, .size = size, .key = at / 16,
			                      .asked = i % 3 ? size - 8 : 0, .free = i % 3 == 0,
			                      .mark = i == 16 ? VIEW_NEW : VIEW_PLAIN };
		if (i % 3)
			snprintf(far.chunks[i].name, VIEW_NAME, "p%zu", 9000 + i);
		at += size;
	}
}

static void make_cells(void)
{
	size_t cell = (size_t)SECTIONS * SECTION / HEAP_CELLS, start = IN_FOCUS * (size_t)SECTION;

	for (size_t i = 0; i < HEAP_CELLS; i++) {
		far.heap[i] = fullness(i, HEAP_CELLS, cell);
		far.heap_marks[i] = i % 1237 == 9 ? VIEW_CHANGED : VIEW_PLAIN;
		far.spots[i] = (view_spot){ i * cell / SECTION + 1, i * cell % SECTION };
	}
	for (size_t i = 0; i < PART_CELLS; i++)
		far.section[i] = fullness(i, PART_CELLS, SECTION / PART_CELLS);
	far.heap_marks[(start + far.chunks[16].offset) / cell] = VIEW_NEW;
	far.section_marks[far.chunks[16].offset / 4096] = VIEW_NEW;
	far.densities[0] = (view_density){ 0, 0, (size_t)SECTIONS * SECTION, cell, HEAP_CELLS,
		                           far.heap, far.heap_marks, far.spots };
	far.densities[1] = (view_density){ IN_FOCUS + 1, 0, SECTION, SECTION / PART_CELLS,
		                           PART_CELLS, far.section, far.section_marks, NULL };
}

static view make_far(void)
{
	view v = { .crumbs = "heap ▸ s107 ▸ p9016", .policy = "bins", .unit = 16, .operation = 9,
		   .operations = 9, .sections = far.sections, .section_count = 3,
		   .sections_before = IN_FOCUS - 1, .sections_after = SECTIONS - IN_FOCUS - 2,
		   .focus = 1, .table_capacity = 0, .densities = far.densities,
		   .density_count = 2 };

	make_chunks();
	make_cells();
	for (size_t i = 0; i < 3; i++)
		far.sections[i] = (view_section){
			.id = IN_FOCUS + i, .address = 0x100000000 + (IN_FOCUS + i) * SECTION,
			.size = SECTION, .used = 2977956, .free_size = 262144, .nbr_chunks = 39102,
			.capacity = 65536, .next = IN_FOCUS + i + 1, .chunks = far.chunks,
			.chunk_count = i == 1 ? 40 : 0, .more_before = 1, .more_after = 1,
		};
	v.whole = (view_whole){ (size_t)SECTIONS * SECTION, 762356695, SECTIONS, 10001344,
		                IN_FOCUS * (size_t)SECTION, far.chunks[16].offset };
	return v;
}

static void is_drawn_as_kept(void)
{
	view v = make_far();

	drawn_as_kept("far", &v, 80, 24, 0);
	drawn_as_kept("far-ascii", &v, 80, 24, 1);
	drawn_as_kept("far", &v, 100, 30, 0);
	drawn_as_kept("far", &v, 200, 60, 0);
	v.zoom = VIEW_ZOOM_SECTION;
	drawn_as_kept("far-section", &v, 100, 30, 0);
	v.zoom = VIEW_ZOOM_CHUNK;
	drawn_as_kept("far-chunk", &v, 100, 30, 0);
}

/* Freed and new cells have a glyph that no fullness has, without colour too. */
static void marks_are_seen_without_colour(void)
{
	view v = make_far();
	char *text = drawn(&v, 80, 24, 1);

	CU_ASSERT_PTR_NOT_NULL(strchr(text, '^'));
	free(text);
	far.heap_marks[5000] = VIEW_FREED;
	text = drawn(&v, 80, 24, 0);
	CU_ASSERT(play_has(text, "▾"));
	CU_ASSERT(play_has(text, "1 cell = "));
	free(text);
	v = make_far();
}

/* ------------------------------------------------------------------------- real heaps */

static void sessions_are_drawn_as_kept(void)
{
	struct shown s;

	show_after(&s, BASE, "set section 65536\nreset\nfill 900 700\nrandom 400\nf p300\n");
	if (s.v->sections[0].address != s.play.session->options.base) {
		test_skip("the heap does not lie at its base here, as the screens have it");
		end(&s);
		return;
	}
	then(&s, "m 700");
	drawn_as_kept("dense", s.v, 80, 24, 0);
	drawn_as_kept("dense", s.v, 100, 30, 0);
	drawn_as_kept("dense", s.v, 200, 60, 0);
	end(&s);
}

/* Every cell of a map leads to where it is, and back. */
static void cells_are_places(void)
{
	for (size_t h = 0; h < HEAPS; h++) {
		struct shown s;
		const view_density *d;

		show_after(&s, "", heaps[h]);
		d = &s.v->densities[0];
		for (size_t i = 0; i < d->count; i++) {
			my_heap_section section;
			size_t id, offset;

			CU_ASSERT_FATAL(densemap_place(d, i * d->cell, &id, &offset));
			CU_ASSERT(my_heap_section_by_id(s.play.session->heap, id, &section));
			CU_ASSERT(offset < section.size);
			CU_ASSERT(i == 0 || id != d->spots[i - 1].section
			          || offset == d->spots[i - 1].offset + d->cell);
		}
		end(&s);
	}
}

/* The maps lie under each other within their pane, and what they stand for is in the heap. */
static void fits(const view *v, int cols, int rows)
{
	struct layout layout = layout_make(v, cols, rows);
	const struct map_plan *plan = &layout.map;
	int y = 0;

	if (layout.pane[PANE_MAP].h == 0)
		return;
	CU_ASSERT(plan->height <= layout.pane[PANE_MAP].h);
	for (int i = 0; i < plan->count; i++) {
		CU_ASSERT_EQUAL(plan->items[i].y, y);
		y += map_item_rows(plan, &plan->items[i]);
	}
	CU_ASSERT_EQUAL(y, plan->height);
	for (y = 0; y < plan->height; y++)
		for (int x = 0; x < cols; x += 7) {
			size_t section, offset;

			if (map_hit(plan, v, x, y, &section, &offset))
				CU_ASSERT(section > 0 && offset < (size_t)1 << 40);
		}
}

static void every_size_and_zoom_is_drawn(void)
{
	view made = make_far();
	unsigned long rounds = 20 * test_percent() / 100;

	chance(test_seed());
	for (size_t h = 0; h <= HEAPS; h++) {
		struct shown s;
		const view *v = &made;

		if (h < HEAPS) {
			show_after(&s, "", heaps[h]);
			then(&s, "i p5");
			v = s.v;
		}
		for (unsigned long i = 0; i < rounds; i++) {
			view at = *v;
			int cols = 1 + (int)below(i % 4 ? 220 : 500);
			int rows = 1 + (int)below(i % 4 ? 70 : 200);

			at.zoom = (enum view_zoom)below(4);
			at.focus_pane = below(2) ? VIEW_PANE_MAP : VIEW_PANE_NONE;
			at.arrangement.full = below(3) ? VIEW_PANE_NONE : VIEW_PANE_MAP;
			fits(&at, cols, rows);
			free(drawn(&at, cols, rows, (int)below(2)));
		}
		if (h < HEAPS)
			end(&s);
	}
}

CU_TestInfo density_map_tests[] = {
	{ "cells add up to what is used", cells_add_up_to_what_is_used },
	{ "work does not grow", work_does_not_grow },
	{ "what was touched is marked", what_was_touched_is_marked },
	{ "is drawn as kept", is_drawn_as_kept },
	{ "marks are seen without colour", marks_are_seen_without_colour },
	{ "sessions are drawn as kept", sessions_are_drawn_as_kept },
	{ "cells are places", cells_are_places },
	{ "every size and zoom is drawn", every_size_and_zoom_is_drawn },
	CU_TEST_INFO_NULL,
};
