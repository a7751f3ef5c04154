/* SPDX-License-Identifier: MIT
 *
 * narrate.c - the steps of the last operation as sentences.
 */
#include "narrate.h"

#include "sentence.h"

typedef void sentence(struct narrator *n, event *e);

static sentence *const sentences[MY_HEAP_STEP_COUNT] = {
#define ROW(name) [MY_HEAP_##name] = sentence_##name,
	MY_HEAP_STEPS(ROW)
#undef ROW
};

static void say_gap(struct narrator *n)
{
	const struct steps *steps = n->session->steps;
	size_t others = steps_gap(steps) - steps->looks;

	n->probes = 0;
	struct counted looks = counted(steps->looks, "more free chunk", "more free chunks");

	if (steps->looks && others)
		SAY("… %s looked at, %s.", looks.text,
		    counted(others, "other step", "other steps").text);
	else if (steps->looks)
		SAY("… %s looked at.", looks.text);
	else
		SAY("… %s.", counted(others, "more step", "more steps").text);
}

void narrate(struct session *session)
{
	struct steps *steps = session->steps;
	struct narrator narrator = { .session = session,
		                     .options = my_heap_options_of(session->heap) };

	lines_clear(&session->why);
	for (size_t i = 0; i < steps_kept(steps); i++) {
		event *e = steps_get(steps, i);

		if (i == STEPS_FIRST && steps_gap(steps))
			say_gap(&narrator);
		narrator.index = i;
		/* A bucket that was in the way is told with the one found in the end, and of
		 * many sections passed over each with the last. */
		steps->sentence[i] = session->why.count + 1;
		narrator.untold = 0;
		sentences[e->step](&narrator, e);
		steps->last_sentence[i] = session->why.count + (size_t)narrator.untold;
		if (e->step != MY_HEAP_PROBE_TAKEN)
			narrator.probes = 0;
	}
}
