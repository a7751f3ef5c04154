/* SPDX-License-Identifier: MIT
 *
 * test_sentry.c - the option guard of a heap value: what it finds and when, in which order
 * chunks are used again, and that without it nothing is done.
 */
#include "test.h"
#include "chance.h"
#include "damage.h"
#include "drill.h"
#include "model.h"
#include "raw.h"
#include "sentry.h"
#include "slack.h"
#include "table.h"

#include <string.h>

static my_heap_options guarded(void)
{
	my_heap_options o;

	my_heap_options_default(&o);
	o.guard = 1;
	return o;
}

static void open_guarded(drill *d)
{
	my_heap_options o = guarded();

	drill_open(d, &o);
}

/* A chunk for that many bytes, and the next one so that it has a neighbour. */
static char *take(drill *d, size_t size)
{
	char *p = drill_malloc(d, size);

	drill_malloc(d, 10);
	return p;
}

static int all_are(const char *from, size_t size, int value)
{
	unsigned char byte;
	int same = 1;

	for (size_t i = 0; i < size; i++) {
		raw_read(&byte, from + i, 1);
		same &= byte == value;
	}
	return same;
}

/* ------------------------------------------------------------------------- slack */

static void fills_slack(void)
{
	my_heap_options o = guarded();
	drill d;
	char *p;

	o.header = 16;
	drill_open(&d, &o);
	p = take(&d, 100);
	CU_ASSERT(all_are(p - 16, 16, SLACK_BEFORE));
	CU_ASSERT(all_are(p + 100, 12, SLACK_BEHIND));
	p = my_heap_realloc(d.heap, p, 90);
	CU_ASSERT(all_are(p + 90, 6, SLACK_BEHIND)); /* 16 were given back */
	p = my_heap_calloc(d.heap, 1, 20);
	CU_ASSERT(all_are(p, 20, 0) && all_are(p + 20, 12, SLACK_BEHIND));
	p = my_heap_realloc(d.heap, p, 300); /* it moves */
	CU_ASSERT(all_are(p, 20, 0) && all_are(p + 300, 4, SLACK_BEHIND));
	CU_ASSERT_EQUAL(my_heap_usable_size(d.heap, p), 300);
	CU_ASSERT_EQUAL(d.misuses, 0);
	drill_close(&d);
}

static void finds_one_byte_past_the_end(void)
{
	for (size_t at = 100; at < 112; at++) {
		drill d;

		open_guarded(&d);
		char *p = take(&d, 100);

		p[at] = 'A';
		CU_ASSERT_EQUAL(d.misuses, 0);
		my_heap_free(d.heap, p);
		CU_ASSERT_EQUAL(d.misuses, 1);
		CU_ASSERT_EQUAL(d.cause, MY_HEAP_WRITE_PAST_END);
		CU_ASSERT_PTR_EQUAL(d.culprit, p + at);
		SAME(drill_layout(&d), "s1 -112 2:16 -3968");
		drill_close(&d);
	}
}

static void finds_it_at_realloc(void)
{
	drill d;

	open_guarded(&d);
	char *p = take(&d, 100);

	p[100] = 1;
	char *moved = my_heap_realloc(d.heap, p, 200);

	CU_ASSERT(moved && moved != p);
	CU_ASSERT_EQUAL(d.misuses, 1);
	CU_ASSERT_EQUAL(d.cause, MY_HEAP_WRITE_PAST_END);
	my_heap_free(d.heap, moved); /* the new slack is whole */
	CU_ASSERT_EQUAL(d.misuses, 1);
	drill_close(&d);
}

static void finds_writes_before_the_start(void)
{
	my_heap_options o = guarded();
	drill d;

	o.header = 16;
	drill_open(&d, &o);
	char *p = take(&d, 96);

	raw_fill((unsigned char *)p - 3, 'B', 2);
	my_heap_free(d.heap, p);
	CU_ASSERT_EQUAL(d.misuses, 1);
	CU_ASSERT_EQUAL(d.cause, MY_HEAP_WRITE_BEFORE_START);
	CU_ASSERT_PTR_EQUAL(d.culprit, p - 3);
	drill_close(&d);
}

/* ----------------------------------------------------------------------- waiting */

