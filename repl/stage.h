/* SPDX-License-Identifier: MIT
 *
 * stage.h - a script on the screen: its words and steps, its pauses, its last words.
 *
 *   step, step, ... --Esc--> pause --Enter--> step ... --> last words
 *                              '--a new heap--> over
 */
#ifndef MMVIZ_STAGE_H
#define MMVIZ_STAGE_H

#include "display.h"
#include "player.h"

struct stage {
	struct display *display;
	struct player player;
	struct lines before;     /* its words of the step before this one */
	int back;                /* they are looked at */
	int failed;              /* a line of it failed */
	size_t others;           /* failures of the session before it went on */
	struct lines last_words; /* of a script that is over, until there is other text */
	char title[64];          /* over them */
};

/* Shows where the script is. */
void stage_show(struct stage *stage);

/* One step, shown; NULL, or a sentence for the result line when the script is over. */
const char *stage_next(struct stage *stage);

/* The words before those that are shown, or instead of a command's steps; and back again. */
void stage_back(struct stage *stage);

void stage_pause(struct stage *stage);

/* Goes on after a pause; NULL, or a sentence that what it says may not hold any more. */
const char *stage_resume(struct stage *stage);

/* The empty prompt says how to go on, where that is possible: a script that pauses is over
 * when the heap is a new one. */
void stage_hint(struct stage *stage);

/* Puts last words away; 0 when there are none. */
int stage_clear(struct stage *stage);

void stage_close(struct stage *stage);

#endif
