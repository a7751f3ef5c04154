/* SPDX-License-Identifier: MIT
 *
 * test_recording.c - our own recordings read: blocks, threads, processes, damage, growth.
 *
 *   made:  FILE | STREAM 1 | records of threads ... | STREAM 2 | ...
 */
#include "made.h"
#include "options.h"
#include "plain.h"
#include "session.h"
#include "timeline.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void reads_a_recording(void)
{
	struct trace_operation op;
	struct trace *trace;

	made_small();
	READS(MADE_SMALL);
	CU_ASSERT_STRING_EQUAL(made_remark, "");
	trace = trace_open(scratch_write("r", made_image, made_end), made_problem);
	CU_ASSERT_PTR_NOT_NULL_FATAL(trace);
	CU_ASSERT_EQUAL(trace_next(trace, &op), TRACE_OPERATION);
	CU_ASSERT(op.thread == 5 && op.stream == 77 && op.caller == 0x1234 && op.time == 100);
	CU_ASSERT(op.line == 1 && strcmp(trace_unit(trace), "operation") == 0);
	CU_ASSERT_EQUAL(trace_next(trace, &op), TRACE_OPERATION);
	CU_ASSERT_EQUAL(op.time, 150);
	trace_close(trace);
}

static void reads_packed(void)
{
	if (!scratch_packs())
		return;

	size_t length;
	char *packed;

	made_small();
	CU_ASSERT_STRING_EQUAL(made_read_process(scratch_gzip("r.gz", made_image, made_end), NULL),
	                       MADE_SMALL);
	CU_ASSERT_STRING_EQUAL(made_problem, "");
	packed = scratch_read(scratch_path("r.gz"), &length);
	CU_ASSERT_STRING_EQUAL(made_read_process(scratch_write("cut.gz", packed, length - 8), NULL),
	                       MADE_SMALL);
	CU_ASSERT_PTR_NOT_NULL(strstr(made_problem, "what follows is missing, for the file is cut"));
	free(packed);
}

static void reads_what_was_not_finished(void)
{
	struct made_block block;

	made_small();
	block = made_block(1, 5, 300, 4 * PAGE);
	made_malloc(&block, 0x300, 1);
	READS("+100 10;+200 20;-100;+300 1;");
	made_end -= 3 * PAGE;
	CU_ASSERT_STRING_EQUAL(made_read_process(scratch_write("r", made_image, made_end), NULL),
	                       "+100 10;+200 20;-100;+300 1;");
	CU_ASSERT_STRING_EQUAL(made_problem, "");
	CU_ASSERT_PTR_NOT_NULL(strstr(made_remark, "cut off at byte 20,480"));
	made_end += 3 * PAGE; /* a page that was claimed and not begun, and a block behind it */
	made_end += PAGE;
	block = made_block(1, 5, 400, PAGE);
	made_free(&block, 0x300);
	READS("+100 10;+200 20;-100;+300 1;-300;");
}

static void knows_processes(void)
{
	struct made_block block;

	made_small();
	made_stream(2, 78, "/usr/bin/other");
	block = made_block(2, 9, 0, PAGE);
	made_malloc(&block, 0x900, 9);
	READS(MADE_SMALL);
	CU_ASSERT_PTR_NOT_NULL(strstr(made_remark, "This was small (process 77, 3 operations), one of "
	                                      "2 programs in 2 processes: load FILE PROCESS plays "
	                                      "another. Also recorded: other (process 78, 1 "
	                                      "operation)."));
	CU_ASSERT_STRING_EQUAL(made_read_process(scratch_write("r", made_image, made_end), "78"),
	                       "+900 9;");
	CU_ASSERT_STRING_EQUAL(made_read_process(scratch_write("r", made_image, made_end), "other"),
	                       "+900 9;");
	made_read_process(scratch_write("r", made_image, made_end), "third");
	CU_ASSERT_PTR_NOT_NULL(strstr(made_problem, "holds no process \"third\""));
	CU_ASSERT(strstr(made_problem, "There is small (") && strstr(made_problem, "other ("));
	made_read_process(scratch_write("a", "a 0 1\n", 6), "third");
	CU_ASSERT_PTR_NOT_NULL(strstr(made_problem, "tells no processes apart"));
	block.head->stream = 3; /* one that nobody has introduced */
	READS(MADE_SMALL);
}

