/* SPDX-License-Identifier: MIT
 *
 * drawn.h - a view as the text of a whole screen; the caller frees it.
 */
#ifndef TESTS_DRAWN_H
#define TESTS_DRAWN_H

#include "ascii.h"
#include "grid.h"
#include "screen.h"
#include "test.h"

static inline char *drawn(const view *v, int cols, int rows, int ascii)
{
	struct grid grid = { 0 };
	char *text;

	CU_ASSERT_FATAL(grid_resize(&grid, cols, rows));
	screen_draw(&grid, v, NULL);
	if (ascii)
		ascii_grid(&grid);
	text = grid_to_text(&grid);
	CU_ASSERT_PTR_NOT_NULL_FATAL(text);
	grid_free(&grid);
	return text;
}

#endif
