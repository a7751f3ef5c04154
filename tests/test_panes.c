/* SPDX-License-Identifier: MIT
 *
 * test_panes.c - whole screens as text, and the rules that the drawings follow.
 *
 * The expected screens are tests/screens/<name>.txt. After a wanted change, look at each
 * new screen and keep it:  MY_TEST_SCREENS=write ./test panes
 */
#include "test.h"

#include "ascii.h"
#include "block.h"
#include "drawn.h"
#include "layout.h"
#include "mark.h"
#include "mock.h"
#include "pane.h"
#include "screen.h"
#include "theme.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---------------------------------------------------------- whole screens */

static void keep(const char *path, const char *text)
{
	FILE *out = fopen(path, "w");

	CU_ASSERT_PTR_NOT_NULL_FATAL(out);
	fputs(text, out);
	CU_ASSERT_EQUAL(fclose(out), 0);
}

static char *read_all(const char *path)
{
	char *text = calloc(1, 1 << 17);
	FILE *in = fopen(path, "r");

	CU_ASSERT_PTR_NOT_NULL_FATAL(text);
	if (in) {
		CU_ASSERT(fread(text, 1, (1 << 17) - 1, in) > 0);
		fclose(in);
	}
	return text;
}

/* Tells the first row that differs, so that a failure can be understood from a log. */
static void compare(const char *name, const char *text, const char *expected)
{
	int row = 1;

	CU_ASSERT_STRING_EQUAL(text, expected);
	if (strcmp(text, expected) == 0)
		return;
	while (*text && strcspn(text, "\n") == strcspn(expected, "\n") &&
	       strncmp(text, expected, strcspn(text, "\n")) == 0) {
		text += strcspn(text, "\n") + 1;
		expected += strcspn(expected, "\n") + 1;
		row++;
	}
	printf("\n%s, row %d:\n%.*s\nwanted:\n%.*s\n", name, row, (int)strcspn(text, "\n"), text,
	       (int)strcspn(expected, "\n"), expected);
}

static void screen(const char *name, const view *v, int cols, int rows, int ascii)
{
	const char *mode = getenv("MY_TEST_SCREENS");
	char path[128], *text = drawn(v, cols, rows, ascii), *expected;

	snprintf(path, sizeof path, "tests/screens/%s-%dx%d.txt", name, cols, rows);
	if (mode && strcmp(mode, "write") == 0)
		keep(path, text);
	expected = read_all(path);
	compare(path, text, expected);
	free(expected);
	free(text);
}

static void draws_a_malloc(void)
{
	screen("malloc", mock_malloc(), 80, 24, 0);
	screen("malloc", mock_malloc(), 100, 30, 0);
	screen("malloc", mock_malloc(), 120, 40, 0);
	screen("malloc", mock_malloc(), 200, 60, 0);
}

static void draws_a_free_with_merge(void)
{
	screen("free", mock_free(), 80, 24, 0);
	screen("free", mock_free(), 100, 30, 0);
	screen("free", mock_free(), 200, 60, 0);
}

static void draws_an_error(void)
{
	screen("double-free", mock_double_free(), 80, 24, 0);
	screen("double-free", mock_double_free(), 120, 40, 0);
}

static void draws_ascii(void)
{
	screen("ascii", mock_malloc(), 80, 24, 1);
	screen("ascii", mock_free(), 120, 40, 1);
}

static void draws_bytes(void)
{
	view *v = mock_overflow(mock_malloc());

	screen("bytes", v, 80, 24, 0);
	screen("bytes", v, 100, 30, 0);
	screen("bytes", v, 200, 60, 0);
}

static void draws_large_sections_and_tables(void)
{
	screen("large", mock_many(1 << 20, 32, 65536), 80, 24, 0);
	screen("large", mock_many(1 << 20, 32, 65536), 200, 60, 0);
	screen("middle", mock_many(4096, 128, 64), 100, 30, 0);
}

static void draws_an_empty_heap(void)
{
	screen("empty", mock_empty(), 80, 24, 0);
}

static void says_what_it_needs(void)
{
	char *text = drawn(mock_malloc(), 72, 20, 0);

	CU_ASSERT_PTR_NOT_NULL(strstr(text, "mmviz needs 80x24; this is 72x20. Make the window "
	                                    "larger, or use\n--plain.\n"));
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "\n>   m 100 take"));
	free(text);
}