/* A shell that becomes the program that was meant, after more operations of its own. */
static void takes_what_a_process_became(void)
{
	struct made_block block;

	made_small();
	made_stream(2, 78, "/usr/bin/other");
	block = made_block(2, 9, 0, PAGE);
	made_malloc(&block, 0x900, 9);
	made_malloc(&block, 0xa00, 9);
	made_stream(3, 77, "/usr/bin/became");
	block = made_block(3, 5, 500, PAGE);
	made_malloc(&block, 0x700, 7);
	made_stream(4, 77, "/usr/bin/nothing");
	READS("+700 7;");
	CU_ASSERT_PTR_NOT_NULL(strstr(made_remark, "This was became (process 77, 1 operation), one "
	                                      "of 4 programs in 2 processes: "));
	CU_ASSERT_STRING_EQUAL(made_read_process(scratch_write("r", made_image, made_end), "small"),
	                       MADE_SMALL);
	CU_ASSERT_STRING_EQUAL(made_read_process(scratch_write("r", made_image, made_end), "77"),
	                       "+700 7;");
}

/* --------------------------------------------------------------------------- merging */

/* What waits for another thread: the free of 100 for its malloc, the malloc of 200 for its
 * free. */
static void repairs_the_order(void)
{
	struct made_block a, b;

	made_file(0);
	made_stream(1, 77, "two");
	a = made_block(1, 1, 0, PAGE);
	b = made_block(1, 2, 0, PAGE);
	made_free(&a, 0x100);
	made_malloc(&a, 0x200, 2);
	made_note(&a, 1000);
	made_malloc(&b, 0x200, 1);
	made_malloc(&b, 0x100, 1);
	made_free(&b, 0x200);
	made_note(&b, 1000);
	READS("+200 1;+100 1;-100;-200;+200 2;");
	CU_ASSERT_STRING_EQUAL(made_remark, "");
}

/* A is interrupted after its free, and B uses the block meanwhile. */
static void knows_who_was_interrupted(void)
{
	struct made_block a, b;

	made_file(0);
	made_stream(1, 77, "two");
	a = made_block(1, 1, 0, PAGE);
	b = made_block(1, 2, 0, PAGE);
	made_malloc(&a, 0x100, 1);
	made_note(&a, 10);
	made_free(&a, 0x100);
	made_malloc(&a, 0x100, 3);
	for (uint64_t i = 2; i < 10; i++)
		made_malloc(&a, 0x100 * i, 4);
	made_note(&a, 1000);
	made_note(&b, 400);
	made_malloc(&b, 0x100, 2);
	made_free(&b, 0x100);
	made_note(&b, 410);
	READS("+100 1;-100;+100 2;-100;+100 3;+200 4;+300 4;+400 4;+500 4;+600 4;+700 4;+800 4;"
	      "+900 4;");
	CU_ASSERT_STRING_EQUAL(made_remark, "");
}

/* A free of what was never given waits no longer than until its time is past. */
static void waits_no_longer_than_it_may(void)
{
	struct made_block a, b;

	made_file(0);
	made_stream(1, 77, "two");
	a = made_block(1, 1, 0, PAGE);
	b = made_block(1, 2, 0, PAGE);
	made_free(&a, 0x900);
	made_note(&a, 10);
	made_malloc(&a, 0x100, 1);
	for (uint64_t i = 1; i < 5; i++) {
		made_note(&b, 5 * i);
		made_malloc(&b, 0x1000 * i, i);
	}
	READS("+1000 1;+2000 2;-900;+100 1;+3000 3;+4000 4;");
	CU_ASSERT_STRING_EQUAL(made_remark, "The place of 1 operation among those of other threads "
	                       "is not sure: mmviz record --exact keeps it.");
}

enum { THREADS = 5, POOL = 4096, STEPS = 40000, EVERY = 16 };

/* A program of several threads that free each other's blocks, as it happened: each address is
 * given and freed in turn. Its records are noted by the thread that did it; the time only now
 * and then. */
