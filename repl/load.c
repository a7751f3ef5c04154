/* SPDX-License-Identifier: MIT
 *
 * load.c - the command that plays a recorded program on a new heap of the session.
 *
 * Everything said on the session's text is the same on every run; how long it took goes
 * to standard error, where that is a terminal, or to the session's progress hook.
 */
#include "load.h"

#include "ground.h"
#include "heaps.h"
#include "look.h"
#include "memory.h"
#include "names.h"
#include "number.h"
#include "path.h"
#include "replay.h"
#include "session.h"
#include "timeline.h"
#include "word.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
	AHEAD = 16,              /* operations read before they are played */
	TICK = 4096,             /* operations between two looks at the clock */
	PROGRESS_NS = 250000000, /* between two reports of progress */
	SENTENCE = 400
};

struct load {
	struct session *session;
	struct trace *trace;
	struct replay replay;
	const char *path, *process;
	const char *name; /* of the file, without its folders */
	struct timespec start;
	long long told; /* nanoseconds after start of the last report; 0: none yet */
};

static long long passed(const struct load *load)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (long long)(now.tv_sec - load->start.tv_sec) * 1000000000
	       + (now.tv_nsec - load->start.tv_nsec);
}

/* On the screen through the session's hook, else on a terminal. */
__attribute__((format(printf, 3, 4)))
static void tell(const struct load *load, const char *end, const char *format, ...)
{
	struct session *session = load->session;
	char sentence[SENTENCE];
	va_list list;

	va_start(list, format);
	vsnprintf(sentence, sizeof sentence, format, list);
	va_end(list);
	if (session->progress)
		session->progress(session, sentence, session->user);
	else if (isatty(fileno(session->err)))
		fprintf(session->err, "\r%s%s", sentence, end);
}

static void tell_progress(struct load *load)
{
	long long now = passed(load);
	int percent = trace_percent(load->trace);
	char share[16] = "";

	if (now - load->told < PROGRESS_NS)
		return;
	load->told = now;
	if (percent >= 0)
		snprintf(share, sizeof share, ", %d %%", percent);
	tell(load, "", "%s: %s%s, %.1f s. Ctrl-C stops.", load->name,
	     counted(load->replay.operations, "operation", "operations").text, share,
	     (double)now / 1e9);
}

static void tell_end(const struct load *load)
{
	if (load->told)
		tell(load, "\n", "%s: %s in %.1f s.          ", load->name,
		     counted(load->replay.operations, "operation", "operations").text,
		     (double)passed(load) / 1e9);
}

/* Where one became several, the journal has more of them than the recording. */
static void play_one(struct load *load, const struct trace_operation *operation)
{
	size_t before = timeline_end(load->session), more;

	replay_operation(&load->replay, operation);
	more = timeline_end(load->session) - before;
	if (more > 1)
		ground_extra(load->session, more - 1);
}

/* A few are read before the first is played: where they will be looked for is known by then. */
static enum trace_status play_some(struct load *load)
{
	struct trace_operation some[AHEAD];
	enum trace_status status = TRACE_OPERATION;
	size_t count = 0;

	while (count < AHEAD && status == TRACE_OPERATION) {
		status = trace_next(load->trace, &some[count]);
		if (status != TRACE_OPERATION)
			break;
		live_expect(&load->replay.live,
		            some[count].old ? some[count].old : some[count].block);
		count++;
	}
	for (size_t i = 0; i < count; i++)
		play_one(load, &some[i]);
	return status;
}

static enum trace_status play(struct load *load)
{
	enum trace_status status = TRACE_OPERATION;

	while (!load->session->interrupted && status == TRACE_OPERATION) {
		status = play_some(load);
		if (load->replay.operations % TICK == 0)
			tell_progress(load);
	}
	tell_end(load);
	return status;
}

static void say_remarks(struct session *session, const struct load *load)
{
	const struct replay *replay = &load->replay;
	const char *remark = trace_remark(load->trace);
	const struct {
		size_t count;
		const char *one, *many;
	} remarks[] = {
		{ replay->recorded_failures, "request had failed in the recording: not played.",
		  "requests had failed in the recording: not played." },
		{ replay->lost_frees,
		  "block was handed out again without a free: the older one was freed.",
		  "blocks were handed out again without a free: the older ones were freed." },
		{ replay->unknown_frees, "free of a block that is not live: not played.",
		  "frees of blocks that are not live: not played." },
		{ replay->unknown_reallocs,
		  "realloc of a block that is not live: played as malloc.",
		  "reallocs of blocks that are not live: played as malloc." },
		{ replay->sizeless, "line without a size: 0 was taken.",
		  "lines without a size: 0 was taken." },
	};

	for (size_t i = 0; i < sizeof remarks / sizeof remarks[0]; i++)
		if (remarks[i].count)
			session_say(
				session, "%s",
				counted(remarks[i].count, remarks[i].one, remarks[i].many).text);
	if (remark)
		session_say(session, "%s", remark);
}

