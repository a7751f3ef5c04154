/* SPDX-License-Identifier: MIT */
#include "fast.h"

#include "engine.h"
#include "misuse.h"
#include "pages.h"

#include <errno.h>
#include <string.h>

static void lock(struct my_heap *heap)
{
	pthread_mutex_lock(&heap->fast->lock);
}

static void unlock(struct my_heap *heap)
{
	pthread_mutex_unlock(&heap->fast->lock);
}

void fast_told(struct my_heap *heap, const void *address, const my_heap_event *event)
{
	const struct section *section = space_section(&heap->space, address);
	const struct span *span = pool_span(heap, address);
	my_heap_event told = *event;

	told.section = section->id;
	told.offset = (size_t)((const unsigned char *)address - section->memory);
	told.key = span ? (size_t)((const unsigned char *)address - span->memory) / UNIT
	                : heap_keys(heap, told.offset);
	heap->observer(heap->observer_user, &told);
}

/* -------------------------------------------------------------------------- malloc */

static void tell_taken(struct cache *cache, const void *chunk, unsigned class)
{
	fast_tell(cache->heap, chunk, .step = MY_HEAP_CACHE_TAKEN, .bucket = class,
	          .size = class_size(class), .rest = cache_count(cache, class),
	          .unit = cache->number);
}

static void *take(struct cache *cache, unsigned class)
{
	void *chunk = cache_take(cache, class);

	if (!chunk && cache_fill(cache, class))
		chunk = cache_take(cache, class);
	if (chunk)
		tell_taken(cache, chunk, class);
	return chunk;
}

void *fast_malloc(struct cache *cache, size_t size)
{
	unsigned class;
	size_t dirty;

	if (size > SIZE_CLASSES)
		return pages_take(cache->heap, size, 1, &dirty);
	class = class_of(size ? size : 1);
	heap_tell(cache->heap, .step = MY_HEAP_CLASS, .asked = size, .size = class_size(class),
	          .bucket = class);
	return take(cache, class);
}

static int is_aligned(const void *pointer, size_t alignment)
{
	return ((uintptr_t)pointer & (alignment - 1)) == 0;
}

/* A chunk of a class which the cache has, and which happens to be aligned. */
static void *take_aligned(struct cache *cache, size_t alignment, size_t size)
{
	unsigned class = class_of((size + alignment - 1) & ~(alignment - 1));
	const void *top = cache->top[class][-1];

	return top && is_aligned(top, alignment) ? take(cache, class) : NULL;
}

/* A larger chunk, of which what lies before and behind the aligned part goes back. */
static void *cut_aligned(struct cache *cache, size_t alignment, unsigned class)
{
	unsigned larger = class_of(class_size(class) + alignment - UNIT);
	unsigned char *chunk, *part;

	heap_tell(cache->heap, .step = MY_HEAP_ALIGN_ROOM, .size = class_size(class),
	          .other = alignment, .rest = alignment - UNIT,
	          .need = class_size(class) + alignment - UNIT);
	chunk = take(cache, larger);
	if (!chunk)
		return NULL;
	part = chunk + (-(uintptr_t)chunk & (alignment - 1));
	fast_tell(cache->heap, chunk, .step = MY_HEAP_ALIGNED, .size = (size_t)(part - chunk),
	          .other = (size_t)(part - space_section(&cache->heap->space, part)->memory),
	          .need = alignment, .rest = (uintptr_t)chunk & (alignment - 1));
	lock(cache->heap);
	pool_cut(cache->heap, chunk, class_size(larger), part, class);
	unlock(cache->heap);
	return part;
}

void *fast_aligned_alloc(struct cache *cache, size_t alignment, size_t size)
{
	size_t dirty;
	void *chunk;

	if (alignment <= UNIT)
		return fast_malloc(cache, size);
	size = size ? size : 1;
	if (alignment > SIZE_IN_SPANS || size > SIZE_IN_SPANS ||
	    class_size(class_of(size)) + alignment - UNIT > SIZE_IN_SPANS)
		return pages_take(cache->heap, size > SIZE_IN_SPANS ? size : SIZE_IN_SPANS + 1,
		                  alignment, &dirty);
	chunk = take_aligned(cache, alignment, size);
	return chunk ? chunk : cut_aligned(cache, alignment, class_of(size));
}

/* -------------------------------------------------------------------------- misuse */

/* Freed before, and free now: the memory may have been merged, or gone back further. */
static int is_free_now(struct my_heap *heap, const unsigned char *pointer)
{
	const unsigned char *byte = heap_byte(heap, pointer);
	const struct section *section = space_section(&heap->space, pointer);

	if (*byte != 0)
		return !(*byte & BYTE_USED);
	if (!section || (size_t)(pointer - section->memory) >= section->size)
		return 0;
	if (!pool_span(heap, pointer))
		return misuse_in_freed(heap, pointer);
	while (*byte == 0)
		byte--;
	return *byte == BYTE_FREE;
}

static void misuse(struct cache *cache, enum my_heap_misuse cause, const void *pointer)
{
	struct my_heap *heap = cache->heap;

	if (cause == MY_HEAP_INVALID_FREE && cache_has(cache, cache_unit(pointer))) {
		lock(heap);
		cause = is_free_now(heap, pointer) ? MY_HEAP_DOUBLE_FREE : cause;
		unlock(heap);
	}
	if (heap->options.misuse)
		heap->options.misuse(heap->options.user, cause, pointer);
}

