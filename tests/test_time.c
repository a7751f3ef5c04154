/* SPDX-License-Identifier: MIT
 *
 * test_time.c - the time line: what was done, where the session stands, marks, branches.
 */
#include "test.h"

#include "drawn.h"
#include "layout.h"
#include "mock.h"
#include "shown.h"
#include "text.h"
#include "theme.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------ hand-made views */

static const view_milestone marks[] = { { "start", 0 }, { "holes", 9 }, { "full", 13 } };
static const view_branch branches[] = { { 1, 9, 12, "+-+" }, { 3, 13, 16, "~w!" } };

/* After operation `step` of the fourteen. */
static view *at(size_t step)
{
	view *v = mock_malloc();

	v->operation = step;
	return v;
}

static view *with_all(size_t step)
{
	view *v = at(step);

	v->milestones = marks;
	v->milestone_count = 3;
	v->branches = branches;
	v->branch_count = 2;
	v->branch = 2;
	return v;
}

/* `places` places of `each` operations; the last of the first place of all failed. */
static view *long_branch(size_t places, size_t each)
{
	static view_operation time[VIEW_OPERATIONS];
	static char near[64];
	view *v = mock_malloc();

	for (size_t i = 0; i < places; i++)
		time[i] = (view_operation){ .glyph = i % 3 == 2 ? '-' : '+', .used = 100 + i,
			                    .number = (i + 1) * each, .mapped = 4096,
			                    .first = i * each + 1 };
	time[0].glyph = '!';
	memset(near, '+', sizeof near - 1);
	near[50] = '~';
	v->time = time;
	v->time_count = places;
	v->operation = v->operations = places * each;
	v->near = near;
	v->near_first = v->operations - 62;
	return v;
}

static char *shown;

/* The row of the screen that has these words, without what stands right of the pane; what was
 * returned before is gone. */
static const char *row(const view *v, int cols, int rows, const char *words)
{
	struct layout layout = layout_make(v, cols, rows);
	int width = layout.pane[PANE_TIME].w;
	struct grid grid = { 0 };
	char *at_words, *end;

	free(shown);
	CU_ASSERT_FATAL(grid_resize(&grid, cols, rows));
	screen_draw(&grid, v, NULL);
	for (int i = 0; i < cols * rows; i++)
		if (width && i % cols >= width)
			grid.cells[i].glyph = ' ';
	shown = grid_to_text(&grid);
	grid_free(&grid);
	at_words = strstr(shown, words);
	if (!at_words)
		return "";
	while (at_words > shown && at_words[-1] != '\n')
		at_words--;
	end = strchr(at_words, '\n');
	while (end > at_words && end[-1] == ' ')
		end--;
	*end = 0;
	return at_words;
}

static void same(const char *text, const char *expected)
{
	CU_ASSERT_STRING_EQUAL(text, expected);
	if (strcmp(text, expected) != 0)
		printf("\nis:     %s\nwanted: %s\n", text, expected);
}

/* -------------------------------------------------------------------------- places */

static void shows_the_present(void)
{
	same(row(at(14), 100, 30, " ops "), " ops  + + + + + + + - - + + + - +  now");
	same(row(at(14), 100, 30, "▴ here"), "");
}

static void shows_the_past(void)
{
	same(row(at(9), 100, 30, " ops "), " ops  + + + + + + + - -·+·+·+·-·+  5 ahead");
	same(row(at(9), 100, 30, "▴ here"), "                      ▴ here");
	same(row(at(0), 100, 30, " ops "), " ops  +·+·+·+·+·+·+·-·-·+·+·+·-·+  14 ahead");
	same(row(at(0), 100, 30, "▴ here"), "     ▴ here");
	CU_ASSERT(strstr(row(at(9), 100, 30, "─ time"), "operation 9 of 14, past ──") != NULL);
}

/* How many cells have this role and glyph. */
static int cells(const view *v, int cols, int rows, uint8_t role, uint32_t glyph)
{
	struct layout layout = layout_make(v, cols, rows);
	const struct rect *pane = &layout.pane[PANE_TIME];
	struct grid grid = { 0 };
	int count = 0;

	CU_ASSERT_FATAL(grid_resize(&grid, cols, rows));
	screen_draw(&grid, v, NULL);
	for (int y = pane->y; y < pane->y + pane->h; y++)
		for (int x = pane->x; x < pane->x + pane->w; x++)
			count += grid.cells[y * cols + x].role == role
			         && grid.cells[y * cols + x].glyph == glyph;
	grid_free(&grid);
	return count;
}

