/* SPDX-License-Identifier: MIT
 *
 * line_parts.h - the modes of a session on a terminal, by file.
 *
 *   line.c        the whole; the prompt
 *   line_modes.c  looking around, a script that is played, steps that are gone through
 */
#ifndef MMVIZ_LINE_PARTS_H
#define MMVIZ_LINE_PARTS_H

#include "browse.h"
#include "display.h"
#include "keyboard.h"
#include "offer.h"
#include "report.h"
#include "stage.h"
#include "stepping.h"

struct line {
	struct session *session;
	struct display *display;
	struct keyboard keyboard;
	const struct mode *mode;
	const struct mode *back;    /* where browse leads back to */
	const struct mode *resumed; /* and where stepping does */
	struct browse browse;
	struct stepping stepping;
	struct stage stage;
	struct report report;
	struct offer offer;
	int reading;     /* readline waits for a byte */
	int interrupted; /* meanwhile Ctrl-C was typed */
	int done;
};

struct mode {
	void (*enter)(struct line *line);
	void (*typed)(struct line *line);     /* there are bytes */
	void (*interrupt)(struct line *line); /* Ctrl-C */
};

extern const struct mode line_prompting, line_browsing, line_playing, line_stepping;

void line_enter(struct line *line, const struct mode *mode);

/* The next step of the script that is played. */
void line_next(struct line *line);

/* Where the last line was `step`, its steps are gone through, and then that mode goes on; 0
 * when it was not, or they cannot be. */
int line_step(struct line *line, const struct mode *resumed);

#endif
