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

#include "grid.h"
#include "lines.h"
#include "session.h"

struct display;
struct inside_at;
struct hit;
struct layout;

enum { DISPLAY_REASON = 200 };

/* signals_start must have been called. NULL with a sentence in reason (DISPLAY_REASON). */
struct display *display_open(struct session *session, char *reason);

/* Without a terminal: whatever is drawn is handed over, in the size of the session's looks. */
typedef void display_drawer(void *user, const struct grid *grid, int cursor_x, int cursor_y);
struct display *display_open_elsewhere(struct session *session, display_drawer *draw, void *user);

void display_close(struct display *display);

int display_fd(const struct display *display); /* to read keys from */

/* Everything, from the session as it is now. */
void display_draw(struct display *display);

/* The same, but at most a few times in a tenth of a second: for lines run in a row. */
void display_draw_soon(struct display *display);

/* What stands before a line; with it, or nothing, an empty line shows the hint. In the past
 * it is shown with the step: "9> ". */
extern const char display_usual_prompt[];

/* From now on it is this that stands before an empty line, with the hint; the text must live until
 * the next call. */
void display_usual(struct display *display, const char *prompt);

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

/* An empty bucket, + 1, and a byte of its section are looked at; 0: none. */
void display_choose_bucket(struct display *display, size_t bucket);
void display_choose_byte(struct display *display, size_t offset);

/* How near the chosen place is looked at. Until the next call. */
void display_zoom(struct display *display, enum view_zoom zoom);

/* This pane has the keys; VIEW_PANE_NONE: the prompt has them. */
void display_focus(struct display *display, enum view_pane pane);

/* The view that was drawn last, and its layout. */
const view *display_view(const struct display *display, struct layout *layout);

/* Is the pane on the screen, as it was drawn last? */
int display_shows(const struct display *display, enum view_pane pane);

/* Scrolls the text by a page, or a line, down (1) or up (-1). 0 when that is its end. A new
 * text begins at its top when display_top is called before it is drawn. display_page also
 * draws. */
int display_scroll(struct display *display, int direction);
int display_scroll_page(struct display *display, int direction);
int display_page(struct display *display, int direction);
void display_top(struct display *display);

/* Of the screen as it was drawn last, each at least 1: bytes that a cell and a row of the map
 * stand for, buckets in a row of the table, rows of the list, bytes in a row and rows of the
 * bytes. */
struct display_scale {
	size_t cell, row, buckets, list, byte_row, byte_rows;
};
struct display_scale display_scale(const struct display *display);

/* Where one comes to from the chosen place in a map of the whole heap, so many of its rows and
 * cells on; 0: the map that the cursor moves in is not that. */
int display_far(const struct display *display, int rows, int cells, struct place *place);

/* What is drawn at this place of it. */
struct hit display_hit(const struct display *display, int x, int y);

void display_resize(struct display *display);

/* Stops the process with the terminal in order, and goes on later. */
void display_suspend(struct display *display);

/* After the process was stopped by others. */
void display_resume(struct display *display);

#endif
