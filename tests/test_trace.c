/* SPDX-License-Identifier: MIT
 *
 * test_trace.c - recorded programs: both formats with their habits, cut and damaged.
 */
#include "listed.h"
#include "scratch.h"
#include "test.h"
#include "trace.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *problem = "", *remark = ""; /* of the file read last */

static const char *read_trace(const char *path, size_t *count)
{
	struct listed listed = listed_file(path);

	problem = listed.problem;
	remark = listed.remark;
	*count = listed.count;
	return listed.operations;
}

static const char *read_text(const char *text)
{
	size_t count;

	return read_trace(scratch_write("trace", text, strlen(text)), &count);
}

#define READS(text, expected) CU_ASSERT_STRING_EQUAL(read_text(text), expected); \
	CU_ASSERT_STRING_EQUAL(problem, "")

static void android(void)
{
	READS("1: malloc 0x10 5\n", "m 16 5;");
	READS("1: calloc 0x10 5 7\n", "c 16 5 7;");
	READS("1: realloc 0x20 0x10 9\n", "r 32 16 9;");
	READS("1: memalign 0x10 64 5\n", "a 16 5 64;");
	READS("1: free 0x10\n2: free 0x0\n", "f 16;f;");
	READS("12: thread_done 0x0\n", "t;");
	READS("12: thread_done 0x0 100 \n12: thread_done 0x0 100 200\n", "t;t;");
	READS("1: malloc 0x10 5 100 200\n1: free 0x10 300 400\r\n", "m 16 5;f 16;");
	READS("\n\n 1:\tmalloc  0X1A 5 \n\r\n", "m 26 5;");
	READS("1: malloc 0x0 5000\n", "m 5000;");
	READS("1: malloc 0xffffffffffffffff 18446744073709551615\n",
	      "m 18446744073709551615 18446744073709551615;");
}

static void android_times(void)
{
	static const char text[] = "1: malloc 0x10 5 1000 1003\n2: free 0x10 1500 1501\n"
	                           "1: malloc 0x20 5 900 1600\n1: thread_done 0x0 2000\n";
	static const uint64_t times[] = { 0, 500, 0, 1000 };
	char words[TRACE_PROBLEM];
	struct trace *trace = trace_open(scratch_write("t", text, sizeof text - 1), words);
	struct trace_operation op;

	CU_ASSERT_PTR_NOT_NULL_FATAL(trace);
	for (int i = 0; i < 4; i++) {
		CU_ASSERT_EQUAL(trace_next(trace, &op), TRACE_OPERATION);
		CU_ASSERT_EQUAL(op.time, times[i]);
	}
	trace_close(trace);
}

#define FAILS(text, expected, said)                         \
	CU_ASSERT_STRING_EQUAL(read_text(text), expected);  \
	CU_ASSERT_PTR_NOT_NULL(strstr(problem, said))

static void android_damage(void)
{
	FAILS("1: malloc 0x10 5\n1: mallox 0x10 5\n", "m 16 5;",
	      "line 2, byte 20: expected malloc, calloc, realloc, memalign, free or "
	      "thread_done, found \"mallox 0x10 5\".");
	FAILS("1: malloc 0x10\n", "", "line 1, byte 14: expected a size, found the end of the line.");
	FAILS("1: malloc 0x10", "", "found the end of the file.");
	FAILS("1: malloc 0x10 5 100\n", "", "expected a second time");
	FAILS("1: malloc 0x10 5 100 200 300\n", "", "expected the end of the line, found \"300\"");
	FAILS("1: malloc 16q 5\n", "", "expected a pointer, found \"16q 5\"");
	FAILS("1: malloc 0x 5\n", "", "expected a pointer, found \"0x 5\"");
	FAILS("1: malloc 0x10 99999999999999999999\n", "", "expected a number below 2^64");
	FAILS("1: free 0x10\nx: free 0x10\n", "f 16;", "expected a thread number");
	FAILS("1: free 0x10\n1 free 0x10\n", "f 16;", "expected a colon");
	FAILS("1: malloc -1 5\n", "", "expected a pointer");
}

