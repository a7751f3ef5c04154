/* SPDX-License-Identifier: MIT
 *
 * purge.h - a fast heap gives pages of free chunks of its engine back to the system.
 *
 * Sections keep their addresses for good, which cost nothing; what is resident is what was
 * touched. Freed chunks stay so, for the next ones, until many of
 * them have gathered. The caller holds the heap's lock.
 */
#ifndef ALLOC_PURGE_H
#define ALLOC_PURGE_H

#include "state.h"

/* So many bytes of the engine were freed; or taken, of those that were handed out before.
 * Amortised O(1). */
void purge_freed(struct my_heap *heap, size_t size);
void purge_taken(struct my_heap *heap, size_t size);

/* Gives back every page in free chunks of at least so many bytes; how many bytes that were
 * free and may have been resident. O(free chunks of the engine). */
size_t purge_now(struct my_heap *heap, size_t least);

/* The same for whole pages in free runs of spans. O(memory of the spans / 16). */
size_t purge_spans(struct my_heap *heap);

#endif
