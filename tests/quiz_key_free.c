/* SPDX-License-Identifier: MIT
 *
 * quiz_key_free.c - keys of what is freed, resized and lost.
 */
#include "quiz_key_parts.h"

#include <stdio.h>

/* ---------------------------------------------------------------------- coalesce */

static const struct shadow_chunk *joined(const struct asked *a)
{
	return shadow_covering(a->after, a->was->section, a->was->offset);
}

static void fact_joined(struct asked *a)
{
	for (int step = -1; step <= 1; step++) {
		const struct shadow_chunk *side = shadow_beside(a->before, a->was, step);
		const char *which = step < 0 ? "left" : "right";

		if (step && !side)
			key_fact(a, "p%u has no %s neighbour.", a->name, which);
		else if (step && side->name)
			key_fact(a, "%s neighbour p%u is in use", which,
			         side->name);
		else if (step)
			key_fact(a, "%s neighbour, %s, is free: %s bytes.", which,
			         key_place(side).text, key_commas(side->size).text);
	}
	key_fact_chunk(a, a->was);
	if (joined(a)->size != a->was->size)
		key_fact(a, "one free chunk: %s, %s bytes", key_place(joined(a)).text,
		         key_commas(joined(a)->size).text);
}

void key_is_merged(struct asked *a)
{
	key_answer(a, "%zu", joined(a)->size);
	fact_joined(a);
}

void key_is_count(struct asked *a)
{
	key_answer(a, "%zu", shadow_sums(a->after).free_chunks);
	fact_joined(a);
	key_fact(a, "There were %zu free chunks, now there are %zu.",
	         shadow_sums(a->before).free_chunks, shadow_sums(a->after).free_chunks);
}

void key_is_joinedat(struct asked *a)
{
	key_answer(a, "%s", key_place(joined(a)).text);
	fact_joined(a);
}

void key_is_freelist(struct asked *a)
{
	key_list_answer(a);
	fact_joined(a);
}

void key_is_late(struct asked *a)
{
	key_answer(a, "%s", key_place(a->is).text);
	key_fact_need(a);
	key_fact(a, "The largest free chunk has %s bytes",
	         key_commas(shadow_sums(a->before).largest).text);
	key_fact(a, "begins at %s.", key_place(a->is).text);
}

/* ----------------------------------------------------------------------- realloc */

static int has_moved(const struct asked *a)
{
	return a->is->offset != a->was->offset || a->is->section != a->was->section;
}

static void fact_resize(struct asked *a)
{
	const struct shadow_chunk *right = shadow_beside(a->before, a->was, 1);

	key_fact_need(a);
	key_fact(a, "p%u has %s bytes.", a->name, key_commas(a->was->size).text);
	if (shadow_need(a->before, a->size) > a->was->size && right && right->name)
		key_fact(a, "Its right neighbour p%u is in use.", right->name);
	if (shadow_need(a->before, a->size) > a->was->size && !right)
		key_fact(a, "Behind p%u the section ends.", a->name);
	if (shadow_need(a->before, a->size) > a->was->size && right && !right->name)
		key_fact(a, "%s, is free: %s + %s = %s bytes", key_place(right).text,
		         key_commas(a->was->size).text, key_commas(right->size).text,
		         key_commas(a->was->size + right->size).text);
	if (has_moved(a))
		key_fact(a, "it moves to %s. Its %s bytes are copied", key_place(a->is).text,
		         key_commas(a->was->size).text);
	else if (a->is->size > a->was->size)
		key_fact(a, "it grows where it is, to %s bytes.", key_commas(a->is->size).text);
	else if (a->is->size < a->was->size)
		key_fact(a, "%s bytes are free again", key_commas(a->was->size - a->is->size).text);
	else if (shadow_need(a->before, a->size) < a->is->size)
		key_fact(a, "it keeps its %s bytes.", key_commas(a->is->size).text);
}