static void make_threads(int exact)
{
	static struct made_block block[THREADS];
	static uint64_t free_ones[POOL], live[POOL];
	size_t frees = POOL, first = 0, lives = 0;
	unsigned long random = test_seed();

	made_file(exact ? MY_TRACE_EXACT : 0);
	made_stream(1, 77, "many");
	for (uint32_t t = 0; t < THREADS; t++)
		block[t] = made_block(1, t + 1, 0, 64 * PAGE);
	for (uint64_t i = 0; i < POOL; i++)
		free_ones[i] = 0x10000 + 16 * i;
	for (uint64_t step = 0; step < STEPS; step++) {
		random = random * 6364136223846793005u + 1442695040888963407u;
		struct made_block *by = &block[(random >> 33) % THREADS];
		size_t which = lives ? (random >> 40) % lives : 0;
		struct my_trace_record record = { .kind = MY_TRACE_MALLOC, .size = 8 };

		if (by->records % EVERY == 0)
			made_put(by, exact, (struct my_trace_record){ .kind = MY_TRACE_NOTE,
			                                         .time = 10 * step, .order = step });
		record.order = step;
		if (frees && (lives == 0 || (random >> 60) % 2)) {
			record.block = live[lives++] = free_ones[first];
			first = (first + 1) % POOL;
			frees--;
		} else {
			record.kind = MY_TRACE_FREE;
			record.old = live[which];
			free_ones[(first + frees++) % POOL] = live[which];
			live[which] = live[--lives];
		}
		made_put(by, exact, record);
	}
	for (uint32_t t = 0; t < THREADS; t++)
		made_done(&block[t]);
}

/* The independent check: every block allocated once, freed once, and nothing lost. */
static void check_order(int exact)
{
	static unsigned char is_live[POOL];
	struct trace_operation op;
	size_t count = 0, wrong = 0, back = 0;
	uint64_t time = 0;
	struct trace *trace;

	make_threads(exact);
	memset(is_live, 0, sizeof is_live);
	trace = trace_open(scratch_write("m", made_image, made_end), made_problem);
	CU_ASSERT_PTR_NOT_NULL_FATAL(trace);
	for (; trace_next(trace, &op) == TRACE_OPERATION; count++) {
		size_t index = (size_t)(op.old + op.block - 0x10000) / 16;

		wrong += is_live[index] != (op.old != 0);
		is_live[index] = op.block != 0;
		back += op.time < time;
		time = op.time;
	}
	CU_ASSERT_EQUAL(back, 0);
	CU_ASSERT_EQUAL(count, STEPS);
	CU_ASSERT_EQUAL(wrong, 0);
	CU_ASSERT_STRING_EQUAL(trace_problem(trace), "");
	trace_close(trace);
}

static void puts_threads_together(void)
{
	check_order(0);
	check_order(1);
}

/* ------------------------------------------------------------------------- mmviz open */

static void opens_from_the_command_line(void)
{
	char *words[] = { "mmviz", "--plain", "open", "tests/traces/small.rep", "7", NULL };
	char *few[] = { "mmviz", "convert", "tests/traces/small.rep", NULL };
	struct options options;

	CU_ASSERT_EQUAL(options_read(5, words, &options), -1);
	CU_ASSERT_PTR_NOT_NULL_FATAL(options.first);
	CU_ASSERT(options.plain && !options.script);
	CU_ASSERT_PTR_NOT_NULL(strstr(options.first, "/tests/traces/small.rep\" \"7\""));
	free(options.first);
	CU_ASSERT_EQUAL(options_read(3, few, &options), OPTIONS_WRONG);
}

/* The first line comes before the script, which is not run where that has come to nothing. */
static void goes_on_after_it(void)
{
	FILE *nowhere = fopen("/dev/null", "w");
	const char *script = scratch_write("s.txt", "expect asked 64\nm 100\n", 22);
	const char *lines[] = { "load tests/traces/small.rep", "load tests/traces/missing.rep" };

	for (int wrong = 0; wrong < 2; wrong++) {
		struct session *session = session_create(nowhere, nowhere);

		CU_ASSERT_EQUAL(plain_run(session, script, lines[wrong]), wrong);
		CU_ASSERT_EQUAL(timeline_step(session) == 0, wrong);
		session_destroy(session);
	}
	fclose(nowhere);
}

CU_TestInfo recording_tests[] = {
	{ "reads a recording", reads_a_recording },
	{ "reads a packed recording", reads_packed },
	{ "reads what was not finished", reads_what_was_not_finished },
	{ "knows processes", knows_processes },
	{ "takes what a process became", takes_what_a_process_became },
	{ "repairs the order", repairs_the_order },
	{ "knows who was interrupted", knows_who_was_interrupted },
	{ "waits no longer than it may", waits_no_longer_than_it_may },
	{ "puts threads together", puts_threads_together },
	{ "opens from the command line", opens_from_the_command_line },
	{ "goes on after it", goes_on_after_it },
	CU_TEST_INFO_NULL
};
