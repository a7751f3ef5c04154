/* SPDX-License-Identifier: MIT
 *
 * goal.h - an exercise of a lesson: a heap to be reached, by one's own commands.
 *
 *   goal_begin -> lines of the learner, goal_after_line after each -> goal_end
 *   the heap:     an excursion ................................... again as it was
 *
 * Rules of use
 * - goal_end is called in any case, also when nothing was reached.
 * - What counts are the operations on the way to the present step: what u takes back does not, nor
 *   what the heap refused.
 * - The block and the scope stay the caller's and must outlive the goal.
 */
#ifndef MMVIZ_GOAL_H
#define MMVIZ_GOAL_H

#include "question.h"

struct goal;

enum goal_state {
	GOAL_OPEN,    /* not yet */
	GOAL_REACHED, /* it stays reached, whatever comes then */
	GOAL_SPENT,   /* more operations than it allows; u takes one back */
	GOAL_FAULTY   /* the lesson is wrong */
};

/* NULL with a sentence; the heap is then as it was. */
struct goal *goal_begin(struct scope *scope, const struct lesson_block *block,
                        char problem[QUESTION_PROBLEM]);

/* The exercise, and how many operations it allows; unwrapped. */
const struct lines *goal_text(const struct goal *goal);

/* After a line of the learner: where it stands, as a sentence; it may be empty. */
enum goal_state goal_after_line(struct goal *goal, char said[QUESTION_PROBLEM]);

/* Of a goal that is not reached: the first of its conditions that does not hold. */
void goal_missing(struct goal *goal, char said[QUESTION_PROBLEM]);

size_t goal_operations(const struct goal *goal); /* so far on this way; those when it was reached */

/* The lesson's own solution, from where the goal began. 1 when it reaches it; 0 with a sentence. */
int goal_solve(struct goal *goal, question_runner *run, void *user,
               char problem[QUESTION_PROBLEM]);

/* The lesson's explanation, of the heap as it is now, its lines as one. What cannot be filled in
 * goal_end tells. The caller frees it. */
char *goal_explain(struct goal *goal);

/* Frees the goal. The verdict's given is "reached in 4 operations" or "not reached". */
struct verdict goal_end(struct goal *goal);

#endif
