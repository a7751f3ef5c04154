/* SPDX-License-Identifier: MIT
 *
 * test_ansi.c - grids as escape sequences: a terminal that is fed with them shows each.
 */
#include "ansi.h"
#include "cast_read.h"
#include "chance.h"
#include "test.h"

static void scribble(struct grid *grid, size_t times)
{
	static const uint32_t some[] = { 'a', 'Z', '7', ' ', 0xb7, 0x2588, 0x258e, 0x25b8, 0x4e2d };

	for (size_t i = 0; i < times; i++)
		area_put(area_of(grid), (int)below((size_t)grid->cols),
		         (int)below((size_t)grid->rows), (uint8_t)below(ROLE_COUNT),
		         some[below(sizeof some / sizeof some[0])]);
}

/* Any grids, one after the other: the terminal shows each. */
static void follow(int cols, int rows, const struct theme *theme)
{
	struct ansi *ansi = ansi_create(theme, 0);
	struct grid grid = { 0 };
	struct screen screen;

	CU_ASSERT_FATAL(grid_resize(&grid, cols, rows));
	screen_start(&screen, cols, rows);
	for (int i = 0; i < 60; i++) {
		char *bytes = NULL;
		size_t size = 0;
		FILE *stream = open_memstream(&bytes, &size);
		int x = (int)below((size_t)cols), y = (int)below((size_t)rows);

		scribble(&grid, i % 3 ? 5 : 200);
		ansi_draw(ansi, stream, &grid, x, y);
		fclose(stream);
		screen_feed(&screen, bytes, size);
		CU_ASSERT_EQUAL(screen_differs(&screen, &grid, theme), 0);
		CU_ASSERT(screen_cursor_is(&screen, x, y));
		CU_ASSERT(i == 0 || i % 3 == 0 || size < 5 * 80 + 40);
		free(bytes);
	}
	screen_end(&screen);
	grid_free(&grid);
	ansi_destroy(ansi);
}

static void a_terminal_shows_each_grid(void)
{
	chance(test_seed());
	for (unsigned i = 0; theme_at(i); i++) {
		follow(40, 10, theme_at(i));
		follow(100, 30, theme_at(i));
		follow(2, 1, theme_at(i));
	}
}

CU_TestInfo ansi_tests[] = {
	{ "a terminal shows each grid", a_terminal_shows_each_grid },
	CU_TEST_INFO_NULL
};
