/* SPDX-License-Identifier: MIT
 *
 * test_save.c - what a save may replace, and what it must leave what it is.
 */
#include "play.h"

#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

/* Plays m 100 and a save to this path; 1 if no line failed. */
static int saves(const char *path)
{
	struct play play;
	char script[512];
	int good;

	snprintf(script, sizeof script, "m 100\nsave \"%s\"\n", path);
	play_start(&play);
	play_lines(&play, script);
	good = play.status == 0;
	play_end(&play);
	return good;
}

static struct stat look(const char *path)
{
	struct stat there = { 0 };

	CU_ASSERT_EQUAL(lstat(path, &there), 0);
	return there;
}

static void a_link_stays_a_link(void)
{
	char folder[] = "/tmp/mmviz-save-XXXXXX", link[64], target[64];

	CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(folder));
	snprintf(link, sizeof link, "%s/link", folder);
	snprintf(target, sizeof target, "%s/target", folder);
	CU_ASSERT_EQUAL(symlink("target", link), 0);
	CU_ASSERT_FALSE(saves(link)); /* it leads nowhere yet */
	CU_ASSERT(S_ISLNK(look(link).st_mode));
	CU_ASSERT(saves(target));
	CU_ASSERT_EQUAL(chmod(target, 0640), 0);
	CU_ASSERT(saves(link));
	CU_ASSERT(S_ISLNK(look(link).st_mode));
	CU_ASSERT(S_ISREG(look(target).st_mode));
	CU_ASSERT_EQUAL(look(target).st_mode & 0777, 0640);
	unlink(link);
	unlink(target);
	rmdir(folder);
}

static void a_pipe_stays_a_pipe(void)
{
	char folder[] = "/tmp/mmviz-save-XXXXXX", pipe[64];

	CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(folder));
	snprintf(pipe, sizeof pipe, "%s/pipe", folder);
	CU_ASSERT_EQUAL(mkfifo(pipe, 0600), 0);
	CU_ASSERT_FALSE(saves(pipe)); /* nobody reads */
	CU_ASSERT(S_ISFIFO(look(pipe).st_mode));
	unlink(pipe);
	rmdir(folder);
}

/* A full device of the test's own where that may be made, never the system's as root. */
static void a_device_stays_a_device(void)
{
	char folder[] = "/tmp/mmviz-save-XXXXXX", own[64];
	const char *full = own;

	CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(folder));
	snprintf(own, sizeof own, "%s/full", folder);
	if (mknod(own, S_IFCHR | 0600, makedev(1, 7)) != 0 && geteuid() != 0)
		full = "/dev/full";
	if (access(full, F_OK) != 0) {
		test_skip("no device can be made here");
	} else {
		CU_ASSERT_FALSE(saves(full));
		CU_ASSERT(S_ISCHR(look(full).st_mode));
	}
	unlink(own);
	rmdir(folder);
}

CU_TestInfo save_tests[] = {
	{ "a link stays a link", a_link_stays_a_link },
	{ "a pipe stays a pipe", a_pipe_stays_a_pipe },
	{ "a device stays a device", a_device_stays_a_device },
	CU_TEST_INFO_NULL,
};
