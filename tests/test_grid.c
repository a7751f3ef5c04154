/* SPDX-License-Identifier: MIT
 *
 * test_grid.c - glyphs, cells, areas, and their stand-ins in ASCII.
 */
#include "test.h"

#include "ascii.h"
#include "format.h"
#include "grid.h"
#include "prose.h"
#include "theme.h"

#include <stdlib.h>
#include <string.h>

static struct grid grid;

static struct area fresh(int cols, int rows)
{
	grid_free(&grid);
	CU_ASSERT_FATAL(grid_resize(&grid, cols, rows));
	return area_of(&grid);
}

static void shows(const char *expected)
{
	char *text = grid_to_text(&grid);

	CU_ASSERT_PTR_NOT_NULL_FATAL(text);
	CU_ASSERT_STRING_EQUAL(text, expected);
	free(text);
}

static void decodes_utf8(void)
{
	const char *text = "a\xc3\xa9\xe2\x96\x88\xf0\x9f\x98\x80";

	CU_ASSERT_EQUAL(glyph_next(&text), 'a');
	CU_ASSERT_EQUAL(glyph_next(&text), 0xe9);
	CU_ASSERT_EQUAL(glyph_next(&text), 0x2588);
	CU_ASSERT_EQUAL(glyph_next(&text), 0x1f600);
	CU_ASSERT_EQUAL(glyph_next(&text), 0);
	CU_ASSERT_EQUAL(glyph_next(&text), 0);
}

/* Of a character that is cut by the length, nothing beyond is read. */
static void reads_no_further_than_told(void)
{
	uint32_t glyph = 0;

	CU_ASSERT_EQUAL(glyph_read("▸", 3, &glyph), 3);
	CU_ASSERT_EQUAL(glyph, 0x25b8);
	CU_ASSERT_EQUAL(glyph_read("▸", 2, &glyph), 1);
	CU_ASSERT_EQUAL(glyph, 0xfffd);
	CU_ASSERT_EQUAL(glyph_read("", 1, &glyph), 1);
	CU_ASSERT_EQUAL(glyph, 0);
}

/* Overlong, surrogate, cut off, lone continuation: one replacement a byte, and no byte of
 * what follows is lost. */
static void survives_broken_utf8(void)
{
	static const char *const broken[] = { "\xc0\xafz", "\xed\xa0\x80z", "\xe2\x96z", "\x80z",
		                              "\xf8z", "\xf4\x90\x80\x80z" };

	for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
		const char *text = broken[i];
		uint32_t glyph, last = 0;

		while ((glyph = glyph_next(&text)) != 0) {
			if (last == 0)
				CU_ASSERT_EQUAL(glyph, 0xfffd);
			last = glyph;
		}
		CU_ASSERT_EQUAL(last, 'z');
	}
}

static void writes_what_it_reads(void)
{
	static const uint32_t glyphs[] = { 'a',   0x7f,   0x80,    0x7ff,
		                           0x800, 0xffff, 0x10000, 0x10ffff };

	for (size_t i = 0; i < sizeof glyphs / sizeof glyphs[0]; i++) {
		char bytes[GLYPH_BYTES];
		const char *text = bytes;

		glyph_write(bytes, glyphs[i]);
		CU_ASSERT_EQUAL(glyph_next(&text), glyphs[i]);
	}
}

static void knows_widths(void)
{
	CU_ASSERT_EQUAL(glyph_width('a'), 1);
	CU_ASSERT_EQUAL(glyph_width(0x2588), 1);
	CU_ASSERT_EQUAL(glyph_width(0x4e2d), 2);
	CU_ASSERT_EQUAL(glyph_width(0x1f600), 2);
	CU_ASSERT_EQUAL(glyph_width(0x301), 0);
	CU_ASSERT_EQUAL(glyph_width('\t'), 0);
	CU_ASSERT_EQUAL(glyph_text_width("p▸中"), 4);
	CU_ASSERT_EQUAL(glyph_bytes_width("▸▸▸", 3), 1);
}

