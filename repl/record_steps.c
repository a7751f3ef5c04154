/* SPDX-License-Identifier: MIT
 *
 * record_steps.c - the operations of the branch as a cast.
 */
#include "record.h"

#include "record_parts.h"
#include "run.h"
#include "timeline.h"

#include <errno.h>

enum { FEW = 100 }; /* operations that are typed letter by letter */

static int show_step(struct record *record, size_t step)
{
	char command[200];

	timeline_command(record->session, step, command, sizeof command);
	record_type(record, display_usual_prompt, command);
	if (timeline_show(record->session, step) != SESSION_OK)
		return 0;
	display_prompt(record->display, display_usual_prompt, "", 0);
	display_draw(record->display);
	record_look(record, CAST_VIEW);
	return 1;
}

int record_steps(FILE *out, const void *user)
{
	const struct run *run = user;
	size_t *step = &run->end->reached;
	struct record record;

	*step = run->first;
	record_start(&record, run->session, out, "mmviz");
	record.hurried = run->last - run->first > FEW;
	run->end->failed = timeline_show(run->session, *step) != SESSION_OK;
	display_draw(record.display);
	record_look(&record, CAST_VIEW);
	while (!run->end->failed && *step < run->last && record_goes_on(&record))
		run->end->failed = !show_step(&record, ++*step);
	if (run->end->failed)
		record.reason = ECANCELED;
	cast_read(&record.cast, CAST_VIEW);
	record_end(&record);
	return record.reason;
}
