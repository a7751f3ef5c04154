/* SPDX-License-Identifier: MIT
 *
 * stats.c - a heap's numbers: most are counted as they happen, the rest summed up here.
 */
#include "state.h"

void my_heap_stats(const my_heap *heap, my_heap_statistics *out)
{
	*out = heap->counts;
	out->free = heap->counts.mapped - heap->counts.used;
	out->system_calls = heap->calls;
	for (const struct section *s = heap->first; s; s = s->next) {
		if (s->free_size > out->largest_free)
			out->largest_free = s->free_size;
		out->free_chunks += s->holes.number;
		out->tables += s->capacity * sizeof *s->chunk;
	}
}
