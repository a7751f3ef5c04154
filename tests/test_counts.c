/* SPDX-License-Identifier: MIT
 *
 * test_counts.c - the steps told of random runs, against the statistics and against the
 * same runs unobserved: the heaps must be identical, the counted work included.
 */
#include "test.h"
#include "drill.h"
#include "fast.h"
#include "raw.h"

#include <stdio.h>
#include <string.h>

enum { SLOTS = 200, VARIANTS = 5 * 3 * 3 * MY_HEAP_PLACEMENTS, FAST = 15, CHUNKS = 8000, SECTIONS = 500 };

/* The last, of near fit, have the one order that it may have. */
static my_heap_options variant(int n)
{
	my_heap_options o;

	my_heap_options_default(&o);
	o.placement = (enum my_heap_placement)(n % MY_HEAP_PLACEMENTS);
	n /= MY_HEAP_PLACEMENTS;
	o.order = o.placement == MY_HEAP_NEAR ? MY_HEAP_BY_ADDRESS : (enum my_heap_order)(n % 5);
	o.coalescing = (enum my_heap_coalescing)(n / 5 % 3);
	o.hash = (enum my_heap_hash)(n / 15);
	o.header = n % 7 == 6 ? 16 : 0;
	o.split = n % 4 == 3 ? 64 : 16;
	o.guard = n % 9 == 8;
	return o;
}

/* A fast heap, over an engine of many kinds. */
static my_heap_options fast_variant(int n)
{
	my_heap_options o;

	my_heap_options_fast(&o);
	o.placement = (enum my_heap_placement)(n % 6);
	o.hash = (enum my_heap_hash)(n % 3);
	o.section = (size_t)65536 << n % 4;
	o.grow = n % 2;
	return o;
}

static my_heap_options any_variant(int n)
{
	return n < VARIANTS ? variant(n) : fast_variant(n - VARIANTS);
}

static void operate(my_heap *heap, void **p, unsigned long r)
{
	size_t slot = r >> 16 & 0xff, size = r >> 32 & 0x1ff;

	slot %= SLOTS;
	if (my_heap_use_thread(heap, 1 + (unsigned)(r >> 41 & 1)))
		size <<= (r >> 44 & 15) < 13 ? 0 : r >> 48 & 7;
	if (r >> 60 < 4 && p[slot]) {
		void *moved = my_heap_realloc(heap, p[slot], size + 1);
		p[slot] = moved ? moved : p[slot];
		return;
	}
	my_heap_free(heap, p[slot]);
	if (r >> 60 == 15)
		p[slot] = my_heap_aligned_alloc(heap, 64, size);
	else if (r >> 60 == 14)
		p[slot] = my_heap_calloc(heap, 3, size);
	else
		p[slot] = r >> 60 > 6 ? my_heap_malloc(heap, size) : NULL;
}

static void run(my_heap *heap, unsigned long seed, int times)
{
	void *p[SLOTS] = { NULL };

	for (int i = 0; i < times; i++) {
		seed ^= seed << 13;
		seed ^= seed >> 7;
		seed ^= seed << 17;
		operate(heap, p, seed);
	}
}

/* ------------------------------------------------ what the steps add up to */

struct heard {
	size_t steps[MY_HEAP_STEP_COUNT];
	size_t copied, looked;
};

static void hear(void *user, const my_heap_event *event)
{
	struct heard *heard = user;

	heard->steps[event->step]++;
	if (event->step == MY_HEAP_MOVED)
		heard->copied += event->size;
	heard->looked += event->step == MY_HEAP_LOOK_SMALL || event->step == MY_HEAP_LOOK_TAKE
	                 || event->step == MY_HEAP_LOOK_BEST
	                 || event->step == MY_HEAP_LOOK_WORSE;
}

