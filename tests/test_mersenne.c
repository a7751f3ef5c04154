/* SPDX-License-Identifier: MIT
 *
 * test_mersenne.c - the random numbers of Python 3: known ones, and python3's own.
 */
#include "mersenne.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>

enum { NUMBERS = 2000 };

/* What random.random() gives first, and as the 1001st. */
static const struct {
	uint64_t seed;
	double first[3], later;
} known[] = {
	{ 0, { 0x1.b0580f98a7dbep-1, 0x1.84129978f9c1ap-1, 0x1.aeaa51052e978p-2 },
	  0x1.e4b478ea82669p-1 },
	{ 1, { 0x1.132d8f91b7584p-3, 0x1.b1e2d5b3584f8p-1, 0x1.870d778409f13p-1 },
	  0x1.a585c192fcb38p-2 },
	{ 42, { 0x1.4762f307200c5p-1, 0x1.99c6b5eeb2060p-6, 0x1.19a1491f589dcp-2 },
	  0x1.96f4dff63c280p-4 },
	{ (uint64_t)1 << 32, { 0x1.ced31cb3df170p-4, 0x1.abdb5477a4f26p-2, 0x1.1139c02ebd380p-6 },
	  0x1.e1c79c3b7b94fp-1 },
	{ UINT64_MAX, { 0x1.659799fd7f980p-6, 0x1.5a35a94f333d8p-2, 0x1.b21c0274c09a4p-3 },
	  0x1.87305d42176a6p-2 },
};

static void gives_known_numbers(void)
{
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
		struct mersenne random;

		mersenne_seed(&random, known[i].seed);
		for (int n = 0; n < 3; n++)
			CU_ASSERT(mersenne_real(&random) == known[i].first[n]);
		for (int n = 3; n < 1000; n++)
			mersenne_real(&random);
		CU_ASSERT(mersenne_real(&random) == known[i].later);
	}
}

static void makes_reals_of_words(void)
{
	struct mersenne words, reals;

	mersenne_seed(&words, 7);
	mersenne_seed(&reals, 7);
	for (int n = 0; n < NUMBERS; n++) {
		double high = mersenne_next(&words) >> 5, low = mersenne_next(&words) >> 6;

		CU_ASSERT(mersenne_real(&reals) == (high * 67108864 + low) / 9007199254740992);
	}
}

static int python_is_there(void)
{
	return system("python3 -c 'import random' >/dev/null 2>&1") == 0;
}

/* 1: as many numbers, and the same. */
static int is_python(uint64_t seed, const char *sign)
{
	char command[256], line[64];
	struct mersenne random;
	FILE *python;
	int same = 0;

	snprintf(command, sizeof command, "python3 -c 'import random; random.seed(%s%ju); "
	         "[print(random.random().hex()) for n in range(%d)]'", sign, (uintmax_t)seed,
	         (int)NUMBERS);
	python = popen(command, "r");
	mersenne_seed(&random, seed);
	while (python && fgets(line, sizeof line, python))
		same += strtod(line, NULL) == mersenne_real(&random);
	return python && pclose(python) == 0 && same == NUMBERS;
}

static void is_what_python_gives(void)
{
	static const uint64_t seeds[] = { 0, 5, 4294967295, 4294967296, UINT64_MAX };

	if (!python_is_there()) {
		test_skip("no python3");
		return;
	}
	for (size_t i = 0; i < sizeof seeds / sizeof seeds[0]; i++)
		CU_ASSERT(is_python(seeds[i], i & 1 ? "-" : ""));
}

CU_TestInfo mersenne_tests[] = {
	{ "gives known numbers", gives_known_numbers },
	{ "makes reals of words", makes_reals_of_words },
	{ "is what python3 gives", is_what_python_gives },
	CU_TEST_INFO_NULL,
};
