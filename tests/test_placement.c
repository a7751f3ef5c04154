/* SPDX-License-Identifier: MIT
 *
 * test_placement.c - which free chunk is taken: placements, orders, splits.
 *
 * Offsets are reasoned from the definitions in my_heap.h. The holes of the five
 * placements' script, in a section that is filled to its last byte:
 *
 *   name      A     B     C     N      E      D
 *   size   3072  1040  1024  8192   2560   5120     16 used bytes after each
 *   at        0  3088  4144  5184  13392  15968
 *
 * Only N has room for 8192 bytes, so every placement takes it, and next fit's search
 * ends there. Then 1024 bytes are asked for twice.
 */
#include "test.h"
#include "drill.h"

#include <string.h>

static const char *const holes =
	"m 3072 m 16 m 1040 m 16 m 1024 m 16 m 8192 m 16 m 2560 m 16 m 5120 m 16"
	"f 1 f 3 f 5 f 7 f 9 f 11  m 8192  m 1024  m 1024";

static void holes_open(drill *d, enum my_heap_placement placement)
{
	my_heap_options o;

	my_heap_options_default(&o);
	o.placement = placement;
	o.section = 3072 + 1040 + 1024 + 8192 + 2560 + 5120 + 6 * 16;
	drill_open(d, &o);
	drill_play(d, holes);
	CU_ASSERT(drill_stats(d).sections == 1);
	CU_ASSERT(drill_offset(d, 13) == 5184);
}

/* A is the first; what is left of it, again. */
static void first_fit(void)
{
	drill d;

	holes_open(&d, MY_HEAP_FIRST_FIT);
	CU_ASSERT(drill_offset(&d, 14) == 0);
	CU_ASSERT(drill_offset(&d, 15) == 1024);
	SAME(drill_layout(&d), "s1 14:1024 15:1024 -1024 2:16 -1040 4:16 -1024 6:16 13:8192 8:16"
	     " -2560 10:16 -5120 12:16");
	drill_close(&d);
}

/* The search ended at N; E is the next, then what is left of E. */
static void next_fit(void)
{
	drill d;

	holes_open(&d, MY_HEAP_NEXT_FIT);
	CU_ASSERT(drill_offset(&d, 14) == 13392);
	CU_ASSERT(drill_offset(&d, 15) == 13392 + 1024);
	SAME(drill_layout(&d), "s1 -3072 2:16 -1040 4:16 -1024 6:16 13:8192 8:16"
	     " 14:1024 15:1024 -512 10:16 -5120 12:16");
	drill_close(&d);
}

/* C fits exactly, then B is the smallest. */
static void best_fit(void)
{
	drill d;

	holes_open(&d, MY_HEAP_BEST_FIT);
	CU_ASSERT(drill_offset(&d, 14) == 4144);
	CU_ASSERT(drill_offset(&d, 15) == 3088);
	SAME(drill_layout(&d), "s1 -3072 2:16 15:1024 -16 4:16 14:1024 6:16 13:8192 8:16"
	     " -2560 10:16 -5120 12:16");
	drill_close(&d);
}

/* D is the largest; the 4096 left of it still are. */
static void worst_fit(void)
{
	drill d;

	holes_open(&d, MY_HEAP_WORST_FIT);
	CU_ASSERT(drill_offset(&d, 14) == 15968);
	CU_ASSERT(drill_offset(&d, 15) == 15968 + 1024);
	SAME(drill_layout(&d), "s1 -3072 2:16 -1040 4:16 -1024 6:16 13:8192 8:16"
	     " -2560 10:16 14:1024 15:1024 -3072 12:16");
	drill_close(&d);
}

/* B and C are in one bin, where the first by address is taken: B, then C. */
static void bins(void)
{
	drill d;

	holes_open(&d, MY_HEAP_BINS);
	CU_ASSERT(drill_offset(&d, 14) == 3088);
	CU_ASSERT(drill_offset(&d, 15) == 4144);
	SAME(drill_layout(&d), "s1 -3072 2:16 14:1024 -16 4:16 15:1024 6:16 13:8192 8:16"
	     " -2560 10:16 -5120 12:16");
	drill_close(&d);
}

