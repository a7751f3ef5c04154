/* SPDX-License-Identifier: MIT
 *
 * act_play.c - play: the operations of the branch, one after another.
 *
 * On the screen the command only says that it is wanted, and how fast: film.h does it when the
 * line has ended.
 */
#include "act.h"

#include "number.h"
#include "playback.h"
#include "session.h"
#include "timeline.h"

#include <stdio.h>

/* What the last operation came to, behind how many were played. */
static void result_played(struct session *session, size_t from)
{
	size_t step = timeline_step(session);
	char command[100], more[600], text[200], linear[1000];

	timeline_command(session, step, command, sizeof command);
	snprintf(more, sizeof more, "%s: %.400s", command, session->outcome.linear);
	session->outcome = (struct outcome){ .travelled = 1 };
	snprintf(text, sizeof text, "%s", counted(step - from, "operation", "operations").text);
	snprintf(linear, sizeof linear, "played %s, to step %s: %s", text, comma(step).text, more);
	session_result(session, "played", text, more, linear);
}

static int play_at_once(struct session *session, size_t from)
{
	if (timeline_show(session, timeline_end(session)) != SESSION_OK)
		return SESSION_FAILED;
	result_played(session, from);
	return SESSION_OK;
}

int act_play(struct session *session, const struct call *call)
{
	size_t step = timeline_step(session), end = timeline_end(session);
	double speed = PLAYBACK_USUAL;

	if (call->count && !playback_read(call->word[0].text, &speed))
		return session_fail(session, "not understood",
		                    "%s is no speed. play 100x is a hundred times as fast as play, "
		                    "up to %sx, and play max goes at full speed; slower than play "
		                    "it goes by the key -, while it plays. Nothing was done.",
		                    word_quote(call->word[0].text).text,
		                    comma(PLAYBACK_TIMES).text);
	if (end == 0)
		return session_fail(session, "nothing to play",
		                    "No operation was done yet: type m 100, or load FILE.");
	if (session->plain || session->script)
		return play_at_once(session, step < end ? step : 0);
	session->play = 1;
	session->play_speed = speed;
	return SESSION_OK;
}
