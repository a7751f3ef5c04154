/* SPDX-License-Identifier: MIT */
#include "purge.h"

#include "fast.h"
#include "os.h"

#define NEVER_MUCH ((size_t)128 << 20) /* bytes that may stay, whatever is in use */

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
	heap->fast->freed += size;
	if (heap->fast->freed > NEVER_MUCH + heap->counts.used)
		purge_now(heap, WORTH_A_CALL);
}

void purge_taken(struct my_heap *heap, size_t size)
{
	size_t *freed = &heap->fast->freed;

	*freed -= size < *freed ? size : *freed;
}