/* ------------------------------------------------------------------ sizes */

enum { GUARD = 64, COLS = 220, ROWS = 70 };

static view *some_view(int i)
{
	switch (i % 8) {
	case 0: return mock_malloc();
	case 1: return mock_free();
	case 2: return mock_double_free();
	case 3: return mock_many(1 << 20, 16, 1 << 20);
	case 4: return mock_many(8192, 64, 256);
	case 5: return mock_many(64, 16, 8);
	case 6: return mock_empty();
	default: return mock_overflow(mock_malloc());
	}
}

/* Draws into cells between two guards, which must stay as they were. */
static void draw_guarded(const view *v, int cols, int rows)
{
	static struct cell cells[GUARD + COLS * ROWS + GUARD];
	struct grid grid = { cells + GUARD, cols, rows };
	size_t count = (size_t)cols * (size_t)rows;
	struct screen_cursor at;
	int strange = 0;

	memset(cells, 0x5a, sizeof cells);
	at = screen_draw(&grid, v, NULL);
	for (size_t i = 0; i < GUARD; i++) {
		strange += cells[i].glyph != 0x5a5a5a5a;
		strange += cells[GUARD + count + i].glyph != 0x5a5a5a5a;
	}
	for (size_t i = 0; i < count; i++)
		strange += grid.cells[i].role >= ROLE_COUNT;
	CU_ASSERT_EQUAL_FATAL(strange, 0);
	CU_ASSERT(at.y == rows - 1 && at.x >= 0 && (at.x < cols || cols < 4));
}

static void panes_lie_apart(const view *v, int cols, int rows)
{
	struct layout layout = layout_make(v, cols, rows);

	for (int i = 0; i < PANE_COUNT; i++) {
		struct rect a = layout.pane[i];

		CU_ASSERT_FATAL(a.h >= 0 && a.w >= 0 && a.x >= 0 && a.y >= 0);
		CU_ASSERT_FATAL(a.h == 0 || (a.x + a.w <= cols && a.y + a.h <= rows - 1));
		for (int k = 0; k < i; k++) {
			struct rect b = layout.pane[k];
			int across = a.x < b.x + b.w && b.x < a.x + a.w;
			int along = a.y < b.y + b.h && b.y < a.y + a.h;

			CU_ASSERT_FATAL(a.h == 0 || b.h == 0 || !across || !along);
		}
	}
}

static void stays_inside_at_every_size(void)
{
	int step = test_percent() >= 100 ? 1 : 7;

	for (int rows = 1; rows <= ROWS; rows += step)
		for (int cols = 1; cols <= COLS; cols += step) {
			const view *v = some_view(rows * 3 + cols);

			draw_guarded(v, cols, rows);
			panes_lie_apart(v, cols, rows);
		}
	free(drawn(mock_malloc(), 1000, 500, 0));
	free(drawn(mock_many(1 << 20, 16, 1 << 20), 1000, 500, 0));
}

/* -------------------------------------------------------------- the rules */

static void row_shows(const struct block *b, const char *expected)
{
	struct grid grid = { 0 };
	char *text;

	CU_ASSERT_FATAL(grid_resize(&grid, b->columns, 1));
	block_draw(b, area_of(&grid), 1);
	text = grid_to_text(&grid);
	text[strcspn(text, "\n")] = 0;
	CU_ASSERT_STRING_EQUAL(text, expected);
	if (strcmp(text, expected) != 0)
		printf("\n%s\n%s\n", text, expected);
	free(text);
	grid_free(&grid);
}

static view_section one_section(const view_chunk *chunks, size_t count)
{
	size_t size = chunks[count - 1].offset + chunks[count - 1].size;

	return (view_section){ .id = 1, .size = size, .chunks = chunks, .chunk_count = count };
}

/* Eighths of what was asked for, at least one, at most seven. */
static void slack_is_drawn_in_eighths(void)
{
	view v = { .unit = 16 };

	for (size_t asked = 16; asked <= 32; asked++) {
		static const char *const last[] = { "▏", "▏", "▏", "▏", "▎", "▎", "▍", "▍", "▌",
			                            "▌", "▋", "▋", "▊", "▊", "▉", "▉", "▉" };
		view_chunk chunk = { .size = 32, .asked = asked };
		view_section s = one_section(&chunk, 1);
		struct block b = block_full(&v, &s, 16, 64, 0, 1);
		char expected[16];

		snprintf(expected, sizeof expected, "█%s", last[asked - 16]);
		row_shows(&b, expected);
	}
}

