/* SPDX-License-Identifier: MIT
 *
 * test_fast_misuse.c - a fast heap tells every misuse by its name, in whatever state the
 * memory is, and goes on unharmed.
 *
 * A pointer is handed to free, realloc and the size query; each must tell its cause once,
 * change nothing, and leave the heap sound.
 */
#include "test.h"
#include "drill.h"
#include "fast.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MIB = 1 << 20 };

static void open_fast(drill *d)
{
	my_heap_options o;

	my_heap_options_fast(&o);
	drill_open(d, &o);
}

static int told_once(drill *d, const void *pointer, enum my_heap_misuse cause)
{
	int right = d->misuses == 1 && d->cause == cause && d->culprit == pointer;

	if (!right)
		printf("\n      told %d times, last: %s; wanted: %s", d->misuses,
		       d->misuses ? my_heap_misuse_name(d->cause) : "nothing",
		       my_heap_misuse_name(cause));
	d->misuses = 0;
	return right;
}

/* A free of it is called this; the other two have names of their own. */
static int is_told(drill *d, void *pointer, enum my_heap_misuse of_free)
{
	my_heap_statistics before = drill_stats(d), after;
	int right;

	d->misuses = 0;
	my_heap_free(d->heap, pointer);
	right = told_once(d, pointer, of_free);
	errno = 0;
	right &= my_heap_realloc(d->heap, pointer, 100) == NULL && errno == EINVAL;
	right &= told_once(d, pointer, MY_HEAP_INVALID_REALLOC);
	right &= my_heap_realloc(d->heap, pointer, 0) == NULL;
	right &= told_once(d, pointer, MY_HEAP_INVALID_REALLOC);
	right &= my_heap_usable_size(d->heap, pointer) == 0;
	right &= told_once(d, pointer, MY_HEAP_INVALID_SIZE_QUERY);
	after = drill_stats(d);
	return right && drill_sound(d->heap) && before.used == after.used
	       && before.cached == after.cached && before.free_chunks == after.free_chunks;
}

#define TWICE(d, pointer) CU_ASSERT(is_told(d, pointer, MY_HEAP_DOUBLE_FREE))
#define NEVER(d, pointer) CU_ASSERT(is_told(d, pointer, MY_HEAP_INVALID_FREE))

static const size_t sizes[] = { 1, 16, 100, 1024, 5000, 16384, 20000, 300000, SIZE_CLASSES };

enum { SIZES = sizeof sizes / sizeof sizes[0], ALL = 3000 };

/* ------------------------------------------------------------------ freed before */

static void in_a_cache(void)
{
	drill d;

	for (size_t i = 0; i < SIZES; i++) {
		open_fast(&d);
		drill_malloc(&d, sizes[i]);
		drill_malloc(&d, sizes[i]);
		my_heap_free(d.heap, d.p[1]);
		TWICE(&d, d.p[1]);
		my_heap_use_thread(d.heap, 2);
		TWICE(&d, d.p[1]); /* in another thread's cache */
		my_heap_use_thread(d.heap, 1);
		CU_ASSERT_PTR_EQUAL(my_heap_malloc(d.heap, sizes[i]), d.p[1]);
		my_heap_free(d.heap, d.p[1]);
		my_heap_free(d.heap, d.p[2]);
		CU_ASSERT_EQUAL(d.misuses, 0);
		drill_close(&d);
	}
}

static my_heap_chunk chunk_of(const drill *d, const void *pointer)
{
	my_heap_chunk chunk;

	memset(&chunk, 0, sizeof chunk);
	CU_ASSERT(my_heap_containing(d->heap, pointer, &chunk) == 1);
	return chunk;
}

struct places {
	size_t cached, starts, merged, depot;
};

static void free_again(drill *d, char *p, int closely, struct places *seen)
{
	my_heap_chunk chunk = chunk_of(d, p);

	seen->cached += chunk.cached != 0;
	seen->merged += chunk.pointer != p;
	seen->starts += !chunk.cached && chunk.pointer == p;
	d->misuses = 0;
	my_heap_free(d->heap, p);
	CU_ASSERT(told_once(d, p, MY_HEAP_DOUBLE_FREE));
	if (closely)
		TWICE(d, p);
}

