/* SPDX-License-Identifier: MIT
 *
 * browse.h - looking around, in the heap and in time.
 *
 *   pane     map, table, chunks, why, bytes or time has the keys; Tab leads on
 *   choice   one chunk, marked in all of them
 *   zoom     heap > section > chunk > bytes; Enter goes nearer, Backspace further away
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
#include "key.h"
#include "session.h"
#include "travel.h"

enum { BROWSE_WORDS = 100 };

/* What is typed after a /, or was searched for last. */
struct browse_search {
	int typing;
	char words[BROWSE_WORDS];
	size_t length;
	char last[BROWSE_WORDS];
};

struct browse {
	struct session *session;
	struct display *display;
	struct travel travel;
	enum view_pane pane;  /* that has the keys */
	enum view_zoom zoom;
	enum view_pane before; /* the pane that was left for the bytes, and how near it was */
	enum view_zoom zoom_before;
	enum view_pane usual_full; /* the one at full size before, as the layout had it */
	struct place place;   /* the chunk chosen */
	char name[VIEW_NAME]; /* its name; empty: it has none */
	int picked;           /* by a key: else it is what was touched last */
	int lost;             /* it is not there at this step */
	size_t empty;         /* an empty bucket of its section is looked at instead, + 1 */
	size_t byte;          /* the one of the chunk that is looked at, from its first */
	int helping;          /* the keys are shown */
	struct lines help;
	struct browse_search search;
	char about[400];      /* the choice in words, or why there is none; empty: the session's */
};

/* Chooses the chunk that was touched last, or the first. 0 when there is nothing to look at,
 * now or at another step; the reason is on the result line. */
int browse_start(struct browse *browse, struct session *session, struct display *display);

/* Can this pane have the keys? */
int browse_has_keys(enum view_pane pane);

/* One key (key.h). 0 when it leads back to the prompt. */
int browse_key(struct browse *browse, int key);

/* The same for a key of the mouse. */
int browse_mouse(struct browse *browse, int key, struct mouse mouse);

void browse_show(struct browse *browse);

/* The session stays at the step that was gone to; or, with back = 1, stands again where it
 * stood before. */
void browse_end(struct browse *browse, int back);

#endif