/* Own bin empty: the next larger bin that is not; never a smaller chunk. */
static void bins_go_up(void)
{
	my_heap_options o;
	drill d;

	my_heap_options_default(&o);
	o.placement = MY_HEAP_BINS;
	o.section = 8192 + 16 + 512 + 16 + 32768 + 16;
	drill_open(&d, &o);
	drill_play(&d, "m 32768 m 16 m 512 m 16 m 8192 m 16  f 1 f 3 f 5  m 1024");
	CU_ASSERT(drill_offset(&d, 7) == 32768 + 16 + 512 + 16);
	drill_play(&d, "m 512 m 16384");
	CU_ASSERT(drill_offset(&d, 8) == 32768 + 16);
	CU_ASSERT(drill_offset(&d, 9) == 0);
	drill_close(&d);
}

/* At the end of the list next fit starts over. */
static void next_fit_wraps(void)
{
	my_heap_options o;
	drill d;

	my_heap_options_default(&o);
	o.placement = MY_HEAP_NEXT_FIT;
	o.section = 6 * 32;
	drill_open(&d, &o);
	drill_play(&d, "m 32 m 32 m 32 m 32 m 32 m 32  f 1 f 3 f 5  m 32 m 32 m 32");
	CU_ASSERT(drill_offset(&d, 7) == 0);
	CU_ASSERT(drill_offset(&d, 8) == 64);
	CU_ASSERT(drill_offset(&d, 9) == 128);
	/* 0 again, and on from there though 0 is the first that is free. */
	drill_play(&d, "f 7 f 8  m 32 m 32  f 10 f 9  m 32");
	CU_ASSERT(drill_offset(&d, 11) == 64);
	CU_ASSERT(drill_offset(&d, 12) == 128);
	drill_close(&d);
}

/* --------------------------------------------------------------- list orders */

struct order_row {
	enum my_heap_order order;
	const char *list; /* after 64 at 112, 48 at 0, 80 at 192, 32 at 64 were freed */
	size_t for_30, for_48; /* what first fit then takes for 30 and, instead, for 48 bytes */
};

static const struct order_row orders[] = {
	{ MY_HEAP_BY_ADDRESS, "0:48 64:32 112:64 192:80", 0, 0 },
	{ MY_HEAP_BY_SIZE_UP, "64:32 0:48 112:64 192:80", 64, 0 },
	{ MY_HEAP_BY_SIZE_DOWN, "192:80 112:64 0:48 64:32", 192, 192 },
	{ MY_HEAP_LAST_IN_FIRST_OUT, "64:32 192:80 0:48 112:64", 64, 192 },
	{ MY_HEAP_FIRST_IN_FIRST_OUT, "112:64 0:48 192:80 64:32", 112, 112 },
};

static void order_open(drill *d, enum my_heap_order order)
{
	my_heap_options o;

	my_heap_options_default(&o);
	o.order = order;
	o.section = 48 + 32 + 64 + 80 + 4 * 16;
	drill_open(d, &o);
	drill_play(d, "m 48 m 16 m 32 m 16 m 64 m 16 m 80 m 16  f 5 f 1 f 7 f 3");
}

static void free_lists_are_ordered(void)
{
	for (size_t i = 0; i < sizeof orders / sizeof orders[0]; i++) {
		drill d;
		order_open(&d, orders[i].order);
		SAME(drill_free_list(&d, 1), orders[i].list);
		drill_play(&d, "m 30");
		CU_ASSERT(drill_offset(&d, 9) == orders[i].for_30);
		drill_close(&d);
		order_open(&d, orders[i].order);
		drill_play(&d, "m 48");
		CU_ASSERT(drill_offset(&d, 9) == orders[i].for_48);
		drill_close(&d);
	}
}

/* Best and worst fit do not depend on the order. */
static void best_and_worst_fit_in_any_order(void)
{
	for (size_t i = 0; i < sizeof orders / sizeof orders[0]; i++) {
		my_heap_options o;
		drill d;
		my_heap_options_default(&o);
		o.order = orders[i].order;
		o.section = 48 + 32 + 64 + 80 + 4 * 16;
		o.placement = MY_HEAP_BEST_FIT;
		drill_open(&d, &o);
		drill_play(&d, "m 48 m 16 m 32 m 16 m 64 m 16 m 80 m 16 f 5 f 1 f 7 f 3 m 48");
		CU_ASSERT(drill_offset(&d, 9) == 0);
		drill_close(&d);
		o.placement = MY_HEAP_WORST_FIT;
		drill_open(&d, &o);
		drill_play(&d, "m 48 m 16 m 32 m 16 m 64 m 16 m 80 m 16 f 5 f 1 f 7 f 3 m 16");
		CU_ASSERT(drill_offset(&d, 9) == 192);
		drill_close(&d);
	}
}

