/* SPDX-License-Identifier: MIT
 *
 * colour.h - what a colour number of a theme looks like, where no terminal decides it.
 *
 *   0..15    the basic colours, by table     16..231  a cube of 6 x 6 x 6
 *   232..255 a ramp of greys
 */
#ifndef MMVIZ_COLOUR_H
#define MMVIZ_COLOUR_H

#include "theme.h"

#include <stdint.h>

/* Of an xterm-256 number: red, green and blue as 0xrrggbb. */
uint32_t colour_rgb(int number);

/* Of a role in a theme with all its colours: what is seen of its letters and behind them.
 * GROUND and REVERSE are resolved: what a theme leaves to the terminal is light on dark. */
struct colours {
	uint32_t ink, paper;
	int bold;
};
struct colours colour_of(const struct theme *theme, enum role role);

#endif
