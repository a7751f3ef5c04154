/* SPDX-License-Identifier: MIT
 *
 * cast.h - a recording of a screen, asciicast v2: a line about the whole, then a line an event.
 *
 *   {"version": 2, "width": 100, "height": 30, "title": "01.txt"}
 *   [0.000, "o", "..."]
 *
 *   cast_start -> cast_draw, cast_draw ... -> cast_wait or cast_read -> cast_draw ... -> cast_end
 *
 * Rules of use
 * - Time passes only in cast_wait and cast_read, never by a clock: the same drawings give the
 *   same bytes. What is drawn without a wait between is one event.
 * - What the stream does not take any more is in cast.reason.
 */
#ifndef MMVIZ_CAST_H
#define MMVIZ_CAST_H

#include "grid.h"
#include "looks.h"

#include <stdio.h>

struct ansi;
struct theme;

struct cast {
	FILE *out;
	struct ansi *ansi;
	size_t milliseconds; /* since the start */
	size_t words;        /* new on the screen since the last wait */
	FILE *event;         /* what is sent at this time */
	char *bytes;
	size_t size;
	int reason;          /* an errno: why the stream takes no more; 0: it does */
};

enum { CAST_KEY = 40, CAST_PAGE = 8000, CAST_VIEW = 3000 }; /* milliseconds */

void cast_start(struct cast *cast, FILE *out, const struct looks *looks,
                const struct theme *theme, const char *title);
void cast_end(struct cast *cast);

/* The screen is this grid now. user is the struct cast. */
void cast_draw(void *user, const struct grid *grid, int x, int y);

void cast_wait(struct cast *cast, size_t milliseconds);

/* As long as it takes to read what is new, at most so long. */
void cast_read(struct cast *cast, size_t most);

#endif
