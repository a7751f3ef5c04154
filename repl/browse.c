/* SPDX-License-Identifier: MIT
 *
 * browse.c - looking around, in the heap and in time: who gets which key.
 *
 *   key -> a search line | time | all panes' | the pane's own
 */
#include "browse_parts.h"

#include "ground.h"
#include "key.h"
#include "look.h"
#include "timeline.h"

/* In the order in which Tab leads through them. */
static const enum view_pane panes[] = { VIEW_PANE_MAP, VIEW_PANE_TABLE, VIEW_PANE_CHUNKS,
	                                VIEW_PANE_WHY, VIEW_PANE_BYTES, VIEW_PANE_TIME };

enum { PANE_COUNT = sizeof panes / sizeof panes[0], FIRST_FULL = '1' };

/* Of the keys 1, 2, ... */
static const enum view_pane full[] = { VIEW_PANE_MAP, VIEW_PANE_TABLE, VIEW_PANE_CHUNKS,
	                               VIEW_PANE_WHY, VIEW_PANE_TIME, VIEW_PANE_BYTES,
	                               VIEW_PANE_NUMBERS, VIEW_PANE_JOURNAL };

enum { FULL_COUNT = sizeof full / sizeof full[0] };

/* ---------------------------------------------------------------------- the panes */

static void set_zoom(struct browse *browse, enum view_zoom zoom)
{
	my_heap_chunk chunk;

	browse->zoom = zoom;
	if (!browse->lost && browse_chosen(browse, &chunk))
		browse_describe(browse, &chunk);
}

static void show_help(struct browse *browse, int helping)
{
	if (helping)
		browse_list_keys(browse->pane, &browse->help);
	if (helping || browse->helping)
		display_text(browse->display, "keys", helping ? &browse->help : NULL);
	browse->helping = helping;
}

int browse_has_keys(enum view_pane pane)
{
	for (size_t i = 0; i < PANE_COUNT; i++)
		if (panes[i] == pane)
			return 1;
	return 0;
}

/* Its bytes are looked at only as long as their pane has the keys. At full size only that
 * pane and the time line are on the screen. */
void browse_turn_to(struct browse *browse, enum view_pane pane)
{
	enum view_pane *largest = &browse->session->arrangement.full;

	if (!browse_has_keys(pane)
	    || (pane == VIEW_PANE_BYTES && ground_recorded(browse->session)))
		return;
	if (*largest != pane && pane != VIEW_PANE_TIME)
		*largest = VIEW_PANE_NONE;
	show_help(browse, 0);
	if (pane == VIEW_PANE_BYTES && browse->pane != pane) {
		browse->before = browse->pane;
		browse->zoom_before = browse->zoom;
		set_zoom(browse, VIEW_ZOOM_BYTES);
	} else if (pane != VIEW_PANE_BYTES && browse->pane == VIEW_PANE_BYTES) {
		set_zoom(browse, browse->zoom_before);
	}
	browse->pane = pane;
	display_hint(browse->display, browse_hint(pane));
	display_focus(browse->display, pane);
}

static void set_full(struct browse *browse, enum view_pane pane)
{
	const char *own = browse_hint(pane);

	browse_turn_to(browse, pane);
	browse->session->arrangement.full = pane;
	display_hint(browse->display, own ? own : browse_hint(browse->pane));
}

/* Those of time and of bytes are on the screen as soon as they have the keys; but heaps that
 * are compared leave no room for bytes. */
static int can_have_keys(const struct browse *browse, enum view_pane pane)
{
	if (pane == VIEW_PANE_BYTES)
		return !browse->lost && !ground_recorded(browse->session)
		       && browse->session->arrangement.layout != VIEW_LAYOUT_COMPARE;
	return pane == VIEW_PANE_TIME || display_shows(browse->display, pane);
}

static void turn(struct browse *browse, size_t further)
{
	size_t at = 0;

	while (panes[at] != browse->pane)
		at++;
	for (size_t i = 1; i < PANE_COUNT; i++) {
		enum view_pane next = panes[(at + i * further) % PANE_COUNT];

		if (can_have_keys(browse, next)) {
			browse_turn_to(browse, next);
			return;
		}
	}
}

