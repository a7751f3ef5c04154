/* SPDX-License-Identifier: MIT */
#include "pages.h"

#include "chunk.h"
#include "engine.h"
#include "fast.h"
#include "os.h"
#include "purge.h"
#include "table.h"

#include <errno.h>
#include <string.h>

size_t pages_size(const struct my_heap *heap, const void *pointer)
{
	return (size_t)(*heap_page(heap, pointer) & ~PAGES_LARGE) * 4096;
}

#define WORTH_ASKING ((size_t)1 << 30) /* bytes */

/* A lazy space has room for more than the system has memory. */
static int is_granted(struct my_heap *heap, size_t size)
{
	return size < WORTH_ASKING || !heap->space.lazy || os_granted(&heap->calls, size);
}

void *pages_take(struct my_heap *heap, size_t size, size_t alignment, size_t *dirty)
{
	unsigned class = size <= SIZE_CLASSES ? class_of(size) : BYTE_CLASS;
	size_t need = class == BYTE_CLASS ? engine_round(heap, size) : class_size(class);
	const struct chunk *chunk;
	void *memory = NULL;

	pthread_mutex_lock(&heap->fast->lock);
	chunk = is_granted(heap, size) ? engine_allocate(heap, need, size, alignment, dirty)
	                               : engine_fail(heap, need, MY_HEAP_SYSTEM_REFUSED);
	if (chunk) {
		memory = chunk->memory;
		purge_taken(heap, *dirty);
		*heap_byte(heap, memory) = (unsigned char)(class | BYTE_USED);
		if (class == BYTE_CLASS)
			*heap_page(heap, memory) = PAGES_LARGE | (uint32_t)(chunk->size / 4096);
	}
	pthread_mutex_unlock(&heap->fast->lock);
	return memory;
}

int pages_give(struct my_heap *heap, void *pointer)
{
	unsigned char *byte = heap_byte(heap, pointer);
	int is_used;

	pthread_mutex_lock(&heap->fast->lock);
	is_used = *byte == (BYTE_USED | BYTE_CLASS);
	if (is_used) {
		size_t size = pages_size(heap, pointer);

		*byte = 0;
		*heap_page(heap, pointer) = 0;
		engine_free(heap, pointer);
		purge_freed(heap, size);
	}
	pthread_mutex_unlock(&heap->fast->lock);
	return is_used;
}

enum { MOVES_MOST = 4096 }; /* each may leave two more mappings; a process has 65,530 */

static enum os_move move_pages(struct my_heap *heap, void *to, void *from, size_t size)
{
	enum os_move moved = OS_REFUSED;

	pthread_mutex_lock(&heap->fast->lock);
	if (heap->space.lazy && heap->fast->moves < MOVES_MOST) {
		moved = os_move(&heap->calls, to, from, size);
		heap->fast->moves++;
	}
	pthread_mutex_unlock(&heap->fast->lock);
	return moved;
}

/* Moving pages costs a tenth of copying them. A target that is lost stays in use for ever. */
void *pages_grow(struct my_heap *heap, void *from, size_t before, size_t size)
{
	size_t dirty;
	void *to = pages_take(heap, size, 1, &dirty);
	enum os_move moved = to ? move_pages(heap, to, from, before) : OS_HOLE;

	if (moved == OS_HOLE) {
		errno = ENOMEM;
		return NULL;
	}
	return moved == OS_MOVED ? to : memcpy(to, from, before);
}

int pages_resize(struct my_heap *heap, void *pointer, size_t size)
{
	unsigned class = size <= SIZE_CLASSES ? class_of(size) : BYTE_CLASS;
	size_t need = class == BYTE_CLASS ? engine_round(heap, size) : class_size(class);
	struct section *section;
	struct chunk *chunk;
	size_t before, key = 0;

	if (need == 0)
		return 0;
	pthread_mutex_lock(&heap->fast->lock);
	section = space_find(&heap->space, &heap->options, pointer, &key);
	chunk = table_peek(heap, section, key);
	before = chunk->size;
	chunk = chunk_resize(heap, section, chunk, need, size);
	if (chunk) {
		need = chunk->size;
		if (need < before)
			purge_freed(heap, before - need);
		*heap_byte(heap, pointer) = (unsigned char)(class | BYTE_USED);
		*heap_page(heap, pointer) =
			class == BYTE_CLASS ? PAGES_LARGE | (uint32_t)(need / 4096) : 0;
	}
	pthread_mutex_unlock(&heap->fast->lock);
	return chunk != NULL;
}
