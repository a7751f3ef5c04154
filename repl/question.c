/* SPDX-License-Identifier: MIT
 *
 * question.c - a question of a lesson: asked, carried out, judged.
 */
#include "question.h"

#include "answer.h"
#include "before.h"
#include "expression.h"
#include "lesson_fill.h"
#include "memory.h"
#include "number.h"
#include "reason.h"

#include <stdlib.h>
#include <string.h>

enum { LISTED = 40 }; /* free chunks that a question prints */

struct question {
	struct scope *scope;
	const struct lesson_block *block;
	struct before *before;
	struct lines text, choices;
	struct answer_about about;
	struct answer given;
	int understood;
	int has_run;      /* an operation was carried out */
};

/* ----------------------------------------------------------------------- the text */

static int add_choices(struct question *q, char *problem)
{
	if (!lesson_fill_all(q->scope, &q->block->choices, &q->choices, problem))
		return 0;
	for (size_t i = 0; i < q->choices.count; i++)
		lines_add(&q->text, "%c) %s", (char)('a' + (int)i), q->choices.line[i]);
	return 1;
}

static void add_chunks(struct question *q)
{
	const struct before_chunk *chunk;
	size_t count = q->before->free_count;

	for (size_t i = 1; i <= count && i <= LISTED; i++) {
		chunk = before_numbered(q->before, i);
		lines_add(&q->text, "%zu: %s, %s", i,
		          place_text(chunk->place.section, chunk->place.offset).text,
		          counted(chunk->size, "byte", "bytes").text);
	}
	if (count > LISTED)
		lines_add(&q->text, "… and %s",
		          counted(count - LISTED, "more free chunk", "more free chunks").text);
	if (count == 0)
		lines_add(&q->text, "No chunk is free.");
}

static int write_text(struct question *q, char *problem)
{
	char *text;

	if (!expression_fill(q->scope, q->block->question, FILL_TEXT, &text, problem))
		return 0;
	lines_add(&q->text, "%s", text);
	free(text);
	if (q->block->kind == ANSWER_CHUNK)
		add_chunks(q);
	return add_choices(q, problem);
}

struct question *question_begin(struct scope *scope, const struct lesson_block *block,
                                char problem[QUESTION_PROBLEM])
{
	struct question *q = memory_new(1, sizeof *q);

	q->scope = scope;
	q->block = block;
	q->before = before_take(scope->session);
	q->about = (struct answer_about){ scope->session, q->before, block->kind, &q->choices };
	if (write_text(q, problem))
		return q;
	question_free(q);
	return NULL;
}

void question_free(struct question *q)
{
	if (!q)
		return;
	before_free(q->before);
	lines_free(&q->text);
	lines_free(&q->choices);
	free(q);
}

const struct lines *question_text(const struct question *q)
{
	return &q->text;
}

const char *question_wants(const struct question *q)
{
	return answer_wants(q->block->kind);
}

/* ------------------------------------------------------------------ answered, run */

int question_read(struct question *q, const char *given, char problem[QUESTION_PROBLEM])
{
	struct answer answer;

	if (!answer_read(&q->about, given, &answer, problem))
		return 0;
	q->given = answer;
	q->understood = 1;
	return 1;
}

/* What asked nothing of the heap and failed was not understood. */
static int run_line(struct question *q, const struct lesson_line *line, question_runner *run,
                    void *user, char *problem)
{
	const struct outcome *outcome = &q->scope->session->outcome;

	run(user, line->text, line->line);
	q->has_run |= outcome->operation;
	if (!outcome->failed || outcome->operation)
		return 1;
	snprintf(problem, QUESTION_PROBLEM, "%.500s", outcome->linear);
	return 0;
}

int question_run(struct question *q, question_runner *run, void *user,
                 char problem[QUESTION_PROBLEM])
{
	const struct lesson_lines *commands = &q->block->commands;

	for (size_t i = 0; i < commands->count; i++)
		if (!run_line(q, &commands->line[i], run, user, problem))
			return 0;
	return 1;
}

/* ---------------------------------------------------------------- the right answer */

static int wrong_kind(const struct question *q, const struct expression_value *value,
                      char *problem)
{
	char text[80];

	snprintf(problem, QUESTION_PROBLEM, "The answer %s comes to %s. What is wanted: %s.",
	         q->block->answer, expression_text(value, text), answer_wants(q->block->kind));
	return 0;
}

/* An offset is a place in the section of the operation; without one in the only section. */
static void place_of_number(const struct question *q, size_t offset, struct answer *out)
{
	const struct session *session = q->scope->session;
	my_heap_section section;
	struct place place = session->last.after;

	if (!q->has_run || !place.section)
		place.section = my_heap_first_section(session->heap, &section) ? section.id : 0;
	out->place[0] = (struct place){ place.section, offset };
	out->count = 1;
}

