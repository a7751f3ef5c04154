/* SPDX-License-Identifier: MIT
 *
 * curses.h - a grid on a terminal, through ncurses.
 *
 *   c = curses_open(&options, reason)   full screen; input comes byte by byte, without echo
 *   curses_draw(c, &grid, x, y)         only cells that changed go to the terminal
 *   curses_resize(c, &cols, &rows)      after SIGWINCH
 *   curses_suspend(c) ... curses_resume(c)
 *   curses_close(c)
 *
 * Rules of use
 * - One terminal at a time in a process: ncurses has one current screen.
 * - Keys are not read here. Read curses_fd yourself: keypad stays off, and the keys that
 *   stop or interrupt (Ctrl-C, Ctrl-Z, Ctrl-\) still raise their signals.
 * - Install handlers for SIGINT, SIGTERM, SIGTSTP and SIGWINCH before curses_open, or
 *   ncurses installs its own.
 */
#ifndef MMVIZ_CURSES_H
#define MMVIZ_CURSES_H

#include "grid.h"

#include <termios.h>

enum { CURSES_REASON = 200, CURSES_RESET = 128 };

struct theme;

struct curses_options {
	const struct theme *theme; /* NULL: dark. With NO_COLOR set it is mono in any case */
	int ascii;                 /* ASCII only; without UTF-8 it always is */
};

struct curses;

/* NULL with a sentence in reason, of CURSES_REASON bytes: no terminal, an unknown type,
 * one that cannot place its cursor. Nothing was changed then. The
 * terminal is that of standard output, else /dev/tty. Sets the locale for characters. */
struct curses *curses_open(const struct curses_options *options, char *reason);

/* The terminal as it was before. NULL is allowed. */
void curses_close(struct curses *c);

/* The terminal, for reading and for poll. */
int curses_fd(const struct curses *c);

/* Shows the grid, which may be of another size than the screen, and puts the cursor. */
void curses_draw(struct curses *c, const struct grid *grid, int cursor_x, int cursor_y);

/* The theme from now on; where it is another the next draw draws everything. */
void curses_theme(struct curses *c, const struct theme *theme);

/* The size now; after it has changed the next draw draws everything. */
void curses_resize(struct curses *c, int *cols, int *rows);

/* Gives the terminal back for a while; after resuming, draw again. */
void curses_suspend(struct curses *c);
void curses_resume(struct curses *c);

/* What a crash handler must do, where endwin is not safe: write this text to curses_fd and
 * set these modes. Both live as long as c. */
const char *curses_reset_text(const struct curses *c);
const struct termios *curses_modes(const struct curses *c);

#endif
