/* SPDX-License-Identifier: MIT
 *
 * exam.c - a lesson carried out with nobody watching.
 */
#include "exam.h"

#include "allowance.h"
#include "command.h"
#include "goal.h"
#include "memory.h"
#include "prose.h"
#include "session.h"

#include <stdlib.h>
#include <string.h>

/* ---------------------------------------------------------------------- in silence */

struct silence {
	int plain;
	FILE *err, *nowhere;
	void (*shown)(struct session *session, void *user);
};

static void be_silent(struct silence *silence, struct session *session)
{
	*silence = (struct silence){ session->plain, session->err, fopen("/dev/null", "we"),
		                     session->shown };
	session->plain = 0;
	session->shown = NULL;
	session->confined = SESSION_WRITES_NOTHING;
	if (silence->nowhere)
		session->err = silence->nowhere;
}

static void be_heard(const struct silence *silence, struct session *session)
{
	session->confined = 0;
	session->plain = silence->plain;
	session->shown = silence->shown;
	session->err = silence->err;
	if (silence->nowhere)
		fclose(silence->nowhere);
}

/* ------------------------------------------------------------------------ questions */

static void judge_question(struct lesson *lesson, struct question *question,
                           struct exam_result *result, char *problem)
{
	int understood = !result->given || question_read(question, result->given, problem);
	char faulty[QUESTION_PROBLEM];

	if (!question_run(question, lesson_runner, lesson, faulty)) {
		memcpy(problem, faulty, QUESTION_PROBLEM);
		result->faulty = 1;
		return;
	}
	result->verdict = question_judge(question);
	result->faulty = result->verdict.faulty;
	if (!understood || result->faulty)
		result->verdict.points = 0;
	if (result->faulty)
		snprintf(problem, QUESTION_PROBLEM, "%s", result->verdict.said);
}

static void take_question(struct lesson *lesson, struct exam_result *result, char *problem)
{
	struct question *question = question_begin(&lesson->scope, result->block, problem);

	result->faulty = !question;
	if (question)
		judge_question(lesson, question, result, problem);
	question_free(question);
}

/* ------------------------------------------------------------------------ exercises */

/* Up to a ; that does not stand in quotes. */
static size_t command_length(const char *text)
{
	int quoted = 0;
	size_t i = 0;

	for (; text[i] && (quoted || text[i] != ';'); i++)
		if (text[i] == '\\' && quoted && text[i + 1])
			i++;
		else if (text[i] == '"')
			quoted = !quoted;
	return i;
}

/* Not reached: why. What was not run is told first. */
static void tell_missing(struct goal *goal, const char *refused, char *said)
{
	char missing[QUESTION_PROBLEM];

	if (!*said)
		goal_missing(goal, said);
	snprintf(missing, sizeof missing, "%s%s%.350s", refused, *refused ? " " : "", said);
	memcpy(said, missing, sizeof missing);
}

/* A learner's, on the machine of whoever grades. */
static void run_commands(struct lesson *lesson, struct goal *goal, const char *text, char *said)
{
	char refused[ALLOWANCE_PROBLEM] = "", problem[ALLOWANCE_PROBLEM];
	enum goal_state state = GOAL_OPEN;
	struct allowance allowance;

	allowance_start(&allowance, lesson->session);
	lesson->session->confined = SESSION_TOUCHES_NOTHING;
	while (*text && state != GOAL_REACHED && state != GOAL_FAULTY) {
		size_t length = command_length(text);
		char *command = memory_copy(text, length);

		if (allowance_takes(&allowance, command, problem)) {
			lesson_command(lesson, command, 0);
			state = goal_after_line(goal, said);
		} else if (!*refused) {
			memcpy(refused, problem, sizeof refused);
		}
		free(command);
		text += length + (text[length] == ';');
	}
	lesson->session->confined = SESSION_WRITES_NOTHING;
	if (state == GOAL_REACHED)
		said[0] = 0;
	else if (state != GOAL_FAULTY)
		tell_missing(goal, refused, said);
}

struct solution {
	struct lesson *lesson;
	FILE *out;
	size_t commands;
};

/* Written as it is run, and so as it may be given. */
static int run_solution(void *user, const char *command, size_t line)
{
	struct solution *solution = user;
	char problem[EXPRESSION_PROBLEM], *filled;
	int status;

	if (!expression_fill(&solution->lesson->scope, command, FILL_COMMAND, &filled, problem))
		return (int)lesson_fail(solution->lesson, line, "%s", problem);
	fprintf(solution->out, "%s%s", solution->commands++ ? "; " : "", filled);
	status = (int)lesson_command(solution->lesson, filled, 0);
	free(filled);
	return status;
}

