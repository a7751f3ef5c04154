/* SPDX-License-Identifier: MIT
 *
 * test_import.c - the logs of mtrace, ltrace and valgrind: odd calls, noise, damage.
 */
#include "listed.h"
#include "scratch.h"
#include "test.h"
#include "trace.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct listed listed;

static const char *read_text(const char *text)
{
	listed = listed_file(scratch_write("log", text, strlen(text)));
	return listed.operations;
}

#define READS(text, expected) CU_ASSERT_STRING_EQUAL(read_text(text), expected); \
	CU_ASSERT_STRING_EQUAL(listed.problem, "")
#define REMARKS(words) CU_ASSERT_PTR_NOT_NULL(strstr(listed.remark, words))

#define MTRACE "= Start\n"
#define WHERE "@ ./prog:[0x11f0] "

static void mtrace(void)
{
	READS(MTRACE WHERE "+ 0x10 0x20\n" WHERE "- 0x10\n", "m 16 32;f 16;");
	REMARKS("mtrace tells neither alignments nor threads.");
	READS(MTRACE WHERE "+ (nil) 0x7fffffffffffffff\n", "m 9223372036854775807;");
	READS(MTRACE WHERE "+ 0x10 0\n= End\n", "m 16;");
	READS(MTRACE WHERE "< 0x10\n" WHERE "> 0x20 0x30\n", "r 32 16 48;");
	READS(MTRACE WHERE "! 0x10 0x7fffffffffffffff\n", "r 16 9223372036854775807;");
	READS(MTRACE "@ /lib/libc.so.6:(__strdup+1a)[0x9e9aa] + 0x10 0x4\r\n", "m 16 4;");
	READS(MTRACE "@ /a] + b/prog:[0x1] + 0x10 0x4\n@ [0x80] - 0x10\n", "m 16 4;f 16;");
	READS(MTRACE "+ 0x10 0x4\n- 0x10\n", "m 16 4;f 16;");
	READS(WHERE "+ 0x10 0x4\n", "m 16 4;");
}

static void mtrace_torn(void)
{
	READS(MTRACE WHERE "< 0x10\n" WHERE "+ 0x20 0x30\n", "f 16;m 32 48;");
	REMARKS("Of 1 realloc only one line of two was there.");
	READS(MTRACE WHERE "> 0x20 0x30\n", "m 32 48;");
	READS(MTRACE WHERE "+ 0x10 0x4\n940\n" WHERE "- 0x1q\n" WHERE "- 0x10\n", "m 16 4;f 16;");
	REMARKS("2 lines could not be read and left out: line 3, byte 37: expected a caller "
	        "and +, -, <, > or !, found \"940\".");
	CU_ASSERT_STRING_EQUAL(read_text(MTRACE WHERE "< 0x10\n"), "");
	CU_ASSERT_PTR_NOT_NULL(strstr(listed.problem, "expected the second half of a realloc"));
	CU_ASSERT_STRING_EQUAL(read_text(MTRACE WHERE "+ 0x10"), "");
	CU_ASSERT_PTR_NOT_NULL(strstr(listed.problem, "line 2, byte 32: expected a size"));
}

