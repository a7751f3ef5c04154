/* SPDX-License-Identifier: MIT
 *
 * ostep_task.h - the operations of a problem, carried out one by one.
 *
 * Random ones are drawn as the book's program draws them, so that a seed gives its problem: one
 * number decides between Alloc and Free, one more the size, or which of the chunks in use. A
 * Free is drawn anew when nothing is in use.
 *
 * Of a list "+10,-0" each + is an Alloc of so many bytes, which makes the next ptr[], and each
 * - a Free of that ptr[]; one that no Alloc made, or a failed one, is skipped.
 */
#ifndef MMVIZ_OSTEP_TASK_H
#define MMVIZ_OSTEP_TASK_H

#include "ostep_space.h"

enum ostep_kind { OSTEP_ALLOC, OSTEP_FREE, OSTEP_SKIPPED };

struct ostep_step {
	enum ostep_kind kind;
	size_t index;    /* of ptr[] */
	size_t size;     /* bytes asked for */
	int failed;      /* -1: no room; nothing is allocated there */
	size_t address;  /* what the Alloc returned, or the Free was given */
	size_t searched;
	int book_skips;  /* a Free: the book's program counts the Allocs that succeeded */
	struct ostep_list before, after;
};

/* Where the book's program is wrong about a step, and this one is not. */
enum ostep_difference {
	OSTEP_AS_BOOK, OSTEP_BOOK_HEADER, OSTEP_BOOK_FAILED, OSTEP_BOOK_SKIPS, OSTEP_BOOK_ENDS
};

struct ostep_task;

enum { OSTEP_SENTENCE = 240 };

/* 1, or 0 with a sentence (OSTEP_SENTENCE bytes): where the list of operations is wrong. */
int ostep_task_check(const struct ostep_problem *problem, char *sentence);

/* The problem must outlive it. NULL: the system has no memory for its space. */
struct ostep_task *ostep_task_create(const struct ostep_problem *problem);
void ostep_task_destroy(struct ostep_task *task); /* NULL is allowed */

/* Carries out the next operation, 1; 0: there is none. The step's lists are the task's. */
int ostep_task_next(struct ostep_task *task, struct ostep_step *step);

/* With the book's bugs: why it ended before its end, a sentence; "" when it did not. */
const char *ostep_task_stopped(const struct ostep_task *task);

/* What is printed as returned: with the book's bugs that may be wrong. */
long long ostep_returned(const struct ostep_problem *problem, const struct ostep_step *step);

/* OSTEP_AS_BOOK when its bugs are wanted. */
enum ostep_difference ostep_difference(const struct ostep_problem *problem,
                                       const struct ostep_step *step);

#endif