static void finds_writes_after_free(void)
{
	drill d;

	open_guarded(&d);
	char *p = take(&d, 100);

	my_heap_free(d.heap, p);
	CU_ASSERT(all_are(p, 112, SLACK_FREED));
	raw_fill((unsigned char *)p + 7, 'C', 1);
	drill_play(&d, "m 20 m 20 m 20 m 20 m 20 m 20 m 20 m 20");
	drill_play(&d, "f 3 f 4 f 5 f 6 f 7 f 8 f 9");
	CU_ASSERT_EQUAL(d.misuses, 0); /* eight wait */
	drill_play(&d, "f 10");
	CU_ASSERT_EQUAL(d.misuses, 1);
	CU_ASSERT_EQUAL(d.cause, MY_HEAP_WRITE_AFTER_FREE);
	CU_ASSERT_PTR_EQUAL(d.culprit, p + 7);
	drill_close(&d);
}

/* The first place is given again only after eight more were freed. */
static void delays_reuse(void)
{
	enum { ROUNDS = 40 };
	char *p[ROUNDS];
	drill d;

	open_guarded(&d);
	for (int i = 0; i < ROUNDS; i++) {
		p[i] = my_heap_malloc(d.heap, 64);
		my_heap_free(d.heap, p[i]);
		for (int j = i < 8 ? 0 : i - 8; j < i; j++)
			CU_ASSERT_PTR_NOT_EQUAL(p[j], p[i]);
		if (i >= 9)
			CU_ASSERT_PTR_EQUAL(p[i], p[i - 9]);
	}
	CU_ASSERT_EQUAL(drill_stats(&d).cached_chunks, 8);
	CU_ASSERT_EQUAL(drill_stats(&d).cached, 512);
	CU_ASSERT_EQUAL(drill_stats(&d).used, 0);
	drill_close(&d);
}

static void lets_go_before_it_maps(void)
{
	drill d;

	open_guarded(&d);
	drill_play(&d, "m 2000 m 2000 f 1 f 2");
	SAME(drill_layout(&d), "s1 -2000 -2000 -96");
	drill_listen(&d);
	drill_play(&d, "m 3000");
	CU_ASSERT(strstr(drill_heard(&d), "RELEASED_LATE") != NULL);
	SAME(drill_layout(&d), "s1 3:3008 -1088");
	CU_ASSERT_EQUAL(drill_stats(&d).sections, 1);
	CU_ASSERT_EQUAL(drill_stats(&d).cached_chunks, 0);
	drill_close(&d);
}

static void is_no_chunk_in_use(void)
{
	drill d;
	my_heap_chunk chunk;
	my_heap_section section;

	open_guarded(&d);
	char *p = take(&d, 100);

	my_heap_free(d.heap, p);
	CU_ASSERT(my_heap_find(d.heap, p, &chunk));
	CU_ASSERT(chunk.free && chunk.cached && chunk.asked == 0 && chunk.size == 112);
	CU_ASSERT(my_heap_first_section(d.heap, &section) && section.used == 16);
	my_heap_free(d.heap, p);
	CU_ASSERT(d.misuses == 1 && d.cause == MY_HEAP_DOUBLE_FREE);
	my_heap_free(d.heap, p + 16); /* as if the chunk had been cut differently */
	CU_ASSERT(d.misuses == 2 && d.cause == MY_HEAP_DOUBLE_FREE);
	my_heap_free(d.heap, p + 8);
	CU_ASSERT(d.misuses == 3 && d.cause == MY_HEAP_INVALID_FREE);
	CU_ASSERT_PTR_NULL(my_heap_realloc(d.heap, p, 10));
	CU_ASSERT(d.misuses == 4 && d.cause == MY_HEAP_INVALID_REALLOC);
	CU_ASSERT_EQUAL(my_heap_usable_size(d.heap, p), 0);
	CU_ASSERT(d.misuses == 5 && d.cause == MY_HEAP_INVALID_SIZE_QUERY);
	SOUND(&d);
	drill_close(&d);
}

