/* SPDX-License-Identifier: MIT
 *
 * ink.h - what to send to a terminal that shows one grid so that it shows another.
 *
 *   grid that is shown, grid that is wanted -> cells that differ -> places, colours, text
 *
 * Rules of use
 * - The terminal's own sequences come from whoever knows it (curses.c): those that it does
 *   not have are empty. What is sent is UTF-8.
 * - Before and after ink_draw the terminal's attributes are plain.
 * - A colour is sent when it changes, the foreground apart from the background; a blank takes
 *   any foreground. So most of what is sent is text.
 */
#ifndef MMVIZ_INK_H
#define MMVIZ_INK_H

#include "grid.h"
#include "theme.h"

enum { INK_SEQUENCE = 48, INK_BYTES = 1 << 14 };

struct ink {
	struct style style[ROLE_COUNT];
	char foreground[ROLE_COUNT][INK_SEQUENCE], background[ROLE_COUNT][INK_SEQUENCE];
	char bold[INK_SEQUENCE], reverse[INK_SEQUENCE];
	char no_bold[INK_SEQUENCE], no_reverse[INK_SEQUENCE]; /* the colours stay */
	char plain[INK_SEQUENCE]; /* no attributes, the terminal's own colours */
	char erase[INK_SEQUENCE]; /* up to the end of the row */
	int erase_keeps;          /* that takes the background of now */
	int last_cell;            /* the last of the last row can be written, and nothing scrolls */
	/* The sequences that lead to a cell, and to another one of its row, into out. */
	void (*place)(char out[INK_SEQUENCE], int x, int y);
	void (*column)(char out[INK_SEQUENCE], int x); /* NULL: there is none */
	void (*send)(void *user, const char *bytes, size_t count);
	void *user;

	/* Its own: where the next character goes (x < 0: unknown), what it looks like, and what
	 * waits to be sent. */
	int x, y;
	struct style now;
	char out[INK_BYTES];
	size_t count;
};

/* Both of the same size. In the end the cursor is at a cell. */
void ink_draw(struct ink *ink, const struct grid *shown, const struct grid *wanted,
              int cursor_x, int cursor_y);

#endif
