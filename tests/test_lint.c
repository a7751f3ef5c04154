/* SPDX-License-Identifier: MIT
 *
 * test_lint.c - mmviz lint: every mistake with its line, and no others.
 */
#include "play.h"

#include "lint.h"
#include "scratch.h"

#include <glob.h>
#include <unistd.h>

/* What lint says of a lesson as it is written; to be freed. */
static char *lint_text(const char *text, size_t *mistakes)
{
	const char *path = scratch_path("lesson.txt");
	FILE *file = fopen(path, "w"), *out;
	char *said = NULL;
	size_t size = 0;

	fputs(text, file);
	fclose(file);
	out = open_memstream(&said, &size);
	*mistakes = lint_file(path, out);
	fclose(out);
	unlink(path);
	return said;
}

/* Each with a part of what is told, behind its line; "": nothing is. */
static const struct {
	const char *text, *told;
	size_t mistakes;
} rows[] = {
	{ "# Prose.\nm 100\nexpect chunks 2\n", "", 0 },
	{ "mm 100\n", ":1: no command is named mm", 1 },
	{ "m 100\npuase\n", ":2: no command is named puase. Did you mean pause?", 1 },
	{ "m 100\nexpect chunks 3\n", ":2: expected chunks 3, but chunks is 2.", 1 },
	{ "m 100\nexpect chunks > 2 and 1\n", ":2: expected chunks > 2 and 1, but chunks is 2.",
	  1 },
	{ "f p1\n", ":1: ", 1 },
	{ "m 1\nf p1\nexpect error double free\nf p1\n", "", 0 },
	{ "m 1\nexpect error double free\n", ":2: expect error is the last line", 1 },
	{ "ask a number Q\nanswer 1\n", ":2: the end of ask a", 1 },
	{ "ask a number Q\nend\n", ":2: ask a has no answer", 1 },
	{ "ask a number Q\nanswer best\nend\n", ":2: ", 1 },
	{ "ask a choice Q\nchoice x\nchoice y\nanswer z\nend\n", ":4: ", 1 },
	{ "ask a bucket Q\nanswer 3\nend\nask a bucket Q\nanswer 3\nend\n",
	  ":4: ask a has a name", 1 },
	{ "ask a number Q\nhint {x}\nanswer 3\nend\n", ":2: the name x is not known here", 1 },
	{ "ask a number Q\nanswer 3\nexplain {x}\nend\n", ":3: the name x is not known here", 1 },
	{ "ask a choice Q\nchoice y\nchoice {x}\nanswer a\nend\n", ":3: the name x is not known here", 1 },
	{ "goal g T\nreach chunks = 2\nm 1\nexplain {x}\nend\n", ":4: the name x is not known here",
	  1 },
	{ "ask a number Q\nanswer 3\nsave x.txt\nend\n", ":1: a file is written in ask a", 1 },
	{ "goal g T\nreach chunks = 3\nm 1\nend\n", ":1: the solution of g does not reach its "
	  "goal: chunks = 3 is wanted, and chunks is 2", 1 },
	{ "goal g T\nwithin 1 command\nreach chunks = 3\nm 1\nm 1\nend\n", ":1: 2 operations", 1 },
	{ "goal g T\nreach chunks >= 0\nm 1\nend\n", ":1: goal g is reached before", 1 },
	{ "goal g T\nreach chunks = 3\nm 1\nf p9\nf p8\nm 1\nend\n",
	  ":4: no chunk is named p9", 1 },
	{ "let p = 4\nlet sum1 = p\nm {sum1}\n", "", 0 },
	{ "let n = 4\n", ":1: warning: the variable n is never used", 0 },
	{ "let n = 4\nm {n}\n", "", 0 },
	{ "seed a\nm {n}\n", ":2: the name n is not known here", 1 },
	{ "let k = n + 1\nm {k}\n", ":1: the name n is not known here", 2 },
	{ "# {largst} bytes\n", ":1: warning: what stands in { } stays as it is", 0 },
	{ "# {{ and {1 + 1}\n", "", 0 },
	{ "m 1\nm rand(1, 9)\nm rand(1, 9)\n", ":2: warning: random numbers without a seed", 0 },
	{ "seed a\nm rand(1, 9)\n", "", 0 },
	{ "seed lesson\nm rand(1, 9)\n", "", 0 }, /* the file's name */
	{ "seed a\nm rand(1, 64)\nexpect size(p1) <= 32\n", ":3: with --seed ", 1 },
	{ "# 123456789 123456789 123456789 123456789 123456789 123456789 123456789 123456789\n",
	  ":1: warning: this line of prose has 81 columns", 0 },
	{ "m 1\nq\nmm 1\n", ":2: warning: q ends the lesson here", 0 },
	{ "\x01\x02 \xff\n", ":1: ", 1 },
};

