/* SPDX-License-Identifier: MIT */
#include "chunk.h"

#include "entry.h"
#include "notes.h"
#include "sentry.h"
#include "table.h"

static size_t offset_of(const struct my_heap *heap, const struct chunk *chunk)
{
	return heap_offset(heap, chunk->key);
}

struct chunk *chunk_right(const struct my_heap *heap, const struct section *section,
                          const struct chunk *chunk)
{
	size_t end = offset_of(heap, chunk) + chunk->size;

	return end < section->size ? table_peek(heap, section, heap_keys(heap, end)) : NULL;
}

struct chunk *chunk_left(const struct my_heap *heap, const struct section *section,
                         const struct chunk *chunk)
{
	if (chunk->left == 0)
		return NULL;
	return table_peek(heap, section, chunk->key - heap_keys(heap, chunk->left));
}

void chunk_found(struct my_heap *heap, struct section *section)
{
	entry_list(heap, section, entry_store(heap, section, 0, section->size, 0), ++heap->stamps);
	section_list_room(&heap->space, section);
}

/* ---------------------------------------------------------------------- split */

/* Cuts an unlisted chunk down to need bytes, if what is left over is worth it; the rest
 * is a free chunk without an entry, whose size is returned. 0: not split. */
static inline size_t cut(struct my_heap *heap, const struct section *section, struct chunk *chunk,
                         size_t need)
{
	size_t rest = chunk->size - need, unit = hole_unit(&heap->options);
	size_t least = heap->options.split > unit ? heap->options.split : unit;

	if (rest < least) {
		heap_tell(heap, .step = MY_HEAP_NOT_SPLIT, AT(heap, section, chunk->key),
		          .size = chunk->size, .need = need, .rest = rest, .other = least);
		return 0;
	}
	heap_tell(heap, .step = MY_HEAP_SPLIT, AT(heap, section, chunk->key), .size = chunk->size,
	          .need = need, .rest = rest, .other = offset_of(heap, chunk) + need);
	heap->counts.splits++;
	entry_keep(heap, chunk);
	chunk->size = need;
	return rest;
}

/* The entry of a free chunk right of one that was cut; the other's, which may have moved. */
static inline struct chunk *store_rest(struct my_heap *heap, struct section *section,
                                       struct chunk **chunk, size_t rest)
{
	size_t key = (*chunk)->key, left = (*chunk)->size;
	struct chunk *stored = entry_store(heap, section, key + heap_keys(heap, left), rest, left);

	*chunk = table_peek(heap, section, key);
	return stored;
}

static size_t padding(const struct my_heap *heap, const struct chunk *chunk, size_t alignment)
{
	uintptr_t address = (uintptr_t)chunk->memory + heap->options.header;

	return (size_t)(-address & (alignment - 1));
}

/* The front of a free chunk, up to the aligned place, stays free; the rest. */
static struct chunk *set_aside(struct my_heap *heap, struct section *section, struct chunk *front,
                               size_t pad, size_t alignment, size_t stamp)
{
	size_t size = front->size, start = front->key + heap_keys(heap, pad);

	heap_tell(heap, .step = MY_HEAP_ALIGNED, AT(heap, section, front->key), .size = pad,
	          .need = alignment, .other = heap_offset(heap, start), .rest = alignment - pad);
	entry_keep(heap, front);
	front->size = pad;
	entry_list(heap, section, front, stamp);
	return entry_store(heap, section, start, size - pad, pad);
}

static void tell_kept(struct my_heap *heap, const struct section *section,
                      const struct chunk *chunk)
{
	heap_tell(heap, .step = MY_HEAP_KEEPS_ENTRY, AT(heap, section, chunk->key),
	          .home = table_home(heap, section, chunk->key),
	          .bucket = (size_t)(chunk - section->chunk));
}

struct chunk *chunk_take(struct my_heap *heap, struct place place, size_t need, size_t asked,
                         size_t alignment, size_t *dirty)
{
	struct section *section = place.section;
	size_t key = section->holes.pool[place.hole].key;
	size_t stamp = hole_stamp(&section->holes, &heap->options, place.hole);
	struct chunk *chunk = table_peek(heap, section, key);
	size_t pad = padding(heap, chunk, alignment);

	heap_keep(heap, section, sizeof *section);
	entry_unlist(heap, section, place.hole);
	if (pad)
		chunk = set_aside(heap, section, chunk, pad, alignment, stamp);

	size_t rest = cut(heap, section, chunk, need);

	entry_use(heap, section, chunk, asked);
	*dirty = entry_dirty(heap, section, chunk);
	if (!pad)
		tell_kept(heap, section, chunk);
	if (rest)
		entry_list(heap, section, store_rest(heap, section, &chunk, rest), stamp);
	section_note_room(&heap->space, section);
	return chunk;
}

