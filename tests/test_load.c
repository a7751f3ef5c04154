/* SPDX-License-Identifier: MIT
 *
 * test_load.c - recorded programs played on a heap, and the summary told at the end.
 */
#include "heaps.h"
#include "load.h"
#include "names.h"
#include "replay.h"
#include "scratch.h"
#include "session.h"
#include "test.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>

/* ---------------------------------------------------------- live blocks by number */

/* Against a plain array: 2000 keys that differ little, put, found and removed at random. */
static void live_blocks(void)
{
	enum { KEYS = 2000 };
	static char memory[KEYS + 1];
	static int present[KEYS];
	struct live live = { 0 };
	unsigned long random = test_seed();
	size_t count = 0;

	for (int i = 0; i < 100000; i++) {
		random = random * 6364136223846793005u + 1442695040888963407u;
		size_t key = (random >> 33) % KEYS;
		struct live_block *block = live_find(&live, key * 16);

		CU_ASSERT_EQUAL_FATAL(block != NULL, present[key]);
		if (block) {
			CU_ASSERT_PTR_EQUAL(block->pointer, memory + key);
			live_remove(&live, block);
			count--;
		} else {
			live_put(&live, (struct live_block){ key * 16, memory + key, 1 });
			count++;
		}
		present[key] = !present[key];
		CU_ASSERT_EQUAL(live.count, count);
	}
	CU_ASSERT(live.capacity <= 2 * KEYS * 2);
	live_free(&live);
	CU_ASSERT_PTR_NULL(live_find(&live, 0));
}

/* ----------------------------------------------------------------------- playing */

struct played {
	struct replay replay;
	my_heap_statistics stats;
	char problem[TRACE_PROBLEM];
};

static struct played play_file(const char *path, const my_heap_options *options)
{
	struct played played = { 0 };
	struct trace_operation operation;
	struct trace *trace = trace_open(path, played.problem);
	struct session *session = session_create(stdout, stderr);

	if (options)
		session->options = *options;
	heaps_new(session, 1);
	played.replay.session = session;
	while (trace && trace_next(trace, &operation) == TRACE_OPERATION)
		replay_operation(&played.replay, &operation);
	my_heap_stats(session->heap, &played.stats);
	CU_ASSERT_EQUAL(my_heap_check(session->heap, NULL), 0);
	CU_ASSERT_EQUAL(played.replay.live.count, played.stats.used_chunks);
	CU_ASSERT_EQUAL(names_alive(session->names), played.stats.used_chunks);
	session_destroy(session);
	live_free(&played.replay.live);
	trace_close(trace);
	return played;
}

static struct played play_text(const char *text)
{
	return play_file(scratch_write("play", text, strlen(text)), NULL);
}

static void plays_every_operation(void)
{
	struct played android = play_file("tests/traces/small.android.txt", NULL);
	struct played rep = play_file("tests/traces/small.rep", NULL);

	CU_ASSERT_EQUAL(android.replay.operations, 9);
	CU_ASSERT_EQUAL(android.stats.used_chunks, 2);
	CU_ASSERT_EQUAL(android.stats.asked, 1000);
	CU_ASSERT_EQUAL(android.stats.peak_asked, 1080);
	CU_ASSERT_EQUAL(rep.replay.operations, 7);
	CU_ASSERT_EQUAL(rep.stats.asked, 64);
	CU_ASSERT_EQUAL(rep.replay.unknown_frees + rep.replay.lost_frees, 0);
}

static void counts_what_is_odd(void)
{
	struct replay replay = play_text("1: free 0x0\n1: free 0x10\n").replay;

	CU_ASSERT(replay.unknown_frees == 1 && replay.operations == 2);
	replay = play_text("1: realloc 0x20 0x10 50\n1: realloc 0x30 0x0 50\n").replay;
	CU_ASSERT(replay.unknown_reallocs == 1 && replay.live.count == 0);
	replay = play_text("1: malloc 0x0 50\n1: calloc 0x0 1 2\n1: realloc 0x0 0x10 9\n").replay;
	CU_ASSERT(replay.recorded_failures == 3 && replay.allocations == 0);
	replay = play_text("1\n3\na 7 \nr 7\nf 7\n").replay;
	CU_ASSERT(replay.sizeless == 2 && replay.unknown_frees == 0);
}

static void keeps_the_newer_block(void)
{
	struct played played = play_text("1: malloc 0x10 100\n1: malloc 0x10 30\n");

	CU_ASSERT_EQUAL(played.replay.lost_frees, 1);
	CU_ASSERT_EQUAL(played.stats.asked, 30);
	played = play_text("1: malloc 0x10 100\n1: malloc 0x20 40\n1: realloc 0x20 0x10 30\n");
	CU_ASSERT_EQUAL(played.replay.lost_frees, 1);
	CU_ASSERT_EQUAL(played.stats.asked, 30);
	played = play_text("a 3 100\na 3 30\nf 3\na 3 7\n");
	CU_ASSERT_EQUAL(played.replay.lost_frees, 1);
	CU_ASSERT_EQUAL(played.stats.asked, 7);
}

