/* SPDX-License-Identifier: MIT
 *
 * entry.h - one chunk's entry and its hole: the small steps that the verbs of chunk.h are made
 * of. Between two of them a section may be in pieces; the verbs leave it whole.
 *
 * Each tells of the entries and holes that it writes; of the section's header tells the verb.
 */
#ifndef ALLOC_ENTRY_H
#define ALLOC_ENTRY_H

#include "state.h"

/* Right before an entry is written. */
static inline void entry_keep(const struct my_heap *heap, struct chunk *chunk)
{
	heap_keep(heap, chunk, sizeof *chunk);
}

/* A new free chunk, without a hole. Its right neighbour learns its size. */
void entry_store(struct my_heap *heap, struct section *section, size_t key, size_t size,
                 size_t left);

/* The size of a chunk changed: its right neighbour must know. */
void entry_resized(const struct my_heap *heap, const struct section *section,
                   const struct chunk *chunk);

/* A free chunk gets its hole; a hole is taken away. The section's free_size follows. */
void entry_list(struct my_heap *heap, struct section *section, size_t key, size_t stamp);
void entry_unlist(struct my_heap *heap, struct section *section, uint32_t hole);

/* A stretch of the section that was free is in use, and the other way round. */
void entry_count_in(struct my_heap *heap, struct section *section, size_t start, size_t size);
void entry_count_out(struct my_heap *heap, struct section *section, size_t start, size_t size);

/* A chunk without a hole becomes used, or free. */
void entry_use(struct my_heap *heap, struct section *section, struct chunk *chunk, size_t asked);
void entry_free(struct my_heap *heap, struct section *section, struct chunk *chunk);

/* Bytes of a chunk that were handed out before; from now on all of them were. */
size_t entry_dirty(const struct my_heap *heap, struct section *section,
                   const struct chunk *chunk);

#endif
