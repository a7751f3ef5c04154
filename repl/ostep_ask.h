/* SPDX-License-Identifier: MIT
 *
 * ostep_ask.h - a problem printed, solved, or asked and checked.
 *
 *   solved            the book's sheet with the answers
 *   no line to read   the sheet with question marks
 *   else              each question, what is right and wrong about its answer, and the points
 */
#ifndef MMVIZ_OSTEP_ASK_H
#define MMVIZ_OSTEP_ASK_H

#include "ostep_task.h"

#include <stdio.h>

enum { OSTEP_LINE_MOST = 1 << 20 }; /* bytes of an answer's line */

struct ostep_sheet {
	const struct ostep_problem *problem;
	FILE *out, *err;
	FILE *in;    /* answers; NULL: nobody is asked */
	int prompts; /* a person types them */
	int solved;
};

/* 0: all that was answered is right, or nothing was; 1: something is wrong or missing, or the
 * answers are of another problem; or the system has no memory. */
int ostep_ask(const struct ostep_sheet *sheet);

#endif
