/* SPDX-License-Identifier: MIT
 *
 * prose.c - breaking and colouring sentences.
 */
#include "prose.h"
#include "theme.h"

#include <string.h>

size_t prose_row(const char *text, int width, const char **next)
{
	const char *at = text, *end = NULL;
	int columns = 0, inked = 0;
	size_t most = width > 0 ? (size_t)width : 0, length = strnlen(text, most + 1);

	/* No character has more columns than bytes. */
	if (length <= most) {
		*next = text + length;
		return length;
	}
	for (;;) {
		const char *here = at;
		uint32_t glyph = glyph_next(&at);

		if (glyph == 0 || (glyph == ' ' && inked && here[-1] != ' '))
			end = here;
		if (glyph == 0)
			break;
		inked |= glyph != ' ';
		columns += glyph_width(glyph);
		if (columns > width && glyph != ' ') {
			if (!end)
				end = here > text ? here : at;
			break;
		}
	}
	for (*next = end; **next == ' ';)
		++*next;
	return (size_t)(end - text);
}

/* " 4 Split 224: ...", "10 The entry ...": the number of a step stands before its sentence; that of
 * "25 bytes are ..." belongs to it. */
static int is_numbered(const char *line, size_t blanks)
{
	size_t digits = strspn(line + blanks, "0123456789");

	return digits > 0 && blanks + digits == 2 && line[2] == ' '
	       && (blanks || strspn(line + 3, "abcdefghijklmnopqrstuvwxyz") < 2);
}

int prose_hang(const char *line, int width)
{
	int blanks = (int)strspn(line, " ");
	const char *gap;

	if (strncmp(line + blanks, "✗ ", strlen("✗ ")) == 0 ||
	    strncmp(line + blanks, "✓ ", strlen("✓ ")) == 0 ||
	    strncmp(line + blanks, "? ", 2) == 0)
		blanks += 2;
	if (is_numbered(line, (size_t)blanks))
		blanks = 3;
	gap = strstr(line + strspn(line, " "), "  ");
	if (gap) {
		int second = glyph_bytes_width(line, (size_t)(gap - line)) + (int)strspn(gap, " ");

		if (second <= width * 2 / 3)
			return second;
	}
	return blanks <= width / 2 ? blanks : 0;
}

int prose_rows(const char *line, int width)
{
	int hang = prose_hang(line, width), rows = 0;

	if (width <= 0)
		return 1;
	do {
		prose_row(line, rows ? width - hang : width, &line);
		rows++;
	} while (*line);
	return rows;
}

int prose_is_heading(const char *line)
{
	size_t digits = strspn(line, "0123456789"), length = strlen(line);

	return digits > 0 && digits < 3 && strncmp(line + digits, ". ", 2) == 0
	       && !strchr(".:,;", line[length - 1]);
}

/* ---------------------------------------------------------------- colours */

static int all_of(const char *text, size_t length, const char *set)
{
	return length > 0 && strspn(text, set) >= length;
}

static int is_chunk(const view *v, const char *word, size_t length)
{
	const view_section *s = &v->sections[v->focus];

	if (v->section_count == 0 || length >= VIEW_NAME)
		return 0;
	for (size_t i = 0; i < s->chunk_count; i++) {
		const char *name = s->chunks[i].name;

		if (name[0] == word[0] && strncmp(name, word, length) == 0 && !name[length])
			return 1;
	}
	return 0;
}

/* p11, s1, 0x280, and the names that people gave to chunks. */
static int is_name(const view *v, const char *word, size_t length)
{
	if (length > 2 && strncmp(word, "0x", 2) == 0)
		return all_of(word + 2, length - 2, "0123456789abcdefABCDEF");
	if (length > 1 && strchr("ps", word[0]))
		if (all_of(word + 1, length - 1, "0123456789"))
			return 1;
	return is_chunk(v, word, length);
}

/* The rows of one line: its verdict in front colours all of it. */
static uint8_t base_role(const char *line)
{
	static const struct {
		const char *start;
		uint8_t role;
	} verdicts[] = {
		{ "✗", ROLE_WRONG_TEXT }, { "✓", ROLE_RIGHT_TEXT }, { "? ", ROLE_TITLE },
	};

	line += strspn(line, " ");
	for (size_t i = 0; i < sizeof verdicts / sizeof verdicts[0]; i++)
		if (strncmp(line, verdicts[i].start, strlen(verdicts[i].start)) == 0)
			return verdicts[i].role;
	return ROLE_TEXT;
}

/* Without a view no word is told from the others. */
static void draw_row(struct pen *pen, const view *v, uint8_t base, const char *row, size_t bytes)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "0123456789_";
	const char *end = row + bytes;

	while (row < end) {
		size_t length = strspn(row, letters);
		const char *rest = row + length;

		if (length > 0) {
			int name = v && base == ROLE_TEXT && is_name(v, row, length);

			pen_print(pen, name ? ROLE_NUMBER : base, "%.*s", (int)length, row);
			row = rest;
			continue;
		}
		uint32_t glyph = glyph_next(&row);
		area_put(pen->area, pen->x, pen->y, base, glyph);
		pen->x += glyph_width(glyph);
	}
}

static int draw_line(struct area area, int y, const view *v, uint8_t base, const char *line)
{
	int hang = prose_hang(line, area.w), rows = 0;

	if (area.w <= 0)
		return 1;
	do {
		struct pen pen = { area, rows ? hang : 0, y + rows };
		const char *row = line;
		size_t bytes = prose_row(row, area.w - pen.x, &line);

		draw_row(&pen, v, base, row, bytes);
		rows++;
	} while (*line);
	return rows;
}

int prose_draw(struct area area, int y, const view *v, const char *line)
{
	return draw_line(area, y, v, base_role(line), line);
}

int prose_draw_as(struct area area, int y, uint8_t role, const char *line)
{
	return draw_line(area, y, NULL, role, line);
}
