/* SPDX-License-Identifier: MIT
 *
 * act_time.c - u, redo, back, fwd, goto, mark, branches, heaps, try, do: other steps, other ways.
 */
#include "act.h"

#include "ground.h"
#include "heaps.h"
#include "memory.h"
#include "number.h"
#include "recorded_text.h"
#include "session.h"
#include "timeline.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char undone[] = " Nothing was changed.";

/* -------------------------------------------------------------------------- going */

/* The operation of the step, and what it came to. */
static void describe_step(struct session *session, size_t step, char *out, size_t size)
{
	char came[sizeof session->outcome.linear] = "", command[100] = "";

	lines_clip(came, sizeof came, session->outcome.linear);
	if (step)
		timeline_command(session, step, command, sizeof command);
	snprintf(out, size, "%s%s%.400s", command, *came ? ": " : "",
	         step ? came : "the empty heap");
}

static void describe_recorded(struct session *session, char *out, size_t size)
{
	struct lines lines = { 0 };

	ground_look(session, 1);
	recorded_text_why(session, &lines);
	ground_look(session, 0);
	snprintf(out, size, "%s", lines.count ? lines.line[0] : "");
	lines_free(&lines);
}

static void result_step(struct session *session)
{
	size_t step = ground_step(session);
	char text[200], more[600], linear[1000], badge[64];

	if (ground_is_alone(session))
		describe_recorded(session, more, sizeof more);
	else
		describe_step(session, step, more, sizeof more);
	session->outcome = (struct outcome){ .travelled = 1 };
	snprintf(badge, sizeof badge, "step %s", comma(step).text);
	snprintf(text, sizeof text, "of %s", comma(ground_end(session)).text);
	snprintf(linear, sizeof linear, "%s %s, %s", badge, text, more);
	session_result(session, badge, text, more, linear);
}

/* Of a recording that is alone: it was not read so far, or its oldest steps are gone. */
static int fail_elsewhere(struct session *session, size_t step)
{
	size_t reached = ground_step(session);

	ground_hold(session);
	if (reached < step)
		return session_fail(session, "interrupted",
		                    "Interrupted: the recording was read up to step %s. This is "
		                    "that step.", comma(reached).text);
	return session_fail(session, "forgotten",
	                    "This is step %s, the earliest that is kept of such a long recording. "
	                    "view replayed plays all of it, and leads anywhere.",
	                    comma(reached).text);
}

static int show_step(struct session *session, size_t step)
{
	if (ground_go(session, step) != SESSION_OK)
		return SESSION_FAILED;
	if (ground_step(session) != step)
		return fail_elsewhere(session, step);
	result_step(session);
	return SESSION_OK;
}

static int fail_start(struct session *session, size_t count)
{
	size_t step = ground_step(session);

	if (step == 0)
		return session_fail(session, "at the start",
		                    "This is step 0, the empty heap: nothing lies before it.%s",
		                    undone);
	return session_fail(session, "out of range",
	                    "This is step %s: there are not %s before it. goto 0 leads to the "
	                    "empty heap.%s", comma(step).text, comma(count).text, undone);
}

/* Of a recording that is alone all that is known lies ahead, whether it is read or not. */
static size_t last_step(const struct session *session)
{
	return ground_is_alone(session) ? (size_t)ground_all(session) : timeline_end(session);
}

static int fail_end(struct session *session, size_t count)
{
	size_t left = last_step(session) - ground_step(session);

	if (left == 0)
		return session_fail(session, "at the end",
		                    "This is step %s, the last of this branch: nothing was "
		                    "undone.%s", comma(ground_step(session)).text, undone);
	return session_fail(session, "out of range",
	                    "%s after this one, not %s. goto %zu leads to the last.%s",
	                    counted(left, "step lies", "steps lie").text, comma(count).text,
	                    last_step(session), undone);
}

