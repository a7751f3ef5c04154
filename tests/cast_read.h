/* SPDX-License-Identifier: MIT
 *
 * cast_read.h - a terminal (libvterm) that recordings are shown on, event by event.
 *
 *   struct cast_read cast;
 *   cast_read_open(&cast, text);             the text is the reader's now
 *   while (cast_read_next(&cast))            cast.time, cast.screen
 *   cast_read_close(&cast);
 *
 * What is not as asciicast v2 has it is a failed assertion.
 */
#ifndef TESTS_CAST_READ_H
#define TESTS_CAST_READ_H

#include "grid.h"
#include "theme.h"

#include <vterm.h>

struct screen {
	VTerm *terminal;
	VTermScreen *cells;
	int cols, rows;
};

void screen_start(struct screen *screen, int cols, int rows);
void screen_feed(struct screen *screen, const char *bytes, size_t length);
void screen_end(struct screen *screen);

/* Cells that do not show the grid's: glyph, colours and attributes. */
size_t screen_differs(const struct screen *screen, const struct grid *grid,
                      const struct theme *theme);
int screen_cursor_is(const struct screen *screen, int x, int y);

/* A row's text, blanks for what is not ASCII; until the next call. Whether a row has words. */
const char *screen_row(const struct screen *screen, int y);
int screen_sees(const struct screen *screen, const char *words);

struct cast_read {
	char *text, *line; /* the whole; the next line in it */
	struct screen screen;
	double time;       /* seconds, of the event that was read */
};

void cast_read_open(struct cast_read *cast, char *text);
int cast_read_next(struct cast_read *cast); /* 0: there is no event left */
void cast_read_close(struct cast_read *cast);

#endif
