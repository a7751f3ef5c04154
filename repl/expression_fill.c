/* SPDX-License-Identifier: MIT
 *
 * expression_fill.c - the {EXPRESSION}s of a text, replaced by their values.
 */
#include "expression_parts.h"

#include "lines.h"
#include "memory.h"
#include "number.h"
#include "word.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILLS_MOST = 100, FILL_MOST = 1000 }; /* of a text; bytes of one */

struct filling {
	struct scope *scope;
	enum expression_fill where;
	char *out, *problem;
	size_t used, space;
	size_t fills;
	int quoted; /* between double quotes of a command */
};

static void put(struct filling *filling, const char *text, size_t length)
{
	filling->out = memory_room(filling->out, filling->used, length + 1, &filling->space, 1);
	memcpy(filling->out + filling->used, text, length);
	filling->used += length;
	filling->out[filling->used] = 0;
}

static int is_command(const struct filling *filling)
{
	return filling->where == FILL_COMMAND || filling->where == FILL_SCRIPT;
}

static int stays(const struct filling *filling)
{
	return filling->where == FILL_PROSE || filling->where == FILL_SCRIPT;
}

/* Where what opens here is closed: behind it; NULL: nowhere, or too far away. Not looking further
 * keeps a long line of what opens and is never closed from taking its square of time. */
static const char *closing(const char *at, char open, char close)
{
	const char *most = at + FILL_MOST + 2;
	int depth = 0, quoted = 0;

	for (; *at && at < most; at++) {
		quoted ^= *at == '"';
		if (quoted)
			continue;
		depth += (*at == open) - (*at == close);
		if (depth == 0)
			return at + 1;
	}
	return NULL;
}

/* The number of s1+{n} and b{n} is a part of a word. */
static int is_typed(const struct filling *filling)
{
	char before = filling->used ? filling->out[filling->used - 1] : ' ';

	return is_command(filling) || filling->where == FILL_TYPED || before == '+'
	       || isalnum((unsigned char)before);
}

/* Numbers that are read have commas, as all others that are told. */
static void put_value(struct filling *filling, const struct expression_value *value)
{
	char text[80];

	if (value->is_number && !value->is_offset && is_typed(filling))
		snprintf(text, sizeof text, "%zu", value->number);
	else
		expression_text(value, text);
	put(filling, text, strlen(text));
}

static int evaluate(struct filling *filling, const char *from, size_t length)
{
	struct expression_value value;
	char *expression;
	int read;

	if (filling->fills == FILLS_MOST) {
		snprintf(filling->problem, EXPRESSION_PROBLEM,
		         "A line has at most %d expressions in { }.", (int)FILLS_MOST);
		return 0;
	}
	filling->fills++;
	expression = memory_copy(from, length);
	read = expression_known(filling->scope, expression, &value, filling->problem);
	free(expression);
	if (!read)
		return 0;
	put_value(filling, &value);
	return 1;
}

/* What begins here is not closed, or only behind more than an expression may have. */
static void tell_open(struct filling *filling, const char *at, char close)
{
	if (strnlen(at, FILL_MOST + 2) > FILL_MOST + 1)
		snprintf(filling->problem, EXPRESSION_PROBLEM,
		         "An expression has at most %s bytes.", comma(FILL_MOST).text);
	else
		snprintf(filling->problem, EXPRESSION_PROBLEM, "A %c is missing behind %s.%s",
		         close, word_quote(at).text, close == '}' ? " A { alone is written {{."
		                                                  : "");
}

/* What is no expression stays, byte by byte; or it is wrong. */
static int leave(struct filling *filling, const char **at, const char *end, char close)
{
	if (stays(filling)) {
		put(filling, *at, 1);
		*at += 1;
		return 1;
	}
	if (!end)
		tell_open(filling, *at, close);
	return 0;
}

/* {EXPRESSION} at *at, or {{. 1: it was put, or it stays; *at is behind it. */
static int fill_braces(struct filling *filling, const char **at)
{
	const char *start = *at, *end;

	if (start[1] == '{') {
		put(filling, "{", 1);
		*at += 2;
		return 1;
	}
	end = closing(start, '{', '}');
	if (end && evaluate(filling, start + 1, (size_t)(end - start) - 2)) {
		*at = end;
		return 1;
	}
	return leave(filling, at, end, '}');
}

static int is_rand(const struct filling *filling, const char *text, const char *at)
{
	return is_command(filling) && strncmp(at, "rand(", 5) == 0
	       && (at == text || at[-1] == ' ' || at[-1] == '\t');
}

static int fill_rand(struct filling *filling, const char **at)
{
	const char *end = closing(*at + strlen("rand"), '(', ')');

	if (end && evaluate(filling, *at, (size_t)(end - *at))) {
		*at = end;
		return 1;
	}
	return leave(filling, at, end, ')');
}

/* What stands behind a # of a command is no part of it. */
static int is_remark(const struct filling *filling, const char *text, const char *at)
{
	return is_command(filling) && *at == '#' && !filling->quoted
	       && (at == text || at[-1] == ' ' || at[-1] == '\t');
}

static int fill(struct filling *filling, const char *text)
{
	for (const char *at = text; *at;) {
		if (is_remark(filling, text, at)) {
			put(filling, at, strlen(at));
			return 1;
		}
		if (*at == '{' && !filling->quoted) {
			if (!fill_braces(filling, &at))
				return 0;
		} else if (is_rand(filling, text, at) && !filling->quoted) {
			if (!fill_rand(filling, &at))
				return 0;
		} else {
			size_t length = filling->quoted && *at == '\\' && at[1] ? 2 : 1;

			filling->quoted ^= is_command(filling) && *at == '"';
			put(filling, at, length);
			at += length;
		}
	}
	return 1;
}

int expression_fill(struct scope *scope, const char *text, enum expression_fill where,
                    char **out, char *problem)
{
	struct filling filling = { .scope = scope, .where = where, .problem = problem };

	put(&filling, "", 0);
	*out = NULL;
	if (!fill(&filling, text)) {
		free(filling.out);
		return 0;
	}
	*out = filling.out;
	return 1;
}
