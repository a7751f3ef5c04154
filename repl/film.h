/* SPDX-License-Identifier: MIT
 *
 * film.h - the operations of the branch, played live on the screen.
 *
 *   step N -> silently, as many as are due -> the last of them shown as if typed -> a frame
 *
 * Rules of use
 * - film_tick does what is due now, for a few milliseconds at most, so that keys are answered;
 *   frames come at most 60 times a second, and take a small share of the time.
 * - The session stands at a step of its branch whenever a function returns: nothing is to be
 *   undone at the end.
 */
#ifndef MMVIZ_FILM_H
#define MMVIZ_FILM_H

#include "display.h"
#include "playback.h"

#include <stddef.h>

struct film {
	struct session *session;
	struct display *display;
	struct playback playback;
	double passed, frame; /* seconds: when time was looked at last, when a frame is due */
	int failed;           /* the way is barred; the session tells why */
	char hint[200];
};

/* From where the session stands; at the end of its branch, from the start. */
void film_start(struct film *film, struct session *session, struct display *display,
                double speed);

/* Milliseconds until more is due; -1: not before a key. */
int film_tick(struct film *film);

/* The last operation is shown, or it failed. */
int film_is_over(const struct film *film);

/* One key (key.h): 0 when it leads out. */
int film_key(struct film *film, int key);

/* Others have the screen for a while: it pauses. And shows itself again. */
void film_pause(struct film *film);
void film_show(struct film *film);

/* A sentence for the result line, where it was left; NULL: the session's own says it. */
const char *film_end(struct film *film);

#endif
