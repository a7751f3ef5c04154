/* SPDX-License-Identifier: MIT
 *
 * test_input.c - files read line by line: whole, odd, cut and damaged.
 */
#include "input.h"
#include "scratch.h"
#include "test.h"

#include <pty.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Opens, reads to the end and writes the lines as "text|", then how it ended. */
static const char *lines_of(const char *path)
{
	static char out[4096];
	struct input_line line;
	size_t at = 0;
	char reason[INPUT_REASON];
	struct input *in = input_open(path, NULL, reason);

	if (!in) {
		snprintf(out, sizeof out, "unopened: %s", reason);
		return out;
	}
	enum input_status status;

	out[0] = 0;
	while ((status = input_line(in, &line)) == INPUT_LINE && at < sizeof out - 64)
		at += (size_t)snprintf(out + at, sizeof out - at, "%.20s|", line.text);
	CU_ASSERT_EQUAL(input_line(in, &line), status);
	snprintf(out + at, sizeof out - at, "%s", input_reason(in));
	input_close(in);
	return out;
}

static void reads_lines(void)
{
	CU_ASSERT_STRING_EQUAL(lines_of(scratch_write("a", "one\ntwo\n", 8)), "one|two|");
	CU_ASSERT_STRING_EQUAL(lines_of(scratch_write("a", "one\r\n\r\ntwo", 10)), "one||two|");
	CU_ASSERT_STRING_EQUAL(lines_of(scratch_write("a", "\n", 1)), "|");
	CU_ASSERT_STRING_EQUAL(lines_of(scratch_write("a", "", 0)), "");
	CU_ASSERT_STRING_EQUAL(lines_of(scratch_write("a", "\x1f", 1)), "\x1f|");
}

static void counts_lines_and_offsets(void)
{
	char reason[INPUT_REASON];
	struct input *in = input_open(scratch_write("a", "ab\r\n\0c\nend", 10), NULL, reason);
	struct input_line line;

	CU_ASSERT_PTR_NOT_NULL_FATAL(in);
	CU_ASSERT_EQUAL(input_line(in, &line), INPUT_LINE);
	CU_ASSERT(line.number == 1 && line.offset == 0 && line.length == 2 && !line.unended);
	CU_ASSERT_EQUAL(input_line(in, &line), INPUT_LINE);
	CU_ASSERT(line.number == 2 && line.offset == 4 && line.length == 2 && line.text[1] == 'c');
	CU_ASSERT_EQUAL(input_line(in, &line), INPUT_LINE);
	CU_ASSERT(line.number == 3 && line.offset == 7 && line.length == 3 && line.unended);
	CU_ASSERT_EQUAL(input_line(in, &line), INPUT_END);
	CU_ASSERT(line.number == 4 && line.offset == 10);
	input_close(in);
}

static void peeks_without_taking(void)
{
	char reason[INPUT_REASON];
	struct input *in = input_open(scratch_write("a", "one\ntwo\n", 8), NULL, reason);
	struct input_line line;
	size_t length;

	CU_ASSERT_PTR_NOT_NULL_FATAL(in);
	CU_ASSERT_EQUAL(memcmp(input_peek(in, &length), "one\ntwo\n", 8), 0);
	CU_ASSERT_EQUAL(length, 8);
	CU_ASSERT_EQUAL(input_line(in, &line), INPUT_LINE);
	CU_ASSERT_STRING_EQUAL(line.text, "one");
	input_close(in);
}

static void says_what_no_file_is(void)
{
	CU_ASSERT_STRING_EQUAL(lines_of(scratch_path("missing")), "unopened: does not exist");
	CU_ASSERT_STRING_EQUAL(lines_of("/"), "unopened: is a folder, not a file");

	int master, slave;
	char name[100];

	if (openpty(&master, &slave, name, NULL, NULL) != 0) {
		test_skip("no pseudo-terminal");
		return;
	}
	CU_ASSERT_STRING_EQUAL(lines_of(name), "unopened: is a terminal, not a file");
	close(master);
	close(slave);
}

static void bounds_a_line(void)
{
	CU_ASSERT_STRING_EQUAL(lines_of("/dev/zero"), "has a line longer than 4,096 bytes");

	char *bytes = malloc(300000);

	memset(bytes, 'x', 300000);
	bytes[4096] = '\n';
	CU_ASSERT_STRING_EQUAL(lines_of(scratch_write("a", bytes, 4097)), "xxxxxxxxxxxxxxxxxxxx|");
	CU_ASSERT_STRING_EQUAL(lines_of(scratch_write("a", bytes, 300000)),
	                       "xxxxxxxxxxxxxxxxxxxx|has a line longer than 4,096 bytes");
	free(bytes);
}

/* Many lines, so that every buffer of the reader is refilled several times. */
static char *many_lines(size_t *length)
{
	char *text = malloc(60000 * 24);

	*length = 0;
	for (int i = 0; i < 60000; i++)
		*length += (size_t)sprintf(text + *length, "line %d %x\n", i,
		                           (unsigned)i * 2654435u);
	return text;
}

