/* SPDX-License-Identifier: MIT
 *
 * lesson_demo.c - a question or an exercise that nobody answers.
 */
#include "lesson_demo.h"

#include "goal.h"
#include "lesson_fill.h"
#include "memory.h"
#include "number.h"
#include "session.h"

#include <stdlib.h>

struct demo {
	struct lesson *lesson;
	const struct lesson_block *block;
	struct question *question; /* one of the two */
	struct goal *goal;
	struct lines text, told;
};

static void write_text(struct demo *demo, const struct lines *text)
{
	const struct lesson_block *block = demo->block;
	char points[32] = "";

	if (block->points > 1)
		snprintf(points, sizeof points, " (%u points)", block->points);
	for (size_t i = 0; i < text->count; i++)
		if (i == 0)
			lines_add(&demo->text, "? %s%s  %s", block->id, points, text->line[i]);
		else
			lines_add(&demo->text, "  %s", text->line[i]);
}

/* One of these lines is wrong, or another. */
static void fail(struct demo *demo, const struct lesson_lines *lines, size_t other,
                 const char *problem)
{
	char why[EXPRESSION_PROBLEM];
	size_t line = lesson_fill_fault(&demo->lesson->scope, lines, why);

	lesson_fail(demo->lesson, line ? line : other, "%s", line ? why : problem);
}

int demo_return(struct demo *demo)
{
	char problem[QUESTION_PROBLEM];

	if (demo->block->what == LESSON_ASK)
		demo->question = question_begin(&demo->lesson->scope, demo->block, problem);
	else
		demo->goal = goal_begin(&demo->lesson->scope, demo->block, problem);
	if (!demo->question && !demo->goal)
		fail(demo, &demo->block->choices, demo->block->line, problem);
	return demo->question || demo->goal;
}

void demo_leave(struct demo *demo)
{
	question_free(demo->question);
	demo->question = NULL;
	if (demo->goal) {
		struct verdict verdict = goal_end(demo->goal);

		verdict_free(&verdict);
	}
	demo->goal = NULL;
}

struct demo *demo_begin(struct lesson *lesson, const struct lesson_block *block)
{
	struct demo *demo = memory_new(1, sizeof *demo);

	*demo = (struct demo){ .lesson = lesson, .block = block };
	if (!demo_return(demo)) {
		demo_end(demo);
		return NULL;
	}
	write_text(demo, demo->question ? question_text(demo->question) : goal_text(demo->goal));
	return demo;
}

const struct lines *demo_text(const struct demo *demo)
{
	return &demo->text;
}

/* A command's own failure was told already. */
static void fail_unless_told(struct demo *demo, size_t failures, const char *problem)
{
	if (demo->lesson->session->failures == failures)
		lesson_fail(demo->lesson, demo->block->line, "%s", problem);
}

static void run_question(struct demo *demo, char *problem)
{
	size_t failures = demo->lesson->session->failures;
	struct verdict verdict;

	if (!question_run(demo->question, lesson_runner, demo->lesson, problem)) {
		fail_unless_told(demo, failures, problem);
		return;
	}
	verdict = question_judge(demo->question);
	if (verdict.faulty) {
		fail(demo, &demo->block->explain, demo->block->answer ? demo->block->answer_line
		                                                      : demo->block->line,
		     verdict.said);
	} else {
		lines_add_text(&demo->told, "Answer: ", verdict.right);
		lines_add_text(&demo->told, "", verdict.explain);
	}
	verdict_free(&verdict);
}

static void run_goal(struct demo *demo, char *problem)
{
	size_t failures = demo->lesson->session->failures, line;
	char *explain;

	if (!goal_solve(demo->goal, lesson_runner, demo->lesson, problem)) {
		fail_unless_told(demo, failures, problem);
		return;
	}
	explain = goal_explain(demo->goal);
	lines_add(&demo->told, "Reached in %s.", counted(goal_operations(demo->goal),
	                                                 "operation", "operations").text);
	lines_add_text(&demo->told, "", explain);
	free(explain);
	line = lesson_fill_fault(&demo->lesson->scope, &demo->block->explain, problem);
	if (line)
		lesson_fail(demo->lesson, line, "%s", problem);
}

const struct lines *demo_run(struct demo *demo)
{
	char problem[QUESTION_PROBLEM];

	if (demo->question)
		run_question(demo, problem);
	else
		run_goal(demo, problem);
	return &demo->told;
}

void demo_end(struct demo *demo)
{
	if (!demo)
		return;
	demo_leave(demo);
	lines_free(&demo->text);
	lines_free(&demo->told);
	free(demo);
}
