/* SPDX-License-Identifier: MIT
 *
 * test_settings.c - the words of MY_MALLOC: parsed, and read from a program's environment.
 */
#include "test.h"
#include "child.h"
#include "settings.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

extern char **environ;

/* The unknown words of one parse, each with a bar behind it. */
static void note(void *user, const char *word, size_t length)
{
	char *noted = user;

	snprintf(noted + strlen(noted), 100 - strlen(noted), "%.*s|", (int)length, word);
}

static void lists_are_parsed(void)
{
	static const struct {
		const char *text;
		int guard, stats;
		const char *unknown;
	} rows[] = {
		{ "", 0, 0, "" },
		{ "guard", 1, 0, "" },
		{ "stats", 0, 1, "" },
		{ "guard,stats", 1, 1, "" },
		{ "stats,guard,stats", 1, 1, "" },
		{ " guard , stats ", 1, 1, "" },
		{ ",,guard,", 1, 0, "" },
		{ "guardian,stats", 0, 1, "guardian|" },
		{ "guar", 0, 0, "guar|" },
		{ "Guard", 0, 0, "Guard|" },
		{ "guard stats", 0, 0, "guard stats|" },
		{ "a,b,guard,c d", 1, 0, "a|b|c d|" },
		{ "1", 0, 0, "1|" },
		{ "   ", 0, 0, "" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct settings got = { .guard = 7, .stats = 7 };
		char unknown[100] = "";

		settings_parse(&got, rows[i].text, note, unknown);
		CU_ASSERT_EQUAL(got.guard, rows[i].guard);
		CU_ASSERT_EQUAL(got.stats, rows[i].stats);
		CU_ASSERT_STRING_EQUAL(unknown, rows[i].unknown);
	}
}

/* The state of the forked child is what its parent's is: so it must not have been read
 * before. When it was (my_malloc.h asks first), there is nothing to see here. */
static int read_twice(void *user)
{
	char *variables[] = { (char[]){ "MY_MALLOCX=stats" }, user, NULL };

	environ = variables;
	if (!settings_get()->guard || settings_get() != settings_get())
		return 1;
	return settings_get()->stats ? 2 : 0;
}

static void the_environment_is_read_once(void)
{
	static char list[] = "MY_MALLOC=guard,no\033such-word";
	struct child child = child_run(read_twice, list);
	const char *said = strstr(child.error, "\"no?such-word\"");

	if (child.status == 1 && child.error[0] == '\0') {
		test_skip("the environment was read already");
		return;
	}
	CU_ASSERT(child.status == 0);
	CU_ASSERT_PTR_NOT_NULL_FATAL(said);
	CU_ASSERT_PTR_NOT_NULL(strstr(said, "guard"));
	CU_ASSERT_PTR_NOT_NULL(strstr(said, "stats"));
	CU_ASSERT_PTR_EQUAL(strchr(child.error, '\n'), child.error + strlen(child.error) - 1);
}

/* Says "kept" on standard error, which it has closed; once as it is, and once where another
 * file has come to lie. */
static int closes_error(void *user)
{
	char *variables[] = { user, NULL };
	int kept;

	environ = variables;
	kept = settings_error_fd();
	if (!settings_get()->stats || kept == STDERR_FILENO)
		return 1;
	close(STDERR_FILENO);
	if (write(settings_error_fd(), "kept", 4) != 4)
		return 2;
	if (open("/dev/null", O_WRONLY) != STDERR_FILENO || dup2(STDERR_FILENO, kept) != kept)
		return 3;
	return settings_error_fd() == STDERR_FILENO ? 0 : 4;
}

static void a_closed_standard_error_is_kept(void)
{
	static char list[] = "MY_MALLOC=stats";
	struct child child = child_run(closes_error, list);

	if (child.status == 1) {
		test_skip("the environment was read already");
		return;
	}
	CU_ASSERT_EQUAL(child.status, 0);
	CU_ASSERT_STRING_EQUAL(child.error, "kept");
}

CU_TestInfo settings_tests[] = {
	{ "lists are parsed", lists_are_parsed },
	{ "the environment is read once", the_environment_is_read_once },
	{ "a closed standard error is kept", a_closed_standard_error_is_kept },
	CU_TEST_INFO_NULL,
};
