/* SPDX-License-Identifier: MIT
 *
 * test_recording_damage.c - recordings that are cut, damaged or still being written.
 */
#include "convert.h"
#include "made.h"
#include "recording.h"
#include "recording_merge.h"

#include <fcntl.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* What is left is a beginning of what was there, and a missing end is no failure. */
static void survives_every_cut(void)
{
	const char *path;

	made_small();
	path = scratch_write("cut", made_image, made_end);
	for (size_t cut = made_end; cut-- > 0;) {
		const char *read;

		CU_ASSERT_EQUAL(truncate(path, (off_t)cut), 0);
		read = made_read_process(path, NULL);
		CU_ASSERT_EQUAL(strncmp(MADE_SMALL, read, strlen(read)), 0);
		CU_ASSERT(cut < PAGE + MY_TRACE_HEAD ? made_problem[0] : !made_problem[0]);
		CU_ASSERT(made_problem[0] || made_remark[0]);
	}
}

/* The file with one bit wrong; and right again. */
static const char *read_flipped(int file, const char *path, size_t bit)
{
	unsigned char wrong = (unsigned char)(made_image[bit / 8] ^ 1u << bit % 8);
	const char *read;

	CU_ASSERT_EQUAL(pwrite(file, &wrong, 1, (off_t)(bit / 8)), 1);
	read = made_read_process(path, NULL);
	CU_ASSERT_EQUAL(pwrite(file, &made_image[bit / 8], 1, (off_t)(bit / 8)), 1);
	return read;
}

/* Wherever a bit is wrong: what is read is of the recording, or the damage is told. */
static void survives_bit_flips(void)
{
	size_t told = 0;
	const char *path;
	int file;

	made_small();
	path = scratch_write("flip", made_image, made_end);
	file = open(path, O_WRONLY);
	for (size_t bit = 0; bit < made_end * 8; bit++) {
		const char *read;

		if (bit >= PAGE * 8 && bit % (PAGE * 8) >= 2048)
			continue; /* zeros behind the records */
		read = read_flipped(file, path, bit);
		told += made_problem[0] != 0;
		if (bit >= 2 * PAGE * 8)
			CU_ASSERT(made_problem[0] || strcmp(read, MADE_SMALL) == 0);
	}
	close(file);
	CU_ASSERT(told > 1000);
}

static void tells_wrong_files(void)
{
	made_small();
	made_head(0)->version = 2;
	READS_WITH("", "byte 8: it is a recording of version 2");
	made_small();
	made_head(0)->kind = MY_TRACE_MAPS;
	READS_WITH("", "byte 0: this is no head of a recording.");
	made_small();
	made_head(0)->claimed = 3 * PAGE;
	READS_WITH(MADE_SMALL, "byte 12,288: a block begins beyond what was claimed.");
	made_small();
	made_head(0)->claimed = 1;
	READS_WITH(MADE_SMALL, "the number of claimed bytes is wrong. ");
	made_small();
	made_head(0)->claimed = UINT64_MAX / PAGE * PAGE;
	READS(MADE_SMALL);
	made_file(0);
	READS_WITH("", "holds no recorded program.");
	made_end = 8;
	READS_WITH("", "byte 8: the file ends inside its first head.");
}

/* Of a head that is damaged, and sealed again: each number at its most. */
static void tells_wrong_heads(void)
{
	const size_t numbers[] = {
		offsetof(struct my_trace_head, length), offsetof(struct my_trace_head, bytes),
		offsetof(struct my_trace_head, records), offsetof(struct my_trace_head, time),
		offsetof(struct my_trace_head, stream),
	};

	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
		const uint64_t most[] = { UINT32_MAX, UINT64_MAX, (uint64_t)UINT32_MAX / PAGE * PAGE };

		for (size_t j = 0; j < sizeof most / sizeof most[0]; j++) {
			struct my_trace_head *head;

			made_small();
			head = made_head(2 * PAGE);
			memcpy((char *)head + numbers[i], &most[j], sizeof most[j]);
			head->head_sum = my_trace_sum(head, offsetof(struct my_trace_head, head_sum));
			made_read();
			CU_ASSERT(made_problem[0] || numbers[i] >= numbers[3]);
		}
	}
	made_small();
	made_head(2 * PAGE)->thread = 9;
	READS_WITH("-100;", "byte 8,192: the head of a block has a wrong sum.");
	made_small();
	made_image[2 * PAGE + MY_TRACE_HEAD + 3]++;
	READS_WITH("-100;", "byte 8,192: a block of 2 operations has a wrong sum, and was passed over.");
	made_small();
	made_image[2 * PAGE + MY_TRACE_HEAD + 3]++;
	made_image[3 * PAGE + MY_TRACE_HEAD + 3]++;
	READS_WITH("", "passed over. 1 place is damaged further on.");
}

