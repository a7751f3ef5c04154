/* SPDX-License-Identifier: MIT
 *
 * test_zoom.c - the view of a fast heap: spans as sections of their own, byte tables,
 * caches; and whole screens of it.
 */
#include "drawn.h"
#include "look.h"
#include "shown.h"

#define FAST "set engine fast\nreset\n"

/* ------------------------------------------------------------------------- the view */

static void a_span_is_a_section_of_its_own(void)
{
	struct shown s;
	const view_section *span;

	show_after(&s, FAST, "m 100\nm 40\nf p1\n");
	CU_ASSERT_EQUAL(s.v->section_count, 2);
	CU_ASSERT_EQUAL(s.v->focus, 1);
	CU_ASSERT(!s.v->sections[0].span && s.v->sections[0].chunk_count == 2);
	CU_ASSERT(s.v->sections[0].chunks[0].span);
	span = &s.v->sections[1];
	CU_ASSERT(span->span && span->unit == 16 && span->span_size == 65536);
	CU_ASSERT_EQUAL(span->used, 48);
	CU_ASSERT_EQUAL(span->cached, 4 * 112 + 3 * 48);
	CU_ASSERT_EQUAL(span->used + span->cached + span->free_bytes, 65536);
	CU_ASSERT_EQUAL(span->chunk_count, 9);
	CU_ASSERT(span->chunks[0].cached && span->chunks[0].free);
	CU_ASSERT_EQUAL(span->chunks[0].mark, VIEW_FREED);
	CU_ASSERT_EQUAL(span->chunks[4].byte, 0x83);
	CU_ASSERT_STRING_EQUAL(span->chunks[4].name, "p2");
	then(&s, "view s1");
	CU_ASSERT_EQUAL(s.v->section_count, 1);
	CU_ASSERT(!s.v->units.shown && s.v->bucket_count == 16);
	then(&s, "i p2");
	CU_ASSERT(s.v->units.shown && s.v->units.touched == 28);
	CU_ASSERT_EQUAL(s.v->sections[1].chunks[4].mark, VIEW_CURSOR);
	then(&s, "m 100000");
	CU_ASSERT_EQUAL(s.v->section_count, 1);
	CU_ASSERT(!s.v->units.shown);
	end(&s);
}

/* Windows, whatever the heap: around the touched chunk, and it is in them. */
static void views_are_bounded(void)
{
	struct shown s;
	const view *v;

	show_after(&s, FAST, "fill 20000 40\n");
	for (int i = 1; i < 20000; i += 1371) {
		char line[32];
		size_t found = 0;

		snprintf(line, sizeof line, "f p%d", i);
		then(&s, line);
		v = s.v;
		CU_ASSERT(v->section_count <= VIEW_SECTIONS + 1);
		CU_ASSERT(v->sections[v->focus].span);
		CU_ASSERT(v->sections[v->focus].chunk_count <= VIEW_CHUNKS);
		for (size_t k = 0; k < v->sections[v->focus].chunk_count; k++)
			found += v->sections[v->focus].chunks[k].mark == VIEW_FREED;
		CU_ASSERT_EQUAL(found, 1);
		CU_ASSERT(v->units.touched - v->units.first < VIEW_UNITS);
		CU_ASSERT_EQUAL(v->units.units[v->units.touched - v->units.first].byte, 3);
	}
	end(&s);
}

static void caches_are_stacks(void)
{
	struct shown s;
	const view_cache *c;

	show_after(&s, FAST, "m 40\nm 100\nm 100\nt2 f p3\n");
	CU_ASSERT_EQUAL(s.v->cache_count, 3);
	c = s.v->caches;
	CU_ASSERT(c[0].thread == 1 && c[0].class == 3 && c[0].count == 3 && c[0].room == 8);
	CU_ASSERT(c[1].thread == 1 && c[1].class == 7 && c[1].count == 2);
	CU_ASSERT(c[2].thread == 2 && c[2].class == 7 && c[2].count == 1 && c[2].size == 112);
	CU_ASSERT(c[0].mark == VIEW_PLAIN && c[2].mark == VIEW_FREED);
	CU_ASSERT_EQUAL(c[2].next_count, 1);
	CU_ASSERT_EQUAL(c[2].next[0], 0xc0 + 0x70);
	then(&s, "m 100");
	CU_ASSERT(s.v->caches[0].class == 7 && s.v->caches[0].mark == VIEW_NEW);
	CU_ASSERT(s.v->caches[0].count == 1);
	end(&s);
}

/* Where a cached chunk that is looked at waits comes first. */
static void the_stack_of_a_chunk_comes_first(void)
{
	struct shown s;

	show_after(&s, FAST, "m 40\nm 100\nm 300\nt2 f p3\nf p2\n");
	then(&s, "f p2");
	CU_ASSERT(s.v->caches[0].class == 7 && s.v->caches[0].mark == VIEW_WRONG);
	then(&s, "i p3");
	CU_ASSERT(s.v->caches[0].class != 19 && s.v->caches[0].mark == VIEW_PLAIN);
	CU_ASSERT_STRING_EQUAL(s.v->policy, "fast engine");
	end(&s);
}

