/* SPDX-License-Identifier: MIT
 *
 * test_keep.c - every write of the general engine is told before it is made: with the old
 * bytes kept, any number of operations is undone, byte for byte. What bytes cannot undo is
 * told too.
 */
#include "test.h"
#include "drill.h"
#include "picture.h"
#include "raw.h"
#include "world.h"

#include <stdlib.h>
#include <string.h>

enum { OPS = 120 };

/* The old bytes: records, one after the other, the latest last. */
struct record {
	unsigned char *start;
	size_t size, at; /* where its bytes are */
};

struct log {
	struct record *record;
	size_t records, most_records;
	unsigned char *bytes;
	size_t used, most;
	size_t barriers; /* told since the log was opened */
};

static void *larger(void *old, size_t size)
{
	void *new = realloc(old, size);

	if (!new)
		abort();
	return new;
}

static void keep(void *user, void *start, size_t size)
{
	struct log *log = user;

	if (!start) {
		log->barriers++;
		log->records = log->used = 0;
		return;
	}
	while (log->used + size > log->most)
		log->bytes = larger(log->bytes, log->most = 2 * log->most + 65536);
	if (log->records == log->most_records)
		log->record = larger(log->record, (log->most_records = 2 * log->most_records + 64) *
		                                  sizeof log->record[0]);
	log->record[log->records++] = (struct record){ start, size, log->used };
	raw_read(log->bytes + log->used, start, size);
	log->used += size;
}

static void drop_log(struct log *log)
{
	free(log->record);
	free(log->bytes);
}

/* Back to when there were so many records. */
static void undo(my_heap *heap, struct log *log, size_t records)
{
	CU_ASSERT_EQUAL(my_heap_open(heap, NULL, 0), 1);
	while (log->records > records) {
		const struct record *r = &log->record[--log->records];

		raw_write(r->start, log->bytes + r->at, r->size);
		log->used = r->at;
	}
	my_heap_close(heap, NULL, 0);
}

/* ------------------------------------------------------------------------- undone */

/* Before operation k. */
struct step {
	size_t records, barriers;
	uint64_t digest;
	struct blocks blocks;
};

/* 1; 0: something happened since that bytes cannot undo. */
static int undo_to(struct world *world, struct log *log, const struct step *step)
{
	my_heap_fault fault;

	if (step->barriers != log->barriers)
		return 0;
	undo(world->heap, log, step->records);
	world->blocks = step->blocks;
	CU_ASSERT_EQUAL_FATAL(picture_digest(world->heap), step->digest);
	CU_ASSERT_EQUAL_FATAL(my_heap_check(world->heap, &fault), 0);
	return 1;
}

/* Some steps back, and the same operations again. */
static void swing(struct world *world, struct log *log, const struct step *steps, size_t k)
{
	uint64_t digest = picture_digest(world->heap);
	size_t back = 0;

	while (back < 16 && undo_to(world, log, &steps[k - back]))
		back++;
	for (size_t again = k + 1 - back; again <= k; again++)
		world_operate(world, again);
	CU_ASSERT_EQUAL(picture_digest(world->heap), digest);
}

/* Forwards, with some steps back now and then, at the end as far back as can be. */
static void back_and_forth(const my_heap_options *options)
{
	static struct step steps[OPS];
	struct log log = { .record = NULL };
	struct world world;

	world_open(&world, options);
	world.writes = keep;
	world.user = &log;
	my_heap_keep(world.heap, keep, &log);
	for (size_t k = 0; k < OPS; k++) {
		steps[k] = (struct step){ log.records, log.barriers, picture_digest(world.heap),
			                  world.blocks };
		world_operate(&world, k);
		if (k % 16 == 15)
			swing(&world, &log, steps, k);
	}
	for (size_t k = OPS; k-- > 0 && undo_to(&world, &log, &steps[k]);)
		;
	my_heap_destroy(world.heap);
	drop_log(&log);
}

static void every_write_is_told(void)
{
	for (size_t i = 0; i < 1 + 60 * test_percent() / 100; i++) {
		world_chance(test_seed() + i);
		my_heap_options options = world_general();
		back_and_forth(&options);
	}
}

/* --------------------------------------------------------------------- not undone */

/* Tells are counted while an operation runs: stretches, and what bytes cannot undo. */
struct tells {
	size_t stretches, barriers;
};

static void count(void *user, void *start, size_t size)
{
	struct tells *tells = user;

	tells->stretches += start != NULL;
	tells->barriers += start == NULL;
	CU_ASSERT(start ? size > 0 : size == 0);
}

