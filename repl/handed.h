/* SPDX-License-Identifier: MIT
 *
 * handed.h - answers that were handed in, to be graded: lines, or what learn has saved.
 *
 *   # LESSON, seed WORD     the first line only: else a comment
 *   place1: s1+0x40
 *   holes: m 64; m 64; f p1
 *
 * Rules of use
 * - Nothing is lost silently: a line that is no answer, and an ID that comes twice, are problems,
 *   each with its line.
 */
#ifndef MMVIZ_HANDED_H
#define MMVIZ_HANDED_H

#include "attempt.h"
#include "lines.h"

enum { HANDED_MOST = 2000, HANDED_PROBLEMS = 100, HANDED_PROBLEM = 300 };

struct handed_answer {
	char *id, *text;
	size_t line;
	int twice;  /* there was one before it: neither counts */
	int asked;  /* the lesson has that question */
};

struct handed {
	const char *name;     /* of the file, for messages; the caller's */
	struct handed_answer *answer;
	size_t count, space;
	struct attempt saved; /* what learn has saved: lesson, sum, seed; of lines, whose lesson is
	                       * NULL, the seed that their first names, or NULL */
	size_t problems;      /* told on the stream, */
	struct lines told;    /* and the first of them kept: FILE:LINE: sentence */
};

/* "-" is standard input. 0: it cannot be read at all. What is wrong is told on err. */
int handed_read(struct handed *handed, const char *path, FILE *err);
void handed_free(struct handed *handed);

/* The answer to a question, which is then asked; NULL: none, or several. */
const struct handed_answer *handed_find(struct handed *handed, const char *id);

/* A problem of that line: FILE:LINE: sentence. */
void handed_tell(struct handed *handed, size_t line, FILE *err, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* How many problems there were beyond those that handed_tell tells. */
void handed_tell_rest(const struct handed *handed, FILE *err);

#endif
