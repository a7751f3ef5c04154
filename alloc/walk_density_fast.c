/* SPDX-License-Identifier: MIT
 *
 * walk_density_fast.c - the same for a fast heap: a span knows how much of it is free, so that
 * its byte table is only read up to where one cell ends and the next begins; what is cached is
 * taken off at the end. For cells smaller than spans whole byte tables are read.
 */
#include "walk_density.h"

#include "fast.h"
#include "table.h"

static size_t offset_of(const struct cells *cells, const void *address)
{
	return (size_t)((const unsigned char *)address - cells->section->memory);
}

static int is_large(const struct cells *cells)
{
	return (size_t)1 << cells->bits >= SPAN_SIZE;
}

/* ------------------------------------------------------------------------- spans */

static void read_used(const struct cells *cells, const unsigned char *bytes, size_t start)
{
	size_t end = (cells->end - start + UNIT - 1) / UNIT;

	for (size_t unit = 0; unit < SPAN_UNITS && unit < end; unit++)
		if (bytes[unit] & BYTE_USED) {
			size_t from = start + unit * UNIT;

			cells_count(cells, from, from + class_size(bytes[unit] & BYTE_CLASS));
		}
}

/* Bytes used or cached in the first units of a span. */
static size_t taken_before(const unsigned char *bytes, size_t units)
{
	size_t taken = 0;

	for (size_t unit = 0; unit < units; unit++)
		if (bytes[unit] != 0 && bytes[unit] != BYTE_FREE) {
			size_t size = class_size(bytes[unit] & BYTE_CLASS);
			size_t left = (units - unit) * UNIT;

			taken += size < left ? size : left;
		}
	return taken;
}

/* It lies in one cell, or in two. */
static void count_taken(const struct cells *cells, const struct span *span, size_t start)
{
	const unsigned char *bytes = heap_byte(cells->heap, span->memory);
	size_t cell = (size_t)1 << cells->bits, border = (start + SPAN_SIZE - 1) / cell * cell;
	size_t taken = SPAN_SIZE - span->free;
	size_t before = border > start ? taken_before(bytes, (border - start) / UNIT) : 0;

	if (border > start && start >= cells->from)
		cells->used[(start - cells->from) >> cells->bits] += before;
	if (border < cells->end)
		cells->used[(border - cells->from) >> cells->bits] += taken - before;
}

static void count_span(const struct cells *cells, const struct span *span, size_t start)
{
	if (is_large(cells))
		count_taken(cells, span, start);
	else
		read_used(cells, heap_byte(cells->heap, span->memory), start);
}

/* What starts at an offset is a chunk of the engine that is no span; where the next starts. */
static size_t count_engine(const struct cells *cells, size_t start)
{
	size_t key = heap_keys(cells->heap, start);
	const struct chunk *chunk = table_peek(cells->heap, cells->section, key);

	if (!chunk->free && *heap_byte(cells->heap, chunk->memory) & BYTE_USED)
		cells_count(cells, start, start + chunk->size);
	return start + chunk->size;
}

static void count_all(const struct cells *cells, size_t at)
{
	while (at < cells->end) {
		const struct span *span = pool_span(cells->heap, cells->section->memory + at);

		if (span)
			count_span(cells, span, at);
		at = span ? at + SPAN_SIZE : count_engine(cells, at);
	}
}

/* ------------------------------------------------------------------------ cached */

static void uncount(const struct cells *cells, void *const *chunks, size_t count, size_t size)
{
	for (size_t i = 0; i < count; i++) {
		size_t offset = offset_of(cells, chunks[i]);

		if (offset < cells->section->size)
			cells_uncount(cells, offset, offset + size);
	}
}

/* Those of larger classes are no part of a span, and were passed over. */
static void uncount_cached(const struct cells *cells)
{
	const struct fast *fast = cells->heap->fast;

	for (unsigned class = 1; class <= CLASS_IN_SPANS; class++) {
		const struct depot *depot = &fast->depot[class];

		uncount(cells, depot->chunks, depot->count, depot->size);
		for (const struct cache *cache = fast->caches; cache; cache = cache->next)
			uncount(cells, cache->low[class], cache_count(cache, class), depot->size);
	}
}

void cells_count_fast(const struct cells *cells)
{
	my_heap_chunk first, span;

	if (!my_heap_containing(cells->heap, cells->section->memory + cells->from, &first))
		return;
	if (my_heap_span_of(cells->heap, &first, &span))
		first = span;
	count_all(cells, first.offset);
	if (is_large(cells))
		uncount_cached(cells);
}
