/* SPDX-License-Identifier: MIT
 *
 * browse.h - looking around, in the heap and in time.
 *
 *   map         the arrow keys choose a chunk, and it is told about; < > go through time
 *   time line   the arrow keys go through time
 *
 * What is chosen is a place, not a pointer: it is looked up anew at each key, and a heap
 * that changed meanwhile does no harm. In time the choice stays with its chunk's name.
 *
 * Rules of use
 * - Keys only say where to; browse_show goes there and draws, once for all keys that wait.
 */
#ifndef MMVIZ_BROWSE_H
#define MMVIZ_BROWSE_H

#include "display.h"
#include "session.h"
#include "travel.h"

struct browse {
	struct session *session;
	struct display *display;
	struct travel travel;
	struct place place;   /* the chunk chosen */
	char name[VIEW_NAME]; /* its name; empty: it has none */
	int picked;           /* by a key: else it is what was touched last */
	int lost;             /* it is not there at this step */
	int in_time;          /* the time line has the keys */
	int helping;          /* the keys are shown */
	struct lines help[2]; /* of the map, of the time line */
	char about[400];      /* the chunk in words, or why there is none; empty: the session's */
};

/* Chooses the chunk that was touched last, or the first. 0 when there is nothing to look at,
 * now or at another step; the reason is on the result line. */
int browse_start(struct browse *browse, struct session *session, struct display *display);

/* One key (key.h). 0 when it leads back to the prompt. */
int browse_key(struct browse *browse, int key);

void browse_show(struct browse *browse);

/* The session stays at the step that was gone to; or, with back = 1, stands again where it
 * stood before. */
void browse_end(struct browse *browse, int back);

#endif