void key_is_way(struct asked *a)
{
	key_choose(a, has_moved(a)                    ? "it moves"
	          : a->is->size > a->was->size ? "it grows"
	          : a->is->size < a->was->size ? "it shrinks"
	                                       : "same size");
	fact_resize(a);
}

void key_is_sized(struct asked *a)
{
	size_t rest = a->is->size - shadow_need(a->before, a->size);

	key_answer(a, "%zu", a->is->size);
	fact_resize(a);
	if (rest && (has_moved(a) || a->is->size != a->was->size))
		key_fact(a, "The rest of %zu bytes is too small", rest);
}

void key_is_copied(struct asked *a)
{
	key_answer(a, "%zu", a->after->copied - a->before->copied);
	fact_resize(a);
	if (!has_moved(a))
		key_fact(a, "%s", a->is->size == a->was->size ? "" : "Nothing is copied.");
}

void key_is_whereto(struct asked *a)
{
	key_answer(a, "%s", key_place(a->is).text);
	fact_resize(a);
}

void key_is_resizelist(struct asked *a)
{
	key_list_answer(a);
	fact_resize(a);
}

/* ----------------------------------------------------------------- fragmentation */

void key_is_inner(struct asked *a)
{
	key_answer(a, "%zu", shadow_sums(a->after).used - shadow_sums(a->after).asked);
	a->size = a->is->asked;
	key_fact_need(a);
	key_fact(a, " = %zu, and %zu times that are %s.", a->is->size - a->is->asked,
	         shadow_sums(a->after).used_chunks, a->key->answer);
}

/* A share that is no whole number would be no good question. */
static void percent(struct asked *a, size_t part, size_t whole)
{
	key_answer(a, part * 100 % whole ? "%zu is no whole number" : "%zu", part * 100 / whole);
	key_fact(a, "%s of %s are %zu percent", key_commas(part).text, key_commas(whole).text,
	         part * 100 / whole);
}

void key_is_internal(struct asked *a)
{
	struct shadow_sums sums = shadow_sums(a->after);

	percent(a, sums.used - sums.asked, sums.used);
	key_fact_need(a);
	key_fact(a, "The chunks have %s bytes, asked for were %s: %s are slack.",
	         key_commas(sums.used).text, key_commas(sums.asked).text,
	         key_commas(sums.used - sums.asked).text);
}

void key_is_largest(struct asked *a)
{
	key_answer(a, "%zu", shadow_sums(a->after).largest);
	key_fact_list(a, a->after);
	key_fact(a, "The largest has %s bytes; before it had %s.",
	         key_commas(shadow_sums(a->after).largest).text,
	         key_commas(shadow_sums(a->before).largest).text);
}

void key_is_external(struct asked *a)
{
	struct shadow_sums sums = shadow_sums(a->after);

	percent(a, sums.free - sums.largest, sums.free);
	key_fact_list(a, a->after);
	key_fact(a, "%s bytes are free, %s of them in the largest", key_commas(sums.free).text,
	         key_commas(sums.largest).text);
}

void key_is_fits(struct asked *a)
{
	struct shadow_sums sums = shadow_sums(a->before);

	if (a->after->sections == a->before->sections)
		key_choose(a, "fits");
	else
		key_choose(a, shadow_need(a->before, a->size) <= sums.free ? "enough is free"
		                                                            : "less");
	key_fact_need(a);
	key_fact(a, "The largest free chunk has %s bytes, all together have %s.",
	         key_commas(sums.largest).text, key_commas(sums.free).text);
}

void key_is_most(struct asked *a)
{
	size_t size = 1;

	for (;; size++) {
		struct shadow heap = *a->before;
		char line[40];

		snprintf(line, sizeof line, "m %zu", size);
		shadow_line(&heap, line);
		if (heap.sections > a->before->sections)
			break;
	}
	key_answer(a, "%zu", size - 1);
	key_fact(a, "The largest free chunk has %s bytes, %zu are for the header: %s are left.",
	         key_commas(shadow_sums(a->before).largest).text, a->before->header,
	         key_commas(size - 1).text);
}
