/* SPDX-License-Identifier: MIT
 *
 * check_density.c - the cells of a section's density against its chunks, from left to right.
 *
 * The children of a cell are looked at only where they mean something, so that a block of any
 * size is proved by a few cells.
 */
#include "check_density.h"

#include "chunk.h"
#include "table.h"

struct reader {
	const my_heap *heap;
	const struct section *section;
	const struct chunk *chunk; /* the first that ends behind what was read; NULL: none */
	size_t at;                 /* up to here all was read */
};

static size_t end_of(const struct reader *reader)
{
	return heap_offset(reader->heap, reader->chunk->key) + reader->chunk->size;
}

static int is_used(const struct chunk *chunk)
{
	return !chunk->free && !chunk_waits(chunk);
}

/* Bytes in use from where it is up to an offset. */
static size_t read_to(struct reader *reader, size_t to)
{
	size_t used = 0;

	while (reader->chunk && reader->at < to) {
		size_t end = end_of(reader), next = end < to ? end : to;

		used += is_used(reader->chunk) ? next - reader->at : 0;
		reader->at = next;
		if (next == end)
			reader->chunk = chunk_right(reader->heap, reader->section, reader->chunk);
	}
	reader->at = to;
	return used;
}

static int cell_is_right(struct reader *reader, unsigned level, size_t cell)
{
	const struct density *density = &reader->section->density;
	size_t size = density_cell(level), used = density->level[level][cell], sum = 0;

	if (level == 0 || used == 0 || used == size)
		return read_to(reader, (cell + 1) * size) == used;
	for (size_t i = cell * DENSITY_FAN; i < (cell + 1) * DENSITY_FAN; i++) {
		sum += density->level[level - 1][i];
		if (!cell_is_right(reader, level - 1, i))
			return 0;
	}
	return sum == used;
}

static const char *prove_pyramid(const struct section *section)
{
	const struct density *density = &section->density;
	const struct density right = density_at((void *)(uintptr_t)(section + 1), section->size);

	if (density->levels != right.levels)
		return "density has as many levels as the section needs";
	for (unsigned level = 0; level < DENSITY_LEVELS; level++)
		if (density->level[level] != right.level[level])
			return "the density lies behind the section's header";
	return NULL;
}

const char *check_density(const my_heap *heap, const struct section *section, size_t *offset)
{
	struct reader reader = { heap, section, table_peek(heap, section, 0), 0 };
	const char *broken;
	unsigned top;
	size_t size;

	*offset = 0;
	if (!heap->options.density || heap->fast)
		return section->density.levels == 0 ? NULL : "only with its option density is kept";
	broken = prove_pyramid(section);
	if (broken)
		return broken;
	top = section->density.levels - 1;
	size = density_cell(top);
	for (size_t cell = 0; cell * size < section->size; cell++)
		if (!cell_is_right(&reader, top, cell)) {
			*offset = reader.at;
			return "density is what is in use of each 4 KiB, and the sum of 16 such "
			       "cells";
		}
	return NULL;
}
