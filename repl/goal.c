/* SPDX-License-Identifier: MIT
 *
 * goal.c - an exercise of a lesson: a heap to be reached, by one's own commands.
 */
#include "goal.h"

#include "expression.h"
#include "heaps.h"
#include "lesson_fill.h"
#include "memory.h"
#include "number.h"
#include "session.h"
#include "timeline.h"

#include <stdlib.h>

struct goal {
	struct scope *scope;
	const struct lesson_block *block;
	struct lines text;
	size_t start;    /* the step where it began; of a new heap 0 */
	size_t made;     /* session->heaps_made then */
	size_t needed;   /* operations, when it was reached */
	int is_reached;
	uint64_t random; /* the lesson's numbers go on as if nobody had solved it */
	char problem[QUESTION_PROBLEM]; /* of the lesson; empty: none */
};

/* ------------------------------------------------------------------------- beginning */

static void write_text(struct goal *goal, const char *text)
{
	lines_add(&goal->text, "%s", text);
	lines_add(&goal->text, "Within %s.",
	          counted(goal->block->within, "operation", "operations").text);
}

struct goal *goal_begin(struct scope *scope, const struct lesson_block *block,
                        char problem[QUESTION_PROBLEM])
{
	struct session *session = scope->session;
	struct goal *goal = memory_new(1, sizeof *goal);
	char *text = NULL;
	int begun;

	*goal = (struct goal){ .scope = scope, .block = block };
	begun = expression_fill(scope, block->question, FILL_TEXT, &text, problem);
	if (begun && heaps_leave(session) != SESSION_OK) {
		snprintf(problem, QUESTION_PROBLEM, "%.500s", session->outcome.linear);
		begun = 0;
	}
	if (begun)
		write_text(goal, text);
	free(text);
	goal->start = timeline_step(session);
	goal->made = session->heaps_made;
	goal->random = scope->random ? *scope->random : 0;
	if (begun)
		return goal;
	free(goal);
	return NULL;
}

const struct lines *goal_text(const struct goal *goal)
{
	return &goal->text;
}

/* -------------------------------------------------------------------------- counting */

/* Whether the way to the present step leads through the exercise's beginning: whoever went back
 * behind it is on another way. */
static int is_on_way(const struct session *session, size_t start)
{
	size_t index = timeline_active(session);
	struct branch_view branch = timeline_branch(session, index);

	if (timeline_step(session) < start)
		return 0;
	while (branch.parent && branch.fork >= start)
		branch = timeline_branch(session, branch.parent - 1);
	return branch.parent == 0;
}

static void note_heap(struct goal *goal)
{
	if (goal->scope->session->heaps_made == goal->made)
		return;
	goal->made = goal->scope->session->heaps_made;
	goal->start = 0;
}

/* What the heap refused is none. */
static size_t operations(const struct goal *goal)
{
	const struct session *session = goal->scope->session;
	size_t count = 0;

	for (size_t step = timeline_step(session); step > goal->start; step--)
		count += !(journal_op(session->journal, step)->flags & OPERATION_FAILED);
	return count;
}

size_t goal_operations(const struct goal *goal)
{
	return goal->is_reached ? goal->needed : operations(goal);
}

/* --------------------------------------------------------------------------- judging */

/* 1, 0, or -1: a condition is badly written. One about a chunk that is not there does not hold. */
static int holds(struct goal *goal)
{
	const struct lesson_lines *reach = &goal->block->reach;
	char seen[EXPRESSION_PROBLEM], problem[EXPRESSION_PROBLEM];
	int is_true = 0;

	for (size_t i = 0; i < reach->count; i++) {
		const char *text = reach->line[i].text;

		if (!expression_check(goal->scope, text, goal->problem))
			return -1;
		if (!expression_holds(goal->scope, text, &is_true, seen, problem) || !is_true)
			return 0;
	}
	return reach->count > 0;
}

static enum goal_state reached(struct goal *goal, char *said)
{
	size_t count = operations(goal);

	goal->is_reached = 1;
	goal->needed = count;
	snprintf(said, QUESTION_PROBLEM, "Reached in %s.",
	         counted(count, "operation", "operations").text);
	return GOAL_REACHED;
}

static enum goal_state spent(const struct goal *goal, char *said)
{
	size_t count = operations(goal), within = goal->block->within;

	snprintf(said, QUESTION_PROBLEM, "%s, and %s allowed. u takes the last one back.",
	         counted(count, "operation", "operations").text,
	         counted(within, "is", "are").text);
	return GOAL_SPENT;
}

/* What does not hold yet is no news after each line; what is used up is. */
static enum goal_state judge(struct goal *goal, char *said)
{
	int is_it = holds(goal);

	if (is_it < 0) {
		snprintf(said, QUESTION_PROBLEM, "%.500s", goal->problem);
		return GOAL_FAULTY;
	}
	if (operations(goal) > goal->block->within)
		return spent(goal, said);
	return is_it ? reached(goal, said) : GOAL_OPEN;
}

