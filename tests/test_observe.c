/* SPDX-License-Identifier: MIT
 *
 * test_observe.c - the micro-steps of small scripts, exactly. test_counts.c compares the
 * steps of random runs with the statistics.
 */
#include "test.h"
#include "drill.h"

#include <stdio.h>
#include <string.h>

static my_heap_options defaults(void)
{
	my_heap_options options;

	my_heap_options_default(&options);
	return options;
}

/* Plays `before` unheard, then listens to `script`. */
static void expect(const my_heap_options *options, const char *before, const char *script,
                   const char *steps)
{
	static drill d;

	drill_open(&d, options);
	drill_play(&d, before);
	drill_listen(&d);
	drill_play(&d, script);
	SAME(drill_heard(&d), steps);
	drill_close(&d);
}

static void the_first_malloc(void)
{
	expect(NULL, "", "m 100",
	       "ROUND asked=100 size=112 unit=16\n"
	       "NO_SECTION need=112\n"
	       "SECTION_MAPPED section=1 size=4096 need=112\n"
	       "STORED section=1\n"
	       "SPLIT section=1 size=4096 need=112 rest=3984 other=112\n"
	       "KEEPS_ENTRY section=1\n"
	       "STORED section=1 offset=112 key=7 home=7 bucket=7\n");
}

static void a_malloc_from_a_hole(void)
{
	expect(NULL, "m 48 m 16 m 32 m 16 m 64 m 16 f 3 f 5", "m 40",
	       "ROUND asked=40 size=48 unit=16\n"
	       "SECTION_SEARCH section=1 size=3904 need=48\n"
	       "LOOK_SMALL section=1 offset=64 key=4 size=32 need=48\n"
	       "LOOK_TAKE section=1 offset=112 key=7 size=64 need=48\n"
	       "SPLIT section=1 offset=112 key=7 size=64 need=48 rest=16 other=160\n"
	       "KEEPS_ENTRY section=1 offset=112 key=7 home=7 bucket=7\n"
	       "STORED section=1 offset=160 key=10 home=10 bucket=10\n");
}

static void a_free_between_free_neighbours(void)
{
	expect(NULL, "m 32 m 32 m 32 m 32 f 1 f 3", "f 2",
	       "FOUND section=1 offset=32 key=2 home=2 bucket=2 size=32\n"
	       "FREED section=1 offset=32 key=2 size=32\n"
	       "MERGED_RIGHT section=1 offset=32 key=2 size=32 rest=32 other=64\n"
	       "REMOVED section=1 offset=64 key=4 home=4 bucket=4\n"
	       "MERGED_LEFT section=1 offset=32 key=2 size=64 rest=32\n"
	       "REMOVED section=1 offset=32 key=2 home=2 bucket=2\n");
}

static void a_free_between_used_neighbours(void)
{
	expect(NULL, "m 32 m 32 m 32", "f 2",
	       "FOUND section=1 offset=32 key=2 home=2 bucket=2 size=32\n"
	       "FREED section=1 offset=32 key=2 size=32\n"
	       "RIGHT_USED section=1 offset=32 key=2 other=64\n"
	       "LEFT_USED section=1 offset=32 key=2\n");
}

static void probing_and_shifting(void)
{
	expect(NULL, "m 256", "m 256",
	       "ROUND asked=256 size=256 unit=16\n"
	       "SECTION_SEARCH section=1 size=3840 need=256\n"
	       "LOOK_TAKE section=1 offset=256 key=16 size=3840 need=256\n"
	       "SPLIT section=1 offset=256 key=16 size=3840 need=256 rest=3584 other=512\n"
	       "KEEPS_ENTRY section=1 offset=256 key=16 bucket=1\n"
	       "PROBE_TAKEN section=1 offset=512 key=32\n"
	       "PROBE_TAKEN section=1 offset=512 key=32 bucket=1 other=16\n"
	       "STORED section=1 offset=512 key=32 bucket=2\n");
	expect(NULL, "m 256 m 256 m 256 f 1", "f 2",
	       "PROBE_TAKEN section=1 offset=256 key=16\n"
	       "FOUND section=1 offset=256 key=16 bucket=1 size=256 rest=1\n"
	       "FREED section=1 offset=256 key=16 size=256\n"
	       "RIGHT_USED section=1 offset=256 key=16 other=512\n"
	       "MERGED_LEFT section=1 offset=256 key=16 size=256 rest=256\n"
	       "REMOVED section=1 offset=256 key=16 bucket=1\n"
	       "SHIFTED section=1 offset=512 key=32 bucket=1 other=2\n"
	       "SHIFTED section=1 offset=768 key=48 bucket=2 other=3\n");
}

