/* SPDX-License-Identifier: MIT
 *
 * theme.c - themes as columns of the table of roles.
 */
#include "theme.h"

#include <stdlib.h>
#include <string.h>

struct theme {
	const char *name, *about;
	const struct style *full;  /* 256 colours; NULL: never coloured */
	const struct style *basic; /* 8 and 16 */
	int ground, basic_ground;
};

#define DARK(r, f, b, a, ...) [ROLE_##r] = { f, b, a },
#define LIGHT(r, f, b, a, lf, lb, la, ...) [ROLE_##r] = { lf, lb, la },
#define CONTRAST(r, f, b, a, lf, lb, la, cf, cb, ca, ...) [ROLE_##r] = { cf, cb, ca },
#define MONO(r, f, b, a, lf, lb, la, cf, cb, ca, m, ...) [ROLE_##r] = { GROUND, GROUND, m },
#define BASIC_DARK(r, f, b, a, lf, lb, la, cf, cb, ca, m, f16, b16, ...) \
	[ROLE_##r] = { f16, b16, a },
#define BASIC_LIGHT(r, f, b, a, lf, lb, la, cf, cb, ca, m, f16, b16, g16, h16, ...) \
	[ROLE_##r] = { g16, h16, la },
#define BASIC_CONTRAST(r, f, b, a, lf, lb, la, cf, cb, ca, m, f16, b16, g16, h16, i16, j16) \
	[ROLE_##r] = { i16, j16, ca },

static const struct style dark[ROLE_COUNT] = { ROLES(DARK) };
static const struct style light[ROLE_COUNT] = { ROLES(LIGHT) };
static const struct style contrast[ROLE_COUNT] = { ROLES(CONTRAST) };
static const struct style mono[ROLE_COUNT] = { ROLES(MONO) };
static const struct style basic_dark[ROLE_COUNT] = { ROLES(BASIC_DARK) };
static const struct style basic_light[ROLE_COUNT] = { ROLES(BASIC_LIGHT) };
static const struct style basic_contrast[ROLE_COUNT] = { ROLES(BASIC_CONTRAST) };

static const struct theme themes[] = {
	{ "dark", "light letters on a dark ground", dark, basic_dark, 233, 0 },
	{ "light", "dark letters on a white ground, for daylight and beamers", light, basic_light,
	  231, 15 },
	{ "contrast", "white on black, nothing dimmed, for eyes that need it", contrast,
	  basic_contrast, 16, 0 },
	{ "mono", "no colours: bold and reversed letters, as with NO_COLOR", NULL, NULL, GROUND,
	  GROUND },
};

enum { THEME_COUNT = sizeof themes / sizeof themes[0] };

const struct theme *theme_find(const char *name)
{
	for (int i = 0; i < THEME_COUNT; i++)
		if (strcmp(themes[i].name, name) == 0)
			return &themes[i];
	return NULL;
}

const struct theme *theme_at(unsigned i)
{
	return i < THEME_COUNT ? &themes[i] : NULL;
}

const char *theme_name(const struct theme *theme)
{
	return theme->name;
}

const char *theme_about(const struct theme *theme)
{
	return theme->about;
}

int theme_refused(void)
{
	const char *refused = getenv("NO_COLOR");

	return refused && *refused;
}

const struct theme *theme_shown(const struct theme *theme)
{
	return theme_refused() ? theme_find("mono") : theme;
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
	style = colours < THEME_FULL ? theme->basic[role] : theme->full[role];
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
