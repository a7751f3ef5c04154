/* SPDX-License-Identifier: MIT
 *
 * grid.c - cells, areas and pens.
 */
#include "grid.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static struct cell *at(const struct grid *grid, int x, int y)
{
	return &grid->cells[(size_t)y * (size_t)grid->cols + (size_t)x];
}

int grid_resize(struct grid *grid, int cols, int rows)
{
	struct cell *cells;

	cols = cols > 0 ? cols : 1;
	rows = rows > 0 ? rows : 1;
	if (!grid->cells || cols != grid->cols || rows != grid->rows) {
		cells = calloc((size_t)cols * (size_t)rows, sizeof *cells);
		if (!cells)
			return 0;
		free(grid->cells);
		*grid = (struct grid){ cells, cols, rows };
	}
	grid_clear(grid);
	return 1;
}

void grid_free(struct grid *grid)
{
	free(grid->cells);
	*grid = (struct grid){ 0 };
}

void grid_clear(struct grid *grid)
{
	for (size_t i = 0; i < (size_t)grid->cols * (size_t)grid->rows; i++)
		grid->cells[i] = (struct cell){ ' ', 0 };
}

static size_t row_to_text(const struct grid *grid, int y, char *out)
{
	size_t length = 0, inked = 0;
	char bytes[GLYPH_BYTES];

	for (int x = 0; x < grid->cols; x++) {
		uint32_t glyph = at(grid, x, y)->glyph;
		size_t count = glyph ? glyph_write(bytes, glyph) : 0;

		for (size_t i = 0; i < count; i++)
			out[length++] = bytes[i];
		if (glyph != ' ')
			inked = length;
	}
	out[inked] = '\n';
	return inked + 1;
}

char *grid_to_text(const struct grid *grid)
{
	size_t most = (size_t)grid->rows * ((size_t)grid->cols * (GLYPH_BYTES - 1) + 1) + 1;
	char *text = malloc(most);
	size_t length = 0;

	if (!text)
		return NULL;
	for (int y = 0; y < grid->rows; y++)
		length += row_to_text(grid, y, text + length);
	text[length] = 0;
	return text;
}

struct area area_of(struct grid *grid)
{
	return (struct area){ grid, 0, 0, grid->cols, grid->rows };
}

static int clamp(int value, int low, int high)
{
	return value < low ? low : value > high ? high : value;
}

struct area area_part(struct area area, int x, int y, int w, int h)
{
	int left = clamp(x, 0, area.w), top = clamp(y, 0, area.h);
	int right = clamp(x + w, left, area.w), bottom = clamp(y + h, top, area.h);

	return (struct area){ area.grid, area.x + left, area.y + top, right - left,
		              bottom - top };
}

/* Half of a wide glyph does not stay behind when its other half goes. */
static void loosen(struct grid *grid, int x, int y)
{
	if (at(grid, x, y)->glyph == 0 && x > 0)
		at(grid, x - 1, y)->glyph = ' ';
	if (x + 1 < grid->cols && at(grid, x + 1, y)->glyph == 0)
		at(grid, x + 1, y)->glyph = ' ';
}

void area_put(struct area area, int x, int y, uint8_t role, uint32_t glyph)
{
	int width = glyph_width(glyph);

	if (width == 0 || x < 0 || y < 0 || x + width > area.w || y >= area.h)
		return;
	for (int i = 0; i < width; i++)
		loosen(area.grid, area.x + x + i, area.y + y);
	for (int i = 0; i < width; i++)
		*at(area.grid, area.x + x + i, area.y + y) =
			(struct cell){ i ? 0 : glyph, role };
}

void area_fill(struct area area, uint8_t role, uint32_t glyph)
{
	for (int y = 0; y < area.h; y++)
		for (int x = 0; x < area.w; x++)
			area_put(area, x, y, role, glyph);
}

int area_text(struct area area, int x, int y, uint8_t role, const char *text)
{
	int start = x;

	for (uint32_t glyph; (glyph = glyph_next(&text)) != 0; x += glyph_width(glyph))
		area_put(area, x, y, role, glyph);
	return x - start;
}

int area_text_cut(struct area area, int x, int y, int width, uint8_t role, const char *text)
{
	struct area field = area_part(area, x, y, width, 1);

	area_text(field, 0, 0, role, text);
	if (glyph_text_width(text) <= width)
		return glyph_text_width(text);
	area_put(field, width - 1, 0, role, 0x2026);
	return width;
}

int area_text_right(struct area area, int end, int y, uint8_t role, const char *text)
{
	int start = end - glyph_text_width(text);

	area_text(area, start, y, role, text);
	return start;
}

void pen_print(struct pen *pen, uint8_t role, const char *format, ...)
{
	char text[512];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	pen->x += area_text(pen->area, pen->x, pen->y, role, text);
}

void pen_fill(struct pen *pen, int end, uint8_t role, uint32_t glyph)
{
	for (; pen->x < end; pen->x++)
		area_put(pen->area, pen->x, pen->y, role, glyph);
}
