/* SPDX-License-Identifier: MIT
 *
 * answer_right.c - the right answer, from what the last operation did to the heap.
 */
#include "answer_parts.h"

#include "steps.h"

#include <string.h>

static int has_none(char *problem, const char *sentence)
{
	snprintf(problem, ANSWER_PROBLEM, "%s", sentence);
	return 0;
}

int answer_of_none(const struct answer_about *about, struct answer *out, char *problem)
{
	(void)about;
	(void)out;
	return has_none(problem, "A question of this kind needs an answer line.");
}

/* -------------------------------------------------------------------------- place */

/* The chunk that a place lies in now; 0: its section was given back. */
static int now_around(const struct session *session, const struct place *place,
                      my_heap_chunk *chunk)
{
	my_heap_section section;

	return my_heap_section_by_id(session->heap, place->section, &section)
	       && place->offset < section.size
	       && my_heap_containing(session->heap,
	                             (const char *)section.memory + place->offset, chunk);
}

static int place_of_freed(const struct session *session, struct answer *out)
{
	my_heap_chunk chunk;

	out->is_none = !now_around(session, &session->last.before, &chunk);
	if (!out->is_none)
		out->place[0] = (struct place){ chunk.section, chunk.offset };
	return 1;
}

/* The chunk that an allocation, or a realloc, led to. */
static int has_placed(const struct operation *last)
{
	return last->after.section && (last->glyph == '+' || last->glyph == '~');
}

/* Of an allocation where its chunk begins, of a free where the free chunk begins that is left. */
int answer_of_place(const struct answer_about *about, struct answer *out, char *problem)
{
	const struct operation *last = &about->session->last;

	if (last->glyph == '!') {
		out->is_none = 1;
		return 1;
	}
	if (last->glyph == '-' && last->before.section)
		return place_of_freed(about->session, out);
	out->place[0] = last->after;
	return has_placed(last)
	       || has_none(problem, "The operation placed no chunk: an answer line is needed.");
}

/* -------------------------------------------------------------------------- chunk */

/* The chunk as it was before: what was taken may lie inside it. */
int answer_of_chunk(const struct answer_about *about, struct answer *out, char *problem)
{
	const struct operation *last = &about->session->last;
	const struct before_chunk *chunk;

	if (last->glyph == '-') {
		out->place[0] = last->before;
		return last->before.section
		       || has_none(problem, "Nothing was freed: an answer line is needed.");
	}
	if (!answer_of_place(about, out, problem))
		return 0;
	chunk = out->is_none ? NULL : before_around(about->before, out->place[0]);
	if (chunk)
		out->place[0] = chunk->place;
	out->is_new = !out->is_none
	              && !before_section(about->before, out->place[0].section);
	return 1;
}

/* ------------------------------------------------------------------------- bucket */

/* Where a freed chunk's entry was found, or a wrong pointer's was not. */
int answer_of_bucket(const struct answer_about *about, struct answer *out, char *problem)
{
	const struct session *session = about->session;
	const my_heap_event *found = steps_last(session->steps, MY_HEAP_FOUND);
	my_heap_chunk chunk;

	found = found ? found : steps_last(session->steps, MY_HEAP_NOT_FOUND);
	if (has_placed(&session->last) && now_around(session, &session->last.after, &chunk)) {
		out->number = chunk.bucket;
		return 1;
	}
	if (found)
		out->number = found->bucket;
	return found || has_none(problem, "The operation used no bucket: an answer line is "
	                                  "needed.");
}

/* --------------------------------------------------------------------------- list */

static int add_free(void *user, const my_heap_chunk *chunk)
{
	struct answer *out = user;

	if (out->count == ANSWER_PLACES)
		return 1;
	out->place[out->count++] = (struct place){ chunk->section, chunk->offset };
	return 0;
}

int answer_of_list(const struct answer_about *about, struct answer *out, char *problem)
{
	const my_heap *heap = about->session->heap;
	my_heap_section section;
	int more = my_heap_first_section(heap, &section);

	for (out->count = 0; more; more = my_heap_next_section(heap, &section))
		if (my_heap_walk_free(heap, &section, add_free, out))
			return has_none(problem, "The free list is too long for a question: more "
			                         "than 128 chunks.");
	return 1;
}