static void steps_and_statistics_agree(void)
{
	for (int n = 0; n < VARIANTS; n += 2) {
		my_heap_options o = variant(n);
		struct heard heard;
		my_heap_statistics s;
		drill d;
		memset(&heard, 0, sizeof heard);
		drill_open(&d, &o);
		my_heap_observe(d.heap, hear, &heard);
		run(d.heap, test_seed() + (unsigned long)n, 600);
		s = drill_stats(&d);
		CU_ASSERT(s.looked == heard.looked);
		CU_ASSERT(s.splits == heard.steps[MY_HEAP_SPLIT]);
		CU_ASSERT(s.merges == heard.steps[MY_HEAP_MERGED_LEFT]
		                      + heard.steps[MY_HEAP_MERGED_RIGHT]);
		CU_ASSERT(s.moves == heard.steps[MY_HEAP_MOVED]);
		CU_ASSERT(s.copied == heard.copied);
		CU_ASSERT(s.sections == heard.steps[MY_HEAP_SECTION_MAPPED]
		                        - heard.steps[MY_HEAP_SECTION_UNMAPPED]);
		CU_ASSERT(s.searches >= heard.steps[MY_HEAP_LOOK_TAKE]
		                        + heard.steps[MY_HEAP_CHOSEN]);
		CU_ASSERT(s.searches > 0 && s.lookups > 0 && s.probes > 0);
		drill_close(&d);
	}
}

/* ------------------------------------------------- observed = unobserved */

static void ignore(void *user, const my_heap_event *event)
{
	(void)user;
	(void)event;
}

struct layout {
	my_heap_chunk chunks[CHUNKS];
	my_heap_section sections[SECTIONS];
	size_t nbr_chunks, nbr_sections;
};

static int keep_section(void *user, const my_heap_section *section)
{
	struct layout *layout = user;

	layout->sections[layout->nbr_sections++] = *section;
	return layout->nbr_sections == SECTIONS;
}

static int keep_chunk(void *user, const my_heap_section *section, const my_heap_chunk *chunk)
{
	struct layout *layout = user;

	(void)section;
	layout->chunks[layout->nbr_chunks++] = *chunk;
	return layout->nbr_chunks == CHUNKS;
}

static void look(const my_heap *heap, struct layout *layout)
{
	static const my_heap_visitor visitor = { keep_section, NULL, keep_chunk };

	layout->nbr_chunks = layout->nbr_sections = 0;
	CU_ASSERT(my_heap_walk(heap, &visitor, layout) == 0);
}

static int same_layout(const struct layout *a, const struct layout *b)
{
	if (a->nbr_chunks != b->nbr_chunks || a->nbr_sections != b->nbr_sections)
		return 0;
	for (size_t i = 0; i < a->nbr_sections; i++)
		if (a->sections[i].id != b->sections[i].id
		    || a->sections[i].size != b->sections[i].size
		    || a->sections[i].capacity != b->sections[i].capacity
		    || a->sections[i].free_size != b->sections[i].free_size)
			return 0;
	for (size_t i = 0; i < a->nbr_chunks; i++)
		if (a->chunks[i].section != b->chunks[i].section
		    || a->chunks[i].offset != b->chunks[i].offset
		    || a->chunks[i].size != b->chunks[i].size
		    || a->chunks[i].free != b->chunks[i].free
		    || a->chunks[i].asked != b->chunks[i].asked
		    || a->chunks[i].kind != b->chunks[i].kind
		    || a->chunks[i].cached != b->chunks[i].cached
		    || a->chunks[i].size_class != b->chunks[i].size_class
		    || a->chunks[i].bucket != b->chunks[i].bucket)
			return 0;
	return 1;
}

/* How often a heap had to ask for its address space is the system's affair: made = the
 * calls counted when the heap was new. */
static int same_statistics(const my_heap *a, size_t a_made, const my_heap *b, size_t b_made)
{
	my_heap_statistics first, second;

	memset(&first, 0, sizeof first);
	memset(&second, 0, sizeof second);
	my_heap_stats(a, &first);
	my_heap_stats(b, &second);
	first.system_calls -= a_made;
	second.system_calls -= b_made;
	return memcmp(&first, &second, sizeof first) == 0;
}

/* base = 0: two heaps cannot lie at one place, and neither asks for it in vain. */
static void observing_changes_nothing(void)
{
	static struct layout plain, observed;

	for (int n = 0; n < VARIANTS + FAST; n++) {
		my_heap_options o = any_variant(n);
		unsigned long seed = test_seed() + (unsigned long)n;
		drill a, b;
		o.base = 0;
		drill_open(&a, &o);
		size_t a_made = drill_stats(&a).system_calls;
		run(a.heap, seed, 500);
		drill_open(&b, &o);
		size_t b_made = drill_stats(&b).system_calls;
		my_heap_observe(b.heap, ignore, NULL);
		run(b.heap, seed, 500);
		look(a.heap, &plain);
		look(b.heap, &observed);
		CU_ASSERT(plain.nbr_chunks > 50 && same_layout(&plain, &observed));
		CU_ASSERT(same_statistics(a.heap, a_made, b.heap, b_made));
		drill_close(&b);
		drill_close(&a);
	}
}

