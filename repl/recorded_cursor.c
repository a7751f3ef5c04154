/* SPDX-License-Identifier: MIT
 *
 * recorded_cursor.c - sections and chunks of the heap as it was.
 */
#include "recorded_cursor.h"

#include "recorded_span.h"

enum { UNIT = 16 };

static uint64_t address_of(const void *pointer)
{
	return (uint64_t)(uintptr_t)pointer;
}

static void *pointer_of(uint64_t address)
{
	return (void *)(uintptr_t)address;
}

/* ------------------------------------------------------------------------ sections */

static void fill_section(const struct recorded *recorded, const struct block *span, size_t place,
                         my_heap_section *out)
{
	const struct blocks *blocks = recorded_blocks(recorded);
	uint64_t end = span->address + span->size;

	*out = (my_heap_section){
		.id = place + 1, .memory = pointer_of(span->address), .size = span->size,
		.capacity = 1,
		.nbr_chunks = blocks_below(blocks, end) - blocks_below(blocks, span->address),
		.used = blocks_bytes_below(blocks, end) - blocks_bytes_below(blocks, span->address),
		.next = place + 1 < recorded_spans(recorded)->count ? place + 2 : 0,
	};
}

int recorded_section_at(const struct recorded *recorded, size_t place, my_heap_section *out)
{
	struct block span;

	if (!blocks_at(recorded_spans(recorded), place, &span))
		return 0;
	fill_section(recorded, &span, place, out);
	return 1;
}

int recorded_section_of(const struct recorded *recorded, uint64_t address, my_heap_section *out)
{
	const struct blocks *spans = recorded_spans(recorded);
	struct block span;

	if (address == UINT64_MAX || !blocks_before(spans, address + 1, &span)
	    || address - span.address >= span.size)
		return 0;
	fill_section(recorded, &span, blocks_below(spans, span.address), out);
	return 1;
}

/* -------------------------------------------------------------------------- chunks */

struct around {
	struct block span, block, next; /* block: the last that begins there or before it */
	int has_block, has_next;        /* in the same stretch */
	size_t section;
};

static int look_around(const struct recorded *recorded, uint64_t address, struct around *out)
{
	const struct blocks *spans = recorded_spans(recorded), *blocks = recorded_blocks(recorded);
	uint64_t end;

	if (address == UINT64_MAX || !blocks_before(spans, address + 1, &out->span)
	    || address - out->span.address >= out->span.size)
		return 0;
	end = out->span.address + out->span.size;
	out->section = blocks_below(spans, out->span.address) + 1;
	out->has_block = blocks_before(blocks, address + 1, &out->block)
	                 && out->block.address >= out->span.address;
	out->has_next = blocks_from(blocks, address + 1, &out->next) && out->next.address < end;
	return 1;
}

/* Where its chunk ends: at what follows, unless that is far enough for another one. */
static uint64_t chunk_end(const struct around *around)
{
	uint64_t limit = around->has_next ? around->next.address
	                                  : around->span.address + around->span.size;
	uint64_t end = (block_end(&around->block) + UNIT - 1) / UNIT * UNIT;

	return limit < end || limit - end < RECORDED_SLACK ? limit : end;
}

static void fill_chunk(const struct around *around, uint64_t from, uint64_t to, int is_free,
                       my_heap_chunk *out)
{
	*out = (my_heap_chunk){ .section = around->section, .kind = MY_HEAP_CHUNK,
		                .key = (from - around->span.address) / UNIT,
		                .offset = from - around->span.address, .size = to - from,
		                .free = is_free, .asked = is_free ? 0 : around->block.size,
		                .memory = pointer_of(from), .pointer = pointer_of(from) };
}

int recorded_chunk_at(const struct recorded *recorded, uint64_t address, my_heap_chunk *out)
{
	struct around around;
	uint64_t from, end;

	if (!look_around(recorded, address, &around))
		return 0;
	end = around.has_next ? around.next.address : around.span.address + around.span.size;
	from = around.has_block ? chunk_end(&around) : around.span.address;
	if (around.has_block && address < from)
		fill_chunk(&around, around.block.address, from, 0, out);
	else
		fill_chunk(&around, from, end, 1, out);
	return 1;
}

int recorded_next_chunk(const struct recorded *recorded, my_heap_chunk *chunk)
{
	my_heap_chunk next;

	if (!recorded_chunk_at(recorded, address_of(chunk->memory) + chunk->size, &next)
	    || next.section != chunk->section)
		return 0;
	*chunk = next;
	return 1;
}

int recorded_prev_chunk(const struct recorded *recorded, my_heap_chunk *chunk)
{
	if (chunk->offset == 0)
		return 0;
	return recorded_chunk_at(recorded, address_of(chunk->memory) - 1, chunk);
}

/* ------------------------------------------------------------------------- density */

void recorded_density(const struct recorded *recorded, const my_heap_section *section,
                      size_t offset, size_t cell, size_t count, size_t *used)
{
	const struct blocks *blocks = recorded_blocks(recorded);
	uint64_t start = address_of(section->memory);
	uint64_t below = blocks_bytes_below(blocks, start + offset);

	for (size_t i = 0; i < count; i++) {
		uint64_t next = below;

		offset += cell;
		if (offset - cell < section->size)
			next = blocks_bytes_below(blocks, start + (offset < section->size
			                                           ? offset : section->size));
		used[i] = next - below;
		below = next;
	}
}
