/* SPDX-License-Identifier: MIT
 *
 * sound.c - drill_sound: what the heap says of itself in different ways must agree.
 *
 *   walk = cursors = find = buckets = free list = sections' fields = statistics = check
 */
#include "drill.h"

#include <stdio.h>
#include <string.h>

/* What a walk adds up; `wrong` is the first thing that does not agree. */
struct sum {
	const my_heap *heap;
	const char *wrong;
	my_heap_statistics total;
	my_heap_section section; /* the one walked now */
	size_t end;              /* of the chunks of it seen so far */
	size_t used, largest, chunks, taken, listed, frees, buckets;
	size_t small, span_end;  /* of a span's small chunks seen so far; of the span */
};

static int must(struct sum *sum, int holds, const char *what)
{
	if (!holds && !sum->wrong)
		sum->wrong = what;
	return sum->wrong != NULL;
}

static int same_chunk(const my_heap_chunk *a, const my_heap_chunk *b)
{
	return a->section == b->section && a->key == b->key && a->offset == b->offset
	       && a->size == b->size && a->free == b->free && a->asked == b->asked
	       && a->home == b->home && a->bucket == b->bucket && a->memory == b->memory
	       && a->pointer == b->pointer && a->kind == b->kind && a->cached == b->cached
	       && a->size_class == b->size_class;
}

static int same_section(const my_heap_section *a, const my_heap_section *b)
{
	return a->id == b->id && a->memory == b->memory && a->size == b->size
	       && a->capacity == b->capacity && a->nbr_chunks == b->nbr_chunks
	       && a->free_size == b->free_size && a->used == b->used && a->next == b->next;
}

static int sum_free(void *user, const my_heap_chunk *chunk)
{
	struct sum *sum = user;
	my_heap_chunk found;

	sum->listed++;
	if (must(sum, chunk->free == 1, "a used chunk is in the free list"))
		return 1;
	return must(sum, my_heap_find(sum->heap, chunk->pointer, &found)
	            && same_chunk(&found, chunk), "the free list and find agree");
}

static void end_section(struct sum *sum)
{
	const my_heap_section *section = &sum->section;

	if (section->id == 0)
		return;
	must(sum, sum->end == section->size, "the chunks tile the section to its end");
	must(sum, sum->small == sum->span_end, "the small chunks tile the last span");
	must(sum, sum->buckets == section->capacity, "capacity = buckets walked");
	must(sum, sum->chunks == section->nbr_chunks, "nbr_chunks = chunks walked");
	must(sum, sum->taken == section->nbr_chunks, "nbr_chunks = buckets taken");
	must(sum, sum->largest == section->free_size, "free_size = the largest free chunk");
	must(sum, sum->used == section->used, "used = bytes in used chunks");
	must(sum, my_heap_walk_free(sum->heap, section, sum_free, sum) == 0, "a free walk ends");
	must(sum, sum->listed == sum->frees, "all free chunks are listed");
}

static int sum_section(void *user, const my_heap_section *section)
{
	struct sum *sum = user;
	my_heap_section found;

	end_section(sum);
	must(sum, my_heap_section_by_id(sum->heap, section->id, &found)
	     && same_section(&found, section), "section_by_id agrees with the walk");
	must(sum, sum->section.id == 0 || sum->section.next == section->id, "next = next id");
	sum->section = *section;
	sum->end = sum->used = sum->largest = sum->chunks = sum->taken = 0;
	sum->listed = sum->frees = sum->buckets = sum->small = sum->span_end = 0;
	sum->total.sections++;
	sum->total.mapped += section->size;
	return sum->wrong != NULL;
}

