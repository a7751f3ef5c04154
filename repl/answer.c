/* SPDX-License-Identifier: MIT
 *
 * answer.c - the six kinds of answers as one table: shown, compared, counted.
 */
#include "answer_parts.h"

#include "memory.h"
#include "number.h"

#include <stdio.h>
#include <stdlib.h>

/* ------------------------------------------------------------------------- shown */

static void text_number(const struct answer_about *about, const struct answer *answer, FILE *out)
{
	(void)about;
	if (answer->is_offset)
		fprintf(out, "0x%0*zx", answer->is_offset, answer->number);
	else
		fputs(comma(answer->number).text, out);
}

static void text_bucket(const struct answer_about *about, const struct answer *answer, FILE *out)
{
	(void)about;
	fprintf(out, "b%zu", answer->number);
}

static void put_place(const struct place *place, FILE *out)
{
	fputs(place->section ? place_text(place->section, place->offset).text
	                     : offset_text(place->offset).text, out);
}

static void text_place(const struct answer_about *about, const struct answer *answer, FILE *out)
{
	(void)about;
	if (answer->is_none || answer->is_new)
		fputs(answer->is_none ? "none" : "new", out);
	else
		put_place(&answer->place[0], out);
}

static void text_choice(const struct answer_about *about, const struct answer *answer, FILE *out)
{
	fprintf(out, "%c) %s", (char)('a' + (int)answer->number),
	        about->choices->line[answer->number]);
}

static void text_list(const struct answer_about *about, const struct answer *answer, FILE *out)
{
	(void)about;
	for (size_t i = 0; i < answer->count; i++) {
		const struct place *place = &answer->place[i];
		int is_other = i && place->section != place[-1].section;

		fputs(is_other ? " ; " : i ? " " : "", out);
		put_place(place, out);
	}
	if (answer->count == 0)
		fputs("empty", out);
}

/* ---------------------------------------------------------------------- compared */

static int same_number(const struct answer *given, const struct answer *right)
{
	return given->number == right->number;
}

/* A place without a section is in the only one. */
static int same_place(const struct place *given, const struct place *right)
{
	return given->offset == right->offset
	       && (given->section == right->section || !given->section);
}

static int same_one_place(const struct answer *given, const struct answer *right)
{
	if (given->is_none || right->is_none)
		return given->is_none && right->is_none;
	return (given->is_new && right->is_new)
	       || (!given->is_new && same_place(&given->place[0], &right->place[0]));
}

static int same_list(const struct answer *given, const struct answer *right)
{
	int same = given->count == right->count;

	for (size_t i = 0; same && i < given->count; i++)
		same = same_place(&given->place[i], &right->place[i]);
	return same;
}

int answer_is(const struct answer *given, const struct answer *right)
{
	return answer_rows[right->kind].is(given, right);
}

/* ----------------------------------------------------------------------- counted */

/* The most places that both have in the same order. */
static size_t in_order(const struct answer *given, const struct answer *right)
{
	size_t length[ANSWER_PLACES + 1] = { 0 };

	for (size_t i = 0; i < given->count; i++) {
		size_t corner = 0;

		for (size_t j = 0; j < right->count; j++) {
			size_t above = length[j + 1];

			if (same_place(&given->place[i], &right->place[j]))
				length[j + 1] = corner + 1;
			else if (length[j] > above)
				length[j + 1] = length[j];
			corner = above;
		}
	}
	return length[right->count];
}

static unsigned list_points(const struct answer *given, const struct answer *right, unsigned of)
{
	size_t longer = given->count > right->count ? given->count : right->count;

	return (unsigned)(of * in_order(given, right) / longer);
}

/* Half for the section, where there was a choice. */
static unsigned place_points(const struct answer_about *about, const struct answer *given,
                             const struct answer *right, unsigned of)
{
	int has_section = !given->is_none && !given->is_new && !right->is_none
	                  && given->place[0].section == right->place[0].section;

	return has_section && about->before->sections > 1 ? of / 2 : 0;
}

unsigned answer_points(const struct answer_about *about, const struct answer *given,
                       const struct answer *right, unsigned of)
{
	if (answer_is(given, right))
		return of;
	if (right->kind == ANSWER_LIST)
		return list_points(given, right, of);
	return right->kind == ANSWER_PLACE ? place_points(about, given, right, of) : 0;
}

/* ----------------------------------------------------------------------- the table */

const struct answer_row answer_rows[ANSWER_KINDS] = {
	[ANSWER_NUMBER] = { "a number, as 112 or 0x70", answer_read_number, answer_of_none,
	                    text_number, same_number },
	[ANSWER_PLACE] = { "a place, as s1+0x40; none, when it fails", answer_read_one_place,
	                   answer_of_place, text_place, same_one_place },
	[ANSWER_CHUNK] = { "a chunk: its name, its place or its number in the list; new: a new "
	                   "section", answer_read_chunk, answer_of_chunk, text_place,
	                   same_one_place },
	[ANSWER_BUCKET] = { "a bucket, as b3", answer_read_bucket, answer_of_bucket, text_bucket,
	                    same_number },
	[ANSWER_CHOICE] = { "the letter of a choice", answer_read_choice, answer_of_none,
	                    text_choice, same_number },
	[ANSWER_LIST] = { "the free chunks in the order of the list, as 0x40 0x100; or empty",
	                  answer_read_list, answer_of_list, text_list, same_list },
};

const char *answer_wants(enum answer_kind kind)
{
	return answer_rows[kind].wants;
}

int answer_of_operation(const struct answer_about *about, struct answer *out,
                        char problem[ANSWER_PROBLEM])
{
	*out = (struct answer){ .kind = about->kind, .count = 1 };
	return answer_rows[about->kind].of_operation(about, out, problem);
}

char *answer_text(const struct answer_about *about, const struct answer *answer)
{
	char *text = NULL;
	size_t size = 0;
	FILE *out = memory_sure(open_memstream(&text, &size));

	answer_rows[answer->kind].text(about, answer, out);
	fclose(out);
	return memory_sure(text);
}
