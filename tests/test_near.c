/* SPDX-License-Identifier: MIT
 *
 * test_near.c - near fit: the nearest to the place taken last, by hand, and against a search of
 * the test's own that looks at every free chunk. Observed and unobserved they take the same.
 */
#include "chance.h"
#include "drill.h"
#include "test.h"

#include <string.h>

static my_heap_options near_options(size_t section)
{
	my_heap_options o;

	my_heap_options_default(&o);
	o.placement = MY_HEAP_NEAR;
	o.section = section;
	return o;
}

static void near_open(drill *d, size_t section, const char *script)
{
	my_heap_options o = near_options(section);

	drill_open(d, &o);
	drill_play(d, script);
}

/* ------------------------------------------------------------------------- by hand */

/* Holes of 64 at 0, 80, 208 and 288; the place taken last is 352, the section's end. */
static void both_sides_are_searched(void)
{
	drill d;

	near_open(&d, 368, "m 64 m 16 m 64 m 16 m 32 m 16 m 64 m 16 m 64 m 16 f 1 f 3 f 7 f 9");
	drill_play(&d, "m 32 m 32 m 64 f 11 m 32 m 64 m 64");
	CU_ASSERT_EQUAL(drill_offset(&d, 12), 320); /* 32 behind 288 */
	CU_ASSERT_EQUAL(drill_offset(&d, 13), 208); /* back: 112 before 320 */
	CU_ASSERT_EQUAL(drill_offset(&d, 14), 288); /* forth: 80 behind 208, and 80 is 128 before */
	CU_ASSERT_EQUAL(drill_offset(&d, 15), 80);
	CU_ASSERT_EQUAL(drill_offset(&d, 16), 0);
	CU_ASSERT_EQUAL(drill_stats(&d).sections, 1);
	drill_close(&d);
}

/* The place itself, free again, is nearest of all; holes 80 before and behind it are as near. */
static void of_two_as_near_the_lower(void)
{
	drill d;

	near_open(&d, 320, "m 64 m 16 m 64 m 16 m 64 m 16 m 64 m 16 f 5 m 64 f 3 f 7 f 9 m 64");
	CU_ASSERT_EQUAL(drill_offset(&d, 10), 160);
	drill_play(&d, "m 64");
	CU_ASSERT_EQUAL(drill_offset(&d, 11), 80);
	drill_play(&d, "m 64");
	CU_ASSERT_EQUAL(drill_offset(&d, 12), 240);
	drill_close(&d);
}

static int lies_at(drill *d, int number, size_t section, size_t offset)
{
	my_heap_chunk chunk;

	return my_heap_find(d->heap, d->p[number], &chunk) && chunk.section == section
	       && chunk.offset == offset;
}

/* Four sections of four chunks: from s4 to s3, then s2 and s1, from their ends. */
static void the_nearest_section_is_searched(void)
{
	drill d;

	near_open(&d, 256, "m 64 m 64 m 64 m 64 m 64 m 64 m 64 m 64"
	                   "m 64 m 64 m 64 m 64 m 64 m 64 m 64 m 64");
	drill_play(&d, "f 1 f 4 f 5 f 8 f 9 m 64 m 64 m 64 m 64 m 64");
	CU_ASSERT(lies_at(&d, 17, 3, 0));
	CU_ASSERT(lies_at(&d, 18, 2, 192));
	CU_ASSERT(lies_at(&d, 19, 2, 0));
	CU_ASSERT(lies_at(&d, 20, 1, 192));
	CU_ASSERT(lies_at(&d, 21, 1, 0));
	/* From s1 up: s4 alone has room, and is searched from its start. */
	drill_play(&d, "f 15 f 13 m 64 m 64");
	CU_ASSERT(lies_at(&d, 22, 4, 0));
	CU_ASSERT(lies_at(&d, 23, 4, 128));
	/* From s3, s2 and s4 are as near. */
	drill_play(&d, "f 10 f 11 m 128 f 6 f 14 m 64 m 64");
	CU_ASSERT(lies_at(&d, 24, 3, 64));
	CU_ASSERT(lies_at(&d, 25, 2, 64));
	CU_ASSERT(lies_at(&d, 26, 4, 64));
	drill_close(&d);
}

