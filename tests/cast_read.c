/* SPDX-License-Identifier: MIT
 *
 * cast_read.c - recordings, shown on a terminal.
 */
#include "cast_read.h"

#include "json_read.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

void screen_start(struct screen *t, int cols, int rows)
{
	*t = (struct screen){ .terminal = vterm_new(rows, cols), .cols = cols, .rows = rows };
	vterm_set_utf8(t->terminal, 1);
	t->cells = vterm_obtain_screen(t->terminal);
	vterm_screen_reset(t->cells, 1);
}

static VTermScreenCell cell_at(const struct screen *t, int x, int y)
{
	VTermScreenCell cell;

	vterm_screen_get_cell(t->cells, (VTermPos){ .row = y, .col = x }, &cell);
	return cell;
}

static int same_colour(const VTermColor *colour, int number, int usual)
{
	return number == GROUND ? usual : VTERM_COLOR_IS_INDEXED(colour)
	                                          && colour->indexed.idx == number;
}

static int same_cell(const struct screen *t, int x, int y, const struct cell *cell,
                     const struct theme *theme)
{
	struct style style = theme_style(theme, (enum role)cell->role, THEME_FULL);
	VTermScreenCell seen = cell_at(t, x, y);

	if (cell->glyph == 0) /* the second half of a wide one */
		return 1;
	if ((seen.chars[0] ? seen.chars[0] : ' ') != cell->glyph
	    || !same_colour(&seen.bg, style.background, VTERM_COLOR_IS_DEFAULT_BG(&seen.bg))
	    || seen.attrs.reverse != !!(style.attributes & REVERSE))
		return 0;
	if (cell->glyph == ' ' && !seen.attrs.reverse) /* there is only its background */
		return 1;
	return same_colour(&seen.fg, style.foreground, VTERM_COLOR_IS_DEFAULT_FG(&seen.fg))
	       && seen.attrs.bold == !!(style.attributes & BOLD);
}

size_t screen_differs(const struct screen *t, const struct grid *grid,
                        const struct theme *theme)
{
	size_t count = 0;

	for (int y = 0; y < grid->rows; y++)
		for (int x = 0; x < grid->cols; x++)
			count += !same_cell(t, x, y, &grid->cells[y * grid->cols + x], theme);
	return count;
}

int screen_cursor_is(const struct screen *t, int x, int y)
{
	VTermPos at;

	vterm_state_get_cursorpos(vterm_obtain_state(t->terminal), &at);
	return at.row == y && at.col == x;
}

void screen_feed(struct screen *t, const char *bytes, size_t length)
{
	vterm_input_write(t->terminal, bytes, length);
}

const char *screen_row(const struct screen *t, int y)
{
	static char text[1001];
	int length = 0;

	for (int x = 0; x < t->cols; x++) {
		uint32_t glyph = cell_at(t, x, y).chars[0];

		text[length++] = (char)(glyph >= ' ' && glyph < 0x7f ? glyph : ' ');
	}
	while (length && text[length - 1] == ' ')
		length--;
	text[length] = 0;
	return text;
}

int screen_sees(const struct screen *screen, const char *words)
{
	for (int y = 0; y < screen->rows; y++)
		if (strstr(screen_row(screen, y), words))
			return 1;
	return 0;
}

void screen_end(struct screen *screen)
{
	vterm_free(screen->terminal);
}

/* --------------------------------------------------------------------- the file */

static char *next_line(struct cast_read *cast)
{
	char *end = strchr(cast->line, '\n'), *copy;

	CU_ASSERT_PTR_NOT_NULL_FATAL(end);
	copy = strndup(cast->line, (size_t)(end + 1 - cast->line));
	cast->line = end + 1;
	CU_ASSERT(json_valid(copy));
	return copy;
}

void cast_read_open(struct cast_read *cast, char *text)
{
	char *head;

	CU_ASSERT_PTR_NOT_NULL_FATAL(text);
	*cast = (struct cast_read){ .text = text, .line = text };
	head = next_line(cast);
	CU_ASSERT(json_is(head, "version", "2"));
	screen_start(&cast->screen, atoi(json_in(head, "width")), atoi(json_in(head, "height")));
	free(head);
}

void cast_read_close(struct cast_read *cast)
{
	screen_end(&cast->screen);
	free(cast->text);
}

/* A string of JSON, shown: escapes and \uXXXX below U+10000. */
static void show(struct screen *screen, const char *at)
{
	char *bytes = malloc(strlen(at) * 3 + 1);
	size_t length = 0;

	for (at++; *at && *at != '"'; at++) {
		uint32_t glyph = (unsigned char)*at;

		if (*at == '\\' && *++at == 'u') {
			char digits[] = { at[1], at[2], at[3], at[4], 0 };

			glyph = (uint32_t)strtoul(digits, NULL, 16);
			at += 4;
		} else if (glyph == '\\') {
			glyph = (unsigned char)*at;
		}
		length += glyph_write(bytes + length, glyph);
	}
	screen_feed(screen, bytes, length);
	free(bytes);
}

int cast_read_next(struct cast_read *cast)
{
	char *event;
	double time;

	if (!*cast->line)
		return 0;
	event = next_line(cast);
	time = strtod(event + 1, NULL);
	CU_ASSERT(time >= cast->time);
	cast->time = time;
	CU_ASSERT(json_is(event, "1", "\"o\""));
	show(&cast->screen, json_in(event, "2"));
	free(event);
	return 1;
}
