/* SPDX-License-Identifier: MIT
 *
 * ascii.c - the table of stand-ins.
 *
 * The first row that fits wins, so rows of one role stand before the rows of any.
 */
#include "ascii.h"
#include "theme.h"

#include <string.h>

enum { ANY = ROLE_COUNT };

static const struct {
	uint32_t glyph;
	uint8_t role;
	char ascii;
} rows[] = {
	{ 0x2588, ROLE_CURSOR, '>' }, /* full block */
	{ 0x2588, ROLE_NEW, '+' },
	{ 0x2588, ANY, '#' },
	{ 0x2593, ANY, '+' },         /* dark, medium and light shade */
	{ 0x2592, ANY, '=' },
	{ 0x2591, ANY, '-' },
	{ 0x2589, ROLE_USED, '|' },   /* seven eighths: the border without slack */
	{ 0x2589, ROLE_CURSOR, '|' },
	{ 0x2589, ROLE_NEW, '|' },
	{ 0x258a, ANY, ':' },         /* the eighths from the left, and both halves */
	{ 0x258b, ANY, ':' },
	{ 0x258c, ANY, ':' },
	{ 0x258d, ANY, ':' },
	{ 0x258e, ANY, ':' },
	{ 0x258f, ANY, ':' },
	{ 0x2589, ANY, ':' },
	{ 0x2590, ANY, ':' },
	{ 0x2581, ANY, '_' },         /* the eighths from below: plots */
	{ 0x2582, ANY, '.' },
	{ 0x2583, ANY, ':' },
	{ 0x2584, ANY, '-' },
	{ 0x2585, ANY, '=' },
	{ 0x2586, ANY, '+' },
	{ 0x2587, ANY, '*' },
	{ 0x2594, ANY, '-' },         /* the upper edge: mapped */
	{ 0x25a0, ANY, '#' },         /* square: a chunk in a cache */
	{ 0x00b7, ANY, '.' },         /* middle dot */
	{ 0x2506, ANY, ',' },         /* dotted vertical: between two free chunks */
	{ 0x254c, ANY, '=' },         /* dashed: merged */
	{ 0x2500, ANY, '-' },         /* lines */
	{ 0x2502, ANY, '|' },
	{ 0x252c, ANY, '-' },
	{ 0x2534, ANY, '-' },
	{ 0x253c, ANY, '|' },
	{ 0x2524, ANY, '|' },
	{ 0x256d, ANY, '.' },
	{ 0x256e, ANY, '.' },
	{ 0x256f, ANY, '\'' },
	{ 0x2570, ANY, '`' },
	{ 0x2514, ANY, '`' },
	{ 0x2518, ANY, '\'' },
	{ 0x25b8, ANY, '>' },         /* triangles */
	{ 0x25b6, ANY, '>' },
	{ 0x25c2, ANY, '<' },
	{ 0x25b4, ANY, '^' },
	{ 0x25be, ANY, 'v' },
	{ 0x00d7, ANY, 'x' },         /* times, check, cross */
	{ 0x2713, ANY, '*' },
	{ 0x2717, ANY, '!' },
	{ 0x2013, ANY, '-' },         /* dashes and quotes */
	{ 0x2014, ANY, '-' },
	{ 0x2212, ANY, '-' },
	{ 0x2018, ANY, '\'' },
	{ 0x2019, ANY, '\'' },
	{ 0x201c, ANY, '"' },
	{ 0x201d, ANY, '"' },
	{ 0x2026, ANY, '.' },         /* ellipsis */
	{ 0x00a0, ANY, ' ' },
};

static const struct {
	uint32_t glyph;
	const char *text;
} phrases[] = { { 0x2026, "..." }, { 0x2264, "<=" }, { 0x2265, ">=" }, { 0x2192, "->" } };

char ascii_of(uint32_t glyph, uint8_t role)
{
	if (glyph >= ' ' && glyph < 0x7f)
		return (char)glyph;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		if (rows[i].glyph == glyph && (rows[i].role == ANY || rows[i].role == role))
			return rows[i].ascii;
	return '?';
}

void ascii_grid(struct grid *grid)
{
	size_t count = (size_t)grid->cols * (size_t)grid->rows;

	for (size_t i = 0; i < count; i++) {
		struct cell *cell = &grid->cells[i];
		char ascii = cell->glyph ? ascii_of(cell->glyph, cell->role) : ' ';

		cell->glyph = (unsigned char)ascii;
	}
}

/* Most of all text needs nothing. */
static size_t plain_bytes(const char *text, size_t most)
{
	size_t count = 0;

	while (count < most && text[count] >= ' ' && text[count] < 0x7f)
		count++;
	return count;
}

static const char *stand_in(uint32_t glyph, char one[2])
{
	for (size_t i = 0; i < sizeof phrases / sizeof phrases[0]; i++)
		if (phrases[i].glyph == glyph)
			return phrases[i].text;
	one[0] = ascii_of(glyph, ANY);
	one[1] = 0;
	return one;
}

char *ascii_text(char *out, size_t size, const char *text)
{
	size_t length = 0;

	while (*text) {
		size_t plain = plain_bytes(text, size - length - 1);
		const char *words;
		char one[2];

		memcpy(out + length, text, plain);
		length += plain;
		text += plain;
		if (!*text)
			break;
		words = stand_in(glyph_next(&text), one);
		if (length + strlen(words) >= size)
			break;
		length = (size_t)(stpcpy(out + length, words) - out);
	}
	out[length] = 0;
	return out;
}
