/* SPDX-License-Identifier: MIT
 *
 * act_export.c - export: the heap at this step as a file. Its ending says in which format.
 */
#include "act.h"

#include "export.h"
#include "number.h"
#include "replace.h"
#include "session.h"
#include "timeline.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static const struct format {
	const char *ending;
	replace_writer *write;
} formats[] = {
	{ ".json", export_json },
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

/* What the last operation came to is gone with its line, and what was looked at since may have
 * left traces: it is shown anew, as whoever comes to this step sees it. What is selected stays. */
static int show_last(struct session *session)
{
	struct place inspected = session->last.inspected;
	int outside = session->last.outside;
	size_t focus = session->focus;

	if (timeline_show(session, timeline_step(session)) != SESSION_OK)
		return SESSION_FAILED;
	session->last.inspected = inspected;
	session->last.outside = outside;
	session->focus = focus;
	return SESSION_OK;
}

/* The line was about a file, not about that operation. */
static void forget_result(struct session *session)
{
	session->outcome = (struct outcome){ 0 };
	session->bytes = (struct bytes){ 0 };
	session_title(session, "", "");
	lines_clear(&session->text);
}

int act_export(struct session *session, const struct call *call)
{
	const char *path = call->word[0].text;
	const struct format *format = format_of(path);
	char linear[200];
	int reason;

	if (!format)
		return unknown_format(session, path);
	if (show_last(session) != SESSION_OK)
		return SESSION_FAILED;
	reason = replace_file(path, format->write, session);
	forget_result(session);
	if (reason)
		return not_written(session, path, reason);
	snprintf(linear, sizeof linear, "step %s written to %s",
	         comma(timeline_step(session)).text, word_quote(path).text);
	session_result(session, "export", linear, "", linear);
	return SESSION_OK;
}
