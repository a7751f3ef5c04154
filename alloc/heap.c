/* SPDX-License-Identifier: MIT
 *
 * heap.c - malloc, realloc and free on one heap.
 *
 *   malloc   round the size -> place_find -> (coalesce, map a section) -> chunk_take
 *   free     section of the pointer -> its entry -> chunk_release -> give a section back
 */
#include "state.h"

#include "chunk.h"
#include "misuse.h"
#include "notes.h"
#include "place.h"
#include "table.h"

#include <errno.h>
#include <string.h>

#define LARGEST_GROWTH ((size_t)1 << 30)
#define WORTH_CLEARING ((size_t)64 << 20) /* bytes of an empty section */

/* --------------------------------------------------------------- create, destroy */

my_heap *my_heap_create(const my_heap_options *options)
{
	my_heap_options usual;
	struct space space;
	size_t calls = 0;

	my_heap_options_default(&usual);
	options = options ? options : &usual;
	if (my_heap_options_problem(options)) {
		errno = EINVAL;
		return NULL;
	}
	if (!space_make(&space, options, sizeof(struct my_heap), &calls)) {
		errno = ENOMEM;
		return NULL;
	}

	struct my_heap *heap = (struct my_heap *)(void *)space.books;

	heap->options = *options;
	heap->space = space;
	heap->calls = calls;
	return heap;
}

void my_heap_destroy(my_heap *heap)
{
	if (!heap)
		return;

	struct space space = heap->space;
	size_t calls = 0;

	while (heap->first) { /* so that a memory checker forgets what it was told */
		struct section *next = heap->first->next;
		note_usable(heap->first->memory - section_lead(&heap->options),
		            heap->first->mapped);
		heap->first = next;
	}
	space_drop(&space, &calls);
}

const my_heap_options *my_heap_options_of(const my_heap *heap)
{
	return &heap->options;
}

void my_heap_observe(my_heap *heap, my_heap_observer *observer, void *user)
{
	heap->observer = observer;
	heap->observer_user = user;
}

/* --------------------------------------------------------------------- sections */

static void append(struct my_heap *heap, struct section *section)
{
	section->id = ++heap->ids;
	if (heap->last)
		heap->last->next = section;
	else
		heap->first = section;
	heap->last = section;
	heap->counts.mapped += section->size;
	heap->counts.sections++;
	if (heap->counts.mapped > heap->counts.peak_mapped)
		heap->counts.peak_mapped = heap->counts.mapped;
}

/* Bytes that the limit leaves. */
static size_t allowance(const struct my_heap *heap)
{
	size_t limit = heap->options.limit, mapped = heap->counts.mapped;

	if (limit == 0)
		return SIZE_MAX;
	return limit > mapped ? limit - mapped : 0;
}

static size_t grown_size(const struct my_heap *heap)
{
	size_t grown = heap->counts.mapped < LARGEST_GROWTH ? heap->counts.mapped : LARGEST_GROWTH;

	return heap->options.grow && grown > heap->options.section ? grown : heap->options.section;
}

static size_t clamp(size_t size, size_t least, size_t most)
{
	size = size < most ? size : most;
	return size > least ? size : least;
}

/* At least need bytes; more where that is wanted and the limit and the system grant it. */
static struct section *make_section(struct my_heap *heap, size_t need, enum my_heap_reason *why)
{
	size_t left = allowance(heap), usual = clamp(heap->options.section, need, left);
	size_t grown = clamp(grown_size(heap), need, left);
	struct section *made;

	*why = MY_HEAP_LIMIT_REACHED;
	if (need > left)
		return NULL;
	*why = MY_HEAP_SYSTEM_REFUSED;
	made = section_make(&heap->space, &heap->options, grown, &heap->calls);
	if (!made && grown > usual)
		made = section_make(&heap->space, &heap->options, usual, &heap->calls);
	return made;
}

/* 0: the system refused; the section stays, empty. */
static int unmap_section(struct my_heap *heap, struct section *section, enum my_heap_reason why)
{
	struct section *before = NULL, *next = section->next;
	size_t id = section->id, size = section->size;

	for (struct section *s = heap->first; s != section; s = s->next)
		before = s;
	if (!section_drop(&heap->space, section, &heap->calls))
		return 0;
	place_forget(heap, section);
	if (before)
		before->next = next;
	else
		heap->first = next;
	if (heap->last == section)
		heap->last = before;
	heap->counts.mapped -= size;
	heap->counts.sections--;
	heap_tell(heap, .step = MY_HEAP_SECTION_UNMAPPED, .why = why, .section = id, .size = size);
	return 1;
}

