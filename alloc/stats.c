/* SPDX-License-Identifier: MIT
 *
 * stats.c - a heap's numbers: most are counted as they happen, the rest summed up here.
 */
#include "fast.h"
#include "state.h"

/* A used byte is one that is in use: neither in a span's free chunks nor in a cache. */
static void add_fast(const struct my_heap *heap, my_heap_statistics *out)
{
	const struct fast *fast = heap->fast;
	const struct pool *pool = &fast->pool;

	for (unsigned class = 1; class < CLASSES; class++) {
		size_t chunks = fast->depot[class].count;

		for (const struct cache *cache = fast->caches; cache; cache = cache->next)
			chunks += cache_count(cache, class);
		out->cached_chunks += chunks;
		out->cached += chunks * class_size(class);
	}
	out->spans = pool->number;
	out->used -= pool->free;
	out->used_chunks += pool->chunks - pool->number;
	if (out->cached > out->used) /* a thread is in the middle of giving chunks back */
		out->cached = out->used;
	if (out->cached_chunks > out->used_chunks)
		out->cached_chunks = out->used_chunks;
	out->used -= out->cached;
	out->used_chunks -= out->cached_chunks;
	out->asked = out->used;
	if (out->peak_asked < out->asked) /* the engine counts large blocks before rounding */
		out->peak_asked = out->asked;
	out->free_chunks += pool->free_chunks + out->cached_chunks;
}

void my_heap_stats(const my_heap *heap, my_heap_statistics *out)
{
	*out = heap->counts;
	if (heap->fast)
		add_fast(heap, out);
	out->free = heap->counts.mapped - out->used;
	out->cached += heap->waiting.bytes;
	out->cached_chunks += heap->waiting.number;
	out->free_chunks += heap->waiting.number;
	out->system_calls = heap->calls;
	out->largest_free = hole_largest(&heap->space.by_room);
}