/* Linear probing without gaps: every bucket from home to the chunk's own is taken. */
static int sum_bucket(void *user, const my_heap_section *section, size_t bucket,
                      const my_heap_chunk *chunk)
{
	struct sum *sum = user;
	my_heap_chunk there;

	sum->buckets++;
	if (!chunk)
		return must(sum, !my_heap_bucket(sum->heap, section, bucket, &there),
		            "an empty bucket is empty");
	sum->taken++;
	must(sum, chunk->bucket == bucket, "a chunk says its bucket");
	must(sum, my_heap_bucket(sum->heap, section, bucket, &there)
	     && same_chunk(&there, chunk), "my_heap_bucket agrees with the walk");
	must(sum, chunk->home < section->capacity, "a home is a bucket");
	for (size_t i = chunk->home; i != bucket && !sum->wrong; i = (i + 1) % section->capacity)
		must(sum, my_heap_bucket(sum->heap, section, i, &there), "no gap before an entry");
	return sum->wrong != NULL;
}

static void sum_used(struct sum *sum, const my_heap_chunk *chunk)
{
	const my_heap_options *options = my_heap_options_of(sum->heap);

	sum->total.used += chunk->size;
	sum->total.asked += options->engine == MY_HEAP_FAST ? chunk->size : chunk->asked;
	sum->total.used_chunks++;
	must(sum, chunk->asked + options->header <= chunk->size, "what was asked for has room");
	must(sum, (uintptr_t)chunk->pointer % options->alignment == 0, "results are aligned");
}

static void sum_unused(struct sum *sum, const my_heap_chunk *chunk)
{
	sum->total.free += chunk->size;
	sum->total.free_chunks++;
	sum->total.cached += chunk->cached ? chunk->size : 0;
	sum->total.cached_chunks += chunk->cached != 0;
	must(sum, chunk->asked == 0, "a free chunk has asked for nothing");
}

/* What users have or may have: a chunk that is no span. */
static void sum_block(struct sum *sum, const my_heap_chunk *chunk)
{
	must(sum, !chunk->cached || chunk->free, "what is cached is free");
	must(sum, !chunk->size_class || my_heap_class_size(chunk->size_class) == chunk->size,
	     "a chunk of a class has its size");
	must(sum, !chunk->size_class || !chunk->free || chunk->cached,
	     "a free chunk that is not cached has no class");
	if (chunk->free)
		sum_unused(sum, chunk);
	else
		sum_used(sum, chunk);
}

static void sum_small(struct sum *sum, const my_heap_chunk *chunk)
{
	my_heap_chunk span, found;

	must(sum, chunk->offset == sum->small && chunk->offset < sum->span_end,
	     "no gap and no overlap between small chunks");
	must(sum, chunk->free || chunk->size_class, "a small chunk in use has a class");
	must(sum, chunk->key == chunk->home && chunk->key == chunk->bucket,
	     "a span's hashtable is perfect");
	must(sum, my_heap_span_of(sum->heap, chunk, &span) && span.kind == MY_HEAP_SPAN
	     && span.offset + chunk->key * 16 == chunk->offset, "a small chunk finds its span");
	must(sum, my_heap_containing(sum->heap, (char *)chunk->memory + chunk->size - 1, &found)
	     && same_chunk(&found, chunk), "a small chunk contains its last byte");
	sum->small += chunk->size;
}

/* Of a heap with the option guard: freed, and kept back. */
static int waits(const my_heap_chunk *chunk)
{
	return chunk->cached && !chunk->size_class;
}

/* A chunk of the section's own table: a cached one is in use there. */
static void sum_large(struct sum *sum, const my_heap_chunk *chunk)
{
	const my_heap_options *options = my_heap_options_of(sum->heap);

	must(sum, sum->small == sum->span_end, "the small chunks tile their span");
	must(sum, chunk->offset == sum->end, "no gap and no overlap between chunks");
	must(sum, chunk->key == chunk->offset / options->granule, "key = offset / granule");
	sum->end += chunk->size;
	sum->chunks++;
	sum->small = sum->span_end = 0;
	if (chunk->kind == MY_HEAP_SPAN) {
		sum->total.spans++;
		sum->small = chunk->offset;
		sum->span_end = sum->end;
	}
	if (!chunk->free || chunk->cached) {
		sum->used += waits(chunk) ? 0 : chunk->size;
		return;
	}
	sum->frees++;
	sum->largest = chunk->size > sum->largest ? chunk->size : sum->largest;
	if (chunk->size > sum->total.largest_free)
		sum->total.largest_free = chunk->size;
}