/* A kept section that is too small makes room for one that is not. */
static struct section *make_room(struct my_heap *heap, size_t need, enum my_heap_reason *why)
{
	struct section *made = make_section(heap, need, why), *kept = heap->empty;

	if (made || !kept || !unmap_section(heap, kept, *why))
		return made;
	heap->empty = NULL;
	return make_section(heap, need, why);
}

static struct place map_section(struct my_heap *heap, size_t need, enum my_heap_reason *why)
{
	struct section *section = make_room(heap, need, why);

	if (!section)
		return (struct place){ NULL, 0 };
	append(heap, section);
	heap->empty = heap->empty ? heap->empty : section;
	heap_tell(heap, .step = MY_HEAP_SECTION_MAPPED, .section = section->id,
	          .size = section->size, .need = need);
	chunk_found(heap, section);
	return place_note(heap, section, table_peek(heap, section, 0)->hole);
}

/* The addresses of a large empty section are kept, its pages are not. */
static void clear_large(struct my_heap *heap, struct section *section)
{
	if (section->size < WORTH_CLEARING || section->dirty == 0)
		return;
	section_clear(section, &heap->options, &heap->calls);
	section->dirty = 0;
}

/* One empty section is kept, so that a program on the edge does not map and unmap; of two
 * the smaller goes back, the new one of equals. */
static void settle_empty(struct my_heap *heap, struct section *section)
{
	struct section *kept = heap->empty;

	if (section->used > 0)
		return;
	if (kept && kept != section) {
		struct section *goes = kept->size < section->size ? kept : section;

		heap->empty = goes == kept ? section : kept;
		unmap_section(heap, goes, MY_HEAP_NO_REASON);
		clear_large(heap, heap->empty);
		return;
	}
	heap->empty = section;
	heap_tell(heap, .step = MY_HEAP_SECTION_KEPT, .section = section->id);
	clear_large(heap, section);
}

/* --------------------------------------------------------------------- allocate */

static void *fail(struct my_heap *heap, size_t need, enum my_heap_reason why)
{
	heap_tell(heap, .step = MY_HEAP_FAILED, .why = why, .need = need);
	errno = ENOMEM;
	return NULL;
}

/* The size of a chunk for so many bytes; 0: none is so large. */
static size_t round_size(struct my_heap *heap, size_t asked)
{
	size_t unit = hole_unit(&heap->options), header = heap->options.header;

	if (asked > (size_t)PTRDIFF_MAX - header - unit)
		return 0;

	size_t bytes = asked + header > 0 ? asked + header : 1;
	size_t size = (bytes + unit - 1) / unit * unit;

	heap_tell(heap, .step = MY_HEAP_ROUND, .asked = asked, .size = size, .unit = unit,
	          .header = header);
	return size;
}

static struct place find_room(struct my_heap *heap, size_t need, enum my_heap_reason *why)
{
	struct place place = place_find(heap, need);

	if (!place.section && heap->options.coalescing == MY_HEAP_DEFERRED && heap->first) {
		heap_tell(heap, .step = MY_HEAP_COALESCING, .need = need);
		if (chunk_coalesce_all(heap))
			place = place_find(heap, need);
	}
	return place.section ? place : map_section(heap, need, why);
}

/* A used chunk of need bytes, or NULL with errno set. A hole's start is aligned as all
 * results are; for more, so many extra bytes are enough to find an aligned place in it. */
static struct chunk *allocate(struct my_heap *heap, size_t need, size_t asked, size_t alignment,
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
		return fail(heap, need > 0 ? need + extra : asked, why);
	return chunk_take(heap, place, need, asked, alignment, dirty);
}

static void *user_pointer(const struct my_heap *heap, const struct chunk *chunk)
{
	return chunk ? chunk->memory + heap->options.header : NULL;
}

void *my_heap_aligned_alloc(my_heap *heap, size_t alignment, size_t size)
{
	size_t dirty;

	if (alignment == 0 || (alignment & (alignment - 1)) != 0) {
		heap_tell(heap, .step = MY_HEAP_FAILED, .why = MY_HEAP_BAD_ALIGNMENT,
		          .need = size);
		errno = EINVAL;
		return NULL;
	}
	return user_pointer(heap, allocate(heap, round_size(heap, size), size, alignment, &dirty));
}