static int right_of_value(struct question *q, const struct expression_value *value,
                          struct answer *out, char *problem)
{
	enum answer_kind kind = q->block->kind;
	char why[ANSWER_PROBLEM];

	*out = (struct answer){ .kind = kind, .number = value->number,
		                .is_offset = value->is_offset };
	if (!value->is_number)
		return answer_read(&q->about, value->word, out, why)
		       || wrong_kind(q, value, problem);
	if (kind == ANSWER_PLACE || kind == ANSWER_CHUNK)
		place_of_number(q, value->number, out);
	return (kind != ANSWER_CHOICE && kind != ANSWER_LIST) || wrong_kind(q, value, problem);
}

/* A choice's letter or text, a place, a list of places: as a learner would type them. */
static int right_as_typed(struct question *q, struct answer *out, char *problem)
{
	char why[ANSWER_PROBLEM], *text;
	int status;

	if (!expression_fill(q->scope, q->block->answer, FILL_TYPED, &text, problem))
		return 0;
	status = answer_read(&q->about, text, out, why);
	free(text);
	return status;
}

static int is_typed(const struct lesson_block *block)
{
	return block->kind != ANSWER_NUMBER && block->kind != ANSWER_BUCKET;
}

static int find_right(struct question *q, struct answer *out, char *problem)
{
	struct expression_value value;

	if (!q->block->answer && !q->has_run) {
		snprintf(problem, QUESTION_PROBLEM, "The question has neither an answer line nor "
		                                    "an operation that it is about.");
		return 0;
	}
	if (!q->block->answer)
		return answer_of_operation(&q->about, out, problem);
	if (is_typed(q->block) && right_as_typed(q, out, problem))
		return 1;
	return expression_read(q->scope, q->block->answer, &value, problem)
	       && right_of_value(q, &value, out, problem);
}

/* ------------------------------------------------------------------------ judging */

/* A choice may end as a sentence does. */
static const char *full_stop(const char *text)
{
	size_t length = strlen(text);

	return length && strchr(".?!", text[length - 1]) ? "" : ".";
}

static void say(const struct verdict *v, struct lines *out)
{
	if (!v->understood)
		lines_add(out, "Answer: %s", v->right);
	else if (v->reached)
		lines_add(out, "Right: %s%s", v->right, full_stop(v->right));
	else
		lines_add(out, "Not right: %s%s The answer is %s%s", v->given,
		          full_stop(v->given), v->right, full_stop(v->right));
	if (v->understood && !v->reached && v->points)
		lines_add(out, "A part of it is right: %u of %s.", v->points,
		          counted(v->of, "point", "points").text);
	if (*v->reason)
		lines_add(out, "%s", v->reason);
	if (*v->explain)
		lines_add(out, "%s", v->explain);
}

static void judge(struct question *q, const struct answer *right, struct verdict *v)
{
	struct reason reason = { &q->about, &q->given, right, q->has_run,
		                 q->block->answer, q->block->question };
	struct lines reasons = { 0 };

	free(v->given);
	v->given = answer_text(&q->about, &q->given);
	v->reached = answer_is(&q->given, right);
	v->points = answer_points(&q->about, &q->given, right, v->of);
	if (!v->reached)
		reason_tell(&reason, &reasons);
	free(v->reason);
	v->reason = lines_joined(&reasons, " ");
	lines_free(&reasons);
}

static void fault(struct verdict *v, const char *problem)
{
	v->faulty = 1;
	v->said = memory_text(problem);
}

static void finish(struct verdict *v, const struct lines *explained)
{
	struct lines said = { 0 };

	free(v->explain);
	v->explain = lines_joined(explained, " ");
	say(v, &said);
	v->said = lines_joined(&said, "\n");
	lines_free(&said);
}

struct verdict question_judge(struct question *q)
{
	struct verdict v = { .of = q->block->points, .understood = q->understood };
	struct lines explained = { 0 };
	char problem[QUESTION_PROBLEM];
	struct answer right;

	v.given = memory_text("");
	v.right = memory_text("");
	v.reason = memory_text("");
	v.explain = memory_text("");
	if (!find_right(q, &right, problem)
	    || !lesson_fill_all(q->scope, &q->block->explain, &explained, problem)) {
		fault(&v, problem);
	} else {
		free(v.right);
		v.right = answer_text(&q->about, &right);
		if (q->understood)
			judge(q, &right, &v);
		finish(&v, &explained);
	}
	lines_free(&explained);
	return v;
}

void verdict_free(struct verdict *verdict)
{
	free(verdict->given);
	free(verdict->right);
	free(verdict->reason);
	free(verdict->explain);
	free(verdict->said);
	*verdict = (struct verdict){ 0 };
}
