/* SPDX-License-Identifier: MIT
 *
 * prompt.c - a line of text longer than its row.
 */
#include "prompt.h"
#include "theme.h"

#include <stdio.h>
#include <string.h>

enum { CONTROL = '^' };

/* Control characters stand as ^A: two columns. */
static int shown_width(uint32_t glyph)
{
	return glyph < ' ' || glyph == 0x7f ? 2 : glyph_width(glyph);
}

static int columns_before(const char *line, size_t bytes)
{
	const char *end = line + bytes;
	int columns = 0;

	while (line < end && *line)
		columns += shown_width(glyph_next(&line));
	return columns;
}

static void draw_line(struct area body, int x, const char *line)
{
	for (uint32_t glyph; (glyph = glyph_next(&line)) != 0; x += shown_width(glyph)) {
		if (glyph < ' ' || glyph == 0x7f) {
			area_put(body, x, 0, ROLE_DIM, CONTROL);
			area_put(body, x + 1, 0, ROLE_DIM, glyph ^ 0x40);
		} else {
			area_put(body, x, 0, ROLE_NUMBER, glyph);
		}
	}
}

/* Entries of a hint stand three blanks apart, or two where not all of them fit else: those that
 * fit are shown whole. */
static void draw_hint(struct area body, const char *hint)
{
	struct pen pen = { body, 2, 0 };
	int blanks = pen.x + glyph_text_width(hint) < body.w ? 3 : 2;

	while (*hint) {
		const char *gap = strstr(hint, "   ");
		size_t bytes = gap ? (size_t)(gap - hint) : strlen(hint);

		if (pen.x + glyph_bytes_width(hint, bytes) >= body.w)
			return;
		pen_print(&pen, ROLE_GHOST, "%.*s", (int)bytes, hint);
		pen.x += blanks;
		hint += bytes + strspn(hint + bytes, " ");
	}
}

const char *prompt_standing(char *out, const view *v)
{
	if (v->operation < v->operations)
		snprintf(out, PROMPT_STANDING, "%zu> ", v->operation);
	else
		snprintf(out, PROMPT_STANDING, "> ");
	return out;
}

int prompt_draw(struct area row, const struct prompt *prompt)
{
	int left = glyph_text_width(prompt->text), at, skipped = 0;
	struct area body;

	area_fill(row, ROLE_TEXT, ' ');
	left = left < row.w / 2 ? left : 0;
	body = area_part(row, left, 0, row.w - left, 1);
	if (left > 0)
		area_text(row, 0, 0, ROLE_TITLE, prompt->text);
	at = columns_before(prompt->line, prompt->point);
	if (at >= body.w && body.w > 0)
		skipped = at - body.w + 1 + body.w / 4;
	draw_line(body, -skipped, prompt->line);
	if (!*prompt->line && prompt->hint)
		draw_hint(body, prompt->hint);
	return left + at - skipped;
}
