/* SPDX-License-Identifier: MIT
 *
 * steps.c - the events of one operation, in bounded memory.
 */
#include "steps.h"

static int is_look(const my_heap_event *event)
{
	return event->step == MY_HEAP_LOOK_SMALL || event->step == MY_HEAP_LOOK_WORSE
	       || event->step == MY_HEAP_LOOK_BEST;
}

void steps_clear(struct steps *steps)
{
	steps->count = steps->looks = 0;
	steps->walked = 0;
}

void steps_add(struct steps *steps, const my_heap_event *event)
{
	if (steps->count < STEPS_FIRST) {
		steps->first[steps->count++] = *event;
		return;
	}

	size_t after = steps->count++ - STEPS_FIRST;
	my_heap_event *slot = &steps->last[after % STEPS_LAST];

	if (after >= STEPS_LAST && is_look(slot))
		steps->looks++;
	*slot = *event;
}

size_t steps_gap(const struct steps *steps)
{
	return steps->count > STEPS_FIRST + STEPS_LAST ? steps->count - STEPS_FIRST - STEPS_LAST
	                                               : 0;
}

size_t steps_kept(const struct steps *steps)
{
	return steps->count - steps_gap(steps);
}

const my_heap_event *steps_get(const struct steps *steps, size_t index)
{
	if (index < STEPS_FIRST)
		return &steps->first[index];
	return &steps->last[(index - STEPS_FIRST + steps_gap(steps)) % STEPS_LAST];
}

size_t steps_before(const struct steps *steps, size_t index)
{
	return index < STEPS_FIRST ? index : index + steps_gap(steps);
}

const my_heap_event *steps_last(const struct steps *steps, enum my_heap_step step)
{
	for (size_t i = steps_kept(steps); i-- > 0;)
		if (steps_get(steps, i)->step == step)
			return steps_get(steps, i);
	return NULL;
}
