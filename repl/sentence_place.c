/* SPDX-License-Identifier: MIT
 *
 * sentence_place.c - sentences on finding a place, cutting and making room.
 */
#include "sentence.h"

#include "look.h"
#include "placement.h"

#include <stdio.h>

/* ------------------------------------------------------------------ searching */

void sentence_ROUND(struct narrator *n, event *e)
{
	const char *verdict = e->asked + e->header == e->size ? "already a multiple of" : NULL;

	if (e->header && verdict)
		SAY("%s and %s of header are %s, %s %s.", C(e->asked), C(e->header), C(e->size),
		    verdict, C(e->unit));
	else if (e->header)
		SAY("%s and %s of header become %s, the next multiple of %s.", C(e->asked),
		    C(e->header), C(e->size), C(e->unit));
	else if (verdict)
		SAY("%s is %s %s.", C(e->asked), verdict, C(e->unit));
	else if (e->asked == 0)
		SAY("0 becomes %s: the smallest chunk.", C(e->size));
	else
		SAY("%s becomes %s, the next multiple of %s.", C(e->asked), C(e->size), C(e->unit));
}

enum { PASSED_SINGLY = 3 }; /* sections in a row; more are told in one sentence */

/* Sections passed over one after another, without a gap in what was kept. */
struct passed {
	size_t first, last, largest;
	size_t lowest, highest; /* their numbers: a near fit goes to both sides by turns */
};

static int is_passed(const struct steps *steps, size_t index)
{
	return steps_get(steps, index)->step == MY_HEAP_SECTION_PASSED;
}

static struct passed passed_around(const struct steps *steps, size_t index)
{
	size_t gap = steps_gap(steps) ? STEPS_FIRST : 0;
	size_t start = index < gap ? 0 : gap;
	size_t end = index < gap ? gap : steps_kept(steps);
	struct passed passed = { index, index, 0, SIZE_MAX, 0 };

	while (passed.first > start && is_passed(steps, passed.first - 1))
		passed.first--;
	while (passed.last + 1 < end && is_passed(steps, passed.last + 1))
		passed.last++;
	for (size_t i = passed.first; i <= passed.last; i++) {
		event *e = steps_get(steps, i);

		passed.largest = e->size > passed.largest ? e->size : passed.largest;
		passed.lowest = e->section < passed.lowest ? e->section : passed.lowest;
		passed.highest = e->section > passed.highest ? e->section : passed.highest;
	}
	return passed;
}

static void say_passed(struct narrator *n, const struct passed *passed, event *e)
{
	size_t count = passed->last - passed->first + 1;

	if (passed->largest == 0)
		SAY("s%zu to s%zu: nothing is free in them. %s sections passed over.",
		    passed->lowest, passed->highest, C(count));
	else
		SAY("s%zu to s%zu: largest free %s, less than %s. %s sections passed over.",
		    passed->lowest, passed->highest, C(passed->largest), C(e->need), C(count));
}

void sentence_SECTION_PASSED(struct narrator *n, event *e)
{
	struct passed passed = passed_around(n->session->steps, n->index);

	if (passed.last - passed.first >= PASSED_SINGLY && n->index < passed.last)
		n->untold = 1;
	else if (passed.last - passed.first >= PASSED_SINGLY)
		say_passed(n, &passed, e);
	else if (e->size == 0)
		SAY("s%zu: nothing is free. Passed over.", e->section);
	else
		SAY("s%zu: largest free %s, less than %s. Passed over.", e->section, C(e->size),
		    C(e->need));
}

void sentence_SECTION_SEARCH(struct narrator *n, event *e)
{
	SAY("s%zu: largest free %s, enough. Search it.", e->section, C(e->size));
}

void sentence_NO_SECTION(struct narrator *n, event *e)
{
	(void)e;
	SAY("The heap has no section yet.");
}

void sentence_BINS_EMPTY(struct narrator *n, event *e)
{
	if (e->bucket == e->other)
		SAY("Bin %zu is empty. Passed over.", e->bucket);
	else
		SAY("Bins %zu to %zu are empty. Passed over.", e->bucket, e->other);
}

void sentence_BIN_SEARCH(struct narrator *n, event *e)
{
	if (e->size == e->other)
		SAY("Bin %zu holds free chunks of %s. Search it.", e->bucket, C(e->size));
	else
		SAY("Bin %zu holds free chunks of %s to %s. Search it.", e->bucket, C(e->size),
		    C(e->other));
}

