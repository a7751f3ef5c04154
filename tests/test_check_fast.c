/* SPDX-License-Identifier: MIT
 *
 * test_check_fast.c - my_heap_check names what is broken in a fast heap's own books: each
 * field that it speaks for is damaged in turn, found, and mended again.
 *
 * The heap under test: spans with holes, in lists; chunks in a cache and in a depot; pages
 * of a class, used and cached; a block without a class.
 */
#include "test.h"
#include "damage.h"
#include "fast.h"

enum { HOLED = 900, PASSED_ON = 3000 };

struct bench {
	my_heap *heap;
	struct pool *pool;
	struct span *span; /* the first of its list */
	unsigned char *used, *cached, *free; /* small chunks; the free one lies in span */
	unsigned char *pages, *spare, *block; /* the engine's: used, cached, without class */
};

static unsigned char *byte_of(const struct bench *b, const void *memory)
{
	size_t offset = (size_t)((const unsigned char *)memory - b->heap->space.start);

	return &b->heap->space.bytes[offset / UNIT];
}

static uint32_t *page_of(const struct bench *b, const void *memory)
{
	size_t offset = (size_t)((const unsigned char *)memory - b->heap->space.start);

	return &b->heap->space.pages[offset / 4096];
}

/* A span of 400s, two of three of them free again. */
static void make_holes(struct bench *b)
{
	void *p[HOLED];

	for (int i = 0; i < HOLED; i++)
		p[i] = my_heap_malloc(b->heap, 400);
	for (int i = 0; i < HOLED; i++)
		if (i % 3)
			my_heap_free(b->heap, p[i]);
	cache_empty(b->heap->fast->own);
	fast_dissolve(b->heap);
}

static int find_hole(void *user, const my_heap_section *section, const my_heap_chunk *chunk)
{
	struct bench *b = user;

	(void)section;
	if (chunk->kind != MY_HEAP_SMALL || !chunk->free || chunk->cached || chunk->size < 64)
		return 0;
	b->free = chunk->memory;
	b->span = pool_span(b->heap, chunk->memory);
	return b->span->list > 1 && b->pool->list[b->span->list] == b->span;
}

static void fill_depot(struct bench *b)
{
	static void *p[PASSED_ON];

	for (int i = 0; i < PASSED_ON; i++)
		p[i] = my_heap_malloc(b->heap, 48);
	for (int i = 0; i < PASSED_ON; i++)
		my_heap_free(b->heap, p[i]);
}

static struct bench bench_make(void)
{
	static const my_heap_visitor visitor = { NULL, NULL, find_hole };
	my_heap_options options;
	struct bench b;

	my_heap_options_fast(&options);
	b.heap = my_heap_create(&options);
	CU_ASSERT_PTR_NOT_NULL_FATAL(b.heap);
	b.pool = &b.heap->fast->pool;
	make_holes(&b);
	fill_depot(&b);
	b.used = my_heap_malloc(b.heap, 200);
	b.cached = my_heap_malloc(b.heap, 200);
	b.pages = my_heap_malloc(b.heap, 20000);
	b.spare = my_heap_malloc(b.heap, 40000);
	b.block = my_heap_malloc(b.heap, 1500000);
	my_heap_free(b.heap, b.cached);
	my_heap_free(b.heap, b.spare);
	CU_ASSERT_FATAL(my_heap_walk(b.heap, &visitor, &b) == 1);
	CU_ASSERT_EQUAL_FATAL(my_heap_check(b.heap, NULL), 0);
	return b;
}

static void names_span_fields(void)
{
	struct bench b = bench_make();
	struct span *s = b.span;

	CU_ASSERT_FATAL(*byte_of(&b, b.free) == BYTE_FREE);
	DAMAGE(&b, s->free, s->free + 16, "free is the sum of the span's free chunks");
	DAMAGE(&b, s->free, 0, "free is the sum of the span's free chunks");
	DAMAGE(&b, s->memory, s->memory + 4096, "a span is a chunk of the engine");
	DAMAGE(&b, s->list, s->list == 1 ? 2 : 1, "a span is in the list that it names");
	DAMAGE(&b, s->list, LISTS + 1, "a span is in the list that it names");
	DAMAGE(&b, s->position, SPAN_UNITS, "a sweep starts inside the span");
	DAMAGE(&b, b.pool->list[s->list], NULL, "a span is in the list that it names");
	my_heap_destroy(b.heap);
}

static void names_bytes_in_spans(void)
{
	struct bench b = bench_make();
	unsigned char *used = byte_of(&b, b.used), *cached = byte_of(&b, b.cached);
	unsigned char *hole = byte_of(&b, b.free);

	DAMAGE(&b, *used, 0, "tile it");
	DAMAGE(&b, *used, BYTE_USED, "tile it");
	DAMAGE(&b, *used, (unsigned char)(*used + 1), "tile it");
	DAMAGE(&b, *used, (unsigned char)(*used - 1), "tile it");
	DAMAGE(&b, *used, (CLASS_IN_SPANS + 1) | BYTE_USED, "tile it");
	DAMAGE(&b, *used, BYTE_USED | BYTE_CLASS, "tile it");
	DAMAGE(&b, *used, BYTE_FREE, "free is the sum");
	DAMAGE(&b, used[1], 1, "tile it");
	DAMAGE(&b, used[5], BYTE_FREE, "tile it");
	DAMAGE(&b, *used, *used ^ BYTE_USED, "lies in one cache or depot");
	DAMAGE(&b, *cached, *cached | BYTE_USED, "is a cached chunk of its class");
	DAMAGE(&b, *cached, 0, "tile it");
	DAMAGE(&b, *hole, 0, "tile it");
	DAMAGE(&b, hole[1], BYTE_FREE, "the pool's numbers are the sums");
	DAMAGE(&b, hole[2], 1, "tile it");
	my_heap_destroy(b.heap);
}

