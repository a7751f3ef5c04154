/* SPDX-License-Identifier: MIT
 *
 * act_quiz.c - quiz: fresh questions, asked on a heap of their own.
 *
 * The command only makes them and ends the line; who runs the session asks them then, and goes on
 * with the session as it was.
 */
#include "act.h"

#include "memory.h"
#include "quiz.h"
#include "script.h"
#include "session.h"

#include <string.h>

static int refuse(struct session *session, const char *problem)
{
	return session_fail(session, "not understood", "%s Nothing was asked.", problem);
}

/* The words behind quiz, in any order. */
static int read_words(const struct call *call, struct quiz_wish *wish, char *problem)
{
	int read = 1;

	for (int i = 0; read && i < call->count; i++) {
		const char *text = call->word[i].text;

		if (strcmp(text, "-n") == 0)
			read = quiz_read_count(call->word[++i].text, wish, problem);
		else if (strcmp(text, "--seed") == 0)
			read = quiz_read_seed(call->word[++i].text, wish, problem);
		else
			read = quiz_read_topic(text, wish, problem);
	}
	return read;
}

int act_quiz(struct session *session, const struct call *call)
{
	struct quiz_wish wish = { .count = QUIZ_USUAL };
	char problem[QUIZ_PROBLEM], any[QUIZ_SEED];

	if (!read_words(call, &wish, problem))
		return refuse(session, problem);
	if (session->script && !script_is_typed(session->script))
		return refuse(session, "quiz is for the prompt, and this is a script. What mmviz "
		                       "quiz --print writes is a lesson that it may source.");
	quiz_any_seed(any);
	wish.seed = wish.seed ? wish.seed : any;
	session->quiz = quiz_text(&wish);
	return SESSION_QUIT;
}