/* The section of the place goes back to the system: from the first section on. */
static void the_place_may_be_gone(void)
{
	drill d;

	near_open(&d, 256, "m 192 m 64 m 256 m 256 f 1 f 3 f 4");
	CU_ASSERT_EQUAL(drill_stats(&d).sections, 2);
	drill_listen(&d);
	drill_play(&d, "m 16");
	CU_ASSERT(lies_at(&d, 5, 1, 0));
	CU_ASSERT_PTR_NOT_NULL(strstr(drill_heard(&d), "OUTWARDS section=1\n"));
	drill_close(&d);
}

/* All lie so that a hole too small is nearer on each side: it is looked at, by turns. */
static void each_is_looked_at(void)
{
	drill d;

	near_open(&d, 368, "m 64 m 16 m 32 m 16 m 64 m 16 m 32 m 16 m 64 m 48 f 5 m 64");
	drill_play(&d, "f 1 f 3 f 7 f 9");
	drill_listen(&d);
	drill_play(&d, "m 48");
	SAME(drill_heard(&d),
	     "ROUND asked=48 size=48 unit=16\n"
	     "SECTION_SEARCH section=1 size=64 need=48\n"
	     "OUTWARDS section=1 offset=128 key=8 other=1\n"
	     "LOOK_SMALL section=1 offset=80 key=5 size=32 need=48\n"
	     "LOOK_SMALL section=1 offset=208 key=13 size=32 need=48\n"
	     "LOOK_TAKE section=1 size=64 need=48\n"
	     "SPLIT section=1 size=64 need=48 rest=16 other=48\n"
	     "KEEPS_ENTRY section=1\n"
	     "STORED section=1 offset=48 key=3 home=3 bucket=3\n");
	drill_close(&d);
}

static void it_needs_the_order_of_addresses(void)
{
	my_heap_options o = near_options(4096);

	CU_ASSERT_PTR_NULL(my_heap_options_problem(&o));
	for (int order = MY_HEAP_BY_SIZE_UP; order <= MY_HEAP_FIRST_IN_FIRST_OUT; order++) {
		o.order = (enum my_heap_order)order;
		CU_ASSERT_PTR_NOT_NULL_FATAL(my_heap_options_problem(&o));
		CU_ASSERT_PTR_NOT_NULL(strstr(my_heap_options_problem(&o), "order address"));
		CU_ASSERT_PTR_NULL(my_heap_create(&o));
	}
}

/* ---------------------------------------------------------------- by another search */

struct spot {
	size_t section, offset; /* section 0: nowhere */
	const void *memory; /* of its section */
};

static size_t apart(size_t a, size_t b)
{
	return a < b ? b - a : a - b;
}

/* The nearest that is free and large enough, and how many are as near or nearer. */
struct found {
	struct spot from;
	size_t need, offset, looked;
	int none;
};

static int is_nearer(const struct found *f, size_t offset, size_t than)
{
	size_t one = apart(offset, f->from.offset), other = apart(than, f->from.offset);

	return one != other ? one < other : offset < than;
}

static int choose(void *user, const my_heap_chunk *chunk)
{
	struct found *f = user;

	if (chunk->size >= f->need && (f->none || is_nearer(f, chunk->offset, f->offset))) {
		f->offset = chunk->offset;
		f->none = 0;
	}
	return 0;
}

static int count_looked(void *user, const my_heap_chunk *chunk)
{
	struct found *f = user;

	f->looked += !is_nearer(f, f->offset, chunk->offset);
	return 0;
}