static void ltrace(void)
{
	READS("malloc(10)          = 0x10\nfree(0x10)         = <void>\n", "m 16 10;f 16;");
	READS("malloc(10) = 0\nmalloc(10) = NULL\nmalloc(10) = nil\n", "m 10;m 10;m 10;");
	READS("realloc(0x10, 20) = 0x20\nrealloc(NULL, 5) = 0x30\n", "r 32 16 20;r 48 5;");
	READS("calloc(3, 7) = 0x10\ncalloc(0x7fffffffffffffff, 9) = 0\n",
	      "c 16 3 7;c 9223372036854775807 9;");
	READS("memalign(64, 100, 4, 0) = 0x40\naligned_alloc(32, 64, 0x55, 0) = 0x80\n",
	      "a 64 100 64;a 128 64 32;");
	READS("valloc(3, 3, 0x5562afe3cdd5, 3) = 0x1000\npvalloc(3) = 0x2000\n",
	      "a 4096 3 4096;a 8192 3 4096;");
	READS("reallocarray(0, 4, 5, 0) = 0x10\nreallocarray(0x10, 0x7fffffffffffffff, 5) = 0\n",
	      "r 16 20;r 16 18446744073709551615;");
	READS("strdup(\"a(b, \\\"c\\\\\\001\") = 0x10\nstrdup(\"\") = 0x20\n", "m 16 10;m 32 1;");
	CU_ASSERT_STRING_EQUAL(listed.remark, "");
	READS("strdup(\"abc\"...) = 0x10\nstrndup(0x55, 3, 0, 0) = 0x20\n", "m 16 4;m 32 4;");
	REMARKS("The length of 2 copied texts was guessed.");
	READS("_Znwm(4, 1, 2, 3) = 0x10\n_ZnamSt11align_val_t(64, 128) = 0x80\n"
	      "_ZdlPvm(0x10, 4) = 0\noperator delete[](void*)(0x80) = <void>\n",
	      "m 16 4;a 128 64 128;f 16;f 128;");
}

static void ltrace_prefixes(void)
{
	READS("[pid 7] malloc(10) = 0x10\n[pid 8] free(0x10) = <void>\n", "m 16 10;f 16;");
	READS("7 prog->malloc(10) = 0x10\n8 free@libc.so.6(0x10) = <void>\n", "m 16 10;f 16;");
	READS("12:00:01.123456 [0x55f4] malloc(10) = 0x10 <0.000052>\n", "m 16 10;");
	READS("[pid 7]   0.000123 libc.so.6->malloc(10)  = 0x10\n", "m 16 10;");
	READS("SYS_brk(0) = 0x5000\nputs(\"malloc(3) = 0x10\") = 5\nmalloc(10) = 0x10\n"
	      "--- SIGCHLD (Child exited) ---\n+++ exited (status 0) +++\n", "m 16 10;");
	READS("malloc(10 <unfinished ...>\n<... malloc resumed> )  = 0x10\n", "m 16 10;");
	READS("7 malloc(10 <unfinished ...>\n8 free(0x20 <unfinished ...>\n8 <... free resumed> ) = "
	      "<void>\n8 malloc(5) = 0x20\n7 <... malloc resumed> ) = 0x10\n",
	      "f 32;m 32 5;m 16 10;");
	READS("7 strdup(\"abc\" <unfinished ...>\n7 libc.so.6->malloc(4) = 0x10\n"
	      "7 <... strdup resumed> ) = 0x10\n7 realloc(0x10, 9 <unfinished ...>\n"
	      "7 x->realloc(0x10, 9 <unfinished ...>\n7 <... realloc resumed> ) = 0x20\n"
	      "7 <... realloc resumed> ) = 0x20\n", "m 16 4;r 32 16 9;");
	READS("malloc(10 <unfinished ...>\n+++ killed by SIGKILL +++\nfree(0) = <void>\n", "f;");
}

static void ltrace_other_processes(void)
{
	READS("7 malloc(10) = 0x10\n7 fork() = 8\n8 free(0x10) = <void>\n7 free(0x10) = <void>\n",
	      "m 16 10;f 16;");
	REMARKS("1 call of other processes (8 first) left out.");
	READS("7 malloc(10) = 0x10\n7 fork( <unfinished ...>\n8 <... fork resumed> ) = 0\n"
	      "8 free(0x10) = <void>\n7 <... fork resumed> ) = 8\n", "m 16 10;");
}

