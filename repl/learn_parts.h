/* SPDX-License-Identifier: MIT
 *
 * learn_parts.h - a lesson that is being learned, by file.
 *
 *   learn.c        opened, gone on with, kept, ended: the same on the screen and as text
 *   learn_plain.c  as plain text, by lines
 *   learn_aside.c  what was finished, when it is begun anew
 *   learn_list.c   all lessons
 *   learn_stage.c  on the screen, for line_learn.c
 *
 *   learn_run -> learn_start -> items of learn->lesson, each learn_passed -> learn_close
 *                                '- blocks: learn->asking, learn_answered
 */
#ifndef MMVIZ_LEARN_PARTS_H
#define MMVIZ_LEARN_PARTS_H

#include "asking.h"
#include "learn.h"
#include "lessons.h"
#include "outline.h"
#include "progress.h"

struct learn {
	struct session *session;
	const struct learn_wish *wish;
	struct lesson_file file;  /* of a lesson that is a file */
	FILE *stream;             /* of one that is text */
	char name[LESSONS_PATH];  /* what is typed to go on with it: "03", "my/lesson.txt" */
	struct outline outline;
	struct attempt attempt;
	struct lines aside;       /* what is told of a result that was put away */
	struct script *script;
	struct lesson *lesson;
	struct asking asking;     /* of the block at hand */
	size_t place;             /* the line of the last item that was done; 0: none was */
	char problem[PROGRESS_PROBLEM]; /* of keeping, told once */
	char sentence[1024];      /* on the screen */
	int begun;                /* what was kept before is replaced already */
	int was_over;             /* its end was reached before: done it stays */
	int is_over;              /* its end was reached */
	int failed;               /* something could not be written */
};

/* Opens the script, and goes quietly to where the learner stopped; said: what is to be told
 * before the lesson goes on. 0: it cannot be opened; told. */
int learn_start(struct learn *learn, struct lines *said);

/* An item was done: the lesson would go on behind it. What is worth it is kept. */
void learn_passed(struct learn *learn, const struct lesson_item *item);

/* What the script expects is no news to a learner: it is told only when it is not so. */
enum session_status learn_expect(struct learn *learn, const struct lesson_item *item);

/* What the block at hand came to is kept, if it came to something: the lesson would go on behind
 * it. */
void learn_answered(struct learn *learn);

/* The answers go into that file; a sentence. */
void learn_save(struct learn *learn, const char *path, struct lines *said);

/* As what is handed in: 0, or an errno. */
int learn_write(const char *path, const struct attempt *attempt);

/* A result that is about to be replaced, if the lesson was finished. */
void learn_put_aside(struct learn *learn, const struct attempt *attempt);

/* What is told at the end, or where it was left. */
void learn_over(struct learn *learn, struct lines *said);
void learn_left(struct learn *learn, struct lines *said);

/* The lesson is over: its lines that failed count. */
void learn_close(struct learn *learn);

/* As plain text: the exit status. */
int learn_plain(struct learn *learn);

#endif
