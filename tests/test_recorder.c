/* SPDX-License-Identifier: MIT
 *
 * test_recorder.c - what programs do under MY_MALLOC_RECORD is in the file, and the programs
 * are as they were.
 *
 * tests/programs/recorded.c is compiled here and run on the preload library. The file is read
 * by a small reader of this test's own, which trusts nothing but my_trace.h.
 */
#include "my_trace.h"
#include "scratch.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST = 1 << 18, STREAMS = 8 };

/* What was found in a file. */
static struct found {
	size_t records, wrong; /* wrong: sums, counts, bytes that are no record */
	struct my_trace_record record[MOST];
	uint32_t stream[MOST];
	size_t kinds[MY_TRACE_KINDS], threads, done, streams, maps;
	struct my_trace_head heads[STREAMS]; /* of the streams */
	char program[STREAMS][512];
	struct my_trace_head first;
} found;

static void add_records(const struct my_trace_head *head, const unsigned char *at)
{
	static struct my_trace_coder coder;
	size_t left = head->length - MY_TRACE_HEAD, count = 0;
	struct my_trace_record record;
	int took;

	memset(&coder, 0, sizeof coder);
	while ((took = my_trace_decode(&coder, at, left, found.first.flags & MY_TRACE_EXACT,
	                               &record)) > 0) {
		at += took;
		left -= (size_t)took;
		count++;
		found.kinds[record.kind]++;
		if (record.kind == MY_TRACE_NOTE || found.records == MOST)
			continue;
		found.stream[found.records] = head->stream;
		found.record[found.records++] = record;
	}
	found.wrong += took < 0 || (head->state == MY_TRACE_DONE && head->records != count);
	found.done += head->state == MY_TRACE_DONE;
}

static void add_block(const struct my_trace_head *head, const unsigned char *payload)
{
	if (head->state == MY_TRACE_DONE) {
		found.wrong += head->sum != my_trace_sum(payload, head->bytes);
		found.wrong += head->head_sum !=
		               my_trace_sum(head, offsetof(struct my_trace_head, head_sum));
	}
	if (head->kind == MY_TRACE_RECORDS)
		add_records(head, payload);
	found.maps += head->kind == MY_TRACE_MAPS;
	if (head->kind != MY_TRACE_STREAM || found.streams == STREAMS)
		return;
	found.heads[found.streams] = *head;
	memcpy(found.program[found.streams++], payload, head->bytes < 511 ? head->bytes : 511);
}

static void read_recording(const char *path)
{
	size_t length = 0;
	unsigned char *bytes = (unsigned char *)scratch_read(path, &length);
	struct my_trace_head head;

	memset(&found, 0, sizeof found);
	CU_ASSERT_FATAL(bytes != NULL && length >= MY_TRACE_PAGE);
	memcpy(&found.first, bytes, sizeof found.first);
	CU_ASSERT_EQUAL(found.first.magic, MY_TRACE_MAGIC);
	for (size_t at = MY_TRACE_PAGE; at + MY_TRACE_PAGE <= length; at += head.length) {
		memcpy(&head, bytes + at, sizeof head);
		if (head.magic != MY_TRACE_MAGIC || head.length > length - at)
			head.length = MY_TRACE_PAGE;
		else
			add_block(&head, bytes + at + MY_TRACE_HEAD);
	}
	free(bytes);
	CU_ASSERT_EQUAL(found.wrong, 0);
}

/* ------------------------------------------------------------------------- programs */

/* Once: the program and its library, in the folder of scratch files. */
static int is_made(void)
{
	static int made;
	char line[2048];

	if (access("libmy_malloc_preload.so", R_OK) != 0) {
		test_skip("libmy_malloc_preload.so is not built");
		return 0;
	}
	snprintf(line, sizeof line,
	         "cc -w -O0 -Iinc -fno-builtin -pthread -o %s tests/programs/recorded.c -ldl &&"
	         " cc -w -Iinc -shared -fPIC -DLIBRARY -o %s tests/programs/recorded.c",
	         scratch_path("recorded"), scratch_path("recorded.so"));
	made = made || system(line) == 0;
	CU_ASSERT(made);
	return made;
}

/* Its exit status as a shell has it; before: words of the shell. What it says on standard output
 * and error is in the file "said". */
