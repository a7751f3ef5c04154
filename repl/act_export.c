/* SPDX-License-Identifier: MIT
 *
 * act_export.c - export: the heap at this step, or all steps, as a file. Its ending says in
 * which format.
 */
#include "act.h"

#include "export.h"
#include "export_html.h"
#include "export_view.h"
#include "ground.h"
#include "number.h"
#include "record.h"
#include "replace.h"
#include "run.h"
#include "session.h"
#include "timeline.h"
#include "watch.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static const struct format {
	const char *ending;
	replace_writer *write;
	size_t most;      /* steps that it may have; 0: it is of one */
	const char *noun;
	int of_heap;      /* also while a recording is looked at as it was */
} formats[] = {
	{ ".json", export_json, 0, NULL, 1 },
	{ ".svg", export_svg, 0, NULL, 0 },
	{ ".txt", export_text, 0, NULL, 0 },
	{ ".html", export_html, HTML_STEPS, "page", 0 },
	{ ".cast", record_steps, RECORD_COMMANDS, "cast", 0 },
	{ 0 },
};

static int ends_with(const char *text, const char *ending)
{
	size_t length = strlen(text), most = strlen(ending);

	return length > most && strcmp(text + length - most, ending) == 0;
}

static const struct format *format_of(const char *path)
{
	const struct format *format = formats;

	while (format->ending && !ends_with(path, format->ending))
		format++;
	return format->ending ? format : NULL;
}

static int unknown_format(struct session *session, const char *path)
{
	char endings[80] = "";
	size_t used = 0;

	for (const struct format *f = formats; f->ending; f++)
		used += (size_t)snprintf(endings + used, sizeof endings - used, "%s%s",
		                         f == formats ? "" : ", ", f->ending);
	return session_fail(session, "format",
	                    "The ending of a file's name says its format, and %s has none of "
	                    "these: %s. Nothing was written.", word_quote(path).text, endings);
}

static int not_written(struct session *session, const char *path, int reason)
{
	if (reason == EINTR && session->interrupted)
		return session_fail(session, "interrupted",
		                    "The export to %s was interrupted. What was there is as it "
		                    "was.", word_quote(path).text);
	return session_fail(session, "file",
	                    "%s could not be written: %s. What was there is as it was.",
	                    word_quote(path).text, strerror(reason));
}

/* What the operation of a step came to is gone with its line, and what was looked at since may
 * have left traces: it is shown anew, as whoever comes to this step sees it. What is selected
 * stays. */
static int come_back(struct session *session, size_t step, struct operation last, size_t focus)
{
	if (timeline_show(session, step) != SESSION_OK)
		return SESSION_FAILED;
	session->last.inspected = last.inspected;
	session->last.outside = last.outside;
	session->focus = focus;
	return SESSION_OK;
}

static int show_last(struct session *session)
{
	return come_back(session, timeline_step(session), session->last, session->focus);
}

/* The line was about a file, not about that operation. */
static void forget_result(struct session *session)
{
	session->outcome = (struct outcome){ 0 };
	session->bytes = (struct bytes){ 0 };
	session_title(session, "", "");
	lines_clear(&session->text);
}

/* -------------------------------------------------------------------- all steps */

/* export FILE [FROM [TO]]: without them the whole branch. */
static int read_steps(struct session *session, const struct format *format,
                      const struct call *call, struct run *run)
{
	static const char undone[] = " Nothing was written.";

	run->last = timeline_end(session);
	if (call->count > 1
	    && timeline_read(session, call->word[1].text, undone, &run->first) != SESSION_OK)
		return SESSION_FAILED;
	if (call->count > 2
	    && timeline_read(session, call->word[2].text, undone, &run->last) != SESSION_OK)
		return SESSION_FAILED;
	if (run->first > run->last)
		return session_fail(session, "out of range",
		                    "The first step, %s, lies after the last, %s.%s",
		                    comma(run->first).text, comma(run->last).text, undone);
	if (run->last - run->first < format->most)
		return SESSION_OK;
	return session_fail(session, "too many steps",
	                    "The steps from %s to %s are %s, and a %s holds at most %s.%s "
	                    "export %s %zu %zu writes the first of them.",
	                    comma(run->first).text, comma(run->last).text,
	                    comma(run->last - run->first + 1).text, format->noun,
	                    comma(format->most).text, undone,
	                    word_quote(call->word[0].text).text, run->first,
	                    run->first + format->most - 1);
}

static int too_large(struct session *session, const char *path, const struct run *run)
{
	size_t reached = run->end->reached;

	return session_fail(session, "too large",
	                    "With step %s the page is larger than %d MB. What was there is as it "
	                    "was. export %s %zu %zu writes the steps before that.",
	                    comma(reached).text, HTML_BYTES >> 20, word_quote(path).text,
	                    run->first, reached > run->first ? reached - 1 : reached);
}

/* Why it failed is told by the step that could not be shown, or here. */
static int page_failed(struct session *session, const char *path, const struct run *run,
                       int reason, const struct outcome *told)
{
	if (run->end->failed) {
		session->outcome = *told;
		return SESSION_FAILED;
	}
	if (run->end->too_large)
		return too_large(session, path, run);
	return not_written(session, path, reason);
}

/* The session goes through all steps, and then stands where it stood. */
static int export_steps(struct session *session, const struct format *format,
                        const struct call *call)
{
	struct run_end end = { 0 };
	struct run run = { .session = session, .end = &end };
	struct operation last = session->last;
	struct outcome told;
	const char *path = call->word[0].text;
	size_t step = timeline_step(session), focus = session->focus;
	char linear[200];
	int reason;

	if (read_steps(session, format, call, &run) != SESSION_OK)
		return SESSION_FAILED;
	reason = replace_file(path, format->write, &run);
	told = session->outcome;
	if (come_back(session, step, last, focus) != SESSION_OK)
		return SESSION_FAILED;
	watch_tell(session);
	forget_result(session);
	if (reason)
		return page_failed(session, path, &run, reason, &told);
	if (run.first == run.last)
		snprintf(linear, sizeof linear, "step %s written to %s", comma(run.first).text,
		         word_quote(path).text);
	else
		snprintf(linear, sizeof linear, "steps %s to %s written to %s",
		         comma(run.first).text, comma(run.last).text, word_quote(path).text);
	session_result(session, "export", linear, "", linear);
	return SESSION_OK;
}

/* --------------------------------------------------------------------- one step */

int act_export(struct session *session, const struct call *call)
{
	const char *path = call->word[0].text;
	const struct format *format = format_of(path);
	char linear[200];
	int reason;

	if (!format)
		return unknown_format(session, path);
	if (format->most)
		return export_steps(session, format, call);
	if (call->count > 1)
		return session_fail(session, "not understood",
		                    "%s is of one step: FROM and TO are for .html and .cast. "
		                    "Nothing was written.", word_quote(path).text);
	if (show_last(session) != SESSION_OK)
		return SESSION_FAILED;
	reason = replace_file(path, format->write, session);
	forget_result(session);
	if (reason)
		return not_written(session, path, reason);
	snprintf(linear, sizeof linear, "step %s written to %s",
	         comma(timeline_step(session)).text, word_quote(path).text);
	session_result(session, "export", linear, "", linear);
	if (format->of_heap)
		ground_tell(session);
	return SESSION_OK;
}