static void resizes(void)
{
	struct played played = play_text("1: malloc 0x10 100\n1: realloc 0x10 0x10 200\n");

	CU_ASSERT_EQUAL(played.stats.asked, 200);
	played = play_text("1: malloc 0x10 100\n1: realloc 0x0 0x10 0\n");
	CU_ASSERT_EQUAL(played.stats.used_chunks, 0);
	played = play_text("1: malloc 0x10 100\n1: realloc 0x0 0x10 5000\n1: free 0x10\n");
	CU_ASSERT(played.stats.used_chunks == 0 && played.replay.recorded_failures == 1);
	played = play_text("a 1 100\nr 1 0\n");
	CU_ASSERT(played.stats.used_chunks == 1 && played.stats.asked == 0);
	played = play_text("a 1 100\nr 1 0\nf 1\n");
	CU_ASSERT(played.stats.used_chunks == 0 && played.replay.unknown_frees == 0);
}

static void takes_any_alignment(void)
{
	struct played played = play_text("1: memalign 0x10 0 9\n1: memalign 0x20 48 9\n"
	                                 "1: memalign 0x30 65536 9\n");

	CU_ASSERT(played.replay.refused == 0 && played.stats.used_chunks == 3);
}

static void counts_what_the_heap_refuses(void)
{
	struct played played = play_text("1: malloc 0x10 100\n1: malloc 0x20 18446744073709551615\n"
	                                 "1: calloc 0x30 18446744073709551615 16\n"
	                                 "1: memalign 0x40 18446744073709551615 16\n"
	                                 "1: realloc 0x50 0x10 9223372036854775808\n"
	                                 "1: free 0x20\n1: free 0x50\n");

	CU_ASSERT_EQUAL(played.replay.refused, 4);
	CU_ASSERT_EQUAL(played.replay.first_refused.line, 2);
	CU_ASSERT_EQUAL(played.stats.used_chunks, 0);
	CU_ASSERT_EQUAL(played.replay.unknown_frees, 1);
}

static void plays_over_4_gib(void)
{
	struct played played = play_text("1\n2\na 0 5000000000\nf 0\n");

	if (played.replay.refused) {
		test_skip("no room for 5,000,000,000 bytes of address space");
		return;
	}
	CU_ASSERT_EQUAL(played.stats.peak_asked, 5000000000);
}

/* ------------------------------------------------------------------- the command */

struct run {
	struct session *session;
	FILE *nowhere;
	int status;
};

static struct run run_start(void)
{
	struct run run = { .nowhere = fopen("/dev/null", "w") };

	run.session = session_create(run.nowhere, run.nowhere);
	return run;
}

static struct run run_load(const char *path)
{
	struct run run = run_start();

	run.status = load_file(run.session, path);
	return run;
}

static void run_end(struct run *run)
{
	session_destroy(run->session);
	fclose(run->nowhere);
}

static int says(const struct run *run, const char *words)
{
	for (size_t i = 0; i < run->session->text.count; i++)
		if (strstr(run->session->text.line[i], words))
			return 1;
	printf("no line says: %s ... ", words);
	return 0;
}

static void sums_up(void)
{
	struct run run = run_load("tests/traces/small.android.txt");

	CU_ASSERT_EQUAL(run.status, SESSION_OK);
	CU_ASSERT(says(&run, "operations 9, read as Android memory_replay"));
	CU_ASSERT(says(&run, "peak live 1,080 bytes"));
	CU_ASSERT(says(&run, "peak mapped 4,096 bytes"));
	CU_ASSERT(says(&run, "utilisation 26."));
	CU_ASSERT(says(&run, "largest free "));
	CU_ASSERT(says(&run, "longest probe "));
	CU_ASSERT(says(&run, "system calls "));
	CU_ASSERT(says(&run, "live at the end 2 chunks in 1 section"));
	CU_ASSERT_EQUAL(names_alive(run.session->names), 2);
	CU_ASSERT_EQUAL(my_heap_options_of(run.session->heap)->grow, 1);
	run_end(&run);
}

/* The n-th allocation gives pn, as typed ones do; what was freed stays known. */
static void names_what_was_allocated(void)
{
	struct run run = run_load(scratch_write("a", "a 5 10\na 3 20\na 9 30\nf 5\n", 25));
	struct name first = names_get(run.session->names, names_find(run.session->names, "p1"));
	struct name second = names_get(run.session->names, names_find(run.session->names, "p2"));
	my_heap_chunk chunk;

	CU_ASSERT_EQUAL(first.died, 4);
	CU_ASSERT_EQUAL(first.size, 16);
	CU_ASSERT_EQUAL(second.born, 2);
	CU_ASSERT_FATAL(my_heap_find(run.session->heap, second.pointer, &chunk));
	CU_ASSERT_EQUAL(chunk.asked, 20);
	run_end(&run);
}

