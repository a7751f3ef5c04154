/* SPDX-License-Identifier: MIT */
#include "pool.h"

#include "engine.h"
#include "fast.h"
#include "notes.h"
#include "purge.h"

#include <string.h>

enum {
	MUCH = SPAN_SIZE / 16, /* freed bytes that make a span worth another sweep */
	VISITS = 8,            /* spans looked at for one request that has found something */
	VISITS_MOST = 32,      /* and that has found nothing yet, before memory is added */
	AHEAD = 16             /* chunks whose bytes are fetched while others are given back */
};

/* ------------------------------------------------------------------------ lists */

static void mark_filled(struct pool *pool, unsigned list)
{
	uint64_t bit = (uint64_t)1 << list % 64;

	if (pool->list[list])
		pool->filled[list / 64] |= bit;
	else
		pool->filled[list / 64] &= ~bit;
}

static void unlist(struct pool *pool, struct span *span)
{
	if (!span->list || span->list == OWN)
		return;
	if (span->next)
		span->next->before = span->before;
	if (span->before)
		span->before->next = span->next;
	else
		pool->list[span->list] = span->next;
	mark_filled(pool, span->list);
	span->list = 0;
}

static void enlist(struct pool *pool, struct span *span, unsigned list)
{
	if (span->list == list)
		return;
	unlist(pool, span);
	span->list = (uint16_t)list;
	if (!list)
		return;
	span->before = NULL;
	span->next = pool->list[list];
	if (span->next)
		span->next->before = span;
	pool->list[list] = span;
	mark_filled(pool, list);
}

/* The span that promises least of those that promise the class; a dirty one, whose list is
 * the last, if there is none. */
static struct span *candidate(const struct pool *pool, unsigned class)
{
	uint64_t promises = pool->filled[class / 64] >> class % 64 << class % 64;

	if (promises)
		return pool->list[class / 64 * 64 + (unsigned)__builtin_ctzll(promises)];
	if (class < 64 && pool->filled[1])
		return pool->list[64 + (unsigned)__builtin_ctzll(pool->filled[1])];
	return NULL;
}

/* ------------------------------------------------------------------------ spans */

static unsigned char *bytes_of(const struct my_heap *heap, const struct span *span)
{
	return heap_byte(heap, span->memory);
}

struct span *pool_span(const struct my_heap *heap, const void *address)
{
	uint32_t number = *heap_page(heap, address);

	return number && !(number & PAGES_LARGE) ? &heap->fast->pool.spans[number] : NULL;
}

static void set_pages(struct my_heap *heap, const struct span *span, uint32_t number)
{
	uint32_t *page = heap_page(heap, span->memory);

	for (size_t i = 0; i < SPAN_PAGES; i++)
		page[i] = number;
}

/* A structure that is not used; NULL: no memory for one. */
static struct span *find_structure(struct my_heap *heap)
{
	struct pool *pool = &heap->fast->pool;
	struct span *span = pool->unused;

	if (span) {
		pool->unused = span->next;
		return span;
	}
	span = &pool->spans[pool->numbers + 1];
	if (!fast_commit(heap, span, sizeof *span))
		return NULL;
	pool->numbers++;
	return span;
}

static void drop_structure(struct pool *pool, struct span *span)
{
	*span = (struct span){ .next = pool->unused };
	pool->unused = span;
}

static struct span *make_span(struct my_heap *heap)
{
	struct pool *pool = &heap->fast->pool;
	struct span *span = find_structure(heap);
	size_t dirty;
	const struct chunk *chunk;

	if (!span)
		return engine_fail(heap, SPAN_SIZE, MY_HEAP_SYSTEM_REFUSED);
	chunk = engine_allocate(heap, SPAN_SIZE, SPAN_SIZE, 1, &dirty);
	if (!chunk) {
		drop_structure(pool, span);
		return NULL;
	}
	*span = (struct span){ .memory = chunk->memory, .free = SPAN_SIZE, .list = OWN };
	memset(span->none, SPAN_UNKNOWN, sizeof span->none);
	purge_taken(heap, dirty);
	set_pages(heap, span, (uint32_t)(span - pool->spans));
	*bytes_of(heap, span) = BYTE_FREE;
	note_unusable(span->memory, SPAN_SIZE);
	pool->number++;
	pool->free += SPAN_SIZE;
	pool->free_chunks++;
	fast_tell(heap, span->memory, .step = MY_HEAP_SPAN_MADE, .size = SPAN_SIZE);
	return span;
}