/* A random run: by address and by size the list is sorted at every moment. */
struct sorting {
	enum my_heap_order order;
	size_t offset, size;
	int seen, wrong;
};

static int in_order(void *user, const my_heap_chunk *chunk)
{
	struct sorting *s = user;

	if (s->seen && s->order == MY_HEAP_BY_ADDRESS)
		s->wrong |= chunk->offset <= s->offset;
	if (s->seen && s->order == MY_HEAP_BY_SIZE_UP)
		s->wrong |= chunk->size < s->size;
	if (s->seen && s->order == MY_HEAP_BY_SIZE_DOWN)
		s->wrong |= chunk->size > s->size;
	s->seen = 1;
	s->offset = chunk->offset;
	s->size = chunk->size;
	return 0;
}

static void sorted_orders_stay_sorted(void)
{
	for (int order = MY_HEAP_BY_ADDRESS; order <= MY_HEAP_BY_SIZE_DOWN; order++) {
		unsigned state = 12345;
		void *p[100] = { NULL };
		my_heap_options o;
		drill d;
		my_heap_options_default(&o);
		o.order = (enum my_heap_order)order;
		o.section = 16384;
		drill_open(&d, &o);
		for (int i = 0; i < 2000; i++) {
			struct sorting s = { o.order, 0, 0, 0, 0 };
			state = state * 1103515245u + 12345u;
			size_t slot = state >> 16 & 63;
			my_heap_section section;
			my_heap_free(d.heap, p[slot]);
			p[slot] = i % 3 ? my_heap_malloc(d.heap, state >> 8 & 255) : NULL;
			if (!my_heap_first_section(d.heap, &section))
				continue;
			my_heap_walk_free(d.heap, &section, in_order, &s);
			CU_ASSERT(!s.wrong);
		}
		drill_close(&d);
	}
}

/* ---------------------------------------------------------------- splitting */

/* A hole of 112 at the start, then `size` bytes; how large is the chunk it becomes? */
static size_t taken_of_112(size_t split, size_t size)
{
	my_heap_options o;
	my_heap_chunk chunk = { 0 };
	drill d;

	my_heap_options_default(&o);
	o.split = split;
	drill_open(&d, &o);
	drill_play(&d, "m 112 m 16 f 1");
	drill_malloc(&d, size);
	CU_ASSERT(drill_offset(&d, 3) == 0);
	CU_ASSERT(my_heap_find(d.heap, d.p[3], &chunk) == 1);
	CU_ASSERT(chunk.asked == size);
	CU_ASSERT(my_heap_usable_size(d.heap, d.p[3]) == chunk.size);
	drill_close(&d);
	return chunk.size;
}

static void split_thresholds(void)
{
	CU_ASSERT(taken_of_112(16, 96) == 96);
	CU_ASSERT(taken_of_112(16, 97) == 112);
	CU_ASSERT(taken_of_112(17, 96) == 112);
	CU_ASSERT(taken_of_112(64, 48) == 48);
	CU_ASSERT(taken_of_112(64, 49) == 112);
	CU_ASSERT(taken_of_112(64, 64) == 112);
	CU_ASSERT(taken_of_112(100, 1) == 112);
	CU_ASSERT(taken_of_112(96, 1) == 16);
	CU_ASSERT(taken_of_112(1, 96) == 96);
}

static void splits_are_counted(void)
{
	drill d;

	drill_open(&d, NULL);
	drill_play(&d, "m 100 m 100 f 1 m 100");
	CU_ASSERT(drill_stats(&d).splits == 2);
	drill_play(&d, "f 3 m 16");
	CU_ASSERT(drill_stats(&d).splits == 3);
	drill_close(&d);
}

CU_TestInfo placement_tests[] = {
	{ "first fit", first_fit },
	{ "next fit", next_fit },
	{ "best fit", best_fit },
	{ "worst fit", worst_fit },
	{ "bins", bins },
	{ "bins go up", bins_go_up },
	{ "next fit wraps", next_fit_wraps },
	{ "free lists are ordered", free_lists_are_ordered },
	{ "best and worst fit in any order", best_and_worst_fit_in_any_order },
	{ "sorted orders stay sorted", sorted_orders_stay_sorted },
	{ "split thresholds", split_thresholds },
	{ "splits are counted", splits_are_counted },
	CU_TEST_INFO_NULL
};
