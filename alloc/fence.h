/* SPDX-License-Identifier: MIT
 *
 * fence.h - where guarded blocks lie: two heaps of the general engine.
 *
 *   small  | header | block | slack | header | block | slack ...   sections of 252 KiB
 *   large  | padding .............. | header | block |#            a section for each
 *
 * # is a page without rights; so are those behind the small sections. How much slack a
 * small block gets is random, and so are the addresses of both heaps. Large are blocks of
 * 64 KiB and more, unless their alignment is more than a page.
 *
 * Not locked: the caller has his lock. Every small block has at least one byte of slack, so
 * the engine is asked for one byte more than the user asked.
 */
#ifndef ALLOC_FENCE_H
#define ALLOC_FENCE_H

#include "my_heap.h"
#include "random.h"

struct fence {
	my_heap *small, *large;
	struct random random;
	int seeded; /* 0: random is to be started, by fence_ready */
};

struct block {
	my_heap *heap;
	my_heap_chunk chunk;
	size_t asked; /* by the user */
};

/* Makes what is not there yet. 0 with errno = ENOMEM: there is no address space. */
int fence_ready(struct fence *fence,
                void (*misuse)(void *user, enum my_heap_misuse cause, const void *pointer));

/* Zeroed memory, header and slack filled as slack.h says; the alignment is a power of two.
 * NULL: errno = ENOMEM. */
void *fence_take(struct fence *fence, size_t alignment, size_t size);

/* The block in use that starts at the pointer; 0: there is none. O(1). */
int fence_find(const struct fence *fence, const void *pointer, struct block *block);

/* The heap in whose memory the pointer lies, or NULL. */
my_heap *fence_heap_of(const struct fence *fence, const void *pointer);

void fence_give_back(const struct fence *fence, const struct block *block);

#endif
