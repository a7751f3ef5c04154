/* SPDX-License-Identifier: MIT
 *
 * entry.h - one chunk's entry and its hole: the small steps that the verbs of chunk.h are made
 * of. Between two of them a section may be in pieces; the verbs leave it whole.
 *
 * Each tells of the entries and holes that it writes; of the section's header tells the verb. They
 * are here to be a part of the verbs, which are little else.
 */
#ifndef ALLOC_ENTRY_H
#define ALLOC_ENTRY_H

#include "chunk.h"
#include "notes.h"
#include "state.h"
#include "table.h"

/* Right before an entry is written. */
static inline void entry_keep(const struct my_heap *heap, struct chunk *chunk)
{
	heap_keep(heap, chunk, sizeof *chunk);
}

/* The size of a chunk changed: its right neighbour must know. */
static inline void entry_resized(const struct my_heap *heap, const struct section *section,
                                 const struct chunk *chunk)
{
	struct chunk *right = chunk_right(heap, section, chunk);

	if (!right)
		return;
	entry_keep(heap, right);
	right->left = chunk->size;
}

/* A new free chunk, without a hole; its entry. Its right neighbour learns its size. */
static inline struct chunk *entry_store(struct my_heap *heap, struct section *section,
                                        size_t key, size_t size, size_t left)
{
	struct chunk *chunk = table_store(heap, section, &(struct chunk){
		.key = key,
		.size = size,
		.memory = section->memory + heap_offset(heap, key),
		.left = left,
		.free = 1,
	});

	entry_resized(heap, section, chunk);
	return chunk;
}

/* A free chunk gets its hole; a hole is taken away. The section's free_size follows; the verb
 * notes it among the sections, once, at its end. */
static inline void entry_list(struct my_heap *heap, struct section *section, struct chunk *chunk,
                              size_t stamp)
{
	entry_keep(heap, chunk);
	chunk->hole = hole_insert(&heap->space.keep, &section->holes, &heap->options, chunk->key,
	                          chunk->size, stamp);
	heap->counts.free_chunks++;
	if (chunk->size > section->free_size)
		section->free_size = chunk->size;
}

static inline void entry_unlist(struct my_heap *heap, struct section *section, uint32_t hole)
{
	size_t size = section->holes.pool[hole].size;

	hole_remove(&heap->space.keep, &section->holes, &heap->options, hole);
	heap->counts.free_chunks--;
	if (size == section->free_size)
		section->free_size = hole_largest(&section->holes);
}

/* A stretch of the section that was free is in use, and the other way round. */
static inline void entry_count_in(struct my_heap *heap, struct section *section, size_t start,
                                  size_t size)
{
	section->used += size;
	heap->counts.used += size;
	density_use(&heap->space.keep, &section->density, start, start + size);
}

static inline void entry_count_out(struct my_heap *heap, struct section *section, size_t start,
                                   size_t size)
{
	section->used -= size;
	heap->counts.used -= size;
	density_free(&heap->space.keep, &section->density, start, start + size);
}

/* A chunk without a hole becomes used, or free. */
static inline void entry_use(struct my_heap *heap, struct section *section, struct chunk *chunk,
                             size_t asked)
{
	entry_keep(heap, chunk);
	chunk->free = 0;
	chunk->hole = 0;
	chunk->asked = asked;
	entry_count_in(heap, section, heap_offset(heap, chunk->key), chunk->size);
	heap->counts.asked += asked;
	heap->counts.used_chunks++;
	if (heap->counts.asked > heap->counts.peak_asked)
		heap->counts.peak_asked = heap->counts.asked;
	if (heap->empty == section)
		heap->empty = NULL;
	note_usable(chunk->memory + heap->options.header, chunk->size - heap->options.header);
}

static inline void entry_free(struct my_heap *heap, struct section *section, struct chunk *chunk)
{
	note_unusable(chunk->memory, chunk->size);
	entry_keep(heap, chunk);
	entry_count_out(heap, section, heap_offset(heap, chunk->key), chunk->size);
	heap->counts.asked -= chunk->asked;
	heap->counts.used_chunks--;
	chunk->free = 1;
	chunk->asked = 0;
}

/* Bytes of a chunk that were handed out before; from now on all of them were. */
static inline size_t entry_dirty(const struct my_heap *heap, struct section *section,
                                 const struct chunk *chunk)
{
	size_t start = heap_offset(heap, chunk->key), end = start + chunk->size;
	size_t dirty = section->dirty < end ? section->dirty : end;

	if (section->dirty < end)
		section->dirty = end;
	return dirty > start ? dirty - start : 0;
}

#endif
