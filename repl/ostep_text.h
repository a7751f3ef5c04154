/* SPDX-License-Identifier: MIT
 *
 * ostep_text.h - a problem and its operations as the book's sheet has them, on a stream.
 */
#ifndef MMVIZ_OSTEP_TEXT_H
#define MMVIZ_OSTEP_TEXT_H

#include "ostep_task.h"

#include <stdio.h>

/* The options, a line each, and a blank one; solved: the answers follow. */
void ostep_text_problem(FILE *out, const struct ostep_problem *problem, int solved);

/* The number of one of those lines' names; -1: it begins with none of them. */
int ostep_text_option(const char *line);

/* An operation with what it returned, or a question mark. */
void ostep_text_step(FILE *out, const struct ostep_problem *problem,
                     const struct ostep_step *step, int solved);

/* The list, or the question; one line. */
void ostep_text_list(FILE *out, const struct ostep_problem *problem,
                     const struct ostep_list *list, int solved);

#endif
