/* SPDX-License-Identifier: MIT
 *
 * line_parts.h - the modes of a session on a terminal, by file.
 *
 *   line.c        the whole; the prompt
 *   line_learn.c  questions of a lesson
 *   line_modes.c  looking around, a script that is played, steps that are gone through,
 *                 operations that are played
 */
#ifndef MMVIZ_LINE_PARTS_H
#define MMVIZ_LINE_PARTS_H

#include "browse.h"
#include "display.h"
#include "editor.h"
#include "film.h"
#include "follow_show.h"
#include "ground.h"
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
	const struct mode *home;    /* the prompt, where a script leads to in the end */
	const struct mode *back;    /* where browse leads back to */
	const struct mode *resumed; /* and where stepping does */
	struct browse browse;
	struct stepping stepping;
	struct stage stage;
	struct learn *learn;     /* whose lesson is on the stage; NULL: nobody's */
	struct report report;
	struct offer offer;
	struct film film;
	struct follow_show show; /* of a program that is watched, or a recording */
	struct follow opened;    /* which was opened */
	char progress[GROUND_PROGRESS + 20]; /* how far it was read, while there is more */
	double frame;            /* when that is told again */
	char *read;              /* of a script the steps that were gone on from; NULL: none yet */
	int reading;     /* readline waits for a byte */
	int interrupted; /* meanwhile Ctrl-C was typed */
	int done;
};

struct mode {
	void (*enter)(struct line *line);
	void (*typed)(struct line *line);     /* there are bytes */
	void (*interrupt)(struct line *line); /* Ctrl-C */
	/* Before each waiting for bytes, or NULL: milliseconds that it may last, -1: any time. */
	int (*tick)(struct line *line);
};

extern const struct mode line_prompting, line_browsing, line_playing, line_stepping,
	line_filming, line_watching, line_asking;

void line_enter(struct line *line, const struct mode *mode);

/* A key of a mode with a line, or the mouse: the line, to be freed, when it is finished; else NULL.
 * key: what is none of the line's. line_press does what such a key does in all of them. */
char *line_edit(struct line *line, enum editor_key *key);
void line_press(struct line *line, enum editor_key key);

/* A click leads to looking around, with what was clicked at; the wheel scrolls the text. */
void line_click(struct line *line, const struct mode *back);
void line_wheel(struct line *line, int key);

/* A recording that was opened is read on between keys. Milliseconds until more is to be done. */
int line_read_on(struct line *line);

/* The next step of the script that is played. */
void line_next(struct line *line);

/* Where the last line was `step`, its steps are gone through, and then that mode goes on; 0
 * when it was not, or they cannot be. */
int line_step(struct line *line, const struct mode *resumed);

/* Where the last line was `play`, it begins; 0 when it was not. */
int line_play(struct line *line);

#endif
