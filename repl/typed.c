/* SPDX-License-Identifier: MIT
 *
 * typed.c - the lines typed, kept from run to run.
 */
#include "typed.h"

#include "folder.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <readline/history.h>

enum { MOST_BYTES = 1 << 20 }; /* a longer file is not ours */

const char *typed_path(char *out)
{
	return folder_path(out, "history");
}

/* The path of a plain file that is ours to write and of a sound size, or NULL. */
static const char *usable_file(char *path)
{
	struct stat info;
	int fd, fine;

	if (!*typed_path(path))
		return NULL;
	folder_make(path);
	fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0600);
	if (fd < 0)
		return NULL;
	fine = fstat(fd, &info) == 0 && S_ISREG(info.st_mode) && info.st_size <= MOST_BYTES;
	close(fd);
	return fine ? path : NULL;
}

void typed_open(void)
{
	char memory[TYPED_PATH];
	const char *path = usable_file(memory);

	stifle_history(TYPED_LINES);
	if (path)
		read_history(path);
	using_history(); /* the line before the first typed is the last read */
}

static void add(const char *line)
{
	char memory[TYPED_PATH];
	HIST_ENTRY *last = history_length ? history_get(history_base + history_length - 1) : NULL;

	if (!line[strspn(line, " \t")] || (last && strcmp(last->line, line) == 0))
		return;
	add_history(line);
	const char *path = usable_file(memory);

	if (path)
		append_history(1, path);
}

void typed_add(const char *text)
{
	char *copy = strdup(text), *next = copy;

	for (char *line; copy && (line = strsep(&next, "\r\n"));)
		add(line);
	free(copy);
	using_history();
}

void typed_close(void)
{
	char memory[TYPED_PATH];
	const char *path = usable_file(memory);

	if (path)
		history_truncate_file(path, TYPED_LINES);
}
