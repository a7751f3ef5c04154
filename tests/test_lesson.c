/* SPDX-License-Identifier: MIT
 *
 * test_lesson.c - every lesson is played, twice, and compared with what it printed when it
 * was last read by a person: tests/lessons/<name>. MY_TEST_LESSONS=write writes those
 * anew.
 */
#include "play.h"

#include <glob.h>
#include <string.h>

enum { LEAST_EXPECTS = 8 };

static char *contents(const char *path)
{
	FILE *file = fopen(path, "r");
	char *text = NULL;
	size_t size = 0, got;
	FILE *into = open_memstream(&text, &size);
	char part[4096];

	while (file && (got = fread(part, 1, sizeof part, file)) > 0)
		fwrite(part, 1, got, into);
	if (file)
		fclose(file);
	fclose(into);
	return text;
}

static int expects(const char *text)
{
	int count = 0;

	for (const char *at = text; (at = strstr(at, "\nexpect ")); at++)
		count++;
	return count;
}

static void keep(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	if (file) {
		fputs(text, file);
		fclose(file);
	}
}

static void play_lesson(const char *path)
{
	char *script = contents(path), *first = play_once(script), *kept;
	char kept_path[256];
	struct play play;

	snprintf(kept_path, sizeof kept_path, "tests/%s", path);
	play_start(&play);
	play_lines(&play, script);
	if (getenv("MY_TEST_LESSONS"))
		keep(kept_path, play.out);
	kept = contents(kept_path);
	CU_ASSERT_EQUAL(play.status, 0);
	CU_ASSERT_STRING_EQUAL(play.err, "");
	CU_ASSERT_STRING_EQUAL(play.out, first);
	CU_ASSERT_STRING_EQUAL(play.out, kept);
	CU_ASSERT(expects(script) >= LEAST_EXPECTS);
	play_end(&play);
	free(script);
	free(first);
	free(kept);
}

static void all_play(void)
{
	glob_t found;

	CU_ASSERT_EQUAL_FATAL(glob("lessons/[0-9]*.txt", 0, NULL, &found), 0);
	CU_ASSERT(found.gl_pathc >= 3);
	for (size_t i = 0; i < found.gl_pathc; i++)
		play_lesson(found.gl_pathv[i]);
	globfree(&found);
}

/* Plays a lesson on a heap that was changed under it; how many lines fail. */
static size_t failures_with(const char *path, const char *setting)
{
	char *script = contents(path);
	struct play play;
	size_t failures;

	play_start(&play);
	play_lines(&play, setting);
	CU_ASSERT_EQUAL(play.status, 0);
	play_lines(&play, script);
	failures = play.session->failures;
	play_end(&play);
	free(script);
	return failures;
}

static void notice_another_heap(void)
{
	CU_ASSERT(failures_with("lessons/01.txt", "set align 8\nset granule 8\nreset\n") > 0);
	CU_ASSERT(failures_with("lessons/02.txt", "set placement worst\nreset\n") > 0);
	CU_ASSERT(failures_with("lessons/02.txt", "set coalesce never\nreset\n") > 0);
	CU_ASSERT(failures_with("lessons/03.txt", "set hash fibonacci\nreset\n") > 0);
	CU_ASSERT(failures_with("lessons/03.txt", "set hash order-preserving\nreset\n") > 0);
	CU_ASSERT(failures_with("lessons/03.txt", "set capacity 64\nreset\n") > 0);
	CU_ASSERT(failures_with("lessons/05.txt", "set placement worst\nreset\n") > 0);
	CU_ASSERT(failures_with("lessons/05.txt", "set coalesce deferred\nreset\n") > 0);
}

CU_TestInfo lesson_tests[] = {
	{ "all play as they were read", all_play },
	{ "notice another heap under them", notice_another_heap },
	CU_TEST_INFO_NULL,
};
