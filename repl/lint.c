/* SPDX-License-Identifier: MIT
 *
 * lint.c - the mistakes of a lesson.
 */
#include "lint.h"

#include "clock.h"
#include "command.h"
#include "glyph.h"
#include "lesson_demo.h"
#include "lesson_fill.h"
#include "memory.h"
#include "number.h"
#include "session.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

struct lint_finding {
	size_t line, order;
	int is_warning;
	char *text;
};

struct lint {
	struct session *session;
	struct script *script;
	struct lesson *lesson;
	const char *seed; /* other than the lesson's own; NULL: that */
	char *name;       /* of the file, as it is shown */
	FILE *nowhere;
	struct lint_finding *finding;
	size_t count, space;
	size_t mistakes, warnings;
	size_t questions, exercises;
	size_t failures; /* of the session, seen so far */
	int is_told;     /* one of this item was told: others follow from it */
	uint64_t random; /* where the lesson's numbers begin; 0: no more to be said of them */
	double started;
	int reads_only; /* from here on nothing is played */
};

static void find(struct lint *lint, size_t line, int is_warning, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

static int has_mistake(const struct lint *lint, size_t line)
{
	for (size_t i = 0; i < lint->count; i++)
		if (lint->finding[i].line == line && !lint->finding[i].is_warning)
			return 1;
	return 0;
}

static void keep(struct lint *lint, size_t line, int is_warning, const char *text)
{
	char whole[1100];

	snprintf(whole, sizeof whole, "%s%s%s%c%s", lint->seed ? "with --seed " : "",
	         lint->seed ? lint->seed : "", lint->seed ? ": " : "",
	         tolower((unsigned char)text[0]), text + 1);
	lint->finding = memory_room(lint->finding, lint->count, 1, &lint->space,
	                            sizeof *lint->finding);
	lint->finding[lint->count] = (struct lint_finding){ line, lint->count, is_warning,
	                                               memory_text(whole) };
	lint->count++;
}

/* From other seeds only what was not found before. */
static void find(struct lint *lint, size_t line, int is_warning, const char *format, ...)
{
	char text[1024];
	va_list list;

	if (lint->seed && (is_warning || lint->mistakes > LINT_MOST || has_mistake(lint, line)))
		return;
	*(is_warning ? &lint->warnings : &lint->mistakes) += 1;
	if (lint->count == LINT_MOST)
		return;
	va_start(list, format);
	vsnprintf(text, sizeof text, format, list);
	va_end(list);
	keep(lint, line, is_warning, text);
}

#define MISTAKE(lint, line, ...) find(lint, line, 0, __VA_ARGS__)
#define WARNING(lint, line, ...) find(lint, line, 1, __VA_ARGS__)

/* ------------------------------------------------------------------------- playing */

static void stop_playing(struct lint *lint, size_t line, const char *why)
{
	WARNING(lint, line, "%s What follows was read, and not played.", why);
	lint->reads_only = 1;
}

static int is_late(const struct lint *lint)
{
	return clock_now() - lint->started > LINT_SECONDS;
}

/* Long work ends when the time is over. */
static void watch_clock(struct session *session, const char *sentence, void *user)
{
	(void)sentence;
	if (is_late(user))
		session->interrupted = 1;
}

/* After each line that was run: of an item the first failure is told, where it was. Of a script
 * that is played by the lesson's it is that line. */
static void note_failure(struct session *session, void *user)
{
	struct lint *lint = user;

	if (session->failures == lint->failures || session->script != lint->script)
		return;
	lint->failures = session->failures;
	if (!lint->is_told)
		MISTAKE(lint, script_line(lint->script), "%s", session->outcome.linear);
	lint->is_told = 1;
}

static void play_line(struct lint *lint, const struct lesson_item *item)
{
	if (command_writes(item->text))
		return;
	if (lesson_run(lint->lesson, item) == SESSION_QUIT)
		stop_playing(lint, item->line, "q ends the lesson here.");
}

/* ------------------------------------------------------------------------- looking */

static int can_fill(const struct lint *lint, const char *text, char *problem)
{
	char *filled = lesson_fill_try(&lint->lesson->scope, text, problem);

	free(filled);
	return filled != NULL;
}

static void look_at_prose(struct lint *lint, const struct lesson_item *item)
{
	int columns = glyph_bytes_width(item->text, strlen(item->text)) + (int)strlen("# ");
	char problem[EXPRESSION_PROBLEM];

	if (columns > LINT_COLUMNS)
		WARNING(lint, item->line, "this line of prose has %d columns, more than %d.",
		        columns, LINT_COLUMNS);
	if (lint->reads_only)
		return;
	if (!can_fill(lint, item->text, problem))
		WARNING(lint, item->line, "what stands in { } stays as it is: %s A { alone is "
		                          "written {{.", problem);
	free(lesson_text(lint->lesson, item->text, item->line, FILL_PROSE));
}

static void look_at_hints(struct lint *lint, const struct lesson_lines *hints)
{
	char problem[EXPRESSION_PROBLEM];

	for (size_t i = 0; i < hints->count; i++)
		if (!can_fill(lint, hints->line[i].text, problem))
			MISTAKE(lint, hints->line[i].line, "%s", problem);
}

/* Nothing is left to do when all of it holds before. */
static void look_at_reach(struct lint *lint, const struct lesson_block *block)
{
	char seen[EXPRESSION_PROBLEM], problem[EXPRESSION_PROBLEM];
	uint64_t random = lint->lesson->random;
	int holds = 1, all = block->reach.count > 0;

	for (size_t i = 0; i < block->reach.count; i++)
		all &= expression_holds(&lint->lesson->scope, block->reach.line[i].text, &holds,
		                        seen, problem) && holds;
	lint->lesson->random = random;
	if (all)
		MISTAKE(lint, block->line, "%s is reached before anything is done.",
		        lesson_block_called(block).text);
}

static int writes(const struct lesson_lines *lines)
{
	for (size_t i = 0; i < lines->count; i++)
		if (command_writes(lines->line[i].text))
			return 1;
	return 0;
}

static void play_block(struct lint *lint, const struct lesson_item *item)
{
	const struct lesson_block *block = item->block;
	struct demo *demo;

	*(block->what == LESSON_ASK ? &lint->questions : &lint->exercises) += !lint->seed;
	if (lint->reads_only)
		return;
	if (writes(&block->commands)) {
		MISTAKE(lint, block->line, "A file is written in %s, which nobody can predict.",
		        lesson_block_called(block).text);
		return;
	}
	look_at_hints(lint, &block->hints);
	look_at_reach(lint, block);
	demo = demo_begin(lint->lesson, block);
	if (demo)
		demo_run(demo);
	demo_end(demo);
}

static void look_at(struct lint *lint, const struct lesson_item *item)
{
	int is_block = item->kind == LESSON_ASK || item->kind == LESSON_GOAL;

	lint->is_told = 0;
	if (!lint->reads_only && is_late(lint))
		stop_playing(lint, item->line, "The lesson plays for more than 20 seconds.");
	if (item->kind == LESSON_WRONG)
		MISTAKE(lint, item->line, "%s", item->text);
	else if (item->kind == LESSON_PROSE)
		look_at_prose(lint, item);
	else if (is_block)
		play_block(lint, item);
	else if (!lint->reads_only)
		play_line(lint, item);
}

/* Once: numbers that nobody has chosen. */
static void look_at_random(struct lint *lint, size_t line)
{
	const struct lesson *lesson = lint->lesson;

	if (!lint->random || lesson->random == lint->random)
		return;
	lint->random = 0;
	if (!lesson->is_given && lesson->seeds == 0)
		WARNING(lint, line, "random numbers without a seed before them follow from the "
		                    "file's name: they are others elsewhere.");
}

static void look_at_end(struct lint *lint)
{
	const struct variables *variables = &lint->lesson->variables;

	if (lint->session->wanted)
		MISTAKE(lint, script_line(lint->script),
		        "Expect error is the last line: no line follows that could fail.");
	free(lint->session->wanted);
	lint->session->wanted = NULL;
	for (size_t i = 0; i < variables->count && !lint->reads_only; i++)
		if (!variables->variable[i].used)
			WARNING(lint, variables->variable[i].line, "the variable %s is never used.",
			        variables->variable[i].name);
}

/* --------------------------------------------------------------------------- files */

static int by_line(const void *a, const void *b)
{
	const struct lint_finding *one = a, *other = b;

	if (one->line != other->line)
		return one->line < other->line ? -1 : 1;
	return one->order < other->order ? -1 : 1;
}

static void write_findings(struct lint *lint, FILE *out)
{
	if (lint->count)
		qsort(lint->finding, lint->count, sizeof *lint->finding, by_line);
	for (size_t i = 0; i < lint->count; i++)
		fprintf(out, "%s:%zu: %s%s\n", lint->name, lint->finding[i].line,
		        lint->finding[i].is_warning ? "warning: " : "", lint->finding[i].text);
	if (lint->mistakes + lint->warnings > lint->count)
		fprintf(out, "%s: %s more.\n", lint->name,
		        comma(lint->mistakes + lint->warnings - lint->count).text);
	fprintf(out, "%s: %s, %s; %s and %s.\n", lint->name,
	        counted(lint->mistakes, "mistake", "mistakes").text,
	        counted(lint->warnings, "warning", "warnings").text,
	        counted(lint->questions, "question", "questions").text,
	        counted(lint->exercises, "exercise", "exercises").text);
}

static void look_at_all(struct lint *lint)
{
	struct lesson_item item;

	lint->session->progress = watch_clock;
	lint->session->shown = note_failure;
	lint->session->user = lint;
	lint->failures = 0;
	lint->lesson = lesson_start(lint->session, lint->script, lint->seed);
	lint->random = lint->lesson->random;
	while (lesson_next(lint->lesson, &item) != LESSON_END) {
		look_at(lint, &item);
		look_at_random(lint, item.line);
	}
	look_at_end(lint);
	if (script_is_broken(lint->script))
		MISTAKE(lint, script_line(lint->script), "The file cannot be read any further.");
	lesson_end(lint->lesson);
}

/* Once from its beginning to its end; 0 with the reason told: it cannot be read. */
static int play_file(struct lint *lint, const char *path, FILE *out)
{
	lint->session = session_create(lint->nowhere, lint->nowhere);
	lint->session->confined = SESSION_WRITES_NOTHING;
	lint->script = script_open(lint->session, path, path);
	if (lint->script) {
		look_at_all(lint);
		script_close(lint->session, lint->script);
	} else if (!lint->seed) {
		fprintf(out, "mmviz: %s\n", lint->session->outcome.linear);
	}
	session_destroy(lint->session);
	return lint->script != NULL;
}

size_t lint_file(const char *path, FILE *out)
{
	static const char *const seeds[] = { "1", "2", "3", "4", "5", "6", "7", "8" };
	struct lint lint = { .name = lines_clean(path, strlen(path)), .started = clock_now(),
		             .nowhere = memory_sure(fopen("/dev/null", "w")) };
	int is_read = play_file(&lint, path, out), uses_random = is_read && lint.random == 0;

	for (size_t i = 0; uses_random && i < sizeof seeds / sizeof seeds[0]; i++) {
		lint.seed = seeds[i];
		if (!lint.reads_only)
			play_file(&lint, path, out);
	}
	if (is_read)
		write_findings(&lint, out);
	for (size_t i = 0; i < lint.count; i++)
		free(lint.finding[i].text);
	free(lint.finding);
	free(lint.name);
	fclose(lint.nowhere);
	return is_read ? lint.mistakes : 1;
}
