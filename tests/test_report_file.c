/* SPDX-License-Identifier: MIT
 *
 * test_report_file.c - the ways to a report: the prompt, files that are none, damage, Ctrl-C.
 */
#include "notes.h"
#include "reported.h"
#include "shell.h"

/* The number of a row of compare, as plain text has it, stands in the page's row. */
static void same_table(const char *out, const char *page)
{
	static const char *const rows[] = { "mapped", "utilisation", "internal frag.", "searches",
		                            "past home", "splits", "merges", "system calls" };

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char line[80], first[40], best[40], bins[40], html[300];
		const char *at;

		snprintf(line, sizeof line, "\n%s | ", rows[i]);
		at = strstr(out, line);
		CU_ASSERT_PTR_NOT_NULL_FATAL(at);
		CU_ASSERT_EQUAL_FATAL(sscanf(at + strlen(line), "%39[^|]| %39[^|]| %39[^\n]", first,
		                             best, bins), 3);
		first[strlen(first) - 1] = best[strlen(best) - 1] = 0;
		snprintf(html, sizeof html, "<th>%s</th><td class=\"n\">%s</td><td class=\"n\">%s"
		         "</td><td class=\"n\">%s</td>", rows[i], first, best, bins);
		CU_ASSERT(play_has(page, html));
	}
}

/* AddressSanitizer leaves few addresses: a heap may need more calls for its own. */
static void the_prompt_writes_the_same_page(void)
{
	const char *path = record("few.mmtrace", few, 6, "thing");
	const char *out = scratch_path("prompt.html");
	char line[1200], *page, *other = page_of(path);
	size_t length;
	struct play play;

	if (NOTES) {
		free(other);
		test_skip("only without AddressSanitizer");
		return;
	}
	play_start(&play);
	snprintf(line, sizeof line, "load \"%s\"\ncompare first best bins\nm 100\nback 3\n"
	         "report \"%s\"\n", path, out);
	play_lines(&play, line);
	CU_ASSERT_EQUAL(play.status, 0);
	CU_ASSERT(play_has(play.out, "a page about 6 operations written to"));
	CU_ASSERT_EQUAL(session_standing(play.session).step, 4);
	page = scratch_read(out, &length);
	CU_ASSERT_PTR_NOT_NULL_FATAL(page);
	CU_ASSERT_STRING_EQUAL(page, other);
	same_table(play.out, page);
	CU_ASSERT(play_has(page, "a heap of mmviz, first fit."));
	free(page);
	snprintf(line, sizeof line, "set placement best\nload \"%s\"\nreport \"%s\"\n"
	         "set engine fast\nload \"%s\"\n", path, out, path);
	play_lines(&play, line);
	page = scratch_read(out, &length);
	CU_ASSERT_PTR_NOT_NULL_FATAL(page);
	CU_ASSERT(play_has(page, "a heap of mmviz, best fit."));
	free(page);
	snprintf(line, sizeof line, "report \"%s\"\n", out);
	play_lines(&play, line);
	CU_ASSERT_EQUAL(play.status, 0);
	page = scratch_read(out, &length);
	CU_ASSERT_PTR_NOT_NULL_FATAL(page);
	CU_ASSERT(play_has(page, "a heap of mmviz, fast engine."));
	CU_ASSERT(play_has(page, "<th class=\"n\">best,engine=general</th>"));
	is_a_page(page);
	play_end(&play);
	unlink(out);
	free(page);
	free(other);
}

static void what_cannot_be_is_told(void)
{
	const char *path = record("few.mmtrace", few, 6, "thing");
	char line[1200];
	struct play play;

	play_start(&play);
	play_lines(&play, "m 100\nreport /tmp/x.html\n");
	CU_ASSERT(play_has(play.out, "this heap was not loaded"));
	snprintf(line, sizeof line, "load \"%s\"\nreport \"%s\"\nreport /nowhere/at/all.html\n",
	         path, path);
	play_lines(&play, line);
	CU_ASSERT(play_has(play.out, "is the recording itself"));
	CU_ASSERT(play_has(play.out, "could not be written: No such file"));
	unlink(path);
	play_lines(&play, "report /tmp/x.html\n");
	CU_ASSERT(play_has(play.out, "Nothing was written."));
	play_end(&play);
}