static void say_summary(struct session *session, const struct load *load)
{
	my_heap_statistics stats;

	my_heap_stats(session->heap, &stats);
	session_title(session, "load", load->name);
	session_say(session, "operations %s, read as %s", comma(load->replay.operations).text,
	            trace_format_name(load->trace));
	if (!look_is_fast(session))
		session_say(session, "peak live %s bytes asked for at once",
		            comma(stats.peak_asked).text);
	session_say(session, "peak mapped %s bytes", comma(stats.peak_mapped).text);
	if (!look_is_fast(session))
		session_say(session, "utilisation %s %% = peak live / peak mapped",
		            percent_text(stats.peak_asked, stats.peak_mapped, 1).text);
	else
		session_say(session, "used at the end %s bytes, cached %s",
		            comma(stats.used).text, comma(stats.cached).text);
	session_say(session, "largest free%s %s bytes",
		            look_is_fast(session) ? " outside spans" : "",
		            comma(stats.largest_free).text);
	session_say(session, "longest probe %s past home",
	            counted(stats.longest_probe, "bucket", "buckets").text);
	session_say(session, "system calls %s", comma(stats.system_calls).text);
	session_say(session, "live at the end %s in %s",
	            counted(load->replay.live.count, "chunk", "chunks").text,
	            counted(stats.sections, "section", "sections").text);
	say_remarks(session, load);
}

static void show_result(struct session *session, const struct load *load)
{
	my_heap_statistics stats;
	char text[sizeof(struct counted)], more[200], linear[SENTENCE];

	my_heap_stats(session->heap, &stats);
	snprintf(text, sizeof text, "%s",
	         counted(load->replay.operations, "operation", "operations").text);
	/* A fast heap does not keep what was asked for. */
	if (look_is_fast(session))
		snprintf(more, sizeof more, "at most %s mapped", comma(stats.peak_mapped).text);
	else
		snprintf(more, sizeof more, "peak live %s of %s mapped: utilisation %s %%",
		         comma(stats.peak_asked).text, comma(stats.peak_mapped).text,
		         percent_text(stats.peak_asked, stats.peak_mapped, 1).text);
	snprintf(linear, sizeof linear, "%s: %s, %s", load->name, text, more);
	session_result(session, load->name, text, more, linear);
}

static int fail_refused(struct session *session, const struct load *load)
{
	const struct replay *replay = &load->replay;
	const struct trace_operation *first = &replay->first_refused;

	return session_fail(session, "no memory",
	                    "The heap refused %s of the recorded program. The first is %s %zu of "
	                    "%s, for %s. All others were played.",
	                    counted(replay->refused, "request", "requests").text,
	                    trace_unit(load->trace), first->line, load->name,
	                    counted(trace_wanted(first), "byte", "bytes").text);
}

static int conclude(struct session *session, const struct load *load, enum trace_status ended)
{
	if (ended == TRACE_WRONG)
		return session_fail(
			session, "damaged file", "%s Played, and kept: %s.",
			trace_problem(load->trace),
			counted(load->replay.operations, "operation", "operations").text);
	if (ended == TRACE_OPERATION)
		return session_fail(
			session, "interrupted", "Interrupted: %s of %s were played, and are kept.",
			counted(load->replay.operations, "operation", "operations").text,
			load->name);
	return load->replay.refused ? fail_refused(session, load) : SESSION_OK;
}

static int play_on_new_heap(struct session *session, struct load *load)
{
	if (heaps_new(session, 1) != SESSION_OK)
		return SESSION_FAILED;
	ground_loaded(session, load->path, load->process);
	load->replay.session = session;
	session->remaining = SIZE_MAX; /* nobody knows how many follow */

	names_hurry(session->names, 1);

	enum trace_status ended = play(load);

	names_hurry(session->names, 0);
	session->remaining = 0;
	timeline_settle(session);
	ground_settle(session);
	say_summary(session, load);
	show_result(session, load);
	return conclude(session, load, ended);
}

int load_file(struct session *session, const char *path)
{
	return load_process(session, path, NULL);
}

int load_process(struct session *session, const char *path, const char *process)
{
	char problem[TRACE_PROBLEM];
	struct load load = { .session = session, .name = path_last(path) };

	load.trace = trace_open_process(path, process, &session->interrupted, problem);
	if (!load.trace)
		return session_fail(session, "unreadable file", "%s Nothing was changed.", problem);
	clock_gettime(CLOCK_MONOTONIC, &load.start);
	load.path = path;
	load.process = process;

	int status = play_on_new_heap(session, &load);

	live_free(&load.replay.live);
	trace_close(load.trace);
	return status;
}

char *load_line(const char *path, const char *process)
{
	char *whole = realpath(path, NULL), *line = NULL;
	size_t size;
	FILE *out = memory_sure(open_memstream(&line, &size));

	fputs("load ", out);
	word_put(out, whole ? whole : path);
	if (process) {
		putc(' ', out);
		word_put(out, process);
	}
	fclose(out);
	free(whole);
	return memory_sure(line);
}