static size_t count_of(const struct call *call)
{
	return call->count ? call->value[0].size : 1;
}

int act_back(struct session *session, const struct call *call)
{
	size_t count = count_of(call), step = ground_step(session);

	return count > step ? fail_start(session, count) : show_step(session, step - count);
}

int act_forward(struct session *session, const struct call *call)
{
	size_t count = count_of(call), step = ground_step(session);

	return count > last_step(session) - step ? fail_end(session, count)
	                                         : show_step(session, step + count);
}

static int read_alone(struct session *session, const char *word, size_t *step)
{
	char problem[NUMBER_PROBLEM];

	if (!number_read(word, step, problem))
		return session_fail(session, "not understood", "%s%s", problem, undone);
	if (*step > last_step(session))
		ground_read_all(session);
	if (*step > last_step(session))
		return session_fail(session, "out of range",
		                    "The recording has steps 0 to %s%s.%s",
		                    comma(last_step(session)).text,
		                    ground_is_reading(session) ? ", as far as it was read" : "",
		                    undone);
	return SESSION_OK;
}

int act_goto(struct session *session, const struct call *call)
{
	const char *word = call->word[0].text;
	size_t step;
	int status = ground_is_alone(session) ? read_alone(session, word, &step)
	                                      : timeline_read(session, word, undone, &step);

	return status == SESSION_OK ? show_step(session, step) : SESSION_FAILED;
}

/* -------------------------------------------------------------------------- marks */

static int list_marks(struct session *session)
{
	session_title(session, "marks", "");
	for (size_t i = 0; i < timeline_marks(session); i++) {
		const struct mark *mark = timeline_get_mark(session, i);
		struct branch_view branch = timeline_branch(session, mark->branch);

		session_say(session, "%s: step %s%s", mark->name, comma(mark->step).text,
		            timeline_has_mark(session, mark) ? "" : ", on another branch");
		if (!timeline_has_mark(session, mark))
			session_say(session, "  branches %zu leads there", branch.number);
	}
	if (timeline_marks(session) == 0)
		session_say(session, "No step is marked. mark NAME marks this one.");
	return SESSION_OK;
}

int act_mark(struct session *session, const struct call *call)
{
	const char *name = call->count ? call->word[0].text : "";
	char linear[100], line[VIEW_NAME + 8];

	if (call->count == 0)
		return list_marks(session);
	if (!word_is_name(name))
		return session_fail(session, "not understood",
		                    "%s is no name. Names are letters, digits and _, at most %d, "
		                    "and do not begin with a digit.%s", word_quote(name).text,
		                    VIEW_NAME - 1, undone);
	if (timeline_mark(session, name) != SESSION_OK)
		return SESSION_FAILED;
	snprintf(line, sizeof line, "mark %s", name);
	transcript_add(session->transcript, session->typed_at, line, NULL, session->typed_at);
	snprintf(linear, sizeof linear, "step %s is marked %s",
	         comma(timeline_step(session)).text, name);
	session_result(session, "mark", linear, "", linear);
	return SESSION_OK;
}

/* ----------------------------------------------------------------------- branches */

static void say_branch(struct session *session, struct branch_view branch)
{
	char from[120] = "", here[80] = "";

	if (branch.parent)
		snprintf(from, sizeof from, ", from b%zu at step %s", branch.parent,
		         comma(branch.fork).text);
	if (branch.active)
		snprintf(here, sizeof here, ", this one, at step %s",
		         comma(timeline_step(session)).text);
	session_say(session, "b%zu: %s%s%s", branch.number,
	            counted(branch.end, "step", "steps").text, from, here);
}

static int list_branches(struct session *session)
{
	session_title(session, "branches", "");
	for (size_t i = 0; i < timeline_branches(session); i++)
		say_branch(session, timeline_branch(session, i));
	if (timeline_branches(session) == 1)
		session_say(session, "A command typed at an earlier step starts another.");
	return SESSION_OK;
}

