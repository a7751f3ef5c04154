/* SPDX-License-Identifier: MIT
 *
 * test_seal.c - recordings made whole: what was left open, claimed, damaged, or is written to.
 *
 *   FILE | STREAM | records, done | records, open | a gap | records, open
 */
#include "my_trace.h"
#include "recording.h"
#include "recording_head.h"
#include "scratch.h"
#include "seal.h"
#include "test.h"

#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <fcntl.h>
#include <unistd.h>

enum {
	PAGE = MY_TRACE_PAGE,
	STREAM_AT = PAGE,
	DONE_AT = 2 * PAGE,
	OPEN_AT = 3 * PAGE,
	GAP_AT = 7 * PAGE,
	LAST_AT = 9 * PAGE,
	END = 13 * PAGE,
	DONE = 200, OPEN = 1000, LAST = 7, /* operations */
	DONE_NOTES = 2, OPEN_NOTES = 8, LAST_NOTES = 1
};

static unsigned char image[END + PAGE];

static struct my_trace_head *head_at(unsigned char *bytes, size_t at)
{
	return (struct my_trace_head *)(void *)(bytes + at);
}

static struct my_trace_head *put_head(size_t at, uint16_t kind, uint16_t state, uint64_t length)
{
	struct my_trace_head *head = head_at(image, at);

	*head = (struct my_trace_head){ .magic = MY_TRACE_MAGIC, .version = MY_TRACE_VERSION,
		.kind = kind, .state = state, .length = length, .stream = kind != MY_TRACE_FILE };
	return head;
}

static void put_sums(struct my_trace_head *head, uint64_t bytes, uint64_t records)
{
	head->bytes = bytes;
	head->records = records;
	head->sum = my_trace_sum((unsigned char *)head + MY_TRACE_HEAD, bytes);
	head->head_sum = my_trace_sum(head, offsetof(struct my_trace_head, head_sum));
}

static size_t put_records(size_t at, unsigned count)
{
	struct my_trace_coder *coder = calloc(1, sizeof *coder);
	unsigned char *to = image + at + MY_TRACE_HEAD;

	for (unsigned i = 0; coder && i < count; i++) {
		const struct my_trace_record note = { .kind = MY_TRACE_NOTE, .time = i * 1000 };
		struct my_trace_record record = {
			.kind = MY_TRACE_MALLOC, .block = 0x1000 + i * 64, .size = 50 + i % 7,
			.caller = 0x400000 + i % 5,
		};

		if (i % 3 == 2)
			record = (struct my_trace_record){
				.kind = MY_TRACE_FREE, .old = 0x1000 + (i - 1) * 64,
			};
		if (i % MY_TRACE_NOTES == 0)
			to += my_trace_encode(coder, to, 0, &note);
		to += my_trace_encode(coder, to, 0, &record);
	}
	free(coder);
	return (size_t)(to - image) - at - MY_TRACE_HEAD;
}

static void make_image(void)
{
	static const char program[] = "/usr/bin/python3.11\0python3\0-c\0pass";
	struct my_trace_head *head;

	memset(image, 0, sizeof image);
	put_head(0, MY_TRACE_FILE, MY_TRACE_OPEN, PAGE)->claimed = END;
	head = put_head(STREAM_AT, MY_TRACE_STREAM, MY_TRACE_DONE, PAGE);
	head->process = 0x7ffffffe;
	memcpy(head + 1, program, sizeof program);
	put_sums(head, sizeof program, 0);
	head = put_head(DONE_AT, MY_TRACE_RECORDS, MY_TRACE_DONE, PAGE);
	head->notes = DONE_NOTES;
	put_sums(head, put_records(DONE_AT, DONE), DONE + DONE_NOTES);
	put_head(OPEN_AT, MY_TRACE_RECORDS, MY_TRACE_OPEN, GAP_AT - OPEN_AT);
	put_records(OPEN_AT, OPEN);
	put_head(LAST_AT, MY_TRACE_RECORDS, MY_TRACE_OPEN, END - LAST_AT);
	put_records(LAST_AT, LAST);
}

/* A new file each time: one that is cut and written again would be waited for. */
static const char *write_image(size_t length)
{
	unlink(scratch_path("recording"));
	return scratch_write("recording", image, length);
}

