/* SPDX-License-Identifier: MIT
 *
 * test_lesson.c - every lesson is played, twice, and compared with what it printed when it
 * was last read by a person: tests/lessons/<name>. MY_TEST_LESSONS=write writes those
 * anew.
 */
#include "play.h"

#include <glob.h>
#include <string.h>

enum { LESSONS = 15, LEAST_EXPECTS = 3 };

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

/* What a lesson loads lies beside it. */
static void start(struct play *play)
{
	play_start(play);
	play->session->lessons = strdup("lessons/");
}

static char *played_once(const char *script)
{
	struct play play;
	char *out;

	start(&play);
	play_lines(&play, script);
	out = strdup(play.out);
	play_end(&play);
	return out;
}

static void play_lesson(const char *path)
{
	char *script = contents(path), *first = played_once(script), *kept;
	char kept_path[256];
	struct play play;

	snprintf(kept_path, sizeof kept_path, "tests/%s", path);
	start(&play);
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
	if (!play_stays())
		return;

	glob_t found;

	CU_ASSERT_EQUAL_FATAL(glob("lessons/[0-9]*.txt", 0, NULL, &found), 0);
	CU_ASSERT(found.gl_pathc >= LESSONS);
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

	start(&play);
	play_lines(&play, setting);
	CU_ASSERT_EQUAL(play.status, 0);
	play_lines(&play, script);
	failures = play.session->failures;
	play_end(&play);
	free(script);
	return failures;
}

static const struct { const char *lesson, *setting; } others[] = {
	{ "01", "granule 8" },      { "01", "placement worst" },
	{ "02", "align 32" },       { "02", "granule 8" },
	{ "03", "placement worst" }, { "03", "split 64" },
	{ "04", "placement worst" }, { "04", "coalesce never" },
	{ "04", "coalesce deferred" },
	{ "05", "hash fibonacci" }, { "05", "hash order-preserving" }, { "05", "capacity 64" },
	{ "06", "section 64K" },    { "07", "placement worst" },
	{ "07", "coalesce never" }, { "08", "placement worst" }, { "08", "header 8" },
	{ "09", "placement best" }, { "09", "coalesce deferred" },
	{ "10", "placement best" }, { "11", "section 64K" },
	{ "12", "align 64" },       { "13", "align 64" },
	{ "14", "placement worst" }, { "15", "section 64K" },
};

static void notice_another_heap(void)
{
	if (!play_stays())
		return;

	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
		char path[64], setting[100];

		snprintf(path, sizeof path, "lessons/%s.txt", others[i].lesson);
		snprintf(setting, sizeof setting, "set %s\n%sreset\n", others[i].setting,
		         strstr(others[i].setting, "granule") ? "set align 8\n" : "");
		if (failures_with(path, setting) == 0)
			printf("\n    %s does not notice %s\n", path, others[i].setting);
		CU_ASSERT(failures_with(path, setting) > 0);
	}
}

CU_TestInfo lesson_tests[] = {
	{ "all play as they were read", all_play },
	{ "notice another heap under them", notice_another_heap },
	CU_TEST_INFO_NULL,
};