static void names_pages(void)
{
	struct bench b = bench_make();
	uint32_t *span = page_of(&b, b.span->memory), *large = page_of(&b, b.block);

	DAMAGE(&b, span[3], 0, "every page of a span leads to it");
	DAMAGE(&b, span[SPAN_PAGES - 1], span[0] + 1, "every page of a span leads to it");
	DAMAGE(&b, span[0], 0, "the size of the class that its byte names");
	DAMAGE(&b, span[0], (uint32_t)b.pool->numbers + 1, "a span is a chunk of the engine");
	DAMAGE(&b, *large, *large + 1, "has its mark and its number of pages");
	DAMAGE(&b, *large, *large - 1, "has its mark and its number of pages");
	DAMAGE(&b, *large, 0, "the size of the class that its byte names");
	DAMAGE(&b, *large, span[0], "a span is a chunk of the engine");
	DAMAGE(&b, *page_of(&b, b.pages), PAGES_LARGE | 5, "has its mark and its number");
	my_heap_destroy(b.heap);
}

static void names_bytes_of_the_engine(void)
{
	struct bench b = bench_make();
	unsigned char *pages = byte_of(&b, b.pages), *spare = byte_of(&b, b.spare);
	unsigned char *block = byte_of(&b, b.block), *end;
	const struct section *s = b.heap->first;

	DAMAGE(&b, *pages, 0, "the size of the class that its byte names");
	DAMAGE(&b, *pages, (unsigned char)(*pages + 1), "the class that its byte names");
	DAMAGE(&b, *pages, 5 | BYTE_USED, "the size of the class that its byte names");
	DAMAGE(&b, *pages, *pages ^ BYTE_USED, "lies in one cache or depot");
	DAMAGE(&b, *spare, *spare | BYTE_USED, "is a cached chunk of its class");
	DAMAGE(&b, *block, 0, "has its mark and its number of pages");
	DAMAGE(&b, *block, BYTE_CLASS, "has its mark and its number of pages");
	CU_ASSERT_FATAL(s->free_size >= 4096);
	end = byte_of(&b, s->memory + s->size - UNIT);
	DAMAGE(&b, *end, 1, "nothing starts in a free chunk of the engine");
	my_heap_destroy(b.heap);
}

static void names_sums(void)
{
	struct bench b = bench_make();
	struct pool *p = b.pool;

	DAMAGE(&b, p->number, p->number + 1, "the pool's numbers are the sums");
	DAMAGE(&b, p->free, p->free - 16, "the pool's numbers are the sums");
	DAMAGE(&b, p->chunks, p->chunks + 1, "the pool's numbers are the sums");
	DAMAGE(&b, p->free_chunks, p->free_chunks - 1, "the pool's numbers are the sums");
	my_heap_destroy(b.heap);
}

static void names_caches_and_depots(void)
{
	struct bench b = bench_make();
	struct fast *fast = b.heap->fast;
	struct cache *cache = fast->own;
	struct depot *depot = &fast->depot[class_of(48)];
	unsigned class = class_of(200);
	void ***top = &cache->top[class];

	CU_ASSERT_FATAL(depot->count > 0 && cache_count(cache, class) > 0);
	DAMAGE(&b, (*top)[-1], b.used, "is a cached chunk of its class");
	DAMAGE(&b, (*top)[-1], &b, "is a cached chunk of its class");
	DAMAGE(&b, (*top)[-1], (void *)16, "is a cached chunk of its class");
	DAMAGE(&b, (*top)[-1], b.free, "is a cached chunk of its class");
	DAMAGE(&b, *top, *top - 1, "every cached chunk lies in one");
	DAMAGE(&b, cache->end[class], *top - 1, "a stack is not fuller than full");
	DAMAGE(&b, depot->chunks[0], b.cached, "is a cached chunk of its class");
	DAMAGE(&b, depot->count, depot->count - 1, "every cached chunk lies in one");
	DAMAGE(&b, depot->count, depot->most + 1, "a depot is not fuller than full");
	my_heap_destroy(b.heap);
}

CU_TestInfo check_fast_tests[] = {
	{ "names the fields of a span", names_span_fields },
	{ "names the bytes of a span", names_bytes_in_spans },
	{ "names the pages", names_pages },
	{ "names the bytes of the engine's chunks", names_bytes_of_the_engine },
	{ "names the sums", names_sums },
	{ "names caches and depots", names_caches_and_depots },
	CU_TEST_INFO_NULL
};
