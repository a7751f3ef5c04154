/* SPDX-License-Identifier: MIT
 *
 * looks.h - size and characters of the view: on the terminal, and in files that show it.
 */
#ifndef MMVIZ_LOOKS_H
#define MMVIZ_LOOKS_H

/* Without a terminal, and without --size. */
enum { LOOKS_COLS = 100, LOOKS_ROWS = 30, LOOKS_MOST = 1000 };

struct looks {
	int cols, rows; /* of the terminal, or as asked for */
	int fixed;      /* they were asked for: the terminal's own do not change them */
	int ascii;      /* ASCII characters only */
};

/* The usual ones. */
struct looks looks_usual(void);

/* "120x40", from 1 to LOOKS_MOST each; 0: it is no size, and nothing was changed. */
int looks_size(struct looks *looks, const char *text);

/* The terminal has this size now. */
void looks_terminal(struct looks *looks, int cols, int rows);

#endif
