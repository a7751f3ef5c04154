/* SPDX-License-Identifier: MIT
 *
 * test_section.c - the list of sections: made, passed over, grown, kept, returned, limited.
 */
#include "test.h"
#include "drill.h"
#include "wrap.h"

#include <errno.h>
#include <string.h>

static my_heap_options defaults(void)
{
	my_heap_options options;

	my_heap_options_default(&options);
	return options;
}

static void a_new_heap_has_none(void)
{
	my_heap_section section;
	my_heap_fault fault;
	drill d;

	drill_open(&d, NULL);
	CU_ASSERT(my_heap_first_section(d.heap, &section) == 0);
	CU_ASSERT(my_heap_section_by_id(d.heap, 1, &section) == 0);
	CU_ASSERT(drill_stats(&d).mapped == 0 && drill_stats(&d).sections == 0);
	CU_ASSERT(my_heap_check(d.heap, &fault) == 0);
	my_heap_free(d.heap, NULL);
	CU_ASSERT(my_heap_usable_size(d.heap, NULL) == 0);
	CU_ASSERT(d.misuses == 0);
	my_heap_destroy(NULL);
	drill_close(&d);
}

static void a_section_is_made_when_none_has_room(void)
{
	drill d;

	drill_open(&d, NULL);
	drill_play(&d, "m 4080");
	SAME(drill_layout(&d), "s1 1:4080 -16");
	drill_play(&d, "m 16");
	SAME(drill_layout(&d), "s1 1:4080 2:16");
	drill_play(&d, "m 1 m 1");
	SAME(drill_layout(&d), "s1 1:4080 2:16 s2 3:16 4:16 -4064");
	CU_ASSERT(drill_section(&d, 1).next == 2 && drill_section(&d, 2).next == 0);
	CU_ASSERT(drill_section(&d, 1).free_size == 0);
	CU_ASSERT(drill_section(&d, 2).free_size == 4064);
	CU_ASSERT(drill_section(&d, 1).used == 4096 && drill_section(&d, 2).used == 32);
	drill_close(&d);
}

static void a_section_is_as_large_as_the_request(void)
{
	drill d;

	drill_open(&d, NULL);
	drill_play(&d, "m 16 m 4097 m 100000 m 4096");
	SAME(drill_layout(&d), "s1 1:16 -4080 s2 2:4112 s3 3:100000 s4 4:4096");
	CU_ASSERT(drill_stats(&d).mapped == 4096 + 4112 + 100000 + 4096);
	drill_close(&d);
}

/* 100 bytes, byte by byte: nothing is rounded anywhere. */
static void a_section_of_100_bytes(void)
{
	my_heap_options o = defaults();
	drill d;

	o.section = 100;
	o.granule = o.alignment = o.split = 1;
	drill_open(&d, &o);
	drill_play(&d, "m 33 m 1 m 65 m 1");
	SAME(drill_layout(&d), "s1 1:33 2:1 3:65 4:1");
	drill_play(&d, "m 0");
	SAME(drill_layout(&d), "s1 1:33 2:1 3:65 4:1 s2 5:1 -99");
	drill_play(&d, "f 2 f 3");
	SAME(drill_layout(&d), "s1 1:33 -66 4:1 s2 5:1 -99");
	drill_play(&d, "m 101");
	SAME(drill_layout(&d), "s1 1:33 -66 4:1 s2 5:1 -99 s3 6:101");
	drill_close(&d);
}

static void section_sizes(void)
{
	static const size_t sizes[] = { 64, 128, 4096, 10000, 65536, 1 << 20, 1 << 30 };

	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		my_heap_options o = defaults();
		drill d;
		o.section = sizes[i];
		drill_open(&d, &o);
		drill_play(&d, "m 16 m 16");
		CU_ASSERT(drill_section(&d, 1).size == sizes[i]);
		CU_ASSERT(drill_section(&d, 1).free_size == sizes[i] - 32);
		drill_close(&d);
	}
}