static void hidden_addresses(void)
{
	READS("posix_memalign(0x7f00, 64, 10, 5) = 0\nfree(0x41) = <void>\nfree(0x80) = <void>\n",
	      "a 1 10 64;f 65;f 1;");
	REMARKS("The log hides the address of 1 block: 1 found again, each by the next free of "
	        "an unknown address with its alignment.");
	READS("malloc(1) = 0x80\nposix_memalign(0x7f00, 64, 10, 5) = 0\nfree(0x80) = <void>\n"
	      "realloc(0x40, 20) = 0x100\nfree(0x100) = <void>\n",
	      "m 128 1;a 1 10 64;f 128;r 256 1 20;f 256;");
	READS("posix_memalign(0x7f00, 8, 10) = 0\nposix_memalign(0x7f00, 8, 11) = 0\n"
	      "free(0x10) = <void>\nfree(0x20) = <void>\n", "a 1 10 8;a 3 11 8;f 1;f 3;");
	READS("posix_memalign(0x7f00, 3, 10, 5) = 22\nfree(0) = <void>\n", "a 10 3;f;");
	READS("posix_memalign(0x7f00, 8, 10) = 0\nrealloc(0x20, 10) = 0\nfree(0x20) = <void>\n",
	      "a 1 10 8;r 32 10;f 1;");
}

#define V "--12-- "

static void valgrind(void)
{
	READS(V "malloc(10) = 0x10\n" V "free(0x10)\n", "m 16 10;f 16;");
	READS(V "malloc(10) = 0x0\n" V "free(0x0)\n", "m 10;f;");
	READS(V "realloc(0x10,20) = 0x20\n" V "realloc(0x10,20) = 0x0\n", "r 32 16 20;r 16 20;");
	READS(V "realloc(0x10,0)free(0x10)\n" V " = 0\n" V "free(0x0)\n", "r 16;f;");
	READS(V "realloc(0x0,16)malloc(16) = 0x10\n" V "free(0x10)\n", "r 16 16;f 16;");
	READS(V "calloc(9223372036854775807,9)memalign(al 64, size 100) = 0x40\n",
	      "c 9223372036854775807 9;a 64 100 64;");
	READS(V "calloc(3,7) = 0x10\n" V "malloc_usable_size(0x10) = 24\n", "c 16 3 7;");
	READS(V "malloc_usable_size(0x0)free(0x10)\n", "f 16;");
	READS(V "_Znwm(4) = 0x10\n" V "_ZnwmSt11align_val_t(size 64, al 128) = 0x80\n"
	      V "_ZdlPvm(0x10)\n" V "__builtin_vec_delete(0x80)\n", "m 16 4;a 128 64 128;f 16;f 128;");
	READS(V "posix_memalign(al 64, size 10)\n" V "aligned_alloc(al 32, size 64)free(0x40)\n",
	      "a 1 10 64;a 3 64 32;f 1;");
	READS(V "posix_memalign(al 3, size 10)\n" V "free(0x0)\n", "a 10 3;f;");
	READS(V "reallocarray(0x10,4,5) = 0x20\n" V " = 0x20\n" V "free(0x20)\n", "r 32 16 20;f 32;");
	READS(V "reallocarray(0x10,9223372036854775807,5)free(0x10)\n",
	      "r 16 18446744073709551615;f 16;");
	CU_ASSERT_STRING_EQUAL(listed.remark, "");
}

static void valgrind_noise(void)
{
	READS("==12== Memcheck, a memory error detector\n" V "Reading syms from /prog\n"
	      "hello malloc(3) = 0x30\nworld" V "malloc(10) = 0x10\n==12== \n--12--\n"
	      V "malloc is fine\n", "m 16 10;");
	CU_ASSERT_STRING_EQUAL(listed.remark, "");
	READS("==00:00:00:00.000 12== Memcheck\n--00:00:00:01.355 12-- malloc(10) = 0x10\n"
	      "x---00:00:00:01.356 12-- free(0x10)\n", "m 16 10;f 16;");
	READS(V "malloc(10) = 0x10\n--13-- free(0x10)\n--13-- free(0x10)\n" V "free(0x10)\n",
	      "m 16 10;f 16;");
	REMARKS("2 lines of other processes (13 first: load FILE 13) left out.");
	READS(V "malloc(10)malloc(20) = 0x20\n" V " = 0x10\n", "m 32 20;m 16 10;");
	READS(V "free(0x10)\n" V "malloc(10)\n", "f 16;");
	REMARKS("1 call without a result left out.");
	CU_ASSERT_STRING_EQUAL(read_text("==12== Memcheck\n==12== done\n"), "");
	CU_ASSERT_PTR_NOT_NULL(strstr(listed.problem, "line 3, byte 28: expected a call, as "
	                              "--trace-malloc=yes makes valgrind tell it"));
}

