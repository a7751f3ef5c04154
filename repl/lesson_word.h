/* SPDX-License-Identifier: MIT
 *
 * lesson_word.h - the words of lessons, and lines of them.
 *
 * Every line is a word of lessons with what follows it, or a command: ask = m 100 names a chunk.
 */
#ifndef MMVIZ_LESSON_WORD_H
#define MMVIZ_LESSON_WORD_H

#include <stddef.h>

enum { LESSON_PROBLEM = 500 };

enum lesson_kind {
	LESSON_END,
	LESSON_PROSE,    /* text: without its # */
	LESSON_BLANK,
	LESSON_COMMAND,  /* text: the line */
	LESSON_TOO_LONG,
	LESSON_PAUSE,
	LESSON_EXPECT,   /* text: the line */
	LESSON_LET,      /* text: the line */
	LESSON_SEED,     /* text: the line */
	LESSON_ASK,      /* block */
	LESSON_GOAL,     /* block */
	LESSON_WRONG     /* text: a sentence; the line, or the block, is left out */
};

struct lesson_line {
	char *text;
	size_t line; /* its number in the script */
};

struct lesson_lines {
	struct lesson_line *line;
	size_t count, space;
};

/* A word of lessons. */
struct lesson_word {
	const char *name;
	enum lesson_kind kind; /* LESSON_WRONG: only within a block */
	const char *form;      /* "let NAME = EXPRESSION" */
};

extern const struct lesson_word lesson_words[]; /* ends with a row whose name is NULL */

/* The word that a line begins with; *rest is what follows, without blanks before it. NULL: it is
 * a command, as is ask = m 100. */
const struct lesson_word *lesson_word_of(const char *line, const char **rest);

/* Without blanks around, nor the remark (# ...) behind it, where there may be one; clean text.
 * The caller frees it. */
char *lesson_trim(const char *text, int remarks);

void lesson_lines_add(struct lesson_lines *lines, const char *text, size_t line);
void lesson_wrong(struct lesson_lines *wrong, size_t line, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void lesson_lines_free(struct lesson_lines *lines);

#endif
