/* SPDX-License-Identifier: MIT
 *
 * browse.c - looking around: the arrow keys choose a chunk, and it is told about.
 */
#include "browse.h"

#include "key.h"
#include "look.h"
#include "number.h"

#include <stdio.h>
#include <string.h>

static const char hint[] = "arrows choose   Home End   PgUp PgDn section   ? all keys   Esc prompt";

static const char *const help[] = {
	"Left Right   the neighbour before, after",
	"Up Down      a row of the map before, after",
	"Home End     the section's first, last chunk",
	"PgUp PgDn    the section before, after",
	"?            these keys, and away again",
	"Esc F2 Tab q back to the prompt",
};

/* ---------------------------------------------------------------------- the chosen */

/* The chunk chosen now; when it is no more, the first of all. */
static int chosen(const struct browse *browse, my_heap_chunk *chunk)
{
	const struct session *session = browse->session;
	my_heap_section section;

	return look_start(session, &browse->place, chunk)
	       || (my_heap_first_section(session->heap, &section)
	           && look_first(session, &section, chunk));
}

static void describe(struct browse *browse, const my_heap_chunk *chunk)
{
	const char *name = look_name(browse->session, chunk);
	char about[200];

	if (chunk->free)
		snprintf(about, sizeof about, "%s bytes, %s", comma(chunk->size).text,
		         look_state(chunk));
	else
		snprintf(about, sizeof about, "%s bytes for the %s asked", comma(chunk->size).text,
		         comma(look_asked(browse->session, chunk)).text);
	if (chunk->kind == MY_HEAP_SMALL)
		snprintf(browse->about, sizeof browse->about,
		         "%s%s%s: %s; key %zu of its span, byte 0x%02x.", name, *name ? " at " : "",
		         place_text(chunk->section, chunk->offset).text, about, chunk->key,
		         look_byte(chunk));
	else
		snprintf(browse->about, sizeof browse->about,
		         "%s%s%s: %s; key %zu, home %zu, bucket %zu.", name, *name ? " at " : "",
		         place_text(chunk->section, chunk->offset).text, about, chunk->key,
		         chunk->home, chunk->bucket);
}

static void choose(struct browse *browse, const my_heap_chunk *chunk)
{
	browse->place = (struct place){ chunk->section, chunk->offset };
	browse->session->focus = chunk->section;
	display_choose(browse->display, browse->place);
	describe(browse, chunk);
	display_say(browse->display, browse->about);
}

/* ---------------------------------------------------------------------- the moves */

static int last_chunk(const my_heap *heap, const my_heap_section *section, my_heap_chunk *chunk)
{
	return my_heap_containing(heap, (const char *)section->memory + section->size - 1, chunk);
}

static int section_after(const my_heap *heap, size_t id, my_heap_section *section)
{
	return my_heap_section_by_id(heap, id, section) && my_heap_next_section(heap, section);
}

static int section_before(const my_heap *heap, size_t id, my_heap_section *section)
{
	my_heap_section at;

	for (int more = my_heap_first_section(heap, &at); more && at.id != id;
	     more = my_heap_next_section(heap, &at))
		*section = at;
	return my_heap_first_section(heap, &at) && at.id != id;
}

static void go_left(struct browse *browse, my_heap_chunk *chunk)
{
	my_heap_section section;

	if (!look_prev(browse->session, chunk)
	    && section_before(browse->session->heap, chunk->section, &section))
		last_chunk(browse->session->heap, &section, chunk);
}

static void go_right(struct browse *browse, my_heap_chunk *chunk)
{
	my_heap_section section;

	if (!look_next(browse->session, chunk)
	    && section_after(browse->session->heap, chunk->section, &section))
		look_first(browse->session, &section, chunk);
}

