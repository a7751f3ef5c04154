/* SPDX-License-Identifier: MIT
 *
 * browse_choice.c - what is looked at: a chunk, one of its bytes, or an empty bucket.
 */
#include "browse_parts.h"

#include "find.h"
#include "ground.h"
#include "look.h"
#include "names.h"
#include "number.h"
#include "raw.h"
#include "timeline.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int browse_chosen(const struct browse *browse, my_heap_chunk *chunk)
{
	const struct session *session = browse->session;
	my_heap_section section;

	return look_start(session, &browse->place, chunk)
	       || (ground_first_section(session, &section)
	           && look_first(session, &section, chunk));
}

/* ------------------------------------------------------------------------- in words */

void browse_say(struct browse *browse, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	vsnprintf(browse->about, sizeof browse->about, format, list);
	va_end(list);
}

/* "s1+0x283 holds 41, the letter A: 3 bytes into p11 (s1+0x280, asked 180)." */
static void describe_byte(struct browse *browse, const my_heap_chunk *chunk)
{
	const unsigned char *at = (const unsigned char *)chunk->memory + browse->byte;
	char owner[FIND_OWNER], letter[16] = "";
	my_heap_chunk holder;
	unsigned char value;

	raw_read(&value, at, 1);
	find_owner(browse->session, at, &holder, owner);
	if (value > ' ' && value < 0x7f)
		snprintf(letter, sizeof letter, " (%c)", value);
	browse_say(browse, "%s holds %02x%s, %.300s.",
	           place_text(chunk->section, chunk->offset + browse->byte).text, value, letter,
	           owner);
}

/* "p11 at 0x5581e0: 100 bytes asked, 112 up to what follows." */
static void describe_recorded(struct browse *browse, const my_heap_chunk *chunk)
{
	const char *name = look_name(browse->session, chunk).text;

	if (chunk->free)
		browse_say(browse, "0x%zx (%s): %s bytes without a recorded block.",
		           (size_t)(uintptr_t)chunk->memory,
		           place_text(chunk->section, chunk->offset).text, comma(chunk->size).text);
	else
		browse_say(browse, "%s at 0x%zx (%s), recorded: %s bytes asked, %s up to what "
		           "follows.", name, (size_t)(uintptr_t)chunk->pointer,
		           place_text(chunk->section, chunk->offset).text,
		           comma(chunk->asked).text, comma(chunk->size).text);
}

void browse_describe(struct browse *browse, const my_heap_chunk *chunk)
{
	struct name own = look_name(browse->session, chunk);
	const char *at = *own.text ? " at " : "";
	char about[200];

	if (ground_recorded(browse->session)) {
		describe_recorded(browse, chunk);
		return;
	}
	if (browse->zoom == VIEW_ZOOM_BYTES && chunk->size) {
		describe_byte(browse, chunk);
		return;
	}
	if (chunk->free)
		snprintf(about, sizeof about, "%s bytes, %s", comma(chunk->size).text,
		         look_state(chunk));
	else
		snprintf(about, sizeof about, "%s bytes for the %s asked", comma(chunk->size).text,
		         comma(look_asked(browse->session, chunk)).text);
	if (chunk->kind == MY_HEAP_SMALL)
		browse_say(browse, "%s%s%s: %s; key %zu of its span, byte 0x%02x.", own.text, at,
		           place_text(chunk->section, chunk->offset).text, about, chunk->key,
		           look_byte(chunk));
	else
		browse_say(browse, "%s%s%s: %s; key %zu, home %zu, bucket %zu.", own.text, at,
		           place_text(chunk->section, chunk->offset).text, about, chunk->key,
		           chunk->home, chunk->bucket);
}

/* ------------------------------------------------------------------------- choosing */

void browse_choose_first(struct browse *browse, const my_heap_chunk *chunk)
{
	browse->place = (struct place){ chunk->section, chunk->offset };
	snprintf(browse->name, sizeof browse->name, "%s", look_name(browse->session, chunk).text);
	browse->session->focus = chunk->section;
	browse->lost = 0;
	browse->empty = 0;
	browse->byte = 0;
	browse_describe(browse, chunk);
}

void browse_choose(struct browse *browse, const my_heap_chunk *chunk)
{
	browse_choose_first(browse, chunk);
	browse->picked = 1;
}

void browse_choose_byte(struct browse *browse, const my_heap_chunk *chunk, size_t byte)
{
	browse_choose(browse, chunk);
	browse->byte = byte;
	browse_describe(browse, chunk);
}

/* The chunk that was chosen before is so again when another key leads away. */
void browse_choose_bucket(struct browse *browse, size_t bucket)
{
	browse->empty = bucket + 1;
	browse_say(browse, "Bucket %zu of s%zu is empty: the table has no chunk in it.", bucket,
	           browse->place.section);
}

/* ------------------------------------------------------------------------ in time */

/* The chunk of the chosen name, else the free one at its place; 0: there is none now. */
static int find_again(const struct browse *browse, my_heap_chunk *chunk)
{
	const struct session *session = browse->session;
	size_t index = names_find(session->names, browse->name);

	if (ground_recorded(session))
		return look_start(session, &browse->place, chunk)
		       && strcmp(look_name(session, chunk).text, browse->name) == 0;
	if (!browse->name[0])
		return look_start(session, &browse->place, chunk)
		       && !look_name(session, chunk).text[0];
	return index != NAME_NONE && names_get(session->names, index).died == 0
	       && look_containing(session, names_get(session->names, index).pointer, chunk);
}

/* Nothing was picked: the operation speaks for itself. */
static void follow_operation(struct browse *browse)
{
	browse->lost = 1;
	if (!ground_recorded(browse->session))
		browse->place = browse->session->last.after;
	browse->about[0] = 0;
}

static void follow_chosen(struct browse *browse)
{
	size_t step = ground_step(browse->session);
	my_heap_chunk chunk;

	browse->lost = !find_again(browse, &chunk);
	if (!browse->lost) {
		browse->place = (struct place){ chunk.section, chunk.offset };
		browse->byte = browse->byte < chunk.size ? browse->byte : 0;
		browse_describe(browse, &chunk);
	} else if (step == 0) {
		browse_say(browse, "This is the start: no operation was done yet.");
	} else {
		browse_say(browse, "There is no %s after operation %s.",
		           browse->name[0] ? browse->name : "such chunk", comma(step).text);
	}
}

void browse_follow(struct browse *browse, int arrived)
{
	browse->empty = 0;
	if (arrived && browse->picked)
		follow_chosen(browse);
	else
		follow_operation(browse);
}
