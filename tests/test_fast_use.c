/* SPDX-License-Identifier: MIT
 *
 * test_fast_use.c - fast heaps at large: memory is found again, limits hold, the events
 * add up to what happened, and the section list says what a full walk finds.
 */
#include "test.h"
#include "chance.h"
#include "drill.h"
#include "fast.h"

#include <errno.h>
#include <string.h>

enum { MIB = 1 << 20, BLOCKS = 4000 };

static void open_fast(drill *d)
{
	my_heap_options o;

	chance(test_seed() + 2);
	my_heap_options_fast(&o);
	drill_open(d, &o);
}

/* ------------------------------------------------------------------------- reuse */

struct blocks {
	void **p;
	size_t *sizes;
	size_t number, live; /* bytes asked for */
};

static void shift_sizes(drill *d, struct blocks *b, size_t least, size_t live)
{
	while (b->live > live / 10) {
		size_t i = below(b->number);
		my_heap_free(d->heap, b->p[i]);
		b->live -= b->sizes[i];
		b->p[i] = b->p[--b->number];
		b->sizes[i] = b->sizes[b->number];
	}
	while (b->live < live) {
		size_t size = least + below(least);
		b->p[b->number] = my_heap_malloc(d->heap, size);
		CU_ASSERT_FATAL(b->p[b->number] != NULL);
		b->sizes[b->number++] = size;
		b->live += size;
	}
}

/* The bytes live stay the same while their sizes shift; so does the memory, though random
 * survivors keep every span. A section is as large as all before it: what counts is what
 * the engine gave out. */
static void shifting_sizes_stay_small(void)
{
	enum { LIVE = 16 * MIB, SHIFTS = 20 };
	static void *p[LIVE / 16];
	static size_t sizes[LIVE / 16];
	struct blocks blocks = { p, sizes, 0, 0 };
	size_t half = 0, peak;
	drill d;

	open_fast(&d);
	for (size_t shift = 0; shift < SHIFTS; shift++) {
		shift_sizes(&d, &blocks, (size_t)16 << shift * 7 % 10, LIVE);
		if (shift == SHIFTS / 2)
			half = drill_stats(&d).peak_asked;
	}
	peak = drill_stats(&d).peak_asked;
	CU_ASSERT(peak < LIVE / 2 * 7 && peak < half / 4 * 5);
	drill_close(&d);
}

/* Frees all, from other threads than those that allocated, then empties what holds them. */
static void nothing_is_lost(void)
{
	static void *p[BLOCKS];
	my_heap_statistics s;
	drill d;

	open_fast(&d);
	for (int round = 0; round < 3; round++) {
		for (int i = 0; i < BLOCKS; i++) {
			my_heap_use_thread(d.heap, 1 + (unsigned)below(5));
			p[i] = my_heap_malloc(d.heap, below((size_t)2 << below(i % 20 ? 12 : 21)));
			CU_ASSERT_PTR_NOT_NULL_FATAL(p[i]);
		}
		for (int i = 0; i < BLOCKS; i++) {
			my_heap_use_thread(d.heap, 1 + (unsigned)below(5));
			my_heap_free(d.heap, p[i]);
		}
	}
	s = drill_stats(&d);
	CU_ASSERT(s.used == 0 && s.used_chunks == 0 && s.cached > 0);
	SOUND(&d);
	for (struct cache *cache = d.heap->fast->caches; cache; cache = cache->next)
		cache_empty(cache);
	SOUND(&d);
	while (fast_dissolve(d.heap))
		;
	SOUND(&d);
	s = drill_stats(&d);
	CU_ASSERT(s.used == 0 && s.cached == 0 && s.cached_chunks == 0 && s.free == s.mapped);
	CU_ASSERT(s.spans <= d.heap->fast->threads); /* those that are cut */
	drill_close(&d);
}

/* ------------------------------------------------------------------------- limits */

static int fill_up(drill *d, size_t size, void **p, int most)
{
	int blocks = 0;

	errno = 0;
	while (blocks < most && (p[blocks] = my_heap_malloc(d->heap, size)) != NULL)
		blocks++;
	CU_ASSERT(blocks < most && errno == ENOMEM);
	CU_ASSERT(drill_stats(d).mapped <= my_heap_options_of(d->heap)->limit);
	return blocks;
}

