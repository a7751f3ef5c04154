/* SPDX-License-Identifier: MIT
 *
 * check_fast.c - what is proved: the byte table agrees with the engine's chunks, the bytes
 * of a span tile it, the sums are right, each span is where the pool looks for it, and
 * every cached chunk lies in exactly one cache or depot.
 *
 * In the process heap another thread may turn a used chunk into a cached one meanwhile: there
 * only what the locks guard is proved.
 */
#include "check_fast.h"

#include "chunk.h"
#include "fast.h"
#include "proof.h"
#include "table.h"

struct proof {
	const my_heap *heap;
	const struct section *section;
	size_t offset;
	const char *broken;
	size_t spans, free, chunks, free_chunks; /* sums over all spans */
	size_t cached;                           /* chunks whose byte says so */
	size_t listed, owned; /* spans that say that they are in a list, a cache's */
};

/* ------------------------------------------------------------------------ spans */

/* The size of what starts at a unit of a span; 0: no such thing can start there. */
static size_t entry_units(const unsigned char *bytes, size_t at)
{
	unsigned class = bytes[at] & BYTE_CLASS;
	size_t units = at + 1;

	if (bytes[at] == BYTE_FREE) {
		while (units < SPAN_UNITS && bytes[units] == 0)
			units++;
		return units - at;
	}
	if (class == 0 || class > CLASS_IN_SPANS)
		return 0;
	for (units = 1; units < class_size(class) / UNIT; units++)
		if (at + units >= SPAN_UNITS || bytes[at + units] != 0)
			return 0;
	return units;
}

static int prove_bytes(struct proof *proof, const struct span *span)
{
	const unsigned char *bytes = heap_byte(proof->heap, span->memory);
	size_t units, free = 0, start = proof->offset;

	for (size_t at = 0; at < SPAN_UNITS; at += units) {
		proof->offset = start + at * UNIT;
		units = entry_units(bytes, at);
		DEMAND(proof, units > 0,
		       "the bytes of a span tile it: each chunk starts where the last one ends");
		if (bytes[at] == BYTE_FREE) {
			free += units * UNIT;
			proof->free_chunks++;
			continue;
		}
		proof->chunks++;
		proof->cached += !(bytes[at] & BYTE_USED);
	}
	proof->offset = start;
	DEMAND(proof, free == span->free, "free is the sum of the span's free chunks");
	proof->free += free;
	return 1;
}

static int is_listed(const struct pool *pool, const struct span *span)
{
	if (span->list == 0 || span->list == OWN)
		return 1;
	return span->list < LISTS &&
	       (span->before ? span->before->next : pool->list[span->list]) == span &&
	       (!span->next || span->next->before == span);
}

static int prove_span(struct proof *proof, const struct span *span)
{
	const struct pool *pool = &proof->heap->fast->pool;

	for (size_t i = 0; i < SPAN_PAGES; i++)
		DEMAND(proof, pool_span(proof->heap, span->memory + i * 4096) == span,
		       "every page of a span leads to it");
	DEMAND(proof, is_listed(pool, span), "a span is in the list that it names");
	DEMAND(proof, span->position < SPAN_UNITS + (span->list == OWN),
	       "a sweep starts inside the span");
	proof->spans++;
	proof->listed += span->list != 0 && span->list != OWN;
	proof->owned += span->list == OWN;
	return prove_bytes(proof, span);
}

/* Every list holds spans that name it, and nothing else does. */
static int prove_lists(struct proof *proof)
{
	const struct fast *fast = proof->heap->fast;
	size_t listed = 0, owned = 0;

	for (unsigned list = 1; list < LISTS; list++) {
		int filled = fast->pool.filled[list / 64] >> list % 64 & 1;

		DEMAND(proof, filled == (fast->pool.list[list] != NULL),
		       "a list of spans is marked filled when it is");
		for (const struct span *span = fast->pool.list[list]; span; span = span->next)
			DEMAND(proof, span->list == list && ++listed <= proof->listed,
			       "a span is in the list that it names");
	}
	for (const struct cache *cache = fast->caches; cache; cache = cache->next)
		owned += cache->own && cache->own->list == OWN;
	DEMAND(proof, listed == proof->listed && owned == proof->owned,
	       "a span is in the list that it names");
	return 1;
}

/* ------------------------------------------------------------- the engine's chunks */