/* ------------------------------------------------------------------ keys of all panes */

static void next_pane(struct browse *browse) { turn(browse, 1); }
static void pane_before(struct browse *browse) { turn(browse, PANE_COUNT - 1); }

static void time_pane(struct browse *browse)
{
	browse_turn_to(browse, browse->pane == VIEW_PANE_TIME ? VIEW_PANE_MAP : VIEW_PANE_TIME);
}

static void help(struct browse *browse)
{
	show_help(browse, !browse->helping);
}

/* A heap of one section looks the same as that section. */
static unsigned step_of(const struct browse *browse, enum view_zoom same)
{
	my_heap_section section;

	return ground_section_at(browse->session, 1, &section) || browse->zoom != same ? 1
	                                                                                      : 2;
}

static void nearer(struct browse *browse)
{
	if (browse->lost || browse->empty || browse->zoom == VIEW_ZOOM_BYTES)
		return;
	if (browse->zoom == VIEW_ZOOM_CHUNK && ground_recorded(browse->session))
		browse_say(browse, "The bytes were not recorded.");
	else if (browse->zoom == VIEW_ZOOM_CHUNK)
		browse_turn_to(browse, VIEW_PANE_BYTES);
	else
		set_zoom(browse, browse->zoom + step_of(browse, VIEW_ZOOM_HEAP));
}

static void further_away(struct browse *browse)
{
	if (browse->pane == VIEW_PANE_BYTES) {
		browse->zoom_before = VIEW_ZOOM_CHUNK;
		browse_turn_to(browse, browse->before);
	} else if (browse->zoom > VIEW_ZOOM_HEAP) {
		set_zoom(browse, browse->zoom - step_of(browse, VIEW_ZOOM_CHUNK));
	}
}

static void find_next(struct browse *browse) { browse_search_again(browse, 1); }
static void find_before(struct browse *browse) { browse_search_again(browse, 0); }

static int general_key(struct browse *browse, int key)
{
	static const struct {
		int key;
		void (*does)(struct browse *browse);
	} keys[] = {
		{ '\t', next_pane },    { KEY_IS_BACK_TAB, pane_before },
		{ 't', time_pane },     { '?', help },
		{ KEY_IS_F1, help },    { '/', browse_search_begin },
		{ 'n', find_next },     { 'N', find_before },
		{ '\r', nearer },       { '\n', nearer },
		{ 0x7f, further_away }, { '\b', further_away },
	};

	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
		if (key == keys[i].key) {
			keys[i].does(browse);
			return 1;
		}
	if (key < FIRST_FULL || key >= FIRST_FULL + FULL_COUNT)
		return 0;
	enum view_pane pane = full[key - FIRST_FULL];

	set_full(browse, browse->session->arrangement.full == pane ? VIEW_PANE_NONE : pane);
	return 1;
}

void browse_pane_key(struct browse *browse, enum view_pane pane, int key)
{
	static int (*const keys[VIEW_PANES])(struct browse *, int) = {
		[VIEW_PANE_MAP] = browse_map_key,     [VIEW_PANE_TABLE] = browse_table_key,
		[VIEW_PANE_CHUNKS] = browse_list_key, [VIEW_PANE_WHY] = browse_text_key,
		[VIEW_PANE_BYTES] = browse_bytes_key,
	};

	if (keys[pane])
		keys[pane](browse, key);
}

/* ------------------------------------------------------------------------ the mode */

/* What was told about, or touched; where something was freed, what is there now. */
static struct place touched(const struct session *session)
{
	const struct operation *last = &session->last;
	const struct place *places[] = { &last->inspected, &last->wrong, &last->after,
		                         &last->before };
	my_heap_section section;
	my_heap_chunk chunk;

