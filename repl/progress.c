/* SPDX-License-Identifier: MIT
 *
 * progress.c - what was answered in lessons, kept from run to run.
 *
 * The lock is a file of its own, since the other one is replaced.
 */
#define _GNU_SOURCE /* asprintf */
#include "progress.h"

#include "contents.h"
#include "folder.h"
#include "replace.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

enum { LOCK_TRIES = 100, LOCK_PAUSE = 10000000 /* nanoseconds */ };

/* ---------------------------------------------------------------------- reading */

static void tell_lost(const struct attempts *read, const char *path, char *problem)
{
	if (read->foreign)
		snprintf(problem, PROGRESS_PROBLEM, "%s:%zu: %s It is left as it is, and no "
		         "progress is kept.", path, read->line, read->problem);
	else if (read->lost)
		snprintf(problem, PROGRESS_PROBLEM, "%s:%zu: %s What could be read of the progress "
		         "is used; lines lost: %zu.", path, read->line, read->problem, read->lost);
}

/* An errno; 0 also when there is no such file yet. */
static int read_path(struct attempts *out, const char *path)
{
	size_t length;
	char *text;
	int reason = contents_read(path, ATTEMPTS_BYTES, &text, &length);

	*out = (struct attempts){ 0 };
	if (!reason && length)
		attempts_read(out, text, length);
	free(text);
	return reason == ENOENT ? 0 : reason;
}

static int cannot(char *problem, const char *path, const char *what, int reason)
{
	snprintf(problem, PROGRESS_PROBLEM, "The progress in %s cannot be %s: %s.", path, what,
	         reason == EWOULDBLOCK ? "another mmviz holds it" : strerror(reason));
	return 0;
}

void progress_read(struct attempts *out, char problem[PROGRESS_PROBLEM])
{
	char path[FOLDER_PATH];
	int reason = *folder_path(path, "progress") ? read_path(out, path) : 0;

	problem[0] = 0;
	if (!*path)
		*out = (struct attempts){ 0 };
	else if (reason)
		cannot(problem, path, "read", reason);
	else
		tell_lost(out, path, problem);
}

/* ---------------------------------------------------------------------- keeping */

static int open_lock(const char *path)
{
	char *name = NULL;
	int fd = -1;

	if (asprintf(&name, "%s.lock", path) >= 0)
		fd = open(name, O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0600);
	free(name);
	return fd;
}

/* For a moment; one who was stopped while he held it is not waited for. A descriptor, or -1. */
static int lock(const char *path)
{
	static const struct timespec pause = { .tv_nsec = LOCK_PAUSE };
	int fd = open_lock(path), tries = 0, reason;

	while (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) != 0) {
		if (errno != EINTR && (errno != EWOULDBLOCK || ++tries > LOCK_TRIES)) {
			reason = errno;
			close(fd);
			errno = reason;
			return -1;
		}
		nanosleep(&pause, NULL);
	}
	return fd;
}

/* Its bytes stay under another name, for the file itself is about to be replaced. */
static void keep_damaged(const char *path)
{
	char *name = NULL;

	if (asprintf(&name, "%s.damaged", path) >= 0) {
		unlink(name);
		if (link(path, name) != 0)
			errno = 0; /* no place for it: nothing more can be done */
	}
	free(name);
}

static int put(FILE *out, const void *user)
{
	attempts_write(out, user);
	return 0;
}

/* Answers that another mmviz has kept meanwhile come first. */
static void join(struct attempts *all, const struct attempt *attempt)
{
	const struct attempt *old = attempts_find(all, attempt->lesson, attempt->seed);
	struct attempt joined;

	attempt_start(&joined, attempt->lesson, attempt->sum, attempt->seed);
	joined.place = attempt->place;
	for (size_t i = 0; old && i < old->count; i++)
		attempt_add(&joined, &old->given[i]);
	for (size_t i = 0; i < attempt->count; i++)
		attempt_add(&joined, &attempt->given[i]);
	attempts_put(all, &joined);
	attempt_free(&joined);
}

typedef void change(struct attempts *all, const struct attempt *attempt);

static int replace(const char *path, change *how, const struct attempt *attempt, char *problem)
{
	struct attempts all;
	int reason = read_path(&all, path);

	if (!reason && all.foreign) {
		tell_lost(&all, path, problem);
		attempts_free(&all);
		return 0;
	}
	if (!reason) {
		if (all.lost)
			keep_damaged(path);
		how(&all, attempt);
		reason = replace_file(path, put, &all);
	}
	attempts_free(&all);
	return reason ? cannot(problem, path, "kept", reason) : 1;
}

static int keep(change *how, const struct attempt *attempt, char *problem)
{
	char path[FOLDER_PATH];
	int held, kept;

	problem[0] = 0;
	if (!*folder_path(path, "progress")) {
		snprintf(problem, PROGRESS_PROBLEM, "There is no folder to keep progress in: "
		         "neither XDG_STATE_HOME nor HOME is set.");
		return 0;
	}
	folder_make(path);
	held = lock(path);
	if (held < 0)
		return cannot(problem, path, "kept", errno);
	replace_sweep(path);
	kept = replace(path, how, attempt, problem);
	close(held);
	return kept;
}

int progress_keep(const struct attempt *attempt, char problem[PROGRESS_PROBLEM])
{
	return keep(join, attempt, problem);
}

int progress_begin(const struct attempt *attempt, char problem[PROGRESS_PROBLEM])
{
	return keep(attempts_put, attempt, problem);
}
