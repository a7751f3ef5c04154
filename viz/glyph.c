/* SPDX-License-Identifier: MIT
 *
 * glyph.c - UTF-8 and column widths.
 */
#include "glyph.h"

struct span {
	uint32_t first, last;
};

/* No column of their own: combining marks, joiners, variation selectors. */
static const struct span narrow[] = {
	{ 0x300, 0x36f },   { 0x483, 0x489 },   { 0x591, 0x5bd },   { 0x610, 0x61a },
	{ 0x64b, 0x65f },   { 0x1ab0, 0x1aff }, { 0x1dc0, 0x1dff }, { 0x200b, 0x200f },
	{ 0x202a, 0x202e }, { 0x2060, 0x2064 }, { 0x20d0, 0x20ff }, { 0xfe00, 0xfe0f },
	{ 0xfe20, 0xfe2f }, { 0xfeff, 0xfeff }, { 0xe0100, 0xe01ef },
};

/* Two columns: east Asian scripts and pictographs. */
static const struct span wide[] = {
	{ 0x1100, 0x115f },
	{ 0x231a, 0x231b }, { 0x23e9, 0x23ec }, { 0x23f0, 0x23f0 }, { 0x23f3, 0x23f3 },
	{ 0x25fd, 0x25fe }, { 0x2614, 0x2615 }, { 0x2648, 0x2653 }, { 0x267f, 0x267f },
	{ 0x2693, 0x2693 }, { 0x26a1, 0x26a1 }, { 0x26aa, 0x26ab }, { 0x26bd, 0x26be },
	{ 0x26c4, 0x26c5 }, { 0x26ce, 0x26ce }, { 0x26d4, 0x26d4 }, { 0x26ea, 0x26ea },
	{ 0x26f2, 0x26f3 }, { 0x26f5, 0x26f5 }, { 0x26fa, 0x26fa }, { 0x26fd, 0x26fd },
	{ 0x2705, 0x2705 }, { 0x270a, 0x270b }, { 0x2728, 0x2728 }, { 0x274c, 0x274c },
	{ 0x274e, 0x274e }, { 0x2753, 0x2755 }, { 0x2757, 0x2757 }, { 0x2795, 0x2797 },
	{ 0x27b0, 0x27b0 }, { 0x27bf, 0x27bf }, { 0x2b1b, 0x2b1c }, { 0x2b50, 0x2b50 },
	{ 0x2b55, 0x2b55 },
	{ 0x2e80, 0x303e },   { 0x3041, 0x33ff },   { 0x3400, 0x4dbf },
	{ 0x4e00, 0x9fff },   { 0xa000, 0xa4cf },   { 0xa960, 0xa97f },   { 0xac00, 0xd7a3 },
	{ 0xf900, 0xfaff },   { 0xfe30, 0xfe6f },   { 0xff00, 0xff60 },   { 0xffe0, 0xffe6 },
	{ 0x1f300, 0x1f64f }, { 0x1f680, 0x1f6ff }, { 0x1f900, 0x1f9ff }, { 0x20000, 0x3fffd },
};

/* Both ascend: most of what is drawn, blocks and lines, lies before the first wide one. */
static int within(uint32_t glyph, const struct span *spans, size_t count)
{
	size_t i = 0;

	while (i < count && glyph > spans[i].last)
		i++;
	return i < count && glyph >= spans[i].first;
}

/* The bytes that follow a first byte, and the bits that it gives; -1: no first byte. */
static int follows(unsigned char byte, uint32_t *bits)
{
	static const struct {
		unsigned char mask, lead;
		int count;
	} forms[] = { { 0x80, 0x00, 0 }, { 0xe0, 0xc0, 1 }, { 0xf0, 0xe0, 2 }, { 0xf8, 0xf0, 3 } };

	for (int i = 0; i < 4; i++)
		if ((byte & forms[i].mask) == forms[i].lead) {
			*bits = byte & (unsigned char)~forms[i].mask;
			return forms[i].count;
		}
	return -1;
}

size_t glyph_read(const char *text, size_t length, uint32_t *glyph)
{
	static const uint32_t least[] = { 0, 0x80, 0x800, 0x10000 };
	const unsigned char *at = (const unsigned char *)text;
	uint32_t code = 0;
	int count;

	if (length && *at < 0x80) { /* most of all text */
		*glyph = *at;
		return 1;
	}
	count = follows(*at, &code);
	*glyph = 0xfffd;
	if (count < 0 || (size_t)count >= length)
		return 1;
	for (int i = 1; i <= count; i++) {
		if ((at[i] & 0xc0) != 0x80)
			return 1;
		code = code << 6 | (at[i] & 0x3f);
	}
	if (code < least[count] || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
		return 1;
	*glyph = code;
	return (size_t)count + 1;
}

/* The final 0 follows no first byte: nothing beyond it is read. */
uint32_t glyph_next(const char **text)
{
	uint32_t glyph = 0;

	if (**text)
		*text += glyph_read(*text, GLYPH_BYTES, &glyph);
	return glyph;
}

size_t glyph_write(char out[GLYPH_BYTES], uint32_t glyph)
{
	size_t count = glyph < 0x80 ? 1 : glyph < 0x800 ? 2 : glyph < 0x10000 ? 3 : 4;
	static const unsigned char lead[] = { 0, 0, 0xc0, 0xe0, 0xf0 };

	for (size_t i = count; i-- > 1; glyph >>= 6)
		out[i] = (char)(0x80 | (glyph & 0x3f));
	out[0] = (char)(lead[count] | glyph);
	out[count] = 0;
	return count;
}

int glyph_width(uint32_t glyph)
{
	if (glyph < 0x20 || (glyph >= 0x7f && glyph < 0xa0))
		return 0;
	if (glyph < 0x300)
		return 1;
	if (within(glyph, wide, sizeof wide / sizeof wide[0]))
		return 2;
	return !within(glyph, narrow, sizeof narrow / sizeof narrow[0]);
}

int glyph_bytes_width(const char *text, size_t bytes)
{
	const char *end = text + bytes;
	int columns = 0;

	while (text < end && *text)
		columns += glyph_width(glyph_next(&text));
	return columns;
}

int glyph_text_width(const char *text)
{
	int columns = 0;

	for (uint32_t glyph; (glyph = glyph_next(&text)) != 0;)
		columns += glyph_width(glyph);
	return columns;
}
