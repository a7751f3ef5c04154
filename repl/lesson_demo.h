/* SPDX-License-Identifier: MIT
 *
 * lesson_demo.h - a question or an exercise that nobody answers: shown, carried out, answered.
 *
 *   demo_begin -> its text -> demo_run -> the answer -> demo_end
 *
 * Rules of use
 * - Between demo_run and demo_end of an exercise the heap is as its solution left it; demo_end
 *   brings it back to where the exercise began.
 * - What is wrong with the lesson was told (lesson_fail).
 */
#ifndef MMVIZ_LESSON_DEMO_H
#define MMVIZ_LESSON_DEMO_H

#include "lesson.h"
#include "lines.h"

struct demo;

/* NULL: it cannot be asked. The block must outlive the demo. */
struct demo *demo_begin(struct lesson *lesson, const struct lesson_block *block);

/* "? place1  Where will p6 begin?", its choices ... */
const struct lines *demo_text(const struct demo *demo);

/* Carries out its commands. What is then to be told: "Answer: s1+0x000", or "Reached in 4
 * operations.", and the explanation. Empty when the lesson is wrong. */
const struct lines *demo_run(struct demo *demo);

/* The heap is as it was before it, for others to work on; and it is asked again. 0: it cannot be,
 * which was told. Not after demo_run. */
void demo_leave(struct demo *demo);
int demo_return(struct demo *demo);

void demo_end(struct demo *demo); /* NULL is allowed */

#endif
