/* SPDX-License-Identifier: MIT
 *
 * learn.c - a lesson that is asked: opened, gone on with, kept, ended.
 */
#include "learn_parts.h"

#include "exam.h"
#include "line.h"
#include "memory.h"
#include "number.h"
#include "options.h"
#include "path.h"
#include "prose.h"
#include "replace.h"
#include "session.h"
#include "word.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ------------------------------------------------------------------------- opening */

static int cannot(const struct session *session, const char *problem)
{
	fprintf(session->err, "mmviz: %s\n", problem);
	return 0;
}

/* What was answered before, of this seed, or the newest of any. */
static void find_attempt(struct learn *learn)
{
	const char *seed = learn->wish->seed;
	struct attempts all;
	const struct attempt *old;

	progress_read(&all, learn->problem);
	if (*learn->problem)
		cannot(learn->session, learn->problem);
	old = attempts_find(&all, learn->file.key, seed);
	attempt_start(&learn->attempt, learn->file.key, learn->file.sum,
	              seed ? seed : old ? old->seed : "");
	if (old && !learn->wish->anew) {
		for (size_t i = 0; i < old->count; i++)
			attempt_add(&learn->attempt, &old->given[i]);
		learn->attempt.place = old->sum == learn->file.sum ? old->place : 0;
	} else if (old) {
		learn_put_aside(learn, old);
	}
	attempts_free(&all);
	learn->problem[0] = 0;
}

static int open_file(struct learn *learn)
{
	char problem[LESSONS_PROBLEM];

	if (!lesson_file_find(&learn->file, learn->wish->lesson, problem))
		return cannot(learn->session, problem);
	if (strchr(learn->file.key, '/'))
		snprintf(learn->name, sizeof learn->name, "%s", learn->wish->lesson);
	else
		lessons_short(learn->file.key, learn->name, sizeof learn->name);
	if (!outline_read(&learn->outline, learn->session, learn->file.path))
		return cannot(learn->session, learn->session->outcome.linear);
	find_attempt(learn);
	return 1;
}

static int open_text(struct learn *learn)
{
	const struct learn_wish *wish = learn->wish;
	size_t length = strlen(wish->text);

	snprintf(learn->name, sizeof learn->name, "%s", wish->name);
	attempt_start(&learn->attempt, wish->name, 0, wish->seed ? wish->seed : "");
	learn->stream = length ? fmemopen((void *)(uintptr_t)wish->text, length, "r") : NULL;
	return learn->stream ? 1 : cannot(learn->session, "there is nothing to ask.");
}

static int open_learn(struct learn *learn, struct session *session, const struct learn_wish *wish)
{
	*learn = (struct learn){ .session = session, .wish = wish };
	return wish->lesson ? open_file(learn) : open_text(learn);
}

/* ------------------------------------------------------------------------ going on */

static void tell_start(struct learn *learn, size_t place, struct lines *said)
{
	char progress[120];
	const char *colon;

	if (!place && !learn->attempt.count)
		return;
	outline_progress(&learn->outline, &learn->attempt, progress, sizeof progress);
	colon = *progress ? ": " : "";
	if (place == ATTEMPT_OVER)
		lines_add(said, "This lesson is done%s%s. It is played once more; what was "
		          "answered first counts. With --anew it counts anew.", colon, progress);
	else if (place)
		lines_add(said, "The lesson goes on where it was left%s%s. With --anew it begins "
		          "from its start.", colon, progress);
	else
		lines_add(said, "The lesson begins at its start, for its text is another than when "
		          "it was left. What was answered counts%s%s.", colon, progress);
	lines_add(said, "%s", "");
}

int learn_start(struct learn *learn, struct lines *said)
{
	struct session *session = learn->session;
	size_t place = learn->attempt.place;

	learn->script = learn->stream
	                        ? script_open_stream(session, learn->stream, learn->name)
	                        : script_open(session, learn->file.path, learn->file.path);
	if (!learn->script)
		return cannot(session, session->outcome.linear);
	learn->lesson = lesson_start(session, learn->script,
	                             *learn->attempt.seed ? learn->attempt.seed : NULL);
	lines_add_all(said, &learn->aside);
	tell_start(learn, place, said);
	if (place && place != ATTEMPT_OVER) {
		exam_pass(learn->lesson, place, said);
		learn->place = place;
	}
	learn->was_over = place == ATTEMPT_OVER;
	learn->attempt.place = learn->place;
	return 1;
}

