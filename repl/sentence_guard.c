/* SPDX-License-Identifier: MIT
 *
 * sentence_guard.c - sentences on the option guard: filling, verifying, waiting.
 */
#include "sentence.h"

#include <stdio.h>

/* "p1+100", or "0x074" of a chunk without a name. */
static struct wording byte_at(const struct narrator *n, event *e, int behind)
{
	struct wording who = wording_who(n->session, e->section, e->offset), words;

	snprintf(words.text, sizeof words.text, "%.40s%c%s", who.text, behind ? '+' : '-',
	         C(e->other));
	return words;
}

void sentence_SLACK_FILLED(struct narrator *n, event *e)
{
	if (e->header && e->size)
		SAY("Guard: the %s of header before %s and the %s of slack behind it are filled.",
		    C(e->header), WHO(e->offset), C(e->size));
	else if (e->header)
		SAY("Guard: the %s of header before %s are filled. It has no slack.", C(e->header),
		    WHO(e->offset));
	else if (e->size)
		SAY("Guard: the %s of slack behind %s %s filled.",
		    counted(e->size, "byte", "bytes").text, WHO(e->offset),
		    e->size == 1 ? "is" : "are");
	else
		SAY("Guard: %s has no slack: there is nothing to fill.", WHO(e->offset));
}

void sentence_SLACK_CHECKED(struct narrator *n, event *e)
{
	if (e->header && e->size)
		SAY("Guard: header, %s, and slack, %s, are as they were filled.", C(e->header),
		    C(e->size));
	else if (e->header)
		SAY("Guard: the %s of header are as they were filled.", C(e->header));
	else if (e->size)
		SAY("Guard: the %s of slack %s as %s filled.",
		    counted(e->size, "byte", "bytes").text, e->size == 1 ? "is" : "are",
		    e->size == 1 ? "it was" : "they were");
	else
		SAY("Guard: no slack, nothing to verify. A write past its end would go unseen.");
}

void sentence_SLACK_DAMAGED(struct narrator *n, event *e)
{
	int behind = e->why == MY_HEAP_PAST_END;

	SAY("Guard: %s of %s of %s changed, %s at %s: somebody wrote %s.", C(e->rest),
	    counted(e->size, "byte", "bytes").text, behind ? "slack" : "header",
	    e->rest == 1 ? "the one" : "the first",
	    byte_at(n, e, behind).text, behind ? "past the end" : "before the start");
}

void sentence_FREED_FILLED(struct narrator *n, event *e)
{
	SAY("Guard: the %s given back at %s are filled.", counted(e->size, "byte", "bytes").text,
	    O(e->offset));
}

void sentence_DELAYED(struct narrator *n, event *e)
{
	SAY("Guard: they wait before they are free, with %s: at most %s do.",
	    e->rest == 1 ? "no other chunk" : counted(e->rest - 1, "other chunk", "others").text,
	    C(e->other));
}

void sentence_RELEASED_LATE(struct narrator *n, event *e)
{
	if (e->need)
		SAY("Guard: no room for %s, so %s need not wait any longer.", C(e->need),
		    O(e->offset));
	else
		SAY("Guard: %s wait already. %s, the oldest, leaves.", C(e->rest + 1),
		    O(e->offset));
}

void sentence_FREED_CHECKED(struct narrator *n, event *e)
{
	SAY("Guard: its %s are as they were filled.", counted(e->size, "byte", "bytes").text);
}

void sentence_FREED_DAMAGED(struct narrator *n, event *e)
{
	SAY("Guard: %s of its %s bytes changed, %s at %s: somebody wrote after the free.",
	    C(e->rest), C(e->size), e->rest == 1 ? "the one" : "the first",
	    O(e->offset + e->other));
}
