/* SPDX-License-Identifier: MIT
 *
 * reason_fits.c - the chunk that was given is free and large enough, and another was taken: which
 * placement would take it, and why this one does not.
 */
#include "reason_parts.h"

#include "placement.h"
#include "wording.h"

#include <stdio.h>
#include <string.h>

/* ------------------------------------------------------ what other placements take */

typedef int better(const struct before_chunk *chunk, const struct before_chunk *than);

static int is_earlier(const struct before_chunk *chunk, const struct before_chunk *than)
{
	return chunk->number < than->number;
}

static int is_smaller(const struct before_chunk *chunk, const struct before_chunk *than)
{
	return chunk->size != than->size ? chunk->size < than->size : is_earlier(chunk, than);
}

static int is_larger(const struct before_chunk *chunk, const struct before_chunk *than)
{
	return chunk->size != than->size ? chunk->size > than->size : is_earlier(chunk, than);
}

static const struct before_chunk *best_of(const struct facts *f, better *is_better)
{
	const struct before_chunk *best = NULL;

	for (size_t i = 1; i <= f->before->free_count; i++) {
		const struct before_chunk *chunk = before_numbered(f->before, i);

		if (chunk->size >= f->searched && (!best || is_better(chunk, best)))
			best = chunk;
	}
	return best;
}

/* Which other placement would have come to the given chunk: its enum, or -1. */
static int other_placement(const struct facts *f)
{
	static const struct {
		enum my_heap_placement placement;
		better *is_better;
	} others[] = {
		{ MY_HEAP_BEST_FIT, is_smaller },
		{ MY_HEAP_FIRST_FIT, is_earlier },
		{ MY_HEAP_WORST_FIT, is_larger },
	};

	for (size_t i = 0; f->before->whole && i < sizeof others / sizeof others[0]; i++)
		if (others[i].placement != f->options->placement
		    && best_of(f, others[i].is_better) == f->chosen)
			return (int)others[i].placement;
	return -1;
}

/* ------------------------------------------------------------ why this one does not */

static struct reason_text taken(const struct facts *f)
{
	return reason_chunk(f, f->taken);
}

static int is_other_section(const struct facts *f)
{
	return f->taken->place.section != f->chosen->place.section;
}

/* The list is not in the order of addresses, and that mattered. */
static void say_order(struct facts *f)
{
	if (is_other_section(f) || f->options->order == MY_HEAP_BY_ADDRESS
	    || f->chosen->place.offset > f->taken->place.offset)
		return;
	lines_add(f->out, "The free chunks are listed %s, not by address.",
	          reason_order(f));
}

static int is_look(enum my_heap_step step)
{
	return step == MY_HEAP_LOOK_TAKE || step == MY_HEAP_LOOK_SMALL;
}

/* The first free chunk that was looked at; NULL: it was not kept. */
static const my_heap_event *first_look(const struct facts *f)
{
	const struct steps *steps = f->steps;

	for (size_t i = 0; i < steps_kept(steps) && i < STEPS_FIRST; i++)
		if (is_look(steps_get(steps, i)->step))
			return steps_get(steps, i);
	return NULL;
}

static int is_at(const struct before_chunk *chunk, const my_heap_event *look)
{
	return look && look->section == chunk->place.section && look->offset == chunk->place.offset;
}

static int say_first(struct facts *f)
{
	if (is_other_section(f))
		return REASON("%s: s%zu is searched before s%zu, and %s in it is large enough.",
		              f->lead, f->taken->place.section, f->chosen->place.section,
		              taken(f).text);
	lines_add(f->out, "%s: %s %s and is large enough.", f->lead, taken(f).text,
	          is_at(f->taken, first_look(f)) ? "was looked at first"
	                                         : "comes before it in the list");
	say_order(f);
	return 1;
}

static int say_next(struct facts *f)
{
	const my_heap_event *look = first_look(f);
	struct place place = { look ? look->section : 0, look ? look->offset : 0 };

	if (is_at(f->taken, look))
		return REASON("%s: it goes on where the last search ended, and came to %s first, "
		              "which is large enough.", f->lead, taken(f).text);
	if (look)
		return REASON("%s: it goes on where the last search ended, began with %s,%s and "
		              "came "
		              "to %s, which is large enough.", f->lead, reason_place(place).text,
		              reason_event(f, MY_HEAP_WRAPPED) ? " started over at the end of the "
		                                                 "list," : "", taken(f).text);
	return REASON("%s: it goes on where the last search ended, and came to %s before.", f->lead,
	              taken(f).text);
}

