/* SPDX-License-Identifier: MIT
 *
 * grade.c - a lesson's answers, graded; and the right ones.
 */
#include "grade.h"

#include "exam.h"
#include "handed.h"
#include "json.h"
#include "lessons.h"
#include "memory.h"
#include "path.h"
#include "session.h"
#include "text.h"
#include "word.h"

#include <stdlib.h>
#include <string.h>

enum { UNREADABLE = 2 };

enum mark { MARK_RIGHT, MARK_PARTLY, MARK_WRONG, MARK_MISSING };

static const char *const mark_names[] = { "right", "partly", "wrong", "missing" };

struct grade_row {
	enum mark mark;
	const char *kind;
	char id[24];
	unsigned points, of;
	char *given, *right, *why; /* "" where there is none */
};

struct grade {
	const struct grade_wish *wish;
	FILE *out, *err;
	struct session *session;
	struct lesson_file file;
	struct script *script;
	struct lesson *lesson;
	struct handed handed;
	struct grade_row *row;
	size_t count, space, all_right, faults;
	unsigned points, of;
};

/* ------------------------------------------------------------------------- the exam */

static const char *answer(void *user, const struct lesson_block *block)
{
	struct grade *grade = user;
	const struct handed_answer *found = handed_find(&grade->handed, block->id);

	return found && *found->text ? found->text : NULL;
}

static char *copy(const char *text)
{
	return memory_copy(text ? text : "", text ? strlen(text) : 0);
}

static enum mark mark_of(const struct exam_result *result)
{
	const struct verdict *verdict = &result->verdict;

	if (!result->given)
		return MARK_MISSING;
	return verdict->points == verdict->of && !*result->problem ? MARK_RIGHT
	       : verdict->points ? MARK_PARTLY : MARK_WRONG;
}

static void tell_fault(struct grade *grade, const struct exam_result *result)
{
	grade->faults++;
	fprintf(grade->err, "%s:%zu: %s\n", grade->file.path, result->block->line,
	        result->problem);
}

static void judged(void *user, const struct exam_result *result)
{
	const struct verdict *verdict = &result->verdict;
	const struct lesson_block *block = result->block;
	struct grade *grade = user;
	struct grade_row row = { .mark = mark_of(result), .points = verdict->points,
		                 .of = block->points, .given = copy(result->given),
		                 .right = copy(result->solution ? result->solution
		                                                : verdict->right),
		                 .why = copy(*result->problem ? result->problem
		                                              : verdict->reason) };

	if (result->faulty)
		tell_fault(grade, result);
	row.kind = block->what == LESSON_GOAL ? "goal" : answer_kind_names[block->kind];
	memcpy(row.id, block->id, sizeof row.id);
	grade->row = memory_room(grade->row, grade->count, 1, &grade->space, sizeof row);
	grade->row[grade->count++] = row;
	grade->points += row.points;
	grade->of += row.of;
	grade->all_right += row.mark == MARK_RIGHT;
}

/* -------------------------------------------------------------------------- opening */

static int cannot(const struct grade *grade, const char *problem)
{
	fprintf(grade->err, "mmviz: %s\n", problem);
	return 0;
}

/* A lesson of that name that was changed, or another lesson. */
static void tell_other(struct grade *grade)
{
	const char *name = path_last(grade->handed.saved.lesson);

	if (strcmp(name, path_last(grade->file.key)) == 0)
		handed_tell(&grade->handed, 2, grade->err, "The lesson's text was another when "
		            "this was answered.");
	else
		handed_tell(&grade->handed, 2, grade->err, "These are answers to the lesson %s.",
		            word_quote(name).text);
}

/* What was saved says of which lesson it is, wherever that lies: its text is what counts. Lines
 * may say the seed. */
static void check_saved(struct grade *grade)
{
	const struct attempt *saved = &grade->handed.saved;

	if (saved->lesson && saved->sum != grade->file.sum)
		tell_other(grade);
	if (saved->seed && grade->wish->seed && strcmp(grade->wish->seed, saved->seed) != 0)
		handed_tell(&grade->handed, saved->lesson ? 2 : 1, grade->err,
		            "These are answers for the seed %s, not %s.",
		            *saved->seed ? word_quote(saved->seed).text : "of the lesson",
		            word_quote(grade->wish->seed).text);
}

static const char *seed_of(const struct grade *grade)
{
	const char *saved = grade->handed.saved.seed;

	return grade->wish->seed ? grade->wish->seed : saved && *saved ? saved : NULL;
}

/* The numbers were others than the lesson's own: nobody said so here, but the answers do. */
static const char *seed_note(const struct grade *grade)
{
	return !grade->wish->seed && seed_of(grade) ? " as the answers say" : "";
}

static int open_lesson(struct grade *grade)
{
	char problem[LESSONS_PROBLEM];

	if (!lesson_file_find(&grade->file, grade->wish->lesson, problem))
		return cannot(grade, problem);
	grade->session = session_create(grade->out, grade->err);
	grade->session->lessons = lessons_folder();
	grade->script = script_open(grade->session, grade->file.path, grade->file.path);
	if (!grade->script)
		return cannot(grade, grade->session->outcome.linear);
	check_saved(grade);
	grade->lesson = lesson_start(grade->session, grade->script, seed_of(grade));
	return 1;
}

static void close_lesson(struct grade *grade)
{
	if (grade->lesson)
		lesson_end(grade->lesson);
	if (grade->script)
		script_close(grade->session, grade->script);
	if (grade->session)
		session_destroy(grade->session);
	for (size_t i = 0; i < grade->count; i++) {
		free(grade->row[i].given);
		free(grade->row[i].right);
		free(grade->row[i].why);
	}
	free(grade->row);
	handed_free(&grade->handed);
	lesson_file_free(&grade->file);
}

