/* SPDX-License-Identifier: MIT */
#include "entry.h"

#include "chunk.h"
#include "notes.h"
#include "table.h"

void entry_resized(const struct my_heap *heap, const struct section *section,
                   const struct chunk *chunk)
{
	struct chunk *right = chunk_right(heap, section, chunk);

	if (!right)
		return;
	entry_keep(heap, right);
	right->left = chunk->size;
}

void entry_store(struct my_heap *heap, struct section *section, size_t key, size_t size,
                 size_t left)
{
	struct chunk chunk = { .key = key,
		               .size = size,
		               .memory = section->memory + heap_offset(heap, key),
		               .left = left,
		               .free = 1 };

	table_store(heap, section, &chunk);
	entry_resized(heap, section, &chunk);
}

static void note_largest(struct my_heap *heap, struct section *section)
{
	size_t largest = hole_largest(&section->holes);

	if (largest != section->free_size)
		section_set_free_size(&heap->space, section, largest);
}

void entry_list(struct my_heap *heap, struct section *section, size_t key, size_t stamp)
{
	struct chunk *chunk = table_peek(heap, section, key);

	entry_keep(heap, chunk);
	chunk->hole = hole_insert(&heap->space.keep, &section->holes, &heap->options, key,
	                          chunk->size, stamp);
	heap->counts.free_chunks++;
	note_largest(heap, section);
}

void entry_unlist(struct my_heap *heap, struct section *section, uint32_t hole)
{
	hole_remove(&heap->space.keep, &section->holes, &heap->options, hole);
	heap->counts.free_chunks--;
	note_largest(heap, section);
}

void entry_count_in(struct my_heap *heap, struct section *section, size_t start, size_t size)
{
	section->used += size;
	heap->counts.used += size;
	density_use(&heap->space.keep, &section->density, start, start + size);
}

void entry_count_out(struct my_heap *heap, struct section *section, size_t start, size_t size)
{
	section->used -= size;
	heap->counts.used -= size;
	density_free(&heap->space.keep, &section->density, start, start + size);
}

void entry_use(struct my_heap *heap, struct section *section, struct chunk *chunk, size_t asked)
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

void entry_free(struct my_heap *heap, struct section *section, struct chunk *chunk)
{
	note_unusable(chunk->memory, chunk->size);
	entry_keep(heap, chunk);
	entry_count_out(heap, section, heap_offset(heap, chunk->key), chunk->size);
	heap->counts.asked -= chunk->asked;
	heap->counts.used_chunks--;
	chunk->free = 1;
	chunk->asked = 0;
}

size_t entry_dirty(const struct my_heap *heap, struct section *section,
                   const struct chunk *chunk)
{
	size_t start = heap_offset(heap, chunk->key), end = start + chunk->size;
	size_t dirty = section->dirty < end ? section->dirty : end;

	if (section->dirty < end)
		section->dirty = end;
	return dirty > start ? dirty - start : 0;
}
