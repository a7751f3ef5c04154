/* SPDX-License-Identifier: MIT
 *
 * reason_search.c - a wrong place where a free chunk was searched for.
 *
 *   what is wrong with the chunk that was given -> what the search took, and why
 */
#include "reason_parts.h"

#include "look.h"
#include "placement.h"
#include "wording.h"

#include <string.h>

/* ------------------------------------------------------------ what the search came to */

static int failed(struct facts *f)
{
	const my_heap_event *e = reason_event(f, MY_HEAP_FAILED);
	enum my_heap_reason why = e ? e->why : MY_HEAP_NO_REASON;

	if (why == MY_HEAP_SIZE_TOO_LARGE)
		return REASON("It fails: no heap holds so much.");
	if (why == MY_HEAP_BAD_ALIGNMENT)
		return REASON("It fails: the alignment is no power of two.");
	if (why == MY_HEAP_LIMIT_REACHED)
		return REASON("No free chunk is large enough, and a new section would pass the "
		              "limit of %s: it fails.", BYTES(f->options->limit));
	if (why == MY_HEAP_SYSTEM_REFUSED)
		return REASON("No free chunk is large enough, and the system gives no memory for "
		              "a new section: it fails.");
	return REASON("It fails, and nothing is changed.");
}

static int mapped(struct facts *f)
{
	if (f->before->sections == 0)
		return REASON("The heap has no section yet: s%zu is mapped.", f->answer.section);
	if (f->before->free_count == 0 && f->before->whole)
		return REASON("No chunk is free, so a new section is mapped: s%zu.",
		              f->answer.section);
	return REASON("No free chunk is large enough, so a new section is mapped: s%zu.",
	              f->answer.section);
}

/* Ends every explanation of a search whose given chunk would not have done. */
int reason_came_to(struct facts *f)
{
	const my_heap_event *aligned = reason_event(f, MY_HEAP_ALIGNED);

	if (f->right->is_none)
		return failed(f);
	if (!before_section(f->before, f->answer.section))
		return mapped(f);
	if (reason_event(f, MY_HEAP_COALESCING))
		return REASON("No free chunk was large enough. Coalescing is deferred: all free "
		              "neighbours are joined now, and then there was one at %s.",
		              reason_place(f->answer).text);
	if (!f->taken || !f->taken->free)
		return 1;
	lines_add(f->out, "With %s it is %s: %s.", wording_placement(f->session),
	          reason_chunk(f, f->taken).text, placements[f->options->placement].rule);
	if (aligned && f->kind == ANSWER_PLACE)
		lines_add(f->out, "In it the first start that is aligned is %s.",
		          reason_place(f->answer).text);
	return 1;
}

/* ------------------------------------------------------------- what is wrong with it */

static int none_given(struct facts *f)
{
	if (!f->given->is_none)
		return 0;
	lines_add(f->out, "You expected that it fails.");
	return reason_came_to(f);
}

static int is_unknown(const struct facts *f)
{
	return f->given->is_new || !before_section(f->before, f->place.section);
}

static int right_is_new(const struct facts *f)
{
	return !f->right->is_none && !before_section(f->before, f->answer.section);
}

static int new_given(struct facts *f)
{
	const my_heap_event *aligned = reason_event(f, MY_HEAP_ALIGNED);

	if (!is_unknown(f))
		return 0;
	if (f->right->is_none) {
		lines_add(f->out, "You chose a new section: one would be needed.");
		return reason_came_to(f);
	}
	if (!right_is_new(f)) {
		lines_add(f->out, "You chose a new section%s.",
		          reason_event(f, MY_HEAP_COALESCING)
		                  ? "" : ", but one is only mapped when no free chunk is large "
		                         "enough");
		return reason_came_to(f);
	}
	if (f->place.section != f->answer.section)
		return REASON("There is no section s%zu. A section gets the next number that was "
		              "never used: s%zu.", f->place.section, f->answer.section);
	if (aligned)
		return REASON("A new section is one free chunk, but the pointer has to be a "
		              "multiple of %s: what is asked for begins at 0x%zx.",
		              comma(aligned->need).text, f->answer.offset);
	return REASON("A new section is one free chunk, from 0x0 to its end: what is asked for "
	              "is taken at its start.");
}

static int outside_given(struct facts *f)
{
	const struct before_section *section = before_section(f->before, f->place.section);

	if (f->chosen || f->place.offset < section->size)
		return 0;
	lines_add(f->out, "%s lies outside: s%zu has %s, and ends at 0x%zx.",
	          reason_place(f->place).text, section->id, BYTES(section->size), section->size);
	return reason_came_to(f);
}

/* The right free chunk, but where in it the pointer would be a multiple. */
static int not_aligned(struct facts *f)
{
	const my_heap_event *e = reason_event(f, MY_HEAP_ALIGNED);

	if (!e || !f->chosen || f->chosen != f->taken)
		return 0;
	return REASON("You chose the right free chunk, but the pointer has to be a multiple of %s: "
	              "the chunk begins at %s, and %s before it stay free.",
	              comma(e->need).text, reason_place(f->answer).text, BYTES(e->size));
}

