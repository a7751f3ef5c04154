/* SPDX-License-Identifier: MIT
 *
 * test_quarantine.c - the set of freed blocks, against a plain list.
 */
#include "test.h"
#include "quarantine.h"
#include "random.h"

#include <string.h>

static struct quarantine quarantine;
static struct {
	char *pointer;
	size_t size;
} list[QUARANTINE_BLOCKS];
static size_t listed, listed_bytes;

static void start(void)
{
	memset(&quarantine, 0, sizeof quarantine);
	listed = listed_bytes = 0;
}

static void add(char *pointer, size_t size)
{
	quarantine_add(&quarantine, pointer, size);
	list[listed].pointer = pointer;
	list[listed++].size = size;
	listed_bytes += size;
}

static int agrees(void)
{
	for (size_t i = 0; i < listed; i++)
		if (!quarantine_holds(&quarantine, list[i].pointer)
		    || quarantine_holds(&quarantine, list[i].pointer + 16))
			return 0;
	return quarantine.number == listed && quarantine.bytes == listed_bytes;
}

/* 1 when what was taken out was in it, and is not any more. */
static int take(uint64_t random)
{
	const char *taken = quarantine_take(&quarantine, random);

	for (size_t i = 0; i < listed; i++) {
		if (list[i].pointer != taken)
			continue;
		listed_bytes -= list[i].size;
		list[i] = list[--listed];
		return !quarantine_holds(&quarantine, taken);
	}
	return 0;
}

static void it_agrees_with_a_list(void)
{
	static char memory[1 << 20];
	struct random random = { test_seed() };
	int right = 1;

	start();
	for (size_t round = 0; round < 60 && right; round++) {
		uint64_t many = random_next(&random) % 600;

		for (uint64_t i = 0; i < many && quarantine_has_room(&quarantine, 4096); i++) {
			char *pointer = memory + random_next(&random) % sizeof memory / 32 * 32;

			if (!quarantine_holds(&quarantine, pointer))
				add(pointer, random_next(&random) % 4096);
		}
		right = agrees();
		for (many = random_next(&random) % 600; many > 0 && listed > 0 && right; many--)
			right = take(random_next(&random));
		right = right && agrees();
	}
	CU_ASSERT(right);
	while (listed > 0 && right)
		right = take(random_next(&random));
	CU_ASSERT(right);
	CU_ASSERT(agrees());
	CU_ASSERT_PTR_NULL(quarantine_take(&quarantine, 5));
}

static void it_is_bounded(void)
{
	static char memory[QUARANTINE_BLOCKS * 32];

	start();
	for (size_t i = 0; i < QUARANTINE_BLOCKS; i++) {
		CU_ASSERT_FATAL(quarantine_has_room(&quarantine, 1));
		add(memory + 32 * i, 1);
	}
	CU_ASSERT(agrees());
	CU_ASSERT(!quarantine_has_room(&quarantine, 1));
	CU_ASSERT(take(1));
	CU_ASSERT(quarantine_has_room(&quarantine, 1));

	start();
	add(memory, QUARANTINE_BYTES - 100);
	CU_ASSERT(quarantine_has_room(&quarantine, 100));
	CU_ASSERT(!quarantine_has_room(&quarantine, 101));
	CU_ASSERT(!quarantine_has_room(&quarantine, SIZE_MAX));
}

/* Every one of few comes out sooner or later, wherever it lies. */
static void any_may_be_taken(void)
{
	static char memory[3 * 16];
	struct random random = { test_seed() };
	int taken[3] = { 0 };

	for (int round = 0; round < 300; round++) {
		start();
		for (int i = 0; i < 3; i++)
			add(memory + 16 * i, 1);

		const char *one = quarantine_take(&quarantine, random_next(&random));

		taken[(one - memory) / 16]++;
	}
	CU_ASSERT(taken[0] > 0 && taken[1] > 0 && taken[2] > 0);
}

CU_TestInfo quarantine_tests[] = {
	{ "it agrees with a list", it_agrees_with_a_list },
	{ "it is bounded", it_is_bounded },
	{ "any may be taken", any_may_be_taken },
	CU_TEST_INFO_NULL,
};
