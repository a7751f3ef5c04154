/* SPDX-License-Identifier: MIT
 *
 * hand.c - free chunks merged and listed by hand: for rules of one's own about the list.
 */
#include "chunk.h"
#include "table.h"

/* The section of a free chunk with a hole, and its key; NULL when the pointer is none of one. */
static struct section *free_chunk(struct my_heap *heap, const void *pointer, size_t *key)
{
	struct section *section =
		heap->fast ? NULL : space_find(&heap->space, &heap->options, pointer, key);
	const struct chunk *chunk = section ? table_peek(heap, section, *key) : NULL;

	if (!chunk || !chunk->free)
		return NULL;
	heap_keep(heap, heap, sizeof *heap);
	return section;
}

int my_heap_join(my_heap *heap, const void *pointer)
{
	size_t key;
	struct section *section = free_chunk(heap, pointer, &key);

	return section && chunk_join(heap, section, key);
}

int my_heap_relist(my_heap *heap, const void *pointer)
{
	size_t key;
	struct section *section = free_chunk(heap, pointer, &key);

	if (section)
		chunk_relist(heap, section, key);
	return section != NULL;
}
