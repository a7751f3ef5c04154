/* SPDX-License-Identifier: MIT
 *
 * asking_judge.c - a question or an exercise: answered, skipped, asked once more.
 */
#include "asking_parts.h"

#include "goal.h"
#include "heaps.h"
#include "memory.h"
#include "question.h"
#include "session.h"
#include "timeline.h"

#include <stdlib.h>

int asking_fail(struct asking *asking, const char *problem)
{
	lesson_fail(asking->lesson, asking->block->line, "%s", problem);
	asking->state = ASKING_DONE;
	return 0;
}

/* ------------------------------------------------------------------------ answered */

static void give(struct asking *asking, const char *text, const struct verdict *verdict)
{
	if (asking->is_given)
		return;
	asking->is_given = 1;
	asking->given = (struct given){ memory_text(asking->block->id),
		                        memory_text(text),
		                        *text ? verdict->points : 0, verdict->of };
	asking->lesson->answered++;
}

static void wait(struct asking *asking)
{
	asking->state = ASKING_TOLD;
	snprintf(asking->prompt, sizeof asking->prompt, "Enter goes on, again asks anew> ");
}

/* What came of it. An answer that was wrong may be given once more, with the heap as it was. */
static void conclude(struct asking *asking, const char *text, struct verdict *verdict)
{
	if (verdict->faulty) {
		asking_fail(asking, verdict->said);
		return;
	}
	give(asking, text, verdict);
	lines_add_text(&asking->said, "",
	               !*text && asking_is_goal(asking) ? verdict->explain : verdict->said);
	if (*text && verdict->points < verdict->of)
		wait(asking);
	else
		asking->state = ASKING_DONE;
}

void asking_judge(struct asking *asking, const char *text)
{
	char problem[QUESTION_PROBLEM];
	struct verdict verdict;

	if (!question_run(asking->question, lesson_runner, asking->lesson, problem)) {
		asking_fail(asking, problem);
		return;
	}
	verdict = question_judge(asking->question);
	conclude(asking, text, &verdict);
	verdict_free(&verdict);
}

/* ------------------------------------------------------------------------ exercises */

static struct verdict close_goal(struct asking *asking)
{
	struct goal *goal = asking->goal;

	asking->goal = NULL;
	return goal_end(goal);
}

static void end_goal(struct asking *asking, const char *text)
{
	struct verdict verdict = close_goal(asking);

	conclude(asking, text, &verdict);
	verdict_free(&verdict);
}

/* On the screen the heap stays as it is, to be seen, until the learner goes on. */
static void linger(struct asking *asking, const char *text)
{
	unsigned points = asking->block->points;
	const struct verdict reached = { .points = points, .of = points };

	if (!asking->on_screen) {
		end_goal(asking, text);
		return;
	}
	give(asking, text, &reached);
	wait(asking);
}

/* What leads to the goal is told, and shown by the heap, from where the exercise began. */
static int tell_command(void *user, const char *command, size_t line)
{
	struct asking *asking = user;
	enum session_status status = lesson_command(asking->lesson, command, line);

	lines_add(&asking->said, "  %s", asking->lesson->session->command);
	return (int)status;
}

/* On the screen while the solved heap is. */
static void explain_here(struct asking *asking)
{
	char *text = asking->on_screen ? goal_explain(asking->goal) : NULL;

	asking->is_explained = text && *text;
	if (asking->is_explained) {
		lines_add(&asking->said, "%s", "");
		lines_add_text(&asking->said, "", text);
	}
	free(text);
}

void asking_reached(struct asking *asking, const char *said)
{
	if (asking->on_screen)
		lines_add_text(&asking->said, "", said);
	asking->showed = 0;
	explain_here(asking);
	linger(asking, asking->typed);
}

void asking_show_solution(struct asking *asking)
{
	char problem[QUESTION_PROBLEM];

	asking_drop(asking);
	asking->lesson->random = asking->random;
	if (!asking_begin(asking))
		return;
	lines_clear(&asking->said);
	lines_add(&asking->said, "One way to it:");
	if (!goal_solve(asking->goal, tell_command, asking, problem)) {
		asking_fail(asking, problem);
		return;
	}
	explain_here(asking);
	linger(asking, "");
}

/* What is still to be told of an exercise is its explanation. */
void asking_go_on(struct asking *asking)
{
	struct verdict verdict;

	asking->state = ASKING_DONE;
	if (!asking->goal)
		return;
	verdict = close_goal(asking);
	if (verdict.faulty)
		asking_fail(asking, verdict.said);
	else if (!asking->is_explained)
		lines_add_text(&asking->said, "", verdict.explain);
	verdict_free(&verdict);
}

/* --------------------------------------------------------------------- once more */

void asking_drop(struct asking *asking)
{
	struct verdict verdict;

	question_free(asking->question);
	asking->question = NULL;
	if (!asking->goal)
		return;
	verdict = close_goal(asking);
	verdict_free(&verdict);
}

/* What was carried out stays so: it is asked once more on an excursion from before it. */
static int go_back(struct asking *asking)
{
	struct session *session = asking->lesson->session;

	if (session->heaps_made != asking->heaps)
		return 0;
	asking->end = timeline_step(session);
	if (timeline_go(session, asking->step) != SESSION_OK || heaps_leave(session) != SESSION_OK)
		return 0;
	asking->is_away = 1;
	return 1;
}

int asking_come_back(struct asking *asking)
{
	struct session *session;

	if (!asking->is_away)
		return 1;
	session = asking->lesson->session;
	asking->is_away = 0;
	heaps_come_back(session);
	asking->heaps = session->heaps_made;
	return timeline_show(session, asking->end) == SESSION_OK;
}

void asking_again(struct asking *asking, const char *rest)
{
	(void)rest;
	asking->lesson->session->outcome = (struct outcome){ 0 }; /* what it told of is undone */
	asking_drop(asking);
	if (!asking_is_goal(asking) && asking->state == ASKING_TOLD
	    && (!asking_come_back(asking) || !go_back(asking))) {
		lines_add(&asking->said, "The heap of the question is gone: it cannot be asked "
		          "once more. Enter goes on.");
		return;
	}
	asking->lesson->random = asking->random;
	asking_begin(asking);
}
