/* SPDX-License-Identifier: MIT
 *
 * lesson_block.h - ask ... end and goal ... end: a question or an exercise, read as a whole.
 *
 *   ask where place Where will p6 begin?        goal holes of 3 Two holes of 64 bytes
 *     hint Which placement is it?                 within 6 commands
 *     m 100                                       reach count(free, 64) = 2
 *     explain First fit takes the first.          m 64
 *   end                                         end
 *
 * Texts are as they were written: {EXPRESSION}s are filled in when they are shown.
 */
#ifndef MMVIZ_LESSON_BLOCK_H
#define MMVIZ_LESSON_BLOCK_H

#include "lesson_word.h"
#include "word.h"

#include <stddef.h>

enum {
	LESSON_BLOCK_LINES = 200,  /* from ask or goal to end */
	LESSON_BLOCK_LINE = 4096,  /* bytes of each */
	LESSON_BLOCK_CHOICES = 8,
	LESSON_BLOCK_WITHIN = 20,  /* commands, when nothing is said */
	LESSON_BLOCK_WITHIN_MOST = 1000,
	LESSON_BLOCK_POINTS_MOST = 100
};

enum answer_kind {
	ANSWER_NUMBER,
	ANSWER_PLACE,
	ANSWER_CHUNK,
	ANSWER_BUCKET,
	ANSWER_CHOICE,
	ANSWER_LIST,
	ANSWER_KINDS
};

/* "number", "place", ...: as ask has them. */
extern const char *const answer_kind_names[ANSWER_KINDS];

struct lesson_block {
	enum lesson_kind what; /* LESSON_ASK, LESSON_GOAL */
	size_t line;           /* where it begins */
	char id[24];
	enum answer_kind kind;
	unsigned points;
	char *question;        /* of a goal: its text */
	struct lesson_lines choices, hints, commands, explain, reach;
	char *answer;          /* NULL: what the last of the commands did */
	size_t answer_line;
	size_t within;
	int faulty;            /* its first line is wrong: nothing more is asked of it */
};

/* A block begins. What is wrong in it is added to wrong: sentences, each with its line. */
struct lesson_block *lesson_block_start(const char *text, size_t line, struct lesson_lines *wrong);

/* One line more, of those that are no prose. 1; 0: it was its end. */
int lesson_block_line(struct lesson_block *block, const char *text, size_t line,
                      struct lesson_lines *wrong);

/* Its end did not come, up to before this line; of a faulty one nothing more is told. */
void lesson_block_unfinished(struct lesson_block *block, size_t line, const char *why,
                             struct lesson_lines *wrong);

/* "ask place1", for messages. */
struct quote lesson_block_called(const struct lesson_block *block);

void lesson_block_free(struct lesson_block *block); /* NULL is allowed */

#endif