static void tells_its_steps(void)
{
	drill d;

	open_guarded(&d);
	drill_play(&d, "m 100 m 10");
	drill_listen(&d);
	drill_play(&d, "f 1");
	SAME(drill_heard(&d),
	     "FOUND section=1 size=112\n"
	     "SLACK_CHECKED section=1 asked=100 size=12\n"
	     "FREED_FILLED section=1 size=112\n"
	     "DELAYED section=1 size=112 rest=1 other=8\n");
	d.p[2][12] = 1;
	drill_listen(&d);
	drill_play(&d, "f 2");
	CU_ASSERT(strstr(drill_heard(&d), "SLACK_DAMAGED section=1 offset=112 key=7 asked=10 "
	                                  "size=6 rest=1 other=12 why=past end") != NULL);
	drill_close(&d);
}

/* -------------------------------------------------------------------------- books */

static void is_proved(void)
{
	drill d;

	open_guarded(&d);
	drill_play(&d, "m 100 m 10 m 10 f 1 f 2");

	struct waiting *waiting = &d.heap->waiting;
	struct chunk *chunk = table_peek(d.heap, d.heap->first, 0);

	DAMAGE(&d, waiting->number, 9, "no more chunks wait");
	DAMAGE(&d, waiting->number, 1, "one place in the queue");
	DAMAGE(&d, waiting->number, 3, "the queue holds the chunks");
	DAMAGE(&d, waiting->first, 8, "no more chunks wait");
	DAMAGE(&d, waiting->first, 7, "one place in the queue");
	DAMAGE(&d, waiting->bytes, 16, "the queue holds the chunks");
	DAMAGE(&d, waiting->memory[1], waiting->memory[0], "one place in the queue");
	DAMAGE(&d, chunk->asked, 100, "nothing is asked of a chunk that waits");
	DAMAGE(&d, chunk->hole, 0, "the queue holds the chunks");
	drill_close(&d);
}

/* Options of many kinds, and a small limit now and then. */
static my_heap_options variant(int n)
{
	my_heap_options o = guarded();

	o.placement = (enum my_heap_placement)(n % 6);
	o.coalescing = (enum my_heap_coalescing)(n % 3);
	o.header = n % 4 == 1 ? 24 : 0;
	o.section = n % 2 ? 4096 : 65536;
	o.base = 0;
	return o;
}

static void holds_in_random_runs(void)
{
	enum { OPS = 1500, IDS = 60 };

	for (int n = 0; n < 12; n++) {
		my_heap_options o = variant(n);
		struct model model;

		chance(test_seed() + (uint64_t)n);
		CU_ASSERT_EQUAL_FATAL(model_open(&model, &o, IDS), 0);
		for (int i = 0; i < OPS && !model.wrong; i++) {
			struct model_op op = { .verb = "mmcarrff"[below(8)],
				               .id = (unsigned)below(IDS),
				               .size = (unsigned)below(500),
				               .alignment = 1u << below(8) };

			model_do(&model, &op);
			model_compare(&model);
		}
		if (model_close(&model))
			CU_FAIL("a random run went wrong");
		if (model.wrong)
			printf("\n      variant %d: %s", n, model.wrong);
	}
}

static void does_nothing_when_off(void)
{
	drill d;

	drill_open(&d, NULL);
	char *p = take(&d, 100);

	CU_ASSERT(all_are(p, 112, 0));
	memset(p, 'A', 112);
	my_heap_free(d.heap, p);
	CU_ASSERT(all_are(p, 112, 'A'));
	CU_ASSERT_EQUAL(d.misuses, 0);
	CU_ASSERT_PTR_EQUAL(my_heap_malloc(d.heap, 100), p);
	drill_close(&d);
}

CU_TestInfo sentry_tests[] = {
	{ "fills slack", fills_slack },
	{ "finds one byte past the end", finds_one_byte_past_the_end },
	{ "finds it at realloc", finds_it_at_realloc },
	{ "finds writes before the start", finds_writes_before_the_start },
	{ "finds writes after free", finds_writes_after_free },
	{ "delays reuse", delays_reuse },
	{ "lets go before it maps", lets_go_before_it_maps },
	{ "is no chunk in use", is_no_chunk_in_use },
	{ "tells its steps", tells_its_steps },
	{ "is proved", is_proved },
	{ "holds in random runs", holds_in_random_runs },
	{ "does nothing when off", does_nothing_when_off },
	CU_TEST_INFO_NULL
};