/* Each as large as all before it together: 4096, 4096, 8192, 16384. */
static void sections_grow(void)
{
	my_heap_options o = defaults();
	drill d;

	o.grow = 1;
	drill_open(&d, &o);
	drill_play(&d, "m 4096 m 4096 m 4096 m 4096 m 16");
	SAME(drill_layout(&d), "s1 1:4096 s2 2:4096 s3 3:4096 4:4096 s4 5:16 -16368");
	drill_play(&d, "m 100000");
	CU_ASSERT(drill_section(&d, 5).size == 100000);
	drill_close(&d);
}

static void the_only_empty_one_is_kept(void)
{
	drill d;

	drill_open(&d, NULL);
	drill_play(&d, "m 100 f 1");
	SAME(drill_layout(&d), "s1 -4096");
	CU_ASSERT(drill_stats(&d).sections == 1);
	wrap_rest();
	for (int i = 0; i < 100; i++)
		my_heap_free(d.heap, my_heap_malloc(d.heap, 4096));
	CU_ASSERT(wrap_calls() == 0);
	drill_close(&d);
}

static void a_second_empty_one_is_returned(void)
{
	size_t before;
	drill d;

	drill_open(&d, NULL);
	drill_play(&d, "m 4096 m 4096 m 4096 f 2");
	CU_ASSERT(drill_stats(&d).sections == 3);
	before = drill_stats(&d).system_calls;
	drill_play(&d, "f 1");
	CU_ASSERT(drill_stats(&d).sections == 2);
	CU_ASSERT(drill_stats(&d).mapped == 8192);
	CU_ASSERT(drill_stats(&d).peak_mapped == 3 * 4096);
	CU_ASSERT(drill_stats(&d).system_calls > before);
	drill_play(&d, "f 3");
	CU_ASSERT(drill_stats(&d).sections == 1);
	CU_ASSERT(drill_stats(&d).used == 0);
	SOUND(&d);
	drill_play(&d, "m 4096 m 16");
	CU_ASSERT(drill_stats(&d).sections == 2);
	drill_close(&d);
}

/* On the edge of a section a program does not map and unmap. */
static void no_calls_on_the_edge(void)
{
	drill d;

	drill_open(&d, NULL);
	drill_play(&d, "m 4096 m 16 f 2");
	wrap_rest();
	for (int i = 0; i < 1000; i++) {
		void *p = my_heap_malloc(d.heap, 16);
		CU_ASSERT_PTR_NOT_NULL(p);
		my_heap_free(d.heap, p);
	}
	CU_ASSERT(wrap_calls() == 0);
	drill_close(&d);
}

/* Of two empty sections the larger is kept: it serves both kinds of request. */
static void no_calls_with_large_blocks(void)
{
	drill d;

	drill_open(&d, NULL);
	drill_play(&d, "m 100 f 1 m 5000 f 2");
	wrap_rest();
	for (int i = 0; i < 1000; i++)
		my_heap_free(d.heap, my_heap_malloc(d.heap, i % 2 ? 5000 : 100));
	CU_ASSERT(wrap_calls() == 0);
	SAME(drill_layout(&d), "s2 -5008");
	drill_close(&d);
}

/* An empty section is in the way of a larger one, under a limit: it goes. */
static void an_empty_one_makes_room(void)
{
	my_heap_options o;
	drill d;

	my_heap_options_default(&o);
	o.limit = 8192;
	drill_open(&d, &o);
	drill_play(&d, "m 100 f 1");
	drill_listen(&d);
	drill_play(&d, "m 8000");
	SAME(drill_heard(&d), "ROUND asked=8000 size=8000 unit=16\n"
	                      "SECTION_PASSED section=1 size=4096 need=8000\n"
	                      "SECTION_UNMAPPED section=1 size=4096 why=limit reached\n"
	                      "SECTION_MAPPED section=2 size=8000 need=8000\n"
	                      "STORED section=2\n"
	                      "NOT_SPLIT section=2 size=8000 need=8000 other=16\n"
	                      "KEEPS_ENTRY section=2\n");
	drill_close(&d);
}