void sentence_LOOK_SMALL(struct narrator *n, event *e)
{
	SAY("%s: %s free, %s too small. On.", O(e->offset), C(e->size), C(e->need - e->size));
}

void sentence_OUTWARDS(struct narrator *n, event *e)
{
	if (e->other == 0)
		SAY("The section of the place taken last is gone: from %s on.", O(e->offset));
	else if (e->other == e->section)
		SAY("Outwards from %s, the place taken last.", O(e->offset));
	else
		SAY("The place taken last is in s%zu: from this section's %s on.", e->other,
		    e->offset ? "end" : "start");
}

static const struct placement *words_of(const struct narrator *n)
{
	return &placements[n->options->placement];
}

/* Where the search began, when its placement measures distances from there and that step is
 * kept. */
static const my_heap_event *outwards_from(const struct narrator *n)
{
	for (size_t i = n->index; n->options->placement == MY_HEAP_NEAR && i-- > 0;)
		if (steps_get(n->session->steps, i)->step == MY_HEAP_OUTWARDS)
			return steps_get(n->session->steps, i);
	return NULL;
}

void sentence_LOOK_TAKE(struct narrator *n, event *e)
{
	const char *exactly = e->size == e->need ? " exactly" : "";
	const my_heap_event *from = outwards_from(n);
	char away[64] = "";

	if (from)
		snprintf(away, sizeof away, ", %s away",
		         C(e->offset < from->offset ? from->offset - e->offset
		                                    : e->offset - from->offset));
	SAY("%s: %s free, fits%s%s. %s", O(e->offset), C(e->size), exactly, away,
	    words_of(n)->takes);
}

void sentence_LOOK_BEST(struct narrator *n, event *e)
{
	SAY("%s: %s free, fits, %s left over. %s so far.", O(e->offset), C(e->size), C(e->rest),
	    words_of(n)->better);
}

void sentence_LOOK_WORSE(struct narrator *n, event *e)
{
	const char *verdict = e->rest == e->other ? "No better than" : words_of(n)->worse;

	SAY("%s: %s free, fits, %s left over. %s %s.", O(e->offset), C(e->size), C(e->rest),
	    verdict, C(e->other));
}

void sentence_CHOSEN(struct narrator *n, event *e)
{
	SAY("%s %s: %s free.", words_of(n)->takes, O(e->offset), C(e->size));
}

void sentence_WRAPPED(struct narrator *n, event *e)
{
	(void)e;
	SAY("The end of the list. Next fit goes on from its start.");
}

/* ---------------------------------------------------------------------- cutting */

void sentence_ALIGN_ROOM(struct narrator *n, event *e)
{
	/* No step of a class came before: the general engine is asked. */
	if (look_is_fast(n->session) && n->index == 0)
		SAY("It lies in no span: such chunks are whole pages, of more than 16,384 bytes: "
		    "%s here.", C(e->need - e->rest));
	SAY("A multiple of %s may cost up to %s more: search for %s.", C(e->other), C(e->rest),
	    C(e->need));
}

/* It is the user's pointer that is aligned: behind the header, where there is one. */
void sentence_ALIGNED(struct narrator *n, event *e)
{
	char where[64];

	snprintf(where, sizeof where, n->options->header ? "A pointer into %s would lie"
	                                                 : "%s lies", O(e->offset));
	SAY("%s %s past a multiple of %s: %s stay free, the chunk starts at %s.", where,
	    C(e->rest), C(e->need), C(e->size), O(e->other));
}

void sentence_SPLIT(struct narrator *n, event *e)
{
	SAY("Split %s: %s taken, %s stay free at %s.", C(e->size), C(e->need), C(e->rest),
	    O(e->other));
}

void sentence_NOT_SPLIT(struct narrator *n, event *e)
{
	if (e->rest == 0)
		SAY("%s is just what is needed: nothing to split.", C(e->size));
	else
		SAY("%s left over, less than %s: not split, all %s taken.", C(e->rest), C(e->other),
		    C(e->size));
}

/* ------------------------------------------------------------------- sections */

/* The addresses of a fast heap were set aside when it was made. */
static void say_taken(struct narrator *n, event *e)
{
	char why[80] = "A";

	if (!steps_last(n->session->steps, MY_HEAP_NO_SECTION))
		snprintf(why, sizeof why, "No room for %.40s: a", C(e->need));
	SAY("%s section is taken from the addresses set aside: s%zu, %s bytes.", why, e->section,
	    C(e->size));
}