static void only_plain_files_are_read(void)
{
	static const char *const paths[] = { "/dev/zero", "/dev/null", "/", "/nowhere", "-" };

	for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
		const struct survey_wish wish = { .path = paths[i] };
		struct surveyed done = survey_file(&wish, scratch_path("never.html"));

		CU_ASSERT(play_has(done.problem, "Nothing was written."));
		CU_ASSERT_EQUAL(done.written, 0);
		CU_ASSERT_NOT_EQUAL(access(scratch_path("never.html"), F_OK), 0);
	}
}

static void damage_is_told_and_no_hindrance(void)
{
	static const char text[] = "1: malloc 0x1000000 100\n1: free 0x1000000\n1: nonsense\n";
	const char *path = scratch_write("bad.txt", text, sizeof text - 1);
	const struct survey_wish wish = { .path = path };
	const char *out = scratch_path("bad.html");
	struct surveyed done = survey_file(&wish, out);
	size_t length;
	char *page = scratch_read(out, &length);

	CU_ASSERT(done.written);
	CU_ASSERT(play_has(done.problem, "The report is written all the same."));
	CU_ASSERT_PTR_NOT_NULL_FATAL(page);
	is_a_page(page);
	CU_ASSERT(play_has(page, "line 3, byte 45"));
	free(page);
}

static void ctrl_c_ends_it(void)
{
	struct play play;
	struct surveyed done;
	struct survey_wish wish = { .path = "tests/traces/small.rep" };

	play_start(&play);
	play.session->interrupted = 1;
	wish.asker = play.session;
	done = survey_file(&wish, scratch_path("never.html"));
	CU_ASSERT(play_has(done.problem, "It was interrupted. Nothing was written."));
	CU_ASSERT_EQUAL(done.written, 0);
	play_end(&play);
}

/* Calls from one line are one row. */
static void a_line_is_a_row(void)
{
	if (!shell_ready() || !shell_finds("cc"))
		return;
	shell_ends(0, "printf '#include <stdlib.h>\nint main(void) {\nvoid *volatile p = malloc(9);"
	              " p = malloc(70); p = malloc(800); return !p; }\n' >two.c; cc -g -O0 -o two"
	              " two.c && $M record -o F ./two 2>/dev/null && $M report F -o two.html"
	              " && grep -o '<tr>.*main [^<]*' two.html >rows; rm -f two two.c");
	if (!shell_said("rows", "(two.c:"))
		return;
	CU_ASSERT(shell_said("rows", ">879<"));
	CU_ASSERT(shell_said("rows", ">3<"));
}

/* A pipe takes what needs no way back. */
static void a_recording_does_not_go_into_a_pipe(void)
{
	if (!shell_ready())
		return;
	shell_ends(0, "$M record -o F sh -c : 2>/dev/null; $M convert F /dev/stdout | cat");
	CU_ASSERT(shell_said("err", "takes bytes in their order only"));
}

/* What a child had from its parent is not in its record. */
static void a_fork_is_told(void)
{
	if (!shell_ready())
		return;
	shell_ends(0, "$M record -o F sh -c '(i=0; while [ $i -lt 2000 ]; do i=$((i + 1)); eval v$i=x;"
	              " done); :' 2>/dev/null; $M convert F G; rm -f G");
	CU_ASSERT(shell_said("err", "It was forked from process "));
}

CU_TestInfo report_file_tests[] = {
	{ "the prompt writes the same page", the_prompt_writes_the_same_page },
	{ "what cannot be is told", what_cannot_be_is_told },
	{ "only plain files are read", only_plain_files_are_read },
	{ "damage is told and no hindrance", damage_is_told_and_no_hindrance },
	{ "Ctrl-C ends it", ctrl_c_ends_it },
	{ "a line is a row", a_line_is_a_row },
	{ "a fork is told", a_fork_is_told },
	{ "a recording does not go into a pipe", a_recording_does_not_go_into_a_pipe },
	CU_TEST_INFO_NULL,
};
