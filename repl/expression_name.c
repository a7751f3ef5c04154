/* SPDX-License-Identifier: MIT
 *
 * expression_name.c - a name or a call -> its value.
 */
#include "expression_parts.h"

#include "lines.h"
#include "measure.h"
#include "memory.h"
#include "number.h"
#include "raw.h"
#include "session.h"
#include "setting.h"
#include "word.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---------------------------------------------------------------- for the message */

/* "chunks is 4, largest is 96": once each, as many as there is room for. */
static void note(struct reader *reader, const char *name, const struct operand *operand)
{
	char text[80], part[200];
	size_t used;

	if (!reader->seen || reader->skips)
		return;
	used = strlen(reader->seen);
	snprintf(part, sizeof part, "%.100s is %s", name,
	         expression_text(&operand->value, text));
	if (strstr(reader->seen, part) || used + strlen(part) + 3 > EXPRESSION_PROBLEM)
		return;
	snprintf(reader->seen + used, EXPRESSION_PROBLEM - used, "%s%s", used ? ", " : "", part);
}

/* --------------------------------------------------------------------- the heap */

static int is_measure(const char *name)
{
	for (const struct measure *m = measures; m->name; m++)
		if (m->of == MEASURE_HEAP && strcmp(m->name, name) == 0)
			return 1;
	return setting_find(name) != NULL;
}

static void text_value(const struct measured *is, struct operand *out)
{
	char bytes[80];
	size_t length = is->length < sizeof bytes - 1 ? is->length : sizeof bytes - 1;
	char *clean;

	raw_read(bytes, is->text, length);
	clean = lines_clean(bytes, strnlen(bytes, length));
	lines_clip(out->value.word, sizeof out->value.word, clean);
	free(clean);
	out->is_text = 1;
}

static void setting_value(const struct measured *is, struct operand *out)
{
	char problem[NUMBER_PROBLEM];
	unsigned percent;
	size_t number;

	if (number_read(is->word, &number, problem))
		operand_number(out, number);
	else if (strchr(is->word, '.') && number_read_percent(is->word, &percent, problem))
		operand_number(out, percent);
	else
		memcpy(out->value.word, is->word, sizeof out->value.word);
}

/* What the session says of it is a problem of ours: its outcome stays as it is. */
static int measure(struct reader *reader, const char *expression, struct operand *out)
{
	struct session *session = reader->scope->session;
	struct outcome kept = session->outcome;
	struct measured is;
	int status = measure_read(session, expression, &is);

	if (status != SESSION_OK)
		reader_fail(reader, "%.*s", EXPRESSION_PROBLEM - 1, session->outcome.text);
	session->outcome = kept;
	if (status != SESSION_OK)
		return 0;
	if (is.text)
		text_value(&is, out);
	else if (is.setting)
		setting_value(&is, out);
	else if (is.is_number)
		operand_number(out, is.number);
	else
		memcpy(out->value.word, is.word, sizeof out->value.word);
	if (is.is_number && strncmp(is.shown, "0x", 2) == 0)
		out->value.is_offset = strncmp(expression, "byte", 4) == 0 ? 2 : 3;
	return 1;
}

int reader_unknown(struct reader *reader, const struct operand *operand)
{
	struct operand nothing;

	measure(reader, operand->bare, &nothing);
	return 0;
}

/* ------------------------------------------------------------------------- names */

static const char *const words[] = { "and", "or", "not" };

static int is_word_of_signs(const char *name)
{
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (strcmp(words[i], name) == 0)
			return 1;
	return 0;
}

int expression_calls(const char *name)
{
	return is_word_of_signs(name) || reader_is_call(name);
}

int expression_knows(const char *name)
{
	if (expression_calls(name))
		return 1;
	for (const struct measure *m = measures; m->name; m++)
		if (strcmp(m->name, name) == 0)
			return 1;
	return setting_find(name) != NULL;
}

/* The text up to the parenthesis that closes; in { } there may be others. */
static size_t inside_length(const char *at)
{
	size_t length = 0;
	int depth = 0;

	for (; at[length] && (depth || at[length] != ')'); length++)
		depth += (at[length] == '{') - (at[length] == '}' && depth);
	return length;
}

