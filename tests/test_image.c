/* SPDX-License-Identifier: MIT
 *
 * test_image.c - a heap's state taken and put back, and every write undone: random operations
 * on heaps of every kind, in which each moment must come back byte for byte.
 */
#include "test.h"
#include "chance.h"
#include "drill.h"
#include "notes.h"
#include "picture.h"
#include "raw.h"
#include "world.h"
#include "wrap.h"

#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { MOMENTS = 6, BETWEEN = 40, LARGE = 1 << 30 };

/* ------------------------------------------------------------------------ moments */

struct moment {
	struct picture *picture;
	struct blocks blocks;
};

#ifdef NOTES_ASAN
/* A memory checker lets used chunks be touched, and no free ones; it knows eight bytes at a
 * time, so that of smaller units it cannot be asked. */
static int noted(void *user, const my_heap_section *section, const my_heap_chunk *chunk)
{
	size_t header = (size_t)((unsigned char *)chunk->pointer - (unsigned char *)chunk->memory);
	const my_heap_options *options = my_heap_options_of(user);

	(void)section;
	if (chunk->kind == MY_HEAP_SPAN || chunk->size <= header)
		return 0;
	if (!chunk->free) {
		CU_ASSERT_EQUAL(__asan_address_is_poisoned(chunk->pointer), 0);
	} else if ((options->granule | options->alignment) >= 8 && chunk->size >= 8) {
		CU_ASSERT_EQUAL(__asan_address_is_poisoned(chunk->memory), 1);
	}
	return 0;
}
#else
static int noted(void *user, const my_heap_section *section, const my_heap_chunk *chunk)
{
	(void)user, (void)section, (void)chunk;
	return 0;
}
#endif

static void all_there(const struct world *world, const struct moment *moment)
{
	static const my_heap_visitor visitor = { NULL, NULL, noted };
	my_heap_fault fault = { "", 0, 0 };

	CU_ASSERT_EQUAL_FATAL(picture_digest(world->heap), moment->picture->digest);
	CU_ASSERT_EQUAL_FATAL(my_heap_check(world->heap, &fault), 0);
	CU_ASSERT_EQUAL(my_heap_walk(world->heap, &visitor, world->heap), 0);
}

static void go(struct world *world, const struct moment *moment)
{
	CU_ASSERT_EQUAL_FATAL(picture_put(world->heap, moment->picture), 1);
	world->blocks = moment->blocks;
	all_there(world, moment);
}

/* From one moment on the same operations lead to the next. */
static void live_again(struct world *world, const struct moment *moments, size_t m)
{
	for (size_t k = m * BETWEEN; m + 1 < MOMENTS && k < (m + 1) * BETWEEN; k++)
		world_operate(world, k);
	if (m + 1 == MOMENTS)
		return;
	CU_ASSERT(memcmp(&world->blocks, &moments[m + 1].blocks, sizeof world->blocks) == 0);
	all_there(world, &moments[m + 1]);
}

static void travel(const my_heap_options *options)
{
	struct moment moments[MOMENTS];
	struct world world;

	world_open(&world, options);
	for (size_t m = 0; m < MOMENTS; m++) {
		moments[m] = (struct moment){ picture_take(world.heap), world.blocks };
		for (size_t k = m * BETWEEN; k < (m + 1) * BETWEEN; k++)
			world_operate(&world, k);
	}
	for (int i = 0; i < 2 * MOMENTS; i++) {
		chance(test_seed() + (uint64_t)i);
		size_t m = below(MOMENTS);
		go(&world, &moments[m]);
		if (i % 2)
			live_again(&world, moments, m);
	}
	for (size_t m = 0; m < MOMENTS; m++)
		picture_free(moments[m].picture);
	my_heap_destroy(world.heap);
}

static void repeat(size_t times, my_heap_options (*make)(void),
                   void (*test)(const my_heap_options *))
{
	for (size_t i = 0; i < times; i++) {
		world_chance(test_seed() + i);
		my_heap_options options = make();
		test(&options);
	}
}

static size_t percent(size_t times)
{
	return 1 + times * test_percent() / 100;
}

static void general_heaps_travel(void)
{
	repeat(percent(60), world_general, travel);
}

static void fast_heaps_travel(void)
{
	repeat(percent(6), world_fast, travel);
}

static void strict_heaps_travel(void)
{
	wrap_strict(LARGE);
	repeat(percent(6), world_fast, travel);
	wrap_strict(0);
}

/* --------------------------------------------------------------------- one by one */

/* Two states: an early one, and a late one with more sections in other places. */
struct pair {
	struct world world;
	struct moment early, late;
};

static void open_pair(struct pair *pair, const my_heap_options *options)
{
	world_open(&pair->world, options);
	for (size_t k = 0; k < 5; k++)
		world_operate(&pair->world, k);
	pair->early = (struct moment){ picture_take(pair->world.heap), pair->world.blocks };
	for (size_t k = 5; k < 400; k++)
		world_operate(&pair->world, k);
	for (size_t i = 0; i < 20; i++)
		memset(my_heap_malloc(pair->world.heap, 20000), 1, 20000);
	pair->late = (struct moment){ picture_take(pair->world.heap), pair->world.blocks };
}

static void close_pair(struct pair *pair)
{
	picture_free(pair->early.picture);
	picture_free(pair->late.picture);
	my_heap_destroy(pair->world.heap);
}