static void keeps_the_heap_without_a_trace(void)
{
	struct run run = run_start();
	my_heap *before = run.session->heap;

	CU_ASSERT_EQUAL(load_file(run.session, scratch_path("missing")), SESSION_FAILED);
	CU_ASSERT_EQUAL(load_file(run.session, "/"), SESSION_FAILED);
	CU_ASSERT_EQUAL(load_file(run.session, scratch_write("e", "", 0)), SESSION_FAILED);
	CU_ASSERT_EQUAL(load_file(run.session, "/dev/zero"), SESSION_FAILED);
	CU_ASSERT_PTR_EQUAL(run.session->heap, before);
	CU_ASSERT_PTR_NOT_NULL(strstr(run.session->outcome.linear, "Nothing was changed."));
	run_end(&run);
}

static void keeps_what_was_read(void)
{
	struct run run = run_load(scratch_write("cut", "1: malloc 0x10 5\n1: mall", 24));

	CU_ASSERT_EQUAL(run.status, SESSION_FAILED);
	CU_ASSERT_PTR_NOT_NULL(strstr(run.session->outcome.linear, "line 2, byte 20"));
	CU_ASSERT_PTR_NOT_NULL(strstr(run.session->outcome.linear, "kept: 1 operation."));
	CU_ASSERT_EQUAL(names_alive(run.session->names), 1);
	CU_ASSERT(says(&run, "operations 1,"));
	run_end(&run);
}

static void fails_at_the_limit(void)
{
	struct run run = run_start();

	run.session->options.limit = 8192;
	run.status = load_file(run.session, scratch_write("a", "a 0 100\na 1 9000\na 2 50\n", 24));
	CU_ASSERT_EQUAL(run.status, SESSION_FAILED);
	CU_ASSERT_PTR_NOT_NULL(strstr(run.session->outcome.linear,
	                              "refused 1 request of the recorded program. The first is "
	                              "on line 2 of a, for 9,000 bytes."));
	CU_ASSERT_EQUAL(names_alive(run.session->names), 2);
	run_end(&run);
}

static struct session *interruptible;

static void interrupt_it(int signal)
{
	(void)signal;
	interruptible->interrupted = 1;
}

/* A pipe without an end, ended by a signal. */
static void stops_when_interrupted(void)
{
	struct run run = run_start();
	const char *path = scratch_path("endless");
	struct itimerval soon = { .it_value.tv_usec = 50000 };
	char *text = malloc(12 << 20);
	size_t length = 0;

	while (length < (12 << 20) - 16)
		length += (size_t)sprintf(text + length, "a 1 10\nf 1\n");
	scratch_write("endless", text, length);
	free(text);
	interruptible = run.session;
	signal(SIGALRM, interrupt_it);
	setitimer(ITIMER_REAL, &soon, NULL);
	run.status = load_file(run.session, path);
	signal(SIGALRM, SIG_DFL);
	CU_ASSERT_EQUAL(run.status, SESSION_FAILED);
	CU_ASSERT_PTR_NOT_NULL(strstr(run.session->outcome.linear, "nterrupted: "));
	run_end(&run);
}

/* ---------------------------------------------------------------- a real program */

static void plays_a_real_program(void)
{
	const char *path = test_shared("traces/systemui.android.txt.gz");
	my_heap_options options;
	struct played played;

	if (!path) {
		test_skip("traces/systemui.android.txt.gz is not there");
		return;
	}
	my_heap_options_default(&options);
	options.placement = MY_HEAP_BINS;
	options.grow = 1;
	played = play_file(path, &options);
	CU_ASSERT_EQUAL(played.replay.operations, 786454);
	CU_ASSERT_EQUAL(played.replay.refused, 0);
	CU_ASSERT_STRING_EQUAL(played.problem, "");
}

CU_TestInfo load_tests[] = {
	{ "knows the live blocks", live_blocks },
	{ "plays every operation", plays_every_operation },
	{ "counts what is odd", counts_what_is_odd },
	{ "keeps the newer block", keeps_the_newer_block },
	{ "resizes", resizes },
	{ "takes any alignment", takes_any_alignment },
	{ "counts what the heap refuses", counts_what_the_heap_refuses },
	{ "plays over 4 GiB", plays_over_4_gib },
	{ "sums up", sums_up },
	{ "names what was allocated", names_what_was_allocated },
	{ "keeps the heap without a trace", keeps_the_heap_without_a_trace },
	{ "keeps what was read", keeps_what_was_read },
	{ "fails at the limit", fails_at_the_limit },
	{ "stops when interrupted", stops_when_interrupted },
	{ "plays a real program", plays_a_real_program },
	CU_TEST_INFO_NULL
};
