/* SPDX-License-Identifier: MIT
 *
 * asking_parts.h - a question or an exercise while it is open, by file.
 *
 *   asking.c        asked; what is typed
 *   asking_look.c   commands that only look
 *   asking_judge.c  answered, skipped, asked once more
 */
#ifndef MMVIZ_ASKING_PARTS_H
#define MMVIZ_ASKING_PARTS_H

#include "asking.h"

static inline int asking_is_goal(const struct asking *asking)
{
	return asking->block->what == LESSON_GOAL;
}

/* The lesson is wrong, which is told. Always 0. */
int asking_fail(struct asking *asking, const char *problem);

/* It is a command that may do something to the heap. */
int asking_is_act(const char *line);

/* Opened, from the heap as it is; 0: the lesson is wrong. Given up, whatever was done. */
int asking_begin(struct asking *asking);
void asking_drop(struct asking *asking);

/* text: the answer that was read; "": it was skipped. */
void asking_judge(struct asking *asking, const char *text);
void asking_reached(struct asking *asking, const char *said);
void asking_show_solution(struct asking *asking);

/* From what was told on. */
void asking_go_on(struct asking *asking);

void asking_again(struct asking *asking, const char *rest);

/* From asking once more; 0: the heap could not be brought back. */
int asking_come_back(struct asking *asking);

#endif
