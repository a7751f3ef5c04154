/* SPDX-License-Identifier: MIT
 *
 * quiz_key_misuse.c - keys of misuses.
 */
#include "quiz_key_parts.h"

#include <stdio.h>
#include <string.h>

/* ------------------------------------------------------------------------ misuse */

void key_is_leaks(struct asked *a)
{
	key_answer(a, "%zu", shadow_sums(a->after).asked);
	for (size_t i = 0; i < a->after->chunks; i++)
		if (a->after->chunk[i].name)
			key_fact(a, "p%u is still in use: %zu bytes.", a->after->chunk[i].name,
			         a->after->chunk[i].asked);
	key_fact(a, "Together they are %s.", key_commas(shadow_sums(a->after).asked).text);
}

void key_is_fate(struct asked *a)
{
	const struct shadow_chunk *there = shadow_covering(a->before, 1, a->place);

	key_choose(a, !there->name                  ? "double free"
	          : there->offset == a->place ? "is freed, whoever"
	                                        : "invalid free");
	if (there->name && there->offset == a->place)
		key_fact(a, "p%u begins at %s now", there->name, key_place(there).text);
	else if (there->name)
		key_fact(a, "s1+0x%zx lies inside p%u, which begins at %s", a->place, there->name,
		         key_place(there).text);
	else
		key_fact(a, "s1+0x%zx lies in a free chunk, %s, %s bytes", a->place,
		         key_place(there).text, key_commas(there->size).text);
	if (!strstr(a->question->text, "s1+0x"))
		key_answer(a, "the question does not tell the place");
}

/* The bytes of w are those of a->size. */
static void fact_over(struct asked *a)
{
	size_t slack = a->was->size - a->was->asked;

	key_fact(a, "p%u asked for %zu bytes and has %s: %zu are slack.", a->name, a->was->asked,
	         key_commas(a->was->size).text, slack);
	if (a->size > a->was->size)
		key_fact(a, "%zu of the %zu bytes lie behind p%u", a->size - a->was->size, a->size,
		         a->name);
	else if (a->size > a->was->asked)
		key_fact(a, "%zu of the %zu bytes lie in the slack", a->size - a->was->asked,
		         a->size);
	else
		key_fact(a, "%zu bytes fit.", a->size);
}

void key_is_overflows(struct asked *a)
{
	size_t last = a->was->offset + a->size - 1;
	const struct shadow_chunk *there = shadow_covering(a->before, 1, last);

	key_choose(a, there == a->was ? (a->size <= a->was->asked ? "asked for" : "in the slack")
	          : there->name   ? "another used"
	                          : "free chunk");
	fact_over(a);
}

void key_is_damage(struct asked *a)
{
	size_t damaged = 0;

	for (size_t i = 0; i < a->size; i++) {
		const struct shadow_chunk *there;

		there = shadow_covering(a->before, 1, a->was->offset + i);
		damaged += there != a->was && there->name;
	}
	key_answer(a, "%zu", damaged);
	fact_over(a);
	key_fact(a, "So %zu bytes of others are changed.", damaged);
}

void key_is_guard(struct asked *a)
{
	int seen = strcmp(a->before->guard, "on") == 0;

	key_choose(a, a->size <= a->was->asked ? "it is none"
	          : a->size > a->was->size ? "it leaves the slack"
	          : seen                   ? "is freed"
	                                   : "although");
	fact_over(a);
	if (!strstr(a->question->text, seen ? "guard is on" : "guard is off"))
		key_answer(a, "the question does not tell the guard");
}

void key_is_whose(struct asked *a)
{
	const struct shadow_chunk *there;
	char words[32];

	there = shadow_covering(a->before, a->before->old_section[a->name],
	                        a->before->old_offset[a->name]);
	snprintf(words, sizeof words, "those of p%u", there->name);
	key_choose(a, there->name ? words : "nobody");
	key_fact(a, "p%u was at s1+0x%zx", a->name, a->before->old_offset[a->name]);
	there = shadow_named(a->before, a->before->last);
	key_fact(a, "p%u is at %s, %s bytes.", there->name, key_place(there).text,
	         key_commas(there->size).text);
}
