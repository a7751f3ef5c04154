/* SPDX-License-Identifier: MIT
 *
 * act_recorded.c - view and why, of the heap or of the recording as it was: whichever is looked at.
 */
#include "act.h"

#include "ground.h"
#include "load.h"
#include "number.h"
#include "overview.h"
#include "recorded_text.h"
#include "session.h"

#include <stdio.h>
#include <string.h>

/* ------------------------------------------------------------------- choosing it */

static void result_shown(struct session *session, int recorded)
{
	char text[400], linear[500];
	my_heap_statistics stats;

	ground_look(session, 1);
	ground_stats(session, &stats);
	ground_look(session, 0);
	snprintf(text, sizeof text, "%s live in %s", counted(stats.used, "byte", "bytes").text,
	         counted(stats.used_chunks, "block", "blocks").text);
	snprintf(linear, sizeof linear, "%s: %s, step %s", recorded ? "recorded" : "replayed", text,
	         comma(ground_step(session)).text);
	session_result(session, recorded ? "recorded" : "replayed", text,
	               recorded ? "where the record says" : "on the heap here", linear);
}

/* On the screen it stands beside each operation. */
static void say_about(struct session *session)
{
	struct lines lines = { 0 };

	ground_look(session, 1);
	recorded_text_about(session, &lines);
	ground_look(session, 0);
	session_title(session, "view", "recorded");
	for (size_t i = 0; i < lines.count; i++)
		session_say(session, "%s", lines.line[i]);
	lines_free(&lines);
}

/* What was chosen in one is nothing in the other. */
static int choose(struct session *session, int recorded)
{
	if (!recorded && load_wanted(session) != SESSION_OK)
		return SESSION_FAILED;
	if (ground_show(session, recorded) != SESSION_OK)
		return SESSION_FAILED;
	session->focus = 0;
	session->last.inspected = (struct place){ 0 };
	session->last.outside = 0;
	result_shown(session, recorded);
	if (recorded && session->plain)
		say_about(session);
	return SESSION_OK;
}

/* ------------------------------------------------------------------------- looking */

static int view_recorded(struct session *session, const struct call *call)
{
	const char *word = call->count ? call->word[0].text : "";

	if (strcmp(word, "map") == 0) {
		session_title(session, "view", "map, recorded");
		overview_say(session);
		return SESSION_OK;
	}
	if (*word)
		return recorded_text_section(session, word);
	recorded_text_sections(session);
	return SESSION_OK;
}

int act_view_ground(struct session *session, const struct call *call)
{
	static const char *const words[] = { "replayed", "recorded" };
	int status;

	for (int i = 0; i < 2 && call->count == 1; i++)
		if (strcmp(call->word[0].text, words[i]) == 0)
			return choose(session, i);
	ground_look(session, 1);
	if (!ground_recorded(session)) {
		ground_look(session, 0);
		return act_view(session, call);
	}
	status = view_recorded(session, call);
	ground_look(session, 0);
	return status;
}

int act_why_ground(struct session *session, const struct call *call)
{
	struct lines lines = { 0 };

	ground_look(session, 1);
	recorded_text_why(session, &lines);
	recorded_text_about(session, &lines);
	ground_look(session, 0);
	if (lines.count == 0)
		return act_why(session, call);
	session_title(session, "why", "recorded");
	for (size_t i = 0; i < lines.count; i++)
		session_say(session, "%s", lines.line[i]);
	lines_free(&lines);
	return SESSION_OK;
}
