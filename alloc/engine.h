/* SPDX-License-Identifier: MIT
 *
 * engine.h - the general engine: chunks of any size, in sections.
 *
 * It is what a heap without a fast layer does, and what the fast layer takes its spans
 * and large blocks from. Not locked. Sizes are in bytes; "need" is a rounded one.
 */
#ifndef ALLOC_ENGINE_H
#define ALLOC_ENGINE_H

#include "state.h"

/* The operations of my_heap.h, with the same results. */
void *engine_aligned_alloc(struct my_heap *heap, size_t alignment, size_t size);
void *engine_calloc(struct my_heap *heap, size_t count, size_t size);
void *engine_realloc(struct my_heap *heap, void *pointer, size_t size);
void engine_free(struct my_heap *heap, void *pointer);
size_t engine_usable_size(struct my_heap *heap, const void *pointer);

/* The size of a chunk for so many bytes; 0: none is so large. */
size_t engine_round(struct my_heap *heap, size_t asked);

/* A used chunk of need bytes, aligned as asked for, or NULL with errno set. *dirty: how many
 * of its bytes, from its start, may be other than zero. */
struct chunk *engine_allocate(struct my_heap *heap, size_t need, size_t asked, size_t alignment,
                              size_t *dirty);

/* Tells why nothing was done; NULL with errno = ENOMEM. */
void *engine_fail(struct my_heap *heap, size_t need, enum my_heap_reason why);

#endif