static void tells_blocks_that_overlap(void)
{
	struct made_block block;

	made_small();
	block = made_block(1, 5, 300, PAGE);
	made_malloc(&block, 0x300, 3);
	block.head->length = 3 * PAGE;
	block = made_block(1, 5, 400, PAGE);
	made_malloc(&block, 0x400, 4);
	READS_WITH(MADE_SMALL "+300 3;+400 4;", "byte 20,480: a block begins inside another one.");
}

static void any_bytes_are_a_recording(void)
{
	unsigned long random = test_seed();

	for (size_t round = 0; round < 300; round++) {
		made_small();
		for (size_t i = 0; i < 1 + round % 40; i++) {
			random = random * 6364136223846793005u + 1442695040888963407u;
			made_image[12 + (random >> 33) % (made_end - 12)] = (unsigned char)(random >> 56);
		}
		made_read();
		CU_ASSERT(made_problem[0] || strlen(made_read()) < 1000);
	}
}

/* ---------------------------------------------------------------------- still written */

struct follow {
	int file;
	struct recording *recording;
	struct merge *merge;
};

static void write_image(const struct follow *follow)
{
	CU_ASSERT_EQUAL(pwrite(follow->file, made_image, made_end, 0), (ssize_t)made_end);
}

static struct follow follow_image(void)
{
	struct follow follow = { .file = open(scratch_path("live"), O_RDWR | O_CREAT | O_TRUNC,
		                              0600) };
	char problem[RECORDING_PROBLEM];

	write_image(&follow);
	follow.recording = recording_open(follow.file, "live", problem);
	CU_ASSERT_PTR_NOT_NULL_FATAL(follow.recording);
	follow.merge = merge_open(follow.recording, 1, 1);
	return follow;
}

static void unfollow(struct follow *follow)
{
	merge_close(follow->merge);
	recording_close(follow->recording);
	close(follow->file);
}

/* The addresses that came since, "+100-200". */
static const char *more(struct follow *follow)
{
	static char out[400];
	struct merged merged;
	size_t used = 0;

	write_image(follow);
	recording_refresh(follow->recording);
	merge_refresh(follow->merge);
	out[0] = 0;
	while (used < sizeof out - 40 && merge_next(follow->merge, &merged))
		used += (size_t)sprintf(out + used, "%c%llx", merged.record.old ? '-' : '+',
		                        (unsigned long long)(merged.record.old
		                                             + merged.record.block));
	return out;
}

static void follows_what_is_written(void)
{
	struct made_block block, other;
	struct follow follow;

	made_small();
	follow = follow_image();
	CU_ASSERT_STRING_EQUAL(more(&follow), "+100+200-100");
	CU_ASSERT_STRING_EQUAL(more(&follow), "");
	block = made_block(1, 5, 300, 2 * PAGE);
	CU_ASSERT_STRING_EQUAL(more(&follow), "");
	made_malloc(&block, 0x300, 1);
	CU_ASSERT_STRING_EQUAL(more(&follow), "+300");
	made_note(&block, 400);
	made_free(&block, 0x200);
	other = made_block(1, 6, 350, PAGE); /* another thread, whose free comes a little later */
	made_malloc(&other, 0x300, 1);
	CU_ASSERT_STRING_EQUAL(more(&follow), "-200");
	made_free(&block, 0x300);
	made_done(&block);
	block = made_block(1, 5, 500, PAGE);
	made_malloc(&block, 0x500, 1);
	CU_ASSERT_STRING_EQUAL(more(&follow), "-300+300+500");
	CU_ASSERT_STRING_EQUAL(more(&follow), "");
	CU_ASSERT_PTR_NULL(recording_damage(follow.recording));
	unfollow(&follow);
}

/* What is added while older records are still to be given out, and a block behind it. */
static void follows_who_is_fast(void)
{
	struct made_block block;
	struct follow follow;
	struct merged merged;
	size_t count = 1;

	made_file(0);
	made_stream(1, 77, "fast");
	block = made_block(1, 5, 0, PAGE);
	for (uint64_t i = 1; i <= 10; i++)
		made_malloc(&block, 16 * i, i);
	follow = follow_image();
	CU_ASSERT_EQUAL(merge_next(follow.merge, &merged), 1);
	for (uint64_t i = 11; i <= 20; i++)
		made_malloc(&block, 16 * i, i);
	made_done(&block);
	block = made_block(1, 5, 0, PAGE);
	for (uint64_t i = 21; i <= 30; i++)
		made_malloc(&block, 16 * i, i);
	write_image(&follow);
	recording_refresh(follow.recording);
	merge_refresh(follow.merge);
	while (merge_next(follow.merge, &merged))
		CU_ASSERT_EQUAL(merged.record.block, 16 * ++count);
	CU_ASSERT_EQUAL(count, 30);
	unfollow(&follow);
}

