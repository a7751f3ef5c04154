/* SPDX-License-Identifier: MIT
 *
 * test_fast.c - fast heaps: what each operation gives, for every size there may be a rule
 * for, and random runs with the caches of three threads against a shadow.
 */
#include "test.h"
#include "class.h"
#include "drill.h"
#include "fast_run.h"

#include <errno.h>
#include <string.h>

enum { MIB = 1 << 20, MOST_BLOCKS = 600 };

static void open_fast(drill *d)
{
	my_heap_options o;

	my_heap_options_fast(&o);
	drill_open(d, &o);
}

/* Both sides of a class's edge, and of the last class's: the next size of a rising list. */
static size_t next_size(size_t size)
{
	size_t edge = size < SIZE_CLASSES ? class_size(class_of(size + 1)) : 0;

	if (size >= SIZE_CLASSES)
		return size + 777777;
	return size + 1 < edge - 1 ? edge - 1 : size + 1;
}

/* --------------------------------------------------------------- each operation */

static void every_size(void)
{
	static char *p[MOST_BLOCKS];
	static size_t sizes[MOST_BLOCKS];
	int blocks = 0;
	drill d;

	open_fast(&d);
	for (size_t size = 0; size < 4 * MIB; size = next_size(size)) {
		size_t usable;

		CU_ASSERT_FATAL(blocks < MOST_BLOCKS);
		p[blocks] = my_heap_malloc(d.heap, size);
		CU_ASSERT_PTR_NOT_NULL_FATAL(p[blocks]);
		CU_ASSERT_EQUAL((uintptr_t)p[blocks] % 16, 0);
		usable = my_heap_usable_size(d.heap, p[blocks]);
		CU_ASSERT(size > SIZE_CLASSES ? usable >= size && usable < size + 4096
		                              : usable == class_size(class_of(size ? size : 1)));
		sizes[blocks] = usable;
		memset(p[blocks], blocks, usable);
		blocks++;
	}
	CU_ASSERT(blocks > 2 * CLASSES);
	SOUND(&d);
	for (int i = 0; i < blocks; i++) {
		CU_ASSERT(p[i][0] == (char)i && p[i][sizes[i] - 1] == (char)i);
		CU_ASSERT(memcmp(p[i], p[i] + 1, sizes[i] - 1) == 0);
		my_heap_free(d.heap, p[i]);
	}
	CU_ASSERT(drill_stats(&d).used == 0 && drill_stats(&d).used_chunks == 0);
	CU_ASSERT(d.misuses == 0);
	drill_close(&d);
}

static void every_alignment(void)
{
	static const size_t sizes[] = { 0, 1, 16, 100, 1000, 5000, 16384, 16385, MIB, 3 * MIB };
	enum { SIZES = sizeof sizes / sizeof sizes[0] };
	drill d;

	open_fast(&d);
	for (size_t alignment = 1; alignment <= 4 * MIB; alignment *= 2) {
		char *p[3 * SIZES];

		for (size_t i = 0; i < 3 * SIZES; i++) {
			p[i] = my_heap_aligned_alloc(d.heap, alignment, sizes[i % SIZES]);
			CU_ASSERT_PTR_NOT_NULL_FATAL(p[i]);
			CU_ASSERT_EQUAL((uintptr_t)p[i] & (alignment - 1), 0);
			CU_ASSERT_EQUAL((uintptr_t)p[i] % 16, 0);
			CU_ASSERT(my_heap_usable_size(d.heap, p[i]) >= sizes[i % SIZES]);
			memset(p[i], (int)i, sizes[i % SIZES]);
		}
		SOUND(&d);
		for (size_t i = 0; i < 3 * SIZES; i++) {
			size_t size = sizes[i % SIZES];

			CU_ASSERT(size < 2 || memcmp(p[i], p[i] + 1, size - 1) == 0);
			my_heap_free(d.heap, p[i]);
		}
	}
	CU_ASSERT(drill_stats(&d).used == 0 && d.misuses == 0);
	errno = 0;
	CU_ASSERT(my_heap_aligned_alloc(d.heap, 48, 10) == NULL && errno == EINVAL);
	drill_close(&d);
}

static int is_zero(const char *p, size_t size)
{
	return size == 0 || (p[0] == 0 && memcmp(p, p + 1, size - 1) == 0);
}

/* Memory that was dirty before: from a cache, from a span, from the engine, merged. */
static void calloc_is_zero(void)
{
	drill d;

	open_fast(&d);
	for (size_t size = 1; size < 4 * MIB; size = next_size(size) + size / 5) {
		char *p[4], *q;

		for (int round = 0; round < 3; round++) {
			for (int i = 0; i < 4; i++)
				p[i] = memset(my_heap_malloc(d.heap, size + 100), 0x5a, size + 100);
			for (int i = 0; i < 4; i++)
				my_heap_free(d.heap, p[i]);
			q = my_heap_calloc(d.heap, round ? 1 : size, round ? size : 1);
			CU_ASSERT_PTR_NOT_NULL_FATAL(q);
			CU_ASSERT(is_zero(q, size));
			memset(q, 0x5a, my_heap_usable_size(d.heap, q));
			my_heap_free(d.heap, q);
			q = my_heap_calloc(d.heap, 1, size);
			CU_ASSERT(q && is_zero(q, size));
			my_heap_free(d.heap, q);
		}
	}
	errno = 0;
	CU_ASSERT(my_heap_calloc(d.heap, (size_t)1 << 40, (size_t)1 << 30) == NULL);
	CU_ASSERT_EQUAL(errno, ENOMEM);
	CU_ASSERT_PTR_NOT_NULL(my_heap_calloc(d.heap, 0, 8));
	drill_close(&d);
}