static void kept_drill(drill *d, const my_heap_options *options, struct tells *tells)
{
	drill_open(d, options);
	*tells = (struct tells){ 0, 0 };
	my_heap_keep(d->heap, count, tells);
}

static void memory_that_goes_back(void)
{
	struct tells tells;
	drill d;

	kept_drill(&d, NULL, &tells);
	drill_play(&d, "m 4000 m 4000 m 4000 f 1");
	CU_ASSERT_EQUAL(tells.barriers, 0);
	drill_play(&d, "f 2");
	CU_ASSERT_EQUAL(tells.barriers, 1);
	drill_close(&d);
}

static void a_large_section_that_is_cleared(void)
{
	struct tells tells;
	drill d;

	kept_drill(&d, NULL, &tells);
	drill_play(&d, "m 100000000");
	CU_ASSERT_EQUAL(tells.barriers, 0);
	drill_play(&d, "f 1");
	CU_ASSERT_EQUAL(tells.barriers, 1);
	drill_close(&d);
}

static my_heap_section section_of(const my_heap *heap)
{
	my_heap_section section = { 0 };

	my_heap_first_section(heap, &section);
	return section;
}

/* It doubles where it is: no bytes go back to the system, and each growth can be undone. */
static void a_large_table_that_doubles(void)
{
	enum { FIRST = 1 << 14, CHUNKS = 1 << 15 };
	struct log log = { 0 };
	my_heap_options o;
	uint64_t digest;
	my_heap *heap;

	my_heap_options_default(&o);
	o.section = CHUNKS * 16;
	o.capacity = FIRST;
	heap = my_heap_create(&o);
	CU_ASSERT_PTR_NOT_NULL_FATAL(my_heap_malloc(heap, 16));
	digest = picture_digest(heap);
	my_heap_keep(heap, keep, &log);
	for (size_t i = 1; i < CHUNKS; i++)
		CU_ASSERT_PTR_NOT_NULL_FATAL(my_heap_malloc(heap, 16));
	CU_ASSERT(section_of(heap).capacity > 2 * FIRST);
	CU_ASSERT_EQUAL(log.barriers, 0);
	my_heap_keep(heap, NULL, NULL);
	undo(heap, &log, 0);
	CU_ASSERT_EQUAL(section_of(heap).capacity, FIRST);
	CU_ASSERT_EQUAL(picture_digest(heap), digest);
	CU_ASSERT_EQUAL(my_heap_check(heap, NULL), 0);
	my_heap_destroy(heap);
	drop_log(&log);
}

/* Once for every operation, whatever it does. */
static void operations_of_a_fast_heap(void)
{
	static const char *const scripts[] = { "m 100", "m 70000", "m 5000000", "c 3 300000",
		                               "a 4096 9000", "r 1 200", "r 3 9000000", "f 2",
		                               "f 3", "f 1" };
	my_heap_options o;
	struct tells tells;
	drill d;

	my_heap_options_fast(&o);
	kept_drill(&d, &o, &tells);
	for (size_t i = 0; i < sizeof scripts / sizeof scripts[0]; i++) {
		drill_play(&d, scripts[i]);
		CU_ASSERT_EQUAL(tells.barriers, i + 1);
	}
	my_heap_use_thread(d.heap, 2);
	my_heap_usable_size(d.heap, NULL);
	CU_ASSERT_EQUAL(tells.barriers, 12);
	CU_ASSERT_EQUAL(tells.stretches, 0);
	drill_close(&d);
}

static void looking_is_not_told(void)
{
	struct tells tells;
	drill d;
	size_t stretches;

	kept_drill(&d, NULL, &tells);
	drill_play(&d, "m 100 m 200 f 1");
	stretches = tells.stretches;
	CU_ASSERT(stretches > 0);
	SOUND(&d);
	drill_stats(&d);
	drill_layout(&d);
	CU_ASSERT_EQUAL(tells.stretches, stretches);
	my_heap_keep(d.heap, NULL, NULL);
	drill_play(&d, "m 100");
	CU_ASSERT_EQUAL(tells.stretches, stretches);
	CU_ASSERT_EQUAL(tells.barriers, 0);
	drill_close(&d);
}

CU_TestInfo keep_tests[] = {
	{ "every write is told", every_write_is_told },
	{ "memory that goes back", memory_that_goes_back },
	{ "a large section that is cleared", a_large_section_that_is_cleared },
	{ "a large table that doubles", a_large_table_that_doubles },
	{ "operations of a fast heap", operations_of_a_fast_heap },
	{ "looking is not told", looking_is_not_told },
	CU_TEST_INFO_NULL,
};
