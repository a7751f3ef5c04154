/* SPDX-License-Identifier: MIT
 *
 * test_realloc.c - the three ways of a realloc on a heap: shrink, grow in place, move.
 */
#include "test.h"
#include "drill.h"

#include <errno.h>
#include <string.h>

static my_heap_options defaults(void)
{
	my_heap_options options;

	my_heap_options_default(&options);
	return options;
}

/* A pattern in which no two bytes within 251 are the same. */
static void fill(char *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++)
		bytes[i] = (char)(i % 251);
}

static int filled(const char *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (bytes[i] != (char)(i % 251))
			return 0;
	return 1;
}

static void null_allocates_and_0_frees(void)
{
	drill d;

	drill_open(&d, NULL);
	d.p[++d.count] = my_heap_realloc(d.heap, NULL, 100);
	SAME(drill_layout(&d), "s1 1:112 -3984");
	CU_ASSERT_PTR_NULL(my_heap_realloc(d.heap, d.p[1], 0));
	SAME(drill_layout(&d), "s1 -4096");
	d.p[2] = my_heap_realloc(d.heap, NULL, 0);
	CU_ASSERT_PTR_NOT_NULL(d.p[2]);
	CU_ASSERT(drill_stats(&d).used_chunks == 1 && d.misuses == 0);
	drill_close(&d);
}

static void the_same_chunk_serves(void)
{
	char *before;
	drill d;

	drill_open(&d, NULL);
	drill_play(&d, "m 100 m 16");
	before = d.p[1];
	fill(before, 100);
	drill_listen(&d);
	drill_play(&d, "r 1 112 r 1 97 r 1 100");
	CU_ASSERT(d.steps[MY_HEAP_SAME_SIZE] == 3);
	drill_heard(&d);
	CU_ASSERT_PTR_EQUAL(d.p[1], before);
	CU_ASSERT(filled(before, 97));
	CU_ASSERT(drill_stats(&d).asked == 116);
	SAME(drill_layout(&d), "s1 1:112 2:16 -3968");
	drill_close(&d);
}

static void shrinking_frees_the_end(void)
{
	char *before;
	drill d;

	drill_open(&d, NULL);
	drill_play(&d, "m 320 m 16");
	before = d.p[1];
	fill(before, 320);
	drill_listen(&d);
	drill_play(&d, "r 1 100");
	CU_ASSERT_PTR_NOT_NULL(strstr(drill_heard(&d),
	                              "SHRUNK section=1 size=320 need=112 rest=208"));
	CU_ASSERT_PTR_EQUAL(d.p[1], before);
	CU_ASSERT(filled(before, 100));
	SAME(drill_layout(&d), "s1 1:112 -208 2:16 -3760");
	CU_ASSERT(drill_stats(&d).asked == 116 && drill_stats(&d).used == 128);
	CU_ASSERT(drill_stats(&d).moves == 0);
	drill_close(&d);
}

/* What is cut off joins a free right neighbour. */
static void shrinking_coalesces(void)
{
	drill d;

	drill_open(&d, NULL);
	drill_play(&d, "m 320 r 1 100");
	SAME(drill_layout(&d), "s1 1:112 -3984");
	drill_play(&d, "r 1 1");
	SAME(drill_layout(&d), "s1 1:16 -4080");
	drill_close(&d);
}

static void an_end_below_split_is_kept(void)
{
	my_heap_options o = defaults();
	drill d;

	o.split = 64;
	drill_open(&d, &o);
	drill_play(&d, "m 160 m 16 r 1 112");
	SAME(drill_layout(&d), "s1 1:160 2:16 -3920");
	CU_ASSERT(drill_stats(&d).asked == 128);
	drill_play(&d, "r 1 96");
	SAME(drill_layout(&d), "s1 1:96 -64 2:16 -3920");
	drill_close(&d);
}

