/* SPDX-License-Identifier: MIT
 *
 * writers.c - the processes that a recording names.
 */
#define _GNU_SOURCE /* F_SETLEASE */
#include "writers.h"

#include "mapping.h"
#include "memory.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>
#include <unistd.h>

void writers_add(struct writers *writers, pid_t pid)
{
	writers->pids = memory_room(writers->pids, writers->count, 1, &writers->space, sizeof pid);
	writers->pids[writers->count++] = pid;
}

static int by_number(const void *a, const void *b)
{
	const pid_t *left = a, *right = b;

	return (*left > *right) - (*left < *right);
}

size_t writers_count(struct writers *writers)
{
	size_t kept = 0;

	if (writers->sorted == writers->count)
		return writers->count;
	qsort(writers->pids, writers->count, sizeof writers->pids[0], by_number);
	for (size_t i = 0; i < writers->count; i++)
		if (kept == 0 || writers->pids[kept - 1] != writers->pids[i])
			writers->pids[kept++] = writers->pids[i];
	writers->count = writers->sorted = kept;
	return kept;
}

/* A lease for reading is not given while anybody has the file open for writing, or mapped so:
 * 1; -1: this file system cannot say, or says it of another file than the one that is mapped. */
static int is_open_for_writing(int file)
{
	void (*before)(int) = signal(SIGIO, SIG_IGN); /* of one who opens it in between */
	struct statfs system;
	int refused = fcntl(file, F_SETLEASE, F_RDLCK) != 0 ? errno : 0;

	fcntl(file, F_SETLEASE, F_UNLCK);
	signal(SIGIO, before);
	if (refused == EAGAIN)
		return 1;
	return refused || fstatfs(file, &system) != 0 || system.f_type == OVERLAYFS_SUPER_MAGIC
	               ? -1 : 0;
}

/* Where its maps may not be read, a process of that number is taken for the one. */
static int has_mapped(pid_t pid, const struct stat *file)
{
	struct mapping mapping;
	char line[8192];
	FILE *maps;
	int found = 0;

	if (pid <= 0 || kill(pid, 0) != 0)
		return 0; /* gone; another user's cannot have been started here */
	snprintf(line, sizeof line, "/proc/%ld/maps", (long)pid);
	maps = fopen(line, "re");
	if (!maps)
		return errno == EACCES || errno == EPERM;
	while (!found && fgets(line, sizeof line, maps))
		found = mapping_read(line, &mapping) && mapping.inode == file->st_ino
		        && mapping.major == major(file->st_dev)
		        && mapping.minor == minor(file->st_dev);
	fclose(maps);
	return found;
}

int writers_remain(struct writers *writers, int file)
{
	int known = is_open_for_writing(file);
	size_t count = writers_count(writers);
	struct stat status;

	for (size_t i = 0; known < 0 && i < count && fstat(file, &status) == 0; i++)
		if (has_mapped(writers->pids[i], &status))
			known = 1;
	return known > 0;
}

void writers_free(struct writers *writers)
{
	free(writers->pids);
}
