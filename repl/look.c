/* SPDX-License-Identifier: MIT
 *
 * look.c - finding one's way in the heap through its cursors.
 */
#include "look.h"

#include "names.h"
#include "session.h"

int look_containing(const struct session *session, const void *address, my_heap_chunk *chunk)
{
	my_heap_section section;
	struct place place;

	if (my_heap_find(session->heap, address, chunk))
		return 1;
	if (!session_place(session, address, &place, &section)
	    || !my_heap_first_chunk(session->heap, &section, chunk))
		return 0;
	while (chunk->offset + chunk->size <= place.offset)
		if (!my_heap_next_chunk(session->heap, chunk))
			return 0;
	return 1;
}

int look_start(const struct session *session, const struct place *place, my_heap_chunk *chunk)
{
	my_heap_section section;
	const char *start;

	if (!place->section || !my_heap_section_by_id(session->heap, place->section, &section))
		return 0;
	start = (const char *)section.memory + my_heap_options_of(session->heap)->header;
	return my_heap_find(session->heap, start + place->offset, chunk);
}

const char *look_name(const struct session *session, const my_heap_chunk *chunk)
{
	const struct name *name =
	        names_get(session->names, names_at(session->names, chunk->pointer));

	return name && !chunk->free ? name->text : "";
}

size_t look_displaced(const my_heap_section *section, const my_heap_chunk *chunk)
{
	return (chunk->bucket + section->capacity - chunk->home) % section->capacity;
}