static void one_process_of_several(void)
{
	static const char text[] = V "malloc(10) = 0x10\n--13-- malloc(20) = 0x20\n";
	const char *path = scratch_write("log", text, sizeof text - 1);
	char problem[TRACE_PROBLEM];
	struct trace_operation op;
	struct trace *trace = trace_open_process(path, "13", NULL, problem);

	CU_ASSERT_PTR_NOT_NULL_FATAL(trace);
	CU_ASSERT_EQUAL(trace_next(trace, &op), TRACE_OPERATION);
	CU_ASSERT(op.block == 0x20 && op.size == 20 && op.line == 2);
	CU_ASSERT_EQUAL(trace_next(trace, &op), TRACE_END);
	trace_close(trace);
	trace = trace_open_process(path, "14", NULL, problem);
	CU_ASSERT_EQUAL(trace_next(trace, &op), TRACE_WRONG);
	CU_ASSERT_PTR_NOT_NULL(strstr(trace_problem(trace), "expected a call of process 14"));
	trace_close(trace);
	CU_ASSERT_PTR_NULL(trace_open_process(path, "prog", NULL, problem));
	CU_ASSERT_PTR_NOT_NULL(strstr(problem, "which tells processes by their numbers."));
}

/* ------------------------------------------------------------------------ damage */

static const char *const logs[] = {
	MTRACE WHERE "+ 0x10 0x20\n" WHERE "< 0x10\n" WHERE "> 0x20 0x30\n" WHERE "- 0x20\n",
	"[pid 7] malloc(10 <unfinished ...>\n[pid 8] posix_memalign(0x7f, 64, 10, 5)  = 0\n"
	"[pid 7] <... malloc resumed> )  = 0x10\nstrdup(\"abc\") = 0x20\nfree(0x40) = <void>\n",
	"==12== Memcheck\n" V "malloc(10) = 0x10\n" V "calloc(9223372036854775807,9)"
	"memalign(al 64, size 100) = 0x40\n" V "realloc(0x10,0)free(0x10)\n" V " = 0\n",
};

enum { LOGS = sizeof logs / sizeof logs[0] };

/* Operations of whole lines stay; a cut line is told, and whatever it reads as is remarked. */
static void cut_everywhere(void)
{
	for (int i = 0; i < LOGS; i++) {
		size_t length = strlen(logs[i]), before = 0;

		for (size_t cut = 9; cut <= length; cut++) {
			listed = listed_file(scratch_write("cut", logs[i], cut));
			CU_ASSERT(listed.count + 1 >= before);
			if (logs[i][cut - 1] == '\n')
				before = listed.count;
			else
				CU_ASSERT(listed.problem[0] || listed.remark[0]);
		}
		CU_ASSERT_STRING_EQUAL(listed.problem, "");
		CU_ASSERT(listed.count >= 3);
	}
}

static void read_after(const char *log, const char *bytes, size_t length)
{
	static char text[1 << 21];
	size_t start = strlen(log);

	memcpy(text, log, start);
	memcpy(text + start, bytes, length);
	listed = listed_file(scratch_write("bad", text, start + length));
	CU_ASSERT(listed.count >= 3);
}