enum goal_state goal_after_line(struct goal *goal, char said[QUESTION_PROBLEM])
{
	struct session *session = goal->scope->session;

	said[0] = 0;
	if (goal->is_reached)
		return GOAL_REACHED;
	if (session->preview)
		return GOAL_OPEN;
	note_heap(goal);
	if (is_on_way(session, goal->start))
		return judge(goal, said);
	snprintf(said, QUESTION_PROBLEM, "The exercise begins at step %s. goto %zu leads there.",
	         comma(goal->start).text, goal->start);
	return GOAL_OPEN;
}

enum { CONDITION = 400 }; /* bytes of what is told of one */

/* "free == 0 is wanted, and free is 3,248.": the first one that does not hold. 0: all do. */
static int tell_condition(struct goal *goal, char said[CONDITION])
{
	const struct lesson_lines *reach = &goal->block->reach;
	char seen[EXPRESSION_PROBLEM], problem[EXPRESSION_PROBLEM];
	int is_true = 0;

	for (size_t i = 0; i < reach->count; i++) {
		const char *text = reach->line[i].text;
		int known = expression_holds(goal->scope, text, &is_true, seen, problem);

		if (known && is_true)
			continue;
		snprintf(said, CONDITION, "%.150s is wanted%s%.200s%s", text,
		         !known ? ". " : *seen ? ", and " : "", known ? seen : problem,
		         known ? "." : "");
		return 1;
	}
	return 0;
}

void goal_missing(struct goal *goal, char said[QUESTION_PROBLEM])
{
	char condition[CONDITION];

	if (tell_condition(goal, condition))
		snprintf(said, QUESTION_PROBLEM, "Not yet: %s", condition);
	else if (operations(goal) > goal->block->within)
		spent(goal, said);
	else
		snprintf(said, QUESTION_PROBLEM, "It is not reached.");
}

/* --------------------------------------------------------------------------- solving */

static void tell_unsolved(struct goal *goal, char *problem)
{
	char condition[CONDITION];
	int is_told = tell_condition(goal, condition);

	snprintf(problem, QUESTION_PROBLEM, "The solution of %s does not reach its goal%s%s",
	         goal->block->id, is_told ? ": " : ".", is_told ? condition : "");
}

int goal_solve(struct goal *goal, question_runner *run, void *user,
               char problem[QUESTION_PROBLEM])
{
	const struct lesson_lines *commands = &goal->block->commands;
	enum goal_state state = GOAL_OPEN;

	problem[0] = 0;
	for (size_t i = 0; i < commands->count; i++) {
		run(user, commands->line[i].text, commands->line[i].line);
		state = goal_after_line(goal, problem);
	}
	if (!*problem && state != GOAL_REACHED)
		tell_unsolved(goal, problem);
	return state == GOAL_REACHED;
}

/* ---------------------------------------------------------------------------- ending */

char *goal_explain(struct goal *goal)
{
	struct lines explained = { 0 };
	char *text;

	lesson_fill_all(goal->scope, &goal->block->explain, &explained, goal->problem);
	text = lines_joined(&explained, " ");
	lines_free(&explained);
	return text;
}

static char *said(const struct goal *goal, const struct verdict *v)
{
	char *all = NULL;
	size_t size = 0;
	FILE *out = memory_sure(open_memstream(&all, &size));

	if (v->faulty)
		fputs(goal->problem, out);
	else if (goal->is_reached)
		fprintf(out, "Reached in %s.",
		        counted(goal->needed, "operation", "operations").text);
	else
		fputs("Not reached.", out);
	if (!v->faulty && *v->explain)
		fprintf(out, "\n%s", v->explain);
	fclose(out);
	return memory_sure(all);
}

/* What a line of the learner has announced is not for the lesson's next. */
static void forget_announced(struct session *session)
{
	free(session->tried);
	free(session->wanted);
	session->tried = session->wanted = NULL;
}

struct verdict goal_end(struct goal *goal)
{
	struct verdict v = { .understood = 1, .of = goal->block->points,
		             .reached = goal->is_reached };
	char given[64] = "not reached";

	if (v.reached)
		snprintf(given, sizeof given, "reached in %.40s",
		         counted(goal->needed, "operation", "operations").text);
	v.points = v.reached ? v.of : 0;
	v.given = memory_text(given);
	v.right = memory_text("reached");
	v.reason = memory_text("");
	v.explain = goal_explain(goal);
	v.faulty = *goal->problem != 0;
	v.said = said(goal, &v);
	if (goal->scope->random)
		*goal->scope->random = goal->random;
	forget_announced(goal->scope->session);
	heaps_come_back(goal->scope->session);
	lines_free(&goal->text);
	free(goal);
	return v;
}
