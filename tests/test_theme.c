/* SPDX-License-Identifier: MIT
 *
 * test_theme.c - every theme shows every role on every kind of terminal.
 */
#include "test.h"

#include "theme.h"

#include <string.h>

static const int kinds[] = { THEME_NO_COLOURS, THEME_BASIC, THEME_BRIGHT, THEME_FULL };

/* About the 2.2-th power, without libm. */
static double linear(int value)
{
	double part = value / 255.0;

	return part * part * (0.714 + 0.286 * part);
}

static double luminance(int colour)
{
	static const int steps[] = { 0, 95, 135, 175, 215, 255 };

	if (colour >= 232)
		return linear(8 + (colour - 232) * 10);
	colour -= 16;
	return 0.2126 * linear(steps[colour / 36]) + 0.7152 * linear(steps[colour / 6 % 6]) +
	       0.0722 * linear(steps[colour % 6]);
}

static double contrast(struct style style)
{
	double a = luminance(style.foreground) + 0.05, b = luminance(style.background) + 0.05;

	return a > b ? a / b : b / a;
}

static void finds_themes(void)
{
	CU_ASSERT_PTR_NOT_NULL(theme_find("dark"));
	CU_ASSERT_PTR_NOT_NULL(theme_find("contrast"));
	CU_ASSERT_PTR_NULL(theme_find("pink"));
	for (unsigned i = 0; theme_name(i); i++)
		CU_ASSERT_PTR_NOT_NULL(theme_find(theme_name(i)));
	CU_ASSERT_PTR_NULL(theme_name(99));
}

static void gives_colours_there_are(void)
{
	for (unsigned t = 0; theme_name(t); t++)
		for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++)
			for (int role = 0; role < ROLE_COUNT; role++) {
				struct style s = theme_style(theme_find(theme_name(t)),
				                             (enum role)role, kinds[k]);

				CU_ASSERT(s.foreground >= GROUND);
				CU_ASSERT(s.foreground < (kinds[k] ? kinds[k] : 1));
				CU_ASSERT(s.background < (kinds[k] ? kinds[k] : 1));
				CU_ASSERT(s.foreground == GROUND || s.foreground != s.background);
			}
}

/* Mono tells apart what is just now and what is wrong by attributes. */
static void mono_has_no_colour(void)
{
	const struct theme *mono = theme_find("mono");
	unsigned both = BOLD | REVERSE;

	for (int role = 0; role < ROLE_COUNT; role++) {
		struct style s = theme_style(mono, (enum role)role, THEME_FULL);

		CU_ASSERT_EQUAL(s.foreground, GROUND);
		CU_ASSERT_EQUAL(s.background, GROUND);
	}
	CU_ASSERT_EQUAL(theme_style(mono, ROLE_NEW_LABEL, 256).attributes, both);
	CU_ASSERT_EQUAL(theme_style(mono, ROLE_WRONG, 256).attributes, both);
	CU_ASSERT_EQUAL(theme_style(mono, ROLE_USED_LABEL, 256).attributes, REVERSE);
	CU_ASSERT_EQUAL(theme_style(theme_find("dark"), ROLE_NEW, 0).foreground, GROUND);
}

static void uses_the_drawn_colours(void)
{
	struct style label = theme_style(theme_find("dark"), ROLE_NEW_LABEL, 256);
	struct style wrong = theme_style(theme_find("light"), ROLE_WRONG, 256);

	CU_ASSERT_EQUAL(label.foreground, 16);
	CU_ASSERT_EQUAL(label.background, 214);
	CU_ASSERT_EQUAL(wrong.background, 166);
	CU_ASSERT_EQUAL(theme_ground(theme_find("dark"), 256), 233);
	CU_ASSERT_EQUAL(theme_ground(theme_find("mono"), 256), GROUND);
}

static void readable(const char *theme, enum role role, struct style style)
{
	CU_ASSERT(contrast(style) >= 3.9);
	if (contrast(style) < 3.9)
		printf("\n%s, role %d: %d on %d is %.1f:1\n", theme, role, style.foreground,
		       style.background, contrast(style));
}

/* What is read has 4:1 on its ground and more; bold short labels may have a little less. */
static void text_can_be_read(void)
{
	static const enum role read[] = {
		ROLE_TEXT, ROLE_DIM, ROLE_NUMBER, ROLE_TITLE, ROLE_GHOST, ROLE_BAR, ROLE_BAR_TITLE,
		ROLE_USED_LABEL, ROLE_FREE_LABEL, ROLE_NEW_LABEL, ROLE_HOT, ROLE_CURSOR_LABEL,
		ROLE_LOOKED, ROLE_RIGHT_TEXT,
	};
	static const char *const names[] = { "dark", "light", "contrast" };

	for (int t = 0; t < 3; t++) {
		const struct theme *theme = theme_find(names[t]);

		for (size_t i = 0; i < sizeof read / sizeof read[0]; i++)
			readable(names[t], read[i], theme_style(theme, read[i], 256));
		CU_ASSERT(contrast(theme_style(theme, ROLE_WRONG, 256)) >= 3.7);
		CU_ASSERT(contrast(theme_style(theme, ROLE_WRONG_TEXT, 256)) >= 3.7);
	}
	CU_ASSERT(contrast(theme_style(theme_find("contrast"), ROLE_DIM, 256)) >= 15);
}

static void eight_colours_are_not_black_on_black(void)
{
	struct style dim = theme_style(theme_find("dark"), ROLE_DIM, 8);
	struct style label = theme_style(theme_find("dark"), ROLE_NEW_LABEL, 8);

	CU_ASSERT_EQUAL(dim.foreground, 7);
	CU_ASSERT_EQUAL(label.foreground, 0);
	CU_ASSERT_EQUAL(label.attributes & BOLD, 0);
}

CU_TestInfo theme_tests[] = {
	{ "finds themes by name", finds_themes },
	{ "gives only colours there are", gives_colours_there_are },
	{ "mono has no colour", mono_has_no_colour },
	{ "uses the drawn colours", uses_the_drawn_colours },
	{ "text can be read", text_can_be_read },
	{ "eight colours are told apart", eight_colours_are_not_black_on_black },
	CU_TEST_INFO_NULL
};
