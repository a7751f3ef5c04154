/* SPDX-License-Identifier: MIT
 *
 * feed.c - the bytes of a file, a pipe or standard input, without ever hanging for good.
 */
#include "feed.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SLICE = 100 }; /* milliseconds between two looks at *stop */

static const char *kind_problem(const struct stat *info, int fd)
{
	if (S_ISDIR(info->st_mode))
		return "is a folder, not a file";
	if (isatty(fd))
		return "is a terminal, not a file";
	return NULL;
}

/* Opening a named pipe must not wait for its writer. */
static int open_path(const char *path)
{
	if (strcmp(path, "-") == 0)
		return fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	return open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
}

int feed_open(struct feed *feed, const char *path, const volatile sig_atomic_t *stop,
              char *reason)
{
	struct stat info;
	int fd = open_path(path);

	if (fd < 0 || fstat(fd, &info) != 0) {
		const char *why = errno == ENOENT ? "does not exist" : strerror(errno);

		snprintf(reason, FEED_REASON, errno == ENOENT ? "%s" : "cannot be read: %s", why);
		if (fd >= 0)
			close(fd);
		return 0;
	}
	const char *problem = kind_problem(&info, fd);

	if (problem) {
		snprintf(reason, FEED_REASON, "%s", problem);
		close(fd);
		return 0;
	}
	*feed = (struct feed){ .fd = fd, .stop = stop };
	feed->size = S_ISREG(info.st_mode) ? (size_t)info.st_size : 0;
	feed->pipe = S_ISFIFO(info.st_mode) && (fcntl(fd, F_GETFL) & O_NONBLOCK);
	return 1;
}

void feed_close(struct feed *feed)
{
	close(feed->fd);
}

/* A named pipe has had nobody who writes for long enough; or somebody writes, and is slow. */
static ssize_t try_pipe(struct feed *feed, void *out, size_t room, char *reason)
{
	ssize_t got = read(feed->fd, out, room);

	feed->pipe = 0;
	if (got == 0)
		snprintf(reason, FEED_REASON, "is a pipe to which nobody writes");
	return got;
}

/* Until there is something to read, nobody is left to write it, or a reason not to wait. */
static ssize_t wait_and_read(struct feed *feed, void *out, size_t room, char *reason)
{
	struct pollfd ready = { .fd = feed->fd, .events = POLLIN };

	for (int waited = 0, came = 0; came <= 0; waited += SLICE) {
		came = poll(&ready, 1, SLICE);
		if (feed->stop && *feed->stop) {
			snprintf(reason, FEED_REASON, "was not read on: it was interrupted");
			return 0;
		}
		if (came <= 0 && feed->pipe && waited >= FEED_WAIT)
			return try_pipe(feed, out, room, reason);
	}
	feed->pipe = 0;
	return read(feed->fd, out, room);
}

size_t feed_read(struct feed *feed, void *out, size_t room, char *reason)
{
	ssize_t got;

	do
		got = feed->size ? read(feed->fd, out, room)
		                 : wait_and_read(feed, out, room, reason);
	while (got < 0 && (errno == EINTR || errno == EAGAIN));
	if (got < 0)
		snprintf(reason, FEED_REASON, "cannot be read on: %s", strerror(errno));
	feed->read += got > 0 ? (size_t)got : 0;
	return got > 0 ? (size_t)got : 0;
}
