/* SPDX-License-Identifier: MIT
 *
 * contents.c - a small file as a whole, in memory.
 */
#include "contents.h"

#include "memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PART = 65536 };

static int is_readable(int fd)
{
	struct stat info;

	if (fstat(fd, &info) != 0)
		return errno;
	if (S_ISDIR(info.st_mode))
		return EISDIR;
	/* Standard input may be a terminal, or /dev/null. */
	if (fd != STDIN_FILENO && !S_ISREG(info.st_mode) && !S_ISFIFO(info.st_mode))
		return EINVAL;
	return 0;
}

static int read_all(int fd, size_t most, char **text, size_t *length)
{
	size_t space = 0;
	ssize_t got;

	do {
		*text = memory_room(*text, *length, PART + 1, &space, 1);
		got = read(fd, *text + *length, PART);
		if (got > 0)
			*length += (size_t)got;
	} while ((got > 0 && *length <= most) || (got < 0 && errno == EINTR));
	(*text)[*length] = 0;
	return got < 0 ? errno : *length > most ? EFBIG : 0;
}

static int open_path(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

	if (fd >= 0)
		fcntl(fd, F_SETFL, O_RDONLY); /* whose writer is slow is waited for */
	return fd;
}

int contents_read(const char *path, size_t most, char **text, size_t *length)
{
	int fd = strcmp(path, "-") == 0 ? STDIN_FILENO : open_path(path), reason;

	*text = NULL;
	*length = 0;
	if (fd < 0)
		return errno;
	reason = is_readable(fd);
	if (!reason)
		reason = read_all(fd, most, text, length);
	if (fd != STDIN_FILENO)
		close(fd);
	if (!reason)
		return 0;
	free(*text);
	*text = NULL;
	return reason;
}
