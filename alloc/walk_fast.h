/* SPDX-License-Identifier: MIT
 *
 * walk_fast.h - looking at the chunks of a fast heap: spans, and the small chunks in them.
 *
 * What a byte of the table says may change while one looks, if other threads run: a used
 * chunk turns cached, or the other way. Where chunks start changes under the lock only.
 */
#ifndef ALLOC_WALK_FAST_H
#define ALLOC_WALK_FAST_H

#include "my_heap.h"

/* A chunk of the engine: what the fast layer made of it. */
void walk_mark(const my_heap *heap, my_heap_chunk *chunk);

/* The small chunk that an address lies in; 0: the address is in no span. */
int walk_small_at(const my_heap *heap, const void *address, my_heap_chunk *out);

int walk_next_small(const my_heap *heap, my_heap_chunk *chunk);
int walk_prev_small(const my_heap *heap, my_heap_chunk *chunk);

#endif
