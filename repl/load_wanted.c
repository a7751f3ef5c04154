/* SPDX-License-Identifier: MIT
 *
 * load_wanted.c - a recording that was looked at as it was, played since the heap is wanted.
 */
#include "load.h"

#include "ground.h"
#include "session.h"
#include "timeline.h"

#include <stdlib.h>

void load_keep(struct session *session, const char *path, const char *process)
{
	char *line = load_line(path, process);

	session_keep(session, (struct standing){ 1, 0 }, line, session->outcome.linear,
	             session->outcome.failed ? session->outcome.cause : NULL);
	free(line);
}

/* What load has to say is none of the line that is about to be carried out. */
static void be_silent(struct session *session)
{
	session->outcome = (struct outcome){ 0 };
	session_title(session, "", "");
	lines_clear(&session->text);
	session->typed_at = session_standing(session);
}

static int play(struct session *session)
{
	const char *path = ground_path(session), *process = ground_process(session);
	size_t step = ground_step(session), heaps = session->heaps_made;
	int at_end = step == ground_end(session), status = load_process(session, path, process);

	if (session->heaps_made != heaps)
		load_keep(session, path, process);
	if (status == SESSION_OK && !at_end)
		status = timeline_show(session, step);
	if (status == SESSION_OK)
		be_silent(session);
	return status;
}

int load_wanted(struct session *session)
{
	return ground_is_unplayed(session) ? play(session) : SESSION_OK;
}