/* The mark of a used chunk; 0, after telling the misuse, if the pointer is no such. */
static unsigned mark_of(struct cache *cache, enum my_heap_misuse cause, const void *pointer)
{
	size_t unit = cache_unit(pointer);
	unsigned mark = cache_has(cache, unit) ? cache->bytes[unit] : 0;

	if (mark & BYTE_USED)
		return mark;
	misuse(cache, cause, pointer);
	return 0;
}

static size_t size_of(const struct cache *cache, const void *pointer, unsigned mark)
{
	unsigned class = mark & BYTE_CLASS;

	return class == BYTE_CLASS ? pages_size(cache->heap, pointer) : class_size(class);
}

/* ---------------------------------------------------------------------------- free */

void fast_free(struct cache *cache, void *pointer)
{
	unsigned class;

	if (!pointer)
		return;
	class = mark_of(cache, MY_HEAP_INVALID_FREE, pointer) & BYTE_CLASS;
	if (class == 0)
		return;
	if (class == BYTE_CLASS) {
		if (!pages_give(cache->heap, pointer))
			misuse(cache, MY_HEAP_INVALID_FREE, pointer);
		return;
	}
	if (cache->top[class] == cache->end[class])
		cache_relieve(cache, class);
	cache_put(cache, pointer);
	fast_tell(cache->heap, pointer, .step = MY_HEAP_CACHE_PUT, .bucket = class,
	          .size = class_size(class), .rest = cache_count(cache, class),
	          .unit = cache->number);
}

size_t fast_usable_size(struct cache *cache, const void *pointer)
{
	unsigned mark = pointer ? mark_of(cache, MY_HEAP_INVALID_SIZE_QUERY, pointer) : 0;

	return mark ? size_of(cache, pointer, mark) : 0;
}

/* -------------------------------------------------------------------------- calloc */

/* Memory of the engine that was never handed out is zero as it is. */
static void *zeroed_pages(struct cache *cache, size_t size)
{
	size_t dirty;
	void *pages = pages_take(cache->heap, size, 1, &dirty);

	if (pages)
		memset(pages, 0, dirty < size ? dirty : size);
	return pages;
}

void *fast_calloc(struct cache *cache, size_t count, size_t size)
{
	size_t bytes;
	void *chunk;

	if (__builtin_mul_overflow(count, size, &bytes))
		return engine_fail(cache->heap, SIZE_MAX, MY_HEAP_SIZE_TOO_LARGE);
	if (bytes > SIZE_CLASSES ||
	    (bytes > SIZE_IN_SPANS && !cache->top[class_of(bytes)][-1]))
		return zeroed_pages(cache, bytes);
	chunk = fast_malloc(cache, bytes);
	return chunk ? memset(chunk, 0, bytes) : NULL;
}

/* ------------------------------------------------------------------------- realloc */

static void tell_moved(struct my_heap *heap, const void *to, const void *from, size_t size)
{
	const struct section *old = space_section(&heap->space, from);

	fast_tell(heap, to, .step = MY_HEAP_MOVED, .need = old->id, .size = size,
	          .other = (size_t)((const unsigned char *)from - old->memory));
}

static void *move(struct cache *cache, void *pointer, size_t before, size_t size)
{
	void *to;

	if (before >= SIZE_CLASSES && size > before) {
		to = pages_grow(cache->heap, pointer, before, size);
	} else {
		to = fast_malloc(cache, size);
		if (to)
			memcpy(to, pointer, before < size ? before : size);
	}
	if (to) {
		lock(cache->heap);
		cache->heap->counts.moves++;
		cache->heap->counts.copied += before < size ? before : size;
		unlock(cache->heap);
		tell_moved(cache->heap, to, pointer, before < size ? before : size);
		fast_free(cache, pointer);
	}
	return to;
}

/* Of a chunk in a span, what is behind the new size goes back. */
static int shrink(struct my_heap *heap, void *pointer, size_t before, size_t size)
{
	lock(heap);
	pool_cut(heap, pointer, before, pointer, class_of(size));
	unlock(heap);
	fast_tell(heap, pointer, .step = MY_HEAP_SHRUNK, .size = before,
	          .need = class_size(class_of(size)),
	          .rest = before - class_size(class_of(size)));
	return 1;
}

static int resize(struct my_heap *heap, void *pointer, size_t before, size_t size)
{
	size_t after = size <= SIZE_CLASSES ? class_size(class_of(size)) : size;

	if (after == before || (after < before && after >= before / 4 * 3)) {
		fast_tell(heap, pointer, .step = MY_HEAP_SAME_SIZE, .asked = size, .size = before);
		return 1;
	}
	if (before > SIZE_IN_SPANS)
		return size > SIZE_IN_SPANS && pages_resize(heap, pointer, size);
	return after < before && shrink(heap, pointer, before, size);
}

void *fast_realloc(struct cache *cache, void *pointer, size_t size)
{
	unsigned mark;
	size_t before;

	if (!pointer)
		return fast_malloc(cache, size);
	mark = mark_of(cache, MY_HEAP_INVALID_REALLOC, pointer);
	if (!mark) {
		errno = EINVAL;
		return NULL;
	}
	if (size == 0) {
		fast_free(cache, pointer);
		return NULL;
	}
	before = size_of(cache, pointer, mark);
	if (resize(cache->heap, pointer, before, size))
		return pointer;
	return move(cache, pointer, before, size);
}