static void growing_in_place(void)
{
	char *before;
	drill d;

	drill_open(&d, NULL);
	drill_play(&d, "m 100");
	before = d.p[1];
	fill(before, 100);
	drill_listen(&d);
	drill_play(&d, "r 1 200");
	CU_ASSERT_PTR_NOT_NULL(strstr(drill_heard(&d),
	                              "GROWN section=1 size=112 need=208 other=112"));
	CU_ASSERT_PTR_EQUAL(d.p[1], before);
	CU_ASSERT(filled(before, 100));
	SAME(drill_layout(&d), "s1 1:208 -3888");
	CU_ASSERT(drill_stats(&d).moves == 0 && drill_stats(&d).copied == 0);
	CU_ASSERT(drill_stats(&d).asked == 200 && drill_stats(&d).peak_asked == 200);
	drill_close(&d);
}

/* The right neighbour is taken as a whole when it fits exactly, or when too little of it
 * would be left. */
static void growing_takes_the_neighbour(void)
{
	my_heap_options o = defaults();
	drill d;

	drill_open(&d, &o);
	drill_play(&d, "m 112 m 96 m 16 f 2 r 1 208");
	SAME(drill_layout(&d), "s1 1:208 3:16 -3872");
	CU_ASSERT(drill_offset(&d, 1) == 0);
	drill_close(&d);
	o.split = 32;
	drill_open(&d, &o);
	drill_play(&d, "m 112 m 112 m 16 f 2 r 1 208");
	SAME(drill_layout(&d), "s1 1:224 3:16 -3856");
	drill_close(&d);
}

static void moving_copies(void)
{
	char *before;
	drill d;

	drill_open(&d, NULL);
	drill_play(&d, "m 100 m 16");
	before = d.p[1];
	fill(before, 100);
	drill_listen(&d);
	drill_play(&d, "r 1 200");
	const char *heard = drill_heard(&d);
	CU_ASSERT(d.steps[MY_HEAP_MOVED] == 1 && d.steps[MY_HEAP_CANNOT_GROW] == 1);
	CU_ASSERT_PTR_NOT_NULL(strstr(heard, "MOVED section=1 offset=128"));
	CU_ASSERT_PTR_NOT_EQUAL(d.p[1], before);
	CU_ASSERT(filled(d.p[1], 100));
	SAME(drill_layout(&d), "s1 -112 2:16 1:208 -3760");
	CU_ASSERT(drill_stats(&d).moves == 1);
	CU_ASSERT(drill_stats(&d).copied >= 100 && drill_stats(&d).copied <= 112);
	CU_ASSERT(drill_stats(&d).asked == 216);
	drill_close(&d);
}

static void moving_to_another_section(void)
{
	drill d;

	drill_open(&d, NULL);
	drill_play(&d, "m 4000 m 96");
	fill(d.p[1], 4000);
	drill_play(&d, "r 1 5000");
	CU_ASSERT(filled(d.p[1], 4000));
	SAME(drill_layout(&d), "s1 -4000 2:96 s2 1:5008");
	drill_close(&d);
}

static const char *cannot_grow(const char *script, size_t size)
{
	static drill d;
	static char line[256];
	const char *found;

	drill_open(&d, NULL);
	drill_play(&d, script);
	drill_listen(&d);
	d.p[1] = my_heap_realloc(d.heap, d.p[1], size);
	found = strstr(drill_heard(&d), "CANNOT_GROW");
	line[0] = '\0';
	if (found)
		memcpy(line, found, strcspn(found, "\n"));
	line[found ? strcspn(found, "\n") : 0] = '\0';
	drill_close(&d);
	return line;
}

static void why_it_cannot_grow(void)
{
	SAME(cannot_grow("m 100 m 16", 200),
	     "CANNOT_GROW section=1 size=112 need=208 rest=16 other=112 why=right is used");
	SAME(cannot_grow("m 100 m 64 m 16 f 2", 200),
	     "CANNOT_GROW section=1 size=112 need=208 rest=64 other=112 why=right too small");
	SAME(cannot_grow("m 4096", 5000),
	     "CANNOT_GROW section=1 size=4096 need=5008 why=right is end");
}

