/* SPDX-License-Identifier: MIT
 *
 * browse.c - looking around, in the heap and in time.
 */
#include "browse.h"

#include "key.h"
#include "look.h"
#include "names.h"
#include "number.h"
#include "timeline.h"

#include <stdio.h>
#include <string.h>

enum { MAP, TIME };

static const char *const hints[] = {
	"arrows choose   < > one operation   Tab time line   ? all keys   Esc prompt",
	"Left Right one operation   Home End   Tab map   ? all keys   Enter prompt",
};

static const char *const help[][10] = {
	{
		"Left Right   the neighbour before, after",
		"Up Down      a row of the map before, after",
		"Home End     the section's first, last chunk",
		"PgUp PgDn    the section before, after",
		"< >          one operation back, forward",
		"Tab t        the time line",
		"?            these keys, and away again",
		"Esc F2 q     back to the prompt, at this step",
	}, {
		"Left Right   one operation back, forward",
		"PgUp PgDn    ten of them; of a long branch more",
		"Home End     the empty heap, the last operation",
		"Up Down      another branch",
		"Tab t        the map",
		"?            these keys, and away again",
		"Enter Esc    back to the prompt, at this step",
	},
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
	struct name own = look_name(browse->session, chunk);
	const char *name = own.text;
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
	snprintf(browse->name, sizeof browse->name, "%s", look_name(browse->session, chunk).text);
	browse->session->focus = chunk->section;
	browse->lost = 0;
	describe(browse, chunk);
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

static void move(struct browse *browse, int key)
{
	my_heap_chunk chunk;

	for (size_t i = 0; i < sizeof moves / sizeof moves[0]; i++)
		if (key == moves[i].key && chosen(browse, &chunk)) {
			moves[i].go(browse, &chunk);
			choose(browse, &chunk);
			browse->picked = 1;
		}
}

/* ------------------------------------------------------------------------ in time */

/* The chunk of the chosen name, else the free one at its place; 0: there is none now. */
static int find_again(const struct browse *browse, my_heap_chunk *chunk)
{
	const struct session *session = browse->session;
	size_t index = names_find(session->names, browse->name);

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
	browse->place = browse->session->last.after;
	browse->about[0] = 0;
}

static void follow_chosen(struct browse *browse)
{
	size_t step = timeline_step(browse->session);
	my_heap_chunk chunk;

	browse->lost = !find_again(browse, &chunk);
	if (!browse->lost) {
		browse->place = (struct place){ chunk.section, chunk.offset };
		describe(browse, &chunk);
	} else if (step == 0) {
		snprintf(browse->about, sizeof browse->about,
		         "This is the start: no operation was done yet.");
	} else {
		snprintf(browse->about, sizeof browse->about, "There is no %s after operation %s.",
		         browse->name[0] ? browse->name : "such chunk", comma(step).text);
	}
}

/* To the step that the keys aimed at, where the operation's own steps are told. */
static void arrive(struct browse *browse)
{
	enum travel_end end = travel_arrive(&browse->travel);

	if (end == TRAVEL_NOWHERE)
		return;
	if (!browse->helping)
		display_text(browse->display, NULL, NULL);
	if (end == TRAVEL_ARRIVED && browse->picked)
		follow_chosen(browse);
	else
		follow_operation(browse);
}

/* ------------------------------------------------------------------------ the mode */

static void look_at(struct browse *browse, int in_time)
{
	browse->in_time = in_time;
	display_hint(browse->display, hints[in_time]);
	display_focus_time(browse->display, in_time);
}

static void show_help(struct browse *browse, int helping)
{
	if (helping || browse->helping)
		display_text(browse->display, "keys",
		             helping ? &browse->help[browse->in_time] : NULL);
	browse->helping = helping;
}

int browse_start(struct browse *browse, struct session *session, struct display *display)
{
	my_heap_chunk chunk;

	*browse = (struct browse){ .session = session, .display = display,
		                   .place = session->last.after,
		                   .travel = travel_start(session) };
	browse->lost = !chosen(browse, &chunk);
	if (browse->lost && timeline_end(session) == 0) {
		display_say(display, "The heap has no chunk to look at yet: type m 100.");
		return 0;
	}
	for (int i = MAP; i <= TIME; i++)
		for (size_t k = 0; help[i][k]; k++)
			lines_add(&browse->help[i], "%s", help[i][k]);
	look_at(browse, MAP);
	if (!browse->lost)
		choose(browse, &chunk);
	browse_show(browse);
	return 1;
}

void browse_show(struct browse *browse)
{
	struct display *display = browse->display;

	arrive(browse);
	display_choose(display, browse->lost ? (struct place){ 0 } : browse->place);
	if (browse->in_time || !browse->about[0]) {
		display_say(display, NULL);
		display_draw(display);
	} else {
		display_say(display, browse->about);
	}
}

int browse_key(struct browse *browse, int key)
{
	static const int back[] = { KEY_IS_ESCAPE, KEY_IS_F2, 'q', ':', KEY_IS_CTRL_D };

	for (size_t i = 0; i < sizeof back / sizeof back[0]; i++)
		if (key == back[i])
			return 0;
	if (browse->in_time && (key == '\r' || key == '\n'))
		return 0;
	if (travel_key(&browse->travel, key, browse->in_time))
		return 1;
	arrive(browse);
	if (key == '?' || key == KEY_IS_F1) {
		show_help(browse, !browse->helping);
	} else if (key == '\t' || key == 't') {
		show_help(browse, 0);
		look_at(browse, !browse->in_time);
	} else {
		move(browse, key);
	}
	return 1;
}

void browse_end(struct browse *browse, int back)
{
	struct display *display = browse->display;

	if (back)
		travel_return(&browse->travel);
	else
		travel_arrive(&browse->travel);
	display_choose(display, (struct place){ 0 });
	display_text(display, NULL, NULL);
	display_hint(display, NULL);
	display_focus_time(display, 0);
	display_say(display, NULL);
	lines_free(&browse->help[MAP]);
	lines_free(&browse->help[TIME]);
}
