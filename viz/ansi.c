/* SPDX-License-Identifier: MIT
 *
 * ansi.c - differences of grids for a terminal that is known: xterm's sequences to ink.c.
 *
 * Invariant: `last` is what the terminal shows; before the first drawing it has cells that no
 * grid has, so that each is sent. Nothing is erased but at the start: not every player of
 * recordings gives what is erased its background.
 */
#include "ansi.h"

#include "ascii.h"
#include "ink.h"

#include <stdlib.h>
#include <string.h>

enum { UNKNOWN = 1 }; /* a glyph that nobody draws */

struct ansi {
	struct ink ink;
	int ascii;
	struct grid last, next;
};

static void place(char out[INK_SEQUENCE], int x, int y)
{
	snprintf(out, INK_SEQUENCE, "\033[%d;%dH", y + 1, x + 1);
}

static void place_in_row(char out[INK_SEQUENCE], int x)
{
	snprintf(out, INK_SEQUENCE, "\033[%dG", x + 1);
}

static void send(void *user, const char *bytes, size_t count)
{
	fwrite(bytes, 1, count, user);
}

static void set_colours(struct ink *ink, const struct theme *theme)
{
	for (int i = 0; i < ROLE_COUNT; i++) {
		struct style style = theme_style(theme, (enum role)i, THEME_FULL);

		ink->style[i] = style;
		if (style.foreground != GROUND)
			snprintf(ink->foreground[i], INK_SEQUENCE, "\033[38;5;%dm",
			         style.foreground);
		if (style.background != GROUND)
			snprintf(ink->background[i], INK_SEQUENCE, "\033[48;5;%dm",
			         style.background);
	}
}

struct ansi *ansi_create(const struct theme *theme, int ascii)
{
	struct ansi *ansi = calloc(1, sizeof *ansi);

	if (!ansi)
		return NULL;
	*ansi = (struct ansi){ .ascii = ascii,
		               .ink = { .bold = "\033[1m", .no_bold = "\033[22m",
		                        .reverse = "\033[7m", .no_reverse = "\033[27m",
		                        .plain = "\033[0m", .last_cell = 1, .place = place,
		                        .column = place_in_row, .send = send } };
	set_colours(&ansi->ink, theme);
	return ansi;
}

void ansi_destroy(struct ansi *ansi)
{
	if (!ansi)
		return;
	grid_free(&ansi->last);
	grid_free(&ansi->next);
	free(ansi);
}

/* ------------------------------------------------------------------------ words */

static const struct cell *row_of(const struct grid *grid, int y)
{
	return &grid->cells[(size_t)y * (size_t)grid->cols];
}

static int is_letter(uint32_t glyph)
{
	return (glyph >= '0' && glyph <= '9') || ((glyph | 32) >= 'a' && (glyph | 32) <= 'z')
	       || (glyph >= 0xc0 && glyph < 0x250);
}

/* Words with a letter that is new. */
static size_t new_words(const struct cell *now, const struct cell *then, int cols)
{
	size_t words = 0;
	int is_new = 0;

	for (int x = 0; x < cols; x++) {
		if (is_letter(now[x].glyph)
		    && (now[x].glyph != then[x].glyph || now[x].role != then[x].role))
			is_new = 1;
		if (x + 1 < cols && now[x].glyph != ' ')
			continue;
		words += (size_t)is_new;
		is_new = 0;
	}
	return words;
}

/* ---------------------------------------------------------------------- drawing */

/* The terminal is empty, or of another size. */
static int begin(struct ansi *ansi, FILE *out, const struct grid *grid)
{
	if (ansi->last.cols == grid->cols && ansi->last.rows == grid->rows)
		return 1;
	if (!grid_resize(&ansi->last, grid->cols, grid->rows))
		return 0;
	for (int i = 0; i < grid->cols * grid->rows; i++)
		ansi->last.cells[i].glyph = UNKNOWN;
	fputs("\033[0m\033[2J", out);
	return 1;
}

size_t ansi_draw(struct ansi *ansi, FILE *out, const struct grid *grid, int x, int y)
{
	struct grid *next = &ansi->next, before;
	size_t words = 0;

	if (!begin(ansi, out, grid) || !grid_resize(next, grid->cols, grid->rows))
		return 0;
	memcpy(next->cells, grid->cells,
	       (size_t)grid->cols * (size_t)grid->rows * sizeof *grid->cells);
	if (ansi->ascii)
		ascii_grid(next);
	for (int row = 0; row < grid->rows; row++)
		words += new_words(row_of(next, row), row_of(&ansi->last, row), grid->cols);
	ansi->ink.user = out;
	ink_draw(&ansi->ink, &ansi->last, next, x < grid->cols ? x : grid->cols - 1, y);
	before = ansi->last;
	ansi->last = *next;
	*next = before;
	return words;
}