static void a_failure_leaves_the_block(void)
{
	my_heap_options o = defaults();
	static volatile size_t most = SIZE_MAX;
	char before[256];
	drill d;

	o.limit = 4096;
	drill_open(&d, &o);
	drill_play(&d, "m 2000 m 2000");
	fill(d.p[1], 2000);
	strcpy(before, drill_layout(&d));
	errno = 0;
	drill_play(&d, "r 1 3000");
	CU_ASSERT(d.last == NULL && errno == ENOMEM);
	errno = 0;
	CU_ASSERT(my_heap_realloc(d.heap, d.p[1], most) == NULL && errno == ENOMEM);
	errno = 0;
	CU_ASSERT(my_heap_realloc(d.heap, d.p[1], most / 2 + 1) == NULL && errno == ENOMEM);
	SAME(drill_layout(&d), before);
	CU_ASSERT(filled(d.p[1], 2000));
	CU_ASSERT(drill_stats(&d).asked == 4000 && d.misuses == 0);
	drill_close(&d);
}

/* Header bytes are not part of what is copied, and not of what may be used. */
static void with_headers(void)
{
	static const size_t sizes[] = { 1, 500, 20, 3000, 3001, 9000, 10, 0 };
	my_heap_options o = defaults();
	drill d;

	o.header = 32;
	drill_open(&d, &o);
	drill_play(&d, "m 10");
	for (size_t i = 0, had = 0; sizes[i]; i++) {
		d.p[1] = my_heap_realloc(d.heap, d.p[1], sizes[i]);
		CU_ASSERT(filled(d.p[1], had < sizes[i] ? had : sizes[i]));
		CU_ASSERT(my_heap_usable_size(d.heap, d.p[1]) >= sizes[i]);
		fill(d.p[1], sizes[i]);
		had = sizes[i];
		drill_malloc(&d, 40);
		SOUND(&d);
	}
	drill_close(&d);
}

/* Every placement and coalescing: contents survive, whichever way a realloc goes. */
static void contents_survive_everywhere(void)
{
	for (int way = 0; way < 18; way++) {
		my_heap_options o = defaults();
		char *p[16] = { NULL };
		size_t size[16] = { 0 };
		unsigned state = 7;
		drill d;
		o.placement = (enum my_heap_placement)(way % 6);
		o.coalescing = (enum my_heap_coalescing)(way / 6);
		drill_open(&d, &o);
		for (int i = 0; i < 2000; i++) {
			state = state * 1103515245u + 12345u;
			size_t slot = state >> 16 & 15, next = (state >> 8 & 1023) + 1;
			p[slot] = my_heap_realloc(d.heap, p[slot], next);
			CU_ASSERT_PTR_NOT_NULL_FATAL(p[slot]);
			CU_ASSERT(filled(p[slot], size[slot] < next ? size[slot] : next));
			fill(p[slot], next);
			size[slot] = next;
		}
		CU_ASSERT(drill_stats(&d).moves > 0 && drill_stats(&d).copied > 0);
		drill_close(&d);
	}
}

CU_TestInfo realloc_tests[] = {
	{ "NULL allocates, 0 frees", null_allocates_and_0_frees },
	{ "the same chunk serves", the_same_chunk_serves },
	{ "shrinking frees the end", shrinking_frees_the_end },
	{ "shrinking coalesces", shrinking_coalesces },
	{ "an end below split is kept", an_end_below_split_is_kept },
	{ "growing in place", growing_in_place },
	{ "growing takes the neighbour", growing_takes_the_neighbour },
	{ "moving copies", moving_copies },
	{ "moving to another section", moving_to_another_section },
	{ "why it cannot grow", why_it_cannot_grow },
	{ "a failure leaves the block", a_failure_leaves_the_block },
	{ "with headers", with_headers },
	{ "contents survive everywhere", contents_survive_everywhere },
	CU_TEST_INFO_NULL
};
