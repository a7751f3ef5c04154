/* SPDX-License-Identifier: MIT
 *
 * walk.c - cursors and walks over sections, buckets and chunks, for those who look.
 *
 * Nothing here changes the heap, counts as a lookup or allocates. A cursor is the public
 * structure itself: its memory field leads back to the section in O(1).
 */
#include "chunk.h"
#include "sentry.h"
#include "state.h"
#include "table.h"
#include "walk_fast.h"

/* --------------------------------------------------------------------- sections */

static int show_section(const my_heap *heap, const struct section *section, my_heap_section *out)
{
	if (!section)
		return 0;
	*out = (my_heap_section){ .id = section->id,
		                  .memory = section->memory,
		                  .size = section->size,
		                  .capacity = section->capacity,
		                  .nbr_chunks = section->nbr_chunks,
		                  .free_size = section->free_size,
		                  .used = section->used - sentry_bytes_in(heap, section),
		                  .next = section->next ? section->next->id : 0 };
	return 1;
}

static const struct section *section_of(const my_heap *heap, const void *memory)
{
	return space_section(&heap->space, memory);
}

int my_heap_first_section(const my_heap *heap, my_heap_section *out)
{
	return show_section(heap, heap->first, out);
}

int my_heap_next_section(const my_heap *heap, my_heap_section *section)
{
	const struct section *s = section_of(heap, section->memory);

	return show_section(heap, s ? s->next : NULL, section);
}

int my_heap_section_by_id(const my_heap *heap, size_t id, my_heap_section *out)
{
	const struct section *s = space_roomy(&heap->space, id, 0);

	return s && s->id == id && show_section(heap, s, out);
}

int my_heap_section_at(const my_heap *heap, size_t place, my_heap_section *out)
{
	return show_section(heap, space_behind(&heap->space, place), out);
}

size_t my_heap_section_place(const my_heap *heap, size_t id)
{
	return space_before(&heap->space, id);
}

int my_heap_section_of(const my_heap *heap, const void *address, my_heap_section *out)
{
	const struct section *s = section_of(heap, address);

	return s && (uintptr_t)address - (uintptr_t)s->memory < s->size &&
	       show_section(heap, s, out);
}

/* ----------------------------------------------------------------------- chunks */

static int show_chunk(const my_heap *heap, const struct section *section,
                      const struct chunk *chunk, my_heap_chunk *out)
{
	if (!chunk)
		return 0;
	*out = (my_heap_chunk){ .section = section->id,
		                .key = chunk->key,
		                .offset = heap_offset(heap, chunk->key),
		                .size = chunk->size,
		                .free = chunk->free || chunk_waits(chunk),
		                .cached = chunk_waits(chunk),
		                .asked = chunk->asked,
		                .home = table_home(heap, section, chunk->key),
		                .bucket = (size_t)(chunk - section->chunk),
		                .memory = chunk->memory,
		                .pointer = chunk->memory + heap->options.header };
	if (heap->fast)
		walk_mark(heap, out);
	return 1;
}

int my_heap_first_chunk(const my_heap *heap, const my_heap_section *section, my_heap_chunk *out)
{
	const struct section *s = section_of(heap, section->memory);

	return s && show_chunk(heap, s, table_peek(heap, s, 0), out);
}

typedef struct chunk *neighbour(const struct my_heap *heap, const struct section *section,
                                const struct chunk *chunk);

static int step(const my_heap *heap, my_heap_chunk *chunk, neighbour *to)
{
	const struct section *s = section_of(heap, chunk->memory);
	const struct chunk *here = s ? table_peek(heap, s, chunk->key) : NULL;

	return here && show_chunk(heap, s, to(heap, s, here), chunk);
}

int my_heap_next_chunk(const my_heap *heap, my_heap_chunk *chunk)
{
	if (chunk->kind == MY_HEAP_SMALL)
		return walk_next_small(heap, chunk);
	return step(heap, chunk, chunk_right);
}

int my_heap_prev_chunk(const my_heap *heap, my_heap_chunk *chunk)
{
	if (chunk->kind == MY_HEAP_SMALL)
		return walk_prev_small(heap, chunk);
	return step(heap, chunk, chunk_left);
}

int my_heap_find(const my_heap *heap, const void *pointer, my_heap_chunk *out)
{
	size_t key;
	my_heap_chunk small;
	const struct section *s = space_find(&heap->space, &heap->options, pointer, &key);

	if (heap->fast && walk_small_at(heap, pointer, &small)) {
		if (small.pointer == pointer)
			*out = small;
		return small.pointer == pointer;
	}
	return s && show_chunk(heap, s, table_peek(heap, s, key), out);
}