/* A page that is claimed gets its head after the one behind it. */
static void follows_who_was_slow(void)
{
	struct made_block slow, fast;
	struct follow follow;

	made_small();
	slow = made_block(1, 8, 300, PAGE);
	fast = made_block(1, 9, 310, PAGE);
	slow.head->magic = 0;
	made_malloc(&fast, 0x900, 9);
	follow = follow_image();
	CU_ASSERT_STRING_EQUAL(more(&follow), "+100+200-100+900");
	slow.head->magic = MY_TRACE_MAGIC;
	made_malloc(&slow, 0x800, 8);
	CU_ASSERT_STRING_EQUAL(more(&follow), "+800");
	CU_ASSERT_PTR_NULL(recording_damage(follow.recording));
	unfollow(&follow);
}

/* ------------------------------------------------------------------------ converting */

static void converts(void)
{
	const char *recording = scratch_path("c.mmtrace"), *rep = scratch_path("c.rep");
	struct converted done = convert_file("tests/traces/small.android.txt", NULL, recording, NULL);

	CU_ASSERT(done.written && !done.problem[0] && done.operations == 8);
	CU_ASSERT_EQUAL(done.left_out, 1); /* a free of NULL */
	done = convert_file(recording, NULL, rep, NULL);
	CU_ASSERT(done.written && !done.problem[0]);
	made_read_process(rep, NULL);
	CU_ASSERT_STRING_EQUAL(made_problem, "");
	CU_ASSERT_STRING_EQUAL(made_remark, "");
}

/* Numbers of blocks stay numbers: they are no addresses. */
static void converts_rep_and_back(void)
{
	static const char lines[] = "a 0 100\na 1 200\nr 0 300\na 2 50\nf 1\nf 0\n";
	const char *recording = scratch_path("n.mmtrace"), *rep = scratch_path("n.rep");
	const char *from = scratch_write("from.rep", lines, sizeof lines - 1);
	struct converted done = convert_file(from, NULL, recording, NULL);
	struct trace *trace;
	size_t length;
	char *back;

	CU_ASSERT(done.written && done.operations == 6 && done.left_out == 0);
	trace = trace_open(recording, made_problem);
	CU_ASSERT_PTR_NOT_NULL_FATAL(trace);
	CU_ASSERT_FALSE(trace_has_addresses(trace));
	trace_close(trace);
	done = convert_file(recording, NULL, rep, NULL);
	CU_ASSERT(done.written && done.operations == 6 && done.left_out == 0);
	back = scratch_read(rep, &length);
	CU_ASSERT(length > sizeof lines && strcmp(back + length - (sizeof lines - 1), lines) == 0);
	free(back);
}

static void converts_whole_or_not_at_all(void)
{
	const char *old = scratch_write("old.rep", "a 0 1\n", 6);
	struct converted done = convert_file("tests/traces/small.rep", NULL, "/dev/full", NULL);

	CU_ASSERT(!done.written && strstr(done.problem, "/dev/full could not be written"));
	done = convert_file(scratch_path("missing"), NULL, old, NULL);
	CU_ASSERT(!done.written && strstr(done.problem, "Nothing was written."));
	done = convert_file(old, NULL, old, NULL);
	CU_ASSERT(!done.written && strstr(done.problem, "old.rep is the recording itself."));
	CU_ASSERT_STRING_EQUAL(made_read_process(old, NULL), "-1;+1 1;");
	made_small();
	made_image[2 * PAGE + MY_TRACE_HEAD + 3]++;
	done = convert_file(scratch_write("bad", made_image, made_end), NULL, old, NULL);
	CU_ASSERT(done.written && strstr(done.problem, "Written all the same: 0 operations."));
}

CU_TestInfo recording_damage_tests[] = {
	{ "survives every cut", survives_every_cut },
	{ "survives bit flips", survives_bit_flips },
	{ "tells wrong files", tells_wrong_files },
	{ "tells wrong heads", tells_wrong_heads },
	{ "tells blocks that overlap", tells_blocks_that_overlap },
	{ "any bytes are a recording", any_bytes_are_a_recording },
	{ "follows what is written", follows_what_is_written },
	{ "follows who is fast", follows_who_is_fast },
	{ "follows who was slow", follows_who_was_slow },
	{ "converts", converts },
	{ "converts .rep and back", converts_rep_and_back },
	{ "converts whole or not at all", converts_whole_or_not_at_all },
	CU_TEST_INFO_NULL
};
