/* SPDX-License-Identifier: MIT
 *
 * lines.c - lines of text, and making text fit to be shown.
 */
#include "lines.h"

#include "glyph.h"
#include "memory.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_LENGTH = 256 };

/* Controls, and what turns the direction of text around or hides it. */
static int is_control(uint32_t code)
{
	return code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 0x200b && code <= 0x200f)
	       || (code >= 0x2028 && code <= 0x202e) || (code >= 0x2060 && code <= 0x206f)
	       || code == 0xfeff;
}

char *lines_clean(const char *text, size_t length)
{
	char *clean = memory_new(length + 2, 3); /* a byte may become the three of U+FFFD */
	size_t used = 0, i = 0;

	while (i < length) {
		uint32_t glyph;

		if (text[i] >= ' ' && text[i] < 0x7f) {
			clean[used++] = text[i++];
			continue;
		}
		i += glyph_read(text + i, length - i, &glyph);
		if (glyph == '\t')
			clean[used++] = ' ';
		else if (is_control(glyph))
			clean[used++] = '?';
		else
			used += glyph_write(clean + used, glyph);
	}
	clean[used] = 0;
	return clean;
}

void lines_clip(char *out, size_t size, const char *clean)
{
	static const char ellipsis[] = "…";
	size_t length = strlen(clean);

	if (length >= size) {
		length = size - sizeof ellipsis;
		while (length && ((unsigned char)clean[length] & 0xc0) == 0x80)
			length--;
		memcpy(out + length, ellipsis, sizeof ellipsis);
	} else {
		out[length] = 0;
	}
	memcpy(out, clean, length);
}

void lines_clear(struct lines *lines)
{
	for (size_t i = 0; i < lines->count; i++)
		free(lines->line[i]);
	lines->count = 0;
	lines->dropped = 0;
}

void lines_free(struct lines *lines)
{
	lines_clear(lines);
	free(lines->line);
	memset(lines, 0, sizeof *lines);
}

static void append(struct lines *lines, char *line)
{
	lines->line = memory_room(lines->line, lines->count, 1, &lines->space, sizeof *lines->line);
	lines->line[lines->count++] = line;
}

static char *formatted(const char *format, va_list list)
{
	char first[FIRST_LENGTH], *whole = first;
	va_list again;

	va_copy(again, list);
	int length = vsnprintf(first, sizeof first, format, list);
	if (length >= FIRST_LENGTH) {
		whole = memory_new((size_t)length + 1, 1);
		vsnprintf(whole, (size_t)length + 1, format, again);
	}
	va_end(again);

	char *clean = lines_clean(whole, length > 0 ? (size_t)length : 0);

	if (whole != first)
		free(whole);
	return clean;
}

void lines_add(struct lines *lines, const char *format, ...)
{
	va_list list;

	if (lines->count >= LINES_MOST) {
		lines->dropped++;
		return;
	}
	va_start(list, format);
	append(lines, formatted(format, list));
	va_end(list);
}

void lines_add_all(struct lines *lines, const struct lines *from)
{
	for (size_t i = 0; i < from->count; i++)
		lines_add(lines, "%s", from->line[i]);
}

void lines_add_text(struct lines *lines, const char *head, const char *text)
{
	while (*text) {
		size_t length = strcspn(text, "\n");

		lines_add(lines, "%s%.*s", head, (int)length, text);
		text += length + (text[length] == '\n');
	}
}

static int goes_on(const char *last, const char *text)
{
	return *last && *last != ' ' && *text && *text != ' ' && strlen(last) < LINES_PARAGRAPH;
}

void lines_add_prose(struct lines *lines, const char *text)
{
	const char *last = lines->count ? lines->line[lines->count - 1] : "";

	if (goes_on(last, text)) {
		char *before = lines->line[--lines->count];

		lines_add(lines, "%s %s", before, text);
		free(before);
	} else if (*text || *last) {
		lines_add(lines, "%s", text);
	}
}

char *lines_joined(const struct lines *lines, const char *between)
{
	char *text = NULL;
	size_t size = 0;
	FILE *out = memory_sure(open_memstream(&text, &size));

	for (size_t i = 0; i < lines->count; i++)
		fprintf(out, "%s%s", i ? between : "", lines->line[i]);
	fclose(out);
	return memory_sure(text);
}

void lines_close(struct lines *lines)
{
	char words[64];

	if (lines->dropped == 0)
		return;
	snprintf(words, sizeof words, "… %zu more", lines->dropped);
	append(lines, memory_text(words));
	lines->dropped = 0;
}
