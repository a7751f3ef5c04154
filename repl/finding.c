/* SPDX-License-Identifier: MIT
 *
 * finding.c - what a heap found wrong, and why it refused, told with the consequences.
 */
#include "finding.h"

#include "consequence.h"
#include "look.h"
#include "names.h"
#include "number.h"
#include "session.h"
#include "steps.h"
#include "target.h"
#include "wording.h"

#include <stdio.h>
#include <string.h>

enum { SENTENCE = 400 };

/* --------------------------------------------------------------- what guard found */

static void alarm(struct session *session, enum my_heap_misuse cause, const char *sentence)
{
	struct outcome *outcome = &session->outcome;
	size_t used = strlen(outcome->linear);

	outcome->alarm = 1;
	lines_clip(outcome->badge, sizeof outcome->badge, my_heap_misuse_name(cause));
	lines_clip(outcome->text, sizeof outcome->text, sentence);
	snprintf(outcome->linear + used, sizeof outcome->linear - used, "; %s: %s",
	         my_heap_misuse_name(cause), sentence);
	snprintf(outcome->brief, sizeof outcome->brief, "%.79s", my_heap_misuse_name(cause));
}

static void tell_slack(struct session *session, const my_heap_event *event)
{
	int behind = event->why == MY_HEAP_PAST_END;
	struct wording who = wording_who(session, event->section, event->offset);
	struct consequence_case of = { .name = who.text, .asked = event->asked };
	char sentence[SENTENCE];

	snprintf(sentence, sizeof sentence, "%s of %s of %s changed, %s at %s%c%s",
	         comma(event->rest).text, counted(event->size, "byte", "bytes").text,
	         behind ? "slack" : "header",
	         event->rest == 1 ? "the one" : "the first", who.text, behind ? '+' : '-',
	         comma(event->other).text);
	session->last.wrong = (struct place){ event->section, event->offset };
	alarm(session, behind ? MY_HEAP_WRITE_PAST_END : MY_HEAP_WRITE_BEFORE_START, sentence);
	consequence_tell(session, behind ? CONSEQUENCE_FOUND_PAST : CONSEQUENCE_FOUND_BEFORE, &of);
}

static void tell_freed(struct session *session, const my_heap_event *event)
{
	char sentence[SENTENCE], place[64];
	struct consequence_case of = { .name = place };

	snprintf(place, sizeof place, "%.60s", place_text(event->section, event->offset).text);
	snprintf(sentence, sizeof sentence,
	         "%s of the %s bytes freed at %s changed while they waited, %s at %s",
	         comma(event->rest).text, comma(event->size).text, place,
	         event->rest == 1 ? "the one" : "the first",
	         place_text(event->section, event->offset + event->other).text);
	alarm(session, MY_HEAP_WRITE_AFTER_FREE, sentence);
	consequence_tell(session, CONSEQUENCE_FOUND_AFTER, &of);
}

void finding_damage(struct session *session)
{
	for (size_t i = 0; i < steps_kept(session->steps); i++) {
		const my_heap_event *event = steps_get(session->steps, i);

		if (event->step == MY_HEAP_SLACK_DAMAGED)
			tell_slack(session, event);
		if (event->step == MY_HEAP_FREED_DAMAGED)
			tell_freed(session, event);
	}
}

/* -------------------------------------------------------------------- what was refused */

static int is_large(const struct name *name)
{
	return name->asked != NAME_NONE && name->asked > CONSEQUENCE_CACHED_MOST;
}

void finding_misuse(struct session *session, const struct target *target,
                    enum my_heap_misuse cause)
{
	struct name name = target_name(session, target);
	int dead = target->plain && name.died;
	my_heap_chunk chunk = { 0 };
	int inside = look_containing(session, target->pointer, &chunk);
	struct wording other = { "" };
	struct consequence_case of = { .name = target->text, .other = other.text,
		                       .died = dead ? name.died : 0 };

	if (inside)
		other = wording_owner(session, chunk.section, chunk.offset);
	if (cause == MY_HEAP_INVALID_REALLOC)
		consequence_tell(session,
		                 dead || (inside && chunk.free) ? CONSEQUENCE_REALLOC_FREED
		                                                : CONSEQUENCE_REALLOC_OTHER,
		                 &of);
	else if (dead || cause == MY_HEAP_DOUBLE_FREE)
		consequence_tell(session, dead && is_large(&name) ? CONSEQUENCE_DOUBLE_FREE_LARGE
		                                                 : CONSEQUENCE_DOUBLE_FREE, &of);
	else
		consequence_tell(session, inside ? CONSEQUENCE_INTERIOR : CONSEQUENCE_FOREIGN, &of);
}

void finding_stale(struct session *session, const struct target *target,
                   enum my_heap_misuse cause)
{
	struct name name = target_name(session, target);
	struct name now = names_get(session->names, names_at(session->names, target->pointer));
	struct consequence_case of = { .name = name.text, .other = now.text,
		                       .died = name.died, .placed = now.placed };

	consequence_tell(session, cause == MY_HEAP_DOUBLE_FREE ? CONSEQUENCE_STALE_FREE
	                                                        : CONSEQUENCE_STALE_REALLOC, &of);
}
