/* SPDX-License-Identifier: MIT
 *
 * lesson.h - a script read as a lesson: prose, commands, questions, exercises, one by one.
 *
 *   script (script.h) -> items: whole blocks, with their line numbers; nothing is run
 *   lesson_run(item)  -> what the line does, with its {EXPRESSION}s filled in
 *
 *   lesson = lesson_start(session, script, seed);
 *   while (lesson_next(lesson, &item) != LESSON_END) ...
 *   lesson_end(lesson);
 *
 * Every script is a lesson: one without a word of lessons plays as it always did.
 *
 * Rules of use
 * - Nothing is read ahead: standard input may be a pipe. Only a block is read to its end.
 * - Mistakes are items (LESSON_WRONG): reading goes on after them.
 * - A lesson of a source command is one of its own, with its own variables.
 */
#ifndef MMVIZ_LESSON_H
#define MMVIZ_LESSON_H

#include "expression.h"
#include "lesson_block.h"
#include "script.h"

enum { LESSON_BLOCKS = 1000 }; /* questions and exercises of a lesson */

struct lesson_item {
	enum lesson_kind kind;
	size_t line;        /* its number; of a block the first */
	const char *text;   /* good until the next lesson_next */
	const struct lesson_block *block; /* the same; NULL: it is no block */
};

/* Read it; only the functions below change it, and asking.h its numbers. */
struct lesson {
	struct session *session;
	struct script *script;
	struct scope scope;
	struct variables variables;
	uint64_t random;
	char *name;   /* "01" of lessons/01.txt */
	char *seed;   /* the word that its random numbers come from */
	int is_given; /* ... was given by the caller: the lesson's own seed does not count */
	size_t seeds; /* of its own, so far */
	int is_one;   /* it has a word of lessons so far */
	size_t answered; /* questions and exercises, so far */
	struct lesson_reading *reading;
};

/* The script stays the caller's. seed: NULL, or a word that wins over the lesson's own. */
struct lesson *lesson_start(struct session *session, struct script *script, const char *seed);
void lesson_end(struct lesson *lesson);

/* Its random numbers begin anew, from that word. */
void lesson_seed(struct lesson *lesson, const char *word);

enum lesson_kind lesson_next(struct lesson *lesson, struct lesson_item *out);

/* Carries out an item that is neither prose nor a block: LESSON_COMMAND, _TOO_LONG, _EXPECT, _LET,
 * _SEED; _WRONG is a failure told with its line. _BLANK, _PAUSE: SESSION_OK. */
enum session_status lesson_run(struct lesson *lesson, const struct lesson_item *item);

/* A command with its {EXPRESSION}s filled in, the caller's; NULL: the failure was told. */
char *lesson_filled(struct lesson *lesson, const char *text, size_t line);

/* Carries out a command of a block, or one that a learner typed in an exercise (line 0). */
enum session_status lesson_command(struct lesson *lesson, const char *text, size_t line);

/* The same for a question or a goal (question_runner); user: the lesson. */
int lesson_runner(void *user, const char *text, size_t line);

/* Tells a failure of that line: FILE:LINE: sentence. Always SESSION_FAILED. */
enum session_status lesson_fail(struct lesson *lesson, size_t line, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Prose, a question, a choice ... as it is shown now: the caller's. What cannot be filled in is
 * told (lesson_fail), and the text given as it was written. */
char *lesson_text(struct lesson *lesson, const char *text, size_t line, enum expression_fill where);

#endif
