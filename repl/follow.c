/* SPDX-License-Identifier: MIT
 *
 * follow.c - a recording, read while it is written.
 */
#include "follow.h"

#include "ground.h"
#include "clock.h"
#include "path.h"
#include "recording_operation.h"
#include "session.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { BATCH = 256 }; /* operations between two looks at the clock */

#define SETTLE_SECONDS 0.1 /* what another thread is about to write comes within that */

static pid_t process_of(const struct follow *follow, size_t stream)
{
	return (pid_t)recording_stream(follow->recording, stream)->process;
}

int follow_open(struct follow *follow, struct session *session, const char *path, char *problem)
{
	follow->session = session;
	follow->file = open(path, O_RDONLY | O_CLOEXEC);
	if (follow->file < 0) {
		snprintf(problem, RECORDING_PROBLEM, "%s: %s.", path, strerror(errno));
		return 0;
	}
	follow->recording = recording_open(follow->file, path, problem);
	if (!follow->recording) {
		close(follow->file);
		return 0;
	}
	follow->recorded = ground_watch(session);
	follow->shown = follow->pid;
	snprintf(follow->shown_name, FOLLOW_NAME, "%s", follow->name);
	return 1;
}

int follow_open_file(struct follow *follow, struct session *session, char *problem)
{
	const char *program;

	if (!ground_open(session, follow->path, follow->process, problem))
		return 0;
	follow->session = session;
	follow->recorded = ground_opened(session, &follow->recording, &follow->stream);
	program = follow->recording
	                  ? recording_stream(follow->recording, follow->stream)->program : "";
	follow->pid = follow->recording ? process_of(follow, follow->stream) : 0;
	follow->shown = follow->pid;
	follow->ended = 1;
	snprintf(follow->shown_name, FOLLOW_NAME, "%.190s",
	         path_last(*program ? program : follow->path));
	return 1;
}

void follow_close(struct follow *follow)
{
	merge_close(follow->merge);
	recording_close(follow->recording);
	close(follow->file);
}

/* ----------------------------------------------------------------- its processes */

/* The newest of a process: what it became last. 0: it has none. */
static size_t newest_of(const struct follow *follow, pid_t process)
{
	size_t i = follow_programs(follow);

	while (i > 0 && process_of(follow, i) != process)
		i--;
	return i;
}

/* Of a process that is not told, the first. */
static size_t newest(const struct follow *follow)
{
	size_t found = newest_of(follow, follow->shown);

	return found ? found : follow_programs(follow) > 0;
}

size_t follow_programs(const struct follow *follow)
{
	return follow->recording ? recording_streams(follow->recording) : 1;
}

size_t follow_next(const struct follow *follow, int forward)
{
	size_t programs = follow_programs(follow), at = follow->stream;

	for (size_t i = 1; at && i < programs; i++) {
		at = (at - 1 + (forward ? 1 : programs - 1)) % programs + 1;
		if (newest_of(follow, process_of(follow, at)) == at && at != follow->stream)
			return at;
	}
	return 0;
}

static int open_other(struct follow *follow, pid_t process)
{
	char problem[TRACE_PROBLEM];

	snprintf(follow->number, sizeof follow->number, "%d", (int)process);
	follow->process = follow->number;
	return follow_open_file(follow, follow->session, problem);
}

int follow_other(struct follow *follow, int forward)
{
	size_t next = follow_next(follow, forward);

	if (next && follow->path)
		return open_other(follow, process_of(follow, next));
	if (next)
		follow->shown = process_of(follow, next);
	return next != 0;
}

static void take(struct follow *follow, size_t stream)
{
	const char *program = recording_stream(follow->recording, stream)->program;

	merge_close(follow->merge);
	follow->recorded = ground_watch(follow->session);
	follow->stream = stream;
	follow->merge = merge_open(follow->recording, stream, 1);
	if (!*program)
		return;
	snprintf(follow->shown_name, FOLLOW_NAME, "%s", path_last(program));
	if (follow->shown == follow->pid)
		snprintf(follow->name, FOLLOW_NAME, "%s", path_last(program));
}

/* All is read: what was written since, or another program in its place. 0: nothing. */
static int refresh(struct follow *follow)
{
	double now = clock_now();
	size_t stream = newest(follow);

	if (stream != follow->stream) {
		take(follow, stream);
		return 1;
	}
	if (!follow->merge || (now - follow->refreshed < SETTLE_SECONDS && !follow->ended))
		return 0;
	follow->refreshed = now;
	merge_refresh(follow->merge);
	return 1;
}

/* ----------------------------------------------------------------------- reading */

static size_t read_batch(struct follow *follow)
{
	struct merged merged;
	size_t count = 0;

	while (follow->merge && count < BATCH && merge_next(follow->merge, &merged)) {
		struct trace_operation operation = recording_operation(&merged);

		recorded_add(follow->recorded, &operation);
		count++;
	}
	return count;
}

size_t follow_read(struct follow *follow, double seconds)
{
	double end = clock_now() + seconds;
	size_t all = 0, count;
	int was_refreshed = 0;

	if (follow->path)
		return ground_read(follow->session, seconds);
	recording_refresh(follow->recording);
	do {
		count = read_batch(follow);
		all += count;
		if (count == 0 && (was_refreshed || !refresh(follow)))
			break;
		was_refreshed = count == 0;
	} while (clock_now() < end);
	return all;
}

uint64_t follow_behind(const struct follow *follow)
{
	uint64_t all, done;

	if (!follow->merge)
		return 0;
	all = recording_stream(follow->recording, follow->stream)->records;
	done = merge_records(follow->merge);
	return all > done ? all - done : 0;
}

/* ------------------------------------------------------------------------ its end */

/* A process whose end was not asked for yet has ended all the same. */
static int is_gone(pid_t pid)
{
	char path[64], line[256] = "", *state;
	FILE *file;

	snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
	file = fopen(path, "re");
	if (!file)
		return 1;
	line[fread(line, 1, sizeof line - 1, file)] = 0;
	fclose(file);
	state = strrchr(line, ')'); /* its name may have others: "7 (a) b) S 1 ..." */
	return !state || strncmp(state, ") Z", 3) == 0;
}

int follow_ended(struct follow *follow)
{
	if (follow->ended)
		return 1;
	if (follow->is_child)
		follow->ended = waitpid(follow->pid, &follow->status, WNOHANG) == follow->pid;
	else
		follow->ended = is_gone(follow->pid);
	return follow->ended;
}

int follow_shown_ended(struct follow *follow)
{
	return follow->shown == follow->pid ? follow_ended(follow) : is_gone(follow->shown);
}

const char *follow_ending(const struct follow *follow, char *out, size_t size)
{
	if (!follow->is_child || follow->shown != follow->pid)
		snprintf(out, size, "has ended");
	else if (WIFSIGNALED(follow->status))
		snprintf(out, size, "was ended by signal %d (%s)", WTERMSIG(follow->status),
		         strsignal(WTERMSIG(follow->status)));
	else
		snprintf(out, size, "ended with status %d", WEXITSTATUS(follow->status));
	return out;
}
