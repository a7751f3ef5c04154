/* SPDX-License-Identifier: MIT
 *
 * wording.c - the words for places, hashes and placements that several sentences share.
 */
#include "wording.h"

#include "look.h"
#include "names.h"
#include "number.h"
#include "placement.h"
#include "session.h"
#include "steps.h"

#include <stdio.h>
#include <string.h>

const char *wording_placement(const struct session *session)
{
	return placements[my_heap_options_of(session->heap)->placement].name;
}

const char *wording_hash(const struct session *session)
{
	static const char *const words[] = {
		[MY_HEAP_ORDER_PRESERVING] = "key * capacity / keys",
		[MY_HEAP_MODULO] = "key mod capacity",
		[MY_HEAP_FIBONACCI] = "Fibonacci",
	};

	return words[my_heap_options_of(session->heap)->hash];
}

static int is_place(const struct place *place, size_t section, size_t offset)
{
	return place->section == section && place->offset == offset;
}

static struct name named(const struct session *session, size_t section, size_t offset)
{
	my_heap_section found;
	const char *pointer;

	if (!my_heap_section_by_id(session->heap, section, &found))
		return (struct name){ .text = "" };
	pointer = (const char *)found.memory + offset + my_heap_options_of(session->heap)->header;
	return names_get(session->names, names_at(session->names, pointer));
}

/* The table's chunk there is, or was in this operation, a span: who has its first bytes is
 * not who has its entry. */
static int is_span(const struct session *session, size_t section, size_t offset)
{
	my_heap_section found;
	my_heap_chunk chunk;

	for (size_t i = 0; i < steps_kept(session->steps); i++) {
		const my_heap_event *e = steps_get(session->steps, i);

		if (e->step == MY_HEAP_SPAN_EMPTY && e->section == section && e->offset == offset)
			return 1;
	}
	return look_is_fast(session) && my_heap_section_by_id(session->heap, section, &found)
	       && my_heap_containing(session->heap, (const char *)found.memory + offset, &chunk)
	       && chunk.kind == MY_HEAP_SMALL;
}

struct wording wording_who(const struct session *session, size_t section, size_t offset)
{
	const struct operation *last = &session->last;
	struct name name;
	struct wording who;

	if (is_span(session, section, offset)) {
		snprintf(who.text, sizeof who.text, "span %s", offset_text(offset).text);
		return who;
	}

	if (last->name[0] && (is_place(&last->before, section, offset)
	                      || is_place(&last->after, section, offset))) {
		snprintf(who.text, sizeof who.text, "%s", last->name);
		return who;
	}
	name = named(session, section, offset);
	snprintf(who.text, sizeof who.text, "%s",
	         name.text[0] ? name.text : offset_text(offset).text);
	return who;
}

struct wording wording_owner(const struct session *session, size_t section, size_t offset)
{
	struct wording who = wording_who(session, section, offset), owner;

	if (strcmp(who.text, offset_text(offset).text) != 0)
		return who;
	snprintf(owner.text, sizeof owner.text, "free %s", offset_text(offset).text);
	return owner;
}

struct wording wording_home(const struct session *session, size_t section, size_t capacity,
                        size_t key, size_t home)
{
	const my_heap_options *options = my_heap_options_of(session->heap);
	my_heap_section found;
	struct wording who = { "" };

	if (!my_heap_section_by_id(session->heap, section, &found))
		snprintf(who.text, sizeof who.text, "%zu", home);
	else if (options->hash == MY_HEAP_MODULO)
		snprintf(who.text, sizeof who.text, "%zu mod %zu = %zu", key, capacity, home);
	else if (options->hash == MY_HEAP_FIBONACCI)
		snprintf(who.text, sizeof who.text, "%zu by Fibonacci", home);
	else
		snprintf(who.text, sizeof who.text, "%zu * %zu / %zu = %zu", key, capacity,
		         found.size / options->granule, home);
	return who;
}
