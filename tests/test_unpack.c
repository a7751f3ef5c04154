/* SPDX-License-Identifier: MIT
 *
 * test_unpack.c - packed text: whole, in several frames, cut at every byte and damaged.
 */
#include "scratch.h"
#include "test.h"
#include "trace.h"
#include "unpack.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#if __has_include(<zstd.h>)
#include <zstd.h>

enum { LINES = 20000 };

struct packed {
	unsigned char *bytes;
	size_t length;
};

/* Frames of zstd with that many lines together. */
static struct packed pack(int frames, int lines)
{
	char *text = malloc((size_t)lines * 40);
	struct packed packed = { malloc((size_t)lines * 40 + 1000), 0 };

	for (int frame = 0; frame < frames; frame++) {
		size_t length = 0;

		for (int i = frame * lines / frames; i < (frame + 1) * lines / frames; i++)
			length += (size_t)sprintf(text + length, "1: malloc 0x%x %d\n",
			                          16 * (i + 1), i);
		packed.length += ZSTD_compress(packed.bytes + packed.length,
		                               (size_t)lines * 40 + 1000 - packed.length, text,
		                               length, 3);
	}
	free(text);
	return packed;
}

/* The number of operations; -1: it did not open. Checks that each is the one expected. */
static int count_operations(const void *bytes, size_t length, char *problem)
{
	struct trace_operation op;
	struct trace *trace = trace_open(scratch_write("a.zst", bytes, length), problem);
	int count = 0;

	if (!trace)
		return -1;
	while (trace_next(trace, &op) == TRACE_OPERATION)
		count += op.size == (uint64_t)count && op.block == 16 * ((uint64_t)count + 1);
	strcpy(problem, trace_problem(trace));
	trace_close(trace);
	return count;
}

static void zstd(void)
{
	char problem[TRACE_PROBLEM];

	for (int frames = 1; frames < 4; frames++) {
		struct packed packed = pack(frames, LINES);

		CU_ASSERT_EQUAL(count_operations(packed.bytes, packed.length, problem), LINES);
		CU_ASSERT_STRING_EQUAL(problem, "");
		free(packed.bytes);
	}
}

static void zstd_cut_and_damaged(void)
{
	char problem[TRACE_PROBLEM];
	struct packed packed = pack(2, 60);

	for (size_t cut = UNPACK_FIRST; cut < packed.length; cut++) {
		int count = count_operations(packed.bytes, cut, problem);

		CU_ASSERT(count < 60);
		CU_ASSERT(strstr(problem, "cut off") != NULL || count == 30);
	}
	for (size_t bit = 0; bit < packed.length * 8; bit++) {
		packed.bytes[bit / 8] ^= (unsigned char)(1 << bit % 8);
		CU_ASSERT(count_operations(packed.bytes, packed.length, problem) <= 60);
		packed.bytes[bit / 8] ^= (unsigned char)(1 << bit % 8);
	}
	memcpy(packed.bytes + packed.length, "junk", 4);
	CU_ASSERT_EQUAL(count_operations(packed.bytes, packed.length + 4, problem), 60);
	CU_ASSERT_PTR_NOT_NULL(strstr(problem, "damaged"));
	free(packed.bytes);
}

#else

static void zstd(void)
{
	unsigned char first[UNPACK_FIRST] = { 0x28, 0xb5, 0x2f, 0xfd };
	char reason[UNPACK_REASON];

	CU_ASSERT_PTR_NULL(unpack_create(first, UNPACK_FIRST, reason));
	CU_ASSERT_PTR_NOT_NULL(strstr(reason, "was built without libzstd"));
}

static void zstd_cut_and_damaged(void)
{
	test_skip("built without libzstd");
}

#endif

CU_TestInfo unpack_tests[] = {
	{ "zstd", zstd },
	{ "zstd, cut and damaged", zstd_cut_and_damaged },
	CU_TEST_INFO_NULL
};
