/* SPDX-License-Identifier: MIT
 *
 * ostep_view.h - a problem's operations as scripts of mmviz: the sheet is their prose.
 *
 * The heap of the script has the options that are nearest to the book's rules. They are all of
 * the rules in ADDRSORT, and without coalescing in INSERT-FRONT and INSERT-BACK. Otherwise the
 * script ends before the first operation after which the heap's list would not be the book's,
 * and says so.
 */
#ifndef MMVIZ_OSTEP_VIEW_H
#define MMVIZ_OSTEP_VIEW_H

#include "ostep.h"

#include <stdio.h>

/* start: what makes the heap and its space; steps: the rest. 0: the system has no memory for the
 * problem's space. */
int ostep_view_write(FILE *start, FILE *steps, const struct ostep_problem *problem);

#endif
