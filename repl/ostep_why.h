/* SPDX-License-Identifier: MIT
 *
 * ostep_why.h - the first wrong step of an answer, in a sentence: from what the operation did.
 *
 * Each writes sentences without a newline at their end. The answer is a wrong one.
 */
#ifndef MMVIZ_OSTEP_WHY_H
#define MMVIZ_OSTEP_WHY_H

#include "ostep_answer.h"

#include <stdio.h>

void ostep_why_returned(FILE *out, const struct ostep_problem *problem,
                        const struct ostep_step *step, const struct ostep_said *said);

void ostep_why_searched(FILE *out, const struct ostep_problem *problem,
                        const struct ostep_step *step);

void ostep_why_list(FILE *out, const struct ostep_problem *problem,
                    const struct ostep_step *step, const struct ostep_said *said);

/* Where ours differs from what the book's program prints, if it does: once for each cause. *told
 * are those that were told, a bit each. */
void ostep_why_differs(FILE *out, const struct ostep_problem *problem,
                       const struct ostep_step *step, unsigned *told);

#endif
