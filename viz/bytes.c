/* SPDX-License-Identifier: MIT
 *
 * bytes.c - a hex dump that tells whose bytes they are and what was just written.
 *
 * The mark is the separator before a byte, so it is there without colour too:
 *   0x270+41+41!41>6a   + written inside what was asked for, ! written outside it,
 *                       > looked at
 * else it tells where bytes of another owner begin: of what was asked for, slack, free.
 */
#include "format.h"
#include "pane.h"
#include "theme.h"

#include <stdio.h>

enum { OFFSET = 5, OFFSET_LONG = 8, BYTES_WIDEST = 32, BYTES_WIDE = 16, BYTES_NARROW = 8 };
enum { LEGEND_FROM = 12 }; /* rows of a pane that always tells what its marks are */
enum { ASKED, SLACK, FREE, UNMAPPED, OWNERS };
enum { DOT = 0xb7, BAR = 0x2502, SLIVER = 0x258e, SHADE = 0x2591 };

/* What stands before the first of its bytes, and for those that are no letters; how those are
 * shown that guard filled. */
static const struct {
	const char *name;
	uint32_t begins, other, filled;
	uint8_t role;
} owners[OWNERS] = {
	[ASKED] = { "asked", BAR, '.', '.', ROLE_TEXT },
	[SLACK] = { "slack", SLIVER, '-', SLIVER, ROLE_BYTE_SLACK },
	[FREE] = { "free", DOT, DOT, SHADE, ROLE_FREE },
	[UNMAPPED] = { "", ' ', ' ', ' ', ROLE_FREE },
};

/* Columns: offset, then three a byte, a blank, then one a byte. */
int bytes_columns(int width)
{
	if (width >= OFFSET_LONG + 4 * BYTES_WIDEST + 1)
		return BYTES_WIDEST;
	return width >= OFFSET + 4 * BYTES_WIDE + 1 ? BYTES_WIDE : BYTES_NARROW;
}

static int offset_width(const view_bytes *b)
{
	char text[FORMAT_BYTES];

	return snprintf(text, sizeof text, "0x%03zx", b->offset + b->count);
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
	size_t a_row = (size_t)bytes_columns(width);
	size_t rows = b->count / a_row + (b->count % a_row != 0);

	return rows < 4096 ? (int)rows : 4096;
}

int bytes_rows(const view *v, int width)
{
	return 1 + data_rows(&v->bytes, width) + any_written(&v->bytes);
}

/* Bytes of others than the chosen chunk stand back. */
static uint8_t byte_role(const view_bytes *b, size_t i)
{
	const view_byte *byte = &b->bytes[i];

	if (i + 1 == b->cursor)
		return ROLE_CURSOR_LABEL;
	if (byte->written == 1)
		return ROLE_HOT;
	if (byte->written)
		return byte->owner == SLACK ? ROLE_LOOKED : ROLE_WRONG;
	if (b->own_end && byte->owner == ASKED && (i < b->own || i >= b->own_end))
		return ROLE_DIM;
	return owners[byte->owner & 3].role;
}

static uint32_t letter_of(const view_byte *byte)
{
	if (byte->value >= ' ' && byte->value < 0x7f)
		return byte->value;
	return byte->filled ? owners[byte->owner & 3].filled : owners[byte->owner & 3].other;
}

/* What stands before the i-th byte. */
static uint32_t mark_of(const view_bytes *b, size_t i)
{
	static const char marks[] = { ' ', '+', '!' };
	const view_byte *byte = &b->bytes[i];

	if (i + 1 == b->cursor)
		return '>';
	if (byte->written)
		return (unsigned char)marks[byte->written % 3];
	return i == 0 || byte[-1].owner != byte->owner ? owners[byte->owner & 3].begins : ' ';
}

static void draw_byte(struct area area, int x, int letter, int y, const view_bytes *b, size_t i)
{
	const view_byte *byte = &b->bytes[i];
	uint8_t role = byte_role(b, i);

	if (byte->owner == UNMAPPED)
		return;
	area_put(area, x, y, role, mark_of(b, i));
	pen_print(&(struct pen){ area, x + 1, y }, role, "%02x", byte->value);
	area_put(area, letter, y, role, letter_of(byte));
}

