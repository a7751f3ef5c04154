/* SPDX-License-Identifier: MIT
 *
 * handed.c - answers that were handed in: read from lines, or from what learn has saved.
 */
#include "handed.h"

#include "contents.h"
#include "lines.h"
#include "memory.h"
#include "number.h"
#include "word.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

void handed_tell(struct handed *handed, size_t line, FILE *err, const char *format, ...)
{
	char sentence[HANDED_PROBLEM];
	va_list list;

	if (++handed->problems > HANDED_PROBLEMS)
		return;
	va_start(list, format);
	vsnprintf(sentence, sizeof sentence, format, list);
	va_end(list);
	lines_add(&handed->told, "%s:%zu: %s", handed->name, line, sentence);
	fprintf(err, "%s:%zu: %s\n", handed->name, line, sentence);
}

void handed_tell_rest(const struct handed *handed, FILE *err)
{
	if (handed->problems > HANDED_PROBLEMS)
		fprintf(err, "%s: there is more of that: %s.\n", handed->name,
		        counted(handed->problems - HANDED_PROBLEMS, "problem", "problems").text);
}

static struct handed_answer *find(const struct handed *handed, const char *id)
{
	for (size_t i = 0; i < handed->count; i++)
		if (strcmp(handed->answer[i].id, id) == 0)
			return &handed->answer[i];
	return NULL;
}

const struct handed_answer *handed_find(struct handed *handed, const char *id)
{
	struct handed_answer *answer = find(handed, id);

	if (answer)
		answer->asked = 1;
	return answer && !answer->twice ? answer : NULL;
}

static void add(struct handed *handed, const char *id, const char *text, size_t line, FILE *err)
{
	if (strlen(text) >= ATTEMPT_GIVEN) {
		handed_tell(handed, line, err, "The answer to %s has 4,000 bytes or more. It was "
		            "not read.", id);
		return;
	}
	handed->answer = memory_room(handed->answer, handed->count, 1, &handed->space,
	                             sizeof *handed->answer);
	handed->answer[handed->count++] = (struct handed_answer){
		.id = memory_text(id), .text = lines_clean(text, strlen(text)),
		.line = line };
}

/* ------------------------------------------------------------------------- lines */

static void take(struct handed *handed, const char *id, const char *text, size_t line, FILE *err)
{
	int is_full = handed->count >= HANDED_MOST;
	struct handed_answer *before = is_full ? NULL : find(handed, id);

	if (!word_is_name(id))
		handed_tell(handed, line, err, "%s is no question's ID. An answer is written ID: "
		            "ANSWER, and a comment begins with #.", word_quote(id).text);
	else if (is_full)
		handed_tell(handed, line, err, "There are more than 2,000 answers. This one was "
		            "not read.");
	else if (before)
		handed_tell(handed, line, err, "%s is answered a second time, first in line %zu. "
		            "Neither counts.", id, before->line);
	else
		add(handed, id, text, line, err);
	if (before)
		before->twice = 1;
}

static char *trim(char *text)
{
	size_t length;

	text += strspn(text, " \t");
	length = strlen(text);
	while (length && strchr(" \t\r", text[length - 1]))
		text[--length] = 0;
	return text;
}

static void take_line(struct handed *handed, char *line, size_t number, FILE *err)
{
	char *colon;

	line = trim(line);
	if (!*line || *line == '#')
		return;
	colon = strchr(line, ':');
	if (!colon) {
		handed_tell(handed, number, err, "%s has no colon. An answer is written ID: "
		            "ANSWER, and a comment begins with #.", word_quote(line).text);
		return;
	}
	*colon = 0;
	take(handed, trim(line), trim(colon + 1), number, err);
}

/* "# reuse.txt, seed ada", as above a key: the name of a lesson may have commas, too. */
static void take_seed(struct handed *handed, const char *line)
{
	static const char mark[] = ", seed ";
	const char *at = *line == '#' ? strstr(line, mark) : NULL, *next = at;

	for (; next; next = strstr(at, mark))
		at = next + sizeof mark - 1;
	if (at && *at)
		handed->saved.seed = memory_text(at);
}

static void take_lines(struct handed *handed, char *text, size_t length, FILE *err)
{
	char *end = text + length;
	size_t number = 0;

	if (strncmp(text, "\xef\xbb\xbf", 3) == 0)
		text += 3;
	while (text < end) {
		size_t bytes = strcspn(text, "\n"); /* a zero byte ends a line, too */

		text[bytes] = 0;
		if (++number == 1)
			take_seed(handed, trim(text));
		take_line(handed, text, number, err);
		text += bytes + 1;
	}
}

/* ----------------------------------------------------------------- what was saved */

static int take_saved(struct handed *handed, const char *text, size_t length, FILE *err)
{
	struct attempts all;

	attempts_read(&all, text, length);
	if (all.lost)
		handed_tell(handed, all.line, err, "%s What is damaged counts as not answered; "
		            "lines lost: %zu.", all.problem, all.lost);
	if (all.count != 1) {
		handed_tell(handed, 2, err, all.count ? "There are several lessons in it."
		                                      : "There is no lesson in it.");
		attempts_free(&all);
		return 0;
	}
	handed->saved = all.attempt[0];
	all.count = 0;
	attempts_free(&all);
	for (size_t i = 0; i < handed->saved.count; i++)
		if (*handed->saved.given[i].text)
			add(handed, handed->saved.given[i].id, handed->saved.given[i].text, i + 3,
			    err);
	return 1;
}

/* ---------------------------------------------------------------------- the whole */

int handed_read(struct handed *handed, const char *path, FILE *err)
{
	const char *name = strcmp(path, "-") == 0 ? "<stdin>" : path;
	size_t length;
	char *text;
	int reason = contents_read(path, ATTEMPTS_BYTES, &text, &length), fine = 1;

	*handed = (struct handed){ .name = name };
	if (reason) {
		fprintf(err, "mmviz: %s cannot be read: %s.\n", word_quote(name).text,
		        reason == EFBIG    ? "it is too large for answers"
		        : reason == EINVAL ? "it is no file" : strerror(reason));
		return 0;
	}
	if (memchr(text, 0, length)) {
		fprintf(err, "mmviz: %s is no text: its byte %zu is 0. Nothing was graded.\n",
		        word_quote(name).text, strlen(text) + 1);
		fine = 0;
	} else if (attempts_is(text, length)) {
		fine = take_saved(handed, text, length, err);
	} else {
		take_lines(handed, text, length, err);
	}
	free(text);
	return fine;
}

void handed_free(struct handed *handed)
{
	for (size_t i = 0; i < handed->count; i++) {
		free(handed->answer[i].id);
		free(handed->answer[i].text);
	}
	free(handed->answer);
	attempt_free(&handed->saved);
	lines_free(&handed->told);
	*handed = (struct handed){ 0 };
}