static int sum_chunk(void *user, const my_heap_section *section, const my_heap_chunk *chunk)
{
	struct sum *sum = user;
	const my_heap_options *options = my_heap_options_of(sum->heap);
	my_heap_chunk found;

	must(sum, chunk->section == section->id, "a chunk says its section");
	must(sum, chunk->size > 0, "no chunk is empty");
	must(sum, chunk->memory == (const char *)section->memory + chunk->offset,
	     "a chunk's memory lies at its offset");
	must(sum, chunk->pointer == (char *)chunk->memory + options->header,
	     "pointer = memory + header");
	must(sum, my_heap_find(sum->heap, chunk->pointer, &found)
	     && (chunk->kind == MY_HEAP_SPAN ? found.kind == MY_HEAP_SMALL
	                                     : same_chunk(&found, chunk)),
	     "find agrees with the walk");
	if (chunk->kind == MY_HEAP_SMALL)
		sum_small(sum, chunk);
	else
		sum_large(sum, chunk);
	if (chunk->kind != MY_HEAP_SPAN)
		sum_block(sum, chunk);
	return sum->wrong != NULL;
}

static void compare_statistics(struct sum *sum)
{
	my_heap_statistics said;

	my_heap_stats(sum->heap, &said);
	must(sum, said.mapped == sum->total.mapped, "statistics: mapped");
	must(sum, said.used == sum->total.used, "statistics: used");
	must(sum, said.asked == sum->total.asked, "statistics: asked");
	must(sum, said.free == sum->total.free, "statistics: free");
	must(sum, said.largest_free == sum->total.largest_free, "statistics: largest_free");
	must(sum, said.sections == sum->total.sections, "statistics: sections");
	must(sum, said.used_chunks == sum->total.used_chunks, "statistics: used_chunks");
	must(sum, said.free_chunks == sum->total.free_chunks, "statistics: free_chunks");
	must(sum, said.spans == sum->total.spans, "statistics: spans");
	must(sum, said.cached == sum->total.cached, "statistics: cached");
	must(sum, said.cached_chunks == sum->total.cached_chunks, "statistics: cached_chunks");
	must(sum, said.mapped == said.used + said.free, "mapped = used + free");
	must(sum, said.peak_mapped >= said.mapped, "statistics: peak_mapped");
	must(sum, said.peak_asked >= said.asked, "statistics: peak_asked");
	must(sum, said.probes >= said.longest_probe, "statistics: probes >= longest_probe");
}

int drill_sound(const my_heap *heap)
{
	const my_heap_visitor visitor = { sum_section, sum_bucket, sum_chunk };
	my_heap_fault fault;
	struct sum sum;

	memset(&sum, 0, sizeof sum);
	memset(&fault, 0, sizeof fault);
	sum.heap = heap;
	if (my_heap_check(heap, &fault) != 0) {
		printf("\n      check: s%zu+%zu: %s\n", fault.section, fault.offset,
		       fault.invariant ? fault.invariant : "(no sentence)");
		return 0;
	}
	must(&sum, my_heap_walk(heap, &visitor, &sum) == 0, "a walk ends with 0");
	if (!sum.wrong)
		end_section(&sum);
	must(&sum, sum.section.next == 0, "the last section has no next");
	if (!sum.wrong)
		compare_statistics(&sum);
	if (sum.wrong)
		printf("\n      unsound, not true: %s (s%zu, near +%zu)\n", sum.wrong,
		       sum.section.id, sum.end);
	return sum.wrong == NULL;
}