static void a_table_that_grows(void)
{
	my_heap_options o = defaults();

	o.capacity = 4;
	expect(&o, "m 64 m 64", "m 64",
	       "ROUND asked=64 size=64 unit=16\n"
	       "SECTION_SEARCH section=1 size=3968 need=64\n"
	       "LOOK_TAKE section=1 offset=128 key=8 size=3968 need=64\n"
	       "SPLIT section=1 offset=128 key=8 size=3968 need=64 rest=3904 other=192\n"
	       "KEEPS_ENTRY section=1 offset=128 key=8 bucket=2\n"
	       "TABLE_GROWN section=1 size=4 need=3 rest=8 why=load reached\n"
	       "PROBE_TAKEN section=1 offset=192 key=12 home=4 bucket=4 other=4\n"
	       "STORED section=1 offset=192 key=12 home=4 bucket=5\n");
}

static const char *const four_holes =
	"m 48 m 16 m 32 m 16 m 64 m 16 m 32 m 16 f 1 f 3 f 5 f 7";

static void best_and_worst_fit(void)
{
	my_heap_options o = defaults();

	o.section = 240;
	o.placement = MY_HEAP_BEST_FIT;
	expect(&o, four_holes, "m 30",
	       "ROUND asked=30 size=32 unit=16\n"
	       "SECTION_SEARCH section=1 size=64 need=32\n"
	       "LOOK_BEST section=1 size=48 need=32 rest=16\n"
	       "LOOK_BEST section=1 offset=64 key=4 size=32 need=32\n"
	       "LOOK_WORSE section=1 offset=112 key=7 size=64 need=32 rest=32\n"
	       "LOOK_WORSE section=1 offset=192 key=12 size=32 need=32\n"
	       "CHOSEN section=1 offset=64 key=4 size=32 need=32\n"
	       "NOT_SPLIT section=1 offset=64 key=4 size=32 need=32 other=16\n"
	       "KEEPS_ENTRY section=1 offset=64 key=4 home=4 bucket=4\n");
	o.placement = MY_HEAP_WORST_FIT;
	expect(&o, four_holes, "m 40",
	       "ROUND asked=40 size=48 unit=16\n"
	       "SECTION_SEARCH section=1 size=64 need=48\n"
	       "LOOK_BEST section=1 size=48 need=48\n"
	       "LOOK_SMALL section=1 offset=64 key=4 size=32 need=48\n"
	       "LOOK_BEST section=1 offset=112 key=7 size=64 need=48 rest=16\n"
	       "LOOK_SMALL section=1 offset=192 key=12 size=32 need=48\n"
	       "CHOSEN section=1 offset=112 key=7 size=64 need=48\n"
	       "SPLIT section=1 offset=112 key=7 size=64 need=48 rest=16 other=160\n"
	       "KEEPS_ENTRY section=1 offset=112 key=7 home=7 bucket=7\n"
	       "STORED section=1 offset=160 key=10 home=10 bucket=10\n");
}

/* From the end of the last search, at 112, nothing; then from the start. */
static void next_fit_wraps(void)
{
	static drill d;
	my_heap_options o = defaults();
	const char *heard, *wrapped;

	o.section = 240;
	o.placement = MY_HEAP_NEXT_FIT;
	drill_open(&d, &o);
	drill_play(&d, "m 48 m 16 m 32 m 16 m 64 m 16 m 32 m 16 f 1 f 3 f 5 m 64");
	drill_listen(&d);
	drill_play(&d, "m 40");
	heard = drill_heard(&d);
	wrapped = strstr(heard, "WRAPPED section=1\n");
	CU_ASSERT(wrapped && strstr(wrapped, "LOOK_TAKE section=1 size=48 need=48\n"));
	CU_ASSERT(d.steps[MY_HEAP_WRAPPED] == 1 && d.steps[MY_HEAP_LOOK_TAKE] == 1);
	drill_close(&d);
}

