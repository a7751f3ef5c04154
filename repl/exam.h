/* SPDX-License-Identifier: MIT
 *
 * exam.h - a lesson carried out with nobody watching: answers are at hand, or there are none.
 *
 * Rules of use
 * - Nothing is written or shown meanwhile, and what fails in the lesson is only counted
 *   (session->failures).
 * - Whatever is answered, the heap goes the same way.
 */
#ifndef MMVIZ_EXAM_H
#define MMVIZ_EXAM_H

#include "lesson.h"
#include "question.h"

/* What was given to a question, or NULL. */
typedef const char *exam_answer(void *user, const struct lesson_block *block);

struct exam_result {
	const struct lesson_block *block;
	struct verdict verdict;
	const char *given;    /* as it was handed over; NULL: nothing was */
	char *solution; /* of an exercise: the lesson's commands, "m 64; f p1" */
	const char *problem;  /* why there was no verdict, or what was not understood; "" */
	int faulty;           /* ... for the lesson is wrong */
};

typedef void exam_judged(void *user, const struct exam_result *result);

struct exam {
	exam_answer *answer; /* NULL: there are none */
	exam_judged *judged;
	void *user;
};

/* To its end. */
void exam_run(struct lesson *lesson, const struct exam *exam);

/* Without answers, up to the item of that line, which is the last that is done. told: its last
 * heading, if it has some, is added, and the words that a learner has before him there. */
void exam_pass(struct lesson *lesson, size_t line, struct lines *told);

#endif
