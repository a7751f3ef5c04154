/* SPDX-License-Identifier: MIT
 *
 * act_why.c - why, step: the steps of the last operation, and each of them opened.
 */
#include "act.h"

#include "inside.h"
#include "memory.h"
#include "number.h"
#include "session.h"
#include "told.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ----------------------------------------------------------------------- one step */

static int widest_subject(const struct row *rows, size_t count)
{
	int widest = 0;

	for (size_t i = 0; i < count; i++)
		if ((int)strlen(rows[i].subject) > widest)
			widest = (int)strlen(rows[i].subject);
	return widest;
}

static void say_rows(struct session *session, const struct row *rows, size_t count, int subject)
{
	for (size_t i = 0; i < count; i++)
		session_say(session, "  %-*s  %-14s %s", subject, rows[i].subject, rows[i].label,
		            rows[i].value);
}

/* One of the several buckets that a probe looked at has a heading of its own. */
static void say_event(struct session *session, const struct inside *inside, size_t event,
                      size_t number, size_t count)
{
	struct row rows[INSIDE_ROWS];
	size_t told = inside_told(inside, event, rows);
	size_t fields = inside_fields(inside, event, rows + told);
	int subject = widest_subject(rows, told + fields);

	if (count > 1)
		session_say(session, "part %zu of %zu: %s", number, count,
		            told_of(steps_get(&inside->steps, event)->step)->word);
	say_rows(session, rows, told, subject);
	if (fields)
		session_say(session, "%s", inside->whole ? "before the operation → after it:"
		                                         : "before it → after it:");
	say_rows(session, rows + told, fields, subject);
}

static void say_step(struct session *session, const struct inside *inside, size_t sentence)
{
	size_t first, count = inside_events(inside, sentence, &first);

	session_say(session, "%zu of %zu  %s", sentence, inside->why.count,
	            inside->why.line[sentence - 1]);
	for (size_t i = 0; i < count; i++)
		say_event(session, inside, first + i, i + 1, count);
	if (count == 0 && inside_is_count(inside, sentence))
		session_say(session, "  Steps that are only counted cannot be opened.");
	else if (count == 0)
		session_say(session, "  It changed nothing: the heap took no step here.");
}

static int say_number(struct session *session, size_t number)
{
	size_t all = session->why.count;
	struct inside *inside;

	if (number < 1 || number > all)
		return session_fail(session, "out of range",
		                    "why %s: the last operation, %s, has %s%s%s. Nothing was done.",
		                    comma(number).text, session->last.command,
		                    counted(all, "step", "steps").text,
		                    all > 1 ? ", 1 to " : "", all > 1 ? comma(all).text : "");
	inside = inside_open(session);
	if (!inside)
		return SESSION_FAILED;
	session_title(session, session->last.glyph == '!' ? "why not" : "why",
	              session->last.command);
	say_step(session, inside, number);
	inside_close(inside);
	return SESSION_OK;
}

/* -------------------------------------------------------------------------- why */

int act_why(struct session *session, const struct call *call)
{
	if (!inside_recall(session))
		return SESSION_FAILED;
	if (call->count)
		return say_number(session, call->value[0].size);
	session_title(session, session->last.glyph == '!' ? "why not" : "why",
	              session->last.command);
	for (size_t i = 0; i < session->why.count; i++)
		session_say(session, "%2zu %s", i + 1, session->why.line[i]);
	if (session->why.count == 0)
		session_say(session, "There was nothing to decide.");
	return SESSION_OK;
}

/* ------------------------------------------------------------------------- step */

/* Without a screen all steps are told at once. */
static int say_all(struct session *session)
{
	struct inside *inside = inside_open(session);

	if (!inside)
		return SESSION_FAILED;
	session_title(session, "step", session->last.command);
	for (size_t i = 1; i <= inside->why.count; i++)
		say_step(session, inside, i);
	inside_close(inside);
	return SESSION_OK;
}

static int go_through(struct session *session)
{
	if (!inside_recall(session))
		return SESSION_FAILED;
	if (session->why.count == 0)
		return session_fail(session, "no steps",
		                    "%s took no steps: there was nothing to decide.",
		                    session->last.command);
	if (session->plain)
		return say_all(session);
	session->steps->walked = 1;
	return SESSION_OK;
}

/* Kept is the command itself, as by do: it was not only looked at. */
static int run(struct session *session, const struct words *words, const char *line)
{
	int status;

	if (command_of(words) && !command_is_single(words))
		return session_fail(session, "not understood",
		                    "step goes through one operation: m, c, a, r, f or w. "
		                    "Nothing was done.");
	status = command_run(session, words, 0, line);
	free(session->tried);
	session->tried = memory_copy(line, strcspn(line, "\r\n"));
	session->outcome.done = 1;
	return status;
}

/* A refused operation is gone through as well; the line has failed all the same. */
int act_step(struct session *session, const struct call *call)
{
	struct words words;
	char problem[WORD_PROBLEM];
	int status = SESSION_FAILED;

	if (call->count == 0)
		return go_through(session);
	/* The line was split before: this cannot fail but for its length. */
	if (words_split(&words, call->rest, problem))
		status = run(session, &words, call->rest);
	words_free(&words);
	if (session->outcome.operation && session->why.count && go_through(session) != SESSION_OK)
		return SESSION_FAILED;
	return status;
}
