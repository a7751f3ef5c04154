/* SPDX-License-Identifier: MIT
 *
 * word.c - a line as words, and which word was meant.
 */
#include "word.h"

#include "lines.h"
#include "memory.h"
#include "view.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int is_blank(char letter)
{
	return letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n'
	       || letter == '\v' || letter == '\f';
}

static int hex_digit(char letter)
{
	if (!isxdigit((unsigned char)letter))
		return -1;
	return isdigit((unsigned char)letter) ? letter - '0'
	                                      : tolower((unsigned char)letter) - 'a' + 10;
}

/* Reads the escape after a backslash; 0 when there is none of that name. */
static const char *unescape(const char *at, char *out)
{
	static const char names[] = "ntr0\\\"", values[] = "\n\t\r\0\\\"";
	const char *name = *at ? strchr(names, *at) : NULL;

	if (name) {
		*out = values[name - names];
		return at + 1;
	}
	if (*at != 'x' || hex_digit(at[1]) < 0 || hex_digit(at[2]) < 0)
		return NULL;
	*out = (char)(hex_digit(at[1]) * 16 + hex_digit(at[2]));
	return at + 3;
}

/* Both return where reading goes on, or NULL with the problem. */
static const char *read_quoted(const char *at, char **out, char *problem)
{
	for (at++; *at != '"'; at++) {
		if (!*at) {
			snprintf(problem, WORD_PROBLEM,
			         "The text in quotes does not end: a \" is missing.");
			return NULL;
		}
		if (*at != '\\') {
			*(*out)++ = *at;
			continue;
		}
		at = unescape(at + 1, (*out)++);
		if (!at) {
			snprintf(problem, WORD_PROBLEM, "In quotes a backslash begins one of "
			         "\\n \\t \\r \\0 \\\\ \\\" \\xNN.");
			return NULL;
		}
		at--;
	}
	at++;
	if (*at && !is_blank(*at)) {
		snprintf(problem, WORD_PROBLEM, "A blank is missing after the text in quotes.");
		return NULL;
	}
	return at;
}

static const char *read_plain(const char *at, char **out)
{
	while (*at && !is_blank(*at))
		*(*out)++ = *at++;
	return at;
}

int words_split(struct words *words, const char *line, char *problem)
{
	const char *at = line;
	char *out = memory_new(strlen(line) + WORDS_MOST + 2, 1);

	memset(words, 0, sizeof *words);
	words->memory = out;
	for (;;) {
		while (is_blank(*at))
			at++;
		if (!*at || *at == '#')
			break;
		if (words->count == WORDS_MOST) {
			snprintf(problem, WORD_PROBLEM, "The line has more than %d words.",
			         WORDS_MOST);
			return 0;
		}

		struct word *word = &words->word[words->count++];

		*word = (struct word){ .text = out, .at = (size_t)(at - line),
			               .quoted = *at == '"' };
		at = word->quoted ? read_quoted(at, &out, problem) : read_plain(at, &out);
		if (!at)
			return 0;
		word->length = (size_t)(out - word->text);
		*out++ = 0;
	}
	words->word[words->count].text = out;
	words->word[words->count].at = (size_t)(at - line);
	return 1;
}

void words_free(struct words *words)
{
	free(words->memory);
	words->memory = NULL;
	words->count = 0;
}

void word_put(FILE *out, const char *word)
{
	putc('"', out);
	for (; *word; word++)
		if ((unsigned char)*word < ' ')
			fprintf(out, "\\x%02x", (unsigned char)*word);
		else
			fprintf(out, "%s%c", strchr("\"\\", *word) ? "\\" : "", *word);
	putc('"', out);
}

struct quote word_quote(const char *text)
{
	struct quote quote;
	size_t length = strlen(text);
	char *clean = length ? lines_clean(text, length < 200 ? length : 200)
	                     : memory_copy("\"\"", 2);

	lines_clip(quote.text, sizeof quote.text, clean);
	free(clean);
	return quote;
}

int word_is_name(const char *text)
{
	size_t length = strlen(text);

	if (length == 0 || length >= VIEW_NAME || isdigit((unsigned char)*text))
		return 0;
	for (; *text; text++)
		if (!isalnum((unsigned char)*text) && *text != '_')
			return 0;
	return 1;
}

int word_is_numbered(const char *text, char letter)
{
	return *text == letter && text[1] && text[1 + strspn(text + 1, "0123456789")] == 0;
}

/* ------------------------------------------------------------- did you mean */

enum { NEAR_LENGTH = 31 };

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Insertions, deletions and replacements, one row of the table at a time. */
static size_t edit_distance(const char *a, const char *b)
{
	size_t row[NEAR_LENGTH + 1], a_length = strlen(a), b_length = strlen(b);

	if (a_length > NEAR_LENGTH || b_length > NEAR_LENGTH)
		return NEAR_LENGTH;
	for (size_t j = 0; j <= b_length; j++)
		row[j] = j;
	for (size_t i = 1; i <= a_length; i++) {
		size_t diagonal = row[0];

		row[0] = i;
		for (size_t j = 1; j <= b_length; j++) {
			size_t above = row[j];
			size_t changed = diagonal + (tolower((unsigned char)a[i - 1])
			                             != tolower((unsigned char)b[j - 1]));

			row[j] = least(changed, least(above, row[j - 1]) + 1);
			diagonal = above;
		}
	}
	return row[b_length];
}

/* Two letters that stand side by side were typed in the wrong order. */
static int is_swapped(const char *a, const char *b)
{
	while (*a && *a == *b)
		a++, b++;
	return a[0] && a[1] && a[1] == b[0] && a[0] == b[1] && strcmp(a + 2, b + 2) == 0;
}

static size_t common_prefix(const char *a, const char *b)
{
	size_t length = 0;

	while (a[length] && a[length] == b[length])
		length++;
	return length;
}

void nearest_start(struct nearest *nearest, const char *typed)
{
	nearest->typed = typed;
	nearest->best[0] = 0;
	nearest->distance = NEAR_LENGTH;
}

void nearest_try(struct nearest *nearest, const char *candidate)
{
	size_t distance = edit_distance(nearest->typed, candidate);
	size_t length = strlen(candidate), typed = strlen(nearest->typed);

	/* The beginning of a word is as near as a slip of one letter. */
	if (typed >= 2 && typed < length && strncmp(candidate, nearest->typed, typed) == 0)
		distance = 1;
	if (is_swapped(nearest->typed, candidate))
		distance = 1;
	if (distance > (typed < 4 ? 1u : typed < 7 ? 2u : 3u) || distance >= length)
		return;
	if (distance > nearest->distance
	    || (distance == nearest->distance
	        && common_prefix(nearest->typed, candidate)
	                   <= common_prefix(nearest->typed, nearest->best)))
		return;
	nearest->distance = distance;
	snprintf(nearest->best, sizeof nearest->best, "%s", candidate);
}

const char *nearest_word(const struct nearest *nearest)
{
	return nearest->best[0] ? nearest->best : NULL;
}
