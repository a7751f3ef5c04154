/* SPDX-License-Identifier: MIT
 *
 * asking.h - a question or an exercise while it is open: what is typed, and what is told then.
 *
 *   asking_start -> said: the question -> asking_take(line) -> said: what came of it
 *
 *   ASKING_OPEN --answer, skip--> judged --right--> ASKING_DONE
 *        ^                           '----wrong--> ASKING_TOLD --Enter--> ASKING_DONE
 *        '------------------- again ------------------'
 *
 * Rules of use
 * - While it is open commands that look at the heap are run; those that would change it are
 *   refused at a question, and are what an exercise is about.
 * - The first answer counts: it is in given, from the moment on when is_given says so.
 * - The lesson and the block stay the caller's; the block must outlive it.
 */
#ifndef MMVIZ_ASKING_H
#define MMVIZ_ASKING_H

#include "attempt.h"
#include "lesson.h"
#include "lines.h"

struct goal;
struct question;

enum asking_state {
	ASKING_OPEN, /* an answer, or a command, is wanted */
	ASKING_TOLD, /* it was wrong, and told why: Enter goes on */
	ASKING_DONE, /* the lesson goes on */
	ASKING_QUIT,
	ASKING_SAVE  /* the answers are to go into the file `path`; its state is as before */
};

struct asking {
	struct lesson *lesson;
	const struct lesson_block *block;
	struct question *question; /* one of the two */
	struct goal *goal;
	enum asking_state state;
	struct lines said;    /* to be shown: the question; then what the last line came to */
	int is_asked;         /* the question is in it */
	int adds;             /* and something under it */
	size_t turns;         /* lines that were typed */
	int showed;           /* the last line was a command, which has shown something itself */
	int is_given;
	struct given given;   /* its texts are its own */
	int on_screen;        /* what is said stands alone there, so the question is said with it;
	                       * an exercise that was solved is to be seen until Enter is typed */
	int is_explained;     /* with the solution of an exercise, on the screen */
	char *typed;          /* in an exercise so far: "m 64; f p1" */
	char *path;           /* of save; NULL: it was another word */
	size_t hints;         /* given */
	char prompt[48];
	uint64_t random;      /* of the lesson before it, */
	size_t step, heaps;   /* and where the session was: for again */
	int is_away;          /* it is asked once more, on an excursion */
	size_t end;           /* where the session is when that is over */
};

/* 0: the lesson is wrong, which was told; there is nothing to ask. */
int asking_start(struct asking *asking, struct lesson *lesson, const struct lesson_block *block);
void asking_end(struct asking *asking); /* may be called at any time, and twice */

enum asking_state asking_take(struct asking *asking, const char *line);

/* A line that only looks; 0: it is another, and nothing was run. refused: a sentence that says so,
 * for a command that would change something; else "". */
int asking_look(struct lesson *lesson, const char *line, const char **refused);

/* q, quit, exit */
int asking_quits(const char *line);

#endif