/* The present operation is marked, and all that follow it are dim. */
static void the_present_is_marked(void)
{
	CU_ASSERT_EQUAL(cells(at(14), 100, 30, ROLE_NEW_LABEL, '+'), 1);
	CU_ASSERT_EQUAL(cells(at(14), 100, 30, ROLE_LATER, '+'), 0);
	CU_ASSERT_EQUAL(cells(at(9), 100, 30, ROLE_NEW_LABEL, '-'), 1);
	CU_ASSERT_EQUAL(cells(at(9), 100, 30, ROLE_LATER, '+'), 4);
	CU_ASSERT_EQUAL(cells(at(9), 100, 30, ROLE_LATER, '-'), 1);
	CU_ASSERT_EQUAL(cells(at(0), 100, 30, ROLE_LATER, '+'), 11);
	CU_ASSERT_EQUAL(cells(at(0), 100, 30, ROLE_NEW_LABEL, '+'), 0);
}

/* Two columns an operation, then one, then several operations a column. */
static void all_operations_fit(void)
{
	same(row(long_branch(30, 1), 100, 30, " ops "),
	     " ops  ! + - + + - + + - + + - + + - + + - + + - + + - + + - + + -");
	same(row(long_branch(45, 1), 100, 30, " ops "),
	     " ops  !+-++-++-++-++-++-++-++-++-++-++-++-++-++-++- now");
	CU_ASSERT_EQUAL(row(long_branch(45, 1), 100, 30, "near")[0], 0);
	same(row(long_branch(80, 1), 100, 30, " ops  !"),
	     " ops  !+++++++++++++++++++++++++++++++++++++++ now");
	CU_ASSERT(strstr(row(long_branch(80, 1), 100, 30, "─ time"),
	                 " 1 column = 2 op") != NULL);
}

/* Every size of window shows all of a branch of any length. */
static void a_long_branch_fits(void)
{
	view *v = long_branch(VIEW_OPERATIONS, 1536);

	CU_ASSERT(strstr(row(v, 100, 30, "─ time"), "operation 786,432 of 786,432 ──") != NULL);
	CU_ASSERT(strstr(row(v, 100, 30, "─ time"), " 1 column = 13,824") != NULL);
	CU_ASSERT(strncmp(row(v, 100, 30, " ops "), " ops  !+", 8) == 0);
	v->operation = 393216;
	same(row(v, 100, 30, "▴ here"), "                                  ▴ here");
	CU_ASSERT_EQUAL(cells(v, 100, 30, ROLE_NEW_LABEL, '+'), 1);
	v->operation = 1;
	same(row(v, 100, 30, "▴ here"), "      ▴ here");
	v->operation = 786431;
	CU_ASSERT_EQUAL(cells(v, 200, 60, ROLE_NEW_LABEL, '~'), 0);
}

/* Where a column stands for several operations, single ones are shown too. */
static void single_operations_are_near(void)
{
	view *v = long_branch(VIEW_OPERATIONS, 10);

	v->operation = v->near_first + 50;
	same(row(v, 100, 30, " near "),
	     " near ++++++++++++++++++++++++++++++++++++++++++++++++++~++++++++++++");
	CU_ASSERT_EQUAL(cells(v, 100, 30, ROLE_NEW_LABEL, '~'), 1);
	CU_ASSERT_EQUAL(cells(v, 100, 30, ROLE_LATER, '~'), 0);
	v->operation = v->near_first + 49;
	CU_ASSERT_EQUAL(cells(v, 100, 30, ROLE_LATER, '~'), 1);
}

/* ------------------------------------------------------------------ marks, branches */

