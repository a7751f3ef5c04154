/* SPDX-License-Identifier: MIT
 *
 * expression_call.c - count, fits, exists, min, max, rand.
 */
#include "expression_parts.h"

#include "look.h"
#include "number.h"
#include "random.h"
#include "session.h"

#include <string.h>

/* ------------------------------------------------------------------- what is counted */

struct count {
	int free;
	size_t size, more; /* of `size` bytes; or, with more, at least so many */
	size_t walked, found;
};

/* 0: there are too many chunks. */
static int count_section(const struct session *session, const my_heap_section *section,
                         struct count *count)
{
	my_heap_chunk chunk;

	for (int there = look_first(session, section, &chunk); there;
	     there = look_next(session, &chunk)) {
		const char *wanted = count->free ? "free" : "used";

		if (++count->walked > EXPRESSION_WALK)
			return 0;
		count->found += strcmp(look_state(&chunk), wanted) == 0
		                && (chunk.size == count->size
		                    || (count->more && chunk.size > count->size));
	}
	return 1;
}

static int count_all(struct reader *reader, struct count *count, struct operand *out)
{
	const struct session *session = reader->scope->session;
	my_heap_section section;

	if (reader->skips)
		return 1;
	for (int there = my_heap_first_section(session->heap, &section); there;
	     there = my_heap_next_section(session->heap, &section))
		if (!count_section(session, &section, count))
			return reader_fail(reader, "The heap has more than %s chunks: they are not "
			                           "counted.", comma(EXPRESSION_WALK).text);
	operand_number(out, count->found);
	return 1;
}

/* -------------------------------------------------------------------------- calls */

static int need(struct reader *reader, char sign, const char *call)
{
	if (reader_sign(reader, sign))
		return 1;
	return reader_fail(reader, "It is written %s.", call);
}

static int two_numbers(struct reader *reader, const char *call, size_t *a, size_t *b)
{
	return reader_number(reader, a) && need(reader, ',', call) && reader_number(reader, b)
	       && need(reader, ')', call);
}

static int call_count(struct reader *reader, struct operand *out)
{
	static const char call[] = "count(free, SIZE) or count(used, SIZE)";
	struct count count = { 0 };
	size_t length;

	reader_blanks(reader);
	length = strspn(reader->at, "abcdefghijklmnopqrstuvwxyz");
	count.free = length == 4 && strncmp(reader->at, "free", 4) == 0;
	if (!count.free && !(length == 4 && strncmp(reader->at, "used", 4) == 0))
		return reader_fail(reader, "It is written %s.", call);
	reader->at += length;
	return need(reader, ',', call) && reader_number(reader, &count.size)
	       && need(reader, ')', call) && count_all(reader, &count, out);
}

static int call_fits(struct reader *reader, struct operand *out)
{
	struct count count = { .free = 1, .more = 1 };

	return reader_number(reader, &count.size) && need(reader, ')', "fits(SIZE)")
	       && count_all(reader, &count, out);
}

static int call_exists(struct reader *reader, struct operand *out)
{
	const struct session *session = reader->scope->session;
	char inside[64];
	size_t name;

	if (!reader_inside(reader, inside))
		return 0;
	if (reader->skips)
		return 1;
	name = names_find(session->names, inside);
	operand_number(out, name != NAME_NONE && names_is_alive(session->names, name));
	return 1;
}

static int call_min(struct reader *reader, struct operand *out)
{
	size_t a, b;

	if (!two_numbers(reader, "min(A, B)", &a, &b))
		return 0;
	operand_number(out, a < b ? a : b);
	return 1;
}

static int call_max(struct reader *reader, struct operand *out)
{
	size_t a, b;

	if (!two_numbers(reader, "max(A, B)", &a, &b))
		return 0;
	operand_number(out, a > b ? a : b);
	return 1;
}

static int call_rand(struct reader *reader, struct operand *out)
{
	uint64_t *random = reader->scope->random;
	size_t a, b, span;

	if (!two_numbers(reader, "rand(A, B)", &a, &b))
		return 0;
	if (reader->skips)
		return 1;
	if (!random)
		return reader_fail(reader, "Only lessons have random numbers: rand belongs into a "
		                           "script.");
	if (a > b)
		return reader_fail(reader, "There is no number from %s to %s: rand takes the "
		                           "smaller one first.", comma(a).text, comma(b).text);
	span = b - a + 1;
	operand_number(out, a + (span == 0           ? (size_t)random_next(random)
	                         : span <= UINT32_MAX ? random_below(random, span)
	                                              : (size_t)random_next(random) % span));
	return 1;
}

static const struct {
	const char *name;
	int (*call)(struct reader *reader, struct operand *out);
} calls[] = {
	{ "count", call_count }, { "fits", call_fits }, { "exists", call_exists },
	{ "min", call_min },     { "max", call_max },   { "rand", call_rand },
};

enum { CALLS = sizeof calls / sizeof calls[0] };

int reader_is_call(const char *name)
{
	for (size_t i = 0; i < CALLS; i++)
		if (strcmp(calls[i].name, name) == 0)
			return 1;
	return 0;
}

static int carry_out(struct reader *reader, size_t call, struct operand *out)
{
	if (++reader->depth > EXPRESSION_DEPTH)
		return reader_fail(reader, "There are more than %d calls in each other.",
		                   EXPRESSION_DEPTH);
	reader->at++;
	reader->calls++;
	if (!calls[call].call(reader, out))
		return 0;
	reader->calls--;
	reader->depth--;
	return 1;
}

int reader_call(struct reader *reader, const char *name, struct operand *out, int *done)
{
	for (size_t i = 0; i < CALLS; i++) {
		if (strcmp(calls[i].name, name) != 0)
			continue;
		*done = carry_out(reader, i, out);
		return 1;
	}
	return 0;
}