/* ------------------------------------------------------------------- coalesce */

/* Two free neighbours without holes become one, under the left one's key. */
static inline struct chunk *merge(struct my_heap *heap, struct section *section,
                                  struct chunk *left, struct chunk *right)
{
	size_t key = left->key, size = right->size;

	table_remove(heap, section, right);
	left = table_peek(heap, section, key);
	entry_keep(heap, left);
	left->size += size;
	entry_resized(heap, section, left);
	heap->counts.merges++;
	return left;
}

/* What becomes of a neighbour: a step for each case, for each side. */
static const enum my_heap_step neighbour_steps[2][4] = {
	{ MY_HEAP_LEFT_END, MY_HEAP_LEFT_USED, MY_HEAP_LEFT_KEPT, MY_HEAP_MERGED_LEFT },
	{ MY_HEAP_RIGHT_END, MY_HEAP_RIGHT_USED, MY_HEAP_RIGHT_KEPT, MY_HEAP_MERGED_RIGHT },
};

enum { AT_END, IS_USED, IS_KEPT, MERGES };

static void tell_neighbour(struct my_heap *heap, const struct section *section,
                           const struct chunk *chunk, const struct chunk *neighbour, int right)
{
	int fate = !neighbour                                     ? AT_END
	           : !neighbour->free                             ? IS_USED
	           : heap->options.coalescing != MY_HEAP_AT_ONCE ? IS_KEPT
	                                                          : MERGES;

	heap_tell(heap, .step = neighbour_steps[right][fate], AT(heap, section, chunk->key),
	          .why = neighbour && chunk_waits(neighbour) ? MY_HEAP_WAITS : MY_HEAP_NO_REASON,
	          .size = chunk->size, .other = neighbour ? offset_of(heap, neighbour) : 0,
	          .rest = neighbour ? neighbour->size : 0);
}

/* Decides on a neighbour of a free chunk and tells it; 1 if they are to be merged. */
static inline int judge_neighbour(struct my_heap *heap, const struct section *section,
                                  const struct chunk *chunk, const struct chunk *neighbour,
                                  int right)
{
	if (heap->observer)
		tell_neighbour(heap, section, chunk, neighbour, right);
	return neighbour && neighbour->free && heap->options.coalescing == MY_HEAP_AT_ONCE;
}

/* An unlisted free chunk is merged with its neighbours, as the policy says, and listed. */
static void give_back(struct my_heap *heap, struct section *section, struct chunk *chunk)
{
	struct chunk *right = chunk_right(heap, section, chunk);

	if (judge_neighbour(heap, section, chunk, right, 1)) {
		entry_unlist(heap, section, right->hole);
		chunk = merge(heap, section, chunk, right);
	}

	struct chunk *left = chunk_left(heap, section, chunk);

	if (judge_neighbour(heap, section, chunk, left, 0)) {
		entry_unlist(heap, section, left->hole);
		chunk = merge(heap, section, left, chunk);
	}
	entry_list(heap, section, chunk, ++heap->stamps);
}

void chunk_release(struct my_heap *heap, struct section *section, struct chunk *chunk)
{
	heap_tell(heap, .step = MY_HEAP_FREED, AT(heap, section, chunk->key), .size = chunk->size);
	heap_keep(heap, section, sizeof *section);
	entry_free(heap, section, chunk);
	give_back(heap, section, chunk);
	section_note_room(&heap->space, section);
}

/* A listed free chunk swallows its right neighbour if that is free; 1 if it was. The
 * hole's number stays: it is the last one given back before one is taken. In a list by time
 * it stays where it is, or comes to where what is freed last belongs. */
static int swallow_right(struct my_heap *heap, struct section *section, size_t key, int stays)
{
	struct chunk *chunk = table_peek(heap, section, key);
	struct chunk *right = chunk_right(heap, section, chunk);

	if (!right || !right->free)
		return 0;

	size_t stamp = stays ? hole_stamp(&section->holes, &heap->options, chunk->hole)
	                     : ++heap->stamps;

	heap_tell(heap, .step = MY_HEAP_MERGED_RIGHT, AT(heap, section, key), .size = chunk->size,
	          .other = offset_of(heap, right), .rest = right->size);
	heap_keep(heap, section, sizeof *section);
	entry_unlist(heap, section, right->hole);
	entry_unlist(heap, section, chunk->hole);
	entry_list(heap, section, merge(heap, section, chunk, right), stamp);
	section_note_room(&heap->space, section);
	return 1;
}

