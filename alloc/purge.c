/* SPDX-License-Identifier: MIT */
#include "purge.h"

#include "fast.h"
#include "os.h"

#define NEVER_MUCH ((size_t)128 << 20) /* bytes that may stay, whatever is in use, */
#define ALWAYS_MUCH ((size_t)512 << 20) /* and so many more at most, if twice that is in use */

enum { WORTH_A_CALL = 256 << 10, CLEAN = 1 };

/* The part of a free chunk that was handed out before. A chunk that was given back is
 * marked so; when it is merged with others, the mark is gone. */
static size_t purge_hole(struct my_heap *heap, struct section *section, struct hole *hole)
{
	size_t start = heap_offset(heap, hole->key), end = start + hole->size;

	end = end < section->dirty ? end : section->dirty;
	if (hole->tag == CLEAN || start >= end)
		return 0;
	if (!os_discard(&heap->calls, section->memory + start, end - start))
		return 0;
	hole->tag = CLEAN;
	return end - start;
}

size_t purge_now(struct my_heap *heap, size_t least)
{
	size_t bytes = 0;

	heap->fast->freed = 0;
	for (struct section *s = heap->first; s; s = s->next)
		for (uint32_t i = 1; s->free_size >= least && i <= s->holes.fresh; i++)
			if (s->holes.pool[i].size >= least)
				bytes += purge_hole(heap, s, &s->holes.pool[i]);
	return bytes;
}

void purge_freed(struct my_heap *heap, size_t size)
{
	size_t half = heap->counts.used / 2;

	heap->fast->freed += size;
	if (heap->fast->freed > NEVER_MUCH + (half < ALWAYS_MUCH ? half : ALWAYS_MUCH))
		purge_now(heap, WORTH_A_CALL);
}

void purge_taken(struct my_heap *heap, size_t size)
{
	size_t *freed = &heap->fast->freed;

	*freed -= size < *freed ? size : *freed;
}

/* The whole pages between two units. */
static size_t discard(struct my_heap *heap, const struct span *span, size_t from, size_t to)
{
	enum { PAGE_UNITS = 4096 / UNIT };
	size_t start = (from + PAGE_UNITS - 1) / PAGE_UNITS, end = to / PAGE_UNITS;

	if (start >= end || !os_discard(&heap->calls, span->memory + start * 4096,
	                                (end - start) * 4096))
		return 0;
	return (end - start) * 4096;
}

static size_t purge_span(struct my_heap *heap, const struct span *span)
{
	const unsigned char *bytes = heap_byte(heap, span->memory);
	size_t purged = 0, units;

	for (size_t at = 0; at < SPAN_UNITS; at += units) {
		if (bytes[at] == BYTE_FREE) {
			units = span_run(bytes + at, SPAN_UNITS - at);
			purged += discard(heap, span, at, at + units);
		} else {
			units = class_size(bytes[at] & BYTE_CLASS) / UNIT;
		}
	}
	return purged;
}

size_t purge_spans(struct my_heap *heap)
{
	const struct pool *pool = &heap->fast->pool;
	size_t purged = 0;

	for (size_t i = 1; i <= pool->numbers; i++)
		if (pool->spans[i].memory)
			purged += purge_span(heap, &pool->spans[i]);
	return purged;
}
