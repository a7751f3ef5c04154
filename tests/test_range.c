/* SPDX-License-Identifier: MIT
 *
 * test_range.c - f p1..p9 every 2: which chunks are meant, and that each is a step of its own.
 */
#include "journal.h"
#include "said.h"
#include "scratch.h"

#include <signal.h>
#include <sys/time.h>
#include <unistd.h>

static void frees_each_of_them(void)
{
	static const struct said rows[] = {
		{ "f p1..p9\nexpect used_chunks 0\nexpect operations 18",
		  "9 operations, f p1..p9; the last: p9 freed, 64 bytes" },
		{ "f p1..p9 every 2\nexpect used_chunks 4\nexpect state(p2) used\n"
		  "expect state(p3) free\nexpect operations 14",
		  "5 operations, f p1..p9 every 2; the last: p9 freed" },
		{ "f p2..p9 every 4\nexpect used_chunks 7\nexpect state(p6) free",
		  "2 operations, f p2..p9 every 4; the last: p6 freed" },
		{ "f p3..p3\nexpect used_chunks 8", "p3 freed, 64 bytes, no neighbour free" },
		{ "f p2\nf p8\nf p1..p9\nexpect used_chunks 0\nexpect operations 18",
		  "7 operations, f p1..p9; 2 were free already; the last: p9 freed" },
		{ "f p1\nf p1..p2", "1 operation, f p1..p2; 1 was free already; the last: p2" },
		{ "x1 = m 10\nx3 = m 10\nf x1..x3\nexpect used_chunks 9",
		  "2 operations, f x1..x3" },
		{ "buf = m 10\nf p1..p9\nexpect state(buf) used", "9 operations, f p1..p9;" },
	};

	CHECK_SAID("fill 9 64\n", rows);
}

static void says_what_is_wrong(void)
{
	static const struct said rows[] = {
		{ "f p9..p1", "p9..p1 goes backwards. It is written p1..p9. Nothing was changed." },
		{ "f p1..p99", "no chunk is named p99. Did you mean p9?" },
		{ "f q1..q2", "no chunk is named q1." },
		{ "f p1..9", "p1..9 is no range. It goes from one numbered name to another" },
		{ "f p1..q9", "p1..q9 is no range." },
		{ "f p01..p9", "p01..p9 is no range." },
		{ "f ..", ".. is no range." },
		{ "f p1..", "p1.. is no range." },
		{ "f p1..p18446744073709551617", "is no range." },
		{ "f p1..p9 2", "there may be every and a number, as in: f p1..p9 every" },
		{ "f p1..p9 every", "there may be every and a number" },
		{ "f p1..p9 every x", "x is no number." },
		{ "f p1..p9 every 0", "every 0 never goes on: 1 is every chunk" },
		{ "f p1 p2", "f frees one chunk, or a range of them, as in: f p1..p9." },
		{ "f p1..p9\nf p1..p9", "error: no chunk of p1..p9 is in use." },
		{ "p2000000 = m 10\nf p1..p2000000", "these are 2,000,000 chunks: a range has at" },
		{ "repeat 2 f p1..p9\nexpect used_chunks 9",
		  "a range is freed once, and cannot be" },
		{ "step f p1..p9\nexpect used_chunks 9", "step goes through one operation" },
	};

	CHECK_SAID("fill 9 64\n", rows);
}

/* A step in the middle is that chunk's own free, not the whole line typed again. */
static void each_is_a_step(void)
{
	struct play play;

	play_start(&play);
	play_lines(&play, "fill 9 64\nf p1..p9 every 2\ngoto 11\n");
	CU_ASSERT(play_has(play.out, "step 11 of 14, f p3: p3 freed, 64 bytes, no neighbour free"));
	play_lines(&play, "expect used_chunks 7\nexpect state(p5) used\nfwd 3\n"
	                  "expect used_chunks 4\ngoto 9\nexpect used_chunks 9\n"
	                  "try f p1..p9\nexpect used_chunks 9\nf p2..p8 every 3\n");
	CU_ASSERT_EQUAL(play.status, 0);
	CU_ASSERT_EQUAL(journal_operations(play.session->journal), 12);
	CU_ASSERT_STRING_EQUAL(journal_get(play.session->journal, 1)->text, "f p2..p8 every 3");
	play_end(&play);
}

static void is_saved_as_typed(void)
{
	const char *path = scratch_path("range.txt");
	char script[200], *text;
	size_t length;

	snprintf(script, sizeof script, "fill 9 64\nf p1..p9 every 2\nsave \"%s\"\n", path);
	free(play_once(script));
	text = scratch_read(path, &length);
	CU_ASSERT_PTR_NOT_NULL_FATAL(text);
	CU_ASSERT(play_has(text, "fill 9 64\nf p1..p9 every 2\n"));
	unlink(path);
	free(text);
}

enum { FILLED = 200000 };

static struct session *interrupted;

/* When the first few are free, however long it took to find them. */
static void interrupt(int signal_number)
{
	(void)signal_number;
	if (journal_operations(interrupted->journal) > FILLED)
		interrupted->interrupted = 1;
}

/* What is kept is the part that was done. */
static void can_be_interrupted(void)
{
	static const struct itimerval often = { .it_value = { .tv_usec = 1000 },
		                                .it_interval = { .tv_usec = 1000 } };
	static const struct itimerval never;
	struct play play;
	char line[64];
	size_t done;

	play_start(&play);
	interrupted = play.session;
	session_line(play.session, "fill 200000 64");
	signal(SIGALRM, interrupt);
	setitimer(ITIMER_REAL, &often, NULL);
	CU_ASSERT_EQUAL(session_line(play.session, "f p1..p200000 every 2"), SESSION_FAILED);
	setitimer(ITIMER_REAL, &never, NULL);
	CU_ASSERT_STRING_EQUAL(play.session->outcome.cause, "interrupted");
	done = journal_operations(play.session->journal) - FILLED;
	CU_ASSERT(done > 0 && done < FILLED / 2);
	CU_ASSERT_EQUAL_FATAL(journal_lines(play.session->journal), 2);
	snprintf(line, sizeof line, "f p1..p%zu every 2", 2 * done - 1);
	CU_ASSERT_STRING_EQUAL(journal_get(play.session->journal, 1)->text, line);
	play_end(&play);
}

CU_TestInfo range_tests[] = {
	{ "frees each of them", frees_each_of_them },
	{ "says what is wrong", says_what_is_wrong },
	{ "each is a step", each_is_a_step },
	{ "is saved as typed", is_saved_as_typed },
	{ "can be interrupted", can_be_interrupted },
	CU_TEST_INFO_NULL,
};
