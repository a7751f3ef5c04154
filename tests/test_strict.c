/* SPDX-License-Identifier: MIT
 *
 * test_strict.c - fast heaps where the system refuses a large mapping, as under ulimit -v or
 * with strict accounting: the space is smaller, and sections, their books and caches are
 * committed one by one.
 */
#include "test.h"
#include "drill.h"
#include "fast.h"
#include "fast_run.h"
#include "wrap.h"

#include <errno.h>
#include <string.h>

#define LARGE (1ul << 30)

enum { MIB = 1 << 20, MOST = 4000 };

static my_heap_options options(size_t section, int grow)
{
	my_heap_options o;

	my_heap_options_fast(&o);
	o.section = section;
	o.grow = grow;
	return o;
}

static void open_strict(drill *d, size_t section)
{
	my_heap_options o = options(section, 0);

	wrap_strict(LARGE);
	drill_open(d, &o);
	CU_ASSERT_EQUAL_FATAL(d->heap->space.lazy, 0);
}

static void close_strict(drill *d)
{
	wrap_rest();
	drill_close(d);
	wrap_strict(0);
}

static void strict_only_when_refused(void)
{
	drill d;
	my_heap_options o = options(4 * MIB, 1);

	drill_open(&d, &o);
	CU_ASSERT_EQUAL(d.heap->space.lazy, 1);
	drill_close(&d);
	open_strict(&d, 4 * MIB);
	CU_ASSERT_PTR_NOT_NULL(my_heap_malloc(d.heap, 100));
	close_strict(&d);
}

static void random_runs(void)
{
	my_heap_options o = options(4 * MIB, 1);

	wrap_strict(LARGE);
	fast_run(&o, 30000 * test_percent() / 100, 2000, 0);
	o = options(65536, 0);
	fast_run(&o, 20000 * test_percent() / 100, 500, 1);
	o = options(3 * MIB, 1);
	o.placement = MY_HEAP_BEST_FIT;
	o.base = 0x100000000;
	fast_run(&o, 20000 * test_percent() / 100, 1000, 0);
	wrap_strict(0);
}

/* Sections come, go, and come again at the same place: their memory is zero each time. */
static void sections_come_and_go(void)
{
	static char *p[60];
	drill d;

	open_strict(&d, MIB);
	for (int round = 0; round < 4; round++) {
		for (int i = 0; i < 60; i++) {
			size_t size = (size_t)(i * 5 + 1) * 7919;
			p[i] = my_heap_calloc(d.heap, 1, size);
			CU_ASSERT_PTR_NOT_NULL_FATAL(p[i]);
			CU_ASSERT(p[i][0] == 0 && memcmp(p[i], p[i] + 1, size - 1) == 0);
			memset(p[i], 0x5a, size);
		}
		SOUND(&d);
		for (int i = 0; i < 60; i++)
			my_heap_free(d.heap, p[i]);
		SOUND(&d);
	}
	CU_ASSERT(drill_stats(&d).used == 0 && drill_stats(&d).peak_mapped > 8 * MIB);
	close_strict(&d);
}

static void every_thread_has_its_cache(void)
{
	drill d;

	open_strict(&d, MIB);
	wrap_watch(1, WRAP_FOREVER);
	CU_ASSERT_EQUAL(my_heap_use_thread(d.heap, MY_HEAP_THREADS), 0);
	wrap_rest();
	for (unsigned n = MY_HEAP_THREADS; n > 0; n--) {
		CU_ASSERT_EQUAL(my_heap_use_thread(d.heap, n), 1);
		for (int i = 0; i < 500; i++)
			my_heap_free(d.heap, i % 2 ? my_heap_malloc(d.heap, (size_t)i) : NULL);
	}
	close_strict(&d);
}

static int fill_up(drill *d, size_t size, void **p)
{
	int blocks = 0;

	errno = 0;
	while (blocks < MOST && (p[blocks] = my_heap_malloc(d->heap, size)) != NULL)
		memset(p[blocks++], 1, size);
	CU_ASSERT(blocks == MOST || errno == ENOMEM);
	return blocks;
}

/* From some moment on no memory comes: what there is is used up, and used again. */
static void when_no_more_comes(void)
{
	static const size_t sizes[] = { 16, 100, 3000, 16384, 20000, 200000, 2 * MIB };
	static void *p[MOST];
	drill d;

	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		int first, again;

		open_strict(&d, MIB);
		for (int n = 0; n < 40; n++)
			drill_malloc(&d, sizes[i]);
		wrap_watch(1, WRAP_FOREVER);
		first = fill_up(&d, sizes[i], p);
		SOUND(&d);
		for (int n = 0; n < first; n++)
			my_heap_free(d.heap, p[n]);
		again = fill_up(&d, sizes[i], p);
		CU_ASSERT(again >= first * 9 / 10);
		for (int n = 0; n < again; n++)
			my_heap_free(d.heap, p[n]);
		SOUND(&d);
		wrap_rest();
		CU_ASSERT_PTR_NOT_NULL(my_heap_malloc(d.heap, 5 * MIB));
		CU_ASSERT_EQUAL(d.misuses, 0);
		close_strict(&d);
	}
}

/* Addresses that are reserved, but of no section: their books were never committed. */
static void addresses_without_books(void)
{
	char *start;
	drill d;

	open_strict(&d, MIB);
	drill_play(&d, "m 100 m 3000000");
	start = (char *)d.heap->space.start;
	for (size_t at = d.heap->space.size - 16; at > 64 * MIB; at = at / 3 / 16 * 16) {
		d.misuses = 0;
		my_heap_free(d.heap, start + at);
		CU_ASSERT(d.misuses == 1 && d.cause == MY_HEAP_INVALID_FREE);
		CU_ASSERT(my_heap_usable_size(d.heap, start + at) == 0);
		CU_ASSERT_PTR_NULL(my_heap_realloc(d.heap, start + at, 10));
		CU_ASSERT_EQUAL(d.misuses, 3);
	}
	close_strict(&d);
}

static void nothing_at_all(void)
{
	my_heap_options o = options(MIB, 0);

	wrap_watch(1, WRAP_FOREVER);
	errno = 0;
	CU_ASSERT_PTR_NULL(my_heap_create(&o));
	CU_ASSERT_EQUAL(errno, ENOMEM);
	wrap_rest();
}

CU_TestInfo strict_tests[] = {
	{ "strict only when refused", strict_only_when_refused },
	{ "random runs", random_runs },
	{ "sections come and go", sections_come_and_go },
	{ "every thread has its cache", every_thread_has_its_cache },
	{ "when no more comes", when_no_more_comes },
	{ "addresses without books", addresses_without_books },
	{ "nothing at all", nothing_at_all },
	CU_TEST_INFO_NULL
};