/* So many are freed that some lie in the cache, some in the depot; and then, when the
 * depots are dissolved, in spans again, as chunks of their own or in larger ones. */
static void wherever_it_went(void)
{
	static char *p[ALL];
	struct places seen = { 0, 0, 0, 0 };
	drill d;

	for (size_t i = 0; i / 2 < SIZES && sizes[i / 2] <= SIZE_IN_SPANS; i++) {
		size_t size = sizes[i / 2];
		int blocks = size > 1000 ? ALL / 6 : ALL;
		open_fast(&d);
		for (int n = 0; n < blocks; n++)
			p[n] = my_heap_malloc(d.heap, size);
		for (int n = 0; n < blocks; n++)
			if (n % 50)
				my_heap_free(d.heap, p[n]);
		seen.depot += d.heap->fast->depot[class_of(size)].count;
		if (i % 2)
			fast_dissolve(d.heap);
		for (int n = 0; n < blocks; n += 1 + n % 13)
			if (n % 50)
				free_again(&d, p[n], n % 40 == 1, &seen);
		drill_close(&d);
	}
	CU_ASSERT(seen.cached > 0 && seen.starts + seen.merged > 0 && seen.depot > 0);
}

/* All caches and depots emptied: free runs in spans, their units merged by a sweep. */
static void swallowed_by_a_sweep(void)
{
	static char *p[ALL];
	size_t inside = 0;
	drill d;

	open_fast(&d);
	for (int n = 0; n < ALL; n++)
		p[n] = my_heap_malloc(d.heap, 48);
	for (int n = 0; n < ALL; n++)
		if (n % 200 > 2)
			my_heap_free(d.heap, p[n]);
	cache_empty(d.heap->fast->own);
	fast_dissolve(d.heap);
	for (int n = 0; n < 100; n++) /* swept, and cut from the runs' starts */
		drill_malloc(&d, 1000);
	for (int n = 0; n < ALL; n++) {
		my_heap_chunk chunk = chunk_of(&d, p[n]);
		if (!chunk.free || chunk.cached || n % 200 <= 2)
			continue;
		inside += chunk.pointer != p[n];
		if (n % 20 == 0)
			TWICE(&d, p[n]);
	}
	CU_ASSERT(inside > 0);
	drill_close(&d);
}

/* Nothing of its span is in use: the engine has it, and may have merged it. */
static void back_in_the_engine(void)
{
	static char *p[ALL];
	drill d;

	open_fast(&d);
	for (int n = 0; n < ALL; n++)
		p[n] = my_heap_malloc(d.heap, 400);
	drill_malloc(&d, 2 * MIB);
	for (int n = 0; n < ALL; n++)
		my_heap_free(d.heap, p[n]);
	cache_empty(d.heap->fast->own);
	fast_dissolve(d.heap);
	CU_ASSERT(drill_stats(&d).spans <= 1);
	for (int n = 0; n < ALL; n += 37)
		TWICE(&d, p[n]);
	drill_close(&d);
}

static void large_blocks(void)
{
	drill d;

	open_fast(&d);
	drill_play(&d, "m 2000000 m 3000000 m 4000000 m 300000 f 1");
	TWICE(&d, d.p[1]);
	drill_play(&d, "f 2"); /* merged with it */
	TWICE(&d, d.p[1]);
	TWICE(&d, d.p[2]);
	NEVER(&d, d.p[3] + 16);
	NEVER(&d, d.p[3] + 4096);
	NEVER(&d, d.p[3] + 3999984);
	NEVER(&d, d.p[4] + 4096);
	NEVER(&d, d.p[3] + 1);
	drill_play(&d, "r 3 1200000");
	CU_ASSERT(d.last != NULL);
	TWICE(&d, d.p[3] + 2000896); /* the tail that was cut off */
	drill_close(&d);
}

/* ------------------------------------------------------------------- never given */

