/* SPDX-License-Identifier: MIT
 *
 * line.h - a session on a terminal: the readline line under the ncurses view.
 */
#ifndef MMVIZ_LINE_H
#define MMVIZ_LINE_H

struct session;

struct line_options {
	const char *script; /* played step by step; NULL: only the prompt */
	int ascii;          /* draw with ASCII characters only */
	const char *theme;  /* a theme's name; NULL: the usual one */
};

/* Returns the exit status: 0, or 1 when a line of the script failed or the terminal
 * cannot be used (a sentence is on standard error). */
int line_run(struct session *session, const struct line_options *options);

#endif
