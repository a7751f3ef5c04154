/* SPDX-License-Identifier: MIT
 *
 * sentence.h - one sentence for each event, for narrate.c.
 *
 * MY_HEAP_STEPS declares them: an event without a sentence does not link.
 */
#ifndef MMVIZ_SENTENCE_H
#define MMVIZ_SENTENCE_H

#include "my_heap.h"
#include "number.h"
#include "session.h"
#include "steps.h"
#include "wording.h"

struct narrator {
	struct session *session;
	const my_heap_options *options;
	size_t index;  /* of the event told now */
	size_t probes; /* PROBE_TAKEN events kept right before it, still untold */
	int untold;    /* it is told together with one that follows */
};

typedef const my_heap_event event;

#define DECLARE_SENTENCE(name) void sentence_##name(struct narrator *n, event *e);
MY_HEAP_STEPS(DECLARE_SENTENCE)
#undef DECLARE_SENTENCE

/* What nearly every sentence needs: n and e are the narrator and the event. */
#define SAY(...) lines_add(&n->session->why, __VA_ARGS__)
#define C(number) comma(number).text
#define O(offset) offset_text(offset).text
#define WHO(offset) wording_who(n->session, e->section, offset).text

#endif