enum session_status learn_expect(struct learn *learn, const struct lesson_item *item)
{
	struct session *session = learn->session;
	const struct outcome before = session->outcome;
	int was_trial = session->preview;
	void (*shown)(struct session *, void *) = session->shown;
	enum session_status status;

	session->shown = NULL;
	status = lesson_run(learn->lesson, item);
	session->shown = shown;
	if (status == SESSION_OK)
		session->outcome = was_trial && !session->preview ? (struct outcome){ 0 } : before;
	else if (shown)
		shown(session, session->user);
	return status;
}

/* ------------------------------------------------------------------------- keeping */

static void keep(struct learn *learn)
{
	char problem[PROGRESS_PROBLEM];
	int kept;

	if (!learn->wish->lesson)
		return;
	learn->attempt.place = learn->was_over ? ATTEMPT_OVER : learn->place;
	kept = learn->wish->anew && !learn->begun ? progress_begin(&learn->attempt, problem)
	                                          : progress_keep(&learn->attempt, problem);
	learn->begun |= kept;
	if (!kept && !*learn->problem) {
		snprintf(learn->problem, sizeof learn->problem, "%s", problem);
		fprintf(learn->session->err, "mmviz: %s\n", problem);
	}
}

void learn_passed(struct learn *learn, const struct lesson_item *item)
{
	learn->place = item->line;
	if (item->block || item->kind == LESSON_PAUSE
	    || (item->kind == LESSON_PROSE && prose_is_heading(item->text)))
		keep(learn);
}

void learn_answered(struct learn *learn)
{
	const struct asking *asking = &learn->asking;

	if (!asking->is_given || !attempt_add(&learn->attempt, &asking->given))
		return;
	learn->place = asking->block->line;
	keep(learn);
}

/* Where the lesson lies is the learner's own affair. */
static int put(FILE *out, const void *user)
{
	struct attempt handed_in = *(const struct attempt *)user;

	handed_in.lesson += path_last(handed_in.lesson) - handed_in.lesson;
	attempt_write(out, &handed_in);
	return 0;
}

int learn_write(const char *path, const struct attempt *attempt)
{
	return replace_file(path, put, attempt);
}

void learn_save(struct learn *learn, const char *path, struct lines *said)
{
	int reason = learn_write(path, &learn->attempt);

	if (reason)
		lines_add(said, "%s could not be written: %s.", word_quote(path).text,
		          strerror(reason));
	else
		lines_add(said, "%s written to %s.", counted(learn->attempt.count, "answer",
		          "answers").text, word_quote(path).text);
	learn->failed |= reason != 0;
}

/* ------------------------------------------------------------------------- the end */

static void save_at_end(struct learn *learn, struct lines *said)
{
	if (learn->wish->save)
		learn_save(learn, learn->wish->save, said);
}

static void tell_points(const struct learn *learn, struct lines *said)
{
	const struct attempt *attempt = &learn->attempt;
	unsigned points = 0, of = 0;
	size_t right = 0;

	for (size_t i = 0; i < attempt->count; i++) {
		points += attempt->given[i].points;
		of += attempt->given[i].of;
		right += attempt->given[i].points == attempt->given[i].of;
	}
	if (attempt->count && points == right && of == attempt->count)
		lines_add(said, "Right at first: %zu of %zu.", right, attempt->count);
	else if (attempt->count)
		lines_add(said, "Right at first: %zu of %zu, %u of %s.", right, attempt->count,
		          points, counted(of, "point", "points").text);
}