static void damaged_lines(void)
{
	static const char *const numbers[LOGS] = {
		WHERE "- 0x99999999999999999999\n", "malloc(99999999999999999999) = 0x10\n",
		V "malloc(99999999999999999999) = 0x10\n",
	};
	static char line[1 << 20];
	unsigned long random = test_seed();

	memset(line, '(', sizeof line);
	line[sizeof line - 1] = '\n';
	for (int i = 0; i < LOGS; i++) {
		read_after(logs[i], numbers[i], strlen(numbers[i]));
		REMARKS("expected a number below 2^64");
		read_after(logs[i], line, sizeof line);
		CU_ASSERT_PTR_NOT_NULL(strstr(listed.problem, "longer than 4,096 bytes (line "));
	}
	for (int round = 0; round < 300; round++) {
		for (int k = 0; k < 400; k++) {
			random = random * 6364136223846793005u + 1442695040888963407u;
			line[k] = (char)(random >> 56);
		}
		read_after(logs[round % LOGS], line, 400);
	}
}

/* Each byte as 0, as something else, and left out. */
static void damaged_bytes(void)
{
	static const char others[] = { 0, ' ', '(', ')', '"', '9', '\n', '\x80' };
	char text[512];

	for (int i = 0; i < LOGS; i++) {
		size_t length = strlen(logs[i]);

		for (size_t at = 0; at < length; at++)
			for (size_t k = 0; k < sizeof others; k++) {
				memcpy(text, logs[i], length);
				text[at] = others[k];
				listed = listed_file(scratch_write("bad", text, length));
				CU_ASSERT(listed.count <= 6);
			}
	}
}

/* ------------------------------------------------------------------- one program */

#define ODD_START "m1 10;m! 9223372036854775807;"
#define ODD_GROWN "r1 5000;r1! 9223372036854775807;"
#define ODD_ALIKE "r1 0;m2 24;f2;c3 3 7;f3;c! 9223372036854775807 9;a4 64 100;f4;a5 4096 10;" \
	"f5;r+6 16;f6;m7 4;f7;m8 0;f8;a9 32 64;f9;a10 4096 3;f10;"

static void odd_calls_of(const char *file, const char *expected)
{
	const char *path = test_shared(file);

	if (!path) {
		test_skip(file);
		return;
	}
	listed = listed_in_order(path);
	CU_ASSERT_STRING_EQUAL(listed.problem, "");
	CU_ASSERT_EQUAL(strncmp(listed.operations, expected, strlen(expected)), 0);
	for (const char *rest = listed.operations + strlen(expected); *rest; rest += 3)
		CU_ASSERT_EQUAL_FATAL(strncmp(rest, "f0;", 3), 0);
}

/* Three tools watched one program: what each hides is all that differs. */
static void odd_calls(void)
{
	odd_calls_of("traces/odd-calls/odd_calls.ltrace", ODD_START "f0;" ODD_GROWN ODD_ALIKE);
	odd_calls_of("traces/odd-calls/odd_calls.valgrind", ODD_START "f0;" ODD_GROWN ODD_ALIKE);
	odd_calls_of("traces/odd-calls/odd_calls.mtrace",
	             ODD_START ODD_GROWN "f1;m2 24;f2;m3 21;f3;m4 100;f4;m5 10;f5;m6 16;f6;m7 4;"
	             "f7;m8 0;f8;m9 64;f9;m10 3;f10;");
}

CU_TestInfo import_tests[] = {
	{ "mtrace", mtrace },
	{ "mtrace's torn lines", mtrace_torn },
	{ "ltrace", ltrace },
	{ "ltrace's prefixes and interruptions", ltrace_prefixes },
	{ "ltrace of several processes", ltrace_other_processes },
	{ "addresses that a log hides", hidden_addresses },
	{ "valgrind", valgrind },
	{ "valgrind among other lines", valgrind_noise },
	{ "one process of several", one_process_of_several },
	{ "cut at every byte", cut_everywhere },
	{ "damaged lines", damaged_lines },
	{ "damaged bytes", damaged_bytes },
	{ "odd calls, seen by three tools", odd_calls },
	CU_TEST_INFO_NULL
};
