/* SPDX-License-Identifier: MIT
 *
 * act_report.c - report: a page about the recording that this heap was loaded from.
 */
#include "act.h"

#include "ground.h"
#include "journal.h"
#include "load.h"
#include "memory.h"
#include "number.h"
#include "survey.h"

#include <stdlib.h>
#include <string.h>

/* The line with which the heap began, or would when it is wanted; the caller's. */
static char *first_line(const struct session *session)
{
	const char *line = journal_lines(session->journal)
	                           ? journal_get(session->journal, 0)->text : "";

	return ground_is_unplayed(session)
	               ? load_line(ground_path(session), ground_process(session))
	               : memory_text(line);
}

/* If that was load; its words are to be freed. */
static int load_words(const char *line, struct words *words)
{
	char problem[WORD_PROBLEM];

	return words_split(words, line, problem) && words->count >= 2
	       && strcmp(words->word[0].text, "load") == 0;
}

static int report(struct session *session, const struct words *load, const char *out)
{
	const struct survey_wish wish = {
		.path = load->word[1].text,
		.process = load->count > 2 ? load->word[2].text : NULL,
		.options = my_heap_options_of(session->heap),
		.asker = session,
	};
	struct surveyed done = survey_file(&wish, out);
	char linear[200];

	if (done.problem[0])
		return session_fail(session, done.written ? "damaged file" : "file", "%s",
		                    done.problem);
	snprintf(linear, sizeof linear, "a page about %s written to %s",
	         counted(done.operations, "operation", "operations").text, word_quote(out).text);
	session_result(session, "report", linear, "", linear);
	return SESSION_OK;
}

int act_report(struct session *session, const struct call *call)
{
	char *line = first_line(session);
	struct words words;
	int status;

	if (load_words(line, &words))
		status = report(session, &words, call->word[0].text);
	else
		status = session_fail(session, "nothing loaded", "This heap was not loaded: load "
		                      "FILE plays a recording, and report is about one. Nothing "
		                      "was written.");
	words_free(&words);
	free(line);
	return status;
}
