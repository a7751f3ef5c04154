/* SPDX-License-Identifier: MIT
 *
 * expression_sign.c - what a sign makes of its two sides.
 */
#include "expression_parts.h"

#include "number.h"
#include "word.h"

#include <stdio.h>
#include <string.h>

static int both_numbers(struct reader *reader, const struct operand *a, const struct operand *b)
{
	return reader_is_number(reader, a) && reader_is_number(reader, b);
}

static int too_large(struct reader *reader, const struct operand *a, char sign,
                     const struct operand *b)
{
	return reader_fail(reader, "%s %c %s is too large: numbers are below 2^64.",
	                   comma(a->value.number).text, sign, comma(b->value.number).text);
}

static int add(struct reader *reader, const struct operand *a, const struct operand *b,
               struct operand *out)
{
	size_t sum;

	if (!both_numbers(reader, a, b))
		return 0;
	if (__builtin_add_overflow(a->value.number, b->value.number, &sum))
		return too_large(reader, a, '+', b);
	operand_number(out, sum);
	out->value.is_offset = a->value.is_offset > b->value.is_offset ? a->value.is_offset
	                                                               : b->value.is_offset;
	return 1;
}

static int subtract(struct reader *reader, const struct operand *a, const struct operand *b,
                    struct operand *out)
{
	if (!both_numbers(reader, a, b))
		return 0;
	if (a->value.number < b->value.number)
		return reader_fail(reader, "%s - %s is below 0, and numbers here are not.",
		                   comma(a->value.number).text, comma(b->value.number).text);
	operand_number(out, a->value.number - b->value.number);
	if (!b->value.is_offset)
		out->value.is_offset = a->value.is_offset;
	return 1;
}

static int multiply(struct reader *reader, const struct operand *a, const struct operand *b,
                    struct operand *out)
{
	size_t product;

	if (!both_numbers(reader, a, b))
		return 0;
	if (__builtin_mul_overflow(a->value.number, b->value.number, &product))
		return too_large(reader, a, '*', b);
	operand_number(out, product);
	return 1;
}

static int can_divide(struct reader *reader, const struct operand *a, const struct operand *b)
{
	if (!both_numbers(reader, a, b))
		return 0;
	return b->value.number ? 1
	                       : reader_fail(reader, "%s cannot be divided by 0.",
	                                     comma(a->value.number).text);
}

static int divide(struct reader *reader, const struct operand *a, const struct operand *b,
                  struct operand *out)
{
	if (!can_divide(reader, a, b))
		return 0;
	operand_number(out, a->value.number / b->value.number);
	return 1;
}

static int remain(struct reader *reader, const struct operand *a, const struct operand *b,
                  struct operand *out)
{
	if (!can_divide(reader, a, b))
		return 0;
	operand_number(out, a->value.number % b->value.number);
	return 1;
}

/* What it is when it is to be a word: free is a number of bytes, and a state. */
static const char *as_word(const struct operand *operand)
{
	if (!operand->value.is_number)
		return operand->value.word;
	return *operand->bare ? operand->bare : NULL;
}

/* 1: they can be equal or not; *same says. */
static int same_words(struct reader *reader, const struct operand *a, const struct operand *b,
                      int *same)
{
	const char *left = as_word(a), *right = as_word(b);

	if (a->value.is_number && b->is_unknown)
		return reader_unknown(reader, b);
	if (b->value.is_number && a->is_unknown)
		return reader_unknown(reader, a);
	if (!left || !right)
		return reader_fail(reader, "%s is a word: it cannot be compared with a number.",
		                   word_quote(left ? left : right).text);
	*same = a->is_text   ? strncmp(left, right, strlen(right)) == 0
	        : b->is_text ? strncmp(right, left, strlen(left)) == 0
	                     : strcmp(left, right) == 0;
	return 1;
}

static int equals(struct reader *reader, const struct operand *a, const struct operand *b,
                  struct operand *out)
{
	int same = a->value.number == b->value.number;

	if (!(a->value.is_number && b->value.is_number) && !same_words(reader, a, b, &same))
		return 0;
	operand_number(out, (size_t)same);
	return 1;
}

static int differs(struct reader *reader, const struct operand *a, const struct operand *b,
                   struct operand *out)
{
	if (!equals(reader, a, b, out))
		return 0;
	out->value.number = !out->value.number;
	return 1;
}

#define COMPARISON(name, sign)                                                             \
	static int name(struct reader *reader, const struct operand *a,                    \
	                const struct operand *b, struct operand *out)                      \
	{                                                                                  \
		if (!both_numbers(reader, a, b))                                           \
			return 0;                                                          \
		operand_number(out, a->value.number sign b->value.number);                 \
		return 1;                                                                  \
	}

COMPARISON(below, <)
COMPARISON(at_most, <=)
COMPARISON(above, >)
COMPARISON(at_least, >=)
COMPARISON(either, ||)
COMPARISON(both, &&)

const struct sign signs[] = {
	{ "or", LEVEL_OR, either, 1 },
	{ "and", LEVEL_AND, both, 0 },
	{ "==", LEVEL_COMPARE, equals, -1 },
	{ "=", LEVEL_COMPARE, equals, -1 },
	{ "!=", LEVEL_COMPARE, differs, -1 },
	{ "<=", LEVEL_COMPARE, at_most, -1 },
	{ "<", LEVEL_COMPARE, below, -1 },
	{ ">=", LEVEL_COMPARE, at_least, -1 },
	{ ">", LEVEL_COMPARE, above, -1 },
	{ "+", LEVEL_SUM, add, -1 },
	{ "-", LEVEL_SUM, subtract, -1 },
	{ "*", LEVEL_PRODUCT, multiply, -1 },
	{ "/", LEVEL_PRODUCT, divide, -1 },
	{ "%", LEVEL_PRODUCT, remain, -1 },
	{ 0 },
};