static int say_extreme(struct facts *f, const char *word)
{
	size_t given = f->chosen->size - f->need, right = f->taken->size - f->need;

	if (f->taken->size == f->chosen->size)
		return REASON("%s: %s is just as large and comes before it in the list, and of "
		              "equal ones the first is taken.", f->lead, taken(f).text);
	return REASON("%s: all are looked at, and %s is the %s. It leaves %s over, your chunk %s.",
	              f->lead, taken(f).text, word, comma(right).text, comma(given).text);
}

static int say_best(struct facts *f)
{
	return say_extreme(f, "smallest that is large enough");
}

static int say_worst(struct facts *f)
{
	return say_extreme(f, "largest");
}

/* "bin 4, for 64 bytes", "bin 19, for 352 to 368 bytes" */
static struct reason_text bin_text(const my_heap_event *bin)
{
	struct reason_text out;

	if (bin->size == bin->other)
		snprintf(out.text, sizeof out.text, "bin %zu, for %.60s", bin->bucket,
		         BYTES(bin->size));
	else
		snprintf(out.text, sizeof out.text, "bin %zu, for %s to %.60s", bin->bucket,
		         comma(bin->size).text, BYTES(bin->other));
	return out;
}

static int say_bins(struct facts *f)
{
	const my_heap_event *bin = reason_event(f, MY_HEAP_BIN_SEARCH);

	if (is_other_section(f))
		return say_first(f);
	if (bin && f->chosen->size > bin->other)
		return REASON("%s: %s lies in %s, which is searched before the bins of larger "
		              "chunks.", f->lead, taken(f).text, bin_text(bin).text);
	if (bin)
		return REASON("%s: %s comes before it in the list of %s, and is large enough.",
		              f->lead, taken(f).text, bin_text(bin).text);
	return REASON("%s: %s comes before it in the lists, and is large enough.", f->lead,
	              taken(f).text);
}

static size_t distance(const struct before_chunk *chunk, const my_heap_event *from)
{
	size_t offset = chunk->place.offset;

	return offset < from->offset ? from->offset - offset : offset - from->offset;
}

static int say_near(struct facts *f)
{
	const my_heap_event *from = reason_event(f, MY_HEAP_OUTWARDS);
	struct place place = { from ? from->section : 0, from ? from->offset : 0 };

	if (!from)
		return REASON("%s: it goes outwards from the place taken last, and came to %s "
		              "first, which is large enough.", f->lead, taken(f).text);
	if (is_other_section(f))
		return REASON("%s: it goes outwards from the place taken last, and s%zu has room "
		              "and comes before s%zu.", f->lead, f->taken->place.section,
		              f->chosen->place.section);
	return REASON("%s: it goes outwards from %s, and %s is %s away, your chunk %s%s.", f->lead,
	              reason_place(place).text, taken(f).text,
	              comma(distance(f->taken, from)).text,
	              comma(distance(f->chosen, from)).text,
	              distance(f->taken, from) == distance(f->chosen, from)
	                      ? " too: of two as near the lower is taken" : "");
}

int reason_fits(struct facts *f)
{
	static reason_teller *const tellers[] = {
		[MY_HEAP_FIRST_FIT] = say_first, [MY_HEAP_NEXT_FIT] = say_next,
		[MY_HEAP_BEST_FIT] = say_best,   [MY_HEAP_WORST_FIT] = say_worst,
		[MY_HEAP_BINS] = say_bins,       [MY_HEAP_NEAR] = say_near,
	};
	int other;

	if (!f->chosen || !f->taken || !f->taken->free || f->chosen == f->taken)
		return 0;
	other = other_placement(f);
	if (other >= 0)
		snprintf(f->lead, sizeof f->lead, "You chose %.120s, as %s would, but the "
		         "placement is %s", reason_chunk(f, f->chosen).text, placements[other].name,
		         wording_placement(f->session));
	else
		snprintf(f->lead, sizeof f->lead, "You chose %.120s. It is large enough, but the "
		         "placement is %s", reason_chunk(f, f->chosen).text,
		         wording_placement(f->session));
	return tellers[f->options->placement](f);
}
