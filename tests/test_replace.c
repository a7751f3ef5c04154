/* SPDX-License-Identifier: MIT
 *
 * test_replace.c - a file is written whole or not at all; what is no file stays what it is.
 */
#include "test.h"

#include "replace.h"
#include "scratch.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { LONG = 300000 }; /* more than a pipe holds */

static int put_text(FILE *out, const void *user)
{
	fputs(user, out);
	return 0;
}

static int put_much(FILE *out, const void *user)
{
	for (int i = 0; i < LONG; i++)
		putc(*(const char *)user, out);
	return 0;
}

static int give_up(FILE *out, const void *user)
{
	fputs(user, out);
	return EINTR;
}

static int holds(const char *path, const char *text)
{
	size_t length;
	char *read = scratch_read(path, &length);
	int same = read && strcmp(read, text) == 0;

	free(read);
	return same;
}

static void whole_or_not_at_all(void)
{
	const char *path = scratch_path("whole");
	struct stat there;

	CU_ASSERT_EQUAL(replace_file(path, put_text, "one"), 0);
	CU_ASSERT(holds(path, "one"));
	CU_ASSERT_EQUAL(chmod(path, 0640), 0);
	CU_ASSERT_EQUAL(replace_file(path, put_text, "two"), 0);
	CU_ASSERT(holds(path, "two"));
	CU_ASSERT_EQUAL(stat(path, &there), 0);
	CU_ASSERT_EQUAL(there.st_mode & 0777, 0640);
	CU_ASSERT_EQUAL(replace_file(path, give_up, "three"), EINTR);
	CU_ASSERT(holds(path, "two"));
	unlink(path);
}

static size_t files_in(const char *folder)
{
	struct dirent **entry;
	int count = scandir(folder, &entry, NULL, NULL);

	for (int i = 0; i < count; i++)
		free(entry[i]);
	if (count >= 0)
		free(entry);
	return (size_t)count - 2; /* itself and its parent */
}

static void nothing_is_left_behind(void)
{
	char *folder = strdup(scratch_path("half")), path[512];

	CU_ASSERT_EQUAL(mkdir(folder, 0700), 0);
	snprintf(path, sizeof path, "%s/file", folder);
	CU_ASSERT_EQUAL(replace_file(path, give_up, "half"), EINTR);
	CU_ASSERT_EQUAL(files_in(folder), 0);
	CU_ASSERT_EQUAL(replace_file(path, put_text, "whole"), 0);
	CU_ASSERT_EQUAL(replace_file(path, give_up, "half"), EINTR);
	CU_ASSERT_EQUAL(files_in(folder), 1);
	CU_ASSERT_EQUAL(replace_file(folder, put_text, "text"), EISDIR);
	unlink(path);
	rmdir(folder);
	free(folder);
}

static void what_may_not_be_written(void)
{
	const char *path = scratch_path("shut");

	CU_ASSERT_EQUAL(replace_file(scratch_path("none/file"), put_text, "text"), ENOENT);
	CU_ASSERT_EQUAL(replace_file(path, put_text, "text"), 0);
	if (geteuid() == 0) {
		test_skip("root may write everywhere");
	} else {
		CU_ASSERT_EQUAL(chmod(path, 0400), 0);
		CU_ASSERT_EQUAL(replace_file(path, put_text, "other"), EACCES);
		CU_ASSERT(holds(path, "text"));
	}
	unlink(path);
}

/* A full device of the test's own where that may be made, never the system's as root. */
static void a_full_device_is_told(void)
{
	const char *own = scratch_path("full-device"), *full = own;
	struct stat there;

	if (mknod(own, S_IFCHR | 0600, makedev(1, 7)) != 0 && geteuid() != 0)
		full = "/dev/full";
	if (stat(full, &there) != 0) {
		test_skip("no device can be made here");
		return;
	}
	CU_ASSERT_EQUAL(replace_file(full, put_text, "text"), ENOSPC);
	CU_ASSERT_EQUAL(stat(full, &there), 0);
	CU_ASSERT(S_ISCHR(there.st_mode));
	unlink(own);
}

static int end_by_signal(FILE *out, const void *user)
{
	fputs("half", out);
	fflush(out);
	raise(*(const int *)user);
	return 0;
}

