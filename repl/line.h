/* SPDX-License-Identifier: MIT
 *
 * line.h - a session on a terminal: the readline line under the ncurses view.
 */
#ifndef MMVIZ_LINE_H
#define MMVIZ_LINE_H

struct follow;
struct learn;
struct session;
struct theme;

struct line_options {
	const char *script; /* played step by step; NULL: only the prompt */
	const struct theme *theme; /* NULL: the one chosen last */
	const char *first;  /* a line that is run before all others; NULL: none */
	const char *open, *process; /* a recording, and which of it: looked at before all that, or
	                             * played by first where it cannot be; NULL: none */
	struct learn *learn;   /* a lesson that is asked, opened, instead of a script; NULL: none */
	struct follow *follow; /* a program that is watched instead of all that; NULL: none */
	const char *output;    /* and the file that has what it writes; NULL: none */
};

/* Returns the exit status: 0; 1 when a line of the script failed or it cannot be opened;
 * 128 + the signal that ended it. A terminal that cannot be used is told on standard
 * error, and the session goes on as plain text (plain.h). */
int line_run(struct session *session, const struct line_options *options);

#endif
