/* SPDX-License-Identifier: MIT
 *
 * reason.c - the first wrong step of a reasoning: who knows about it.
 */
#include "reason_parts.h"

#include "look.h"
#include "target.h"

#include <stdio.h>
#include <string.h>

/* ----------------------------------------------------------------------- wording */

struct reason_text reason_place(struct place place)
{
	struct reason_text out;

	snprintf(out.text, sizeof out.text, "%s",
	         place.section ? place_text(place.section, place.offset).text
	                       : offset_text(place.offset).text);
	return out;
}

struct reason_text reason_chunk(const struct facts *f, const struct before_chunk *chunk)
{
	struct reason_text out, place = reason_place(chunk->place);

	if (!chunk->free && *chunk->name)
		snprintf(out.text, sizeof out.text, "%s (%.40s)", chunk->name, place.text);
	else if (f->kind == ANSWER_CHUNK && chunk->number)
		snprintf(out.text, sizeof out.text, "chunk %s (%.40s, %.40s)",
		         comma(chunk->number).text, place.text, BYTES(chunk->size));
	else
		snprintf(out.text, sizeof out.text, "%.40s (%.40s)", place.text,
		         BYTES(chunk->size));
	return out;
}

int reason_subject(const struct facts *f, my_heap_chunk *chunk)
{
	struct place place = f->last->after.section ? f->last->after : f->last->before;
	struct outcome outcome = f->session->outcome;
	struct target target;
	char inside[64];
	int found;

	if (!f->expression || sscanf(f->expression, "%*[a-z_](%63[^)])", inside) != 1)
		return look_start(f->session, &place, chunk);
	found = target_read(f->session, inside, "", &target) == SESSION_OK
	        && my_heap_find(f->session->heap, target.pointer, chunk);
	f->session->outcome = outcome; /* what is no chunk's is no failure here */
	return found;
}

const char *reason_order(const struct facts *f)
{
	static const char *const words[] = {
		[MY_HEAP_BY_ADDRESS] = "by address",
		[MY_HEAP_BY_SIZE_UP] = "smallest first",
		[MY_HEAP_BY_SIZE_DOWN] = "largest first",
		[MY_HEAP_LAST_IN_FIRST_OUT] = "last freed first",
		[MY_HEAP_FIRST_IN_FIRST_OUT] = "first freed first",
	};

	return words[f->options->order];
}

const char *reason_apart(const struct facts *f)
{
	return f->options->coalescing == MY_HEAP_NEVER
	               ? "free neighbours are never joined here (coalescing never)"
	               : "free neighbours are joined only when a search finds no room (coalescing "
	                 "deferred)";
}

const my_heap_event *reason_event(const struct facts *f, enum my_heap_step step)
{
	return steps_last(f->steps, step);
}

struct reason_text reason_rounding(const struct facts *f)
{
	const my_heap_event *round = reason_event(f, MY_HEAP_ROUND);
	struct reason_text out = { "" };

	if (!round)
		snprintf(out.text, sizeof out.text, "%s are needed", BYTES(f->need));
	else if (round->header)
		snprintf(out.text, sizeof out.text,
		         "%.30s asked and %s of header come to %s, a multiple of %s",
		         comma(round->asked).text, comma(round->header).text,
		         comma(round->size).text, comma(round->unit).text);
	else if (round->asked == round->size)
		snprintf(out.text, sizeof out.text, "%.60s are needed", BYTES(round->asked));
	else
		snprintf(out.text, sizeof out.text,
		         "%.30s asked become %s, the next multiple of %s",
		         comma(round->asked).text, comma(round->size).text,
		         comma(round->unit).text);
	return out;
}

/* ------------------------------------------------------------------------- facts */

static void note_request(struct facts *f)
{
	const my_heap_event *round = reason_event(f, MY_HEAP_ROUND);
	const my_heap_event *room = reason_event(f, MY_HEAP_ALIGN_ROOM);

	if (!round)
		return;
	f->asked = round->asked;
	f->need = round->size;
	f->searched = room ? room->need : round->size;
}

/* A place without a section is in the only one there is, or was. */
static struct place whole_place(const struct facts *f, struct place place)
{
	if (place.section == 0)
		place.section = f->before->sections ? f->before->section[0].id : f->answer.section;
	return place;
}

static void note_places(struct facts *f)
{
	if (f->kind != ANSWER_PLACE && f->kind != ANSWER_CHUNK)
		return;
	f->answer = f->right->place[0];
	if (!f->right->is_none)
		f->taken = before_around(f->before, f->answer);
	if (f->given->is_none || f->given->is_new)
		return;
	f->place = whole_place(f, f->given->place[0]);
	f->chosen = before_around(f->before, f->place);
}

/* -------------------------------------------------------------------------- telling */

static int tell_place(struct facts *f)
{
	if (f->last->misuse)
		return reason_misused(f);
	if (f->last->glyph == '-')
		return reason_freed(f);
	return reason_event(f, MY_HEAP_FOUND) ? reason_resize(f) : reason_search(f);
}

static reason_teller *const tellers[ANSWER_KINDS] = {
	[ANSWER_NUMBER] = reason_number, [ANSWER_PLACE] = tell_place,
	[ANSWER_CHUNK] = tell_place,     [ANSWER_BUCKET] = reason_bucket,
	[ANSWER_CHOICE] = reason_choice, [ANSWER_LIST] = reason_list,
};

/* A lesson may ask about anything else after an operation: of that nothing is known. Numbers,
 * choices and buckets are compared with what the steps say before anything is told. */
static int is_of_operation(const struct reason *reason)
{
	enum answer_kind kind = reason->about->kind;
	char problem[ANSWER_PROBLEM];
	struct answer right;

	if (kind != ANSWER_PLACE && kind != ANSWER_CHUNK && kind != ANSWER_LIST)
		return 1;
	return answer_of_operation(reason->about, &right, problem)
	       && answer_is(reason->right, &right);
}

/* Without an operation only what the heap is can be wrong. */
static int is_known(const struct reason *reason)
{
	enum answer_kind kind = reason->about->kind;

	return reason->operated || kind == ANSWER_NUMBER || kind == ANSWER_BUCKET
	       || kind == ANSWER_LIST;
}

void reason_tell(const struct reason *reason, struct lines *out)
{
	static const struct operation nothing;
	static const struct steps no_steps;
	struct facts f = {
		.session = reason->about->session,
		.before = reason->about->before,
		.given = reason->given,
		.right = reason->right,
		.kind = reason->about->kind,
		.options = &reason->about->before->options,
		.last = reason->operated ? &reason->about->session->last : &nothing,
		.steps = reason->operated ? reason->about->session->steps : &no_steps,
		.expression = reason->expression,
		.question = reason->question,
		.choices = reason->about->choices,
		.out = out,
	};

	if (!is_known(reason))
		return;
	note_request(&f);
	note_places(&f);
	if (!is_of_operation(reason))
		reason_rest(&f);
	else if (f.options->engine == MY_HEAP_FAST && f.kind != ANSWER_NUMBER)
		reason_choice(&f);
	else
		tellers[f.kind](&f);
}
