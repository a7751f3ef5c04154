/* SPDX-License-Identifier: MIT
 *
 * ground_read.c - the file of a recording that is looked at as it was, read a part at a time.
 */
#include "ground_parts.h"

#include "clock.h"
#include "number.h"
#include "path.h"
#include "recording.h"
#include "session.h"
#include "signals.h"
#include "timeline.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { BATCH = 256 }; /* operations between two looks at the clock */

#define TELL_SECONDS 0.1

static int is_file(const char *path)
{
	struct stat status;

	return strcmp(path, "-") != 0 && (stat(path, &status) != 0 || S_ISREG(status.st_mode));
}

/* ------------------------------------------------------------------------ opening */

int ground_open(struct session *session, const char *path, const char *process, char *problem)
{
	struct trace *trace = NULL;
	struct ground *ground;

	*problem = 0;
	if (is_file(path))
		trace = trace_open_process(path, process, &session->interrupted, problem);
	if (!trace)
		return 0;
	if (!trace_has_addresses(trace)) {
		trace_close(trace);
		return 0;
	}
	ground = ground_of_file(session, path, process);
	ground->trace = trace;
	ground->recorded = recorded_create(RECORDED_ENTRIES);
	ground->shown = 1;
	return 1;
}

/* After it was played: from its first operation on. */
static int open_again(struct session *session)
{
	struct ground *ground = session->ground;
	char problem[TRACE_PROBLEM];
	struct trace *trace;

	if (!is_file(ground->path))
		return session_fail(session, "no file",
		                    "%s is no file that could be read a second time: load a "
		                    "file to see the recording as it was.", ground->path);
	trace = trace_open_process(ground->path, ground->process, &session->interrupted, problem);
	if (!trace)
		return session_fail(session, "unreadable file",
		                    "The recording is read again to be shown as it was: %s",
		                    problem);
	if (!trace_has_addresses(trace)) {
		session_fail(session, "no addresses",
		             "What was loaded, %s, numbers its blocks and does not tell where "
		             "they lay: it can only be shown replayed.",
		             trace_format_name(trace));
		trace_close(trace);
		return SESSION_FAILED;
	}
	ground->recorded = recorded_create(RECORDED_ENTRIES);
	ground->trace = trace;
	return SESSION_OK;
}

/* ------------------------------------------------------------------------ reading */

/* What it says then is kept. */
static void end(struct ground *ground, enum trace_status status)
{
	const char *remark = trace_remark(ground->trace);

	if (status == TRACE_WRONG)
		snprintf(ground->problem, sizeof ground->problem, "%s",
		         trace_problem(ground->trace));
	snprintf(ground->remark, sizeof ground->remark, "%s", remark ? remark : "");
	ground->is_read = 1;
}

/* Not more than the journal has, where it was played. */
static size_t read_batch(struct ground *ground)
{
	uint64_t most = ground->played ? ground_record_of(ground, ground->end) : UINT64_MAX;
	enum trace_status status = TRACE_OPERATION;
	struct trace_operation operation;
	size_t count = 0;

	while (count < BATCH && recorded_end(ground->recorded) < most) {
		status = trace_next(ground->trace, &operation);
		if (status != TRACE_OPERATION)
			break;
		recorded_add(ground->recorded, &operation);
		count++;
	}
	if (count < BATCH)
		end(ground, status);
	return count;
}

int ground_is_reading(const struct session *session)
{
	const struct ground *ground = session->ground;

	return ground && ground->trace && !ground->is_read
	       && ground->heap == session->heaps_made;
}

size_t ground_read(struct session *session, double seconds)
{
	double until = clock_now() + seconds;
	size_t count = 0;

	while (ground_is_reading(session)) {
		count += read_batch(session->ground);
		if (clock_now() >= until)
			break;
	}
	return count;
}

uint64_t ground_all(const struct session *session)
{
	const struct ground *ground = session->ground;
	uint64_t read = recorded_end(ground->recorded), all = read;
	const struct recording *recording;
	size_t stream;

	recording = ground->trace && !ground->is_read ? trace_recorded(ground->trace, &stream)
	                                              : NULL;
	if (recording)
		all = recording_stream(recording, stream)->records;
	return all > read ? all : read;
}

const char *ground_progress(const struct session *session, char out[GROUND_PROGRESS])
{
	const struct ground *ground = session->ground;
	uint64_t read = recorded_end(ground->recorded), all = ground_all(session);
	int percent = trace_percent(ground->trace), used;
	char of[60] = "";

	if (ground->is_read) {
		snprintf(out, GROUND_PROGRESS, "all %s read",
		         counted((size_t)read, "operation", "operations").text);
		return out;
	}
	if (all > read)
		snprintf(of, sizeof of, " of %s", comma((size_t)all).text);
	used = snprintf(out, GROUND_PROGRESS, "read %s%s operations", comma((size_t)read).text, of);
	if (percent >= 0)
		snprintf(out + used, GROUND_PROGRESS - (size_t)used, ", %d %%", percent);
	return out;
}

const char *ground_problem(const struct session *session)
{
	return session->ground->problem;
}

const char *ground_remark(const struct session *session)
{
	return session->ground->remark;
}

void ground_hold(struct session *session)
{
	if (ground_is_reading(session) && ground_is_alone(session))
		recorded_hold(session->ground->recorded);
}

/* ------------------------------------------------------------- as far as is wanted */

static void tell(struct session *session)
{
	char progress[GROUND_PROGRESS], sentence[GROUND_PROGRESS + 40];

	snprintf(sentence, sizeof sentence, "The recording as it was: %s. Ctrl-C stops.",
	         ground_progress(session, progress));
	if (session->progress)
		session->progress(session, sentence, session->user);
}

static void read_to(struct session *session, uint64_t operation)
{
	const struct recorded *recorded = session->ground->recorded;

	while (ground_is_reading(session) && recorded_end(recorded) < operation
	       && !session->interrupted) {
		ground_read(session, TELL_SECONDS);
		tell(session);
	}
}

int ground_read_all(struct session *session)
{
	if (!session->ground->recorded && open_again(session) != SESSION_OK)
		return SESSION_FAILED;
	read_to(session, UINT64_MAX);
	return SESSION_OK;
}

int ground_go_alone(struct session *session, uint64_t step)
{
	struct recorded *recorded = session->ground->recorded;

	session->interrupted = signals_ending() != 0;
	if (step > recorded_end(recorded))
		read_to(session, step);
	recorded_go(recorded, step);
	return SESSION_OK;
}
