/* SPDX-License-Identifier: MIT
 *
 * line_run.c - any bytes as a script of mmviz.
 */
#include "line_run.h"

#include "frame.h"
#include "number.h"
#include "plain.h"
#include "session.h"
#include "word.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	LINE_LIMIT = 1 << 20, /* bytes of a heap */
	MOST_BYTES = 4096,
	MOST_LINES = 48,
	MOST_COUNT = 100 /* in lines that do something so often */
};

static const char *const touching[] = { "load", "save", "source", "export", "theme", "limit" };
static const char *const counting[] = { "fill", "random", "repeat" };

#define HAS(words, list) has_one(words, list, sizeof (list) / sizeof *(list))

/* Also behind a name: a=load. */
static int is_called(const char *text, const char *name)
{
	const char *equals = strrchr(text, '=');

	return strcmp(equals ? equals + 1 : text, name) == 0;
}

static int has_one(const struct words *words, const char *const *list, size_t count)
{
	for (int w = 0; w < words->count; w++)
		for (size_t i = 0; i < count; i++)
			if (is_called(words->word[w].text, list[i]))
				return 1;
	return 0;
}

static int has_large(const struct words *words)
{
	char problem[NUMBER_PROBLEM];
	size_t number;

	for (int w = 0; w < words->count; w++)
		if (number_read(words->word[w].text, &number, problem) && number > MOST_COUNT)
			return 1;
	return 0;
}

/* What a lesson fills in could become one of those words, or a large number behind one: it may
 * only be a whole word, or the number of a name (p{k}), and none that is made of bytes. */
static int fills_in_more(const char *text, int counts)
{
	if (counts)
		return strchr(text, '{') || strstr(text, "rand(") || strstr(text, "let");
	for (const char *at = text; (at = strpbrk(at, "{}")); at++)
		if (*at == '{' ? at > text && !strchr(" \t{(p", at[-1])
		               : isalpha((unsigned char)at[1]))
			return 1;
	return strstr(text, "text(") != NULL;
}

/* The line as mmviz reads it: text without its end. */
static int is_tame(const char *text)
{
	char problem[WORD_PROBLEM];
	struct words words;
	int tame = 1;

	if (words_split(&words, text, problem))
		tame = !HAS(&words, touching) && !(HAS(&words, counting) && has_large(&words))
		       && !fills_in_more(text, HAS(&words, counting));
	words_free(&words);
	return tame;
}

/* A byte order mark, zeroes and a carriage return are read over by scripts. */
static char *as_read(const uint8_t *bytes, size_t length)
{
	char *text = malloc(length + 1), *start = text;

	if (!text)
		abort();
	for (size_t i = 0; i < length; i++)
		text[i] = bytes[i] ? (char)bytes[i] : 1;
	text[length - (length && text[length - 1] == '\r')] = 0;
	if (strncmp(start, "\xef\xbb\xbf", 3) == 0)
		memmove(text, text + 3, strlen(text + 3) + 1);
	return text;
}

/* Those lines of the bytes that are tame. */
static size_t tame_lines(const uint8_t *bytes, size_t length, char *out)
{
	size_t used = 0, lines = 0;

	while (length && lines++ < MOST_LINES) {
		const uint8_t *end = memchr(bytes, '\n', length);
		size_t line = end ? (size_t)(end - bytes) : length, whole = line + (end != NULL);
		char *text = as_read(bytes, line);

		if (is_tame(text)) {
			memcpy(out + used, bytes, whole);
			used += whole;
		}
		free(text);
		bytes += whole;
		length -= whole;
	}
	return used;
}

/* ------------------------------------------------------------------------ what is seen */

static const char *draw(const struct session *session, int cols, int rows)
{
	struct frame *frame = frame_create(cols, rows, 0);
	const struct grid *grid = frame_draw(frame, session);
	const char *wrong = NULL;

	for (int i = 0; i < cols * rows; i++)
		if (grid->cells[i].glyph && grid->cells[i].glyph < ' ')
			wrong = "a control character in a cell";
	frame_destroy(frame);
	return wrong;
}

/* One of the sizes: a script is soon there in another length. */
static const char *look_at(const struct session *session, size_t length)
{
	static const int sizes[][2] = { { 80, 24 }, { 100, 30 }, { 200, 60 } };
	const int *size = sizes[length % (sizeof sizes / sizeof sizes[0])];

	return draw(session, size[0], size[1]);
}

static const char *read_text(const char *text)
{
	for (; *text; text++)
		if (((unsigned char)*text < ' ' && *text != '\n') || *text == 0x7f)
			return "a control character in the text";
	return NULL;
}

const char *fuzz_line(const uint8_t *bytes, size_t length)
{
	static char script[MOST_BYTES + 1];
	char *text = NULL;
	size_t size = 0, count = tame_lines(bytes, length < MOST_BYTES ? length : MOST_BYTES, script);
	FILE *out = open_memstream(&text, &size), *in;
	struct session *session = session_create(out, out);
	const char *wrong;

	session->options.limit = LINE_LIMIT;
	session_line(session, "reset");
	in = fmemopen(script, count ? count : 1, "r");
	if (!out || !in)
		abort();
	script[count] = '\n';
	plain_stream(session, in, "script");
	fclose(in);
	wrong = look_at(session, count);
	if (!wrong && my_heap_check(session->heap, NULL))
		wrong = "the heap is not sound";
	session_destroy(session);
	fclose(out);
	wrong = wrong ? wrong : read_text(text);
	free(text);
	return wrong;
}