static int is_sealed(unsigned char *bytes, size_t at, uint64_t length, uint64_t records)
{
	const struct my_trace_head *head = head_at(bytes, at);

	return head->state == MY_TRACE_DONE && head->length == length && head->records == records
	       && head->sum == my_trace_sum(bytes + at + MY_TRACE_HEAD, head->bytes)
	       && head->head_sum == my_trace_sum(head, offsetof(struct my_trace_head, head_sum));
}

static void closes_what_was_left_open(void)
{
	unsigned char *bytes;
	struct seal seal;
	size_t length;

	make_image();
	CU_ASSERT_EQUAL(seal_file(write_image(sizeof image), &seal), 0);
	CU_ASSERT_EQUAL(seal.operations, DONE + OPEN + LAST);
	CU_ASSERT_EQUAL(seal.processes, 1);
	CU_ASSERT_EQUAL(seal.python, 1);
	CU_ASSERT_EQUAL(seal.damage, 0);
	CU_ASSERT_FALSE(seal.written || seal.stopped);
	bytes = (unsigned char *)scratch_read(scratch_path("recording"), &length);
	CU_ASSERT_FATAL(bytes && length == LAST_AT + PAGE);
	CU_ASSERT_EQUAL(seal.bytes, length);
	CU_ASSERT_EQUAL(head_at(bytes, 0)->claimed, length);
	CU_ASSERT(is_sealed(bytes, DONE_AT, PAGE, DONE + DONE_NOTES));
	CU_ASSERT(is_sealed(bytes, OPEN_AT, GAP_AT - OPEN_AT, OPEN + OPEN_NOTES));
	CU_ASSERT(is_sealed(bytes, LAST_AT, PAGE, LAST + LAST_NOTES));
	CU_ASSERT_EQUAL(head_at(bytes, GAP_AT)->state, MY_TRACE_SPOILT);
	CU_ASSERT_EQUAL(head_at(bytes, GAP_AT)->length, LAST_AT - GAP_AT);
	free(bytes);
}

static void may_be_done_again(void)
{
	struct seal once, again;
	char *before, *after;
	size_t length, same;

	make_image();
	seal_file(write_image(sizeof image), &once);
	before = scratch_read(scratch_path("recording"), &length);
	CU_ASSERT_EQUAL(seal_file(scratch_path("recording"), &again), 0);
	after = scratch_read(scratch_path("recording"), &same);
	CU_ASSERT_FATAL(before && after && length == same);
	CU_ASSERT_EQUAL(memcmp(before, after, length), 0);
	CU_ASSERT_EQUAL(memcmp(&once, &again, sizeof once), 0);
	free(before);
	free(after);
}

static void tells_no_room(void)
{
	struct seal seal;

	make_image();
	head_at(image, 0)->claimed = END + 64 * PAGE; /* asked for, and not got */
	head_at(image, 0)->flags |= MY_TRACE_STOPPED;
	CU_ASSERT_EQUAL(seal_file(write_image(END), &seal), 0);
	CU_ASSERT(seal.stopped);
	CU_ASSERT_EQUAL(seal.operations, DONE + OPEN + LAST);
	CU_ASSERT_EQUAL(seal.bytes, LAST_AT + PAGE);
}

static void leaves_damage_as_it_is(void)
{
	struct seal seal;
	char *after;
	size_t length;

	make_image();
	memset(image + GAP_AT, 'x', PAGE);
	CU_ASSERT_EQUAL(seal_file(write_image(END), &seal), 0);
	CU_ASSERT_EQUAL(seal.damage, GAP_AT);
	CU_ASSERT_EQUAL(seal.operations, DONE + OPEN + LAST);
	after = scratch_read(scratch_path("recording"), &length);
	CU_ASSERT(after && length == END && memcmp(after + GAP_AT, image + GAP_AT, PAGE) == 0);
	free(after);
	CU_ASSERT(seal_file(scratch_write("recording", "no recording", 12), &seal) != 0);
	CU_ASSERT(seal_file("/", &seal) != 0);
	CU_ASSERT(seal_file("/dev/null", &seal) != 0);
	CU_ASSERT(seal_file(scratch_path("is-nowhere"), &seal) != 0);
}