static void solve(struct lesson *lesson, struct goal *goal, char **text, char *problem)
{
	struct solution solution = { .lesson = lesson };
	size_t size;

	solution.out = memory_sure(open_memstream(text, &size));
	if (goal_solve(goal, run_solution, &solution, problem))
		problem[0] = 0;
	fclose(solution.out);
	memory_sure(*text);
}

/* The exercise is begun twice: for the lesson's solution, and for the answer. */
static struct verdict try_goal(struct lesson *lesson, struct exam_result *result, int is_solved,
                               char *problem)
{
	struct goal *goal = goal_begin(&lesson->scope, result->block, problem);

	if (!goal)
		return (struct verdict){ .faulty = 1, .of = result->block->points };
	if (is_solved)
		solve(lesson, goal, &result->solution, problem);
	else if (result->given)
		run_commands(lesson, goal, result->given, problem);
	return goal_end(goal);
}

static void take_goal(struct lesson *lesson, struct exam_result *result, char *problem)
{
	uint64_t random = lesson->random;
	struct verdict solved = try_goal(lesson, result, 1, problem);

	result->faulty = solved.faulty || *problem;
	verdict_free(&solved);
	lesson->random = random;
	if (result->faulty)
		return;
	result->verdict = try_goal(lesson, result, 0, problem);
	result->faulty = result->verdict.faulty;
}

/* ------------------------------------------------------------------------ the whole */

static void take_block(struct lesson *lesson, const struct lesson_block *block,
                       const struct exam *exam)
{
	char problem[QUESTION_PROBLEM] = "";
	struct exam_result result = { .block = block, .problem = problem };

	result.given = exam->answer ? exam->answer(exam->user, block) : NULL;
	if (block->what == LESSON_GOAL)
		take_goal(lesson, &result, problem);
	else
		take_question(lesson, &result, problem);
	if (exam->judged)
		exam->judged(exam->user, &result);
	free(result.solution);
	verdict_free(&result.verdict);
}

/* Prose is filled in, too: it may draw random numbers. */
static void take_item(struct lesson *lesson, const struct lesson_item *item,
                      const struct exam *exam)
{
	if (item->block)
		take_block(lesson, item->block, exam);
	else if (item->kind == LESSON_PROSE)
		free(lesson_text(lesson, item->text, item->line, FILL_PROSE));
	else if (!command_writes(item->text))
		lesson_run(lesson, item);
}

void exam_run(struct lesson *lesson, const struct exam *exam)
{
	struct silence silence;
	struct lesson_item item;

	be_silent(&silence, lesson->session);
	while (lesson_next(lesson, &item) != LESSON_END)
		take_item(lesson, &item, exam);
	be_heard(&silence, lesson->session);
}

/* What stands on one screen when a question comes: the last heading, and the words since the
 * last command or question. */
struct page {
	char *heading; /* NULL: it is among the words, or there is none */
	struct lines words;
};

static void pass_words(struct lesson *lesson, const struct lesson_item *item,
                       struct page *page)
{
	char *text = item->kind == LESSON_PROSE
	                     ? lesson_text(lesson, item->text, item->line, FILL_PROSE) : NULL;

	if (text && prose_is_heading(text)) {
		free(page->heading);
		page->heading = memory_text(text);
		lines_clear(&page->words);
	}
	lines_add_prose(&page->words, text ? text : "");
	free(text);
}

static void pass_item(struct lesson *lesson, const struct lesson_item *item,
                      struct page *page)
{
	static const struct exam nothing = { 0 };

	if (item->kind == LESSON_PROSE || item->kind == LESSON_BLANK) {
		pass_words(lesson, item, page);
		return;
	}
	take_item(lesson, item, &nothing);
	if (item->block || item->kind == LESSON_COMMAND || item->kind == LESSON_PAUSE)
		lines_clear(&page->words);
}

static void tell_page(struct page *page, struct lines *told)
{
	const struct lines *words = &page->words;

	if (page->heading && (!words->count || strcmp(words->line[0], page->heading) != 0)) {
		lines_add(told, "%s", page->heading);
		lines_add(told, "%s", "");
	}
	lines_add_all(told, words);
	free(page->heading);
	lines_free(&page->words);
}

void exam_pass(struct lesson *lesson, size_t line, struct lines *told)
{
	struct silence silence;
	struct lesson_item item = { 0 };
	struct page page = { 0 };

	be_silent(&silence, lesson->session);
	while (item.line < line && lesson_next(lesson, &item) != LESSON_END)
		pass_item(lesson, &item, &page);
	be_heard(&silence, lesson->session);
	lesson->session->outcome = (struct outcome){ 0 };
	session_title(lesson->session, "", "");
	tell_page(&page, told);
}