/* Nothing in it is used or cached. */
static void drop_span(struct my_heap *heap, struct span *span)
{
	struct pool *pool = &heap->fast->pool;
	unsigned char *bytes = bytes_of(heap, span), *memory = span->memory;

	pool->free_chunks -= span_starts(bytes, SPAN_UNITS);
	memset(bytes, 0, SPAN_UNITS);
	pool->number--;
	pool->free -= SPAN_SIZE;
	unlist(pool, span);
	set_pages(heap, span, 0);
	drop_structure(pool, span);
	fast_tell(heap, memory, .step = MY_HEAP_SPAN_EMPTY, .size = SPAN_SIZE);
	engine_free(heap, memory);
	purge_freed(heap, SPAN_SIZE);
}

/* ------------------------------------------------------------------------- take */

static void count_taken(struct my_heap *heap, struct span *span, const struct request *request,
                        size_t count)
{
	struct pool *pool = &heap->fast->pool;
	size_t size = count * class_size(request->class);

	span->free -= (uint32_t)size;
	pool->free -= size;
	pool->chunks += count;
}

/* A span whose runs were all seen promises the largest that is left, one that had enough
 * what it promised before. */
static void visit(struct my_heap *heap, struct span *span, struct request *request)
{
	struct pool *pool = &heap->fast->pool;
	struct sweep sweep = { .bytes = bytes_of(heap, span),
		               .memory = span->memory,
		               .none = span->none,
		               .class = request->class,
		               .want = request->want - request->got,
		               .end = request->end,
		               .position = span->position };
	int whole = span_sweep(&sweep);

	request->got += sweep.got;
	request->end = sweep.end;
	span->position = (uint16_t)(sweep.position % SPAN_UNITS);
	pool->free_chunks -= sweep.starts;
	count_taken(heap, span, request, sweep.got);
	if (whole) {
		span->freed = 0;
		enlist(pool, span, span_class_within(sweep.largest));
	}
	fast_tell(heap, span->memory, .step = MY_HEAP_SPAN_SWEPT, .bucket = request->class,
	          .need = sweep.want, .size = sweep.got, .rest = whole ? sweep.largest : 0,
	          .other = (size_t)whole);
}

static void visit_spans(struct my_heap *heap, struct request *request, size_t most)
{
	struct pool *pool = &heap->fast->pool;

	for (size_t visits = 0; request->got < request->want; visits++) {
		struct span *span = candidate(pool, request->class);

		if (!span || visits >= (request->got ? VISITS : most))
			return;
		visit(heap, span, request);
	}
}

/* A cache's own span has no room for this class: the others may look at what is left. */
static void share(struct my_heap *heap, struct span *span)
{
	size_t left = (SPAN_UNITS - span->position) * (size_t)UNIT;

	span->list = 0;
	span->position %= SPAN_UNITS;
	enlist(&heap->fast->pool, span, span->freed >= MUCH ? DIRTY : span_class_within(left));
}

/* Untouched memory is cut without a sweep. */
static void cut_own(struct my_heap *heap, struct request *request)
{
	struct pool *pool = &heap->fast->pool;
	struct span *span = *request->own;
	size_t units = class_size(request->class) / UNIT, at = span->position;
	size_t count = (SPAN_UNITS - at) / units, left = request->want - request->got;
	unsigned char *bytes = bytes_of(heap, span);

	count = count < left ? count : left;
	for (size_t i = 0; i < count; i++, at += units) {
		bytes[at] = (unsigned char)request->class;
		*--request->end = span->memory + at * UNIT;
	}
	if (at < SPAN_UNITS)
		bytes[at] = BYTE_FREE;
	else
		pool->free_chunks--;
	span->position = (uint16_t)at;
	request->got += count;
	count_taken(heap, span, request, count);
	fast_tell(heap, span->memory, .step = MY_HEAP_SPAN_CUT, .bucket = request->class,
	          .need = left, .size = count, .rest = (SPAN_UNITS - at) * UNIT);
}

static int add_span(struct my_heap *heap, struct span **own)
{
	struct span *span = make_span(heap);

	if (!span)
		return 0;
	if (*own)
		share(heap, *own);
	*own = span;
	return 1;
}

