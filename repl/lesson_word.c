/* SPDX-License-Identifier: MIT
 *
 * lesson_word.c - the words of lessons, and lines of them.
 */
#include "lesson_word.h"

#include "lines.h"
#include "memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct lesson_word lesson_words[] = {
	{ "pause", LESSON_PAUSE, "pause" },
	{ "expect", LESSON_EXPECT, "expect EXPRESSION" },
	{ "let", LESSON_LET, "let NAME = EXPRESSION" },
	{ "seed", LESSON_SEED, "seed WORD" },
	{ "ask", LESSON_ASK, "ask ID KIND [of POINTS] QUESTION" },
	{ "goal", LESSON_GOAL, "goal ID [of POINTS] TEXT" },
	{ "choice", LESSON_WRONG, "choice TEXT" },
	{ "hint", LESSON_WRONG, "hint TEXT" },
	{ "answer", LESSON_WRONG, "answer EXPRESSION" },
	{ "explain", LESSON_WRONG, "explain TEXT" },
	{ "within", LESSON_WRONG, "within N commands" },
	{ "reach", LESSON_WRONG, "reach EXPRESSION" },
	{ "end", LESSON_WRONG, "end" },
	{ 0 },
};

static const char blanks[] = " \t";

const struct lesson_word *lesson_word_of(const char *line, const char **rest)
{
	const char *word = line + strspn(line, blanks);
	size_t length = strcspn(word, blanks);

	*rest = word + length + strspn(word + length, blanks);
	if (**rest == '=' && (!(*rest)[1] || strchr(blanks, (*rest)[1])))
		return NULL;
	for (const struct lesson_word *w = lesson_words; w->name; w++)
		if (strlen(w->name) == length && strncmp(word, w->name, length) == 0)
			return w;
	return NULL;
}

/* Up to a # that begins a word outside of quotes. */
static size_t before_remark(const char *text)
{
	int quoted = 0;

	for (size_t i = 0; text[i]; i++) {
		quoted ^= text[i] == '"';
		if (text[i] == '#' && !quoted && (i == 0 || strchr(blanks, text[i - 1])))
			return i;
	}
	return strlen(text);
}

char *lesson_trim(const char *text, int remarks)
{
	size_t length = remarks ? before_remark(text) : strlen(text);
	size_t start = strspn(text, blanks);

	while (length > start && strchr(blanks, text[length - 1]))
		length--;
	return lines_clean(text + start, length > start ? length - start : 0);
}

void lesson_lines_add(struct lesson_lines *lines, const char *text, size_t line)
{
	lines->line = memory_room(lines->line, lines->count, 1, &lines->space,
	                          sizeof *lines->line);
	lines->line[lines->count++] = (struct lesson_line){ memory_text(text), line };
}

void lesson_wrong(struct lesson_lines *wrong, size_t line, const char *format, ...)
{
	char sentence[LESSON_PROBLEM];
	va_list list;

	va_start(list, format);
	vsnprintf(sentence, sizeof sentence, format, list);
	va_end(list);
	lesson_lines_add(wrong, sentence, line);
}

void lesson_lines_free(struct lesson_lines *lines)
{
	for (size_t i = 0; i < lines->count; i++)
		free(lines->line[i].text);
	free(lines->line);
	*lines = (struct lesson_lines){ 0 };
}
