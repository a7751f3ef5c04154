/* SPDX-License-Identifier: MIT
 *
 * colour.c - colour numbers as red, green and blue.
 */
#include "colour.h"

/* As xterm has them, but for a blue that can be read on black. */
static const uint32_t basic[16] = {
	0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x3465d9, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
	0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c8cff, 0xff00ff, 0x00ffff, 0xffffff,
};

enum { CUBE = 16, GREYS = 232, INK = 252, PAPER = 233 };

static uint32_t level(int step)
{
	return step ? (uint32_t)(55 + 40 * step) : 0;
}

uint32_t colour_rgb(int number)
{
	if (number < CUBE)
		return basic[number < 0 ? 0 : number];
	if (number >= GREYS)
		return (uint32_t)(8 + 10 * (number - GREYS)) * 0x010101;
	number -= CUBE;
	return level(number / 36) << 16 | level(number / 6 % 6) << 8 | level(number % 6);
}

struct colours colour_of(const struct theme *theme, enum role role)
{
	struct style style = theme_style(theme, role, THEME_FULL);
	int ink = style.foreground == GROUND ? INK : style.foreground;
	int paper = style.background == GROUND ? PAPER : style.background;

	if (style.attributes & REVERSE)
		return (struct colours){ colour_rgb(paper), colour_rgb(ink),
			                 (style.attributes & BOLD) != 0 };
	return (struct colours){ colour_rgb(ink), colour_rgb(paper),
		                 (style.attributes & BOLD) != 0 };
}