int my_heap_span_of(const my_heap *heap, const my_heap_chunk *small, my_heap_chunk *out)
{
	size_t offset = small->offset - small->key * 16;
	const struct section *s = section_of(heap, small->memory);

	return small->kind == MY_HEAP_SMALL && s &&
	       show_chunk(heap, s, table_peek(heap, s, heap_keys(heap, offset)), out);
}

/* From both sides in turn: the key of the chunk lies below, the chunks before it as well. */
int my_heap_containing(const my_heap *heap, const void *address, my_heap_chunk *out)
{
	const struct section *s = section_of(heap, address);
	size_t offset = s ? (uintptr_t)address - (uintptr_t)s->memory : 0;
	size_t key = offset / heap->options.granule;

	if (!s || offset >= s->size)
		return 0;
	if (heap->fast && walk_small_at(heap, address, out))
		return 1;

	const struct chunk *above = table_peek(heap, s, 0), *below = table_peek(heap, s, key);

	while (!below && offset - heap_offset(heap, above->key) >= above->size) {
		above = chunk_right(heap, s, above);
		below = table_peek(heap, s, --key);
	}
	return show_chunk(heap, s, below ? below : above, out);
}

int my_heap_bucket(const my_heap *heap, const my_heap_section *section, size_t bucket,
                   my_heap_chunk *out)
{
	const struct section *s = section_of(heap, section->memory);

	if (!s || bucket >= s->capacity || !s->chunk[bucket].memory)
		return 0;
	return show_chunk(heap, s, &s->chunk[bucket], out);
}

/* ------------------------------------------------------------------------ walks */

static int walk_buckets(const my_heap *heap, const my_heap_section *section,
                        const my_heap_visitor *visitor, void *user)
{
	int result = 0;

	for (size_t bucket = 0; bucket < section->capacity && result == 0; bucket++) {
		my_heap_chunk chunk;
		int taken = my_heap_bucket(heap, section, bucket, &chunk);

		result = visitor->bucket(user, section, bucket, taken ? &chunk : NULL);
	}
	return result;
}

static int walk_span(const my_heap *heap, const my_heap_section *section,
                     const my_heap_chunk *span, const my_heap_visitor *visitor, void *user)
{
	my_heap_chunk small;
	int more = my_heap_first_small(heap, span, &small), result = 0;

	for (; more && result == 0; more = my_heap_next_chunk(heap, &small))
		result = visitor->chunk(user, section, &small);
	return result;
}

static int walk_chunks(const my_heap *heap, const my_heap_section *section,
                       const my_heap_visitor *visitor, void *user)
{
	my_heap_chunk chunk;
	int more = my_heap_first_chunk(heap, section, &chunk);
	int result = 0;

	for (; more && result == 0; more = my_heap_next_chunk(heap, &chunk)) {
		result = visitor->chunk(user, section, &chunk);
		if (chunk.kind == MY_HEAP_SPAN && result == 0)
			result = walk_span(heap, section, &chunk, visitor, user);
	}
	return result;
}

int my_heap_walk(const my_heap *heap, const my_heap_visitor *visitor, void *user)
{
	my_heap_section section;
	int more = my_heap_first_section(heap, &section);
	int result = 0;

	for (; more && result == 0; more = my_heap_next_section(heap, &section)) {
		if (visitor->section)
			result = visitor->section(user, &section);
		if (visitor->bucket && result == 0)
			result = walk_buckets(heap, &section, visitor, user);
		if (visitor->chunk && result == 0)
			result = walk_chunks(heap, &section, visitor, user);
	}
	return result;
}

static int walk_bin(const my_heap *heap, const struct section *section, unsigned bin,
                    int (*visit)(void *user, const my_heap_chunk *chunk), void *user)
{
	const struct holes *holes = &section->holes;
	uint32_t at = hole_at(holes, bin, (struct hole_place){ 0, 0 });
	int result = 0;

	for (; at && result == 0; at = hole_at(holes, bin, hole_place_after(holes, at))) {
		my_heap_chunk chunk;

		if (show_chunk(heap, section, table_peek(heap, section, holes->pool[at].key),
		               &chunk))
			result = visit(user, &chunk);
	}
	return result;
}

int my_heap_walk_free(const my_heap *heap, const my_heap_section *section,
                      int (*chunk)(void *user, const my_heap_chunk *chunk), void *user)
{
	const struct section *s = section_of(heap, section->memory);
	unsigned bin = s ? hole_filled(&s->holes, 0) : HOLE_BINS;
	int result = 0;

	for (; bin < HOLE_BINS && result == 0; bin = hole_filled(&s->holes, bin + 1))
		result = walk_bin(heap, s, bin, chunk, user);
	return result;
}
