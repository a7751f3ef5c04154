/* SPDX-License-Identifier: MIT
 *
 * engine.c - the general engine: chunks of any size.
 *
 *   malloc   round the size -> place_find -> (coalesce, list_add) -> chunk_take
 *   free     section of the pointer -> its entry -> chunk_release -> list_settle
 */
#include "engine.h"

#include "chunk.h"
#include "list.h"
#include "misuse.h"
#include "place.h"
#include "sentry.h"
#include "table.h"

#include <errno.h>
#include <string.h>

/* --------------------------------------------------------------------- allocate */

void *engine_fail(struct my_heap *heap, size_t need, enum my_heap_reason why)
{
	heap_tell(heap, .step = MY_HEAP_FAILED, .why = why, .need = need);
	errno = ENOMEM;
	return NULL;
}

static void tell_round(struct my_heap *heap, size_t asked, size_t size)
{
	heap_tell(heap, .step = MY_HEAP_ROUND, .asked = asked, .size = size,
	          .unit = hole_unit(&heap->options), .header = heap->options.header);
}

size_t engine_round(struct my_heap *heap, size_t asked)
{
	size_t unit = hole_unit(&heap->options), header = heap->options.header;

	if (asked > (size_t)PTRDIFF_MAX - header - unit)
		return 0;

	size_t bytes = asked + header > 0 ? asked + header : 1;
	size_t size = (bytes + unit - 1) & ~(unit - 1);

	if (heap->observer)
		tell_round(heap, asked, size);
	return size;
}

static inline struct place search(struct my_heap *heap, size_t need)
{
	struct place place = place_find(heap, need);

	if (!place.section && heap->options.coalescing == MY_HEAP_DEFERRED && heap->first) {
		heap_tell(heap, .step = MY_HEAP_COALESCING, .need = need);
		if (chunk_coalesce_all(heap))
			place = place_find(heap, need);
	}
	return place;
}

static inline struct place find_room(struct my_heap *heap, size_t need, enum my_heap_reason *why)
{
	struct place place = search(heap, need);

	if (!place.section && sentry_let_go(heap, need))
		place = search(heap, need);
	return place.section ? place : list_add(heap, need, why);
}

/* A used chunk of need bytes, or NULL with errno set. A hole's start is aligned as all
 * results are; for more, so many extra bytes are enough to find an aligned place in it. */
struct chunk *engine_allocate(struct my_heap *heap, size_t need, size_t asked, size_t alignment,
                              size_t *dirty)
{
	size_t unit = hole_unit(&heap->options);
	size_t extra = alignment > unit ? alignment - unit : 0;
	enum my_heap_reason why = MY_HEAP_SIZE_TOO_LARGE;
	struct place place = { NULL, 0 };

	if (need > 0 && extra > 0)
		heap_tell(heap, .step = MY_HEAP_ALIGN_ROOM, .size = need, .other = alignment,
		          .rest = extra, .need = need + extra);
	if (need > 0 && extra <= (size_t)PTRDIFF_MAX - need)
		place = find_room(heap, need + extra, &why);
	if (!place.section)
		return engine_fail(heap, need > 0 ? need + extra : asked, why);
	return chunk_take(heap, place, need, asked, alignment, dirty);
}

/* A used chunk's, whose bytes are what they are to be. */
static inline void *user_pointer(struct my_heap *heap, const struct chunk *chunk)
{
	if (heap->options.guard && chunk)
		sentry_fill(heap, chunk);
	return chunk ? chunk->memory + heap->options.header : NULL;
}

/* The way of every malloc: what it calls here is a part of it. */
__attribute__((flatten)) void *engine_aligned_alloc(struct my_heap *heap, size_t alignment,
                                                    size_t size)
{
	size_t dirty;

	return user_pointer(heap, engine_allocate(heap, engine_round(heap, size), size, alignment,
	                                          &dirty));
}

