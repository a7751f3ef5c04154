/* SPDX-License-Identifier: MIT
 *
 * chunk.h - the verbs on one chunk: carve, split, release, coalesce.
 *
 * Each leaves the section whole: its chunks tile the memory, every free chunk has its
 * hole, free_size and the heap's counts are right. All are expected O(log holes).
 */
#ifndef ALLOC_CHUNK_H
#define ALLOC_CHUNK_H

#include "state.h"
#include "place.h"

/* The whole memory of a new section becomes one free chunk. */
void chunk_found(struct my_heap *heap, struct section *section);

/* Takes need bytes at the first aligned place of a free chunk that is large enough for
 * it, gives back what is left over, and returns the used chunk. *dirty: how many of its
 * bytes, from its start, may be other than zero. */
struct chunk *chunk_take(struct my_heap *heap, struct place place, size_t need, size_t asked,
                         size_t alignment, size_t *dirty);

/* A used chunk becomes free and is merged with its neighbours as the heap's coalescing
 * says. */
void chunk_release(struct my_heap *heap, struct section *section, struct chunk *chunk);

/* A used chunk gets smaller or, into its free right neighbour, larger; NULL when it cannot. */
struct chunk *chunk_resize(struct my_heap *heap, struct section *section, struct chunk *chunk,
                           size_t need, size_t asked);

/* Joins all free neighbours of the heap: deferred coalescing. How many merges. */
size_t chunk_coalesce_all(struct my_heap *heap);

/* A free chunk is merged with its right neighbour and keeps its place in a list by time; 0: that
 * one is not free. Or it comes to where it would be had it been freed last. */
int chunk_join(struct my_heap *heap, struct section *section, size_t key);
void chunk_relist(struct my_heap *heap, struct section *section, size_t key);

/* The right neighbour, NULL at the section's end; it does not count as a lookup. */
struct chunk *chunk_right(const struct my_heap *heap, const struct section *section,
                          const struct chunk *chunk);
struct chunk *chunk_left(const struct my_heap *heap, const struct section *section,
                         const struct chunk *chunk);

#endif
