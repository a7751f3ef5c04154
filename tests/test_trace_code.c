/* SPDX-License-Identifier: MIT
 *
 * test_trace_code.c - records become bytes and records again, and no bytes lead astray.
 */
#include "chance.h"
#include "my_trace.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

enum { RECORDS = 20000 };

static uint64_t any(void)
{
	return (uint64_t)below(1u << 31) << 33 ^ (uint64_t)below(1u << 31) << 13 ^ below(1u << 13);
}

/* Mostly what programs do, sometimes anything. */
static uint64_t address(void)
{
	switch (below(16)) {
	case 0: return 0;
	case 1: return any();
	case 2: return UINT64_MAX - below(64);
	default: return 0x7f0000000000 + 16 * below(below(2) ? 1 << 12 : 1 << 26);
	}
}

static uint64_t size(void)
{
	return below(8) ? below(below(2) ? 200 : 100000) : below(2) ? any() : UINT64_MAX - below(2);
}

static struct my_trace_record random_record(int exact)
{
	struct my_trace_record record = { .kind = 1 + (unsigned)below(MY_TRACE_KINDS - 1) };
	int is_note = record.kind == MY_TRACE_NOTE, is_free = record.kind == MY_TRACE_FREE;

	if (is_note) {
		record.time = below(4) ? below(1000000) : any();
		return record;
	}
	record.order = exact ? (below(8) ? below(100) : any()) : 0;
	record.caller = below(8) ? 0x400000 + 7 * below(below(2) ? 4 : 1000) : below(2) ? any() : 0;
	if (!is_free) {
		record.block = address();
		record.size = size();
	}
	if (is_free || record.kind == MY_TRACE_REALLOC)
		record.old = address();
	if (record.kind == MY_TRACE_ALIGNED)
		record.alignment = below(2) ? (uint64_t)1 << below(64) : any();
	return record;
}

static int same(const struct my_trace_record *a, const struct my_trace_record *b)
{
	return a->kind == b->kind && a->block == b->block && a->old == b->old &&
	       a->size == b->size && a->alignment == b->alignment && a->caller == b->caller &&
	       a->time == b->time && a->order == b->order;
}

/* Each record into memory of exactly its length, so that a tool sees a byte too much. */
static void round_trip(int exact)
{
	static struct my_trace_coder to, from;
	size_t wrong = 0;

	memset(&to, 0, sizeof to);
	memset(&from, 0, sizeof from);
	for (int i = 0; i < RECORDS; i++) {
		struct my_trace_record record = random_record(exact), back;
		unsigned char bytes[MY_TRACE_RECORD] = { 0 };
		size_t took = my_trace_encode(&to, bytes, exact, &record);
		unsigned char *fits = malloc(took);

		memcpy(fits, bytes, took);
		wrong += took < 1 || took > MY_TRACE_RECORD || bytes[0] == MY_TRACE_END;
		for (size_t rest = took; rest < MY_TRACE_RECORD; rest++)
			wrong += bytes[rest] != 0;
		wrong += my_trace_decode(&from, fits, took, exact, &back) != (int)took;
		wrong += !same(&record, &back);
		free(fits);
	}
	CU_ASSERT_EQUAL(wrong, 0);
}

static void records_come_back(void)
{
	chance(test_seed());
	round_trip(0);
	round_trip(1);
}

/* A record cut anywhere is none; so is nothing, and what begins with a zero. */
static void cut_records_are_none(void)
{
	static struct my_trace_coder to, from;
	size_t wrong = 0;

	chance(test_seed());
	for (int i = 0; i < 200; i++) {
		int exact = (int)below(2);
		struct my_trace_record record = random_record(exact), back;
		unsigned char bytes[MY_TRACE_RECORD] = { 0 };
		size_t took;

		memset(&to, 0, sizeof to);
		took = my_trace_encode(&to, bytes, exact, &record);
		for (size_t left = 0; left < took; left++) {
			unsigned char *fits = malloc(left + 1);

			memcpy(fits, bytes, left);
			memset(&from, 0, sizeof from);
			wrong += my_trace_decode(&from, fits, left, exact, &back) != (left ? -1 : 0);
			free(fits);
		}
	}
	CU_ASSERT_EQUAL(wrong, 0);
}

static void any_bytes_are_survived(void)
{
	static struct my_trace_coder from;
	size_t wrong = 0;

	chance(test_seed());
	memset(&from, 0, sizeof from);
	for (int i = 0; i < RECORDS; i++) {
		size_t left = below(MY_TRACE_RECORD + 8);
		unsigned char *bytes = malloc(left ? left : 1);
		struct my_trace_record back;
		int took;

		for (size_t at = 0; at < left; at++)
			bytes[at] = (unsigned char)below(256);
		took = my_trace_decode(&from, bytes, left, (int)below(2), &back);
		wrong += took < -1 || took > (int)left || (took > 0 && back.kind == MY_TRACE_END);
		free(bytes);
	}
	CU_ASSERT_EQUAL(wrong, 0);
}

/* What a program mostly does takes few bytes. */
static void pairs_take_two_bytes(void)
{
	static struct my_trace_coder to;
	struct my_trace_record take = { .kind = MY_TRACE_MALLOC, .block = 0x7f0000001000,
		                        .size = 40, .caller = 0x401234 };
	struct my_trace_record give = { .kind = MY_TRACE_FREE, .old = 0x7f0000001000,
		                        .caller = 0x401240 };
	size_t bytes = 0;

	memset(&to, 0, sizeof to);
	for (int i = 0; i < 1000; i++) {
		unsigned char at[2 * MY_TRACE_RECORD] = { 0 };

		bytes += my_trace_encode(&to, at, 0, &take);
		bytes += my_trace_encode(&to, at + MY_TRACE_RECORD, 0, &give);
	}
	CU_ASSERT(bytes < 2 * 2 * 1000 + 100);
}

static void each_bit_counts_in_the_sum(void)
{
	unsigned char bytes[100];
	size_t wrong = 0;

	chance(test_seed());
	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = (unsigned char)below(256);
	for (size_t length = 0; length <= sizeof bytes; length++) {
		uint64_t sum = my_trace_sum(bytes, length);

		wrong += length > 0 && sum == my_trace_sum(bytes, length - 1);
		for (size_t bit = 0; bit < 8 * length; bit++) {
			bytes[bit / 8] ^= (unsigned char)(1 << bit % 8);
			wrong += sum == my_trace_sum(bytes, length);
			bytes[bit / 8] ^= (unsigned char)(1 << bit % 8);
		}
	}
	CU_ASSERT_EQUAL(wrong, 0);
}

CU_TestInfo trace_code_tests[] = {
	{ "records come back", records_come_back },
	{ "cut records are none", cut_records_are_none },
	{ "any bytes are survived", any_bytes_are_survived },
	{ "pairs take two bytes", pairs_take_two_bytes },
	{ "each bit counts in the sum", each_bit_counts_in_the_sum },
	CU_TEST_INFO_NULL,
};
