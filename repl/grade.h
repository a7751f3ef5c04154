/* SPDX-License-Identifier: MIT
 *
 * grade.h - a lesson's answers, graded; and the right ones.
 *
 *   handed in -> exam (exam.h), the lesson carried out with them -> a row a question
 *
 * Rules of use
 * - 0 points: no answer, one that is not understood, one given twice. All of it is told.
 * - Exit status: 0 when all is right, 1 when it is not or the lesson has faults, 2 when the lesson
 *   or the answers cannot be read.
 */
#ifndef MMVIZ_GRADE_H
#define MMVIZ_GRADE_H

#include <stdio.h>

struct grade_wish {
	const char *lesson;  /* as learn takes it */
	const char *seed;    /* NULL: that of the answers, else the lesson's own */
	const char *answers; /* the file; "-": standard input */
	int json;
};

int grade_run(const struct grade_wish *wish, FILE *out, FILE *err);

/* The key, in the form that grade reads. */
int grade_answers(const struct grade_wish *wish, FILE *out, FILE *err);

#endif
