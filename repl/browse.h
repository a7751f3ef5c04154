/* SPDX-License-Identifier: MIT
 *
 * browse.h - looking around: the arrow keys choose a chunk, and it is told about.
 *
 * What is chosen is a place, not a pointer: it is looked up anew at each key, and a heap
 * that changed meanwhile does no harm.
 */
#ifndef MMVIZ_BROWSE_H
#define MMVIZ_BROWSE_H

#include "display.h"
#include "session.h"

struct browse {
	struct session *session;
	struct display *display;
	struct place place; /* the chunk chosen */
	int helping;        /* the keys are shown */
	struct lines help;
	char about[400];    /* the chunk in words */
};

/* Chooses the chunk that was touched last, or the first. 0 when the heap has no chunk; the
 * reason is on the result line. */
int browse_start(struct browse *browse, struct session *session, struct display *display);

/* One key (key.h). 0 when it leads back to the prompt. */
int browse_key(struct browse *browse, int key);

void browse_end(struct browse *browse);

#endif
