/* SPDX-License-Identifier: MIT
 *
 * display.h - the session on the screen: heap and prompt, drawn again when they change.
 *
 *   session --scene--> view (with what is said instead) --viz--> grid --> terminal
 *
 * Rules of use
 * - display_open may fail (no terminal that can be used); everything else cannot.
 * - The terminal is put in order by display_close, and whatever ends the process: exit
 *   through atexit, a crash through signals_guard.
 * - Texts handed in stay the caller's and must live until they are replaced.
 */
#ifndef MMVIZ_DISPLAY_H
#define MMVIZ_DISPLAY_H

#include "lines.h"
#include "session.h"

struct display;
struct theme;
struct inside_at;

struct display_options {
	int ascii;
	const struct theme *theme; /* NULL: the usual one */
};

enum { DISPLAY_REASON = 200 };

/* signals_start must have been called. NULL with a sentence in reason (DISPLAY_REASON). */
struct display *display_open(const struct session *session,
                             const struct display_options *options, char *reason);
void display_close(struct display *display);

int display_fd(const struct display *display); /* to read keys from */

/* Everything, from the session as it is now. */
void display_draw(struct display *display);

/* The same, but at most a few times in a tenth of a second: for lines run in a row. */
void display_draw_soon(struct display *display);

/* What stands before a line; with it, or nothing, an empty line shows the hint. In the past
 * it is shown with the step: "9> ". */
extern const char display_usual_prompt[];

/* The prompt's row alone. */
void display_prompt(struct display *display, const char *prompt, const char *line,
                    size_t point);

/* A sentence on the result line, at once, until the next display_draw; NULL: the
 * session's own again. */
void display_say(struct display *display, const char *sentence);

/* Lines in place of the session's text; NULL: the session's own again. */
void display_text(struct display *display, const char *title, const struct lines *lines);

/* The same with a script's words, which explain the last operation's steps. */
void display_prose(struct display *display, const char *title, const struct lines *lines);

/* A script is being played: nothing invites to type. */
void display_playing(struct display *display, int playing);

/* What stands dim on an empty prompt; NULL: the usual. */
void display_hint(struct display *display, const char *hint);

/* This step of the last operation is shown (inside.h); NULL: none. Until the next call. */
void display_step(struct display *display, const struct inside_at *at);

/* The chunk at this place is marked as chosen; section 0: none. */
void display_choose(struct display *display, struct place place);

/* The time line has the keys: it is shown as that, at every size. */
void display_focus_time(struct display *display, int focus);

/* Scrolls the text by a page, down (1) or up (-1), and draws. 0 when that is its end. A new
 * text begins at its top when display_top is called before it is drawn. */
int display_page(struct display *display, int direction);
void display_top(struct display *display);

/* Bytes that one row of the map stands for, at least 1. */
size_t display_row_bytes(const struct display *display);

void display_resize(struct display *display);

/* Stops the process with the terminal in order, and goes on later. */
void display_suspend(struct display *display);

/* After the process was stopped by others. */
void display_resume(struct display *display);

#endif
