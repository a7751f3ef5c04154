/* SPDX-License-Identifier: MIT
 *
 * ink.c - what to send to a terminal that shows one grid so that it shows another.
 */
#include "ink.h"

#include <string.h>

enum {
	STEP_OVER = 5,  /* cells that stay are sent again rather than stepped over: up to so many */
	ERASE_FROM = 6  /* blanks at a row's end that are erased rather than written */
};

static const struct style plain = { GROUND, GROUND, 0 };

static void flush(struct ink *ink)
{
	if (ink->count)
		ink->send(ink->user, ink->out, ink->count);
	ink->count = 0;
}

static void put(struct ink *ink, const char *bytes)
{
	size_t length = strlen(bytes);

	if (length > INK_BYTES - ink->count)
		flush(ink);
	memcpy(ink->out + ink->count, bytes, length);
	ink->count += length;
}

/* ------------------------------------------------------------------------- cells */

static const struct cell *row_of(const struct grid *grid, int y)
{
	return &grid->cells[(size_t)y * (size_t)grid->cols];
}

/* It shows its background only. */
static int is_blank(const struct ink *ink, const struct cell *cell)
{
	return cell->glyph == ' ' && !(ink->style[cell->role].attributes & REVERSE);
}

static int same(const struct ink *ink, const struct cell *a, const struct cell *b)
{
	if (a->glyph != b->glyph)
		return 0;
	return a->role == b->role
	       || (is_blank(ink, a) && is_blank(ink, b)
	           && ink->style[a->role].background == ink->style[b->role].background);
}

/* --------------------------------------------------------------------- attributes */

static void make_plain(struct ink *ink)
{
	put(ink, ink->plain);
	ink->now = plain;
}

/* An attribute ends by a sequence of its own, where there is one. */
static void end_attributes(struct ink *ink, unsigned over)
{
	const struct {
		unsigned attribute;
		const char *end;
	} ends[] = { { BOLD, ink->no_bold }, { REVERSE, ink->no_reverse } };

	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
		if (over & ends[i].attribute && *ends[i].end) {
			put(ink, ends[i].end);
			ink->now.attributes &= ~ends[i].attribute;
		}
}

/* What cannot be ended by itself goes with everything else. */
static int must_be_plain(const struct style *now, const struct style *wanted)
{
	return now->attributes & ~wanted->attributes
	       || (wanted->foreground == GROUND && now->foreground != GROUND)
	       || (wanted->background == GROUND && now->background != GROUND);
}

static void set_style(struct ink *ink, uint8_t role)
{
	struct style wanted = ink->style[role];

	end_attributes(ink, ink->now.attributes & ~wanted.attributes);
	if (must_be_plain(&ink->now, &wanted))
		make_plain(ink);
	if (wanted.attributes & ~ink->now.attributes & BOLD)
		put(ink, ink->bold);
	if (wanted.attributes & ~ink->now.attributes & REVERSE)
		put(ink, ink->reverse);
	if (wanted.foreground != ink->now.foreground)
		put(ink, ink->foreground[role]);
	if (wanted.background != ink->now.background)
		put(ink, ink->background[role]);
	ink->now = wanted;
}

/* What is there looks already as this cell does. */
static int suits(const struct ink *ink, const struct cell *cell)
{
	const struct style *wanted = &ink->style[cell->role];

	if (wanted->background != ink->now.background)
		return 0;
	if (is_blank(ink, cell))
		return !(ink->now.attributes & REVERSE);
	return wanted->foreground == ink->now.foreground
	       && wanted->attributes == ink->now.attributes;
}

/* ------------------------------------------------------------------------- a row */

static void write_cell(struct ink *ink, const struct cell *cell)
{
	char text[GLYPH_BYTES];

	if (!suits(ink, cell))
		set_style(ink, cell->role);
	glyph_write(text, cell->glyph);
	put(ink, text);
	/* Terminals disagree on what is wide. */
	ink->x = glyph_width(cell->glyph) == 1 ? ink->x + 1 : -1;
}

static void go_to(struct ink *ink, const struct cell *row, int x, int y)
{
	char sequence[INK_SEQUENCE];
	int from = ink->x, near = y == ink->y && from >= 0 && from <= x && x - from <= STEP_OVER;

	for (int i = from; near && i < x; i++)
		near = row[i].glyph && suits(ink, &row[i]);
	for (int i = from; near && i < x; i += glyph_width(row[i].glyph))
		write_cell(ink, &row[i]);
	if (near)
		return;
	if (ink->column && y == ink->y && ink->x >= 0)
		ink->column(sequence, x);
	else
		ink->place(sequence, x, y);
	put(ink, sequence);
	ink->x = x;
	ink->y = y;
}

/* Blanks of one background from here to the end of the row. */
static int ends_blank(const struct ink *ink, const struct cell *row, int x, int cols)
{
	int background = ink->style[row[x].role].background;

	if (!*ink->erase || cols - x < ERASE_FROM || (background != GROUND && !ink->erase_keeps))
		return 0;
	for (; x < cols; x++)
		if (!is_blank(ink, &row[x]) || ink->style[row[x].role].background != background)
			return 0;
	return 1;
}

static void erase_rest(struct ink *ink, const struct cell *cell)
{
	if (!suits(ink, cell))
		set_style(ink, cell->role);
	put(ink, ink->erase);
}

static void draw_row(struct ink *ink, const struct cell *shown, const struct cell *wanted,
                     int cols, int y)
{
	for (int x = 0; x < cols; x++) {
		if (same(ink, &shown[x], &wanted[x]) || !wanted[x].glyph
		    || x + glyph_width(wanted[x].glyph) > cols)
			continue;
		go_to(ink, wanted, x, y);
		if (ends_blank(ink, wanted, x, cols)) {
			erase_rest(ink, &wanted[x]);
			return;
		}
		write_cell(ink, &wanted[x]);
	}
}

void ink_draw(struct ink *ink, const struct grid *shown, const struct grid *wanted,
              int cursor_x, int cursor_y)
{
	char sequence[INK_SEQUENCE];

	ink->x = -1;
	ink->now = plain;
	for (int y = 0; y < wanted->rows; y++)
		draw_row(ink, row_of(shown, y), row_of(wanted, y),
		         wanted->cols - (y == wanted->rows - 1 && !ink->last_cell), y);
	if (memcmp(&ink->now, &plain, sizeof plain) != 0)
		make_plain(ink);
	ink->place(sequence, cursor_x, cursor_y);
	put(ink, sequence);
	flush(ink);
}