static void finds_each_mistake(void)
{
	if (!play_stays())
		return;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		size_t mistakes;
		char *said = lint_text(rows[i].text, &mistakes);
		int is_told = strstr(said, rows[i].told) != NULL;

		is_told &= *rows[i].told != 0
		           || strstr(said, "lesson.txt: 0 mistakes, 0 warnings;") != NULL;
		CU_ASSERT_EQUAL(mistakes, rows[i].mistakes);
		CU_ASSERT(is_told);
		if (!is_told || mistakes != rows[i].mistakes)
			printf("\n%s--> %s", rows[i].text, said);
		free(said);
	}
}

/* By their lines, whenever they were found. */
static void tells_them_in_order(void)
{
	if (!play_stays())
		return;

	size_t mistakes;
	char *said = lint_text("let n = 4\n\nmm 1\nask a number Q\nchoice x\nexplian\nend\nmm 2\n",
	                       &mistakes);
	const char *at = said;

	CU_ASSERT_EQUAL(mistakes, 5);
	for (int line = 1; line <= 8; line += line == 1 ? 2 : line == 3 ? 2 : 1) {
		char part[32];

		snprintf(part, sizeof part, "lesson.txt:%d: ", line);
		at = strstr(at, part);
		CU_ASSERT_PTR_NOT_NULL_FATAL(at);
	}
	free(said);
}

static void bounds_what_it_keeps(void)
{
	char *text = calloc(5 * LINT_MOST + 1, 4), *said, *at = text;
	size_t mistakes;

	for (int i = 0; i < 2 * LINT_MOST; i++)
		at = stpcpy(at, "mm 1\n");
	said = lint_text(text, &mistakes);
	CU_ASSERT_EQUAL(mistakes, 2 * LINT_MOST);
	CU_ASSERT_PTR_NOT_NULL(strstr(said, "lesson.txt: 1,000 more.\n"));
	free(said);
	free(text);
}

static void leaves_no_files(void)
{
	const char *path = scratch_path("written.txt");
	char text[512];
	size_t mistakes;

	snprintf(text, sizeof text, "m 100\nsave %s\nexport %s\n", path, path);
	free(lint_text(text, &mistakes));
	CU_ASSERT_EQUAL(mistakes, 0);
	CU_ASSERT(access(path, F_OK) != 0);
}

static void missing_files_are_mistakes(void)
{
	char *said = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&said, &size);

	CU_ASSERT_EQUAL(lint_file("no/such.txt", out), 1);
	CU_ASSERT_EQUAL(lint_file("tests", out), 1);
	fclose(out);
	CU_ASSERT_PTR_NOT_NULL(strstr(said, "no/such.txt does not exist"));
	free(said);
}

static void the_course_has_none(void)
{
	if (!play_stays())
		return;

	glob_t found;

	CU_ASSERT_EQUAL_FATAL(glob("lessons/[0-9]*.txt", 0, NULL, &found), 0);
	for (size_t i = 0; i < found.gl_pathc; i++) {
		char *said = NULL;
		size_t size = 0;
		FILE *out = open_memstream(&said, &size);

		CU_ASSERT_EQUAL(lint_file(found.gl_pathv[i], out), 0);
		fclose(out);
		if (!strstr(said, ": 0 mistakes"))
			printf("\n%s", said);
		free(said);
	}
	globfree(&found);
}

/* The worked example of the manual: without a mistake, and played to its end. */
static void the_manual_shows_one(void)
{
	if (!play_stays())
		return;

	static const char begin[] = ".Sh EXAMPLES\n.Bd -literal -offset indent\n";
	size_t length, mistakes;
	char *page = scratch_read("inc/mmviz-lesson.5", &length), *text, *said;
	struct play play;

	CU_ASSERT_PTR_NOT_NULL_FATAL(page);
	text = strstr(page, begin);
	CU_ASSERT_PTR_NOT_NULL_FATAL(text);
	text += strlen(begin);
	*strstr(text, ".Ed\n") = 0;
	said = lint_text(text, &mistakes);
	CU_ASSERT(play_has(said, "lesson.txt: 0 mistakes, 0 warnings; 2 questions and 1 "
	                         "exercise."));
	play_start(&play);
	play_lines(&play, text);
	CU_ASSERT_EQUAL(play.status, 0);
	CU_ASSERT_STRING_EQUAL(play.err, "");
	CU_ASSERT(play_has(play.out, "  Answer: s1+0x0\n  At 0x000: the hole fits.\n"));
	CU_ASSERT(play_has(play.out, "  Reached in 2 operations.\n"));
	play_end(&play);
	free(said);
	free(page);
}

CU_TestInfo lint_tests[] = {
	{ "finds each mistake", finds_each_mistake },
	{ "tells them in order", tells_them_in_order },
	{ "bounds what it keeps", bounds_what_it_keeps },
	{ "leaves no files", leaves_no_files },
	{ "missing files are mistakes", missing_files_are_mistakes },
	{ "the course has none", the_course_has_none },
	{ "the manual shows one", the_manual_shows_one },
	CU_TEST_INFO_NULL,
};
