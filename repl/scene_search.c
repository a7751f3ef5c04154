/* SPDX-License-Identifier: MIT
 *
 * scene_search.c - what the steps of an operation do to the picture: a search for a free chunk.
 *
 * Each chunk that was looked at has its turn and a note of what came of it; at most one section
 * is looked at.
 */
#include "scene_act.h"

#include "number.h"
#include "placement.h"

#include <ctype.h>
#include <stdio.h>

static const char *note(struct acting *a, unsigned turn, const char *before, size_t number,
                        const char *after)
{
	char *out = a->scene->note[turn % SCENE_NOTES];

	snprintf(out, sizeof a->scene->note[0], "%s%s%s", before, comma(number).text, after);
	return out;
}

/* Another one is better than the best so far. */
static void beat(struct acting *a, size_t need)
{
	for (size_t i = 0; i < a->scene->v.section_count; i++) {
		view_section *s = &a->scene->sections[i];

		for (size_t k = 0; k < s->chunk_count; k++) {
			view_chunk *c = &acting_chunks(a, s)[k];

			if (c->mark != VIEW_BEST)
				continue;
			c->mark = VIEW_PASSED;
			c->note = note(a, c->turn, "", c->size - need, " left over");
		}
	}
}

/* What came of it, while it is looked at and afterwards. */
static const char *note_of(struct acting *a, event *e)
{
	const char *better = placements[my_heap_options_of(a->scene->session->heap)->placement]
	                             .better;
	char before[32];

	if (e->step == MY_HEAP_LOOK_SMALL)
		return a->now ? note(a, a->looked, "", e->need - e->size, " too small")
		              : "too small";
	if (e->step == MY_HEAP_LOOK_TAKE)
		return "fits";
	if (a->now)
		return note(a, a->looked, "fits, ", e->rest, " left over");
	if (e->step == MY_HEAP_LOOK_WORSE || !better)
		return note(a, a->looked, "", e->rest, " left over");
	snprintf(before, sizeof before, "%c%s so far, ", tolower(better[0]), better + 1);
	return note(a, a->looked, before, e->rest, " left over");
}

void acting_look(struct acting *a, event *e)
{
	view_chunk *c = acting_chunk(a, e->section, e->offset);
	int better = e->step == MY_HEAP_LOOK_BEST || e->step == MY_HEAP_LOOK_TAKE;

	a->looked++;
	if (better && !a->now)
		beat(a, e->need);
	if (!c)
		return;
	c->turn = a->looked;
	c->mark = a->now ? VIEW_LOOKED : better ? VIEW_BEST : VIEW_PASSED;
	c->note = note_of(a, e);
}

void acting_waiting(struct acting *a, event *e)
{
	view_section *s = acting_section(a, e->section);

	for (size_t i = 0; s && i < s->chunk_count && !a->in_bins; i++) {
		view_chunk *c = &acting_chunks(a, s)[i];

		if (c->free && c->mark == VIEW_PLAIN)
			c->mark = VIEW_WAITS;
	}
}

void acting_look_away(struct acting *a)
{
	for (size_t i = 0; i < a->scene->v.section_count; i++)
		if (a->scene->sections[i].mark == VIEW_LOOKED)
			a->scene->sections[i].mark = VIEW_PLAIN;
}

void acting_search(struct acting *a, event *e)
{
	view_section *s = acting_section(a, e->section);

	a->in_bins |= e->step == MY_HEAP_BIN_SEARCH || e->step == MY_HEAP_BINS_EMPTY;
	acting_look_away(a);
	if (s)
		s->mark = e->step == MY_HEAP_SECTION_PASSED && !a->now ? VIEW_PASSED : VIEW_LOOKED;
}

void acting_chosen(struct acting *a, event *e)
{
	view_section *s = acting_section(a, e->section);
	view_chunk *c = acting_chunk(a, e->section, e->offset);

	acting_look_away(a);
	if (s)
		s->mark = VIEW_LOOKED;
	if (!c)
		return;
	c->mark = a->now ? VIEW_LOOKED : VIEW_BEST;
	c->note = "taken";
}