static void labels_need_room(void)
{
	static const struct {
		const char *name;
		size_t cells;
		int free;
		const char *expected;
	} cases[] = {
		{ "p1", 2, 0, "█▉" },           { "p1", 3, 0, "p1▉" },
		{ "p1", 7, 0, "p1████▉" },      { "p1", 8, 0, "p1█████▉" },
		{ "", 3, 1, "·48" },            { "", 2, 1, "··" },
		{ "", 8, 1, "·128····" },       { "", 9, 1, "·free 144" },
		{ "buffer", 6, 0, "█████▉" },   { "buffer", 7, 0, "buffer▉" },
		{ "p1", 9, 0, "p1 144██▉" },
	};
	view v = { .unit = 16 };

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		view_chunk chunk = { .size = cases[i].cells * 16, .free = cases[i].free,
			             .asked = cases[i].free ? 0 : cases[i].cells * 16 };
		view_section s = one_section(&chunk, 1);
		struct block b = block_full(&v, &s, 16, 64, 0, 1);

		snprintf(chunk.name, VIEW_NAME, "%s", cases[i].name);
		row_shows(&b, cases[i].expected);
	}
}

/* Used then free, free then used, a border inside, all used: in cells of 64 bytes. */
static void one_row_form_shares_cells(void)
{
	static const view_chunk chunks[] = {
		{ .size = 96, .asked = 96 },
		{ .offset = 96, .size = 64, .free = 1 },
		{ .offset = 160, .size = 128, .asked = 128 },
		{ .offset = 288, .size = 96, .asked = 96 },
		{ .offset = 384, .size = 128, .free = 1 },
	};
	view v = { .unit = 16 };
	view_section s = one_section(chunks, 5);
	struct block b = block_one_row(&v, &s, 8);

	row_shows(&b, "█▌▐█▉▉··");
}

static void free_neighbours_are_told_apart(void)
{
	static const view_chunk chunks[] = {
		{ .size = 32, .free = 1 },
		{ .offset = 32, .size = 32, .free = 1 },
	};
	view v = { .unit = 16 };
	view_section s = one_section(chunks, 2);
	struct block b = block_full(&v, &s, 16, 64, 0, 1);

	row_shows(&b, "··┆·");
}

static void spoilt_and_moved_bytes_are_marked(void)
{
	static const view_range ranges[] = { { 1, 0, 16, VIEW_WRONG, "" },
		                             { 1, 192, 64, VIEW_MOVED_FROM, "" } };
	static const view_chunk chunks[] = {
		{ .name = "p11", .size = 192, .asked = 180 },
		{ .offset = 192, .size = 64, .free = 1 },
	};
	view v = { .unit = 16, .ranges = ranges, .range_count = 2 };
	view_section s = one_section(chunks, 2);
	struct block b = block_full(&v, &s, 16, 64, 0, 1);

	row_shows(&b, "!p11 192███▎░64░");
}

/* The newest line of the journal is bright, also where lines have many operations. */
static void the_newest_line_is_bright(void)
{
	static const size_t numbers[] = { 3, 4, 5 };
	view *v = mock_malloc();
	struct grid grid = { 0 };
	int bright = 0;
	char *text;

	v->operation = v->operations = 5;
	v->journal_number = numbers;
	v->journal_count = v->time_count = 3;
	CU_ASSERT_FATAL(grid_resize(&grid, 200, 60));
	screen_draw(&grid, v, NULL);
	text = grid_to_text(&grid);
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "5  m 200"));
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "5 operations"));
	for (int i = 0; i + 4 < grid.cols * grid.rows; i++)
		bright += grid.cells[i].glyph == 'm' && grid.cells[i + 2].glyph == '2'
		          && grid.cells[i + 3].glyph == '0' && grid.cells[i + 4].glyph == '0'
		          && grid.cells[i].role == ROLE_NEW_LABEL;
	CU_ASSERT_EQUAL(bright, 1);
	free(text);
	grid_free(&grid);
}

