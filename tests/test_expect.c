/* SPDX-License-Identifier: MIT
 *
 * test_expect.c - what lessons say must be seen: true, false, and wrongly written.
 */
#include "measure.h"
#include "play.h"

/* p1 used at 0x000, p2 free at 0x070 (48), p3 used at 0x0a0, the rest free. */
static const char heap[] = "m 100\nm 40\nm 200\nf p2\nw p1 \"hello\"\n";

static int status_of(const char *line, char **out)
{
	struct play play;
	int status;

	play_start(&play);
	play_lines(&play, heap);
	play_lines(&play, line);
	status = play.status;
	*out = strdup(play.out + strlen(play.out) - strlen(strstr(play.out, line)));
	play_end(&play);
	return status;
}

static void check_line(const char *line, int status)
{
	char *out;

	if (status_of(line, &out) != status) {
		printf("\n%s: %s\n", line, out);
		CU_FAIL("another status");
	}
	free(out);
}

static const char *const truths[] = {
	"expect state(p1) used", "expect state(p2) free", "expect chunks 4",
	"expect used_chunks 2", "expect free_chunks 2", "expect used 320",
	"expect used = 320", "expect asked 300", "expect slack 20", "expect free 3,776",
	"expect largest 3728", "expect largest 3,728", "expect mapped 4K",
	"expect sections 1", "expect offset(p1) 0", "expect offset(p3) 0xa0",
	"expect offset(p3) 0x0a0", "expect key(p3) 10", "expect size(p3) 208",
	"expect asked(p3) 200", "expect slack(p3) 8", "expect bucket(p3) 10",
	"expect home(p3) == 10", "expect displaced(p3) 0", "expect section(p3) 1",
	"expect capacity(s1) 16", "expect entries(s1) 4", "expect free_size(s1) 3728",
	"expect used(s1) 320", "expect probe >= 1", "expect splits 3", "expect merges 0",
	"expect syscalls < 10", "expect placement first", "expect hash modulo",
	"expect order address", "expect coalesce at-once", "expect section 4K",
	"expect load 0.75", "expect load 75", "expect granule 16",
	"expect text(p1) \"hello\"", "expect text(p1) != \"hellO\"", "expect chunks != 5",
	"expect chunks <= 4", "expect chunks > 3", "expect operations 5",
	"expect internal 6", "expect external 1", "expect moves 0", "expect copied 0",
	"expect state(p2) != used", "expect spans 0", "expect cached 0", "expect cached_chunks 0",
	"expect depot 0", "expect cached(t1) 0", "expect class(p1) 0", "expect byte(p1) 0",
	"expect engine general",
};

static const char *const lies[] = {
	"expect state(p1) free", "expect state(p2) used", "expect chunks 5",
	"expect chunks != 4", "expect chunks < 4", "expect offset(p1) 0x10",
	"expect placement best", "expect hash fibonacci", "expect text(p1) \"hullo\"",
	"expect load 0.5", "expect capacity(s1) 32", "expect probe 99",
};

static const char *const nonsense[] = {
	"expect", "expect chunks", "expect chunks 4 5 6", "expect chunks four",
	"expect chnks 4", "expect chunks(p1) 4", "expect offset 4", "expect offset(p9) 4",
	"expect offset(p2) 112", "expect offset() 4", "expect offset(p1 4",
	"expect capacity(s9) 16", "expect capacity(p1) 16", "expect state(p1) < used",
	"expect placement nearest", "expect error", "expect ( 4", "expect chunks -4",
	"expect key(s1+0x8) 1", "expect cached(t0) 0", "expect cached(p1) 0",
};

static void truths_hold(void)
{
	for (size_t i = 0; i < sizeof truths / sizeof *truths; i++)
		check_line(truths[i], 0);
}

static void lies_fail(void)
{
	for (size_t i = 0; i < sizeof lies / sizeof *lies; i++)
		check_line(lies[i], 1);
}

static void nonsense_fails(void)
{
	for (size_t i = 0; i < sizeof nonsense / sizeof *nonsense; i++)
		check_line(nonsense[i], 1);
}

static void both_values_are_said(void)
{
	char *out;

	status_of("expect chunks 5", &out);
	CU_ASSERT(play_has(out, "error: expected chunks 5, but chunks is 4."));
	free(out);
	status_of("expect offset(p3) < 0x80", &out);
	CU_ASSERT(play_has(out, "error: expected offset(p3) < 0x80, but offset(p3) is 0x0a0."));
	free(out);
	status_of("expect chnks 4", &out);
	CU_ASSERT(play_has(out, "Did you mean chunks?"));
	free(out);
}

/* No row of the table is left out by the rows above. */
static void every_measure_is_tried(void)
{
	for (const struct measure *m = measures; m->name; m++) {
		char form[64];
		size_t found = 0;

		snprintf(form, sizeof form, "expect %s%s", m->name,
		         m->of == MEASURE_HEAP ? " " : "(");
		for (size_t i = 0; i < sizeof truths / sizeof *truths; i++)
			found += strncmp(truths[i], form, strlen(form)) == 0;
		if (!found && strcmp(m->name, "looked") != 0 && strcmp(m->name, "utilisation") != 0)
			CU_FAIL("a measure is not tried");
	}
}

static void a_wanted_error_is_none(void)
{
	struct play play;

	play_start(&play);
	play_lines(&play, "m 16\nm 16\nf p1\nexpect error double free\n\n# prose\nf p1\n");
	CU_ASSERT_EQUAL(play.status, 0);
	CU_ASSERT_STRING_EQUAL(play.err, "");
	CU_ASSERT(play_has(play.out, "(double free) As\n  expected."));
	play_lines(&play, "expect error invalid free\nf p1\n");
	CU_ASSERT_EQUAL(play.status, 1);
	CU_ASSERT(play_has(play.err, "test:2: expected an error with the words invalid free, but"));
	play_lines(&play, "expect error double free\nm 1\n");
	CU_ASSERT_EQUAL(play.status, 1);
	CU_ASSERT(play_has(play.err,
	                   "test:2: expected an error with the words double free, but the"));
	play_lines(&play, "m 1\nexpect error double free\n");
	CU_ASSERT_EQUAL(play.status, 1);
	CU_ASSERT(play_has(play.err, "test:2: expect error is the last line"));
	play_lines(&play, "m 1\n");
	CU_ASSERT_EQUAL(play.status, 0);
	play_end(&play);
}

CU_TestInfo expect_tests[] = {
	{ "truths hold", truths_hold },
	{ "lies fail", lies_fail },
	{ "nonsense fails", nonsense_fails },
	{ "both values are said", both_values_are_said },
	{ "every measure is tried", every_measure_is_tried },
	{ "a wanted error is none", a_wanted_error_is_none },
	CU_TEST_INFO_NULL,
};
