/* SPDX-License-Identifier: MIT
 *
 * curses_ink.c - what the terminal that ncurses has opened is able to do, for ink.
 *
 * All from terminfo; where that has no word, nothing is assumed that could spoil the screen.
 */
#include "curses_ink.h"

#include <ncurses.h>
#include <string.h>
#include <term.h>

static int colours_now(void)
{
	if (!has_colors() || !set_a_foreground || !set_a_background || !exit_attribute_mode)
		return THEME_NO_COLOURS;
	/* More than 256 are red, green and blue in one number: only 8 have names there. */
	return COLORS > THEME_FULL ? THEME_BASIC : COLORS;
}

void curses_sequence(char *out, size_t size, const char *text)
{
	size_t length = 0;

	if (!text || text == (char *)-1)
		text = "";
	while (*text && length + 1 < size) {
		if (text[0] == '$' && text[1] == '<' && strchr(text, '>'))
			text = strchr(text, '>') + 1;
		else
			out[length++] = *text++;
	}
	out[length] = 0;
}

static void set_sequence(char out[INK_SEQUENCE], const char *text)
{
	curses_sequence(out, INK_SEQUENCE, text);
}

static void place(char out[INK_SEQUENCE], int x, int y)
{
	set_sequence(out, tparm(cursor_address, y, x));
}

static void place_in_row(char out[INK_SEQUENCE], int x)
{
	set_sequence(out, tparm(column_address, x));
}

/* They end, take no cell, and the cursor may move while they last. */
static int has_attributes(void)
{
	return exit_attribute_mode && magic_cookie_glitch <= 0 && move_standout_mode;
}

void curses_ink_colours(struct ink *ink, const struct theme *theme)
{
	int colours = colours_now(), attributes = has_attributes();

	for (int i = 0; i < ROLE_COUNT; i++) {
		struct style *style = &ink->style[i];

		*style = theme_style(theme, (enum role)i, colours);
		if (!attributes)
			style->attributes = 0;
		if (style->foreground != GROUND)
			set_sequence(ink->foreground[i],
			             tparm(set_a_foreground, style->foreground));
		if (style->background != GROUND)
			set_sequence(ink->background[i],
			             tparm(set_a_background, style->background));
	}
}

/* terminfo has no word for the end of one attribute; but a terminal that ends an underline as
 * ECMA-48 says, and begins this one so, also ends it so. */
static void set_attribute(char begin[INK_SEQUENCE], char end[INK_SEQUENCE], const char *text,
                          const char *usual, const char *usual_end)
{
	set_sequence(begin, exit_underline_mode);
	set_sequence(end, strcmp(begin, "\033[24m") == 0 ? usual_end : NULL);
	set_sequence(begin, text);
	if (strcmp(begin, usual) != 0)
		*end = 0;
}

static void set_plain(char out[INK_SEQUENCE])
{
	size_t length;

	set_sequence(out, has_colors() ? orig_pair : NULL);
	length = strlen(out);
	curses_sequence(out + length, INK_SEQUENCE - length, exit_attribute_mode);
}

void curses_ink(struct ink *ink, const struct theme *theme)
{
	set_attribute(ink->bold, ink->no_bold, enter_bold_mode, "\033[1m", "\033[22m");
	set_attribute(ink->reverse, ink->no_reverse, enter_reverse_mode, "\033[7m",
	              "\033[27m");
	set_plain(ink->plain);
	set_sequence(ink->erase, clr_eol);
	ink->erase_keeps = back_color_erase;
	ink->last_cell = !auto_right_margin || eat_newline_glitch;
	ink->place = place;
	ink->column = column_address ? place_in_row : NULL;
	curses_ink_colours(ink, theme);
}
