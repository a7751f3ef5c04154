/* SPDX-License-Identifier: MIT
 *
 * drawn.h - a view as the text of a whole screen; and compared with one that is kept.
 */
#ifndef TESTS_DRAWN_H
#define TESTS_DRAWN_H

#include "ascii.h"
#include "grid.h"
#include "screen.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The caller frees it. */
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

/* tests/screens/<name>.txt; MY_TEST_SCREENS=write writes it, to be looked at. */
static inline void drawn_as_kept(const char *name, const view *v, int cols, int rows, int ascii)
{
	const char *mode = getenv("MY_TEST_SCREENS");
	char path[128], *text = drawn(v, cols, rows, ascii), kept[1 << 16] = "";
	FILE *file;

	snprintf(path, sizeof path, "tests/screens/%s-%dx%d.txt", name, cols, rows);
	if (mode && strcmp(mode, "write") == 0 && (file = fopen(path, "w")) != NULL) {
		fputs(text, file);
		fclose(file);
	}
	file = fopen(path, "r");
	CU_ASSERT_PTR_NOT_NULL(file);
	if (file) {
		kept[fread(kept, 1, sizeof kept - 1, file)] = 0;
		fclose(file);
	}
	CU_ASSERT_STRING_EQUAL(text, kept);
	free(text);
}

#endif