static int deepest(const char *at, size_t length)
{
	int depth = 0, most = 0;

	for (size_t i = 0; i < length; i++) {
		depth += (at[i] == '{') - (at[i] == '}' && depth);
		most = depth > most ? depth : most;
	}
	return most;
}

int reader_inside(struct reader *reader, char out[64])
{
	size_t length = inside_length(reader->at);
	char *raw, *filled = NULL;

	if (!reader->at[length])
		return reader_fail(reader, "A ) is missing behind %s.",
		                   word_quote(reader->at).text);
	if (deepest(reader->at, length) > 1)
		return reader_fail(reader, "There are { } in each other in %s.",
		                   word_quote(reader->at).text);
	raw = memory_copy(reader->at, length);
	reader->at += length + 1;
	if (!reader->skips
	    && !expression_fill(reader->scope, raw, FILL_TYPED, &filled, reader->problem)) {
		free(raw);
		return 0;
	}
	snprintf(out, 64, "%.63s", filled ? filled : raw);
	free(raw);
	free(filled);
	return 1;
}

/* A measure of a chunk, a section, a thread. */
static int read_measure_of(struct reader *reader, const char *name, struct operand *out)
{
	char inside[64], expression[160];

	reader->at++;
	if (!reader_inside(reader, inside))
		return 0;
	snprintf(expression, sizeof expression, "%.79s(%s)", name, inside);
	return reader->skips || measure(reader, expression, out);
}

static int read_call(struct reader *reader, const char *name, struct operand *out)
{
	const char *start = reader->at;
	char text[100];
	int done;

	if (!reader_call(reader, name, out, &done))
		done = read_measure_of(reader, name, out);
	if (!done)
		return 0;
	snprintf(text, sizeof text, "%.40s%.*s", name,
	         (int)(reader->at - start < 56 ? reader->at - start : 56), start);
	note(reader, text, out);
	return 1;
}

static size_t name_length(const char *at)
{
	size_t length = 0;

	while (isalnum((unsigned char)at[length]) || at[length] == '_')
		length++;
	return length;
}

/* at-once, order-preserving: words of settings that have a dash. */
static size_t dashed_length(const char *at)
{
	size_t length = name_length(at);

	while (at[length] == '-' && isalpha((unsigned char)at[length + 1]))
		length += 1 + name_length(at + length + 1);
	return length;
}

int expression_is_value(const char *word)
{
	for (const struct setting *s = settings; s->name; s++)
		for (size_t i = 0; s->values && s->values[i]; i++)
			if (strcmp(s->values[i], word) == 0)
				return 1;
	return 0;
}

static int take_name(struct reader *reader, char out[80])
{
	size_t length = dashed_length(reader->at), plain = name_length(reader->at);

	snprintf(out, 80, "%.*s", (int)(length < 79 ? length : 79), reader->at);
	if (length != plain && !expression_is_value(out))
		length = plain;
	if (length > 79)
		return reader_fail(reader, "%s is too long for a name.", word_quote(out).text);
	out[length] = 0;
	reader->at += length;
	return 1;
}

static int read_variable(struct reader *reader, const char *name, struct operand *out)
{
	const struct expression_value *value = reader->scope->variables
		? variables_get(reader->scope->variables, name) : NULL;

	if (value)
		out->value = *value;
	return value != NULL;
}

int reader_name(struct reader *reader, struct operand *out)
{
	char name[80];

	if (!take_name(reader, name))
		return 0;
	if (is_word_of_signs(name))
		return reader_fail(reader, "A value is missing before %s.", name);
	if (*reader->at == '(')
		return read_call(reader, name, out);
	if (read_variable(reader, name, out)) {
		note(reader, name, out);
		return 1;
	}
	if (reader->skips)
		return 1;
	if (is_measure(name)) {
		if (!measure(reader, name, out))
			return 0;
		note(reader, name, out);
	} else {
		snprintf(out->value.word, sizeof out->value.word, "%s", name);
		out->is_unknown = 1;
	}
	snprintf(out->bare, sizeof out->bare, "%s", name);
	return 1;
}
