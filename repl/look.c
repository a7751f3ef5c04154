/* SPDX-License-Identifier: MIT
 *
 * look.c - finding one's way in the heap through its cursors.
 */
#include "look.h"

#include "names.h"
#include "session.h"

int look_containing(const struct session *session, const void *address, my_heap_chunk *chunk)
{
	return my_heap_find(session->heap, address, chunk)
	       || my_heap_containing(session->heap, address, chunk);
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
