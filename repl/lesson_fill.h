/* SPDX-License-Identifier: MIT
 *
 * lesson_fill.h - texts of a block as they are shown now: their {EXPRESSION}s filled in.
 *
 * Rules of use
 * - What is only tried, and a hint, draws no random numbers: whoever wants it gets the same
 *   questions as anybody else.
 */
#ifndef MMVIZ_LESSON_FILL_H
#define MMVIZ_LESSON_FILL_H

#include "expression.h"
#include "lesson_block.h"
#include "lines.h"

/* Choices, explanations: added to out. 0: one of them cannot be filled in, with a sentence. */
int lesson_fill_all(struct scope *scope, const struct lesson_lines *texts, struct lines *out,
                    char problem[EXPRESSION_PROBLEM]);

/* A hint, the caller's; NULL: there are no more, or it cannot be filled in. */
char *lesson_fill_hint(const struct scope *scope, const struct lesson_block *block, size_t index);

/* As if it were shown, the caller's; NULL with a sentence: it cannot be filled in. */
char *lesson_fill_try(const struct scope *scope, const char *text,
                      char problem[EXPRESSION_PROBLEM]);

/* The line of the first that cannot be filled in, with a sentence; 0: all can. */
size_t lesson_fill_fault(const struct scope *scope, const struct lesson_lines *texts,
                         char problem[EXPRESSION_PROBLEM]);

#endif