/* The bounds of the bins are the allocator's own; the request lies within them. */
static void bins_tell_their_bounds(void)
{
	static drill d;
	my_heap_options o = defaults();
	unsigned long bin, least, most, first, last;
	const char *line;

	o.placement = MY_HEAP_BINS;
	o.section = 8192;
	drill_open(&d, &o);
	drill_play(&d, "m 1024 m 16 m 4096 m 16 f 1 f 3");
	drill_listen(&d);
	drill_play(&d, "m 1024");
	line = strstr(drill_heard(&d), "BIN_SEARCH");
	CU_ASSERT_PTR_NOT_NULL_FATAL(line);
	CU_ASSERT(sscanf(line, "BIN_SEARCH section=1 bucket=%lu size=%lu other=%lu", &bin, &least,
	                 &most) == 3);
	CU_ASSERT(least <= 1024 && most >= 1024);
	drill_listen(&d);
	drill_play(&d, "m 1024");
	line = strstr(drill_heard(&d), "BINS_EMPTY");
	CU_ASSERT_PTR_NOT_NULL_FATAL(line);
	CU_ASSERT(sscanf(line, "BINS_EMPTY section=1 bucket=%lu other=%lu", &first, &last) == 2);
	CU_ASSERT(first == bin && last >= first);
	line = strstr(line, "BIN_SEARCH");
	CU_ASSERT_PTR_NOT_NULL_FATAL(line);
	CU_ASSERT(sscanf(line, "BIN_SEARCH section=1 bucket=%lu size=%lu other=%lu", &bin, &least,
	                 &most) == 3);
	CU_ASSERT(bin == last + 1 && least > 1024 && most >= least);
	drill_close(&d);
}

static void deferred_coalescing(void)
{
	my_heap_options o = defaults();

	o.coalescing = MY_HEAP_DEFERRED;
	o.section = 128;
	expect(&o, "m 32 m 32 m 32 m 32 f 2", "f 3 m 64",
	       "FOUND section=1 offset=64 key=4 home=4 bucket=4 size=32\n"
	       "FREED section=1 offset=64 key=4 size=32\n"
	       "RIGHT_USED section=1 offset=64 key=4 other=96\n"
	       "LEFT_KEPT section=1 offset=64 key=4 rest=32 other=32\n"
	       "ROUND asked=64 size=64 unit=16\n"
	       "SECTION_PASSED section=1 size=32 need=64\n"
	       "COALESCING need=64\n"
	       "MERGED_RIGHT section=1 offset=32 key=2 size=32 rest=32 other=64\n"
	       "REMOVED section=1 offset=64 key=4 home=4 bucket=4\n"
	       "SECTION_SEARCH section=1 size=64 need=64\n"
	       "LOOK_TAKE section=1 offset=32 key=2 size=64 need=64\n"
	       "NOT_SPLIT section=1 offset=32 key=2 size=64 need=64 other=16\n"
	       "KEEPS_ENTRY section=1 offset=32 key=2 home=2 bucket=2\n");
}

static void no_coalescing(void)
{
	my_heap_options o = defaults();

	o.coalescing = MY_HEAP_NEVER;
	expect(&o, "m 32 m 32 m 32 m 32 f 1 f 3", "f 2",
	       "FOUND section=1 offset=32 key=2 home=2 bucket=2 size=32\n"
	       "FREED section=1 offset=32 key=2 size=32\n"
	       "RIGHT_KEPT section=1 offset=32 key=2 rest=32 other=64\n"
	       "LEFT_KEPT section=1 offset=32 key=2 rest=32\n");
}

static void empty_sections(void)
{
	expect(NULL, "m 100", "f 1",
	       "FOUND section=1 size=112\n"
	       "FREED section=1 size=112\n"
	       "MERGED_RIGHT section=1 size=112 rest=3984 other=112\n"
	       "REMOVED section=1 offset=112 key=7 home=7 bucket=7\n"
	       "LEFT_END section=1\n"
	       "SECTION_KEPT section=1\n");
	expect(NULL, "m 4096 m 4096 f 1", "f 2",
	       "FOUND section=2 size=4096\n"
	       "FREED section=2 size=4096\n"
	       "RIGHT_END section=2\n"
	       "LEFT_END section=2\n"
	       "SECTION_UNMAPPED section=2 size=4096\n");
}

static void a_realloc_that_shrinks_or_grows(void)
{
	expect(NULL, "m 320", "r 1 100",
	       "FOUND section=1 size=320\n"
	       "ROUND asked=100 size=112 unit=16\n"
	       "SPLIT section=1 size=320 need=112 rest=208 other=112\n"
	       "SHRUNK section=1 size=320 need=112 rest=208\n"
	       "STORED section=1 offset=112 key=7 home=7 bucket=7\n"
	       "MERGED_RIGHT section=1 offset=112 key=7 size=208 rest=3776 other=320\n"
	       "REMOVED section=1 offset=320 key=20 home=4 bucket=4\n"
	       "LEFT_USED section=1 offset=112 key=7\n");
	expect(NULL, "m 100", "r 1 200",
	       "FOUND section=1 size=112\n"
	       "ROUND asked=200 size=208 unit=16\n"
	       "GROWN section=1 size=112 need=208 other=112\n"
	       "REMOVED section=1 offset=112 key=7 home=7 bucket=7\n"
	       "SPLIT section=1 size=4096 need=208 rest=3888 other=208\n"
	       "STORED section=1 offset=208 key=13 home=13 bucket=13\n");
	expect(NULL, "m 100", "r 1 112",
	       "FOUND section=1 size=112\n"
	       "ROUND asked=112 size=112 unit=16\n"
	       "SAME_SIZE section=1 asked=112 size=112\n");
}