void sentence_SECTION_MAPPED(struct narrator *n, event *e)
{
	if (look_is_fast(n->session))
		say_taken(n, e);
	else if (steps_last(n->session->steps, MY_HEAP_NO_SECTION))
		SAY("A new section is mapped: s%zu, %s bytes.", e->section, C(e->size));
	else if (n->session->steps->free >= e->need)
		SAY("%s bytes are free, but no piece has room for %s: a new section is mapped, "
		    "s%zu, %s bytes.", C(n->session->steps->free), C(e->need), e->section,
		    C(e->size));
	else
		SAY("No room for %s: a new section is mapped, s%zu, %s bytes.", C(e->need),
		    e->section, C(e->size));
}

void sentence_SECTION_KEPT(struct narrator *n, event *e)
{
	SAY("s%zu is empty now. One empty section is kept.", e->section);
}

void sentence_SECTION_UNMAPPED(struct narrator *n, event *e)
{
	if (e->why == MY_HEAP_LIMIT_REACHED)
		SAY("One more would pass the limit, %s: s%zu, empty, goes back.",
		    C(n->options->limit), e->section);
	else if (e->why == MY_HEAP_SYSTEM_REFUSED)
		SAY("The system gives no more memory: s%zu, empty, goes back to it.",
		    e->section);
	else
		SAY("Two sections are empty: s%zu, %s bytes, goes back to the system.",
		    e->section, C(e->size));
}

/* ------------------------------------------------------------------- resizing */

void sentence_SAME_SIZE(struct narrator *n, event *e)
{
	SAY("%s fits the %s bytes it has. It stays as it is.", C(e->asked), C(e->size));
}

void sentence_SHRUNK(struct narrator *n, event *e)
{
	SAY("Shrunk in place: %s become %s, %s are free at its end.", C(e->size), C(e->need),
	    C(e->rest));
}

void sentence_GROWN(struct narrator *n, event *e)
{
	SAY("Right neighbour %s is free: %s + %s hold %s. Grown in place.", O(e->other),
	    C(e->size), C(e->rest), C(e->need));
}

void sentence_CANNOT_GROW(struct narrator *n, event *e)
{
	if (e->why == MY_HEAP_WAITS)
		SAY("Right neighbour %s waits: no growing in place.", O(e->other));
	else if (e->why == MY_HEAP_RIGHT_IS_USED)
		SAY("Right neighbour %s is in use: no growing in place.", WHO(e->other));
	else if (e->why == MY_HEAP_RIGHT_IS_END)
		SAY("s%zu ends right of it: no growing in place.", e->section);
	else
		SAY("Right neighbour %s is free, %s + %s: too small for %s.", O(e->other),
		    C(e->size), C(e->rest), C(e->need));
}

void sentence_MOVED(struct narrator *n, event *e)
{
	if (e->need == e->section)
		SAY("%s bytes copied from %s to %s.", C(e->size), O(e->other), O(e->offset));
	else
		SAY("%s bytes copied from s%zu %s to s%zu %s.", C(e->size), e->need, O(e->other),
		    e->section, O(e->offset));
}

void sentence_ZEROED(struct narrator *n, event *e)
{
	if (e->size == 0)
		SAY("Its %s bytes are 0 already, fresh from the system.", C(e->rest));
	else if (e->rest == 0)
		SAY("Its %s bytes are set to 0.", C(e->size));
	else
		SAY("%s bytes are set to 0. The other %s are 0 already, fresh.", C(e->size),
		    C(e->rest));
}

void sentence_FAILED(struct narrator *n, event *e)
{
	if (e->why == MY_HEAP_LIMIT_REACHED && n->session->steps->free >= e->need)
		SAY("%s bytes are free, but no piece has room for %s, and one section more would "
		    "pass the limit, %s: NULL.", C(n->session->steps->free), C(e->need),
		    C(n->options->limit));
	else if (e->why == MY_HEAP_LIMIT_REACHED)
		SAY("No room for %s, and one section more would pass the limit, %s: NULL.",
		    C(e->need), C(n->options->limit));
	else if (e->why == MY_HEAP_SIZE_TOO_LARGE)
		SAY("No chunk can be so large: NULL.");
	else if (e->why == MY_HEAP_BAD_ALIGNMENT)
		SAY("The alignment is no power of two: NULL.");
	else if (look_is_fast(n->session))
		SAY("No room for %s, and none among the addresses set aside: NULL.", C(e->need));
	else
		SAY("No room for %s, and the system gives no more memory: NULL.", C(e->need));
}
