/* SPDX-License-Identifier: MIT
 *
 * look.c - finding one's way in the heap through its cursors.
 */
#include "look.h"

#include "ground.h"
#include "names.h"
#include "session.h"

int look_containing(const struct session *session, const void *address, my_heap_chunk *chunk)
{
	return ground_find(session, address, chunk)
	       || ground_containing(session, address, chunk);
}

int look_start(const struct session *session, const struct place *place, my_heap_chunk *chunk)
{
	my_heap_section section;
	const char *start;

	if (!place->section || !ground_section_by_id(session, place->section, &section))
		return 0;
	start = (const char *)section.memory + ground_header(session);
	return ground_find(session, start + place->offset, chunk);
}

void look_select(struct session *session, const my_heap_chunk *chunk)
{
	session->last.outside = 0;
	session->focus = chunk->section;
	session->last.inspected = (struct place){ chunk->section, chunk->offset };
}

/* -------------------------------------------------------------------- inside spans */

enum { BYTE_USED = 0x80, BYTE_FREE = 0x7f, BYTE_NO_CLASS = 0xff };

static int enter_first(const my_heap *heap, my_heap_chunk *chunk)
{
	my_heap_chunk span = *chunk;

	if (chunk->kind == MY_HEAP_SPAN)
		my_heap_first_small(heap, &span, chunk);
	return 1;
}

static int enter_last(const my_heap *heap, my_heap_chunk *chunk)
{
	const char *end = (const char *)chunk->memory + chunk->size;

	if (chunk->kind == MY_HEAP_SPAN)
		my_heap_containing(heap, end - 1, chunk);
	return 1;
}

int look_first(const struct session *session, const my_heap_section *section,
               my_heap_chunk *chunk)
{
	return ground_first_chunk(session, section, chunk)
	       && enter_first(session->heap, chunk);
}

int look_next(const struct session *session, my_heap_chunk *chunk)
{
	my_heap_chunk span;

	if (chunk->kind != MY_HEAP_SMALL)
		return ground_next_chunk(session, chunk)
		       && enter_first(session->heap, chunk);
	if (my_heap_next_chunk(session->heap, chunk))
		return 1;
	if (!my_heap_span_of(session->heap, chunk, &span)
	    || !my_heap_next_chunk(session->heap, &span))
		return 0;
	*chunk = span;
	return enter_first(session->heap, chunk);
}

int look_prev(const struct session *session, my_heap_chunk *chunk)
{
	my_heap_chunk span;

	if (chunk->kind != MY_HEAP_SMALL)
		return ground_prev_chunk(session, chunk) && enter_last(session->heap, chunk);
	if (my_heap_prev_chunk(session->heap, chunk))
		return 1;
	if (!my_heap_span_of(session->heap, chunk, &span)
	    || !my_heap_prev_chunk(session->heap, &span))
		return 0;
	*chunk = span;
	return enter_last(session->heap, chunk);
}

int look_span(const struct session *session, const my_heap_chunk *small, my_heap_chunk *span)
{
	return small->section && small->kind == MY_HEAP_SMALL
	       && my_heap_span_of(session->heap, small, span);
}

int look_is_fast(const struct session *session)
{
	return my_heap_options_of(session->heap)->engine == MY_HEAP_FAST;
}

unsigned look_byte(const my_heap_chunk *chunk)
{
	if (!chunk->free)
		return chunk->size_class ? chunk->size_class | BYTE_USED : BYTE_NO_CLASS;
	if (chunk->cached)
		return chunk->size_class;
	return chunk->kind == MY_HEAP_SMALL ? BYTE_FREE : 0;
}

const char *look_state(const my_heap_chunk *chunk)
{
	if (chunk->kind == MY_HEAP_SPAN)
		return "span";
	if (look_waits(chunk))
		return "waiting";
	return chunk->cached ? "cached" : chunk->free ? "free" : "used";
}

/* What a cache holds has a class. */
int look_waits(const my_heap_chunk *chunk)
{
	return chunk->cached && !chunk->size_class;
}

size_t look_held(const struct session *session, unsigned thread)
{
	size_t held = 0, count, room;

	for (unsigned class = 1; my_heap_cached(session->heap, thread, class, &count, &room);
	     class++)
		held += count;
	return held;
}

/* --------------------------------------------------------------------------- names */

struct name look_name(const struct session *session, const my_heap_chunk *chunk)
{
	if (ground_recorded(session))
		return ground_name(session, chunk);
	return chunk->free ? (struct name){ .text = "" }
	                   : names_get(session->names, names_at(session->names, chunk->pointer));
}

size_t look_displaced(const my_heap_section *section, const my_heap_chunk *chunk)
{
	return (chunk->bucket + section->capacity - chunk->home) % section->capacity;
}

size_t look_asked(const struct session *session, const my_heap_chunk *chunk)
{
	struct name name;

	if (chunk->free || !look_is_fast(session))
		return chunk->asked;
	name = look_name(session, chunk);
	return name.text[0] ? name.asked : chunk->asked;
}

int look_cache(const struct session *session, const my_heap_chunk *chunk, unsigned *thread,
               size_t *before)
{
	my_heap_chunk other;

	for (*thread = 0; chunk->cached && *thread <= MY_HEAP_THREADS; ++*thread)
		for (*before = 0; my_heap_cached_chunk(session->heap, *thread, chunk->size_class,
		                                       *before, &other); ++*before)
			if (other.section == chunk->section && other.offset == chunk->offset)
				return 1;
	return 0;
}

size_t look_unit(const my_heap_options *options)
{
	return options->granule > options->alignment ? options->granule : options->alignment;
}
