/* SPDX-License-Identifier: MIT
 *
 * follow_show.h - a program's heap on the screen while it runs.
 *
 *   following   reads for a part of the time, draws at most 30 times a second
 *   paused      nothing is read; < > and the other keys go through what was
 *   hurrying    reads all the time, until nothing is left
 *
 * The program goes on in any case; when it has ended the screen stays. A recording that was opened
 * is hurried through, and read on while it is paused.
 */
#ifndef MMVIZ_FOLLOW_SHOW_H
#define MMVIZ_FOLLOW_SHOW_H

#include "display.h"
#include "follow.h"

struct follow_show {
	struct follow *follow;
	struct display *display;
	const char *output;   /* the file that has what the program writes; NULL: none */
	int paused, hurrying;
	int typing;           /* a step to go to */
	size_t typed;
	double frame;         /* when the next is due */
	int last;             /* the end was drawn */
	double counted;       /* when `rate` was worked out, and from how many */
	uint64_t then;
	double rate;
	char sentence[600], hint[200];
};

void follow_show_start(struct follow_show *show, struct display *display);

/* Milliseconds until more is due; -1: not before a key. */
int follow_show_tick(struct follow_show *show);

/* One key (key.h): 0 when it leads out. */
int follow_show_key(struct follow_show *show, int key);

/* Others have the screen for a while. And it shows itself again. */
void follow_show_pause(struct follow_show *show);
void follow_show_draw(struct follow_show *show);

#endif
