/* SPDX-License-Identifier: MIT
 *
 * quiz_key_table.c - keys of the tables.
 */
#include "quiz_key_parts.h"

#include <stdio.h>

/* -------------------------------------------------------------------------- hash */

static void fact_home(struct asked *a, const struct shadow *heap, const struct shadow_chunk *chunk)
{
	key_fact(a, "Its key is 0x%03zx / 16 = %zu.", chunk->offset, chunk->offset / 16);
	key_fact(a, "%zu: that is its home bucket.", shadow_home(heap, chunk));
}

void key_is_home(struct asked *a)
{
	const struct shadow_chunk *rest = shadow_beside(a->after, a->is, 1);

	key_answer(a, "%zu", shadow_home(a->after, rest));
	fact_home(a, a->after, rest);
	if (key_number_behind(a, "begins at s1+") != rest->offset)
		key_answer(a, "the rest begins elsewhere");
}

void key_is_lands(struct asked *a)
{
	const struct shadow_chunk *rest = shadow_beside(a->after, a->is, 1);

	key_answer(a, "b%zu", shadow_bucket(a->after, rest));
	fact_home(a, a->after, rest);
	key_fact(a, "bucket %zu is the first that is empty, %zu past home.",
	         shadow_bucket(a->after, rest), shadow_past(a->after, rest));
}

void key_is_past(struct asked *a)
{
	key_is_lands(a);
	key_answer(a, "%zu", shadow_past(a->after, shadow_beside(a->after, a->is, 1)));
}

void key_is_doubles(struct asked *a)
{
	key_answer(a, "%zu", a->after->table[1].capacity);
	key_fact(a, "Before there were %zu, now there are %zu.", a->before->table[1].entries,
	         a->after->table[1].entries);
	key_fact(a, "the table has %zu buckets", a->after->table[1].capacity);
}

void key_is_until(struct asked *a)
{
	struct shadow heap = *a->before;
	char line[40];
	size_t count = 0;

	snprintf(line, sizeof line, "m %zu", key_number_behind(a, "be taken. m "));
	for (; heap.table[1].capacity == a->before->table[1].capacity; count++)
		shadow_line(&heap, line);
	key_answer(a, "%zu", count);
	key_fact(a, "There are %zu, and each call adds one: number %zu ",
	         a->before->table[1].entries, count);
}

void key_is_shift(struct asked *a)
{
	unsigned name = (unsigned)key_number_behind(a, "In which bucket is p");
	const struct shadow_chunk *was = shadow_named(a->before, name);

	key_answer(a, "%zu", shadow_bucket(a->after, shadow_named(a->after, name)));
	key_fact(a, "p%u has key %zu, its home is %zu mod %zu = %zu, and it lay in bucket %zu.",
	         name, was->offset / 16, was->offset / 16, a->before->table[1].capacity,
	         shadow_home(a->before, was), shadow_bucket(a->before, was));
	key_fact(a, "p%u moves up to bucket %zu.", name,
	         shadow_bucket(a->after, shadow_named(a->after, name)));
}
