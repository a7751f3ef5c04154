/* SPDX-License-Identifier: MIT
 *
 * replace.c - a file written whole or not at all.
 */
#include "replace.h"

#include "memory.h"
#include "path.h"
#include "temporary.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

struct content {
	replace_writer *write;
	const void *user;
	int is_old; /* there is a file that must not be lost */
};

/* Everything written, or why not. */
static int fill(FILE *out, const struct content *content)
{
	int reason = content->write(out, content->user);

	if (!reason && (fflush(out) != 0 || ferror(out)))
		reason = errno ? errno : EIO;
	return reason;
}

/* Everything on disk before the old file's name changes hands. */
static int finish(FILE *out, mode_t mode, int is_old)
{
	return fchmod(fileno(out), mode) != 0 || (is_old && fsync(fileno(out)) != 0) ? errno : 0;
}

static int shut(FILE *out, int reason)
{
	return fclose(out) == 0 || reason ? reason : errno;
}

/* A stream on the file, which is closed with it; NULL: it is closed now, with errno telling
 * why. */
static FILE *stream_on(int file)
{
	FILE *out = fdopen(file, "w");
	int reason = errno;

	if (!out)
		close(file);
	errno = reason;
	return out;
}

static int write_whole(int file, mode_t mode, const struct content *content)
{
	FILE *out = stream_on(file);
	int reason = out ? fill(out, content) : errno;

	if (out && !reason)
		reason = finish(out, mode, content->is_old);
	return out ? shut(out, reason) : reason;
}

static const char suffix[] = ".~XXXXXX";

/* Beside the file and then in its place: it is the old one or the new one, never half. */
static int replace(const char *path, mode_t mode, const struct content *content)
{
	size_t length = strlen(path);
	char *temporary = memory_new(length + sizeof suffix, 1);
	int reason, file;

	memcpy(temporary, path, length);
	memcpy(temporary + length, suffix, sizeof suffix);
	file = mkstemp(temporary);
	if (file >= 0)
		temporary_start(temporary);
	reason = file < 0 ? errno : write_whole(file, mode, content);
	if (!reason && rename(temporary, path) != 0)
		reason = errno;
	if (reason && file >= 0)
		unlink(temporary);
	temporary_end();
	free(temporary);
	return reason;
}

/* A device or a pipe is written to, and stays what it is. A pipe that nobody reads is refused
 * at once; one that is read slowly is waited for. */
static int write_to(const char *path, const struct content *content)
{
	int file = open(path, O_WRONLY | O_NONBLOCK | O_NOCTTY);
	FILE *out = file < 0 ? NULL : stream_on(file);

	if (!out)
		return errno;
	if (fcntl(file, F_SETFL, 0) != 0)
		return shut(out, errno);
	return shut(out, fill(out, content));
}

static mode_t new_mode(void)
{
	mode_t mask = umask(0);

	umask(mask);
	return 0666 & ~mask;
}

/* A link stays a link: what it leads to is written. The caller frees it. */
static char *target_of(const char *path)
{
	char *real = realpath(path, NULL);

	return real ? real : memory_text(path);
}

int replace_file(const char *path, replace_writer *write, const void *user)
{
	struct stat old, link;
	int there = stat(path, &old) == 0, reason;
	const struct content content = { write, user, there };
	char *target;

	if (there && !S_ISREG(old.st_mode))
		return write_to(path, &content);
	target = target_of(path);
	if (!there && lstat(path, &link) == 0)
		reason = ENOENT; /* it leads nowhere */
	else if (there && access(target, W_OK) != 0)
		reason = errno;
	else
		reason = replace(target, there ? old.st_mode & 07777 : new_mode(), &content);
	free(target);
	return reason;
}

/* ------------------------------------------------------------------------ leftovers */

enum { SWEEP_ENTRIES = 10000, SWEEP_AGE = 60 /* seconds */ };

static int is_leftover(const char *name, const char *of)
{
	size_t length = strlen(of), fixed = strcspn(suffix, "X");

	if (strlen(name) != length + sizeof suffix - 1 || strncmp(name, of, length) != 0
	    || strncmp(name + length, suffix, fixed) != 0)
		return 0;
	for (name += length + fixed; isalnum((unsigned char)*name);)
		name++;
	return !*name;
}

static void sweep(int folder, const char *name)
{
	struct stat file;

	if (fstatat(folder, name, &file, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(file.st_mode)
	    && file.st_uid == geteuid() && time(NULL) - file.st_mtime > SWEEP_AGE)
		unlinkat(folder, name, 0);
}

void replace_sweep(const char *path)
{
	char *target = target_of(path);
	const char *name = path_last(target);
	char *above = name > target ? memory_copy(target, (size_t)(name - target))
	                            : memory_text(".");
	DIR *folder = opendir(above);
	struct dirent *entry;

	for (int i = 0; folder && i < SWEEP_ENTRIES && (entry = readdir(folder)); i++)
		if (is_leftover(entry->d_name, name))
			sweep(dirfd(folder), entry->d_name);
	if (folder)
		closedir(folder);
	free(above);
	free(target);
}
