/* SPDX-License-Identifier: MIT */
#include "walk_fast.h"

#include "fast.h"

static void note_class(my_heap_chunk *chunk, unsigned byte)
{
	chunk->size_class = byte & BYTE_CLASS;
	chunk->free = !(byte & BYTE_USED);
	chunk->cached = chunk->free && chunk->size_class != BYTE_FREE;
	if (chunk->size_class == BYTE_CLASS)
		chunk->size_class = 0;
	if (chunk->free)
		chunk->asked = 0;
}

void walk_mark(const my_heap *heap, my_heap_chunk *chunk)
{
	if (chunk->free)
		return;
	if (pool_span(heap, chunk->memory))
		chunk->kind = MY_HEAP_SPAN;
	else
		note_class(chunk, *heap_byte(heap, chunk->memory));
}

/* What starts at a unit of a span. */
static int show_small(const my_heap *heap, const struct span *span, size_t unit,
                      my_heap_chunk *out)
{
	const unsigned char *bytes = heap_byte(heap, span->memory);
	const struct section *section = space_section(&heap->space, span->memory);
	size_t end = unit + 1;

	*out = (my_heap_chunk){ .section = section->id,
		                .kind = MY_HEAP_SMALL,
		                .key = unit,
		                .home = unit,
		                .bucket = unit,
		                .memory = span->memory + unit * UNIT,
		                .pointer = span->memory + unit * UNIT };
	while (end < SPAN_UNITS && bytes[end] == 0)
		end++;
	out->size = (end - unit) * UNIT;
	out->offset = (size_t)((unsigned char *)out->memory - section->memory);
	out->asked = out->size;
	note_class(out, bytes[unit]);
	return 1;
}

int walk_small_at(const my_heap *heap, const void *address, my_heap_chunk *out)
{
	size_t offset = (uintptr_t)address - (uintptr_t)heap->space.start;
	const struct span *span = offset < heap->space.size ? pool_span(heap, address) : NULL;
	const unsigned char *bytes;
	size_t unit;

	if (!span)
		return 0;
	bytes = heap_byte(heap, span->memory);
	unit = (size_t)((const unsigned char *)address - span->memory) / UNIT;
	while (bytes[unit] == 0)
		unit--;
	return show_small(heap, span, unit, out);
}

int walk_next_small(const my_heap *heap, my_heap_chunk *chunk)
{
	const struct span *span = pool_span(heap, chunk->memory);
	size_t unit = chunk->key + chunk->size / UNIT;

	return span && unit < SPAN_UNITS && show_small(heap, span, unit, chunk);
}

int walk_prev_small(const my_heap *heap, my_heap_chunk *chunk)
{
	return chunk->key > 0 &&
	       walk_small_at(heap, (const unsigned char *)chunk->memory - UNIT, chunk);
}

int my_heap_first_small(const my_heap *heap, const my_heap_chunk *span, my_heap_chunk *out)
{
	return heap->fast && span->kind == MY_HEAP_SPAN && walk_small_at(heap, span->memory, out);
}

/* ------------------------------------------------------------------------ caches */

/* Those of a class in the depot (thread 0) or a cache, the next to be given at their end. */
static void *const *cached_end(const my_heap *heap, unsigned thread, unsigned class,
                               size_t *count, size_t *room)
{
	const struct cache *cache = heap->fast ? heap->fast->caches : NULL;

	if (!cache || class == 0 || class >= CLASSES)
		return NULL;
	if (thread == 0) {
		const struct depot *depot = &heap->fast->depot[class];

		*count = depot->count;
		*room = depot->limit;
		return depot->chunks + depot->count;
	}
	while (cache && cache->number != thread)
		cache = cache->next;
	if (!cache)
		return NULL;
	*count = cache_count(cache, class);
	*room = cache_room(cache, class);
	return cache->top[class];
}

int my_heap_cached(const my_heap *heap, unsigned thread, unsigned class, size_t *count,
                   size_t *room)
{
	return cached_end(heap, thread, class, count, room) != NULL;
}

int my_heap_cached_chunk(const my_heap *heap, unsigned thread, unsigned class, size_t place,
                         my_heap_chunk *out)
{
	size_t count, room;
	void *const *end = cached_end(heap, thread, class, &count, &room);

	return end && place < count && my_heap_find(heap, end[-1 - (ptrdiff_t)place], out);
}

size_t my_heap_class_size(unsigned class)
{
	return class > 0 && class < CLASSES ? class_size(class) : 0;
}
