/* SPDX-License-Identifier: MIT
 *
 * theme.c - themes as columns of the table of roles.
 */
#include "theme.h"

#include <stddef.h>
#include <string.h>

struct theme {
	const char *name;
	const struct style *full;  /* 256 colours; NULL: never coloured */
	const struct style *basic; /* 8 and 16 */
	int ground, basic_ground;
	const struct style *over; /* a few roles' styles in place of full's; NULL: none */
};

#define DARK(r, f, b, a, lf, lb, la, m, f16, b16, g16, h16) [ROLE_##r] = { f, b, a },
#define LIGHT(r, f, b, a, lf, lb, la, m, f16, b16, g16, h16) [ROLE_##r] = { lf, lb, la },
#define MONO(r, f, b, a, lf, lb, la, m, f16, b16, g16, h16) [ROLE_##r] = { GROUND, GROUND, m },
#define BASIC_DARK(r, f, b, a, lf, lb, la, m, f16, b16, g16, h16) [ROLE_##r] = { f16, b16, a },
#define BASIC_LIGHT(r, f, b, a, lf, lb, la, m, f16, b16, g16, h16) [ROLE_##r] = { g16, h16, la },

static const struct style dark[ROLE_COUNT] = { ROLES(DARK) };
static const struct style light[ROLE_COUNT] = { ROLES(LIGHT) };
static const struct style mono[ROLE_COUNT] = { ROLES(MONO) };
static const struct style basic_dark[ROLE_COUNT] = { ROLES(BASIC_DARK) };
static const struct style basic_light[ROLE_COUNT] = { ROLES(BASIC_LIGHT) };

/* High contrast is dark with nothing dimmed; a foreground of 0 means: as in dark. */
static const struct style contrast[ROLE_COUNT] = {
	[ROLE_TEXT] = { 255, GROUND, 0 },   [ROLE_DIM] = { 255, GROUND, 0 },
	[ROLE_GHOST] = { 255, GROUND, 0 },  [ROLE_FREE] = { 255, GROUND, 0 },
	[ROLE_EMPTY] = { 255, GROUND, 0 },  [ROLE_NEXT] = { 255, GROUND, 0 },
	[ROLE_PASSED] = { 255, GROUND, 0 }, [ROLE_RULE] = { 255, GROUND, 0 },
	[ROLE_BAR_FREE] = { 255, 236, 0 },  [ROLE_BAR_WORD] = { 255, 236, 0 },
	[ROLE_LATER] = { 255, GROUND, 0 },
	[ROLE_BAR] = { 255, 236, 0 },       [ROLE_NUMBER] = { 255, GROUND, BOLD },
};

static const struct theme themes[] = {
	{ "dark", dark, basic_dark, 233, 0, NULL },
	{ "light", light, basic_light, 231, 15, NULL },
	{ "contrast", dark, basic_dark, 233, 0, contrast },
	{ "mono", NULL, NULL, GROUND, GROUND, NULL },
};

enum { THEME_COUNT = sizeof themes / sizeof themes[0] };

const struct theme *theme_find(const char *name)
{
	for (int i = 0; i < THEME_COUNT; i++)
		if (strcmp(themes[i].name, name) == 0)
			return &themes[i];
	return NULL;
}

const char *theme_name(unsigned i)
{
	return i < THEME_COUNT ? themes[i].name : NULL;
}

/* Eight colours have no bright ones: a bright text becomes bold, and grey the plain white,
 * because bold black is black on many terminals. */
static struct style dull(struct style style)
{
	if (style.foreground == 8)
		style.foreground = style.background == 7 ? 0 : 7;
	if (style.foreground > 8)
		style.attributes |= BOLD;
	if (style.foreground == 0)
		style.attributes &= ~(unsigned)BOLD;
	if (style.foreground > 7)
		style.foreground -= 8;
	if (style.background > 7)
		style.background -= 8;
	if (style.foreground == style.background)
		style.foreground = style.background ? 0 : 7;
	return style;
}

struct style theme_style(const struct theme *theme, enum role role, int colours)
{
	struct style style;

	if (!theme->full || colours < THEME_BASIC)
		return mono[role];
	if (colours < THEME_FULL)
		style = theme->basic[role];
	else if (theme->over && theme->over[role].foreground)
		style = theme->over[role];
	else
		style = theme->full[role];
	if (style.background == GROUND)
		style.background = theme_ground(theme, colours);
	return colours < THEME_BRIGHT ? dull(style) : style;
}

int theme_ground(const struct theme *theme, int colours)
{
	if (!theme->full || colours < THEME_BASIC)
		return GROUND;
	if (colours < THEME_FULL)
		return colours < THEME_BRIGHT ? theme->basic_ground & 7 : theme->basic_ground;
	return theme->ground;
}
