/* SPDX-License-Identifier: MIT
 *
 * key.c - the bytes a terminal sends for a key, as that key.
 */
#include "key.h"

#include "glyph.h"

#include <string.h>

#define ESC "\033"

const char key_paste_end[] = ESC "[201~";

static const struct sequence {
	const char *bytes;
	int key;
} sequences[] = {
	{ ESC "[A", KEY_IS_UP },        { ESC "OA", KEY_IS_UP },
	{ ESC "[B", KEY_IS_DOWN },      { ESC "OB", KEY_IS_DOWN },
	{ ESC "[C", KEY_IS_RIGHT },     { ESC "OC", KEY_IS_RIGHT },
	{ ESC "[D", KEY_IS_LEFT },      { ESC "OD", KEY_IS_LEFT },
	{ ESC "[H", KEY_IS_HOME },      { ESC "OH", KEY_IS_HOME },
	{ ESC "[1~", KEY_IS_HOME },     { ESC "[7~", KEY_IS_HOME },
	{ ESC "[F", KEY_IS_END },       { ESC "OF", KEY_IS_END },
	{ ESC "[4~", KEY_IS_END },      { ESC "[8~", KEY_IS_END },
	{ ESC "[5~", KEY_IS_PAGE_UP },  { ESC "[6~", KEY_IS_PAGE_DOWN },
	{ ESC "OP", KEY_IS_F1 },        { ESC "[11~", KEY_IS_F1 },
	{ ESC "[[A", KEY_IS_F1 },       { ESC "OQ", KEY_IS_F2 },
	{ ESC "[12~", KEY_IS_F2 },      { ESC "[[B", KEY_IS_F2 },
	{ ESC "[Z", KEY_IS_BACK_TAB },  { ESC "[200~", KEY_IS_PASTE },
};

enum { SEQUENCES = sizeof sequences / sizeof sequences[0] };

/* ESC [ parameters final: its length, or 0 when it has not ended yet. */
static size_t unknown_length(const unsigned char *bytes, size_t length)
{
	size_t at = 2;

	if (bytes[1] != '[')
		return 2;
	while (at < length && bytes[at] >= ' ' && bytes[at] < 0x40)
		at++;
	return at < length ? at + 1 : 0;
}

/* ------------------------------------------------------------------------ the mouse */

/*
 *   ESC [ < button ; column ; row M    a button went down, or m: up
 *   ESC [ M button column row          of old terminals: one byte each, + 32
 */
enum { OLD_LENGTH = 6, OLD_ZERO = 32, BUTTON = 0x63, WHEEL_UP = 0x40, WHEEL_DOWN };

int key_is_mouse(const unsigned char *bytes, size_t length)
{
	return length >= 3 && bytes[0] == 033 && bytes[1] == '['
	       && (bytes[2] == '<' || bytes[2] == 'M');
}

int key_is_of_mouse(int key)
{
	return key == KEY_IS_CLICK || key == KEY_IS_WHEEL_UP || key == KEY_IS_WHEEL_DOWN;
}

static int number_at(const unsigned char **at, const unsigned char *end)
{
	int number = 0;

	while (*at < end && **at >= '0' && **at <= '9') {
		if (number < 100000)
			number = number * 10 + **at - '0';
		++*at;
	}
	*at += *at < end;
	return number;
}

/* Button, column, row as they were sent; the old form's with the 32 taken off. */
static void read_mouse(const unsigned char *bytes, size_t length, int number[3])
{
	const unsigned char *at = bytes + 3, *end = bytes + length;

	for (int i = 0; i < 3; i++)
		if (bytes[2] == '<')
			number[i] = number_at(&at, end);
		else
			number[i] = at + i < end ? at[i] - OLD_ZERO : 0;
}

struct mouse key_mouse(const unsigned char *bytes, size_t length)
{
	int number[3];

	read_mouse(bytes, length, number);
	return (struct mouse){ number[1] - 1, number[2] - 1 };
}

/* Only the first button counts, and the wheel, with or without Shift and its like. */
static int mouse_key(const unsigned char *bytes, size_t length)
{
	static const struct {
		int number, key;
	} buttons[] = {
		{ 0, KEY_IS_CLICK }, { WHEEL_UP, KEY_IS_WHEEL_UP },
		{ WHEEL_DOWN, KEY_IS_WHEEL_DOWN },
	};
	int number[3];

	read_mouse(bytes, length, number);
	if (bytes[length - 1] == 'm' && bytes[2] == '<')
		return KEY_IS_NONE;
	for (size_t i = 0; i < sizeof buttons / sizeof buttons[0]; i++)
		if ((number[0] & BUTTON) == buttons[i].number)
			return buttons[i].key;
	return KEY_IS_NONE;
}

static size_t mouse_length(const unsigned char *bytes, size_t length)
{
	if (bytes[2] == 'M')
		return length >= OLD_LENGTH ? OLD_LENGTH : 0;
	return unknown_length(bytes, length);
}

/* ------------------------------------------------------------------------- sequences */

static size_t read_escape(const unsigned char *bytes, size_t length, int whole, int *key)
{
	int begins = 0;

	if (key_is_mouse(bytes, length)) {
		size_t taken = mouse_length(bytes, length);

		*key = taken ? mouse_key(bytes, taken) : KEY_IS_NONE;
		return taken || !(whole || length >= KEY_BYTES) ? taken : length;
	}
	for (size_t i = 0; i < SEQUENCES; i++) {
		size_t wanted = strlen(sequences[i].bytes);

		if (length >= wanted && memcmp(bytes, sequences[i].bytes, wanted) == 0) {
			*key = sequences[i].key;
			return wanted;
		}
		begins |= length < wanted && memcmp(bytes, sequences[i].bytes, length) == 0;
	}
	if (begins && !whole)
		return 0;
	*key = length == 1 || bytes[1] == 033 ? KEY_IS_ESCAPE : KEY_IS_NONE;
	if (*key == KEY_IS_ESCAPE)
		return 1;
	size_t taken = unknown_length(bytes, length);

	return taken || !(whole || length >= KEY_BYTES) ? taken : length;
}

/* Bytes of the UTF-8 character that begins so; 1 for what begins none. */
static size_t utf8_length(unsigned char first)
{
	return first >= 0xf0 && first < 0xf8 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
}

size_t key_read(const unsigned char *bytes, size_t length, int whole, int *key)
{
	char text[5] = { 0 };
	const char *at = text;

	*key = KEY_IS_NONE;
	if (length == 0)
		return 0;
	if (bytes[0] == 033)
		return read_escape(bytes, length, whole, key);
	size_t wanted = utf8_length(bytes[0]);

	if (length < wanted && !whole)
		return 0;
	memcpy(text, bytes, length < wanted ? length : wanted);
	*key = bytes[0] ? (int)glyph_next(&at) : KEY_IS_NONE;
	return bytes[0] ? (size_t)(at - text) : 1;
}

const char *key_sequence(int key, size_t index)
{
	for (size_t i = 0; i < SEQUENCES; i++)
		if (sequences[i].key == key && index-- == 0)
			return sequences[i].bytes;
	return NULL;
}