void *my_heap_malloc(my_heap *heap, size_t size)
{
	return my_heap_aligned_alloc(heap, 1, size);
}

void *my_heap_calloc(my_heap *heap, size_t count, size_t size)
{
	size_t bytes, dirty;

	if (__builtin_mul_overflow(count, size, &bytes))
		return fail(heap, SIZE_MAX, MY_HEAP_SIZE_TOO_LARGE);

	const struct chunk *chunk = allocate(heap, round_size(heap, bytes), bytes, 1, &dirty);

	if (!chunk)
		return NULL;

	size_t header = heap->options.header, usable = chunk->size - header;
	size_t zero = dirty > header ? dirty - header : 0;

	memset(chunk->memory + header, 0, zero);
	heap_tell(heap, .step = MY_HEAP_ZEROED,
	          AT(heap, space_section(&heap->space, chunk->memory), chunk->key), .size = zero,
	          .rest = usable - zero);
	return chunk->memory + header;
}

/* ------------------------------------------------------------------ by pointer */

/* The used chunk whose user pointer this is; NULL, after telling the misuse. */
static struct chunk *owned(struct my_heap *heap, const void *pointer, enum my_heap_misuse cause,
                           struct section **section)
{
	struct section *s = space_section(&heap->space, pointer);
	struct chunk *chunk = NULL;

	if (s) {
		size_t offset = (uintptr_t)pointer - (uintptr_t)s->memory - heap->options.header;

		if (offset < s->size && offset % heap->options.granule == 0)
			chunk = table_find(heap, s, heap_keys(heap, offset));
	}
	if (!chunk || chunk->free) {
		misuse_report(heap, cause, pointer);
		return NULL;
	}
	*section = s;
	return chunk;
}

void my_heap_free(my_heap *heap, void *pointer)
{
	struct section *section;
	const struct chunk *chunk;

	if (!pointer)
		return;
	chunk = owned(heap, pointer, MY_HEAP_INVALID_FREE, &section);
	if (!chunk)
		return;
	chunk_release(heap, section, chunk->key);
	settle_empty(heap, section);
}

size_t my_heap_usable_size(my_heap *heap, const void *pointer)
{
	struct section *section;
	const struct chunk *chunk;

	if (!pointer)
		return 0;
	chunk = owned(heap, pointer, MY_HEAP_INVALID_SIZE_QUERY, &section);
	return chunk ? chunk->size - heap->options.header : 0;
}

/* A new place, the contents copied, the old place freed; NULL: the old block is intact. */
static void *move(struct my_heap *heap, struct section *section, size_t key, size_t need,
                  size_t asked)
{
	const struct chunk *old = table_peek(heap, section, key);
	const unsigned char *from = old->memory + heap->options.header;
	size_t copied = old->size - heap->options.header, dirty;
	const struct chunk *new = allocate(heap, need, asked, 1, &dirty);

	if (!new)
		return NULL;

	unsigned char *to = new->memory + heap->options.header;

	memcpy(to, from, copied);
	heap->counts.moves++;
	heap->counts.copied += copied;
	heap_tell(heap, .step = MY_HEAP_MOVED,
	          AT(heap, space_section(&heap->space, to), new->key), .size = copied,
	          .other = heap_offset(heap, key), .need = section->id);
	chunk_release(heap, section, key);
	settle_empty(heap, section);
	return to;
}

void *my_heap_realloc(my_heap *heap, void *pointer, size_t size)
{
	struct section *section;
	const struct chunk *chunk;

	if (!pointer)
		return my_heap_malloc(heap, size);
	chunk = owned(heap, pointer, MY_HEAP_INVALID_REALLOC, &section);
	if (!chunk) {
		errno = EINVAL;
		return NULL;
	}

	size_t key = chunk->key;

	if (size == 0) {
		chunk_release(heap, section, key);
		settle_empty(heap, section);
		return NULL;
	}

	size_t need = round_size(heap, size);

	if (need == 0)
		return fail(heap, size, MY_HEAP_SIZE_TOO_LARGE);
	if (chunk_resize(heap, section, key, need, size))
		return pointer;
	return move(heap, section, key, need, size);
}