/* Every section and every free chunk is looked at. */
static struct spot expected(const my_heap *heap, const struct spot *last, size_t need,
                            size_t *looked)
{
	my_heap_section s, best = { 0 };
	struct spot from = *last;
	struct found f = { .need = need, .none = 1 };
	int more = my_heap_first_section(heap, &s);

	*looked = 0;
	if (more && !last->section)
		from.section = s.id;
	for (; more; more = my_heap_next_section(heap, &s))
		if (s.free_size >= need
		    && (!best.id || apart(s.id, from.section) < apart(best.id, from.section)))
			best = s;
	if (!best.id)
		return (struct spot){ 0 };
	f.from = (struct spot){ .section = best.id, .memory = best.memory };
	if (best.id == last->section)
		f.from.offset = last->offset;
	else if (last->section && (const void *)best.memory < last->memory)
		f.from.offset = best.size;
	my_heap_walk_free(heap, &best, choose, &f);
	my_heap_walk_free(heap, &best, count_looked, &f);
	*looked = f.looked;
	f.from.offset = f.offset;
	return f.from;
}

static struct spot spot_of(const my_heap *heap, const void *pointer)
{
	my_heap_section section;
	my_heap_chunk chunk;

	if (!my_heap_find(heap, pointer, &chunk)
	    || !my_heap_section_by_id(heap, chunk.section, &section))
		return (struct spot){ 0 };
	return (struct spot){ chunk.section, chunk.offset, section.memory };
}

static size_t looked(const my_heap *heap)
{
	my_heap_statistics stats;

	my_heap_stats(heap, &stats);
	return stats.looked;
}

/* What was found is where the other search says, and so is how many were looked at; where there
 * was none, the chunk is at the start of a section that was not there. */
static int allocates(my_heap *heap, char **p, size_t size, struct spot *last)
{
	my_heap_section section;
	struct spot right, is;
	size_t many, before = looked(heap), ids = 0;

	if (last->section && !my_heap_section_by_id(heap, last->section, &section))
		*last = (struct spot){ 0 };
	for (int more = my_heap_first_section(heap, &section); more;
	     more = my_heap_next_section(heap, &section))
		ids = section.id;
	right = expected(heap, last, (size + 15) / 16 * 16, &many);
	*p = my_heap_malloc(heap, size);
	is = *last = spot_of(heap, *p);
	if (!right.section)
		return is.section > ids && is.offset == 0 && looked(heap) == before;
	return is.section == right.section && is.offset == right.offset
	       && looked(heap) - before == many;
}

static void ignore(void *user, const my_heap_event *event)
{
	(void)user;
	(void)event;
}

static void one_run(int n)
{
	enum { SLOTS = 300, TIMES = 3000 };
	static const size_t sections[] = { 512, 4096, 65536 };
	my_heap_options o = near_options(sections[n % 3]);
	char *p[SLOTS] = { NULL };
	struct spot last = { 0 };
	drill d;

	o.coalescing = n / 3 % 2 ? MY_HEAP_NEVER : MY_HEAP_AT_ONCE;
	drill_open(&d, &o);
	if (n % 2)
		my_heap_observe(d.heap, ignore, NULL);
	chance(test_seed() + (uint64_t)(n / 2));
	for (int i = 0; i < TIMES; i++) {
		size_t slot = below(i / 500 % 2 ? 40 : SLOTS);

		my_heap_free(d.heap, p[slot]);
		p[slot] = NULL;
		if (below(3) && !allocates(d.heap, &p[slot], 1 + below(below(4) ? 80 : 400), &last))
			CU_FAIL("another chunk is taken than the nearest");
	}
	drill_close(&d);
}

static void as_a_search_of_all_has_it(void)
{
	for (int n = 0; n < 12; n++)
		one_run(n);
}

CU_TestInfo near_tests[] = {
	{ "both sides are searched", both_sides_are_searched },
	{ "of two as near the lower", of_two_as_near_the_lower },
	{ "the nearest section is searched", the_nearest_section_is_searched },
	{ "the place may be gone", the_place_may_be_gone },
	{ "each is looked at", each_is_looked_at },
	{ "it needs the order of addresses", it_needs_the_order_of_addresses },
	{ "as a search of all has it", as_a_search_of_all_has_it },
	CU_TEST_INFO_NULL
};