	for (size_t i = 0; i < sizeof places / sizeof places[0]; i++)
		if (ground_section_by_id(session, places[i]->section, &section)
		    && look_containing(session, (const char *)section.memory + places[i]->offset,
		                       &chunk))
			return (struct place){ chunk.section, chunk.offset };
	return (struct place){ 0 };
}

int browse_start(struct browse *browse, struct session *session, struct display *display)
{
	my_heap_chunk chunk;

	*browse = (struct browse){ .session = session, .display = display,
		                   .place = touched(session),
		                   .usual_full = session->arrangement.full,
		                   .travel = travel_start(session) };
	browse->lost = !browse_chosen(browse, &chunk);
	if (browse->lost && ground_end(session) == 0) {
		display_say(display, "The heap has no chunk to look at yet: type m 100.");
		return 0;
	}
	browse_turn_to(browse, VIEW_PANE_MAP);
	if (!display_shows(display, VIEW_PANE_MAP))
		turn(browse, 1);
	if (!browse->lost)
		browse_choose_first(browse, &chunk);
	browse_show(browse);
	return 1;
}

/* To the step that the keys aimed at, where the operation's own steps are told. */
void browse_arrive(struct browse *browse)
{
	enum travel_end end = travel_arrive(&browse->travel);

	if (end == TRAVEL_NOWHERE)
		return;
	if (!browse->helping)
		display_text(browse->display, NULL, NULL);
	browse_follow(browse, end == TRAVEL_ARRIVED);
}

void browse_show(struct browse *browse)
{
	struct display *display = browse->display;
	int is_chosen;

	browse_arrive(browse);
	if (browse->lost && browse->pane == VIEW_PANE_BYTES)
		browse_turn_to(browse, browse->before);
	is_chosen = !browse->lost && !browse->empty;
	display_choose(display, is_chosen ? browse->place : (struct place){ 0 });
	display_choose_bucket(display, browse->empty);
	display_choose_byte(display, browse->byte ? browse->place.offset + browse->byte : 0);
	display_zoom(display, browse->zoom);
	if (browse->pane == VIEW_PANE_TIME || !browse->about[0]) {
		display_say(display, NULL);
		display_draw(display);
	} else {
		display_say(display, browse->about);
	}
}

/* What Esc puts away before it leads out. */
static int close_first(struct browse *browse)
{
	if (browse->helping) {
		show_help(browse, 0);
		return 1;
	}
	if (browse->session->arrangement.full == browse->usual_full)
		return 0;
	set_full(browse, browse->usual_full);
	return 1;
}

int browse_key(struct browse *browse, int key)
{
	static const int back[] = { KEY_IS_ESCAPE, KEY_IS_F2, 'q', ':', KEY_IS_CTRL_D };

	if (browse->search.typing) {
		browse_search_key(browse, key);
		return 1;
	}
	if (key == KEY_IS_ESCAPE && close_first(browse))
		return 1;
	for (size_t i = 0; i < sizeof back / sizeof back[0]; i++)
		if (key == back[i])
			return 0;
	if (browse->pane == VIEW_PANE_TIME && (key == '\r' || key == '\n'))
		return 0;
	if (travel_key(&browse->travel, key, browse->pane == VIEW_PANE_TIME && !browse->helping))
		return 1;
	browse_arrive(browse);
	if (!general_key(browse, key) && !(browse->helping && browse_text_key(browse, key)))
		browse_pane_key(browse, browse->pane, key);
	return 1;
}

void browse_end(struct browse *browse, int back)
{
	struct display *display = browse->display;

	if (back)
		travel_return(&browse->travel);
	else
		travel_arrive(&browse->travel);
	browse->session->arrangement.full = browse->usual_full;
	if (browse->search.typing)
		display_prompt(display, "", "", 0);
	display_choose(display, (struct place){ 0 });
	display_choose_bucket(display, 0);
	display_choose_byte(display, 0);
	display_zoom(display, VIEW_ZOOM_HEAP);
	display_text(display, NULL, NULL);
	display_hint(display, NULL);
	display_focus(display, VIEW_PANE_NONE);
	display_say(display, NULL);
	lines_free(&browse->help);
}