static int has_room(const struct span *own, unsigned class)
{
	return own && (SPAN_UNITS - own->position) * (size_t)UNIT >= class_size(class);
}

static void take_small(struct my_heap *heap, struct request *request)
{
	visit_spans(heap, request, VISITS_MOST);
	if (request->got > 0)
		return;
	if (has_room(*request->own, request->class) ||
	    (request->may_add && add_span(heap, request->own)))
		cut_own(heap, request);
	else if (request->may_add)
		visit_spans(heap, request, SIZE_MAX); /* the last resort */
}

static void take_large(struct my_heap *heap, struct request *request)
{
	size_t size = class_size(request->class), dirty;
	struct chunk *chunk = engine_allocate(heap, size, size, 1, &dirty);

	if (!chunk)
		return;
	*heap_byte(heap, chunk->memory) = (unsigned char)request->class;
	note_unusable(chunk->memory, size);
	purge_taken(heap, dirty);
	*--request->end = chunk->memory;
	request->got++;
}

void pool_take(struct my_heap *heap, struct request *request)
{
	if (request->class <= CLASS_IN_SPANS)
		take_small(heap, request);
	else
		take_large(heap, request);
}

/* ------------------------------------------------------------------------- give */

/* A cache's own span starts anew. */
static void renew(struct my_heap *heap, struct span *span)
{
	struct pool *pool = &heap->fast->pool;
	unsigned char *bytes = bytes_of(heap, span);

	pool->free_chunks -= span_starts(bytes, SPAN_UNITS) - 1;
	memset(bytes, 0, SPAN_UNITS);
	*bytes = BYTE_FREE;
	span->position = 0;
	span->freed = 0;
}

/* So many bytes of a span became free. */
static void settle(struct my_heap *heap, struct span *span, size_t size)
{
	struct pool *pool = &heap->fast->pool;

	span->free += (uint32_t)size;
	span->freed += (uint32_t)size;
	pool->free += size;
	if (span->free == SPAN_SIZE && span->list != OWN)
		drop_span(heap, span);
	else if (span->free == SPAN_SIZE)
		renew(heap, span);
	else if (span->freed >= MUCH && span->list != OWN)
		enlist(pool, span, DIRTY);
}

/* A free chunk starts here. It may make a run longer that starts in the part before; a sweep
 * that passes over that one still finds the run from here on. */
static void note_free(struct my_heap *heap, unsigned char *byte, const void *chunk)
{
	struct span *span = pool_span(heap, chunk);

	*byte = BYTE_FREE;
	span->none[(size_t)((const unsigned char *)chunk - span->memory) / UNIT / PART_UNITS] =
		SPAN_UNKNOWN;
	heap->fast->pool.free_chunks++;
}

/* A chunk of the general engine goes back to it. */
static void give_large(struct my_heap *heap, void *chunk, unsigned char *byte)
{
	size_t size = class_size(*byte);

	*byte = 0;
	engine_free(heap, chunk);
	purge_freed(heap, size);
}

void pool_give(struct my_heap *heap, void *const *chunks, size_t count)
{
	struct pool *pool = &heap->fast->pool;

	for (size_t i = 0; i < count; i++) {
		unsigned char *byte = heap_byte(heap, chunks[i]);
		unsigned class = *byte;

		if (i + AHEAD < count)
			__builtin_prefetch(heap_byte(heap, chunks[i + AHEAD]), 1);
		if (class > CLASS_IN_SPANS) {
			give_large(heap, chunks[i], byte);
			continue;
		}
		pool->chunks--;
		note_free(heap, byte, chunks[i]);
		settle(heap, pool_span(heap, chunks[i]), class_size(class));
	}
}

void pool_cut(struct my_heap *heap, unsigned char *chunk, size_t size, unsigned char *part,
              unsigned class)
{
	size_t front = (size_t)(part - chunk), end = front + class_size(class);

	*heap_byte(heap, part) = (unsigned char)(class | BYTE_USED);
	if (front > 0)
		note_free(heap, heap_byte(heap, chunk), chunk);
	if (end < size)
		note_free(heap, heap_byte(heap, chunk + end), chunk + end);
	note_unusable(chunk, front);
	note_unusable(chunk + end, size - end);
	settle(heap, pool_span(heap, chunk), size - class_size(class));
}
