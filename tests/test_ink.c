/* SPDX-License-Identifier: MIT
 *
 * test_ink.c - what is sent for a grid makes a terminal (libvterm) show that grid, whatever
 * the terminal is able to do.
 */
#include "chance.h"
#include "ink.h"
#include "test.h"

#include <stdio.h>
#include <string.h>
#include <vterm.h>

enum { COLS = 37, ROWS = 11, ROUNDS = 60 };

static VTerm *terminal;
static VTermScreen *screen;
static struct ink ink;
static size_t sent;

static void to_terminal(void *user, const char *bytes, size_t count)
{
	(void)user;
	sent += count;
	vterm_input_write(terminal, bytes, count);
}

static void place(char out[INK_SEQUENCE], int x, int y)
{
	snprintf(out, INK_SEQUENCE, "\033[%d;%dH", y + 1, x + 1);
}

static void column(char out[INK_SEQUENCE], int x)
{
	snprintf(out, INK_SEQUENCE, "\033[%dG", x + 1);
}

static void set_style(int role, int foreground, int background, unsigned attributes)
{
	ink.style[role] = (struct style){ foreground, background, attributes };
	snprintf(ink.foreground[role], INK_SEQUENCE, "\033[38;5;%dm", foreground);
	snprintf(ink.background[role], INK_SEQUENCE, "\033[48;5;%dm", background);
}

/* Every bit of `able` is something that the terminal can do. */
static void begin(unsigned able)
{
	memset(&ink, 0, sizeof ink);
	terminal = vterm_new(ROWS, COLS);
	vterm_set_utf8(terminal, 1);
	screen = vterm_obtain_screen(terminal);
	vterm_screen_reset(screen, 1);
	strcpy(ink.bold, "\033[1m");
	strcpy(ink.reverse, "\033[7m");
	strcpy(ink.plain, "\033[m");
	/* Without the ability to keep it, the background is the terminal's own afterwards. */
	strcpy(ink.erase, !(able & 1) ? "" : able & 2 ? "\033[K" : "\033[49m\033[K");
	ink.erase_keeps = (able & 2) != 0;
	strcpy(ink.no_bold, able & 4 ? "\033[22m" : "");
	strcpy(ink.no_reverse, able & 4 ? "\033[27m" : "");
	ink.column = able & 8 ? column : NULL;
	ink.last_cell = 1;
	ink.place = place;
	ink.send = to_terminal;
	for (int i = 0; i < ROLE_COUNT; i++)
		set_style(i, i % 5 ? 100 + i % 3 : GROUND, i % 4 ? 20 + i % 2 : GROUND,
		          (unsigned)i % 4);
	ink.style[0] = (struct style){ GROUND, GROUND, 0 };
}

static void end(void)
{
	vterm_free(terminal);
}

static int colour_is(VTermColor shown, int wanted, int is_default)
{
	return wanted == GROUND ? is_default
	                        : VTERM_COLOR_IS_INDEXED(&shown) && shown.indexed.idx == wanted;
}

static int shows(const struct cell *cell, int x, int y)
{
	const struct style *style = &ink.style[cell->role];
	VTermScreenCell shown;

	vterm_screen_get_cell(screen, (VTermPos){ y, x }, &shown);
	if (cell->glyph == ' ' && shown.chars[0] == 0)
		shown.chars[0] = ' ';
	if (cell->glyph == 0)
		return shown.chars[0] == (uint32_t)-1;
	if (shown.chars[0] != cell->glyph
	    || (shown.attrs.reverse != 0) != ((style->attributes & REVERSE) != 0)
	    || !colour_is(shown.bg, style->background, VTERM_COLOR_IS_DEFAULT_BG(&shown.bg)))
		return 0;
	if (cell->glyph == ' ' && !shown.attrs.reverse)
		return 1;
	return (shown.attrs.bold != 0) == ((style->attributes & BOLD) != 0)
	       && colour_is(shown.fg, style->foreground, VTERM_COLOR_IS_DEFAULT_FG(&shown.fg));
}

static int shows_all(const struct grid *grid)
{
	for (int y = 0; y < ROWS; y++)
		for (int x = 0; x < COLS; x++)
			if (!shows(&grid->cells[y * COLS + x], x, y))
				return 0;
	return 1;
}

