/* SPDX-License-Identifier: MIT
 *
 * expression.c - what lessons reckon with: signs, and what is stronger.
 *
 * One function reads all levels of signs: what a sign binds is of the levels above its own.
 */
#include "expression_parts.h"

#include "number.h"
#include "word.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int reader_fail(struct reader *reader, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	vsnprintf(reader->problem, EXPRESSION_PROBLEM, format, list);
	va_end(list);
	return 0;
}

void reader_blanks(struct reader *reader)
{
	reader->at += strspn(reader->at, " \t");
}

int reader_sign(struct reader *reader, char sign)
{
	reader_blanks(reader);
	if (*reader->at != sign)
		return 0;
	reader->at++;
	return 1;
}

void operand_number(struct operand *out, size_t number)
{
	*out = (struct operand){ .value = { .is_number = 1, .number = number } };
}

int reader_is_number(struct reader *reader, const struct operand *operand)
{
	if (operand->value.is_number)
		return 1;
	if (operand->is_unknown)
		return reader_unknown(reader, operand);
	return reader_fail(reader, "%s is a word, and a number was expected.",
	                   word_quote(operand->value.word).text);
}

/* ------------------------------------------------------------------------- signs */

static int begins(const char *at, const char *text)
{
	size_t length = strlen(text);

	return strncmp(at, text, length) == 0
	       && !(isalpha((unsigned char)*text)
	            && (isalnum((unsigned char)at[length]) || at[length] == '_'));
}

/* A sign of the level is taken; NULL: none stands there. */
static const struct sign *take_sign(struct reader *reader, int level)
{
	reader_blanks(reader);
	for (const struct sign *sign = signs; sign->text; sign++)
		if (begins(reader->at, sign->text)) {
			if (sign->level != level)
				return NULL;
			reader->at += strlen(sign->text);
			return sign;
		}
	return NULL;
}

static int read_level(struct reader *reader, int level, struct operand *out);

/* An expression up to where it ends. */
static int read_any(struct reader *reader, struct operand *out)
{
	return read_level(reader, LEVEL_OR, out);
}

/* What stands right of a sign; skipped when the left side has decided. */
static int read_right(struct reader *reader, const struct sign *sign, const struct operand *left,
                      struct operand *out)
{
	struct operand right;
	int decided = !reader->skips && sign->decided >= 0 && left->value.is_number
	              && (left->value.number != 0) == sign->decided;

	reader->skips += decided;
	int read = read_level(reader, sign->level + 1, &right);

	reader->skips -= decided;
	if (!read)
		return 0;
	if (reader->skips || decided) {
		operand_number(out, decided ? (size_t)sign->decided : 0);
		return 1;
	}
	return sign->apply(reader, left, &right, out);
}

static int read_not(struct reader *reader, struct operand *out)
{
	reader_blanks(reader);
	if (!begins(reader->at, "not"))
		return read_level(reader, LEVEL_COMPARE + 1, out);
	if (++reader->depth > EXPRESSION_DEPTH)
		return reader_fail(reader, "There are more than %d nots and parentheses in each "
		                           "other.", EXPRESSION_DEPTH);
	reader->at += strlen("not");
	if (!read_level(reader, LEVEL_COMPARE, out))
		return 0;
	reader->depth--;
	if (!reader->skips && !reader_is_number(reader, out))
		return 0;
	operand_number(out, !out->value.number);
	return 1;
}

static int read_quoted(struct reader *reader, struct operand *out)
{
	size_t length = strcspn(++reader->at, "\"");

	if (!reader->at[length])
		return reader_fail(reader, "A \" is missing behind %s.",
		                   word_quote(reader->at).text);
	if (length >= sizeof out->value.word)
		return reader_fail(reader, "A word in quotes has at most %zu bytes here.",
		                   sizeof out->value.word - 1);
	memcpy(out->value.word, reader->at, length);
	reader->at += length + 1;
	return 1;
}

/* Its thousands may have commas, where a comma does not part arguments. */
static size_t number_length(const struct reader *reader)
{
	const char *at = reader->at;

	while (isalnum((unsigned char)*at) || *at == '.' || *at == '_'
	       || (*at == ',' && !reader->calls && isdigit((unsigned char)at[1])))
		at++;
	return (size_t)(at - reader->at);
}

/* 0.75 is a share, as percent. */
static int read_number(struct reader *reader, struct operand *out)
{
	char text[48], problem[NUMBER_PROBLEM];
	size_t length = number_length(reader), number;
	unsigned percent;

	snprintf(text, sizeof text, "%.*s", (int)length, reader->at);
	if (length >= sizeof text)
		return reader_fail(reader, "%s is too long for a number.", word_quote(text).text);
	if (strchr(text, '.') && number_read_percent(text, &percent, problem))
		number = percent;
	else if (!number_read(text, &number, problem))
		return reader_fail(reader, "%s", problem);
	operand_number(out, number);
	reader->at += length;
	return 1;
}

