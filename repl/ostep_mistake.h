/* SPDX-License-Identifier: MIT
 *
 * ostep_mistake.h - the usual mistakes about the list after an operation: each makes a list, and
 * a wrong answer that is this list was thought so.
 */
#ifndef MMVIZ_OSTEP_MISTAKE_H
#define MMVIZ_OSTEP_MISTAKE_H

#include "ostep_task.h"

/* A sentence about the first mistake that makes this list; NULL: none does. */
const char *ostep_mistake(const struct ostep_problem *problem, const struct ostep_step *step,
                          const struct ostep_list *said);

#endif