/* Bits of all heads, and lengths: ends, and tells no more than could be there. */
static void survives_damage(void)
{
	static const size_t heads[] = { 0, STREAM_AT, DONE_AT, OPEN_AT, GAP_AT, LAST_AT };
	struct seal seal;

	for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++)
		for (size_t bit = 0; bit < 8 * MY_TRACE_HEAD; bit += 3) {
			make_image();
			image[heads[i] + bit / 8] ^= (unsigned char)(1u << bit % 8);
			seal_file(write_image(END), &seal);
			CU_ASSERT(seal.operations < END);
		}
	for (size_t length = 0; length < END; length += 509) {
		make_image();
		seal_file(write_image(length), &seal);
		CU_ASSERT(seal.operations < END);
	}
}

/* A program that writes where it should not may reach its own block's head. */
static void does_not_lose_what_follows(void)
{
	struct seal seal;

	make_image();
	head_at(image, OPEN_AT)->length = END - OPEN_AT;
	CU_ASSERT_EQUAL(seal_file(write_image(END), &seal), 0);
	CU_ASSERT_EQUAL(seal.damage, OPEN_AT);
	CU_ASSERT_EQUAL(seal.bytes, END);
	CU_ASSERT_EQUAL(seal.operations, DONE + LAST);
}

/* What a recorded program does: it has the file mapped, and no descriptor any more. */
static pid_t start_writer(const char *path)
{
	int ready[2];
	char byte;
	pid_t pid;

	CU_ASSERT_EQUAL_FATAL(pipe(ready), 0);
	pid = fork();
	if (pid == 0) {
		int file = open(path, O_RDWR);
		void *map = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, file, LAST_AT);

		close(file);
		if (map == MAP_FAILED || write(ready[1], "r", 1) != 1)
			_exit(1);
		pause();
		_exit(0);
	}
	close(ready[1]);
	CU_ASSERT_EQUAL(read(ready[0], &byte, 1), 1);
	close(ready[0]);
	return pid;
}

/* No head is written that would not be read again. */
static void goes_around_a_large_gap(void)
{
	const uint64_t end = (uint64_t)RECORDING_HEAD_LENGTH * 2 + END;
	char problem[RECORDING_PROBLEM];
	struct recording *recording;
	struct seal seal;
	const char *path;
	int file;

	make_image();
	head_at(image, 0)->claimed = end;
	path = write_image(END);
	CU_ASSERT_EQUAL(truncate(path, (off_t)end), 0);
	CU_ASSERT_EQUAL(seal_file(path, &seal), 0);
	CU_ASSERT_EQUAL(seal.damage, 0);
	file = open(path, O_RDONLY | O_CLOEXEC);
	recording = recording_open(file, "gap", problem);
	CU_ASSERT_PTR_NOT_NULL_FATAL(recording);
	CU_ASSERT_PTR_NULL(recording_damage(recording));
	CU_ASSERT_EQUAL(recording_stream(recording, 1)->records, DONE + OPEN + LAST);
	recording_close(recording);
	close(file);
}

static void does_not_disturb_a_writer(void)
{
	const char *path;
	struct seal seal;
	char *after;
	size_t length;
	pid_t pid;

	make_image();
	path = write_image(sizeof image);
	pid = start_writer(path);
	CU_ASSERT_EQUAL(seal_file(path, &seal), 0);
	CU_ASSERT(seal.written);
	CU_ASSERT_EQUAL(seal.operations, DONE + OPEN + LAST);
	after = scratch_read(path, &length);
	CU_ASSERT(after && length == sizeof image && memcmp(after, image, length) == 0);
	free(after);
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	CU_ASSERT_EQUAL(seal_file(path, &seal), 0);
	CU_ASSERT_FALSE(seal.written);
}

CU_TestInfo seal_tests[] = {
	{ "closes what was left open", closes_what_was_left_open },
	{ "may be done again", may_be_done_again },
	{ "tells that there was no room", tells_no_room },
	{ "leaves damage as it is", leaves_damage_as_it_is },
	{ "survives damage", survives_damage },
	{ "does not lose what follows", does_not_lose_what_follows },
	{ "goes around a large gap", goes_around_a_large_gap },
	{ "does not disturb a writer", does_not_disturb_a_writer },
	CU_TEST_INFO_NULL,
};
