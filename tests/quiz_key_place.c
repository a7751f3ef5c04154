/* SPDX-License-Identifier: MIT
 *
 * quiz_key_place.c - keys of what is taken, and of what is left over.
 */
#include "quiz_key_parts.h"

#include <stdio.h>
#include <string.h>

/* -------------------------------------------------------------------- placement */

static const struct {
	const char *word, *said, *would;
} placements[] = {
	{ "first", "first fit", "First fit" },
	{ "best", "best fit", "Best fit" },
	{ "worst", "worst fit", "Worst fit" },
};

static const struct shadow_chunk *by(const struct asked *a, const char *placement)
{
	size_t looked;

	return shadow_choose(a->before, placement, shadow_need(a->before, a->size), &looked);
}

void key_is_taken(struct asked *a)
{
	key_answer(a, "%s", key_place(a->is).text);
	key_fact_need(a);
	for (size_t i = 0; i < 3; i++) {
		int own = strcmp(placements[i].word, a->before->placement) == 0;

		key_fact(a, "%s %s", placements[i].would, own ? "takes" : "would take");
		key_fact_chunk(a, by(a, placements[i].word));
	}
	if (!strstr(a->question->text, a->before->placement))
		key_answer(a, "the question does not tell the placement");
}

void key_is_policy(struct asked *a)
{
	size_t target = key_number_behind(a, "placement takes s1+");

	a->size = key_number_behind(a, " for m ");
	key_choose(a, "none");
	key_fact_need(a);
	for (size_t i = 0; i < 3; i++) {
		const struct shadow_chunk *chunk = by(a, placements[i].word);

		if (chunk->offset == target)
			key_choose(a, placements[i].said);
		key_fact(a, "%s would take %s, %s bytes.", placements[i].would,
		         key_place(chunk).text, key_commas(chunk->size).text);
	}
}

void key_is_looked(struct asked *a)
{
	key_answer(a, "%zu", a->after->looked - a->before->looked);
	key_fact_need(a);
	key_fact(a, "%s", key_place(a->is).text);
	key_fact(a, "%zu", a->after->looked - a->before->looked);
}

static size_t largest_in(const struct shadow *shadow, size_t section)
{
	const struct shadow_chunk *list[SHADOW_CHUNKS];
	size_t count = shadow_list(shadow, list), largest = 0;

	for (size_t i = 0; i < count; i++)
		if (list[i]->section == section && list[i]->size > largest)
			largest = list[i]->size;
	return largest;
}

void key_is_section(struct asked *a)
{
	char words[32];

	snprintf(words, sizeof words, "s%zu", a->is->section);
	key_choose(a, words);
	key_fact_need(a);
	for (size_t section = 1; section <= 2 && section <= a->is->section; section++) {
		size_t largest = largest_in(a->before, section);

		key_fact(a, "The largest free chunk of s%zu has %s bytes: %s.", section,
		         key_commas(largest).text,
		         largest < shadow_need(a->before, a->size) ? "too small" : "enough");
	}
}

void key_is_next(struct asked *a)
{
	const struct shadow_chunk *last = shadow_named(a->before, a->before->last);

	key_answer(a, "%s", key_place(a->is).text);
	key_fact_need(a);
	key_fact(a, "is at %s", key_place(a->is).text);
	key_fact(a, "From %s on", key_place(last).text);
	key_fact(a, "First fit would have taken %s, %s bytes.", key_place(by(a, "first")).text,
	         key_commas(by(a, "first")->size).text);
}

static const size_t bins[] = { 512,  640,  768,  896,  1024, 1280, 1536, 1792,  2048,  2560, 3072,
	                       3584, 4096, 5120, 6144, 7168, 8192, 10240, 12288, 14336, 16384 };

static void fact_bin(struct asked *a, const char *before, size_t size)
{
	size_t i = 0;

	while (bins[i + 1] <= size)
		i++;
	key_fact(a, "%s %s to %s", before, key_commas(bins[i]).text,
	         key_commas(bins[i + 1] - 16).text);
}

void key_is_bins(struct asked *a)
{
	fact_bin(a, "Its own bin has", shadow_need(a->before, a->size));
	fact_bin(a, "In the bin of", by(a, "bins")->size);
	key_answer(a, "%s", key_place(a->is).text);
	key_fact_need(a);
	key_fact_chunk(a, by(a, "bins"));
	key_fact(a, "Best fit would have taken %s, %s bytes.", key_place(by(a, "best")).text,
	         key_commas(by(a, "best")->size).text);
}

/* ------------------------------------------------------------------------- split */

static const struct shadow_chunk *hole_of(const struct asked *a)
{
	return shadow_at(a->before, a->is->section, a->is->offset);
}

static void fact_hole(struct asked *a)
{
	size_t rest = hole_of(a)->size - shadow_need(a->before, a->size);

	key_fact_need(a);
	key_fact(a, "%s has %s bytes, so %zu would be left over.", key_place(a->is).text,
	         key_commas(hole_of(a)->size).text, rest);
	key_fact(a, "%s", a->after->splits > a->before->splits ? "it is split off" : "p4 gets all");
	key_fact(a, "%s bytes.", key_commas(a->is->size).text);
}

void key_is_off(struct asked *a)
{
	key_choose(a, a->after->splits > a->before->splits ? "yes" : "no");
	fact_hole(a);
}

void key_is_size(struct asked *a)
{
	key_answer(a, "%zu", a->is->size);
	fact_hole(a);
}

void key_is_slack(struct asked *a)
{
	key_answer(a, "%zu", a->is->size - a->is->asked);
	fact_hole(a);
	key_fact(a, " = %zu are slack", a->is->size - a->is->asked);
}

void key_is_rest(struct asked *a)
{
	key_answer(a, "%zu", hole_of(a)->size - a->is->size);
	fact_hole(a);
}

void key_is_restat(struct asked *a)
{
	key_answer(a, "%s", key_place(shadow_beside(a->after, a->is, 1)).text);
	fact_hole(a);
	key_fact(a, "at %s.", key_place(shadow_beside(a->after, a->is, 1)).text);
}

void key_is_often(struct asked *a)
{
	struct shadow heap = *a->before;
	char line[40];
	size_t count = 0;

	sscanf(a->question->command[0], "repeat %*u m %zu", &a->size);
	snprintf(line, sizeof line, "m %zu", a->size);
	for (shadow_line(&heap, line); heap.sections == 1; shadow_line(&heap, line))
		count++;
	key_answer(a, "%zu", count);
	key_fact_need(a);
	key_fact(a, "%zu times %s are %s", count, key_commas(shadow_need(a->before, a->size)).text,
	         key_commas(count * shadow_need(a->before, a->size)).text);
}