void *engine_calloc(struct my_heap *heap, size_t count, size_t size)
{
	size_t bytes, dirty;

	if (__builtin_mul_overflow(count, size, &bytes))
		return engine_fail(heap, SIZE_MAX, MY_HEAP_SIZE_TOO_LARGE);

	const struct chunk *chunk = engine_allocate(heap, engine_round(heap, bytes), bytes, 1,
	                                            &dirty);

	if (!chunk)
		return NULL;

	size_t header = heap->options.header, usable = chunk->size - header;
	size_t zero = dirty > header ? dirty - header : 0;

	heap_keep(heap, chunk->memory + header, zero);
	memset(chunk->memory + header, 0, zero);
	heap_tell(heap, .step = MY_HEAP_ZEROED,
	          AT(heap, space_section(&heap->space, chunk->memory), chunk->key), .size = zero,
	          .rest = usable - zero);
	return user_pointer(heap, chunk);
}

/* ------------------------------------------------------------------ by pointer */

/* The used chunk whose user pointer this is; NULL, after telling the misuse. */
static inline struct chunk *owned(struct my_heap *heap, const void *pointer,
                                  enum my_heap_misuse cause, struct section **section)
{
	size_t key;
	struct section *s = space_find(&heap->space, &heap->options, pointer, &key);
	struct chunk *chunk = s ? table_find(heap, s, key) : NULL;

	if (!chunk || chunk->free || chunk_waits(chunk)) {
		misuse_report(heap, cause, pointer);
		return NULL;
	}
	*section = s;
	return chunk;
}

/* The same for a user who gives the chunk back, to be freed or resized. */
static inline struct chunk *given_back(struct my_heap *heap, const void *pointer,
                                       enum my_heap_misuse cause, struct section **section)
{
	struct chunk *chunk = owned(heap, pointer, cause, section);

	if (heap->options.guard && chunk)
		sentry_verify(heap, chunk);
	return chunk;
}

static inline void release(struct my_heap *heap, struct section *section, struct chunk *chunk)
{
	if (heap->options.guard) {
		sentry_hold(heap, section, chunk->key);
		return;
	}
	chunk_release(heap, section, chunk);
	list_settle(heap, section);
}

void engine_free(struct my_heap *heap, void *pointer)
{
	struct section *section;
	struct chunk *chunk;

	if (!pointer)
		return;
	chunk = given_back(heap, pointer, MY_HEAP_INVALID_FREE, &section);
	if (chunk)
		release(heap, section, chunk);
}

size_t engine_usable_size(struct my_heap *heap, const void *pointer)
{
	struct section *section;
	const struct chunk *chunk;

	if (!pointer)
		return 0;
	chunk = owned(heap, pointer, MY_HEAP_INVALID_SIZE_QUERY, &section);
	if (!chunk)
		return 0;
	return heap->options.guard ? chunk->asked : chunk->size - heap->options.header;
}

/* A new place, the contents copied, the old place freed; NULL: the old block is intact. */
static void *move(struct my_heap *heap, struct section *section, const struct chunk *old,
                  size_t need, size_t asked)
{
	const unsigned char *from = old->memory + heap->options.header;
	size_t key = old->key, copied = old->size - heap->options.header, dirty;
	const struct chunk *new = engine_allocate(heap, need, asked, 1, &dirty);

	if (!new)
		return NULL;

	unsigned char *to = new->memory + heap->options.header;

	heap_keep(heap, to, copied);
	memcpy(to, from, copied);
	heap->counts.moves++;
	heap->counts.copied += copied;
	heap_tell(heap, .step = MY_HEAP_MOVED,
	          AT(heap, space_section(&heap->space, to), new->key), .size = copied,
	          .other = heap_offset(heap, key), .need = section->id);
	user_pointer(heap, new);
	release(heap, section, table_peek(heap, section, key));
	return to;
}

void *engine_realloc(struct my_heap *heap, void *pointer, size_t size)
{
	struct section *section;
	struct chunk *chunk, *resized;

	if (!pointer)
		return engine_aligned_alloc(heap, 1, size);
	chunk = given_back(heap, pointer, MY_HEAP_INVALID_REALLOC, &section);
	if (!chunk) {
		errno = EINVAL;
		return NULL;
	}
	if (size == 0) {
		release(heap, section, chunk);
		return NULL;
	}

	size_t need = engine_round(heap, size);

	if (need == 0)
		return engine_fail(heap, size, MY_HEAP_SIZE_TOO_LARGE);
	resized = chunk_resize(heap, section, chunk, need, size);
	return resized ? user_pointer(heap, resized) : move(heap, section, chunk, need, size);
}