/* A last section may be smaller, so that the limit is used up. */
static void the_limit_leaves_a_smaller_section(void)
{
	my_heap_options o;
	drill d;

	my_heap_options_default(&o);
	o.limit = 5000;
	drill_open(&d, &o);
	drill_play(&d, "m 4096 m 800 m 200");
	SAME(drill_layout(&d), "s1 1:4096 s2 2:800 -96");
	CU_ASSERT_PTR_NULL(d.p[3]);
	drill_close(&d);
}

/* A large empty section keeps its addresses, gives back its pages, and is zero again. */
static void a_large_empty_one_is_cleared(void)
{
	const size_t large = (size_t)80 << 20;
	drill d;
	char *p;

	drill_open(&d, NULL);
	p = my_heap_malloc(d.heap, large);
	memset(p, 0x55, large);
	my_heap_free(d.heap, p);
	drill_listen(&d);
	p = my_heap_calloc(d.heap, 1, large);
	CU_ASSERT_PTR_NOT_NULL_FATAL(strstr(drill_heard(&d), "ZEROED section=1 rest=83886080\n"));
	for (size_t i = 0; i < large; i += 4096)
		CU_ASSERT_EQUAL_FATAL(p[i], 0);
	drill_close(&d);
}

static void ids_are_never_used_again(void)
{
	my_heap_section section;
	drill d;

	drill_open(&d, NULL);
	drill_play(&d, "m 4096 m 4096 m 4096 f 3 f 2 m 4096 m 4096");
	CU_ASSERT(drill_stats(&d).sections == 3);
	CU_ASSERT(my_heap_section_by_id(d.heap, 4, &section) == 1);
	CU_ASSERT(my_heap_section_by_id(d.heap, 0, &section) == 0);
	CU_ASSERT(my_heap_section_by_id(d.heap, 5, &section) == 0);
	CU_ASSERT(my_heap_section_by_id(d.heap, 2, &section)
	          + my_heap_section_by_id(d.heap, 3, &section) == 1);
	drill_close(&d);
}

/* s1 has 48 left, s2 nothing: 100 bytes look into neither. */
static void sections_are_passed_over_by_free_size(void)
{
	drill d;

	drill_open(&d, NULL);
	drill_play(&d, "m 4048 m 4096 m 1000");
	drill_listen(&d);
	drill_play(&d, "m 100");
	CU_ASSERT(d.steps[MY_HEAP_SECTION_PASSED] == 2);
	CU_ASSERT(d.steps[MY_HEAP_SECTION_SEARCH] == 1);
	CU_ASSERT(d.steps[MY_HEAP_LOOK_SMALL] == 0 && d.steps[MY_HEAP_LOOK_TAKE] == 1);
	const char *heard = drill_heard(&d);
	CU_ASSERT_PTR_NOT_NULL(strstr(heard, "SECTION_PASSED section=1 size=48 need=112\n"));
	CU_ASSERT_PTR_NOT_NULL(strstr(heard, "SECTION_PASSED section=2 need=112\n"));
	CU_ASSERT_PTR_NOT_NULL(strstr(heard, "SECTION_SEARCH section=3 size=3088 need=112\n"));
	drill_listen(&d);
	drill_play(&d, "m 48");
	CU_ASSERT(d.steps[MY_HEAP_SECTION_PASSED] == 0);
	CU_ASSERT(d.steps[MY_HEAP_SECTION_SEARCH] == 1);
	CU_ASSERT(drill_offset(&d, 5) == 4048);
	drill_close(&d);
}

/* free_size, statistics and walk after each of 3000 operations: see drill_sound. */
static void free_size_is_exact_after_each_operation(void)
{
	unsigned long state = test_seed();
	void *p[64] = { NULL };
	my_heap_options o = defaults();
	drill d;

	o.section = 1024;
	drill_open(&d, &o);
	for (unsigned long i = 0; i < 30 * test_percent(); i++) {
		state = state * 6364136223846793005u + 1442695040888963407u;
		size_t slot = state >> 40 & 63, size = state >> 48 & 255;
		if (state >> 62 == 0 && p[slot]) {
			p[slot] = my_heap_realloc(d.heap, p[slot], size + 1);
		} else {
			my_heap_free(d.heap, p[slot]);
			p[slot] = state >> 63 ? my_heap_malloc(d.heap, size) : NULL;
		}
		if (!drill_sound(d.heap)) {
			CU_FAIL("unsound after an operation");
			break;
		}
	}
	CU_ASSERT(d.misuses == 0);
	drill_close(&d);
}

