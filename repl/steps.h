/* SPDX-License-Identifier: MIT
 *
 * steps.h - the events of one operation, in bounded memory.
 *
 *   | first STEPS_FIRST | ... counted only ... | last STEPS_LAST |
 */
#ifndef MMVIZ_STEPS_H
#define MMVIZ_STEPS_H

#include "my_heap.h"

enum { STEPS_FIRST = 40, STEPS_LAST = 20 };

struct steps {
	my_heap_event first[STEPS_FIRST];
	my_heap_event last[STEPS_LAST]; /* a ring: event n lies in n mod STEPS_LAST */
	size_t count;                   /* events seen */
	size_t looks;                   /* of those not kept: free chunks looked at */
	size_t free;                    /* bytes that were free before the operation */
	/* Of each kept event the numbers, from 1, of the first and the last of the sentences that
	 * tell it (narrate.h). */
	size_t sentence[STEPS_FIRST + STEPS_LAST], last_sentence[STEPS_FIRST + STEPS_LAST];
	int walked; /* the command step wants them shown one by one, on the screen */
};

void steps_clear(struct steps *steps);
void steps_add(struct steps *steps, const my_heap_event *event);

/* Kept events are numbered 0 .. steps_kept - 1; the gap, if there is one, is before
 * number STEPS_FIRST. */
size_t steps_kept(const struct steps *steps);
size_t steps_gap(const struct steps *steps); /* events not kept */
const my_heap_event *steps_get(const struct steps *steps, size_t index);

/* How many events were told before a kept one. */
size_t steps_before(const struct steps *steps, size_t index);

/* The last kept event of that kind; NULL when there is none. */
const my_heap_event *steps_last(const struct steps *steps, enum my_heap_step step);

#endif