/* ------------------------------------------------------------------- fields */

/* my_heap.h: a step fills the fields that stand beside it; the others are 0. */
static void no_field_beyond_those_named(void)
{
	static struct text surplus;

	for (int n = 0; n < VARIANTS + FAST; n++) {
		my_heap_options o = any_variant(n);
		drill d;
		drill_open(&d, &o);
		drill_listen(&d);
		d.surplus = surplus;
		run(d.heap, 1000003u + (unsigned long)n, 300);
		drill_play(&d, "m 100 f 1 f 1 m 10 m 10 f 2 f 3 f 2 f 3");
		my_heap_free(d.heap, (char *)drill_malloc(&d, 1000) + 64);
		drill_heard(&d);
		surplus = d.surplus;
		drill_close(&d);
	}
	SAME(surplus.words, "");
}

/* Caches run over and empty, of one thread's frees another's mallocs are made, and all goes
 * back to the engine. */
static void run_fast(struct heard *heard, int n)
{
	enum { MANY = 6000 };
	static void *p[MANY];
	my_heap_options o = fast_variant(n);
	drill d;

	drill_open(&d, &o);
	my_heap_observe(d.heap, hear, heard);
	run(d.heap, 99u + (unsigned long)n, 2000);
	for (int round = 0; round < 4; round++) {
		my_heap_use_thread(d.heap, 1 + (unsigned)round % 2);
		for (int i = 0; i < MANY; i++)
			p[i] = my_heap_malloc(d.heap, 300 + 100 * (size_t)(round / 2));
		my_heap_use_thread(d.heap, 2);
		for (int i = 0; i < MANY; i++)
			my_heap_free(d.heap, p[i]);
	}
	for (int round = 0; round < 3; round++) { /* what waits is used for the next size */
		for (int i = 0; i < 100; i++)
			p[i] = my_heap_malloc(d.heap, 16000 - 6000 * (size_t)round);
		for (int i = 0; i < 100; i++)
			my_heap_free(d.heap, p[i]);
	}
	fast_trim(d.heap->fast->own);
	drill_close(&d);
}

/* Past the end of a chunk, and into freed ones until they leave. */
static void spoil(drill *d)
{
	for (int i = 0; i < 10 && d->heap->options.guard; i++) {
		unsigned char *p = drill_malloc(d, 20);

		if (!p)
			return;
		raw_fill(p + 20, 0, 1);
		my_heap_free(d->heap, p);
		raw_fill(p, 0, 1);
	}
}

/* Every step there is was taken in some run above or in test_observe.c. */
static void every_step_happens(void)
{
	struct heard heard;

	memset(&heard, 0, sizeof heard);
	for (int n = 0; n < FAST; n++)
		run_fast(&heard, n);
	for (int n = 0; n < VARIANTS; n++) {
		my_heap_options o = variant(n);
		drill d;
		o.limit = n % 3 ? 0 : 20000;
		drill_open(&d, &o);
		my_heap_observe(d.heap, hear, &heard);
		run(d.heap, 77u + (unsigned long)n, 300);
		drill_play(&d, "m 5000 m 5000 m 5000 f 1 f 2 f 3");
		my_heap_free(d.heap, &heard);
		my_heap_free(d.heap, (char *)drill_malloc(&d, 100) + 16);
		spoil(&d);
		drill_close(&d);
	}
	for (int step = 0; step < MY_HEAP_STEP_COUNT; step++)
		if (heard.steps[step] == 0) {
			printf("\n      never taken: %s", drill_step(step));
			CU_FAIL("a step is never taken");
		}
}

CU_TestInfo counts_tests[] = {
	{ "steps and statistics agree", steps_and_statistics_agree },
	{ "observing changes nothing", observing_changes_nothing },
	{ "no field beyond those named", no_field_beyond_those_named },
	{ "every step happens", every_step_happens },
	CU_TEST_INFO_NULL
};