static void a_limit_holds(void)
{
	enum { LIMIT = 4 * MIB, MOST = LIMIT / 16 };
	static void *p[MOST + 1];
	static const size_t sizes[] = { 1000, 16, 10000, 100000, 300, SIZE_CLASSES, 3 * MIB };
	my_heap_options o;
	drill d;

	my_heap_options_fast(&o);
	o.section = MIB;
	o.limit = LIMIT;
	drill_open(&d, &o);
	CU_ASSERT(my_heap_malloc(d.heap, 5 * MIB) == NULL && errno == ENOMEM);
	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		int first = fill_up(&d, sizes[i], p, MOST + 1), again;

		SOUND(&d);
		for (int n = 0; n < first; n++)
			my_heap_free(d.heap, p[n]);
		CU_ASSERT(drill_stats(&d).used == 0);
		again = fill_up(&d, sizes[i], p, MOST + 1);
		CU_ASSERT(again >= first * 9 / 10);
		for (int n = 0; n < again; n++)
			my_heap_free(d.heap, p[n]);
		cache_empty(d.heap->fast->own); /* for the next size, which may be large */
		SOUND(&d);
	}
	CU_ASSERT(d.misuses == 0);
	drill_close(&d);
}

/* A block that cannot grow stays as it is. */
static void a_realloc_at_the_limit(void)
{
	static const size_t sizes[] = { 100, 16000, 100000, 2 * MIB };
	my_heap_options o;
	drill d;

	my_heap_options_fast(&o);
	o.section = MIB;
	o.limit = 3 * MIB;
	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		char *p;
		drill_open(&d, &o);
		p = my_heap_malloc(d.heap, sizes[i]);
		CU_ASSERT_PTR_NOT_NULL_FATAL(p);
		memset(p, 7, sizes[i]);
		errno = 0;
		CU_ASSERT(my_heap_realloc(d.heap, p, 4 * MIB) == NULL && errno == ENOMEM);
		CU_ASSERT(p[0] == 7 && memcmp(p, p + 1, sizes[i] - 1) == 0);
		CU_ASSERT(my_heap_usable_size(d.heap, p) >= sizes[i]);
		my_heap_free(d.heap, p);
		drill_close(&d);
	}
}

/* ------------------------------------------------------------------ the section list */

/* sound.c compares capacity, nbr_chunks, free_size and next with a full walk: here at
 * many moments of a life. */
static void the_list_is_true(void)
{
	static void *p[300];
	my_heap_options o;
	drill d;

	chance(test_seed() + 3);
	my_heap_options_fast(&o);
	o.section = 1 << 17;
	o.grow = 0;
	drill_open(&d, &o);
	for (int i = 0; i < 3000; i++) {
		void **slot = &p[below(300)];

		my_heap_use_thread(d.heap, 1 + (unsigned)below(3));
		my_heap_free(d.heap, *slot);
		*slot = below(3) ? my_heap_malloc(d.heap, below((size_t)2 << below(19))) : NULL;
		if (i % 50 == 0)
			SOUND(&d);
	}
	CU_ASSERT(drill_stats(&d).sections > 5 && drill_stats(&d).spans > 5);
	drill_close(&d);
}

static void cursors_stay_in_a_span(void)
{
	my_heap_section section;
	my_heap_chunk span, small, before;
	int more, spans = 0;
	drill d;

	open_fast(&d);
	for (int i = 0; i < 2000; i++)
		my_heap_free(d.heap, below(2) ? my_heap_malloc(d.heap, below(3000)) : NULL);
	CU_ASSERT_FATAL(my_heap_first_section(d.heap, &section));
	CU_ASSERT_FATAL(my_heap_first_chunk(d.heap, &section, &span));
	do {
		size_t end = span.offset;
		if (!my_heap_first_small(d.heap, &span, &small))
			continue;
		CU_ASSERT(span.kind == MY_HEAP_SPAN && small.memory == span.memory);
		before = small;
		CU_ASSERT(my_heap_prev_chunk(d.heap, &before) == 0);
		do {
			CU_ASSERT(small.kind == MY_HEAP_SMALL && small.offset == end);
			end += small.size;
			before = small;
			CU_ASSERT(small.key == 0 || my_heap_prev_chunk(d.heap, &before));
			more = my_heap_next_chunk(d.heap, &before);
			CU_ASSERT(small.key == 0 || (more && before.offset == small.offset));
		} while (my_heap_next_chunk(d.heap, &small));
		CU_ASSERT(end == span.offset + span.size);
		CU_ASSERT(my_heap_first_small(d.heap, &small, &before) == 0);
		spans++;
	} while (my_heap_next_chunk(d.heap, &span));
	CU_ASSERT(spans > 0);
	CU_ASSERT(my_heap_span_of(d.heap, &span, &small) == 0);
	drill_close(&d);
}

