/* SPDX-License-Identifier: MIT
 *
 * browse_moves.c - from chunk to chunk, in the map and in the list; and through a text.
 *
 *   map    by chunk and by row; where a cell stands for many chunks, by cell
 *   list   by row and by page
 */
#include "browse_parts.h"

#include "ground.h"
#include "key.h"
#include "look.h"

enum { BACK, FORTH };

typedef void go(struct browse *browse, my_heap_chunk *chunk, int forward);

struct move {
	int key, forward;
	go *go;
};

/* ------------------------------------------------------------------------- sections */

static int last_chunk(const struct session *session, const my_heap_section *section,
                      my_heap_chunk *chunk)
{
	return ground_containing(session, (const char *)section->memory + section->size - 1,
	                         chunk);
}

static int section_after(const struct session *session, size_t id, my_heap_section *section)
{
	return ground_section_by_id(session, id, section) && ground_next_section(session, section);
}

static int section_before(const struct session *session, size_t id, my_heap_section *section)
{
	size_t place = ground_section_place(session, id);

	return place > 0 && ground_section_at(session, place - 1, section);
}

int browse_step(const struct browse *browse, my_heap_chunk *chunk, int forward)
{
	const struct session *session = browse->session;
	my_heap_section section;

	if (forward)
		return look_next(session, chunk)
		       || (section_after(session, chunk->section, &section)
		           && look_first(session, &section, chunk));
	return look_prev(session, chunk)
	       || (section_before(session, chunk->section, &section)
	           && last_chunk(session, &section, chunk));
}

/* ----------------------------------------------------------------------------- steps */

/* So many bytes further or back, through the sections as if they lay end to end, and to the
 * heap's end at most. */
static void move_place(const struct session *session, my_heap_section *at, size_t *offset,
                       size_t bytes, int forward)
{
	my_heap_section next = *at;

	while (forward && bytes >= at->size - *offset && ground_next_section(session, &next)) {
		bytes -= at->size - *offset;
		*at = next;
		*offset = 0;
	}
	while (!forward && bytes > *offset && section_before(session, at->id, &next)) {
		bytes -= *offset;
		*at = next;
		*offset = next.size;
	}
	if (forward)
		*offset = bytes < at->size - *offset ? *offset + bytes : at->size - 1;
	else
		*offset -= bytes < *offset ? bytes : *offset;
}

/* At least to the neighbour: a large chunk fills many rows. */
static void go_bytes(struct browse *browse, my_heap_chunk *chunk, size_t bytes, int forward)
{
	const struct session *session = browse->session;
	size_t offset = chunk->offset;
	my_heap_section section;
	my_heap_chunk far;

	if (!ground_section_by_id(session, chunk->section, &section))
		return;
	move_place(session, &section, &offset, bytes, forward);
	if (ground_containing(session, (const char *)section.memory + offset, &far)
	    && (far.section != chunk->section || far.offset != chunk->offset))
		*chunk = far;
	else
		browse_step(browse, chunk, forward);
}

/* Over cells that have many chunks each: to the first that starts in a cell, or covers it; but
 * past the one that is left. 0: the map is no such. */
static int go_far(struct browse *browse, my_heap_chunk *chunk, int rows, int cells)
{
	const struct session *session = browse->session;
	struct place place;
	my_heap_section section;
	my_heap_chunk far, next;

	if (!display_far(browse->display, rows, cells, &place)
	    || !ground_section_by_id(session, place.section, &section)
	    || !ground_containing(session, (const char *)section.memory + place.offset, &far))
		return 0;
	next = far;
	if (far.offset < place.offset && look_next(session, &next))
		far = next;
	if (far.section == chunk->section && far.offset == chunk->offset)
		browse_step(browse, &far, rows + cells > 0);
	*chunk = far;
	return 1;
}

