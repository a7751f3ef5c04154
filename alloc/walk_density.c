/* SPDX-License-Identifier: MIT
 *
 * walk_density.c - how much of each stretch of a section is in use, for those who look.
 *
 * A section that counts is read: large cells as sums of cells of its pyramid; small ones 4 KiB
 * by 4 KiB, and only where some of that is used and some free its chunks are looked at.
 */
#include "walk_density.h"

#include "chunk.h"
#include "table.h"

enum { PAGE = 1 << DENSITY_BITS };

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* To each cell is added what lies of [from, to) in it, times 1 or, without a sign, -1. */
static void add(const struct cells *cells, size_t from, size_t to, size_t times)
{
	from = from > cells->from ? from : cells->from;
	to = least(to, cells->end);
	while (from < to) {
		size_t i = (from - cells->from) >> cells->bits;
		size_t next = least(to, cells->from + ((i + 1) << cells->bits));

		cells->used[i] += (next - from) * times;
		from = next;
	}
}

void cells_count(const struct cells *cells, size_t from, size_t to)
{
	add(cells, from, to, 1);
}

void cells_uncount(const struct cells *cells, size_t from, size_t to)
{
	add(cells, from, to, (size_t)-1);
}

/* --------------------------------------------------------------------- by chunks */

static size_t offset_of(const struct cells *cells, const struct chunk *chunk)
{
	return heap_offset(cells->heap, chunk->key);
}

static int is_used(const struct chunk *chunk)
{
	return !chunk->free && !chunk_waits(chunk);
}

/* This chunk and all behind it that start before an offset. */
static void count_chunks(const struct cells *cells, const struct chunk *chunk, size_t to)
{
	while (chunk && offset_of(cells, chunk) < to) {
		size_t from = offset_of(cells, chunk);

		if (is_used(chunk))
			cells_count(cells, from, least(from + chunk->size, to));
		chunk = chunk_right(cells->heap, cells->section, chunk);
	}
}

static void count_without(const struct cells *cells)
{
	my_heap_chunk first;

	if (my_heap_containing(cells->heap, cells->section->memory + cells->from, &first))
		count_chunks(cells, table_peek(cells->heap, cells->section, first.key), cells->end);
}

/* ------------------------------------------------------------------ by a pyramid */

/* Some of it is used, and some free: so at least one chunk starts in it. */
static void count_page(const struct cells *cells, size_t from, size_t to)
{
	const my_heap *heap = cells->heap;
	const struct chunk *first = NULL;

	for (size_t key = heap_keys(heap, from); !first && heap_offset(heap, key) < to; key++)
		first = table_peek(heap, cells->section, key);
	if (first && first->left && is_used(chunk_left(heap, cells->section, first)))
		cells_count(cells, from, offset_of(cells, first));
	count_chunks(cells, first, to);
}

static void read_small(const struct cells *cells)
{
	for (size_t page = cells->from / PAGE; page * PAGE < cells->end; page++) {
		size_t used = density_read(&cells->section->density, 0, page);
		size_t from = page * PAGE, to = least(from + PAGE, cells->section->size);

		if (used == to - from)
			cells_count(cells, from, to);
		else if (used > 0)
			count_page(cells, from, to);
	}
}

/* The largest cells of the pyramid that are not larger than those asked for. */
static void read_large(const struct cells *cells)
{
	const struct density *density = &cells->section->density;
	unsigned level = (cells->bits - DENSITY_BITS) / 4;
	unsigned most = density->levels - 1;
	size_t size;

	level = level < most ? level : most;
	size = density_cell(level);
	for (size_t at = cells->from; at < cells->end; at += size)
		cells->used[(at - cells->from) >> cells->bits] +=
			density_read(density, level, at / size);
}

/* ------------------------------------------------------------------------ either */

void my_heap_density(const my_heap *heap, const my_heap_section *section, size_t offset,
                     size_t cell, size_t count, size_t *used)
{
	const struct section *s = space_section(&heap->space, section->memory);
	struct cells cells = { heap, s, offset, 0, 0, used };

	for (size_t i = 0; i < count; i++)
		used[i] = 0;
	if (!s || offset >= s->size)
		return;
	cells.bits = (unsigned)__builtin_ctzl(cell);
	cells.end = count <= (s->size - offset) >> cells.bits ? offset + (count << cells.bits)
	                                                      : s->size;
	if (heap->fast)
		cells_count_fast(&cells);
	else if (s->density.levels == 0)
		count_without(&cells);
	else if (cells.bits < DENSITY_BITS)
		read_small(&cells);
	else
		read_large(&cells);
}