static int inside_given(struct facts *f)
{
	if (!f->chosen || f->chosen->place.offset == f->place.offset)
		return 0;
	if (reason_inside(f) && f->chosen != f->taken)
		reason_came_to(f);
	return 1;
}

static int used_given(struct facts *f)
{
	if (!f->chosen || f->chosen->free)
		return 0;
	lines_add(f->out, "You chose %s, but %s: only free chunks are looked at.",
	          reason_chunk(f, f->chosen).text,
	          f->chosen->waits ? "it waits, freed and kept back" : "it is in use");
	return reason_came_to(f);
}

static int small_given(struct facts *f)
{
	struct reason_text rounding = reason_rounding(f);

	if (!f->chosen || f->chosen->size >= f->searched)
		return 0;
	if (f->chosen->size >= f->need)
		lines_add(f->out, "You chose %s, but to find an aligned start in it may cost %s "
		          "more: %s are searched for.", reason_chunk(f, f->chosen).text,
		          comma(f->searched - f->need).text, BYTES(f->searched));
	else if (f->chosen->size >= f->asked)
		lines_add(f->out, "You chose %s. It would hold the %s alone, but %s.",
		          reason_chunk(f, f->chosen).text, BYTES(f->asked), rounding.text);
	else
		lines_add(f->out, "You chose %s, but it is too small: %s.",
		          reason_chunk(f, f->chosen).text, rounding.text);
	return reason_came_to(f);
}

/* ------------------------------------------------------------------------- in order */

int reason_search(struct facts *f)
{
	static reason_teller *const tellers[] = {
		none_given, new_given,   outside_given, not_aligned, inside_given,
		used_given, small_given, reason_fits,   reason_came_to,
	};

	for (size_t i = 0; i < sizeof tellers / sizeof tellers[0]; i++)
		if (tellers[i](f))
			return 1;
	return 0;
}

/* --------------------------------------------------------------------- what is left */

int reason_rest(struct facts *f)
{
	const my_heap_event *e = reason_event(f, MY_HEAP_SPLIT);
	const char *name = f->last->name;

	if (f->kind != ANSWER_PLACE || !e || f->answer.offset != e->other
	    || f->answer.section != e->section)
		return 0;
	if (f->place.section == e->section && f->place.offset == e->offset)
		return REASON("%s begins there. What is left of the free chunk lies behind it: "
		              "0x%zx + %s = 0x%zx.", name, e->offset, comma(e->need).text,
		              e->other);
	if (f->place.section == e->section && f->place.offset == e->offset + f->asked)
		return REASON("What is taken is the chunk of %s, not only what was asked for: %s.",
		              name, reason_rounding(f).text);
	return REASON("The free chunk at 0x%zx has %s. %s of them are taken at its start, and the "
	              "rest begins behind them.", e->offset, BYTES(e->size),
	              comma(e->need).text);
}

/* --------------------------------------------------------------------------- inside */

/* Where the neighbour would end without its slack, or without its header. */
static int forgot_neighbour(struct facts *f)
{
	const struct before_chunk *left = f->chosen;
	size_t unit = look_unit(f->options);
	size_t from = f->place.offset - left->place.offset, header = f->options->header;

	if (left->free || !*left->name)
		return 0;
	if (from == left->asked || from == left->asked + header)
		return REASON("%s asked for %s, but its chunk has %s: sizes are multiples of %s%s. "
		              "It ends at 0x%zx, not at 0x%zx.", left->name, BYTES(left->asked),
		              BYTES(left->size), comma(unit).text,
		              header ? ", the header counted" : "",
		              left->place.offset + left->size, f->place.offset);
	if (header && from == reason_round_up(left->asked, unit))
		return REASON("That would be the end of %s without its header of %s. It ends at "
		              "0x%zx.", left->name, BYTES(header), left->place.offset + left->size);
	return 0;
}

static int inside_taken(struct facts *f)
{
	size_t end = f->chosen->place.offset + f->chosen->size;

	if (f->chosen != f->taken)
		return 0;
	if (f->options->header && f->place.offset == f->answer.offset + f->options->header)
		return REASON("%s is the pointer, where the user's bytes begin. The chunk begins "
		              "before it, with its header of %s.", reason_place(f->place).text,
		              BYTES(f->options->header));
	if (f->place.offset + f->need == end)
		return REASON("You chose the right free chunk, but its end. What is asked for is "
		              "taken at its start, and what is left over stays free behind it.");
	return REASON("%s lies inside %s, which is free: what is asked for is taken at its start.",
	              reason_place(f->place).text, reason_chunk(f, f->chosen).text);
}

int reason_inside(struct facts *f)
{
	if (inside_taken(f) || forgot_neighbour(f))
		return 1;
	return REASON("No chunk begins at %s: it lies inside %s, which is %s.",
	              reason_place(f->place).text, reason_chunk(f, f->chosen).text,
	              f->chosen->free ? "free" : f->chosen->waits ? "freed and waits" : "in use");
}