static int prove_used(struct proof *proof, const struct chunk *chunk)
{
	const my_heap *heap = proof->heap;
	unsigned byte = *heap_byte(heap, chunk->memory), class = byte & BYTE_CLASS;
	uint32_t page = *heap_page(heap, chunk->memory);

	if (page && !(page & PAGES_LARGE)) {
		DEMAND(proof, page <= heap->fast->pool.numbers &&
		              heap->fast->pool.spans[page].memory == chunk->memory &&
		              chunk->size == SPAN_SIZE,
		       "a span is a chunk of the engine");
		return prove_span(proof, &heap->fast->pool.spans[page]);
	}
	if (page) {
		DEMAND(proof, byte == (BYTE_USED | BYTE_CLASS) &&
		              (page & ~PAGES_LARGE) == chunk->size / 4096,
		       "a block without a class has its mark and its number of pages");
		return 1;
	}
	DEMAND(proof, class > CLASS_IN_SPANS && class < CLASSES && class_size(class) == chunk->size,
	       "a chunk of the engine has the size of the class that its byte names");
	proof->cached += !(byte & BYTE_USED);
	return 1;
}

static int prove_free(struct proof *proof, const struct chunk *chunk)
{
	const unsigned char *bytes = heap_byte(proof->heap, chunk->memory);

	for (size_t i = 0; i < chunk->size / UNIT; i++)
		DEMAND(proof, bytes[i] == 0, "nothing starts in a free chunk of the engine");
	return 1;
}

static int prove_section(struct proof *proof)
{
	const struct section *s = proof->section;
	const struct chunk *chunk = table_peek(proof->heap, s, 0);

	for (; chunk; chunk = chunk_right(proof->heap, s, chunk)) {
		proof->offset = heap_offset(proof->heap, chunk->key);
		if (!(chunk->free ? prove_free(proof, chunk) : prove_used(proof, chunk)))
			return 0;
	}
	proof->offset = 0;
	return 1;
}

/* ----------------------------------------------------------------- caches, depots */

static int prove_chunks(struct proof *proof, void *const *chunks, size_t count, unsigned class)
{
	const struct space *space = &proof->heap->space;

	for (size_t i = 0; i < count; i++)
		DEMAND(proof, (uintptr_t)chunks[i] - (uintptr_t)space->start < space->size &&
		              *heap_byte(proof->heap, chunks[i]) == class,
		       "what lies in a cache or depot is a cached chunk of its class");
	return 1;
}

static int prove_cached(struct proof *proof)
{
	const struct fast *fast = proof->heap->fast;
	size_t cached = 0;

	for (unsigned class = 1; class < CLASSES; class++) {
		const struct depot *depot = &fast->depot[class];

		DEMAND(proof, depot->count <= depot->most, "a depot is not fuller than full");
		if (!prove_chunks(proof, depot->chunks, depot->count, class))
			return 0;
		cached += depot->count;
		for (const struct cache *cache = fast->caches; cache && !fast->shared;
		     cache = cache->next) {
			size_t count = cache_count(cache, class);

			DEMAND(proof, count <= cache_room(cache, class),
			       "a stack is not fuller than full");
			if (!prove_chunks(proof, cache->top[class] - count, count, class))
				return 0;
			cached += count;
		}
	}
	DEMAND(proof, fast->shared || cached == proof->cached,
	       "every cached chunk lies in one cache or depot");
	return 1;
}

int check_fast(const my_heap *heap, my_heap_fault *fault)
{
	struct proof proof = { .heap = heap };
	const struct pool *pool = &heap->fast->pool;
	int sound = 1;

	for (const struct section *s = heap->first; s && sound; s = s->next) {
		proof.section = s;
		sound = prove_section(&proof);
	}
	if (sound) {
		proof.section = NULL;
		sound = prove_lists(&proof) && prove_cached(&proof);
	}
	if (sound && (proof.spans != pool->number || proof.free != pool->free ||
	              proof.chunks != pool->chunks || proof.free_chunks != pool->free_chunks)) {
		proof.broken = "the pool's numbers are the sums over all spans";
		sound = 0;
	}
	if (!sound && fault)
		*fault = (my_heap_fault){ .invariant = proof.broken,
			                  .section = proof.section ? proof.section->id : 0,
			                  .offset = proof.offset };
	return !sound;
}
