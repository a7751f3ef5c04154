/* SPDX-License-Identifier: MIT
 *
 * curses_ink.h - what the terminal that ncurses has opened is able to do, for ink.
 */
#ifndef MMVIZ_CURSES_INK_H
#define MMVIZ_CURSES_INK_H

#include "ink.h"

/* All but send and user. */
void curses_ink(struct ink *ink, const struct theme *theme);

/* The colours and attributes alone: another theme is shown. */
void curses_ink_colours(struct ink *ink, const struct theme *theme);

/* What a terminal has for it, without padding, "$<5>"; nothing when it has not (NULL, or -1 as
 * terminfo says). Cut to size. */
void curses_sequence(char *out, size_t size, const char *text);

#endif
