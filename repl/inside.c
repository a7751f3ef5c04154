/* SPDX-License-Identifier: MIT
 *
 * inside.c - carrying an operation out once more, and looking into it.
 *
 *   event k is told   -> before k            event after k is told, or the end -> after k
 *
 * Some events are told when they are done: what was before is then what there was at the
 * event before. A merge is done when the entry that it removes is gone, three events later.
 */
#include "inside.h"

#include "look.h"
#include "memory.h"
#include "timeline.h"
#include "told.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* While it is carried out. */
struct peeking {
	struct inside *inside;
	size_t seen;               /* events so far */
	size_t next;               /* the kept one that is told next */
	int waits[INSIDE_EVENTS];  /* for what is after it */
	size_t first_waiting;      /* none before it waits */
};

/* ------------------------------------------------------------------------ peeking */

static unsigned about(const struct inside *inside, size_t event)
{
	return told_of(steps_get(&inside->steps, event)->step)->about;
}

static int is_removal(enum my_heap_step step)
{
	return step == MY_HEAP_REMOVED || step == MY_HEAP_SHIFTED;
}

/* An event is done when another is told that is no part of it. */
static int is_done(const struct inside *inside, size_t event, const my_heap_event *told)
{
	enum my_heap_step step = steps_get(&inside->steps, event)->step;

	if (!told)
		return 1;
	if (step == MY_HEAP_REMOVED)
		return told->step != MY_HEAP_SHIFTED;
	return !(about(inside, event) & TOLD_WITH_REMOVAL && is_removal(told->step));
}

/* told = NULL: the operation is over. */
static void finish(struct session *session, struct peeking *p, const my_heap_event *told)
{
	struct inside *inside = p->inside;

	for (size_t i = p->first_waiting; i < p->next; i++)
		if (p->waits[i] && is_done(inside, i, told)) {
			inside->after[i] = glimpse_take(session, steps_get(&inside->steps, i));
			p->waits[i] = 0;
		}
	while (p->first_waiting < p->next && !p->waits[p->first_waiting])
		p->first_waiting++;
}

/* What is told when it is done is looked at when the event before it is told. */
static void look_ahead(struct session *session, struct peeking *p, size_t event)
{
	struct inside *inside = p->inside;

	if (event < steps_kept(&inside->steps) && about(inside, event) & TOLD_DONE)
		inside->before[event] = glimpse_take(session, steps_get(&inside->steps, event));
}

static void peek(struct session *session, const my_heap_event *told, void *user)
{
	struct peeking *p = user;
	struct inside *inside = p->inside;

	finish(session, p, told);
	if (p->next < steps_kept(&inside->steps)
	    && p->seen == steps_before(&inside->steps, p->next)) {
		if (!(about(inside, p->next) & TOLD_DONE))
			inside->before[p->next] = glimpse_take(session, told);
		p->waits[p->next++] = 1;
		look_ahead(session, p, p->next);
	}
	p->seen++;
}

/* ------------------------------------------------------------------------- opening */

static struct inside *make(const struct session *session)
{
	struct inside *inside = memory_new(1, sizeof *inside);

	inside->step = timeline_step(session);
	inside->last = session->last;
	inside->steps = *session->steps;
	inside->whole = look_is_fast(session);
	lines_add_all(&inside->why, &session->why);
	return inside;
}

static void take_all(struct session *session, struct inside *inside, struct glimpse *glimpses)
{
	for (size_t i = 0; i < steps_kept(&inside->steps); i++)
		glimpses[i] = glimpse_take(session, steps_get(&inside->steps, i));
}

static int carry_out(struct session *session, struct inside *inside)
{
	struct peeking p = { .inside = inside };
	int status = timeline_go(session, inside->step - 1);

	if (status != SESSION_OK)
		return status;
	if (inside->whole) {
		take_all(session, inside, inside->before);
	} else {
		look_ahead(session, &p, 0);
		session->peek = peek;
		session->peek_user = &p;
	}
	status = timeline_again(session);
	session->peek = NULL;
	session->peek_user = NULL;
	if (inside->whole)
		take_all(session, inside, inside->after);
	else
		finish(session, &p, NULL);
	return status;
}

/* Opened first, unless inside is NULL. The line that asks is what the session tells about, not
 * the operation shown again. */
static int show(struct session *session, size_t step, struct inside *inside)
{
	struct outcome outcome = session->outcome;
	char doing[sizeof session->doing];
	int status = SESSION_OK;

	memcpy(doing, session->doing, sizeof doing);
	if (inside)
		status = carry_out(session, inside);
	if (status == SESSION_OK)
		status = timeline_show(session, step);
	memcpy(session->doing, doing, sizeof doing);
	if (status == SESSION_OK)
		session->outcome = outcome;
	return status;
}

int inside_recall(struct session *session)
{
	size_t step = timeline_step(session);

	if (session->last.glyph)
		return 1;
	if (step > 0)
		return show(session, step, NULL) == SESSION_OK;
	session_fail(session, "nothing yet",
	             "No operation was done yet. Type m 100 for the first.");
	return 0;
}

struct inside *inside_open(struct session *session)
{
	struct inside *inside;

	if (!inside_recall(session))
		return NULL;
	if (session->preview) {
		session_fail(session, "a preview",
		             "This is what try shows: its steps can be opened when it is done. "
		             "Type do first.");
		return NULL;
	}
	inside = make(session);
	if (steps_kept(&inside->steps) == 0
	    || show(session, inside->step, inside) == SESSION_OK)
		return inside;
	inside_close(inside);
	return NULL;
}

void inside_close(struct inside *inside)
{
	if (!inside)
		return;
	lines_free(&inside->why);
	free(inside);
}

/* ------------------------------------------------------------------------- reading */

size_t inside_events(const struct inside *inside, size_t sentence, size_t *first)
{
	size_t count = 0;

	for (size_t i = 0; i < steps_kept(&inside->steps); i++)
		if (inside->steps.sentence[i] <= sentence
		    && sentence <= inside->steps.last_sentence[i] && count++ == 0)
			*first = i;
	return count;
}

int inside_is_count(const struct inside *inside, size_t sentence)
{
	return strncmp(inside->why.line[sentence - 1], "…", strlen("…")) == 0;
}

size_t inside_past(const struct inside_at *at)
{
	const struct steps *steps = &at->inside->steps;
	size_t past = 0;

	while (past < steps_kept(steps) && steps->sentence[past] <= at->sentence)
		if (past++ == at->event)
			break;
	return past;
}

size_t inside_told(const struct inside *inside, size_t event, struct row *rows)
{
	const my_heap_event *e = steps_get(&inside->steps, event);
	const struct told *told = told_of(e->step);
	char text[TOLD_BYTES];
	size_t count = 0;

	for (; count < TOLD_MOST && told->field[count].label; count++) {
		const struct told_field *field = &told->field[count];

		rows[count] = (struct row){ .changed = 0 };
		snprintf(rows[count].subject, sizeof rows[count].subject, "step");
		snprintf(rows[count].label, sizeof rows[count].label, "%s", field->label);
		snprintf(rows[count].value, sizeof rows[count].value, "%s",
		         told_text(field, e, text));
	}
	return count;
}

size_t inside_fields(const struct inside *inside, size_t event, struct row *rows)
{
	return glimpse_rows(&inside->last, steps_get(&inside->steps, event), &inside->before[event],
	                   &inside->after[event], rows);
}