/* In a program that heeds no signals, as plain text does. */
static void a_signal_leaves_nothing_behind(void)
{
	static const int endings[] = { SIGINT, SIGTERM, SIGHUP };
	char *folder = strdup(scratch_path("signal")), path[512];

	CU_ASSERT_EQUAL(mkdir(folder, 0700), 0);
	snprintf(path, sizeof path, "%s/file", folder);
	CU_ASSERT_EQUAL(replace_file(path, put_text, "old"), 0);
	for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
		pid_t child = fork();
		int status = 0;

		if (child == 0) {
			signal(endings[i], SIG_DFL);
			replace_file(path, end_by_signal, &endings[i]);
			_exit(0);
		}
		CU_ASSERT_EQUAL(waitpid(child, &status, 0), child);
		CU_ASSERT(WIFSIGNALED(status) && WTERMSIG(status) == endings[i]);
		CU_ASSERT(holds(path, "old"));
		CU_ASSERT_EQUAL(files_in(folder), 1);
	}
	unlink(path);
	rmdir(folder);
	free(folder);
}

static void *read_slowly(void *user)
{
	int file = *(int *)user;
	size_t *length = calloc(1, sizeof *length);
	char part[8192];
	ssize_t got;

	fcntl(file, F_SETFL, 0);
	usleep(50000);
	while ((got = read(file, part, sizeof part)) > 0)
		*length += (size_t)got;
	return length;
}

static void a_slow_pipe_is_waited_for(void)
{
	const char *path = scratch_path("pipe");
	pthread_t reader;
	void *length;
	int file;

	CU_ASSERT_EQUAL_FATAL(mkfifo(path, 0600), 0);
	CU_ASSERT_EQUAL(replace_file(path, put_much, "x"), ENXIO); /* nobody reads */
	file = open(path, O_RDONLY | O_NONBLOCK);
	CU_ASSERT_FATAL(file >= 0);
	CU_ASSERT_EQUAL_FATAL(pthread_create(&reader, NULL, read_slowly, &file), 0);
	CU_ASSERT_EQUAL(replace_file(path, put_much, "x"), 0);
	pthread_join(reader, &length);
	CU_ASSERT_EQUAL(*(size_t *)length, LONG);
	free(length);
	close(file);
	unlink(path);
}

/* They lie beside the file, not beside a link to it. */
static void leftovers_of_a_linked_file_go(void)
{
	const struct timespec old[2] = { { .tv_sec = time(NULL) - 100 }, { .tv_sec = time(NULL) - 100 } };
	char *folder = strdup(scratch_path("target")), file[512], left[512], *link;

	CU_ASSERT_EQUAL(mkdir(folder, 0700), 0);
	snprintf(file, sizeof file, "%s/file", folder);
	snprintf(left, sizeof left, "%s/file.~a1B2c3", folder);
	link = strdup(scratch_path("link"));
	CU_ASSERT_EQUAL(replace_file(file, put_text, "old"), 0);
	CU_ASSERT_EQUAL(replace_file(left, put_text, "half"), 0);
	CU_ASSERT_EQUAL(utimensat(AT_FDCWD, left, old, 0), 0);
	CU_ASSERT_EQUAL(symlink("target/file", link), 0);
	CU_ASSERT_EQUAL(replace_file(link, put_text, "new"), 0);
	CU_ASSERT(holds(file, "new"));
	replace_sweep(link);
	CU_ASSERT_NOT_EQUAL(access(left, F_OK), 0);
	unlink(left);
	unlink(file);
	unlink(link);
	rmdir(folder);
	free(folder);
	free(link);
}

CU_TestInfo replace_tests[] = {
	{ "whole or not at all", whole_or_not_at_all },
	{ "nothing is left behind", nothing_is_left_behind },
	{ "what may not be written", what_may_not_be_written },
	{ "a full device is told", a_full_device_is_told },
	{ "a signal leaves nothing behind", a_signal_leaves_nothing_behind },
	{ "a slow pipe is waited for", a_slow_pipe_is_waited_for },
	{ "leftovers of a linked file go", leftovers_of_a_linked_file_go },
	CU_TEST_INFO_NULL,
};