static void go_cell(struct browse *browse, my_heap_chunk *chunk, int forward)
{
	size_t unit = my_heap_options_of(browse->session->heap)->granule;
	size_t cell = display_scale(browse->display).cell;

	if (!go_far(browse, chunk, 0, forward ? 1 : -1))
		go_bytes(browse, chunk, cell > 2 * unit ? cell : 0, forward);
}

static void go_row(struct browse *browse, my_heap_chunk *chunk, int forward)
{
	if (!go_far(browse, chunk, forward ? 1 : -1, 0))
		go_bytes(browse, chunk, display_scale(browse->display).row, forward);
}

static void go_end(struct browse *browse, my_heap_chunk *chunk, int forward)
{
	const struct session *session = browse->session;
	my_heap_section section;

	if (!ground_section_by_id(session, chunk->section, &section))
		return;
	if (forward)
		last_chunk(session, &section, chunk);
	else
		look_first(session, &section, chunk);
}

static void go_section(struct browse *browse, my_heap_chunk *chunk, int forward)
{
	const struct session *session = browse->session;
	my_heap_section section;

	if (forward ? section_after(session, chunk->section, &section)
	            : section_before(session, chunk->section, &section))
		look_first(session, &section, chunk);
}

static void go_next(struct browse *browse, my_heap_chunk *chunk, int forward)
{
	browse_step(browse, chunk, forward);
}

static void go_page(struct browse *browse, my_heap_chunk *chunk, int forward)
{
	for (size_t rows = display_scale(browse->display).list; rows > 0; rows--)
		browse_step(browse, chunk, forward);
}

static int move(struct browse *browse, int key, const struct move *moves, size_t count)
{
	my_heap_chunk chunk;

	for (size_t i = 0; i < count; i++)
		if (key == moves[i].key && browse_chosen(browse, &chunk)) {
			moves[i].go(browse, &chunk, moves[i].forward);
			browse_choose(browse, &chunk);
			return 1;
		}
	return 0;
}

int browse_map_key(struct browse *browse, int key)
{
	static const struct move moves[] = {
		{ KEY_IS_LEFT, BACK, go_cell },       { KEY_IS_RIGHT, FORTH, go_cell },
		{ KEY_IS_UP, BACK, go_row },          { KEY_IS_DOWN, FORTH, go_row },
		{ KEY_IS_HOME, BACK, go_end },        { KEY_IS_END, FORTH, go_end },
		{ KEY_IS_PAGE_UP, BACK, go_section }, { KEY_IS_PAGE_DOWN, FORTH, go_section },
	};

	return move(browse, key, moves, sizeof moves / sizeof moves[0]);
}

int browse_list_key(struct browse *browse, int key)
{
	static const struct move moves[] = {
		{ KEY_IS_UP, BACK, go_next },      { KEY_IS_DOWN, FORTH, go_next },
		{ KEY_IS_LEFT, BACK, go_next },    { KEY_IS_RIGHT, FORTH, go_next },
		{ KEY_IS_HOME, BACK, go_end },     { KEY_IS_END, FORTH, go_end },
		{ KEY_IS_PAGE_UP, BACK, go_page }, { KEY_IS_PAGE_DOWN, FORTH, go_page },
	};

	return move(browse, key, moves, sizeof moves / sizeof moves[0]);
}

/* ------------------------------------------------------------------------- the text */

int browse_text_key(struct browse *browse, int key)
{
	static const struct {
		int key, direction;
		int (*scroll)(struct display *display, int direction);
	} rows[] = {
		{ KEY_IS_UP, -1, display_scroll },
		{ KEY_IS_DOWN, 1, display_scroll },
		{ KEY_IS_PAGE_UP, -1, display_scroll_page },
		{ KEY_IS_PAGE_DOWN, 1, display_scroll_page },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		if (key == rows[i].key) {
			rows[i].scroll(browse->display, rows[i].direction);
			return 1;
		}
	if (key == KEY_IS_HOME)
		display_top(browse->display);
	return key == KEY_IS_HOME;
}