/* -------------------------------------------------------------------------- screens */

/* A write touches nothing, and yet the map and the list have the chunk in sight. */
static void what_was_written_to_is_in_sight(void)
{
	struct shown s;
	char *text;

	show_after(&s, FAST, "fill 40 1700\nw p30 0x41 8\n");
	text = drawn(s.v, 80, 24, 0);
	CU_ASSERT(play_has(text, "p30 1,792"));
	CU_ASSERT(play_has(text, "\n p30  0x0cb00"));
	free(text);
	then(&s, "x p30");
	text = drawn(s.v, 80, 24, 0);
	CU_ASSERT_PTR_NULL(strstr(strstr(text, "─ bytes") + 1, "─ bytes"));
	free(text);
	end(&s);
}

static void draws_what_there_is(void)
{
	/* A base where no other test has anything. */
	static const char drawn_heap[] = "set base 0x200000000000\nreset\nm 100\nm 40\nm "
		"100\nf p1\nt2 f p3\nm 500\n";
	struct shown s;

	show_after(&s, FAST, drawn_heap);
	if (s.v->sections[0].address != s.play.session->options.base) {
		test_skip("the heap does not lie at its base here, as the screens have it");
		end(&s);
		return;
	}
	then(&s, "m 100");
	drawn_as_kept("fast", s.v, 80, 24, 0);
	drawn_as_kept("fast", s.v, 100, 30, 0);
	drawn_as_kept("fast", s.v, 200, 60, 0);
	drawn_as_kept("fast-ascii", s.v, 80, 24, 1);
	then(&s, "f p2");
	drawn_as_kept("fast-free", s.v, 80, 24, 0);
	then(&s, "f p2");
	drawn_as_kept("fast-double-free", s.v, 80, 24, 0);
	then(&s, "view s1");
	drawn_as_kept("fast-section", s.v, 80, 24, 0);
	then(&s, "fill 9 16000");
	drawn_as_kept("fast-spans", s.v, 100, 30, 0);
	then(&s, "w p13 \"abc\"");
	drawn_as_kept("fast-write", s.v, 80, 24, 0);
	then(&s, "x p13");
	drawn_as_kept("fast-bytes", s.v, 80, 24, 0);
	then(&s, "caches");
	drawn_as_kept("fast-caches", s.v, 80, 24, 0);
	then(&s, "m 1000");
	drawn_as_kept("fast-steps", s.v, 80, 24, 0);
	drawn_as_kept("fast-steps", s.v, 120, 40, 0);
	end(&s);
}

static size_t below(uint64_t *state, size_t most)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return (size_t)(*state >> 33) % most;
}

/* Whatever is done, by whichever thread: the heap is sound, and its screens have bounds. */
static void any_view_is_drawn(void)
{
	static const char *const lines[] = {
		"m %zu", "t2 m %zu", "t3 c 2 %zu", "f p%zu", "t2 f p%zu", "r p%zu 700", "a 64 %zu",
		"fill 20 %zu", "i p%zu", "view s1", "view s1+0x%zx", "w p%zu \"abc\"", "x p%zu",
		"t2 r p%zu 20000", "why", "caches",
	};
	static const int sizes[][2] = { { 80, 24 }, { 100, 30 }, { 200, 60 }, { 40, 10 } };
	uint64_t state = test_seed();
	struct shown s;

	show_after(&s, FAST, "");
	for (unsigned long i = 0; i < 4 * test_percent(); i++) {
		const int *size = sizes[below(&state, 4)];
		char line[64], *text;

		snprintf(line, sizeof line, lines[below(&state, sizeof lines / sizeof *lines)],
		         1 + below(&state, below(&state, 8) ? 900 : 40000));
		then(&s, line);
		CU_ASSERT(s.v->section_count <= VIEW_SECTIONS + 1);
		CU_ASSERT(s.v->cache_count <= VIEW_CACHES);
		text = drawn(s.v, size[0], size[1], 0);
		CU_ASSERT_PTR_NOT_NULL(text);
		free(text);
	}
	CU_ASSERT_FALSE(my_heap_check(s.play.session->heap, NULL));
	end(&s);
}

CU_TestInfo zoom_tests[] = {
	{ "a span is a section of its own", a_span_is_a_section_of_its_own },
	{ "views are bounded", views_are_bounded },
	{ "caches are stacks", caches_are_stacks },
	{ "the stack of a chunk comes first", the_stack_of_a_chunk_comes_first },
	{ "what was written to is in sight", what_was_written_to_is_in_sight },
	{ "draws what there is", draws_what_there_is },
	{ "any view is drawn", any_view_is_drawn },
	CU_TEST_INFO_NULL,
};
