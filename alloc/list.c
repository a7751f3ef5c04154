/* SPDX-License-Identifier: MIT */
#include "list.h"

#include "chunk.h"
#include "table.h"

#define LARGEST_GROWTH ((size_t)1 << 30)
#define WORTH_CLEARING ((size_t)64 << 20) /* bytes of an empty section */

static void append(struct my_heap *heap, struct section *section)
{
	section->id = ++heap->ids;
	if (heap->last) {
		heap_keep(heap, heap->last, sizeof *heap->last);
		heap->last->next = section;
	} else {
		heap->first = section;
	}
	heap->last = section;
	heap->counts.mapped += section->size;
	heap->counts.tables += section->capacity * sizeof *section->chunk;
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
	size_t id = section->id, size = section->size, holes = section->holes.number;
	size_t table = section->capacity * sizeof *section->chunk;

	for (struct section *s = heap->first; s != section; s = s->next)
		before = s;
	if (!section_drop(&heap->space, section, &heap->calls))
		return 0;
	place_forget(heap, section);
	if (before) {
		heap_keep(heap, before, sizeof *before);
		before->next = next;
	} else {
		heap->first = next;
	}
	if (heap->last == section)
		heap->last = before;
	heap->counts.mapped -= size;
	heap->counts.tables -= table;
	heap->counts.free_chunks -= holes;
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

/* In a lazy space addresses cost nothing, and pages go back by themselves: see purge.h. */
static int keeps_all(const struct my_heap *heap)
{
	return heap->space.lazy && !heap->options.limit;
}

struct place list_add(struct my_heap *heap, size_t need, enum my_heap_reason *why)
{
	struct section *section = make_room(heap, need, why);

	if (!section)
		return (struct place){ NULL, 0 };
	append(heap, section);
	heap->empty = heap->empty || keeps_all(heap) ? heap->empty : section;
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
	section_clear(&heap->space, section, &heap->options, &heap->calls);
	heap_keep(heap, section, sizeof *section);
	section->dirty = 0;
}

void list_settle(struct my_heap *heap, struct section *section)
{
	struct section *kept = heap->empty;

	if (section->used > 0)
		return;
	if (keeps_all(heap))
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
