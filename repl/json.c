/* SPDX-License-Identifier: MIT
 *
 * json.c - JSON written as it comes.
 *
 * Numbers and plain characters go out by themselves, not through printf: a heap may have
 * millions of them.
 */
#include "json.h"

#include "glyph.h"

#include <inttypes.h>
#include <string.h>

static void put(struct json *json, const char *text)
{
	fputs(text, json->out);
}

static void new_line(struct json *json)
{
	putc('\n', json->out);
	for (int i = 0; i < json->depth; i++)
		put(json, "  ");
}

static void put_text(struct json *json, const char *text);

/* What stands before a member: the comma, the place, the key. */
static void begin(struct json *json, const char *key)
{
	if (json->depth > 0) {
		size_t count = json->level[json->depth - 1].count++;
		int on_a_line = json->level[json->depth - 1].on_a_line;

		if (count)
			putc(',', json->out);
		if (on_a_line && count % (size_t)on_a_line == 0)
			new_line(json);
		else if (count)
			putc(' ', json->out);
	}
	if (key) {
		put_text(json, key);
		put(json, ": ");
	}
}

void json_start(struct json *json, FILE *out)
{
	*json = (struct json){ .out = out };
}

void json_end(struct json *json)
{
	putc('\n', json->out);
}

void json_open(struct json *json, const char *key, char bracket, int on_a_line)
{
	begin(json, key);
	putc(bracket, json->out);
	json->level[json->depth].close = bracket == '{' ? '}' : ']';
	json->level[json->depth].on_a_line = on_a_line;
	json->level[json->depth].count = 0;
	json->depth++;
}

void json_close(struct json *json)
{
	json->depth--;
	if (json->level[json->depth].on_a_line && json->level[json->depth].count)
		new_line(json);
	putc(json->level[json->depth].close, json->out);
}

/* ------------------------------------------------------------------------ values */

static void put_number(struct json *json, size_t number)
{
	char digits[24], *at = digits + sizeof digits - 1;

	*at = 0;
	do
		*--at = (char)('0' + number % 10);
	while (number /= 10);
	put(json, at);
}

void json_number(struct json *json, const char *key, size_t number)
{
	begin(json, key);
	put_number(json, number);
}

void json_flag(struct json *json, const char *key, int flag)
{
	json_literal(json, key, flag ? "true" : "false");
}

void json_null(struct json *json, const char *key)
{
	json_literal(json, key, "null");
}

void json_hex(struct json *json, const char *key, uint64_t number, int digits)
{
	char text[2 + 16 + 1], *at = text + sizeof text - 1;

	*at = 0;
	do {
		*--at = "0123456789abcdef"[number & 15];
		number >>= 4;
		digits--;
	} while (number || digits > 0);
	*--at = 'x';
	*--at = '0';
	json_text(json, key, at);
}

void json_literal(struct json *json, const char *key, const char *literal)
{
	begin(json, key);
	put(json, literal);
}

/* ------------------------------------------------------------------------- texts */

static const char *short_escape(uint32_t glyph)
{
	static const char *const shorts[128] = {
		['"'] = "\\\"", ['\\'] = "\\\\", ['\b'] = "\\b", ['\f'] = "\\f",
		['\n'] = "\\n", ['\r'] = "\\r",  ['\t'] = "\\t",
	};

	return glyph < 128 ? shorts[glyph] : NULL;
}

/* Above U+FFFF there are two: a surrogate pair. */
static void put_escape(struct json *json, uint32_t glyph)
{
	if (glyph > 0xffff) {
		put_escape(json, 0xd800 + ((glyph - 0x10000) >> 10));
		glyph = 0xdc00 + ((glyph - 0x10000) & 0x3ff);
	}
	fprintf(json->out, "\\u%04" PRIx32, glyph);
}

static void put_text(struct json *json, const char *text)
{
	size_t length = strlen(text);

	putc('"', json->out);
	for (size_t i = 0; i < length;) {
		uint32_t glyph;

		i += glyph_read(text + i, length - i, &glyph);
		if (short_escape(glyph))
			put(json, short_escape(glyph));
		else if (glyph >= 0x20 && glyph < 0x7f)
			putc((int)glyph, json->out);
		else
			put_escape(json, glyph);
	}
	putc('"', json->out);
}

void json_text(struct json *json, const char *key, const char *text)
{
	begin(json, key);
	if (text)
		put_text(json, text);
	else
		put(json, "null");
}