/* A row further, but at least to the neighbour: a large chunk fills many rows. */
static void go_up(struct browse *browse, my_heap_chunk *chunk)
{
	size_t row = display_row_bytes(browse->display), from = chunk->offset;
	size_t wanted = from > row ? from - row : 0;

	if (from == 0)
		go_left(browse, chunk);
	while (chunk->offset > wanted && look_prev(browse->session, chunk))
		continue;
}

static void go_down(struct browse *browse, my_heap_chunk *chunk)
{
	size_t wanted = chunk->offset + display_row_bytes(browse->display);
	my_heap_chunk next = *chunk;

	if (!look_next(browse->session, &next)) {
		go_right(browse, chunk);
		return;
	}
	do
		*chunk = next;
	while (chunk->offset + chunk->size <= wanted
	       && look_next(browse->session, &next));
}

static void go_home(struct browse *browse, my_heap_chunk *chunk)
{
	my_heap_section section;

	if (my_heap_section_by_id(browse->session->heap, chunk->section, &section))
		look_first(browse->session, &section, chunk);
}

static void go_end(struct browse *browse, my_heap_chunk *chunk)
{
	my_heap_section section;

	if (my_heap_section_by_id(browse->session->heap, chunk->section, &section))
		last_chunk(browse->session->heap, &section, chunk);
}

static void go_section_up(struct browse *browse, my_heap_chunk *chunk)
{
	my_heap_section section;

	if (section_before(browse->session->heap, chunk->section, &section))
		look_first(browse->session, &section, chunk);
}

static void go_section_down(struct browse *browse, my_heap_chunk *chunk)
{
	my_heap_section section;

	if (section_after(browse->session->heap, chunk->section, &section))
		look_first(browse->session, &section, chunk);
}

static const struct move {
	int key;
	void (*go)(struct browse *browse, my_heap_chunk *chunk);
} moves[] = {
	{ KEY_IS_LEFT, go_left },          { KEY_IS_RIGHT, go_right },
	{ KEY_IS_UP, go_up },              { KEY_IS_DOWN, go_down },
	{ KEY_IS_HOME, go_home },          { KEY_IS_END, go_end },
	{ KEY_IS_PAGE_UP, go_section_up }, { KEY_IS_PAGE_DOWN, go_section_down },
};

/* ------------------------------------------------------------------------ the mode */

int browse_start(struct browse *browse, struct session *session, struct display *display)
{
	my_heap_chunk chunk;

	*browse = (struct browse){ .session = session, .display = display,
		                   .place = session->last.after };
	if (!chosen(browse, &chunk)) {
		display_say(display, "The heap has no chunk to look at yet: type m 100.");
		return 0;
	}
	for (size_t i = 0; i < sizeof help / sizeof help[0]; i++)
		lines_add(&browse->help, "%s", help[i]);
	display_hint(display, hint);
	choose(browse, &chunk);
	return 1;
}

static void toggle_help(struct browse *browse)
{
	browse->helping = !browse->helping;
	display_text(browse->display, "keys", browse->helping ? &browse->help : NULL);
	display_draw(browse->display);
}

int browse_key(struct browse *browse, int key)
{
	static const int back[] = { KEY_IS_ESCAPE, KEY_IS_F2, '\t', 'q', ':', 'D' & 0x1f };
	my_heap_chunk chunk;

	for (size_t i = 0; i < sizeof back / sizeof back[0]; i++)
		if (key == back[i])
			return 0;
	if (key == '?' || key == KEY_IS_F1)
		toggle_help(browse);
	if (!chosen(browse, &chunk))
		return 0;
	for (size_t i = 0; i < sizeof moves / sizeof moves[0]; i++)
		if (key == moves[i].key) {
			moves[i].go(browse, &chunk);
			choose(browse, &chunk);
		}
	return 1;
}

void browse_end(struct browse *browse)
{
	display_choose(browse->display, (struct place){ 0 });
	display_text(browse->display, NULL, NULL);
	display_hint(browse->display, NULL);
	display_say(browse->display, NULL);
	lines_free(&browse->help);
}
