/* SPDX-License-Identifier: MIT
 *
 * bytes.c - a hex dump that tells whose bytes they are and what was just written.
 *
 * The mark is the separator before a byte, so it is there without colour too:
 *   0x270+41+41!41 6a   + written inside what was asked for, ! written outside it
 */
#include "format.h"
#include "pane.h"
#include "theme.h"

#include <stdio.h>

enum { OFFSET = 5, BYTES_WIDE = 16, BYTES_NARROW = 8, ASKED = 0, SLACK, FREE, UNMAPPED };

/* Columns: offset, then three a byte, a blank, then one a byte. */
static int bytes_a_row(int width)
{
	return width >= OFFSET + 4 * BYTES_WIDE + 1 ? BYTES_WIDE : BYTES_NARROW;
}

static int any_written(const view_bytes *b)
{
	for (size_t i = 0; i < b->count; i++)
		if (b->bytes[i].written)
			return 1;
	return 0;
}

static int data_rows(const view_bytes *b, int width)
{
	size_t a_row = (size_t)bytes_a_row(width);
	size_t rows = b->count / a_row + (b->count % a_row != 0);

	return rows < 4096 ? (int)rows : 4096;
}

int bytes_rows(const view *v, int width)
{
	return 1 + data_rows(&v->bytes, width) + any_written(&v->bytes);
}

static uint8_t byte_role(const view_byte *byte)
{
	static const uint8_t owners[] = { ROLE_TEXT, ROLE_BYTE_SLACK, ROLE_FREE, ROLE_FREE };

	if (byte->written == 1)
		return ROLE_HOT;
	if (byte->written)
		return byte->owner == SLACK ? ROLE_LOOKED : ROLE_WRONG;
	return owners[byte->owner & 3];
}

static void draw_byte(struct area area, int x, int letter, int y, const view_byte *byte)
{
	static const char marks[] = { ' ', '+', '!' };
	uint8_t role = byte_role(byte);
	struct pen pen = { area, x, y };
	int shown = byte->value >= ' ' && byte->value < 0x7f;

	if (byte->owner == UNMAPPED)
		return;
	pen_print(&pen, role, "%c%02x", marks[byte->written % 3], byte->value);
	area_put(area, letter, y, role, shown ? byte->value : byte->owner == FREE ? 0xb7 : '.');
}

static void draw_row(struct area area, int y, const view_bytes *b, size_t row)
{
	size_t a_row = (size_t)bytes_a_row(area.w), first = row * a_row;
	int letters = OFFSET + 3 * (int)a_row + 1;
	struct pen pen = { area, 0, y };

	pen_print(&pen, ROLE_DIM, "0x%03zx", b->offset + first);
	for (size_t i = 0; i < a_row && first + i < b->count; i++)
		draw_byte(area, pen.x + 3 * (int)i, letters + pen.x - OFFSET + (int)i, y,
		          &b->bytes[first + i]);
}

static void draw_head(struct area area, const view_bytes *b)
{
	char text[FORMAT_BYTES];
	struct pen pen = { area, 0, 1 };

	pen.x = snprintf(text, sizeof text, "0x%03zx", b->offset);
	for (int i = 0; i < bytes_a_row(area.w); i++)
		pen_print(&pen, ROLE_DIM, " +%x", (unsigned)i);
}

/* With more rows than room, those around the first byte written are shown. */
static size_t first_row(const view_bytes *b, int width, size_t all, size_t room)
{
	size_t i = 0, row;

	while (i < b->count && !b->bytes[i].written)
		i++;
	row = i < b->count ? i / (size_t)bytes_a_row(width) : 0;
	row = row > room / 3 ? row - room / 3 : 0;
	return row + room > all ? all - room : row;
}

static void draw_legend(struct area area, int y)
{
	struct pen pen = { area, OFFSET + 1, y };

	pen_print(&pen, ROLE_HOT, "+");
	pen_print(&pen, ROLE_DIM, " written, inside what was asked for    ");
	pen_print(&pen, ROLE_WRONG, "!");
	pen_print(&pen, ROLE_DIM, " written outside it");
}

void bytes_pane(struct area area, const view *v, const struct layout *layout)
{
	const view_bytes *b = &v->bytes;
	size_t all = (size_t)data_rows(b, area.w), room, first;
	int legend = any_written(b) && area.h > 5;

	(void)layout;
	rule_draw(area, b->title, b->about, ROLE_DIM);
	if (area.h < 3)
		return;
	draw_head(area, b);
	room = (size_t)(area.h - 2 - legend);
	room = room < all ? room : all;
	first = first_row(b, area.w, all, room);
	for (size_t i = 0; i < room; i++)
		draw_row(area, 2 + (int)i, b, first + i);
	if (legend)
		draw_legend(area, 2 + (int)room);
}
