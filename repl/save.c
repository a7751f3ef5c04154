/* SPDX-License-Identifier: MIT
 *
 * save.c - the run so far as a script that leads to the same heap again.
 *
 *   set ...    what differs from the usual settings
 *   reset
 *   the lines that asked something of the heap, each failure announced; where one went to
 *   another step or branch, the way there
 *   set ...    what was set since, for a reset to come
 */
#include "save.h"

#include "replace.h"
#include "session.h"
#include "setting.h"
#include "transcript.h"

#include <string.h>

/* The engine comes first, for it brings other settings along. */
static size_t write_settings(FILE *out, const my_heap_options *from, const my_heap_options *to)
{
	char before[SETTING_VALUE], after[SETTING_VALUE];
	my_heap_options had = *from;
	size_t count = 0;

	for (const struct setting *s = settings; s->name; s++) {
		setting_text(s, &had, before);
		setting_text(s, to, after);
		if (strcmp(before, after) == 0)
			continue;
		fprintf(out, "set %s %s\n", s->name, after);
		setting_engine(&had, to->engine);
		count++;
	}
	return count;
}

static int write_run(FILE *out, const void *user)
{
	const struct session *session = user;
	my_heap_options usual;

	my_heap_options_default(&usual);
	fprintf(out, "# A run of mmviz: play it with  mmviz FILE\n");
	if (write_settings(out, &usual, my_heap_options_of(session->heap)))
		fprintf(out, "reset\n");
	transcript_write(session->transcript, out, session_standing(session));
	write_settings(out, my_heap_options_of(session->heap), &session->options);
	return 0;
}

int save_script(const struct session *session, const char *path, size_t *lines)
{
	*lines = transcript_lines(session->transcript);
	return replace_file(path, write_run, session);
}