static void cuts_at_its_edges(void)
{
	struct area all = fresh(8, 2), part = area_part(all, 2, 0, 4, 1);

	CU_ASSERT_EQUAL(area_text(part, 0, 0, 0, "abcdef"), 6);
	area_text(part, -1, 0, 0, "xy");
	area_text(part, 0, 1, 0, "below");
	shows("  ybcd\n\n");
	part = area_part(all, 6, 1, 100, 100);
	CU_ASSERT_EQUAL(part.w, 2);
	CU_ASSERT_EQUAL(part.h, 1);
	area_fill(part, 0, '#');
	shows("  ybcd\n      ##\n");
	CU_ASSERT_EQUAL(area_part(all, 20, 20, 5, 5).w, 0);
	CU_ASSERT_EQUAL(area_part(all, 2, 0, -5, 1).w, 0);
}

static void halves_no_wide_glyph(void)
{
	struct area all = fresh(5, 1);

	area_text(all, 0, 0, 0, "中中中");
	shows("中中\n");
	CU_ASSERT_EQUAL(grid.cells[1].glyph, 0);
	area_put(all, 1, 0, 0, 'x');
	shows(" x中\n");
	area_put(all, 2, 0, 0, 'y');
	shows(" xy\n");
	area_put(all, 1, 0, 0, 0x4e2d);
	shows(" 中\n");
}

static void shortens_with_an_ellipsis(void)
{
	struct area all = fresh(10, 2);

	CU_ASSERT_EQUAL(area_text_cut(all, 0, 0, 4, 0, "abcdef"), 4);
	CU_ASSERT_EQUAL(area_text_cut(all, 5, 0, 4, 0, "abcd"), 4);
	CU_ASSERT_EQUAL(area_text_right(all, 10, 1, 0, "2,784"), 5);
	shows("abc… abcd\n     2,784\n");
}

static void follows_a_resize(void)
{
	struct area all = fresh(4, 2);

	area_text(all, 0, 0, 3, "abcd");
	CU_ASSERT_FATAL(grid_resize(&grid, 6, 1));
	CU_ASSERT_EQUAL(grid.cols, 6);
	shows("\n");
	CU_ASSERT_EQUAL(grid.cells[0].role, 0);
	CU_ASSERT_FATAL(grid_resize(&grid, -3, 0));
	CU_ASSERT_EQUAL(grid.cols, 1);
	CU_ASSERT_EQUAL(grid.rows, 1);
	grid_free(&grid);
}

static void stands_in_by_role(void)
{
	static const struct {
		uint32_t glyph;
		uint8_t role;
		char ascii;
	} pairs[] = {
		{ 0x2588, ROLE_USED, '#' }, { 0x2588, ROLE_CURSOR, '>' },
		{ 0x2589, ROLE_USED, '|' }, { 0x2589, ROLE_SLACK, ':' },
		{ 0x258f, ROLE_SLACK, ':' }, { 0xb7, ROLE_FREE, '.' },
		{ 0x2506, ROLE_FREE, ',' }, { 0x2593, ROLE_NEW, '+' },
		{ 0x2591, ROLE_FREED, '-' }, { 0x254c, ROLE_MERGED, '=' },
		{ 0x25b8, ROLE_USED_LABEL, '>' }, { 0x2013, ROLE_EMPTY, '-' },
		{ 0x2717, ROLE_WRONG, '!' }, { 0x2713, ROLE_HOT, '*' },
		{ 0xd7, ROLE_PASSED, 'x' }, { 0x4e2d, ROLE_TEXT, '?' },
		{ 'q', ROLE_TEXT, 'q' },
	};

	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
		CU_ASSERT_EQUAL(ascii_of(pairs[i].glyph, pairs[i].role), pairs[i].ascii);
}

