/* SPDX-License-Identifier: MIT
 *
 * test_theme.c - every theme shows every role on every kind of terminal.
 */
#include "test.h"

#include "colour.h"
#include "theme.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const int kinds[] = { THEME_NO_COLOURS, THEME_BASIC, THEME_BRIGHT, THEME_FULL };

/* x to the power of 2.4, without libm: x * x times the fifth root of x * x. */
static double power(double x)
{
	double square = x * x, root = 1;

	for (int i = 0; i < 60; i++)
		root -= (root - square / (root * root * root * root)) / 5;
	return square * root;
}

/* As WCAG 2 defines it, of one of three bytes. */
static double linear(uint32_t rgb, int shift)
{
	double part = (double)(rgb >> shift & 255) / 255;

	return part <= 0.04045 ? part / 12.92 : power((part + 0.055) / 1.055);
}

static double luminance(uint32_t rgb)
{
	return 0.2126 * linear(rgb, 16) + 0.7152 * linear(rgb, 8) + 0.0722 * linear(rgb, 0);
}

static double contrast_of(const char *theme, enum role role)
{
	struct colours colours = colour_of(theme_find(theme), role);
	double a = luminance(colours.ink) + 0.05, b = luminance(colours.paper) + 0.05;

	return a > b ? a / b : b / a;
}

static void finds_themes(void)
{
	CU_ASSERT_PTR_NOT_NULL(theme_find("dark"));
	CU_ASSERT_PTR_NOT_NULL(theme_find("contrast"));
	CU_ASSERT_PTR_NULL(theme_find("pink"));
	for (unsigned i = 0; theme_at(i); i++)
		CU_ASSERT_PTR_EQUAL(theme_find(theme_name(theme_at(i))), theme_at(i));
	CU_ASSERT_PTR_NULL(theme_at(99));
}

static void gives_colours_there_are(void)
{
	for (unsigned t = 0; theme_at(t); t++)
		for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++)
			for (int role = 0; role < ROLE_COUNT; role++) {
				struct style s = theme_style(theme_at(t),
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
	CU_ASSERT_EQUAL(wrong.background, 160);
	CU_ASSERT_EQUAL(theme_ground(theme_find("dark"), 256), 233);
	CU_ASSERT_EQUAL(theme_ground(theme_find("mono"), 256), GROUND);
}

static const struct {
	const char *theme;
	double text, shape; /* the least contrast of what is read, and of what is only seen */
} wanted[] = { { "dark", 4.5, 1.9 }, { "light", 4.5, 1.8 }, { "contrast", 7, 2.4 } };

/* Roles without letters: rules, dots, bodies of chunks and their slack. */
static int is_shape(int role)
{
	static const int shapes[] = {
		ROLE_RULE, ROLE_USED, ROLE_SLACK, ROLE_FREE, ROLE_CACHED, ROLE_NEW, ROLE_NEW_SLACK,
		ROLE_FREED, ROLE_MERGED, ROLE_CURSOR, ROLE_BAR_USED, ROLE_BAR_SLACK, ROLE_BAR_FREE,
		ROLE_BAR_NEW, ROLE_BAR_CACHED, ROLE_DENSE_0, ROLE_DENSE_1, ROLE_DENSE_2,
		ROLE_DENSE_3, ROLE_DENSE_4, ROLE_DENSE_PART,
	};

	for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++)
		if (shapes[i] == role)
			return 1;
	return 0;
}

static void every_role_can_be_read(void)
{
	for (size_t t = 0; t < sizeof wanted / sizeof wanted[0]; t++)
		for (int role = 0; role < ROLE_COUNT; role++) {
			double least = is_shape(role) ? wanted[t].shape : wanted[t].text;
			double is = contrast_of(wanted[t].theme, (enum role)role);

			CU_ASSERT(is >= least);
			if (is < least)
				printf("\n%s, role %d: %.2f:1, not %.1f:1\n", wanted[t].theme,
				       role, is, least);
		}
}

/* The measure itself: black and white, and a grey on white that is known. */
static void contrast_is_measured(void)
{
	CU_ASSERT(luminance(0xffffff) > 0.9999 && luminance(0) < 0.0001);
	CU_ASSERT(luminance(0x767676) > 0.1811 && luminance(0x767676) < 0.1813);
}

/* On few colours high contrast has the bright ones, on black, and nothing grey. */
static void contrast_is_strong_on_few_colours(void)
{
	const struct theme *contrast = theme_find("contrast");

	CU_ASSERT_EQUAL(theme_style(contrast, ROLE_TEXT, 16).foreground, 15);
	CU_ASSERT_EQUAL(theme_style(contrast, ROLE_TEXT, 16).background, 0);
	CU_ASSERT_EQUAL(theme_style(contrast, ROLE_DIM, 8).foreground, 7);
	CU_ASSERT_EQUAL(theme_style(contrast, ROLE_USED_LABEL, 8).foreground, 0);
	for (int role = 0; role < ROLE_COUNT; role++) {
		CU_ASSERT_NOT_EQUAL(theme_style(contrast, (enum role)role, 16).foreground, 8);
		CU_ASSERT_NOT_EQUAL(theme_style(contrast, (enum role)role, 16).background, 8);
	}
}

static void no_colour_is_respected(void)
{
	char before[64] = "";

	if (getenv("NO_COLOR"))
		snprintf(before, sizeof before, "%s", getenv("NO_COLOR"));
	setenv("NO_COLOR", "1", 1);
	CU_ASSERT(theme_refused());
	setenv("NO_COLOR", "", 1);
	CU_ASSERT(!theme_refused());
	unsetenv("NO_COLOR");
	CU_ASSERT(!theme_refused());
	if (*before)
		setenv("NO_COLOR", before, 1);
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
	{ "contrast is measured", contrast_is_measured },
	{ "every role can be read", every_role_can_be_read },
	{ "contrast is strong on few colours", contrast_is_strong_on_few_colours },
	{ "NO_COLOR is respected", no_colour_is_respected },
	{ "eight colours are told apart", eight_colours_are_not_black_on_black },
	CU_TEST_INFO_NULL
};