static void rep(void)
{
	READS("20000\n2\n4\n1\na 0 512\na 1 128\nr 0 640\nf 1\n", "m 1 1 512;m 2 2 128;r 1 1 640;f 2 2;");
	READS("1\n2\n1\n9999999\na 0 512\n", "m 1 1 512;");
	READS("1\n1\na 0 512\n", "m 1 1 512;");
	READS("1 1\na 0 512\n", "m 1 1 512;");
	READS("20000 1 1 1\na 0 512\n", "m 1 1 512;");
	READS("a 0 512\n", "m 1 1 512;");
	READS("\r\n20000\r\n\r\n1\r\n2\r\n1\r\n\r\na 0 512\r\nf 0\r\n\r\n", "m 1 1 512;f 1 1;");
	READS("1\n2\na 7 \nf 7\n", "m 8 8;f 8 8;");
	READS("1\n1\na 0 5000000000\n", "m 1 1 5000000000;");
	READS("0\n0\n", "");
}

static void rep_damage(void)
{
	FAILS("20000\n1\n3\n1\na 0 512\n", "m 1 1 512;",
	      "line 6, byte 20: expected 2 more operations (the header promises 3), "
	      "found the end of the file.");
	FAILS("20000\n", "", "expected a header of 2 or 4 numbers");
	FAILS("20000\n1\n3\na 0 512\n", "", "line 4, byte 10: expected a header of 2 or 4 numbers");
	FAILS("1\n2\n3\n4\n5\n", "", "expected a, r or f, found \"5\"");
	FAILS("1\n2\na 0 512\n17\n", "m 1 1 512;", "expected a, r or f, found \"17\"");
	FAILS("1\n2\na 0 512\nx 0\n", "m 1 1 512;", "expected a, r or f, found \"x 0\"");
	FAILS("1\n1\na 0 5x\n", "", "expected a size, found \"5x\"");
	FAILS("1\n1\na\n", "", "expected the id of a block");
	FAILS("1\n1\na 0 ", "", "expected a size, found the end of the file");
	FAILS("1\n1\nf 0 1\n", "", "expected the end of the line");
	FAILS("1\n1\na 18446744073709551615 1\n", "", "an id below 2^64 - 1");
}

static void remarks(void)
{
	READS("1\n1\na 0 512\nf 0\n", "m 1 1 512;f 1 1;");
	CU_ASSERT_STRING_EQUAL(remark, "The header promises 1 operation; the file holds 2.");
	READS("1: free 0x10", "f 16;");
	CU_ASSERT_STRING_EQUAL(remark, "The last line has no newline: it was taken as it stands.");
	READS("1: free 0x10\n", "f 16;");
	CU_ASSERT_STRING_EQUAL(remark, "");
}

static void unknown_files(void)
{
	FAILS("", "", "is empty.");
	FAILS("hello\nworld\n", "", "is no recorded program of a known format (");
	CU_ASSERT_PTR_NOT_NULL(strstr(problem, ", malloc-lab .rep): it starts with \"hello\"."));
	FAILS("\x1b[2J", "", "it starts with \"\\x1b[2J\"");
	CU_ASSERT_STRING_EQUAL(read_trace("/dev/zero", &(size_t){ 0 }), "");
	CU_ASSERT_PTR_NOT_NULL(strstr(problem, "no recorded program"));
	read_trace("/", &(size_t){ 0 });
	CU_ASSERT_STRING_EQUAL(problem, "/ is a folder, not a file.");
	read_trace(scratch_path("missing"), &(size_t){ 0 });
	CU_ASSERT_PTR_NOT_NULL(strstr(problem, "does not exist."));
	if (!scratch_packs())
		return;
	read_trace(scratch_gzip("e.gz", "", 0), &(size_t){ 0 });
	CU_ASSERT_PTR_NOT_NULL(strstr(problem, "is empty."));
}

static size_t newlines(const char *text, size_t length)
{
	size_t count = 0;

	for (size_t i = 0; i < length; i++)
		count += text[i] == '\n';
	return count;
}

/* Cut after every byte: what stands whole is read, and a cut inside a line is told, or,
 * where a part of a number reads like a number, remarked on. */