static void the_limit_is_kept(void)
{
	my_heap_options o = defaults();
	drill d;

	o.limit = 8192;
	drill_open(&d, &o);
	drill_play(&d, "m 4096 m 4096");
	CU_ASSERT_PTR_NOT_NULL(d.p[2]);
	drill_listen(&d);
	errno = 0;
	drill_play(&d, "m 16");
	CU_ASSERT(d.p[3] == NULL && errno == ENOMEM);
	CU_ASSERT_PTR_NOT_NULL(strstr(drill_heard(&d),
	                              "FAILED need=16 why=limit reached\n"));
	SAME(drill_layout(&d), "s1 1:4096 s2 2:4096");
	drill_play(&d, "f 1 m 100 m 8000");
	CU_ASSERT_PTR_NOT_NULL(d.p[4]);
	CU_ASSERT_PTR_NULL(d.p[5]);
	CU_ASSERT(drill_stats(&d).peak_mapped == 8192);
	drill_close(&d);
}

static void the_limit_bounds_one_request(void)
{
	my_heap_options o = defaults();
	drill d;

	o.limit = 10000;
	drill_open(&d, &o);
	drill_play(&d, "m 10001");
	CU_ASSERT_PTR_NULL(d.p[1]);
	CU_ASSERT(drill_stats(&d).mapped == 0);
	drill_play(&d, "m 9984");
	CU_ASSERT_PTR_NOT_NULL(d.p[2]);
	drill_close(&d);
}

/* The room of a section ends where the next one's begins: the smallest chunks, every second one
 * free, need all of it. */
static void rooms_do_not_overlap(void)
{
	static const unsigned loads[] = { 10, 33, 50, 70, 99, 100 };
	static const size_t capacities[] = { 1, 3, 16, 100, 255, 257 };
	enum { PAGES = 15, CHUNKS = 2 * PAGES * 256 }; /* and the page behind them fills a slot */

	for (size_t n = 0; n < sizeof loads / sizeof loads[0] * 6; n++) {
		my_heap_options o = defaults();
		unsigned char *block[CHUNKS];
		my_heap *heap;

		o.load = loads[n / 6];
		o.capacity = capacities[n % 6];
		o.density = n % 2;
		o.section = PAGES * 4096;
		heap = my_heap_create(&o);
		for (size_t i = 0; i < CHUNKS; i++)
			block[i] = my_heap_malloc(heap, 16);
		for (size_t i = 0; i < CHUNKS; i += 2)
			my_heap_free(heap, block[i]);
		CU_ASSERT_EQUAL(my_heap_check(heap, NULL), 0);
		my_heap_destroy(heap);
	}
}

CU_TestInfo section_tests[] = {
	{ "a new heap has none", a_new_heap_has_none },
	{ "one is made when none has room", a_section_is_made_when_none_has_room },
	{ "as large as the request if needed", a_section_is_as_large_as_the_request },
	{ "a section of 100 bytes", a_section_of_100_bytes },
	{ "section sizes", section_sizes },
	{ "sections grow", sections_grow },
	{ "the only empty one is kept", the_only_empty_one_is_kept },
	{ "a second empty one is returned", a_second_empty_one_is_returned },
	{ "no system calls on the edge", no_calls_on_the_edge },
	{ "none with large blocks either", no_calls_with_large_blocks },
	{ "an empty one makes room", an_empty_one_makes_room },
	{ "the limit leaves a smaller one", the_limit_leaves_a_smaller_section },
	{ "a large empty one is cleared", a_large_empty_one_is_cleared },
	{ "ids are never used again", ids_are_never_used_again },
	{ "passed over by free_size", sections_are_passed_over_by_free_size },
	{ "free_size is exact", free_size_is_exact_after_each_operation },
	{ "the limit is kept", the_limit_is_kept },
	{ "the limit bounds one request", the_limit_bounds_one_request },
	{ "rooms do not overlap", rooms_do_not_overlap },
	CU_TEST_INFO_NULL
};