static const size_t stations[] = { 1,     16,    17,     500,    1000,       1025, 5000, 16384,
	                           16385, 40000, 270000, 600000, SIZE_CLASSES,
	                           SIZE_CLASSES + 1, 3 * MIB, 5 * MIB };

enum { STATIONS = sizeof stations / sizeof stations[0] };

/* In an empty heap chunks grow where they are; with neighbours they move. */
static void realloc_keeps_contents(void)
{
	static char pattern[5 * MIB];
	drill d;

	for (size_t i = 0; i < sizeof pattern; i++)
		pattern[i] = (char)(i * 7 + (i >> 12));
	open_fast(&d);
	for (size_t pair = 0; pair < 2 * STATIONS * STATIONS; pair++) {
		size_t from = stations[pair / 2 / STATIONS], to = stations[pair / 2 % STATIONS];
		char *p = memcpy(my_heap_malloc(d.heap, from), pattern, from);
		char *neighbour = pair % 2 ? my_heap_malloc(d.heap, from) : NULL;
		char *q = my_heap_realloc(d.heap, p, to);

		CU_ASSERT_PTR_NOT_NULL_FATAL(q);
		CU_ASSERT(my_heap_usable_size(d.heap, q) >= to);
		CU_ASSERT(memcmp(q, pattern, from < to ? from : to) == 0);
		CU_ASSERT(from != to || p == q);
		memcpy(q, pattern, to);
		CU_ASSERT(pair % 16 || drill_sound(d.heap));
		q = my_heap_realloc(d.heap, q, from);
		CU_ASSERT(q && memcmp(q, pattern, from < to ? from : to) == 0);
		my_heap_free(d.heap, neighbour);
		my_heap_free(d.heap, q);
	}
	CU_ASSERT(drill_stats(&d).used == 0 && d.misuses == 0);
	drill_close(&d);
}

static void realloc_at_its_edges(void)
{
	char *p;
	drill d;

	open_fast(&d);
	p = my_heap_realloc(d.heap, NULL, 100);
	CU_ASSERT_PTR_NOT_NULL_FATAL(p);
	CU_ASSERT_PTR_EQUAL(my_heap_realloc(d.heap, p, 111), p);
	errno = 0;
	CU_ASSERT(my_heap_realloc(d.heap, p, (size_t)PTRDIFF_MAX + 1) == NULL);
	CU_ASSERT(errno == ENOMEM && my_heap_usable_size(d.heap, p) == 112);
	CU_ASSERT(my_heap_realloc(d.heap, p, 0) == NULL);
	CU_ASSERT(drill_stats(&d).used == 0 && d.misuses == 0);
	p = my_heap_malloc(d.heap, 3 * MIB);
	memset(p, 3, 3 * MIB);
	errno = 0;
	CU_ASSERT(my_heap_realloc(d.heap, p, (size_t)PTRDIFF_MAX - 4096) == NULL);
	CU_ASSERT(errno == ENOMEM && memcmp(p, p + 1, 3 * MIB - 1) == 0);
	CU_ASSERT(my_heap_malloc(d.heap, (size_t)PTRDIFF_MAX + 1) == NULL && errno == ENOMEM);
	CU_ASSERT(my_heap_malloc(d.heap, SIZE_MAX) == NULL);
	CU_ASSERT(my_heap_aligned_alloc(d.heap, (size_t)1 << 62, 100) == NULL);
	CU_ASSERT(my_heap_aligned_alloc(d.heap, 64, SIZE_MAX - 3) == NULL);
	drill_close(&d);
}

/* What is cut off a chunk in a span is used again before the heap grows. */
static void shrinking_frees_memory(void)
{
	size_t mapped, spans;
	drill d;

	open_fast(&d);
	for (int i = 0; i < 100; i++)
		drill_malloc(&d, 16000);
	spans = drill_stats(&d).spans;
	mapped = drill_stats(&d).mapped;
	for (int i = 1; i <= 100; i++)
		CU_ASSERT_PTR_EQUAL(my_heap_realloc(d.heap, d.p[i], 100), d.p[i]);
	for (int i = 0; i < 100; i++)
		CU_ASSERT_PTR_NOT_NULL(my_heap_malloc(d.heap, 10000));
	CU_ASSERT(drill_stats(&d).spans <= spans + 1 && drill_stats(&d).mapped == mapped);
	drill_close(&d);
}

/* -------------------------------------------------------------------- random runs */