static void draw_row(struct area area, int y, const view_bytes *b, size_t row)
{
	size_t a_row = (size_t)bytes_columns(area.w), first = row * a_row;
	int left = offset_width(b), letters = left + 3 * (int)a_row + 1;

	pen_print(&(struct pen){ area, 0, y }, ROLE_DIM, "0x%0*zx", left - 2, b->offset + first);
	for (size_t i = 0; i < a_row && first + i < b->count; i++)
		draw_byte(area, left + 3 * (int)i, letters + (int)i, y, b, first + i);
}

static void draw_head(struct area area, const view_bytes *b)
{
	struct pen pen = { area, offset_width(b), 1 };

	for (int i = 0; i < bytes_columns(area.w); i++)
		pen_print(&pen, ROLE_DIM, i < 16 ? " +%x" : "+%x", (unsigned)i);
}

/* With more rows than room, those around the byte looked at, or the first one written, are
 * shown. */
static size_t first_row(const view_bytes *b, int width, size_t all, size_t room)
{
	size_t i = b->cursor ? b->cursor - 1 : 0, row;

	while (!b->cursor && i < b->count && !b->bytes[i].written)
		i++;
	row = i < b->count ? i / (size_t)bytes_columns(width) : 0;
	row = row > room / 3 ? row - room / 3 : 0;
	return row + room > all ? all - room : row;
}

/* Whose bytes there are, and whether some are as guard filled them. */
static void draw_owners(struct area area, int y, const view_bytes *b)
{
	struct pen pen = { area, offset_width(b) + 1, y };
	int seen[OWNERS] = { 0 }, filled[OWNERS] = { 0 };

	for (size_t i = 0; i < b->count; i++) {
		seen[b->bytes[i].owner & 3] = 1;
		filled[b->bytes[i].owner & 3] |= b->bytes[i].filled ? b->bytes[i].value : 0;
	}
	for (int i = ASKED; i < UNMAPPED; i++) {
		if (!seen[i])
			continue;
		area_put(area, pen.x, y, owners[i].role, owners[i].begins);
		pen.x++;
		pen_print(&pen, ROLE_DIM, " %s begins   ", owners[i].name);
		if (!filled[i])
			continue;
		area_put(area, pen.x, y, owners[i].role, owners[i].filled);
		pen.x++;
		pen_print(&pen, ROLE_DIM, " filled with %02x   ", (unsigned)filled[i]);
	}
}

static void draw_legend(struct area area, int y)
{
	struct pen pen = { area, OFFSET + 1, y };

	pen_print(&pen, ROLE_HOT, "+");
	pen_print(&pen, ROLE_DIM, " written, inside what was asked for    ");
	pen_print(&pen, ROLE_WRONG, "!");
	pen_print(&pen, ROLE_DIM, " written outside it");
}

/* Rows of bytes that a pane of this size has, from *first on. */
static size_t shown_rows(const view_bytes *b, int width, int height, size_t *first)
{
	size_t all = (size_t)data_rows(b, width);
	int legends = (any_written(b) && height > 5) + (height >= LEGEND_FROM);
	size_t room = (size_t)(height - 2 - legends);

	room = room < all ? room : all;
	*first = first_row(b, width, all, room);
	return room;
}

void bytes_pane(struct area area, const view *v, const struct layout *layout)
{
	const view_bytes *b = &v->bytes;
	size_t room, first;

	(void)layout;
	if (!b->title) {
		rule_draw(area, "bytes", "none", ROLE_DIM);
		area_text(area, 1, 1, ROLE_TEXT, "No chunk is chosen: x p1 shows the bytes of p1.");
		return;
	}
	rule_draw(area, b->title, b->about, ROLE_DIM);
	if (area.h < 3)
		return;
	draw_head(area, b);
	room = shown_rows(b, area.w, area.h, &first);
	for (size_t i = 0; i < room; i++)
		draw_row(area, 2 + (int)i, b, first + i);
	if (any_written(b) && area.h > 5)
		draw_legend(area, 2 + (int)room++);
	if (area.h > 2 + (int)room)
		draw_owners(area, 2 + (int)room, b);
}

int bytes_hit(const struct rect *pane, const view *v, int x, int y, size_t *index)
{
	const view_bytes *b = &v->bytes;
	int a_row = bytes_columns(pane->w), column = x - offset_width(b), letters = 3 * a_row + 1;
	size_t first;

	if (y < 2 || (size_t)(y - 2) >= shown_rows(b, pane->w, pane->h, &first) || column < 0)
		return 0;
	column = column < letters - 1 ? column / 3 : column - letters;
	*index = (first + (size_t)(y - 2)) * (size_t)a_row + (size_t)column;
	return column >= 0 && column < a_row && *index < b->count;
}
