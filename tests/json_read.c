/* SPDX-License-Identifier: MIT
 *
 * json_read.c - a strict reader of JSON.
 *
 * Every reader moves *at past what it read and gives 1, or 0 when that is not there.
 */
#include "json_read.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int read_value(const char **at, int depth);

static void skip_blanks(const char **at)
{
	*at += strspn(*at, " \n");
}

static int read_char(const char **at, char c)
{
	skip_blanks(at);
	return **at == c && ++*at;
}

static int read_escape(const char **at)
{
	char c = *(*at)++;

	if (c != 'u')
		return c && strchr("\"\\/bfnrt", c) != NULL;
	for (int i = 0; i < 4; i++)
		if (!isxdigit((unsigned char)*(*at)++))
			return 0;
	return 1;
}

static int read_text(const char **at)
{
	if (!read_char(at, '"'))
		return 0;
	for (; **at != '"';) {
		unsigned char c = (unsigned char)*(*at)++;

		if (c < 0x20 || c == 0x7f || (c == '\\' && !read_escape(at)))
			return 0;
	}
	++*at;
	return 1;
}

static int read_digits(const char **at)
{
	size_t count = strspn(*at, "0123456789");

	*at += count;
	return count > 0;
}

static int read_number(const char **at)
{
	*at += **at == '-';
	if (**at == '0')
		++*at;
	else if (!read_digits(at))
		return 0;
	if (**at == '.' && ++*at && !read_digits(at))
		return 0;
	return !isalnum((unsigned char)**at);
}

static int read_member(const char **at, char open, int depth)
{
	if (open == '{' && !(read_text(at) && read_char(at, ':')))
		return 0;
	return read_value(at, depth + 1);
}

static int read_list(const char **at, int depth)
{
	char open = *(*at)++, close = open == '{' ? '}' : ']';

	if (read_char(at, close))
		return 1;
	do
		if (!read_member(at, open, depth))
			return 0;
	while (read_char(at, ','));
	return read_char(at, close);
}

static int read_value(const char **at, int depth)
{
	static const char *const words[] = { "true", "false", "null" };

	skip_blanks(at);
	if (depth > 32)
		return 0;
	if (**at == '{' || **at == '[')
		return read_list(at, depth);
	if (**at == '"')
		return read_text(at);
	for (int i = 0; i < 3; i++)
		if (strncmp(*at, words[i], strlen(words[i])) == 0) {
			*at += strlen(words[i]);
			return 1;
		}
	return read_number(at);
}

int json_whole(const char *text)
{
	const char *at = text;

	return read_value(&at, 0) && strcmp(at, "\n") == 0;
}

int json_valid(const char *text)
{
	for (const char *at = text; *at; at++)
		if (*at & 0x80)
			return 0;
	return json_whole(text);
}

/* -------------------------------------------------------------------------- paths */

/* The member of that key, or of that index; the key is compared as it is written. */
static const char *member(const char *at, const char *key, size_t length)
{
	char open = *at, *end;
	size_t wanted = strtoul(key, &end, 10), index = 0;

	if ((open != '{' && open != '[') || (open == '[' && end != key + length))
		return NULL;
	at++;
	skip_blanks(&at);
	while (*at != '}' && *at != ']') {
		const char *name = at + 1;
		int same = open == '[' ? index == wanted
		                       : strncmp(name, key, length) == 0 && name[length] == '"';

		if (open == '{' && !(read_text(&at) && read_char(&at, ':')))
			return NULL;
		skip_blanks(&at);
		if (same)
			return at;
		if (!read_value(&at, 0))
			return NULL;
		index++;
		if (!read_char(&at, ','))
			return NULL;
		skip_blanks(&at);
	}
	return NULL;
}

const char *json_in(const char *value, const char *path)
{
	while (value && *path) {
		size_t length = strcspn(path, ".");

		value = member(value, path, length);
		path += length + (path[length] == '.');
	}
	return value;
}

int json_is(const char *text, const char *path, const char *written)
{
	const char *value = json_in(text, path), *end = value;

	if (value && read_value(&end, 0) && (size_t)(end - value) == strlen(written)
	    && memcmp(value, written, strlen(written)) == 0)
		return 1;
	printf("\nat %s: not %s but %.*s\n", path, written, value ? (int)(end - value) : 7,
	       value ? value : "nothing");
	return 0;
}

int json_is_number(const char *text, const char *path, size_t number)
{
	char written[32];

	snprintf(written, sizeof written, "%zu", number);
	return json_is(text, path, written);
}

size_t json_members(const char *text, const char *path)
{
	const char *at = json_in(text, path);
	size_t count = 0;
	char open = at ? *at : 0;

	if (open != '{' && open != '[')
		return 0;
	at++;
	skip_blanks(&at);
	if (*at == '}' || *at == ']')
		return 0;
	do
		count++;
	while (read_member(&at, open, 0) && read_char(&at, ','));
	return count;
}