static size_t scaled(size_t ops)
{
	return ops * test_percent() / 100;
}

static void random_runs(void)
{
	my_heap_options o;

	my_heap_options_fast(&o);
	fast_run(&o, scaled(60000), 3000, 0);
	fast_run(&o, scaled(30000), 100, 1);
	o.base = 0x100000000;
	o.section = 1 << 20;
	fast_run(&o, scaled(30000), 1000, 1);
}

/* The engine below has its own options. */
static void random_runs_of_every_engine(void)
{
	my_heap_options o;

	my_heap_options_fast(&o);
	for (int n = 0; n < 15; n++) {
		o.placement = (enum my_heap_placement)(n % MY_HEAP_PLACEMENTS);
		o.hash = (enum my_heap_hash)(n % 3);
		o.order = o.placement == MY_HEAP_NEAR ? MY_HEAP_BY_ADDRESS
		                                      : (enum my_heap_order)(n / 3);
		o.grow = n % 2;
		o.section = (size_t)65536 << n % 4;
		o.capacity = (size_t)1 << n;
		o.split = n % 4 ? 16 : 4096;
		fast_run(&o, scaled(5000), 400, n % 2);
	}
}

/* ------------------------------------------------------------------------- threads */

static void threads_have_bounds(void)
{
	size_t count, room;
	drill d, general;

	open_fast(&d);
	CU_ASSERT_EQUAL(my_heap_use_thread(d.heap, 0), 0);
	CU_ASSERT_EQUAL(my_heap_use_thread(d.heap, MY_HEAP_THREADS + 1), 0);
	CU_ASSERT_EQUAL(my_heap_use_thread(d.heap, (unsigned)-1), 0);
	CU_ASSERT_EQUAL(my_heap_cached(d.heap, 2, 1, &count, &room), 0);
	for (unsigned n = MY_HEAP_THREADS; n > 0; n--)
		CU_ASSERT_EQUAL(my_heap_use_thread(d.heap, n), 1);
	CU_ASSERT_EQUAL(my_heap_cached(d.heap, MY_HEAP_THREADS, 1, &count, &room), 1);
	CU_ASSERT_EQUAL(my_heap_cached(d.heap, MY_HEAP_THREADS + 1, 1, &count, &room), 0);
	CU_ASSERT_EQUAL(my_heap_cached(d.heap, 1, 0, &count, &room), 0);
	CU_ASSERT_EQUAL(my_heap_cached(d.heap, 1, CLASSES, &count, &room), 0);
	CU_ASSERT_EQUAL(my_heap_cached(d.heap, 0, CLASSES - 1, &count, &room), 1);
	drill_open(&general, NULL);
	CU_ASSERT_EQUAL(my_heap_use_thread(general.heap, 1), 0);
	CU_ASSERT_EQUAL(my_heap_cached(general.heap, 1, 1, &count, &room), 0);
	drill_close(&general);
	drill_close(&d);
}

/* What was freed last is given first, as the cursor says; another thread does not see it. */
static void a_cache_is_a_stack(void)
{
	size_t count, room;
	my_heap_chunk chunk;
	drill d;

	open_fast(&d);
	drill_play(&d, "m 100 m 100 m 100 f 1 f 3 f 2");
	CU_ASSERT(my_heap_cached(d.heap, 1, class_of(100), &count, &room) == 1);
	CU_ASSERT(count >= 3 && room >= count);
	CU_ASSERT(my_heap_cached_chunk(d.heap, 1, class_of(100), 0, &chunk) == 1);
	CU_ASSERT(chunk.pointer == d.p[2] && chunk.cached == 1 && chunk.free == 1);
	CU_ASSERT(my_heap_cached_chunk(d.heap, 1, class_of(100), 1, &chunk) == 1);
	CU_ASSERT(chunk.pointer == d.p[3] && chunk.size_class == class_of(100));
	CU_ASSERT(my_heap_cached_chunk(d.heap, 1, class_of(100), count, &chunk) == 0);
	CU_ASSERT(my_heap_cached_chunk(d.heap, 2, class_of(100), 0, &chunk) == 0);
	my_heap_use_thread(d.heap, 2);
	drill_play(&d, "m 100");
	CU_ASSERT(d.last != d.p[1] && d.last != d.p[2] && d.last != d.p[3]);
	my_heap_use_thread(d.heap, 1);
	drill_play(&d, "m 100 m 97");
	CU_ASSERT(d.p[5] == d.p[2] && d.p[6] == d.p[3]);
	drill_close(&d);
}

CU_TestInfo fast_tests[] = {
	{ "every size", every_size },
	{ "every alignment", every_alignment },
	{ "calloc is zero", calloc_is_zero },
	{ "realloc keeps contents", realloc_keeps_contents },
	{ "realloc at its edges", realloc_at_its_edges },
	{ "shrinking frees memory", shrinking_frees_memory },
	{ "random runs", random_runs },
	{ "random runs of every engine", random_runs_of_every_engine },
	{ "threads have bounds", threads_have_bounds },
	{ "a cache is a stack", a_cache_is_a_stack },
	CU_TEST_INFO_NULL
};