static void marks_stand_at_their_steps(void)
{
	static const view_milestone two[] = { { "a", 3 }, { "b", 3 }, { "a long name", 6 },
		                              { "c", 9 } };
	view *v = with_all(14);

	same(row(v, 100, 30, " mark"), " mark▴start           ▴holes  ▴full");
	v->milestones = two;
	v->milestone_count = 4;
	same(row(v, 100, 30, " mark"), " mark     ▴a, b ▴a l… ▴c");
	v->operation = 9;
	same(row(v, 100, 30, " mark"), " mark     ▴a, b ▴a l… ▴c here");
	v->operation = 8;
	same(row(v, 100, 30, " mark"), " mark     ▴a, b ▴a… ▴ ▴c");
}

static void branches_leave_where_they_forked(void)
{
	view *v = with_all(14);

	same(row(v, 120, 40, "└ b1"), "                      └ b1 +-+");
	same(row(v, 120, 40, "└ b3"), "                              └ b3 ~w!");
	CU_ASSERT(strstr(row(v, 120, 40, "─ time"), "branch b2 ─") != NULL);
	v->branches_more = 4;
	CU_ASSERT(strstr(row(v, 120, 40, "└ b3"), "b3 ~w!    ") != NULL);
	CU_ASSERT(strstr(row(v, 120, 40, "└ b3"), "  … 4 more: branches") != NULL);
	CU_ASSERT_EQUAL(row(v, 100, 30, "└ b3")[0], 0);
	CU_ASSERT(strstr(row(v, 100, 30, "└ b1"), "  … 5 more: branches") != NULL);
}

/* At the right edge a branch is written to the left of its corner. */
static void branches_keep_inside(void)
{
	static const view_branch late = { 7, 60, 64, "+-+-" };
	static view_branch endless = { 8, 10, 200, "" };
	view *v = long_branch(61, 1);

	v->branches = &late;
	v->branch_count = 1;
	same(row(v, 100, 30, "b7"),
	     "                                                         b7 +-+- ┘");
	memset(endless.glyphs, '+', VIEW_GLYPHS - 1);
	v->branches = &endless;
	same(row(v, 100, 30, "b8"),
	     "               └ b8 ++++++++++++++++++++++++++++++++++++++++++++++++…");
}

/* ----------------------------------------------------------------- the rest of the view */

static void has(const view *v, int cols, int rows, const char *words, int wanted)
{
	char *text = drawn(v, cols, rows, 0);

	CU_ASSERT_EQUAL(strstr(text, words) != NULL, wanted);
	if ((strstr(text, words) != NULL) != wanted)
		printf("\n\"%s\" wanted %d in\n%s", words, wanted, text);
	free(text);
}

static void the_bar_tells_the_past(void)
{
	view *v = at(9);

	has(v, 80, 24, "  9/14 past\n", 1);
	has(v, 100, 30, "  operation 9 of 14, past\n", 1);
	v->operation = 14;
	has(v, 100, 30, "  operation 14 of 14\n", 1);
	v->preview = 1;
	has(v, 80, 24, " 14/14 preview\n", 1);
	has(v, 120, 40, "  operation 14 of 14, preview\n", 1);
	has(v, 120, 40, "─ time  preview, operation 14 of 14 ─", 1);
}

static void the_keys_bring_the_time_line(void)
{
	view *v = with_all(9);

	has(v, 80, 24, " ops ", 0);
	v->time_focus = 1;
	has(v, 80, 24, "\n▸ time  operation 9 of 14, past ", 1);
	has(v, 80, 24, "\n ops  + + + + + + + - -·+·+·+·-·+  5 ahead\n mark▴start", 1);
	has(v, 80, 24, "\n 5 Split 240", 0);
	has(v, 80, 24, "  5 Split 240", 1);
	has(v, 80, 24, "\nmapped 8,192", 1);
	has(v, 200, 60, "\n▸ time  operation 9 of 14, past ", 1);
}

static void a_text_does_not_hide_where_the_keys_are(void)
{
	static const char *lines[40];
	view *v = at(9);

	for (int i = 0; i < 40; i++)
		lines[i] = "a line of help";
	v->text = (view_text){ .title = "help", .lines = lines, .count = 40 };
	has(v, 100, 30, " ops ", 0);
	v->time_focus = 1;
	has(v, 100, 30, " ops ", 1);
	has(v, 80, 24, " ops ", 1);
}