static void inside_of_chunks(void)
{
	drill d;

	open_fast(&d);
	for (size_t i = 0; i < SIZES; i++)
		drill_malloc(&d, sizes[i]);
	for (size_t i = 0; i < SIZES; i++) {
		char *p = d.p[i + 1];
		NEVER(&d, p + 1);
		NEVER(&d, p + 8);
		NEVER(&d, p + 15);
		if (sizes[i] <= 16)
			continue;
		NEVER(&d, p + 16);
		NEVER(&d, p + my_heap_usable_size(d.heap, p) - 16);
		NEVER(&d, p + my_heap_usable_size(d.heap, p) - 1);
	}
	for (size_t i = 0; i < SIZES; i++)
		my_heap_free(d.heap, d.p[i + 1]);
	CU_ASSERT(d.misuses == 0 && drill_stats(&d).used == 0);
	drill_close(&d);
}

static void foreign_pointers(void)
{
	static char data[64];
	char stack[64], *other = malloc(100);
	drill d, neighbour;

	open_fast(&d);
	open_fast(&neighbour);
	drill_play(&d, "m 100 m 2000000");
	drill_play(&neighbour, "m 100 m 2000000");
	NEVER(&d, (void *)16);
	NEVER(&d, (void *)8);
	NEVER(&d, (void *)-16);
	NEVER(&d, (void *)-1);
	NEVER(&d, data);
	NEVER(&d, stack);
	NEVER(&d, other);
	NEVER(&d, (void *)(uintptr_t)foreign_pointers);
	NEVER(&d, d.heap);
	NEVER(&d, neighbour.p[1]);
	NEVER(&d, neighbour.p[2]);
	NEVER(&d, d.heap->space.start - 16);
	NEVER(&d, d.heap->space.start + d.heap->space.size);
	NEVER(&d, d.heap->space.start + d.heap->space.size - 16); /* outside any section */
	my_heap_free(d.heap, NULL);
	CU_ASSERT(my_heap_usable_size(d.heap, NULL) == 0 && d.misuses == 0);
	drill_close(&neighbour);
	drill_close(&d);
	free(other);
}

/* Memory of the heap that no user ever had. */
static void memory_not_handed_out(void)
{
	my_heap_section section;
	my_heap_chunk chunk;
	drill d;

	open_fast(&d);
	drill_play(&d, "m 100");
	section = drill_section(&d, 1);
	NEVER(&d, (char *)(uintptr_t)section.memory + section.size - 16);
	NEVER(&d, (char *)(uintptr_t)section.memory + section.size - 4096);
	CU_ASSERT_FATAL(my_heap_cached_chunk(d.heap, 1, class_of(100), 0, &chunk));
	TWICE(&d, chunk.pointer); /* cached, though never used: it looks as if it had been */
	drill_close(&d);
}

/* A chunk that was made smaller: what is behind it is free, or is another's. */
static void behind_a_shrunk_chunk(void)
{
	drill d;

	open_fast(&d);
	drill_play(&d, "m 16000 m 16000 r 1 100");
	CU_ASSERT_EQUAL(my_heap_usable_size(d.heap, d.p[1]), 112);
	NEVER(&d, d.p[1] + 96);
	TWICE(&d, d.p[1] + 112);
	TWICE(&d, d.p[1] + 15984);
	drill_play(&d, "f 1 f 2");
	CU_ASSERT_EQUAL(d.misuses, 0);
	drill_close(&d);
}

static void aligned_chunks(void)
{
	drill d;

	open_fast(&d);
	for (size_t alignment = 32; alignment <= MIB; alignment *= 2) {
		char *p = my_heap_aligned_alloc(d.heap, alignment, 100);
		CU_ASSERT_PTR_NOT_NULL_FATAL(p);
		NEVER(&d, p + 16);
		my_heap_free(d.heap, p);
		CU_ASSERT_EQUAL(d.misuses, 0);
		TWICE(&d, p);
	}
	drill_close(&d);
}

CU_TestInfo fast_misuse_tests[] = {
	{ "freed, and in a cache", in_a_cache },
	{ "freed, wherever it went", wherever_it_went },
	{ "freed, and swallowed by a sweep", swallowed_by_a_sweep },
	{ "freed, and back in the engine", back_in_the_engine },
	{ "large blocks", large_blocks },
	{ "inside of chunks", inside_of_chunks },
	{ "foreign pointers", foreign_pointers },
	{ "memory not handed out", memory_not_handed_out },
	{ "behind a shrunk chunk", behind_a_shrunk_chunk },
	{ "aligned chunks", aligned_chunks },
	CU_TEST_INFO_NULL
};