static int run(const char *before, const char *what)
{
	char line[4096], folder[512];
	int status;

	snprintf(folder, sizeof folder, "%s", scratch_path("recorded"));
	*strrchr(folder, '/') = '\0';
	unlink(scratch_path("recording"));
	snprintf(line, sizeof line,
	         "preload=$PWD/libmy_malloc_preload.so; cd '%s' || exit;"
	         "export MY_MALLOC_RECORD=$PWD/recording; %s "
	         "env LD_PRELOAD=$preload ./recorded %s >said 2>&1",
	         folder, before, what);
	status = system(line);
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

static const char *said(void)
{
	static char text[4096];
	size_t length;
	char *all = scratch_read(scratch_path("said"), &length);

	snprintf(text, sizeof text, "%s", all ? all : "");
	free(all);
	return text;
}

/* Runs it and reads the recording. */
static void record(const char *before, const char *what, int status)
{
	CU_ASSERT_EQUAL(run(before, what), status);
	read_recording(scratch_path("recording"));
}

static size_t count_size(uint32_t stream, uint64_t size)
{
	size_t count = 0;

	for (size_t i = 0; i < found.records; i++)
		count += found.record[i].size == size && (!stream || found.stream[i] == stream);
	return count;
}

/* ---------------------------------------------------------------------- the family */

/* What recorded.c does between its two marks: whether there was a block before, and is one. */
static const struct {
	enum my_trace_kind kind;
	int old, block;
	uint64_t size, alignment;
} calls[] = {
	{ MY_TRACE_MALLOC, 0, 1, 0, 0 },
	{ MY_TRACE_FREE, 1, 0, 0, 0 },
	{ MY_TRACE_CALLOC, 0, 1, 21, 0 },
	{ MY_TRACE_FREE, 1, 0, 0, 0 },
	{ MY_TRACE_CALLOC, 0, 0, UINT64_MAX, 0 },
	{ MY_TRACE_REALLOC, 0, 1, 5, 0 },
	{ MY_TRACE_REALLOC, 1, 1, 5000, 0 },
	{ MY_TRACE_REALLOC, 1, 0, UINT64_MAX / 2, 0 },
	{ MY_TRACE_REALLOC, 1, 0, 0, 0 },
	{ MY_TRACE_REALLOC, 0, 1, 200, 0 },
	{ MY_TRACE_REALLOC, 1, 0, UINT64_MAX, 0 },
	{ MY_TRACE_FREE, 1, 0, 0, 0 },
	{ MY_TRACE_ALIGNED, 0, 1, 30, 128 },
	{ MY_TRACE_FREE, 1, 0, 0, 0 },
	{ MY_TRACE_ALIGNED, 0, 1, 512, 256 },
	{ MY_TRACE_FREE, 1, 0, 0, 0 },
	{ MY_TRACE_ALIGNED, 0, 0, 1, 24 },
	{ MY_TRACE_ALIGNED, 0, 1, 65, 64 },
	{ MY_TRACE_FREE, 1, 0, 0, 0 },
	{ MY_TRACE_ALIGNED, 0, 1, 10, 4096 },
	{ MY_TRACE_FREE, 1, 0, 0, 0 },
	{ MY_TRACE_ALIGNED, 0, 1, 4096, 4096 },
	{ MY_TRACE_FREE, 1, 0, 0, 0 },
	{ MY_TRACE_MALLOC, 0, 0, UINT64_MAX, 0 },
	{ MY_TRACE_MALLOC, 0, 1, 222222, 0 },
};

enum { CALLS = sizeof calls / sizeof calls[0] };

static void every_member_is_recorded(void)
{
	size_t at = 0, wrong = 0;

	if (!is_made())
		return;
	record("", "family", 7);
	while (at < found.records && found.record[at].size != 111111)
		at++;
	CU_ASSERT_EQUAL_FATAL(found.records - at, 1 + CALLS);
	for (size_t i = 0; i < CALLS; i++) {
		const struct my_trace_record *record = &found.record[at + 1 + i];

		wrong += record->kind != calls[i].kind || record->size != calls[i].size ||
		         record->alignment != calls[i].alignment;
		wrong += (record->old != 0) != calls[i].old;
		wrong += (record->block != 0) != calls[i].block;
		wrong += record->caller == 0;
	}
	CU_ASSERT_EQUAL(wrong, 0);
	CU_ASSERT_EQUAL(found.streams, 1);
	CU_ASSERT(found.maps >= 1);
}

static void with_the_guard_too(void)
{
	if (!is_made())
		return;
	record("MY_MALLOC=guard", "family", 7);
	CU_ASSERT_EQUAL(count_size(0, 222222), 1);
}

/* ------------------------------------------------------------------ threads, processes */

static void threads_have_blocks_of_their_own(void)
{
	if (!is_made())
		return;
	record("", "threads", 0);
	CU_ASSERT(found.kinds[MY_TRACE_MALLOC] >= 4 * 20000);
	CU_ASSERT(found.kinds[MY_TRACE_FREE] >= 4 * 20000);
	CU_ASSERT(found.done >= 4);
	CU_ASSERT_EQUAL(found.streams, 1);
	/* Blocks go from one to the other: the time is told oftener. */
	CU_ASSERT(found.kinds[MY_TRACE_NOTE] > 8 * 20000 / 40);
}

static void exact_orders_are_all_there(void)
{
	static unsigned char seen[MOST];
	size_t wrong = 0;

	if (!is_made())
		return;
	record("MY_MALLOC_RECORD_EXACT=1", "threads", 0);
	memset(seen, 0, sizeof seen);
	CU_ASSERT_FATAL(found.records < MOST);
	for (size_t i = 0; i < found.records; i++)
		wrong += found.record[i].order >= found.records || seen[found.record[i].order]++;
	CU_ASSERT_EQUAL(wrong, 0);
	CU_ASSERT_EQUAL(found.first.order, found.records);
}

static void ended_threads_still_free(void)
{
	if (!is_made())
		return;
	record("", "ends", 0);
	CU_ASSERT_EQUAL(count_size(0, 887), 10);
	CU_ASSERT_EQUAL(count_size(0, 888), 10);
	CU_ASSERT_EQUAL(found.kinds[MY_TRACE_FREE], 20);
}

static void each_fork_is_a_stream(void)
{
	if (!is_made())
		return;
	record("", "forks", 0);
	CU_ASSERT_EQUAL_FATAL(found.streams, 4);
	for (uint32_t i = 0; i < 4; i++)
		CU_ASSERT_EQUAL(count_size(i + 1, 1000 + i), 1);
	CU_ASSERT_EQUAL(count_size(1, 1004), 1);
	for (int i = 1; i < 4; i++)
		CU_ASSERT_EQUAL(found.heads[i].parent, found.heads[0].process);
	CU_ASSERT_EQUAL(found.first.streams, 4);
}

static void a_short_program_needs_few_pages(void)
{
	if (!is_made())
		return;
	record("", "once", 0);
	CU_ASSERT_EQUAL(found.maps, 1);
	CU_ASSERT(found.first.claimed <= 5 * MY_TRACE_PAGE);
}

static void each_exec_is_a_stream(void)
{
	const char *path = found.program[0];

	if (!is_made())
		return;
	record("", "execs", 0);
	CU_ASSERT_EQUAL_FATAL(found.streams, 2);
	CU_ASSERT_EQUAL(count_size(1, 555) + count_size(2, 555), 2);
	CU_ASSERT_STRING_EQUAL(path, scratch_path("recorded"));
	CU_ASSERT_EQUAL(memcmp(path + strlen(path) + 1, "recorded\0once\0an argument", 26), 0);
}

static void nothing_is_lost_when_killed(void)
{
	if (!is_made())
		return;
	record("", "killed", 128 + 9);
	CU_ASSERT_EQUAL(count_size(0, 777), 1000);
}

static void what_is_loaded_later_is_mapped(void)
{
	if (!is_made())
		return;
	record("", "loads", 0);
	CU_ASSERT_EQUAL(count_size(0, 4444), 1);
	CU_ASSERT(found.maps >= 2);
}

/* ----------------------------------------------------------------------------- trouble */

static unsigned times(const char *text, const char *part)
{
	unsigned count = 0;

	for (; (text = strstr(text, part)) != NULL; text++)
		count++;
	return count;
}

/* A limit on the size of files is a full disk without one. */
static void no_room_stops_the_recording_only(void)
{
	if (!is_made())
		return;
	record("ulimit -f 128;", "many", 3);
	CU_ASSERT(found.records > 1000 && found.records < 100000);
	CU_ASSERT(found.heads[0].flags & MY_TRACE_STOPPED);
	CU_ASSERT(strstr(said(), "done\n") != NULL);
	CU_ASSERT_EQUAL(times(said(), "recording stopped"), 1);
	CU_ASSERT_EQUAL(times(said(), "\n"), 2);
}

/* The n-th of each system call that the recorder makes: it may stop, the program may not. */
static void any_failing_call_is_survived(void)
{
	static const char *const failing[] = { "fallocate:error=ENOSPC", "pwritev:error=ENOSPC",
		                                   "fallocate:error=EOPNOTSUPP",
		                                   "madvise:error=EINVAL",
		                                   "readlink:error=EACCES" };
	char before[256];

	if (!is_made())
		return;
	if (system("strace -o /dev/null true >/dev/null 2>&1") != 0) {
		test_skip("no strace");
		return;
	}
	for (size_t i = 0; i < sizeof failing / sizeof failing[0]; i++) {
		for (int n = 1; n <= 4; n++) {
			snprintf(before, sizeof before,
			         "strace -f -o /dev/null -e trace=none -e inject=%s:when=%d",
			         failing[i], n);
			CU_ASSERT_EQUAL(run(before, "many"), 3);
			CU_ASSERT(strstr(said(), "done\n") != NULL);
			if (access(scratch_path("recording"), R_OK) == 0)
				read_recording(scratch_path("recording"));
		}
	}
}

/* Whatever is wrong with the file: a sentence, and the program as it is. */
static void other_files_are_left_alone(void)
{
	static const char text[] = "no recording at all\n";
	static const char *const strange[] = { "MY_MALLOC_RECORD=here;",
		                                   "ln -sf no/such/folder recording;",
		                                   "ln -sf /dev/null recording;",
		                                   "ln -sf . recording;" };
	size_t length;
	char *after;

	if (!is_made())
		return;
	scratch_write("other", text, sizeof text - 1);
	CU_ASSERT_EQUAL(run("ln -sf other recording;", "once"), 0);
	after = scratch_read(scratch_path("other"), &length);
	CU_ASSERT(after != NULL && strcmp(after, text) == 0);
	free(after);
	for (size_t i = 0; i < sizeof strange / sizeof strange[0]; i++) {
		CU_ASSERT_EQUAL(run(strange[i], "once"), 0);
		CU_ASSERT_EQUAL(times(said(), "nothing is recorded"), 1);
	}
	unlink(scratch_path("recording"));
}

/* Twice into the same file: what is there already comes first, each time. */
static void a_running_program_is_asked(void)
{
	size_t befores = 0;

	if (!is_made())
		return;
	unlink(scratch_path("asked"));
	CU_ASSERT_EQUAL(run("RECORD_INTO=$PWD/asked; export RECORD_INTO; env -u MY_MALLOC_RECORD",
	                    "asked"),
	                0);
	CU_ASSERT(access(scratch_path("recording"), F_OK) != 0);
	read_recording(scratch_path("asked"));
	CU_ASSERT_EQUAL(found.streams, 2);
	for (size_t i = 0; i < found.records; i++)
		befores += found.record[i].kind == MY_TRACE_BEFORE && found.record[i].size == 5120;
	CU_ASSERT_EQUAL(befores, 2 * 10);
	for (uint32_t stream = 1; stream <= 2; stream++) {
		CU_ASSERT_EQUAL(count_size(stream, 4321), 1);
		CU_ASSERT_EQUAL(count_size(stream, 654), stream == 2);
	}
}

/* By whoever waited for its recording, who has ended: it notices, and so does its child. */
static void a_recording_that_nobody_waits_for_ends(void)
{
	if (!is_made())
		return;
	unlink(scratch_path("asked"));
	CU_ASSERT_EQUAL(run("RECORD_INTO=$PWD/asked; export RECORD_INTO; env -u MY_MALLOC_RECORD",
	                    "left"),
	                0);
	CU_ASSERT_STRING_EQUAL(said(), "");
	read_recording(scratch_path("asked"));
	CU_ASSERT_EQUAL(count_size(0, 4321), 1);
	CU_ASSERT_EQUAL(count_size(0, 987), 0);
}

CU_TestInfo recorder_tests[] = {
	{ "every member is recorded", every_member_is_recorded },
	{ "with the guard too", with_the_guard_too },
	{ "threads have blocks of their own", threads_have_blocks_of_their_own },
	{ "exact orders are all there", exact_orders_are_all_there },
	{ "ended threads still free", ended_threads_still_free },
	{ "each fork is a stream", each_fork_is_a_stream },
	{ "a short program needs few pages", a_short_program_needs_few_pages },
	{ "each exec is a stream", each_exec_is_a_stream },
	{ "nothing is lost when killed", nothing_is_lost_when_killed },
	{ "what is loaded later is mapped", what_is_loaded_later_is_mapped },
	{ "no room stops the recording only", no_room_stops_the_recording_only },
	{ "any failing call is survived", any_failing_call_is_survived },
	{ "other files are left alone", other_files_are_left_alone },
	{ "a running program is asked", a_running_program_is_asked },
	{ "a recording that nobody waits for ends", a_recording_that_nobody_waits_for_ends },
	CU_TEST_INFO_NULL,
};
