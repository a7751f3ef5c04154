/* SPDX-License-Identifier: MIT
 *
 * ostep_verdict.h - an answer, part by part: right, or what is right and why. In rows of up to 78
 * columns, but for the list, which has one row as on the sheet.
 */
#ifndef MMVIZ_OSTEP_VERDICT_H
#define MMVIZ_OSTEP_VERDICT_H

#include "ostep_answer.h"

#include <stdio.h>

struct ostep_marks ostep_verdict(FILE *out, const struct ostep_problem *problem,
                                 const struct ostep_step *step, const struct ostep_said *said);

#endif
