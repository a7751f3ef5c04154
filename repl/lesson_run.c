/* SPDX-License-Identifier: MIT
 *
 * lesson_run.c - what the lines of a lesson do.
 */
#include "lesson.h"

#include "memory.h"
#include "number.h"
#include "session.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum session_status lesson_fail(struct lesson *lesson, size_t line, const char *format, ...)
{
	char sentence[LESSON_PROBLEM + EXPRESSION_PROBLEM], shown[64];
	va_list list;

	va_start(list, format);
	vsnprintf(sentence, sizeof sentence, format, list);
	va_end(list);
	script_stand(lesson->script, line);
	snprintf(shown, sizeof shown, "line %s", comma(line).text);
	return script_refuse(lesson->session, shown, sentence);
}

char *lesson_filled(struct lesson *lesson, const char *text, size_t line)
{
	enum expression_fill where = lesson->is_one ? FILL_COMMAND : FILL_SCRIPT;
	char problem[EXPRESSION_PROBLEM], *out;

	if (expression_fill(&lesson->scope, text, where, &out, problem))
		return out;
	lesson_fail(lesson, line, "%s Nothing was done.", problem);
	return NULL;
}

static enum session_status run_line(struct lesson *lesson, const char *text, size_t line)
{
	enum session_status status;
	char *command = lesson_filled(lesson, text, line);

	if (!command)
		return SESSION_FAILED;
	script_stand(lesson->script, line);
	status = script_run(lesson->session, SCRIPT_COMMAND, command);
	free(command);
	return status;
}

static enum session_status run_let(struct lesson *lesson, const struct lesson_item *item)
{
	struct expression_value value;
	char problem[EXPRESSION_PROBLEM], name[24];
	const char *rest;

	lesson_word_of(item->text, &rest);
	snprintf(name, sizeof name, "%.*s", (int)strcspn(rest, " \t="), rest);

	char *expression = lesson_trim(strchr(rest, '=') + 1, 1);
	int read = expression_read(&lesson->scope, expression, &value, problem);

	free(expression);
	if (!read)
		return lesson_fail(lesson, item->line, "%s %s has no value.", problem, name);
	if (!variables_set(&lesson->variables, name, &value, item->line))
		return lesson_fail(lesson, item->line, "A lesson has at most %d variables.",
		                   VARIABLES_MOST);
	return SESSION_OK;
}

static enum session_status run_seed(struct lesson *lesson, const struct lesson_item *item)
{
	const char *rest;
	char *word;

	if (lesson->is_given)
		return SESSION_OK;
	lesson_word_of(item->text, &rest);
	word = lesson_trim(rest, 1);
	lesson_seed(lesson, word);
	lesson->seeds++;
	free(word);
	return SESSION_OK;
}

static enum session_status run_command(struct lesson *lesson, const struct lesson_item *item)
{
	return run_line(lesson, item->text, item->line);
}

static enum session_status run_too_long(struct lesson *lesson, const struct lesson_item *item)
{
	return script_run(lesson->session, SCRIPT_TOO_LONG, item->text);
}

static enum session_status run_wrong(struct lesson *lesson, const struct lesson_item *item)
{
	return lesson_fail(lesson, item->line, "%s", item->text);
}

static const struct {
	enum lesson_kind kind;
	enum session_status (*run)(struct lesson *lesson, const struct lesson_item *item);
} runs[] = {
	{ LESSON_COMMAND, run_command },   { LESSON_EXPECT, run_command },
	{ LESSON_TOO_LONG, run_too_long }, { LESSON_LET, run_let },
	{ LESSON_SEED, run_seed },         { LESSON_WRONG, run_wrong },
};

enum session_status lesson_run(struct lesson *lesson, const struct lesson_item *item)
{
	for (size_t i = 0; i < sizeof runs / sizeof runs[0]; i++)
		if (runs[i].kind == item->kind)
			return runs[i].run(lesson, item);
	return SESSION_OK;
}

enum session_status lesson_command(struct lesson *lesson, const char *text, size_t line)
{
	struct session *session = lesson->session;
	enum session_status status;

	session->excuses = line ? SESSION_EXCUSES_OPERATION : SESSION_EXCUSES_ALL;
	status = line ? run_line(lesson, text, line) : script_run(session, SCRIPT_COMMAND, text);
	session->excuses = SESSION_EXCUSES_NOTHING;
	return status;
}

int lesson_runner(void *user, const char *text, size_t line)
{
	return (int)lesson_command(user, text, line);
}

char *lesson_text(struct lesson *lesson, const char *text, size_t line, enum expression_fill where)
{
	char problem[EXPRESSION_PROBLEM], *out;

	if (expression_fill(&lesson->scope, text, where, &out, problem))
		return out;
	lesson_fail(lesson, line, "%s", problem);
	return memory_text(text);
}