static void writes_ascii_text(void)
{
	char out[32];

	CU_ASSERT_STRING_EQUAL(ascii_text(out, sizeof out, "hole’s “end” … p8▸1"),
	                       "hole's \"end\" ... p8>1");
	CU_ASSERT_STRING_EQUAL(ascii_text(out, 4, "abcdef"), "abc");
	CU_ASSERT_STRING_EQUAL(ascii_text(out, 3, "…"), "");
}

static void formats_numbers(void)
{
	char out[FORMAT_BYTES];

	CU_ASSERT_STRING_EQUAL(format_commas(out, 0), "0");
	CU_ASSERT_STRING_EQUAL(format_commas(out, 999), "999");
	CU_ASSERT_STRING_EQUAL(format_commas(out, 2784), "2,784");
	CU_ASSERT_STRING_EQUAL(format_commas(out, SIZE_MAX), "18,446,744,073,709,551,615");
	CU_ASSERT_STRING_EQUAL(format_size(out, 4096), "4 KiB");
	CU_ASSERT_STRING_EQUAL(format_size(out, 1 << 20), "1 MiB");
	CU_ASSERT_STRING_EQUAL(format_size(out, 4112), "4,112 bytes");
	CU_ASSERT_STRING_EQUAL(format_offset(out, 0x70, 4096), "0x070");
	CU_ASSERT_STRING_EQUAL(format_offset(out, 0x70, 4097), "0x0070");
	CU_ASSERT_STRING_EQUAL(format_offset(out, 0x70, 64), "0x070");
}

static void breaks_at_blanks(void)
{
	const char *text = "one two  three", *next;

	CU_ASSERT_EQUAL(prose_row(text, 7, &next), 7);
	CU_ASSERT_STRING_EQUAL(next, "three");
	CU_ASSERT_EQUAL(prose_row(text, 6, &next), 3);
	CU_ASSERT_STRING_EQUAL(next, "two  three");
	CU_ASSERT_EQUAL(prose_row(text, 2, &next), 2);
	CU_ASSERT_STRING_EQUAL(next, "e two  three");
	CU_ASSERT_EQUAL(prose_row("中中", 1, &next), 3);
	CU_ASSERT_EQUAL(prose_rows("", 10), 1);
	CU_ASSERT_EQUAL(prose_rows("  set in here", 10), 2);
	CU_ASSERT_EQUAL(prose_hang("  set in here", 10), 2);
	CU_ASSERT_EQUAL(prose_hang("m SIZE   allocate", 30), 9);
	CU_ASSERT_EQUAL(prose_hang("m SIZE   allocate", 12), 0);
	CU_ASSERT_EQUAL(prose_hang("✗ p3 was freed", 30), 2);
	CU_ASSERT_EQUAL(prose_hang(" 4 Split 224: 112 taken", 30), 3);
	CU_ASSERT_EQUAL(prose_hang("10 The entry leaves", 30), 3);
	CU_ASSERT_EQUAL(prose_hang("10 p4 moves up", 30), 3);
	CU_ASSERT_EQUAL(prose_hang("25 bytes are used", 30), 0);
	CU_ASSERT_EQUAL(prose_hang("1. Type reset", 30), 0);
}

CU_TestInfo grid_tests[] = {
	{ "decodes UTF-8", decodes_utf8 },
	{ "reads no further than told", reads_no_further_than_told },
	{ "survives broken UTF-8", survives_broken_utf8 },
	{ "writes what it reads", writes_what_it_reads },
	{ "knows widths", knows_widths },
	{ "an area cuts at its edges", cuts_at_its_edges },
	{ "halves no wide glyph", halves_no_wide_glyph },
	{ "shortens with an ellipsis", shortens_with_an_ellipsis },
	{ "follows a resize", follows_a_resize },
	{ "ASCII stands in by role", stands_in_by_role },
	{ "writes ASCII text", writes_ascii_text },
	{ "formats numbers", formats_numbers },
	{ "prose breaks at blanks", breaks_at_blanks },
	CU_TEST_INFO_NULL
};
