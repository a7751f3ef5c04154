/* SPDX-License-Identifier: MIT
 *
 * scene_bytes.c - a window of a section's memory: of the chunk that the user looks at, else
 * what x, i or w showed.
 */
#include "scene_parts.h"

#include "look.h"
#include "number.h"
#include "raw.h"

#include <stdio.h>
#include <string.h>

enum { ROW = 16, BEFORE = 4 * ROW, ASKED = 0, SLACK = 1, FREE = 2 };

static int is_in(const struct place *place, size_t count, size_t section, size_t offset)
{
	return place->section == section && offset >= place->offset
	       && offset - place->offset < count;
}

static uint8_t owner_of(const struct scene *scene, const my_heap_chunk *chunk, size_t offset)
{
	size_t user = chunk->offset + my_heap_options_of(scene->session->heap)->header;

	if (chunk->free)
		return FREE;
	return offset >= user && offset < user + look_asked(scene->session, chunk) ? ASKED : SLACK;
}

static uint8_t written_at(const struct bytes *bytes, size_t section, size_t offset)
{
	if (!bytes->shown || !is_in(&bytes->written, bytes->written_count, section, offset))
		return 0;
	return is_in(&bytes->asked, bytes->asked_count, section, offset) ? 1 : 2;
}

/* Freed memory and slack are filled by guard, until somebody writes there. */
static uint8_t is_filled(const struct session *session, const my_heap_chunk *chunk,
                         const view_byte *byte)
{
	if (!my_heap_options_of(session->heap)->guard)
		return 0;
	return chunk->free ? byte->value == MY_HEAP_FILL_FREED
	                   : byte->owner == SLACK && (byte->value == MY_HEAP_FILL_BEHIND
	                                              || byte->value == MY_HEAP_FILL_BEFORE);
}

/* So many bytes from that offset on, as far as the section and the window reach. */
static void fill(struct scene *scene, const my_heap_section *section, size_t from, size_t count)
{
	const struct session *session = scene->session;
	const unsigned char *memory = section->memory;
	my_heap_chunk chunk;

	scene->v.bytes.bytes = scene->bytes;
	scene->v.bytes.offset = from;
	if (!look_containing(session, memory + from, &chunk))
		return;
	for (size_t i = 0; i < count && i < SCENE_BYTES; i++) {
		size_t offset = from + i;

		while (offset >= chunk.offset + chunk.size)
			if (!look_next(session, &chunk))
				return;
		scene->bytes[i].owner = owner_of(scene, &chunk, offset);
		scene->bytes[i].written = written_at(&session->bytes, section->id, offset);
		raw_read(&scene->bytes[i].value, memory + offset, 1);
		scene->bytes[i].filled = is_filled(session, &chunk, &scene->bytes[i]);
		scene->v.bytes.count = i + 1;
	}
}

/* The one looked at stands in the middle where the chunk is larger than the window. */
static int fill_chosen(struct scene *scene)
{
	const my_heap_chunk *chunk = &scene->subject;
	size_t end = chunk->offset + chunk->size, at = chunk->offset, from;
	view_bytes *out = &scene->v.bytes;
	my_heap_section section;

	if (!scene->chosen.section || scene->mark != VIEW_CURSOR || chunk->size == 0
	    || !my_heap_section_by_id(scene->session->heap, chunk->section, &section))
		return 0;
	if (scene->chosen_byte > at && scene->chosen_byte < end)
		at = scene->chosen_byte;
	from = at - chunk->offset > SCENE_BYTES / 2 ? at - SCENE_BYTES / 2 : chunk->offset;
	if (end - from < SCENE_BYTES)
		from = end - chunk->offset > SCENE_BYTES ? end - SCENE_BYTES + ROW : chunk->offset;
	from -= from % ROW;
	out->own = chunk->offset > from ? chunk->offset - from : 0;
	out->own_end = end - from;
	/* At full size also what lies before and behind it. */
	if (scene->session->arrangement.full == VIEW_PANE_BYTES && from <= chunk->offset) {
		size_t before = from < BEFORE ? from : BEFORE;

		from -= before;
		out->own += before;
		out->own_end += before;
		end = from + SCENE_BYTES;
	}
	fill(scene, &section, from, end - from);
	out->title = "bytes";
	out->chosen = 1;
	out->cursor = scene->zoom == VIEW_ZOOM_BYTES ? at - from + 1 : 0;
	snprintf(scene->bytes_about, sizeof scene->bytes_about, "%s %s",
	         chunk->free ? look_state(chunk) : look_name(scene->session, chunk).text,
	         comma(chunk->size).text);
	out->about = scene->bytes_about;
	return 1;
}

void scene_bytes(struct scene *scene)
{
	const struct bytes *bytes = &scene->session->bytes;
	my_heap_section section;

	/* What x printed has them already, and can be paged. */
	if (fill_chosen(scene) || !bytes->shown || strcmp(scene->session->title, "bytes") == 0
	    || !my_heap_section_by_id(scene->session->heap, bytes->from.section, &section))
		return;
	fill(scene, &section, bytes->from.offset, bytes->count);
	if (scene->v.bytes.count == 0)
		return;
	scene->v.bytes.title = "bytes";
	scene->v.bytes.about = bytes->about;
}