/* Words, blanks and wide glyphs; rows that end blank. */
static void scribble(struct grid *grid)
{
	static const uint32_t glyphs[] = { ' ', ' ', 'a', 0x2588, 0x4e2d, ' ', 'z', 0xb7 };
	size_t strokes = below(40);

	for (size_t i = 0; i < strokes; i++) {
		int x = (int)below(COLS), y = (int)below(ROWS);
		int length = (int)below(COLS);
		uint8_t role = (uint8_t)below(ROLE_COUNT);
		uint32_t glyph = glyphs[below(sizeof glyphs / sizeof glyphs[0])];

		for (int k = 0; k < length; k++)
			area_put(area_of(grid), x + k, y, role, glyph);
	}
}

static void draws_what_is_wanted(void)
{
	chance(5);
	for (unsigned able = 0; able < 16; able++) {
		struct grid shown = { 0 }, wanted = { 0 };

		begin(able);
		grid_resize(&shown, COLS, ROWS);
		grid_resize(&wanted, COLS, ROWS);
		for (int round = 0; round < ROUNDS; round++) {
			scribble(&wanted);
			ink_draw(&ink, &shown, &wanted, 3, 4);
			if (!shows_all(&wanted)) {
				CU_FAIL("the terminal shows something else");
				printf("\n    able %u, round %d\n", able, round);
				break;
			}
			memcpy(shown.cells, wanted.cells, COLS * ROWS * sizeof *shown.cells);
		}
		grid_free(&shown);
		grid_free(&wanted);
		end();
	}
}

/* Only what differs, and the way there. */
static void sends_little(void)
{
	struct grid shown = { 0 }, wanted = { 0 };

	begin(15);
	grid_resize(&shown, COLS, ROWS);
	grid_resize(&wanted, COLS, ROWS);
	area_text(area_of(&wanted), 2, ROWS - 1, 0, "m");
	sent = 0;
	ink_draw(&ink, &shown, &wanted, 3, ROWS - 1);
	CU_ASSERT_EQUAL(sent, strlen("\033[11;3Hm\033[11;4H"));
	sent = 0;
	ink_draw(&ink, &wanted, &wanted, 3, ROWS - 1);
	CU_ASSERT_EQUAL(sent, strlen("\033[11;4H"));
	end();
	grid_free(&shown);
	grid_free(&wanted);
}

/* A terminal that would scroll when its last cell is written is spared that. */
static void spares_the_last_cell(void)
{
	struct grid shown = { 0 }, wanted = { 0 };
	VTermScreenCell cell;

	begin(15);
	ink.last_cell = 0;
	grid_resize(&shown, COLS, ROWS);
	grid_resize(&wanted, COLS, ROWS);
	area_fill(area_of(&wanted), 0, 'x');
	ink_draw(&ink, &shown, &wanted, 0, 0);
	vterm_screen_get_cell(screen, (VTermPos){ ROWS - 1, COLS - 2 }, &cell);
	CU_ASSERT_EQUAL(cell.chars[0], 'x');
	vterm_screen_get_cell(screen, (VTermPos){ ROWS - 1, COLS - 1 }, &cell);
	CU_ASSERT_EQUAL(cell.chars[0], 0);
	area_put(area_of(&wanted), COLS - 2, ROWS - 1, 0, 0x4e2d); /* wide: it would reach there */
	ink_draw(&ink, &shown, &wanted, 0, 0);
	vterm_screen_get_cell(screen, (VTermPos){ ROWS - 1, COLS - 2 }, &cell);
	CU_ASSERT_EQUAL(cell.chars[0], 'x');
	end();
	grid_free(&shown);
	grid_free(&wanted);
}

/* Where the terminal thinks a glyph narrower, what stands behind it is still in its place. */
static void trusts_no_width(void)
{
	struct grid shown = { 0 }, wanted = { 0 };
	VTermScreenCell cell;

	begin(15);
	grid_resize(&shown, COLS, ROWS);
	grid_resize(&wanted, COLS, ROWS);
	area_text(area_of(&wanted), 0, 0, 0, "\xf0\x9f\x8c\xa1|"); /* a thermometer */
	ink_draw(&ink, &shown, &wanted, 0, 0);
	vterm_screen_get_cell(screen, (VTermPos){ 0, 2 }, &cell);
	CU_ASSERT_EQUAL(cell.chars[0], '|');
	end();
	grid_free(&shown);
	grid_free(&wanted);
}

CU_TestInfo ink_tests[] = {
	{ "draws what is wanted", draws_what_is_wanted },
	{ "sends little", sends_little },
	{ "spares the last cell", spares_the_last_cell },
	{ "trusts no width", trusts_no_width },
	CU_TEST_INFO_NULL,
};