/* What failed in the lesson beside its questions. */
static void check_lesson(struct grade *grade)
{
	size_t failures = grade->session->failures;

	grade->faults += failures;
	if (failures)
		fprintf(grade->err, "mmviz: the lesson %s has faults: mmviz lint %s tells them.\n",
		        grade->wish->lesson, grade->file.path);
}

/* -------------------------------------------------------------------------- telling */

static void tell_unasked(struct grade *grade)
{
	struct handed *handed = &grade->handed;

	for (size_t i = 0; i < handed->count; i++) {
		const struct handed_answer *unasked = &handed->answer[i];
		struct nearest nearest;

		if (unasked->asked)
			continue;
		nearest_start(&nearest, unasked->id);
		for (size_t j = 0; j < grade->count; j++)
			nearest_try(&nearest, grade->row[j].id);
		if (nearest_word(&nearest))
			handed_tell(handed, unasked->line, grade->err, "The lesson has no question "
			            "%s. Was %s meant?", unasked->id, nearest_word(&nearest));
		else
			handed_tell(handed, unasked->line, grade->err, "The lesson has no question "
			            "%s.", unasked->id);
	}
}

static void put_row(FILE *out, const struct grade_row *row)
{
	fprintf(out, "%-12s %-7s %3u of %u", row->id, mark_names[row->mark], row->points, row->of);
	fprintf(out, "%s%s\n", *row->given ? "  " : "", row->given);
	if (row->mark == MARK_RIGHT)
		return;
	if (*row->right)
		text_line(out, "    right: ", 4, row->right);
	if (*row->why)
		text_line(out, "    ", 4, row->why);
}

static void put_rows(const struct grade *grade)
{
	FILE *out = grade->out;

	for (size_t i = 0; i < grade->count; i++)
		put_row(out, &grade->row[i]);
	fprintf(out, "%s, seed %s%s: %zu of %zu right, %u of %u points\n", grade->wish->lesson,
	        grade->lesson->seed, seed_note(grade), grade->all_right, grade->count,
	        grade->points, grade->of);
}

static void put_json_row(struct json *json, const struct grade_row *row)
{
	json_open(json, NULL, '{', JSON_LINES);
	json_text(json, "id", row->id);
	json_text(json, "kind", row->kind);
	json_text(json, "given", row->mark == MARK_MISSING ? NULL : row->given);
	json_text(json, "right", row->right);
	json_text(json, "mark", mark_names[row->mark]);
	json_text(json, "why", *row->why ? row->why : NULL);
	json_number(json, "points", row->points);
	json_number(json, "of", row->of);
	json_close(json);
}

static void put_json(const struct grade *grade)
{
	struct json json;

	json_start(&json, grade->out);
	json_open(&json, NULL, '{', JSON_LINES);
	json_text(&json, "lesson", grade->wish->lesson);
	json_text(&json, "seed", grade->lesson->seed);
	json_open(&json, "questions", '[', JSON_LINES);
	for (size_t i = 0; i < grade->count; i++)
		put_json_row(&json, &grade->row[i]);
	json_close(&json);
	json_open(&json, "problems", '[', JSON_LINES);
	for (size_t i = 0; i < grade->handed.told.count; i++)
		json_text(&json, NULL, grade->handed.told.line[i]);
	json_close(&json);
	json_open(&json, "total", '{', JSON_FLAT);
	json_number(&json, "points", grade->points);
	json_number(&json, "of", grade->of);
	json_number(&json, "right", grade->all_right);
	json_number(&json, "questions", grade->count);
	json_close(&json);
	json_close(&json);
	json_end(&json);
}

static int carry_out(struct grade *grade)
{
	const struct exam exam = { answer, judged, grade };

	exam_run(grade->lesson, &exam);
	check_lesson(grade);
	tell_unasked(grade);
	handed_tell_rest(&grade->handed, grade->err);
	(grade->wish->json ? put_json : put_rows)(grade);
	return grade->all_right < grade->count || grade->handed.problems || grade->faults;
}

int grade_run(const struct grade_wish *wish, FILE *out, FILE *err)
{
	struct grade grade = { .wish = wish, .out = out, .err = err };
	int status = UNREADABLE;

	if (handed_read(&grade.handed, wish->answers, err) && open_lesson(&grade))
		status = carry_out(&grade);
	close_lesson(&grade);
	return status;
}

/* -------------------------------------------------------------------------- the key */

/* Of several seeds of its own none is named: grade would take that one for all. */
static int put_key(struct grade *grade)
{
	const struct exam exam = { NULL, judged, grade };

	exam_run(grade->lesson, &exam);
	check_lesson(grade);

	int is_own = grade->lesson->seeds > 1;

	fprintf(grade->out, "# %s, %s%s\n", grade->wish->lesson, is_own ? "its own seed" : "seed ",
	        is_own ? "" : grade->lesson->seed);
	for (size_t i = 0; i < grade->count; i++)
		fprintf(grade->out, "%s: %s\n", grade->row[i].id, grade->row[i].right);
	return grade->faults > 0;
}

int grade_answers(const struct grade_wish *wish, FILE *out, FILE *err)
{
	struct grade grade = { .wish = wish, .out = out, .err = err };
	int status = open_lesson(&grade) ? put_key(&grade) : UNREADABLE;

	close_lesson(&grade);
	return status;
}