/* Of the lessons that lie beside mmviz the one behind this. */
static void tell_next(const struct learn *learn, struct lines *said)
{
	char **names = lessons_names(learn->session->lessons), next[sizeof learn->name];
	size_t at = 0;

	while (names[at] && strcmp(names[at], learn->file.key) != 0)
		at++;
	if (names[at] && names[at + 1]) {
		lessons_short(names[at + 1], next, sizeof next);
		lines_add(said, "mmviz learn %s is the next lesson.", next);
	}
	lessons_names_free(names);
}

static void tell_over(const struct learn *learn, struct lines *said)
{
	lines_add(said, "This is the end of the %s.", learn->wish->lesson ? "lesson" : learn->name);
	tell_points(learn, said);
	if (learn->wish->lesson)
		tell_next(learn, said);
	if (!learn->wish->save && learn->wish->lesson && learn->attempt.count)
		lines_add(said, "mmviz learn %s --save FILE writes what was answered, to be "
		          "handed in.", learn->name);
}

void learn_over(struct learn *learn, struct lines *said)
{
	learn->place = ATTEMPT_OVER;
	learn->is_over = 1;
	keep(learn);
	tell_over(learn, said);
	save_at_end(learn, said);
}

void learn_left(struct learn *learn, struct lines *said)
{
	keep(learn);
	tell_points(learn, said);
	if (learn->was_over && !*learn->problem)
		lines_add(said, "The lesson is done, and what was answered is kept.");
	else if (learn->wish->lesson && !*learn->problem)
		lines_add(said, "What was answered is kept: mmviz learn %s goes on here.",
		          learn->name);
	save_at_end(learn, said);
}

void learn_close(struct learn *learn)
{
	asking_end(&learn->asking);
	if (learn->lesson)
		lesson_end(learn->lesson);
	if (learn->script)
		script_close(learn->session, learn->script);
	learn->lesson = NULL;
	learn->script = NULL;
	learn->failed |= learn->session->failures > 0;
}

static void end_learn(struct learn *learn)
{
	if (learn->stream)
		fclose(learn->stream);
	attempt_free(&learn->attempt);
	outline_free(&learn->outline);
	lesson_file_free(&learn->file);
	lines_free(&learn->aside);
}

/* What is kept, and where it goes on, is told when the screen is gone; its end once more. */
static int learn_on_screen(struct learn *learn, const struct theme *theme)
{
	const struct line_options line = { .theme = theme, .learn = learn };
	struct lines said = { 0 };
	int status = line_run(learn->session, &line);

	if (learn->is_over)
		tell_over(learn, &said);
	else
		learn_left(learn, &said);
	for (size_t i = 0; i < said.count; i++)
		fprintf(learn->session->out, "%s\n", said.line[i]);
	lines_free(&said);
	return status ? status : learn->failed;
}

/* What is done needs not be done once more to be handed in. */
static int only_saves(const struct learn *learn)
{
	return learn->wish->save && !learn->wish->anew && learn->attempt.place == ATTEMPT_OVER;
}

static int save_only(struct learn *learn)
{
	struct lines said = { 0 };

	save_at_end(learn, &said);
	fprintf(learn->session->out, "%s\n", said.line[0]);
	lines_free(&said);
	return learn->failed;
}

/* Answers that come through a pipe are text. */
static int learn_opened(struct learn *learn, const struct options *options)
{
	int is_screen = options_screen(options) && isatty(STDIN_FILENO);

	return only_saves(learn) ? save_only(learn)
	       : is_screen       ? learn_on_screen(learn, options->theme)
	                         : learn_plain(learn);
}

int learn_run(const struct options *options, const struct learn_wish *wish)
{
	struct session *session = session_create(stdout, stderr);
	struct learn learn;
	int status = OPTIONS_WRONG;

	session->looks = options->looks;
	session->lessons = lessons_folder();
	if (open_learn(&learn, session, wish))
		status = learn_opened(&learn, options);
	end_learn(&learn);
	learn_quiz(options, session, &status);
	session_destroy(session);
	return status;
}

int learn_quiz(const struct options *options, struct session *session, int *status)
{
	char *text = session->quiz;
	const struct learn_wish wish = { .name = "quiz", .text = text };

	if (!text)
		return 0;
	session->quiz = NULL;
	*status = learn_run(options, &wish);
	free(text);
	return 1;
}