static void a_realloc_that_moves(void)
{
	expect(NULL, "m 100 m 16", "r 1 200",
	       "FOUND section=1 size=112\n"
	       "ROUND asked=200 size=208 unit=16\n"
	       "CANNOT_GROW section=1 size=112 need=208 rest=16 other=112 why=right is used\n"
	       "SECTION_SEARCH section=1 size=3968 need=208\n"
	       "LOOK_TAKE section=1 offset=128 key=8 size=3968 need=208\n"
	       "SPLIT section=1 offset=128 key=8 size=3968 need=208 rest=3760 other=336\n"
	       "KEEPS_ENTRY section=1 offset=128 key=8 home=8 bucket=8\n"
	       "STORED section=1 offset=336 key=21 home=5 bucket=5\n"
	       "MOVED section=1 offset=128 key=8 size=112 need=1\n"
	       "FREED section=1 size=112\n"
	       "RIGHT_USED section=1 other=112\n"
	       "LEFT_END section=1\n");
}

static void calloc_and_alignment(void)
{
	my_heap_options o = defaults();

	expect(NULL, "m 100 f 1", "c 10 20", /* 112 bytes were used before, 96 never */
	       "ROUND asked=200 size=208 unit=16\n"
	       "SECTION_SEARCH section=1 size=4096 need=208\n"
	       "LOOK_TAKE section=1 size=4096 need=208\n"
	       "SPLIT section=1 size=4096 need=208 rest=3888 other=208\n"
	       "KEEPS_ENTRY section=1\n"
	       "STORED section=1 offset=208 key=13 home=13 bucket=13\n"
	       "ZEROED section=1 size=112 rest=96\n");
	o.alignment = o.granule = 1024;
	o.section = 16384;
	expect(&o, "m 1", "a 4096 1000",
	       "ROUND asked=1000 size=1024 unit=1024\n"
	       "ALIGN_ROOM size=1024 need=4096 rest=3072 other=4096\n"
	       "SECTION_SEARCH section=1 size=15360 need=4096\n"
	       "LOOK_TAKE section=1 offset=1024 key=1 size=15360 need=4096\n"
	       "ALIGNED section=1 offset=1024 key=1 size=3072 need=4096 rest=1024 other=4096\n"
	       "STORED section=1 offset=4096 key=4 home=4 bucket=4\n"
	       "SPLIT section=1 offset=4096 key=4 size=12288 need=1024 rest=11264 other=5120\n"
	       "STORED section=1 offset=5120 key=5 home=5 bucket=5\n");
}

static void failures(void)
{
	my_heap_options o = defaults();

	expect(NULL, "m 16", "m 18446744073709551615 a 3 8 c 4294967296 8589934592",
	       "FAILED need=18446744073709551615 why=size too large\n"
	       "FAILED need=8 why=bad alignment\n"
	       "FAILED need=18446744073709551615 why=size too large\n");
	o.limit = 4096;
	expect(&o, "m 4096", "m 16",
	       "ROUND asked=16 size=16 unit=16\n"
	       "SECTION_PASSED section=1 need=16\n"
	       "FAILED need=16 why=limit reached\n");
}

static void not_found(void)
{
	static drill d;

	drill_open(&d, NULL);
	drill_play(&d, "m 100");
	drill_listen(&d);
	my_heap_free(d.heap, d.p[1] + 16);
	SAME(drill_heard(&d), "NOT_FOUND section=1 key=1 home=1 bucket=1\n");
	drill_close(&d);
}

CU_TestInfo observe_tests[] = {
	{ "the first malloc", the_first_malloc },
	{ "a malloc from a hole", a_malloc_from_a_hole },
	{ "a free between free neighbours", a_free_between_free_neighbours },
	{ "a free between used neighbours", a_free_between_used_neighbours },
	{ "probing and shifting", probing_and_shifting },
	{ "a table that grows", a_table_that_grows },
	{ "best and worst fit", best_and_worst_fit },
	{ "next fit wraps", next_fit_wraps },
	{ "bins tell their bounds", bins_tell_their_bounds },
	{ "deferred coalescing", deferred_coalescing },
	{ "no coalescing", no_coalescing },
	{ "empty sections", empty_sections },
	{ "a realloc that shrinks or grows", a_realloc_that_shrinks_or_grows },
	{ "a realloc that moves", a_realloc_that_moves },
	{ "calloc and alignment", calloc_and_alignment },
	{ "failures", failures },
	{ "not found", not_found },
	CU_TEST_INFO_NULL
};
