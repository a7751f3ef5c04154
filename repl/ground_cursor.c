/* SPDX-License-Identifier: MIT
 *
 * ground_cursor.c - the cursors of what is looked at: the heap's, or the recording's.
 */
#include "ground.h"

#include "recorded_cursor.h"
#include "session.h"

/* ---------------------------------------------------------------------- sections */

int ground_section_at(const struct session *session, size_t place, my_heap_section *out)
{
	const struct recorded *recorded = ground_recorded(session);

	return recorded ? recorded_section_at(recorded, place, out)
	                : my_heap_section_at(session->heap, place, out);
}

int ground_section_by_id(const struct session *session, size_t id, my_heap_section *out)
{
	const struct recorded *recorded = ground_recorded(session);

	return recorded ? id > 0 && recorded_section_at(recorded, id - 1, out)
	                : my_heap_section_by_id(session->heap, id, out);
}

int ground_first_section(const struct session *session, my_heap_section *out)
{
	return ground_section_at(session, 0, out);
}

int ground_next_section(const struct session *session, my_heap_section *section)
{
	const struct recorded *recorded = ground_recorded(session);

	return recorded ? recorded_section_at(recorded, section->id, section)
	                : my_heap_next_section(session->heap, section);
}

size_t ground_section_place(const struct session *session, size_t id)
{
	return ground_recorded(session) ? id - 1 : my_heap_section_place(session->heap, id);
}

/* ------------------------------------------------------------------------ chunks */

int ground_first_chunk(const struct session *session, const my_heap_section *section,
                       my_heap_chunk *out)
{
	return ground_recorded(session) ? ground_containing(session, section->memory, out)
	                                : my_heap_first_chunk(session->heap, section, out);
}

int ground_next_chunk(const struct session *session, my_heap_chunk *chunk)
{
	const struct recorded *recorded = ground_recorded(session);

	return recorded ? recorded_next_chunk(recorded, chunk)
	                : my_heap_next_chunk(session->heap, chunk);
}

int ground_prev_chunk(const struct session *session, my_heap_chunk *chunk)
{
	const struct recorded *recorded = ground_recorded(session);

	return recorded ? recorded_prev_chunk(recorded, chunk)
	                : my_heap_prev_chunk(session->heap, chunk);
}

int ground_containing(const struct session *session, const void *address, my_heap_chunk *out)
{
	const struct recorded *recorded = ground_recorded(session);

	return recorded ? recorded_chunk_at(recorded, (uint64_t)(uintptr_t)address, out)
	                : my_heap_containing(session->heap, address, out);
}

int ground_find(const struct session *session, const void *pointer, my_heap_chunk *out)
{
	my_heap_chunk chunk;

	if (!ground_recorded(session))
		return my_heap_find(session->heap, pointer, out);
	if (!ground_containing(session, pointer, &chunk) || chunk.pointer != pointer)
		return 0;
	*out = chunk;
	return 1;
}

size_t ground_header(const struct session *session)
{
	return ground_recorded(session) ? 0 : my_heap_options_of(session->heap)->header;
}

void ground_density(const struct session *session, const my_heap_section *section, size_t offset,
                    size_t cell, size_t count, size_t *used)
{
	const struct recorded *recorded = ground_recorded(session);

	if (recorded)
		recorded_density(recorded, section, offset, cell, count, used);
	else
		my_heap_density(session->heap, section, offset, cell, count, used);
}

void ground_stats(const struct session *session, my_heap_statistics *out)
{
	const struct recorded *recorded = ground_recorded(session);
	const struct blocks *blocks, *spans;

	if (!recorded) {
		my_heap_stats(session->heap, out);
		return;
	}
	blocks = recorded_blocks(recorded);
	spans = recorded_spans(recorded);
	*out = (my_heap_statistics){ .mapped = spans->bytes, .used = blocks->bytes,
		                     .asked = blocks->bytes, .free = spans->bytes - blocks->bytes,
		                     .sections = spans->count, .used_chunks = blocks->count };
}
