/* SPDX-License-Identifier: MIT
 *
 * lines.c - lines of text, and making text fit to be shown.
 */
#include "lines.h"

#include "memory.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_LENGTH = 256 };

/* Bytes of the character at text, 1..4; 0 when it is no well-formed UTF-8. */
static size_t character(const unsigned char *text, size_t length, uint32_t *code)
{
	static const uint32_t least[5] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t bytes = text[0] < 0x80 ? 1 : text[0] < 0xc2 ? 0 : text[0] < 0xe0 ? 2
	               : text[0] < 0xf0 ? 3 : text[0] < 0xf5 ? 4 : 0;

	if (bytes == 0 || bytes > length)
		return 0;
	*code = bytes == 1 ? text[0] : text[0] & (0x7fu >> bytes);
	for (size_t i = 1; i < bytes; i++) {
		if ((text[i] & 0xc0) != 0x80)
			return 0;
		*code = *code << 6 | (text[i] & 0x3f);
	}
	if (*code < least[bytes] || *code > 0x10ffff || (*code >= 0xd800 && *code < 0xe000))
		return 0;
	return bytes;
}

/* Controls, and what turns the direction of text around or hides it. */
static int is_control(uint32_t code)
{
	return code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 0x200b && code <= 0x200f)
	       || (code >= 0x2028 && code <= 0x202e) || (code >= 0x2060 && code <= 0x206f)
	       || code == 0xfeff;
}

char *lines_clean(const char *text, size_t length)
{
	const unsigned char *from = (const unsigned char *)text;
	char *clean = memory_new(length + 1, 3);
	size_t used = 0, i = 0;

	while (i < length) {
		uint32_t code = 0;
		size_t bytes = character(from + i, length - i, &code);

		if (bytes == 0) {
			memcpy(clean + used, "\uFFFD", 3);
			used += 3;
		} else if (code == '\t') {
			clean[used++] = ' ';
		} else if (is_control(code)) {
			clean[used++] = '?';
		} else {
			memcpy(clean + used, text + i, bytes);
			used += bytes;
		}
		i += bytes ? bytes : 1;
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
	if (lines->count == lines->space) {
		lines->space = lines->space ? 2 * lines->space : 16;
		lines->line = memory_grow(lines->line, lines->space, sizeof *lines->line);
	}
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

void lines_close(struct lines *lines)
{
	char words[64];

	if (lines->dropped == 0)
		return;
	snprintf(words, sizeof words, "… %zu more", lines->dropped);
	append(lines, memory_copy(words, strlen(words)));
	lines->dropped = 0;
}