/* How many cells below the bar have one of the roles of what is new. */
static int orange(const view *v)
{
	static const enum role roles[] = { ROLE_NEW, ROLE_NEW_LABEL, ROLE_NEW_SLACK, ROLE_FREED,
		                           ROLE_HOT };
	struct grid grid = { 0 };
	int count = 0;

	CU_ASSERT_FATAL(grid_resize(&grid, 80, 24));
	screen_draw(&grid, v, NULL);
	for (int i = 80; i < 80 * 24; i++)
		for (size_t k = 0; k < sizeof roles / sizeof roles[0]; k++)
			count += grid.cells[i].role == roles[k];
	grid_free(&grid);
	return count;
}

static void errors_are_not_orange(void)
{
	CU_ASSERT(orange(mock_malloc()) > 50);
	CU_ASSERT(orange(mock_free()) > 20);
	CU_ASSERT_EQUAL(orange(mock_double_free()), 0);
}

/* ------------------------------------------------------ texts and prompts */

static int has(const view *v, int cols, int rows, const char *words)
{
	char *text = drawn(v, cols, rows, 0);
	int found = strstr(text, words) != NULL;

	if (!found)
		printf("\nno \"%s\" in\n%s", words, text);
	free(text);
	return found;
}

static void counts_what_does_not_fit(void)
{
	static const char *lines[40];
	view v = *mock_malloc();

	for (int i = 0; i < 40; i++)
		lines[i] = i == 39 ? "the last" : "a step";
	v.why = (view_text){ .title = "why", .lines = lines, .count = 40, .numbered = 1,
		             .more = "why" };
	CU_ASSERT(has(&v, 80, 24, " 9 a step\n"));
	CU_ASSERT(has(&v, 80, 24, "… 31 more: why\n"));
	v.text = (view_text){ .title = "help", .lines = lines, .count = 40 };
	CU_ASSERT(has(&v, 80, 24, " 1–9 of 40 "));
	v.text.first = 1000;
	CU_ASSERT(has(&v, 80, 24, " 31–40 of 40 "));
	CU_ASSERT(has(&v, 80, 24, "the last\n"));
}

/* A lesson's words: rows are counted, headings begin a page, the steps stand below. */
static void shows_a_lessons_words(void)
{
	static const char *steps[] = { "first step", "second step" };
	static const char *lines[] = { ("Two rows: a sentence that is so long that it does not "
		                        "fit into one of the screen, but takes two."),
		                       "", "a", "b", "c", "d", "", "3. A heading", "", "e", "f",
		                       "g", "h", "the last" };
	view v = *mock_malloc();

	v.why = (view_text){ .title = "why", .lines = steps, .count = 2, .numbered = 1 };
	v.text = (view_text){ .title = "01.txt", .lines = lines, .count = 4, .prose = 1 };
	CU_ASSERT(has(&v, 100, 30, "\n  b"));
	CU_ASSERT(has(&v, 100, 30, "─ why"));
	CU_ASSERT(has(&v, 100, 30, " 2 second step"));
	v.text.count = sizeof lines / sizeof lines[0];
	CU_ASSERT(has(&v, 80, 24, " 1–8 of 15 "));
	CU_ASSERT(has(&v, 80, 24, "  d\n\n  … 7 more\n"));
}

/* A text as wide as the screen takes the list's place, and what else it needs. */
static void makes_room_for_a_text(void)
{
	static const char *lines[22];
	view v = *mock_malloc();

	for (int i = 0; i < 22; i++)
		lines[i] = "a line of a text that is wider than the pane of the steps is";
	lines[21] = "the last";
	v.text = (view_text){ .title = "help", .lines = lines, .count = 13 };
	CU_ASSERT(has(&v, 80, 24, "\n  a line of a text"));
	v.text.count = 22;
	CU_ASSERT(has(&v, 100, 40, "\n  the last"));
}

static void long_results_take_more_rows(void)
{
	view v = *mock_double_free();

	v.result.badge = NULL;
	CU_ASSERT(has(&v, 80, 24, "\n ✗  p4 was freed in operation 9. Nothing was done.\n>"));

	v.result.text = "p4 was freed in operation 9, and since then its bytes were given to p8 "
		        "in operation 10. Nothing was freed twice, and nothing was changed.";
	CU_ASSERT(has(&v, 80, 24, "nothing was changed.\n>"));
}