static int read_inside(struct reader *reader, struct operand *out)
{
	int calls = reader->calls;

	if (++reader->depth > EXPRESSION_DEPTH)
		return reader_fail(reader, "There are more than %d nots and parentheses in each "
		                           "other.", EXPRESSION_DEPTH);
	reader->at++;
	reader->calls = 0;
	if (!read_any(reader, out))
		return 0;
	if (!reader_sign(reader, ')'))
		return reader_fail(reader, "A ) is missing%s%s.", *reader->at ? " before " : "",
		                   *reader->at ? word_quote(reader->at).text : "");
	reader->depth--;
	reader->calls = calls;
	return 1;
}

static int read_operand(struct reader *reader, struct operand *out)
{
	*out = (struct operand){ 0 };
	reader_blanks(reader);
	if (*reader->at == '(')
		return read_inside(reader, out);
	if (*reader->at == '"')
		return read_quoted(reader, out);
	if (isdigit((unsigned char)*reader->at))
		return read_number(reader, out);
	if (isalpha((unsigned char)*reader->at) || *reader->at == '_')
		return reader_name(reader, out);
	if (!*reader->at)
		return reader_fail(reader, "A value is missing at the end.");
	return reader_fail(reader, "A value is missing before %s.", word_quote(reader->at).text);
}

static int read_level(struct reader *reader, int level, struct operand *out)
{
	const struct sign *sign;
	int compared = 0;

	if (level == LEVELS)
		return read_operand(reader, out);
	if (!(level == LEVEL_COMPARE ? read_not(reader, out) : read_level(reader, level + 1, out)))
		return 0;
	while ((sign = take_sign(reader, level)) != NULL) {
		struct operand left = *out;

		if (level == LEVEL_COMPARE && compared++)
			return reader_fail(reader, "Two comparisons in a row need an and between "
			                           "them, as in: 1 < chunks and chunks < 4.");
		if (!read_right(reader, sign, &left, out))
			return 0;
	}
	return 1;
}

int reader_number(struct reader *reader, size_t *out)
{
	struct operand operand;

	if (!read_any(reader, &operand))
		return 0;
	if (!reader->skips && !reader_is_number(reader, &operand))
		return 0;
	*out = operand.value.number;
	return 1;
}

/* -------------------------------------------------------------------- all of a text */

static int read_all(struct reader *reader, const char *text, struct operand *out)
{
	reader->at = text;
	reader->problem[0] = 0;
	if (!read_any(reader, out))
		return 0;
	reader_blanks(reader);
	if (!*reader->at)
		return 1;
	return reader_fail(reader, "%s follows where the expression could end: a sign is missing "
	                           "before it, as in: chunks = 4.", word_quote(reader->at).text);
}

/* A bare word that is the name of nothing is a value, or refused. */
static int read_value(struct scope *scope, const char *text, int is_strict,
                      struct expression_value *out, char *problem)
{
	struct reader reader = { .scope = scope, .problem = problem };
	struct operand operand;

	if (!read_all(&reader, text, &operand))
		return 0;
	if (is_strict && operand.is_unknown)
		return reader_unknown(&reader, &operand);
	*out = operand.value;
	return 1;
}

int expression_read(struct scope *scope, const char *text, struct expression_value *out,
                    char *problem)
{
	return read_value(scope, text, 0, out, problem);
}

int expression_known(struct scope *scope, const char *text, struct expression_value *out,
                     char *problem)
{
	return read_value(scope, text, 1, out, problem);
}

int expression_holds(struct scope *scope, const char *text, int *out, char *seen, char *problem)
{
	struct reader reader = { .scope = scope, .problem = problem, .seen = seen };
	struct operand operand;

	seen[0] = 0;
	if (!read_all(&reader, text, &operand) || !reader_is_number(&reader, &operand))
		return 0;
	*out = operand.value.number != 0;
	return 1;
}

int expression_check(struct scope *scope, const char *text, char *problem)
{
	struct reader reader = { .scope = scope, .problem = problem, .skips = 1 };
	struct operand operand;

	return read_all(&reader, text, &operand);
}

const char *expression_text(const struct expression_value *value, char *out)
{
	if (!value->is_number)
		return memcpy(out, value->word, sizeof value->word);
	if (value->is_offset)
		snprintf(out, sizeof value->word, "0x%0*zx", value->is_offset, value->number);
	else
		snprintf(out, sizeof value->word, "%s", comma(value->number).text);
	return out;
}