/* How many of those lines are read before the end or the damage. */
static size_t count_many(const char *path, const char **ended)
{
	static char reason[INPUT_REASON];
	char expected[64];
	struct input *in = input_open(path, NULL, reason);
	struct input_line line;
	size_t count = 0;

	*ended = reason;
	if (!in)
		return 0;
	while (input_line(in, &line) == INPUT_LINE && !line.unended) {
		sprintf(expected, "line %zu %x", count, (unsigned)count * 2654435u);
		CU_ASSERT_STRING_EQUAL_FATAL(line.text, expected);
		count++;
	}
	snprintf(reason, sizeof reason, "%s", input_reason(in));
	input_close(in);
	return count;
}

static void reads_gzip(void)
{
	if (!scratch_packs())
		return;

	size_t length, packed_length;
	char *text = many_lines(&length);
	const char *ended, *path = scratch_gzip("many.gz", text, length);
	char *packed = scratch_read(path, &packed_length);

	CU_ASSERT_EQUAL(count_many(path, &ended), 60000);
	CU_ASSERT_STRING_EQUAL(ended, "");
	CU_ASSERT_EQUAL(count_many(scratch_write("many", text, length), &ended), 60000);

	for (size_t cut = packed_length / 7; cut < packed_length; cut += packed_length / 7) {
		count_many(scratch_write("cut.gz", packed, cut), &ended);
		CU_ASSERT_PTR_NOT_NULL(strstr(ended, "cut off"));
	}
	CU_ASSERT_EQUAL(count_many(scratch_write("cut.gz", packed, packed_length - 1), &ended),
	                60000);
	CU_ASSERT_PTR_NOT_NULL(strstr(ended, "cut off"));

	packed[packed_length - 6] = (char)(packed[packed_length - 6] ^ 1);
	CU_ASSERT_EQUAL(count_many(scratch_write("bad.gz", packed, packed_length), &ended), 60000);
	CU_ASSERT_PTR_NOT_NULL(strstr(ended, "damaged"));
	free(text);
	free(packed);
}

static void reads_members_and_padding(void)
{
	if (!scratch_packs())
		return;

	size_t length;
	char *packed = scratch_read(scratch_gzip("a.gz", "one\ntw", 6), &length);
	char twice[400] = { 0 };

	CU_ASSERT_PTR_NOT_NULL_FATAL(packed);
	memcpy(twice, packed, length);
	memcpy(twice + length, packed, length);
	CU_ASSERT_STRING_EQUAL(lines_of(scratch_write("b.gz", twice, 2 * length)),
	                       "one|twone|tw|");
	CU_ASSERT_STRING_EQUAL(lines_of(scratch_write("b.gz", twice, 2 * length + 9)),
	                       "one|twone|tw|");
	memcpy(twice + length, "junk", 4);
	CU_ASSERT_STRING_EQUAL(lines_of(scratch_write("b.gz", twice, length + 4)),
	                       "one|has bytes that are no gzip after its compressed text");
	CU_ASSERT_STRING_EQUAL(lines_of(scratch_gzip("c.gz", "", 0)), "");
	free(packed);
}

static void cut_gzip_keeps_whole_lines(void)
{
	if (!scratch_packs())
		return;

	size_t length;
	char *packed = scratch_read(scratch_gzip("a.gz", "one\ntwo\nthree\n", 14), &length);

	CU_ASSERT_PTR_NOT_NULL_FATAL(packed);
	for (size_t cut = 2; cut < length; cut++) {
		const char *read = lines_of(scratch_write("cut.gz", packed, cut));

		CU_ASSERT_PTR_NOT_NULL(strstr(read, "is cut off"));
		CU_ASSERT_PTR_NULL(strstr(read, "thr|"));
	}
	free(packed);
}

static void quotes(void)
{
	char out[INPUT_QUOTE];

	CU_ASSERT_STRING_EQUAL(input_quote(out, "abc", 3), "\"abc\"");
	CU_ASSERT_STRING_EQUAL(input_quote(out, "\x1b[2J\"\xff", 6), "\"\\x1b[2J\\x22\\xff\"");
	CU_ASSERT_STRING_EQUAL(input_quote(out, "0123456789abcdefg", 17),
	                       "\"0123456789abcdef\"...");
	memset(out, 1, sizeof out);
	CU_ASSERT(strlen(input_quote(out, "\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1", 18))
	          < INPUT_QUOTE);
}

CU_TestInfo input_tests[] = {
	{ "reads lines", reads_lines },
	{ "counts lines and offsets", counts_lines_and_offsets },
	{ "peeks without taking", peeks_without_taking },
	{ "says what no file is", says_what_no_file_is },
	{ "bounds a line", bounds_a_line },
	{ "reads gzip", reads_gzip },
	{ "reads members and padding", reads_members_and_padding },
	{ "keeps the whole lines of a cut gzip", cut_gzip_keeps_whole_lines },
	{ "quotes bytes for messages", quotes },
	CU_TEST_INFO_NULL
};