static int cursor(const char *line, size_t point, int cols, const char *expected)
{
	struct grid grid = { 0 };
	struct prompt prompt = { "> ", line, point, "m 100 take   ? help" };
	int x;
	char *text;

	CU_ASSERT_FATAL(grid_resize(&grid, cols, 1));
	x = prompt_draw(area_of(&grid), &prompt);
	text = grid_to_text(&grid);
	CU_ASSERT_STRING_EQUAL(text, expected);
	if (strcmp(text, expected) != 0)
		printf("\n%s%s", text, expected);
	free(text);
	grid_free(&grid);
	return x;
}

static void prompts(void)
{
	CU_ASSERT_EQUAL(cursor("", 0, 40, ">   m 100 take   ? help\n"), 2);
	CU_ASSERT_EQUAL(cursor("", 0, 20, ">   m 100 take\n"), 2);
	CU_ASSERT_EQUAL(cursor("m 18", 4, 20, "> m 18\n"), 6);
	CU_ASSERT_EQUAL(cursor("m 中x", 5, 20, "> m 中x\n"), 6);
	CU_ASSERT_EQUAL(cursor("a\tb", 2, 20, "> a^Ib\n"), 5);
	CU_ASSERT_EQUAL(cursor("0123456789", 0, 8, "> 012345\n"), 2);
	CU_ASSERT_EQUAL(cursor("0123456789", 10, 8, "> 6789\n"), 6);
	CU_ASSERT_EQUAL(cursor("0123456789", 9, 1, "9\n"), 0);
}

/* A used chunk is what is filled without colours: a free one is not, chosen or not. */
static void what_is_free_is_not_filled(void)
{
	CU_ASSERT_FALSE(mark_fills(mark_style(VIEW_CURSOR)->free.role));
	CU_ASSERT_FALSE(mark_fills(mark_style(VIEW_CURSOR)->free_label));
	CU_ASSERT_FALSE(mark_fills(mark_style(VIEW_CURSOR)->free_entry));
	CU_ASSERT(mark_fills(mark_style(VIEW_CURSOR)->used_label));
}

/* One long command does not push the outcomes of all others out of a narrow pane. */
static void the_journal_keeps_its_outcomes(void)
{
	static const char *const lines[] = { "m 100     p1 = s1 + 0x000",
		                             "w p1 \"hello\"  5 bytes" };
	static const size_t numbers[] = { 1, 2 };
	view v = { .journal = lines, .journal_number = numbers, .journal_count = 2,
		   .operation = 2, .operations = 2 };
	struct grid grid = { 0 };
	char *text;

	CU_ASSERT_FATAL(grid_resize(&grid, 29, 3));
	journal_pane(area_of(&grid), &v, NULL);
	text = grid_to_text(&grid);
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "m 100  p1 = s1 + 0x000"));
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "w p1 \"hello\"  5 bytes"));
	free(text);
	grid_free(&grid);
}

CU_TestInfo panes_tests[] = {
	{ "the journal keeps its outcomes", the_journal_keeps_its_outcomes },
	{ "what is free is not filled", what_is_free_is_not_filled },
	{ "draws a malloc", draws_a_malloc },
	{ "draws a free with merge", draws_a_free_with_merge },
	{ "draws an error", draws_an_error },
	{ "draws ASCII", draws_ascii },
	{ "draws bytes", draws_bytes },
	{ "draws large sections and tables", draws_large_sections_and_tables },
	{ "draws an empty heap", draws_an_empty_heap },
	{ "says what it needs", says_what_it_needs },
	{ "stays inside at every size", stays_inside_at_every_size },
	{ "slack is drawn in eighths", slack_is_drawn_in_eighths },
	{ "labels need room", labels_need_room },
	{ "the one-row form shares cells", one_row_form_shares_cells },
	{ "free neighbours are told apart", free_neighbours_are_told_apart },
	{ "spoilt and moved bytes are marked", spoilt_and_moved_bytes_are_marked },
	{ "the newest line is bright", the_newest_line_is_bright },
	{ "errors are not orange", errors_are_not_orange },
	{ "counts what does not fit", counts_what_does_not_fit },
	{ "shows a lesson's words", shows_a_lessons_words },
	{ "makes room for a text", makes_room_for_a_text },
	{ "long results take more rows", long_results_take_more_rows },
	{ "draws the line being edited", prompts },
	CU_TEST_INFO_NULL
};