static int is_readable(const void *at)
{
	int ends[2];
	long written;

	CU_ASSERT_EQUAL_FATAL(pipe(ends), 0);
	written = syscall(SYS_write, ends[1], at, 1);
	close(ends[0]);
	close(ends[1]);
	return written == 1;
}

static int is_in(const struct picture *picture, const unsigned char *at)
{
	for (size_t i = 0; i < picture->stretches; i++)
		if ((size_t)(at - picture->stretch[i].start) < picture->stretch[i].size)
			return 1;
	return 0;
}

/* What the late state had, and the early one has not: nothing of it is left. How many pages
 * are no memory any more. */
static size_t nothing_left(const struct pair *pair)
{
	const struct picture *early = pair->early.picture, *late = pair->late.picture;
	size_t gone = 0;
	uint64_t words[512], any = 0;

	for (size_t i = 0; i < late->pages; i++) {
		if (is_in(early, late->page[i].at))
			continue;
		if (!is_readable(late->page[i].at)) {
			gone++;
			continue;
		}
		raw_read(words, late->page[i].at, sizeof words);
		for (size_t w = 0; w < 512; w++)
			any |= words[w];
	}
	CU_ASSERT_EQUAL(any, 0);
	return gone;
}

static my_heap_options small_sections(void)
{
	my_heap_options o;

	my_heap_options_default(&o);
	o.section = 3000;
	return o;
}

static void what_is_no_more_goes_back(void)
{
	my_heap_options o = small_sections();
	struct pair pair;

	world_chance(1);
	open_pair(&pair, &o);
	go(&pair.world, &pair.early);
	CU_ASSERT(nothing_left(&pair) > 10);
	go(&pair.world, &pair.late);
	close_pair(&pair);
	my_heap_options_fast(&o);
	open_pair(&pair, &o);
	go(&pair.world, &pair.early);
	CU_ASSERT_EQUAL(nothing_left(&pair), 0);
	close_pair(&pair);
}

/* Refused by every call in turn: the heap is as it was, until nothing is refused. What is
 * given back is not there any more, also where that is refused. */
static void refused(const my_heap_options *options)
{
	struct pair pair;
	unsigned long n = 1, refusals = 0;
	size_t gone;

	open_pair(&pair, options);
	go(&pair.world, &pair.early);
	gone = nothing_left(&pair);
	for (int done = 0; !done; n++) {
		wrap_watch(n, WRAP_ONCE);
		done = picture_put(pair.world.heap, pair.late.picture);
		refusals += wrap_failures();
		wrap_rest();
		all_there(&pair.world, done ? &pair.late : &pair.early);
		if (!done)
			CU_ASSERT_EQUAL(nothing_left(&pair), gone);
	}
	CU_ASSERT(refusals > 10);
	for (n = 1, refusals = 1; refusals > 0; n++) {
		wrap_watch(n, WRAP_ONCE);
		int done = picture_put(pair.world.heap, pair.early.picture);

		refusals = wrap_failures();
		wrap_rest();
		all_there(&pair.world, done ? &pair.early : &pair.late);
		if (done)
			nothing_left(&pair);
		go(&pair.world, &pair.late);
	}
	close_pair(&pair);
}

static void a_refusal_changes_nothing(void)
{
	my_heap_options o = small_sections();

	world_chance(2);
	refused(&o);
}

static void heard(void *user, const my_heap_event *event)
{
	(void)event;
	++*(size_t *)user;
}

static void told(void *user, void *start, size_t size)
{
	(void)start, (void)size;
	++*(size_t *)user;
}

/* Neither its calls nor its observer and keeper belong to the time that comes back. */
static void the_looker_leaves_no_trace(void)
{
	my_heap_options o = small_sections();
	struct pair pair;
	size_t events = 0, stretches = 0;
	my_heap_statistics early, late;

	world_chance(3);
	open_pair(&pair, &o);
	my_heap_stats(pair.world.heap, &late);
	go(&pair.world, &pair.early);
	my_heap_stats(pair.world.heap, &early);
	CU_ASSERT(early.system_calls < late.system_calls);
	my_heap_observe(pair.world.heap, heard, &events);
	my_heap_keep(pair.world.heap, told, &stretches);
	CU_ASSERT_EQUAL(picture_put(pair.world.heap, pair.late.picture), 1);
	my_heap_stats(pair.world.heap, &early);
	CU_ASSERT(memcmp(&early, &late, sizeof early) == 0);
	CU_ASSERT(events == 0 && stretches == 0);
	my_heap_free(pair.world.heap, my_heap_malloc(pair.world.heap, 1));
	CU_ASSERT(events > 0 && stretches > 0);
	my_heap_observe(pair.world.heap, NULL, NULL);
	my_heap_keep(pair.world.heap, NULL, NULL);
	go(&pair.world, &pair.late);
	close_pair(&pair);
}

CU_TestInfo image_tests[] = {
	{ "general heaps travel", general_heaps_travel },
	{ "fast heaps travel", fast_heaps_travel },
	{ "strict heaps travel", strict_heaps_travel },
	{ "what is no more goes back", what_is_no_more_goes_back },
	{ "a refusal changes nothing", a_refusal_changes_nothing },
	{ "the looker leaves no trace", the_looker_leaves_no_trace },
	CU_TEST_INFO_NULL,
};