static void the_journal_shows_what_is_ahead(void)
{
	view *v = at(9);

	has(v, 200, 60, "journal  9 of 14 ─", 1);
	has(v, 200, 60, "  9  f p4 ", 1);
	has(v, 200, 60, " ·10  m 260 ", 1);
	has(v, 120, 40, "  9  f p4 ", 1);
	has(v, 120, 40, " ·12  m 1300", 1);
	has(v, 120, 40, " ·13  f p6", 0);
	v->operation = 2;
	has(v, 120, 40, "  2  m 40 ", 1);
}

static void text_tells_the_past(void)
{
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	text_operation(out, at(9));
	fflush(out);
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "\n  at: operation 9 of 14\n  heap: mapped"));
	text_operation(out, at(14));
	fclose(out);
	CU_ASSERT_PTR_NULL(strstr(strstr(text, "at:") + 3, "  at:"));
	free(text);
}

static void ascii_tells_the_same(void)
{
	char *text = drawn(with_all(9), 120, 40, 1);

	CU_ASSERT_PTR_NOT_NULL(strstr(text, "\n ops  + + + + + + + - -.+.+.+.-.+  5 ahead "));
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "\n mark^start           ^holes  ^full"));
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "\n                      ` b1 +-+ "));
	free(text);
}

static void stays_inside_at_every_size(void)
{
	for (int rows = 1; rows <= 70; rows += 3)
		for (int cols = 1; cols <= 210; cols += 11) {
			view *v = (rows + cols) % 2 ? with_all((size_t)(cols % 15))
			                            : long_branch(VIEW_OPERATIONS, (size_t)rows);
			struct layout layout;

			v->time_focus = cols % 3 == 0;
			v->operation -= v->operation / 3;
			layout = layout_make(v, cols, rows);
			for (int i = 0; i < PANE_COUNT; i++) {
				struct rect *a = &layout.pane[i], *b = &layout.pane[PANE_TIME];

				CU_ASSERT_FATAL(i == PANE_TIME || a->h == 0 || b->h == 0
				                || a->x >= b->x + b->w || b->x >= a->x + a->w
				                || a->y >= b->y + b->h || b->y >= a->y + a->h);
			}
			free(drawn(v, cols, rows, 0));
		}
	free(shown);
	shown = NULL;
}

/* Of fourteen operations the ninth; another branch leaves there. */
static void screens_of_the_past(void)
{
	struct shown s;
	view v;

	show_after(&s, "set base 0x200000000000\nreset\n",
	           "m 100\nm 40\nm 200\nmark three\nm 500\nm 64\nm 300\nm 700\nf p2\nf p4\n"
	           "m 260\nm 1900\nm 1300\nf p6\nm 180\nmark full\ngoto 9\nm 60\nf p1\n"
	           "branches 1\n");
	then(&s, "goto 9");
	if (s.v->sections[0].address == (uintptr_t)0x200000000000) {
		drawn_as_kept("past", s.v, 80, 24, 0);
		drawn_as_kept("past", s.v, 100, 30, 0);
		v = *s.v;
		v.time_focus = 1;
		drawn_as_kept("past-time", &v, 80, 24, 0);
		drawn_as_kept("past-time-ascii", &v, 80, 24, 1);
	} else {
		test_skip("the heap does not lie at its base here, as the screens have it");
	}
	end(&s);
}

CU_TestInfo time_tests[] = {
	{ "shows the present", shows_the_present },
	{ "shows the past", shows_the_past },
	{ "the present is marked", the_present_is_marked },
	{ "all operations fit", all_operations_fit },
	{ "a long branch fits", a_long_branch_fits },
	{ "single operations are near", single_operations_are_near },
	{ "marks stand at their steps", marks_stand_at_their_steps },
	{ "branches leave where they forked", branches_leave_where_they_forked },
	{ "branches keep inside", branches_keep_inside },
	{ "the bar tells the past", the_bar_tells_the_past },
	{ "the keys bring the time line", the_keys_bring_the_time_line },
	{ "a text does not hide where the keys are", a_text_does_not_hide_where_the_keys_are },
	{ "the journal shows what is ahead", the_journal_shows_what_is_ahead },
	{ "text tells the past", text_tells_the_past },
	{ "ASCII tells the same", ascii_tells_the_same },
	{ "stays inside at every size", stays_inside_at_every_size },
	{ "screens of the past", screens_of_the_past },
	CU_TEST_INFO_NULL
};
