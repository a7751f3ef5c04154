/* SPDX-License-Identifier: MIT
 *
 * playback.h - how many operations are due, when so many are to be shown in a second.
 *
 *   time passes -> operations are owed -> they are done
 *
 * Whoever cannot keep up is not haunted by it: at most a tenth of a second is owed.
 */
#ifndef MMVIZ_PLAYBACK_H
#define MMVIZ_PLAYBACK_H

#include <stddef.h>

struct playback {
	double speed; /* operations a second; PLAYBACK_FULL: as many as can be done */
	double owed;
	int paused;
};

/* One that a beginner can follow; 100x is a hundred times that. */
#define PLAYBACK_USUAL 4.0
#define PLAYBACK_FULL 0.0

enum { PLAYBACK_TIMES = 100000 }; /* most of them; faster is only full speed */

struct playback playback_start(double speed);

/* So much time went by. Nothing is owed for a pause. */
void playback_pass(struct playback *playback, double seconds);

/* Operations to be done now, of those that are left. */
size_t playback_due(const struct playback *playback, size_t left);
void playback_did(struct playback *playback, size_t count);

/* Milliseconds until one is due, 0: now; -1: not before the pause ends. */
int playback_wait(const struct playback *playback);

/* Twice as fast, half as fast, within bounds; from what is owed nothing is kept. */
void playback_faster(struct playback *playback);
void playback_slower(struct playback *playback);

/* "100x" or "max", as they are typed; 0: it is neither. */
int playback_read(const char *word, double *speed);

struct playback_text {
	char text[64];
};

/* "4 a second", "full speed" */
struct playback_text playback_text(const struct playback *playback);

#endif