/* ------------------------------------------------------------------------ events */

struct tally {
	size_t taken[CLASSES], put[CLASSES]; /* chunks out of and into caches, for users */
	size_t found[CLASSES], gone[CLASSES]; /* out of and back into spans */
	size_t depot_in[CLASSES], depot_out[CLASSES], classes;
	size_t spans, empty, wrong;
};

static void tally(void *user, const my_heap_event *e)
{
	struct tally *t = user;
	size_t class = e->bucket;

	switch (e->step) {
	case MY_HEAP_CLASS:
		t->classes++;
		t->wrong += e->size < e->asked || e->size != class_size((unsigned)class);
		break;
	case MY_HEAP_CACHE_TAKEN: t->taken[class]++; break;
	case MY_HEAP_CACHE_PUT: t->put[class]++; break;
	case MY_HEAP_DEPOT_TAKEN: t->depot_out[class] += e->rest; break;
	case MY_HEAP_SPAN_SWEPT:
		t->wrong += e->size > e->need || (e->other == 0 && e->size != e->need);
		t->found[class] += e->size;
		break;
	case MY_HEAP_SPAN_CUT:
		t->wrong += e->size > e->need;
		t->found[class] += e->size;
		break;
	case MY_HEAP_CACHE_FULL:
		t->wrong += e->rest > e->need;
		t->gone[class] += e->need - e->rest;
		t->depot_in[class] += e->rest;
		break;
	case MY_HEAP_CACHE_GROWN: t->wrong += e->rest <= e->size; break;
	case MY_HEAP_SPAN_MADE: t->spans++; break;
	case MY_HEAP_SPAN_EMPTY: t->empty++; break;
	default: break;
	}
}

struct census {
	size_t used[CLASSES], cached[CLASSES];
};

static int count(void *user, const my_heap_section *section, const my_heap_chunk *chunk)
{
	struct census *census = user;

	(void)section;
	if (chunk->size_class)
		(chunk->free ? census->cached : census->used)[chunk->size_class]++;
	return 0;
}

static size_t run_told(drill *d, int times)
{
	static void *p[BLOCKS];
	size_t mallocs = 0;

	memset(p, 0, sizeof p);
	for (int i = 0; i < times; i++) {
		void **slot = &p[below(i / 5000 % 2 ? 200 : BLOCKS)];
		my_heap_use_thread(d->heap, 1 + (unsigned)below(3));
		if (*slot) {
			my_heap_free(d->heap, *slot);
			*slot = NULL;
		} else {
			*slot = my_heap_malloc(d->heap, below((size_t)2 << below(i % 30 ? 9 : 18)));
			mallocs++;
		}
	}
	return mallocs;
}

static void events_add_up(void)
{
	static const my_heap_visitor visitor = { NULL, NULL, count };
	static struct tally t;
	static struct census census;
	size_t mallocs, taken = 0, dissolved; /* from depots into spans, untold */
	drill d;

	memset(&t, 0, sizeof t);
	memset(&census, 0, sizeof census);
	open_fast(&d);
	my_heap_observe(d.heap, tally, &t);
	mallocs = run_told(&d, 60000);
	my_heap_observe(d.heap, NULL, NULL);
	my_heap_walk(d.heap, &visitor, &census);
	for (unsigned class = 1; class < CLASSES; class++) {
		taken += t.taken[class];
		CU_ASSERT_EQUAL(t.taken[class] - t.put[class], census.used[class]);
		if (class > CLASS_IN_SPANS)
			continue;
		dissolved = t.depot_in[class] - t.depot_out[class]
		            - d.heap->fast->depot[class].count;
		CU_ASSERT_EQUAL(t.found[class] - t.gone[class] - dissolved,
		                census.used[class] + census.cached[class]);
	}
	CU_ASSERT(taken == mallocs && t.classes == mallocs && t.wrong == 0);
	CU_ASSERT_EQUAL(t.spans - t.empty, drill_stats(&d).spans);
	drill_close(&d);
}

CU_TestInfo fast_use_tests[] = {
	{ "shifting sizes stay small", shifting_sizes_stay_small },
	{ "nothing is lost", nothing_is_lost },
	{ "a limit holds", a_limit_holds },
	{ "a realloc at the limit", a_realloc_at_the_limit },
	{ "the section list is true", the_list_is_true },
	{ "cursors stay in a span", cursors_stay_in_a_span },
	{ "events add up", events_add_up },
	CU_TEST_INFO_NULL
};