int act_branches(struct session *session, const struct call *call)
{
	size_t count = timeline_branches(session), number;
	const char *word = call->word[0].text;
	char problem[NUMBER_PROBLEM];

	if (call->count == 0)
		return list_branches(session);
	if (!number_read(word + (*word == 'b'), &number, problem))
		return session_fail(session, "not understood", "%s%s", problem, undone);
	if (number < timeline_branch(session, 0).number
	    || number > timeline_branch(session, count - 1).number)
		return session_fail(session, "no such branch",
		                    "There is no branch %s. Type branches for the list.%s",
		                    word_quote(word).text, undone);
	if (timeline_switch(session, number) != SESSION_OK)
		return SESSION_FAILED;
	result_step(session);
	return SESSION_OK;
}

/* -------------------------------------------------------------------------- heaps */

int act_heaps(struct session *session, const struct call *call)
{
	const char *word = call->word[0].text;
	char problem[NUMBER_PROBLEM];
	size_t number;

	if (call->count == 0) {
		heaps_list(session);
		return SESSION_OK;
	}
	if (!number_read(word + (*word == 'h'), &number, problem))
		return session_fail(session, "not understood", "%s%s", problem, undone);
	if (heaps_return(session, number) != SESSION_OK)
		return SESSION_FAILED;
	result_step(session);
	return SESSION_OK;
}

/* -------------------------------------------------------------------- try and do */

/* What a trial can show: commands that ask something of the heap. */
static int can_try(struct session *session, const struct words *words)
{
	static const char *const loads[] = { "repeat", "fill", "random" };
	const struct command *command = command_of(words);

	if (!command || command->flags & COMMAND_REPEATS)
		return 1; /* what is no command fails with its own sentence */
	for (size_t i = 0; i < sizeof loads / sizeof loads[0]; i++)
		if (strcmp(command->name, loads[i]) == 0)
			return 1;
	session_fail(session, "not understood",
	             "%s cannot be tried, only m, c, a, r, f, w, repeat, fill and random.%s",
	             command->name, undone);
	return 0;
}

static void note_preview(struct session *session)
{
	struct outcome *outcome = &session->outcome;
	char linear[sizeof outcome->linear];

	snprintf(linear, sizeof linear, "preview: %.900s", outcome->linear);
	lines_clip(outcome->linear, sizeof outcome->linear, linear);
	outcome->journaled = 1;
}

/* What was not understood asked nothing: there is nothing to show, and nothing to do. */
static void give_up(struct session *session)
{
	struct outcome said = session->outcome;

	timeline_forget_trial(session);
	session->outcome = said;
	free(session->tried);
	session->tried = NULL;
}

int act_try(struct session *session, const struct call *call)
{
	char problem[WORD_PROBLEM];
	struct words words;
	int status = SESSION_FAILED;

	if (words_split(&words, call->rest, problem) && can_try(session, &words)) {
		free(session->tried);
		session->tried = memory_copy(call->rest, strcspn(call->rest, "\r\n"));
		timeline_try(session);
		session->preview = 1;
		status = command_run(session, &words, 0, call->rest);
		if (session->outcome.operation)
			note_preview(session);
		else
			give_up(session);
	}
	words_free(&words);
	return status;
}

int act_do(struct session *session, const struct call *call)
{
	char problem[WORD_PROBLEM];
	struct words words;
	int status = SESSION_FAILED;

	(void)call;
	if (!session->tried)
		return session_fail(session, "nothing was tried",
		                    "do carries out what try showed last, as in: try m 100.%s",
		                    undone);
	if (timeline_forget_trial(session) != SESSION_OK)
		return SESSION_FAILED;
	session->typed_at = session_standing(session);
	if (words_split(&words, session->tried, problem))
		status = command_run(session, &words, 0, session->tried);
	words_free(&words);
	session->outcome.done = 1;
	return status;
}
