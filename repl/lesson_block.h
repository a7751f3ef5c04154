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
	BLOCK_LINES = 200,  /* from ask or goal to end */
	BLOCK_LINE = 4096,  /* bytes of each */
	BLOCK_CHOICES = 8,
	BLOCK_WITHIN = 20,  /* commands, when nothing is said */
	BLOCK_WITHIN_MOST = 1000,
	BLOCK_POINTS_MOST = 100
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

struct block {
	enum lesson_kind what; /* LESSON_ASK, LESSON_GOAL */
	size_t line;           /* where it begins */
	size_t end;            /* and its last line */
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
struct block *block_start(const char *text, size_t line, struct lesson_lines *wrong);

/* One line more, of those that are no prose. 1; 0: it was its end. */
int block_line(struct block *block, const char *text, size_t line, struct lesson_lines *wrong);

/* Its end did not come, up to before this line; of a faulty one nothing more is told. */
void block_unfinished(struct block *block, size_t line, const char *why,
                      struct lesson_lines *wrong);

/* "ask place1", for messages. */
struct quote block_called(const struct block *block);

void block_free(struct block *block); /* NULL is allowed */

#endif