size_t chunk_coalesce_all(struct my_heap *heap)
{
	size_t before = heap->counts.merges;

	for (struct section *s = heap->first; s; s = s->next)
		for (uint32_t i = 1; i <= s->holes.fresh; i++)
			while (s->holes.pool[i].size
			       && swallow_right(heap, s, s->holes.pool[i].key, 0))
				;
	return heap->counts.merges - before;
}

int chunk_join(struct my_heap *heap, struct section *section, size_t key)
{
	return swallow_right(heap, section, key, 1);
}

void chunk_relist(struct my_heap *heap, struct section *section, size_t key)
{
	struct chunk *chunk = table_peek(heap, section, key);

	heap_keep(heap, section, sizeof *section);
	entry_unlist(heap, section, chunk->hole);
	entry_list(heap, section, chunk, ++heap->stamps);
}

/* --------------------------------------------------------------------- resize */

static void set_asked(struct my_heap *heap, struct chunk *chunk, size_t asked)
{
	entry_keep(heap, chunk);
	heap->counts.asked += asked - chunk->asked;
	chunk->asked = asked;
	if (heap->counts.asked > heap->counts.peak_asked)
		heap->counts.peak_asked = heap->counts.asked;
}

static struct chunk *shrink(struct my_heap *heap, struct section *section, struct chunk *chunk,
                            size_t need, size_t asked)
{
	size_t before = chunk->size, key = chunk->key;
	size_t rest = before > need ? cut(heap, section, chunk, need) : 0;

	set_asked(heap, chunk, asked);
	if (!rest) {
		heap_tell(heap, .step = MY_HEAP_SAME_SIZE, AT(heap, section, key),
		          .asked = asked, .size = before);
		return chunk;
	}
	heap_tell(heap, .step = MY_HEAP_SHRUNK, AT(heap, section, key), .size = before,
	          .need = need, .rest = rest);
	if (heap->options.guard)
		sentry_fill_freed(heap, section, key + heap_keys(heap, need), rest);
	note_unusable(chunk->memory + need, rest);
	entry_count_out(heap, section, offset_of(heap, chunk) + need, rest);
	give_back(heap, section, store_rest(heap, section, &chunk, rest));
	return table_peek(heap, section, key);
}

static void tell_cannot_grow(struct my_heap *heap, const struct section *section,
                             const struct chunk *chunk, const struct chunk *right, size_t need)
{
	enum my_heap_reason why = !right               ? MY_HEAP_RIGHT_IS_END
	                          : chunk_waits(right) ? MY_HEAP_WAITS
	                          : !right->free       ? MY_HEAP_RIGHT_IS_USED
	                                               : MY_HEAP_RIGHT_TOO_SMALL;

	heap_tell(heap, .step = MY_HEAP_CANNOT_GROW, .why = why, AT(heap, section, chunk->key),
	          .size = chunk->size, .need = need,
	          .other = right ? offset_of(heap, right) : 0, .rest = right ? right->size : 0);
}

/* The chunk takes over its free right neighbour whole, and gives back what is too much. */
static struct chunk *grow(struct my_heap *heap, struct section *section, struct chunk *chunk,
                          size_t need, size_t asked)
{
	struct chunk *right = chunk_right(heap, section, chunk);
	size_t before = chunk->size, key = chunk->key;

	if (!right || !right->free || before + right->size < need) {
		tell_cannot_grow(heap, section, chunk, right, need);
		return NULL;
	}

	size_t stamp = hole_stamp(&section->holes, &heap->options, right->hole);
	size_t both = before + right->size;

	heap_tell(heap, .step = MY_HEAP_GROWN, AT(heap, section, key), .size = before,
	          .need = need, .other = offset_of(heap, right), .rest = right->size);
	entry_unlist(heap, section, right->hole);
	table_remove(heap, section, right);
	chunk = table_peek(heap, section, key);
	entry_keep(heap, chunk);
	chunk->size = both;
	entry_resized(heap, section, chunk);

	size_t rest = cut(heap, section, chunk, need);

	set_asked(heap, chunk, asked);
	entry_count_in(heap, section, offset_of(heap, chunk) + before, chunk->size - before);
	entry_dirty(heap, section, chunk);
	note_usable(chunk->memory + before, chunk->size - before);
	if (rest)
		entry_list(heap, section, store_rest(heap, section, &chunk, rest), stamp);
	return chunk;
}

struct chunk *chunk_resize(struct my_heap *heap, struct section *section, struct chunk *chunk,
                           size_t need, size_t asked)
{
	heap_keep(heap, section, sizeof *section);
	chunk = (need <= chunk->size ? shrink : grow)(heap, section, chunk, need, asked);
	section_note_room(&heap->space, section);
	return chunk;
}
