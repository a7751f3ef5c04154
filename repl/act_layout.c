/* SPDX-License-Identifier: MIT
 *
 * act_layout.c - layout, hide, show: which panes the screen has, and which has the room.
 *
 * All of it is about the screen, and about pictures of it that export writes: plain text itself
 * has no panes.
 */
#include "act.h"

#include "layouts.h"
#include "session.h"
#include "setting.h"

#include <stdio.h>
#include <string.h>

const struct layout_name layout_names[] = {
	[VIEW_LAYOUT_USUAL] = { "usual", "map, table, steps and chunks, as the size allows" },
	[VIEW_LAYOUT_MAP] = { "map", "the map takes the room that it can use" },
	[VIEW_LAYOUT_TABLE] = { "table", "the hashtable, with a row for each bucket" },
	[VIEW_LAYOUT_LESSON] = { "lesson", "a lesson's words, and a small map" },
	[VIEW_LAYOUT_COMPARE] = { "compare", "the same operations on several heaps" },
	{ NULL, NULL }
};

const struct layout_name pane_names[] = {
	[VIEW_PANE_NONE] = { "", "" },
	[VIEW_PANE_MAP] = { "map", "sections and their chunks, by address" },
	[VIEW_PANE_TABLE] = { "table", "the hashtable, and what waits in caches" },
	[VIEW_PANE_CHUNKS] = { "chunks", "the list of chunks" },
	[VIEW_PANE_WHY] = { "why", "the steps of the last operation" },
	[VIEW_PANE_TIME] = { "time", "operations, curves, marks and branches" },
	[VIEW_PANE_BYTES] = { "bytes", "memory as hex and letters" },
	[VIEW_PANE_NUMBERS] = { "numbers", "how much is used, and how well" },
	[VIEW_PANE_JOURNAL] = { "journal", "what was typed, and what it came to" },
	[VIEW_PANE_KEYS] = { "keys", "what can be pressed" },
	{ NULL, NULL }
};

static int find(const struct layout_name *names, const char *word)
{
	for (int i = 0; names[i].name; i++)
		if (*word && strcmp(names[i].name, word) == 0)
			return i;
	return -1;
}

/* "map, table and chunks" without those that the bits leave out. */
static void list_names(const struct layout_name *names, unsigned left_out, char *out, size_t size)
{
	size_t used = 0;

	*out = 0;
	for (int i = 0; names[i].name; i++)
		if (*names[i].name && !(left_out >> i & 1))
			used += (size_t)snprintf(out + used, size - used, "%s%s",
			                         used ? ", " : "", names[i].name);
}

static int unknown(struct session *session, const char *kind, const struct layout_name *names,
                   const char *word)
{
	char all[200], cause[40];

	list_names(names, 0, all, sizeof all);
	snprintf(cause, sizeof cause, "unknown %s", kind);
	return session_fail(session, cause, "There is no %s named %s. Known are %s. Nothing was "
	                    "changed.", kind, word_quote(word).text, all);
}

/* A script plays alike with and without a screen: only this sentence differs. */
static int in_plain(struct session *session)
{
	static const char linear[] = "Panes are parts of the screen, and plain text has none: "
	                             "this is for pictures that export writes.";

	if (session->plain)
		session_result(session, "", "", "", linear);
	return session->plain;
}

static void tell(struct session *session, const char *badge, const char *what)
{
	char linear[300];

	if (in_plain(session))
		return;
	snprintf(linear, sizeof linear, "%s: %s", badge, what);
	session_result(session, badge, "", what, linear);
}

/* ----------------------------------------------------------------------- layout */

static int list_layouts(struct session *session)
{
	enum view_layout now = session->arrangement.layout;

	session_title(session, "layout", layout_names[now].name);
	for (int i = 0; layout_names[i].name; i++)
		session_say(session, "%c %-8s %s", i == (int)now ? '>' : ' ',
		            layout_names[i].name, layout_names[i].meaning);
	session_say(session, "  layout map chooses one. hide and show are about single panes.");
	return SESSION_OK;
}

int act_layout(struct session *session, const struct call *call)
{
	const char *word = call->word[0].text;
	int layout = find(layout_names, word);

	if (call->count && layout < 0)
		return unknown(session, "layout", layout_names, word);
	if (!call->count)
		return in_plain(session) ? SESSION_OK : list_layouts(session);
	session->arrangement.layout = (enum view_layout)layout;
	session->arrangement.full = VIEW_PANE_NONE;
	tell(session, layout_names[layout].name, layout_names[layout].meaning);
	return SESSION_OK;
}

/* -------------------------------------------------------------------- hide, show */

static int list_panes(struct session *session)
{
	session_title(session, "panes", "");
	for (int i = 1; pane_names[i].name; i++)
		session_say(session, "%-8s %-7s %s", pane_names[i].name,
		            session->arrangement.hidden >> i & 1 ? "hidden" : "shown",
		            pane_names[i].meaning);
	session_say(session, "hide NAME and show NAME change that; a pane also needs room.");
	return SESSION_OK;
}

static int set_hidden(struct session *session, const struct call *call, int hide)
{
	unsigned *hidden = &session->arrangement.hidden;
	const char *word = call->word[0].text;
	int pane = find(pane_names, word), all = !hide && strcmp(word, "all") == 0;
	char names[200], more[260];

	if (call->count && pane < 0 && !all)
		return unknown(session, "pane", pane_names, word);
	if (!call->count)
		return in_plain(session) ? SESSION_OK : list_panes(session);
	if (all)
		*hidden = 0;
	else
		*hidden = hide ? *hidden | 1u << pane : *hidden & ~(1u << pane);
	if (session->arrangement.full == (enum view_pane)pane)
		session->arrangement.full = VIEW_PANE_NONE;
	list_names(pane_names, ~*hidden, names, sizeof names);
	snprintf(more, sizeof more, *names ? "hidden now: %s; show NAME brings one back"
	                                   : "no pane is hidden%s", names);
	tell(session, word, more);
	return SESSION_OK;
}

int act_hide(struct session *session, const struct call *call)
{
	return set_hidden(session, call, 1);
}

int act_show(struct session *session, const struct call *call)
{
	return set_hidden(session, call, 0);
}