static void cut_everywhere(const char *path, size_t header)
{
	size_t length, count, all;
	char *bytes = scratch_read(path, &length);
	char *whole;

	CU_ASSERT_PTR_NOT_NULL_FATAL(bytes);
	whole = strdup(read_trace(path, &all));
	CU_ASSERT_EQUAL(all, newlines(bytes, length) - header);
	for (size_t cut = 0; cut < length; cut++) {
		const char *read = read_trace(scratch_write("cut", bytes, cut), &count);
		size_t lines = newlines(bytes, cut), shown = strlen(read);
		int at_line_end = cut && bytes[cut - 1] == '\n';

		CU_ASSERT(count + header >= lines || lines < header);
		if (at_line_end)
			CU_ASSERT_EQUAL(strncmp(read, whole, shown), 0);
		if (!at_line_end || header)
			CU_ASSERT(problem[0] || remark[0]);
		if (lines >= header && !at_line_end && !remark[0] && cut > 3)
			CU_ASSERT_PTR_NOT_NULL(strstr(problem, "byte"));
	}
	free(bytes);
	free(whole);
}

static void survives_every_cut(void)
{
	cut_everywhere("tests/traces/small.android.txt", 0);
	cut_everywhere("tests/traces/timed.android.txt", 0);
	cut_everywhere("tests/traces/small.rep", 4);
}

static void survives_every_gzip_cut(void)
{
	if (!scratch_packs())
		return;

	size_t length, packed_length = 0, count;
	char *text = scratch_read("tests/traces/small.rep", &length);
	char *packed = text ? scratch_read(scratch_gzip("s.gz", text, length), &packed_length)
	                    : NULL;

	CU_ASSERT_PTR_NOT_NULL_FATAL(packed);
	for (size_t cut = 0; cut < packed_length; cut++) {
		read_trace(scratch_write("cut.gz", packed, cut), &count);
		CU_ASSERT_NOT_EQUAL(problem[0], 0);
	}
	read_trace(scratch_write("cut.gz", packed, packed_length), &count);
	CU_ASSERT_STRING_EQUAL(problem, "");
	CU_ASSERT_EQUAL(count, 7);
	free(text);
	free(packed);
}

/* A recording of at least 4 KB, with every bit of its start flipped in turn. */
static void survives_bit_flips(void)
{
	static char text[8192];
	size_t length = 0, count, opened = 0;

	while (length < 4096)
		length += (size_t)sprintf(text + length, "9: malloc 0x%zx %zu\n9: free 0x%zx\n",
		                          length, length, length);
	for (size_t bit = 0; bit < 4096 * 8; bit += 3) {
		text[bit / 8] = (char)(text[bit / 8] ^ 1 << bit % 8);
		read_trace(scratch_write("flip", text, length), &count);
		opened += count > 0;
		text[bit / 8] = (char)(text[bit / 8] ^ 1 << bit % 8);
	}
	CU_ASSERT(opened > 10000);
}

static void survives_gzip_bit_flips(void)
{
	if (!scratch_packs())
		return;

	size_t length, packed_length = 0, count;
	char *text = scratch_read("tests/traces/small.android.txt", &length);
	char *packed = text ? scratch_read(scratch_gzip("s.gz", text, length), &packed_length)
	                    : NULL;

	CU_ASSERT_PTR_NOT_NULL_FATAL(packed);
	for (size_t bit = 0; bit < packed_length * 8; bit++) {
		packed[bit / 8] = (char)(packed[bit / 8] ^ 1 << bit % 8);
		read_trace(scratch_write("flip.gz", packed, packed_length), &count);
		CU_ASSERT(count <= 9);
		/* Some bits mean nothing: of the header, and of the last byte before the sum. */
		CU_ASSERT(problem[0] || count == 9);
		packed[bit / 8] = (char)(packed[bit / 8] ^ 1 << bit % 8);
	}
	free(text);
	free(packed);
}

CU_TestInfo trace_tests[] = {
	{ "reads Android's text", android },
	{ "counts Android's times from the first", android_times },
	{ "tells damage in Android's text", android_damage },
	{ "reads .rep with every header", rep },
	{ "tells damage in .rep", rep_damage },
	{ "remarks on what is odd", remarks },
	{ "refuses unknown files", unknown_files },
	{ "survives every cut", survives_every_cut },
	{ "survives every cut of a gzip file", survives_every_gzip_cut },
	{ "survives bit flips", survives_bit_flips },
	{ "survives bit flips of a gzip file", survives_gzip_bit_flips },
	CU_TEST_INFO_NULL
};
