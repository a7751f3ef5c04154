/* SPDX-License-Identifier: MIT
 *
 * test_failing.c - every n-th memory system call fails, and all over some size.
 *
 * A fixed mix of calls of the family is played against the shadow of tests/fuzz/. While
 * system calls fail, a call works, or gives NULL with ENOMEM and changes nothing; when
 * they work again, all works. Each run is a child; like syscall, this suite runs before
 * all that use my_malloc, so that each child starts with a process heap never used.
 */
#include "test.h"
#include "child.h"
#include "fuzz/family_model.h"
#include "fuzz/family_op.h"
#include "my_malloc.h"
#include "wrap.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

enum {
	MOST_N = 200,
	WORDS = 1000,
	SLOTS = 8, /* logarithm */
	MOST_BYTES = 16 << 20,
	ROUNDS = 7,
	BLOCKS = 8,
	MIB = 1 << 20
};

struct trouble {
	unsigned long n;
	enum wrap_mode mode;
	unsigned long failures, nulls; /* seen, by way of the child's standard error */
};

static int play(struct family_model *model, uint64_t seed)
{
	for (uint64_t i = 0; i < WORDS && !model->wrong; i++)
		family_do(model, family_word(seed, i));
	return model->wrong != NULL;
}

/* NULL must be ENOMEM, and is no error only when it may be. */
static int refused_well(const void *got, int may_fail)
{
	return got || (errno == ENOMEM && may_fail);
}

/* The first and the last byte are kept, whether it moves, stays or fails. */
static unsigned char *resize(unsigned char *p, size_t size, int may_fail, int *bad)
{
	unsigned char *q;

	p[0] = p[size - 1] = 7;
	errno = 0;
	q = my_realloc(p, 2 * size);
	*bad |= !refused_well(q, may_fail);
	p = q ? q : p;
	*bad |= p[0] != 7 || p[size - 1] != 7;
	return p;
}

static unsigned char *take(int i, int may_fail, int *bad)
{
	size_t size = (size_t)(i % 8 == 7 ? 100 + i : 1 + i * 7 % 9) * MIB + (size_t)i * 4097;
	unsigned char *p;

	errno = 0;
	p = i % 4 == 1 ? my_calloc(1, size) : my_malloc(size);
	*bad |= !refused_well(p, may_fail);
	return p && i % 16 == 7 ? resize(p, size, may_fail, bad) : p;
}

/* Large blocks come and all go, also larger than what is kept for later: they need the
 * system, and few of their pages are touched. */
static int large_ones(int may_fail)
{
	int bad = 0;

	for (int round = 0; round < ROUNDS; round++) {
		unsigned char *p[BLOCKS];
		for (int i = 0; i < BLOCKS; i++)
			p[i] = take(round * BLOCKS + i, may_fail, &bad);
		for (int i = 0; i < BLOCKS; i++)
			my_free(p[i]);
	}
	return bad;
}

static void *in_a_thread(void *user)
{
	struct family_model *model = user;

	play(model, 3);
	return NULL;
}

/* Exit status: 0, or what went wrong. */
static int live_in_trouble(void *user)
{
	const struct trouble *trouble = user;
	struct family_model model, other;
	pthread_t thread;
	int bad;

	if (family_open(&model, SLOTS, MOST_BYTES) || family_open(&other, SLOTS, MOST_BYTES))
		return 9;
	model.may_fail = other.may_fail = 1;
	wrap_watch(trouble->n, trouble->mode);
	bad = play(&model, 1) ? 1 : large_ones(1) ? 2 : play(&model, 2) ? 1 : 0;
	if (!bad && pthread_create(&thread, NULL, in_a_thread, &other) == 0)
		pthread_join(thread, NULL);
	fprintf(stderr, "%lu %lu of %lu ", wrap_failures(), model.nulls + other.nulls,
	        wrap_calls());
	wrap_rest();
	model.may_fail = other.may_fail = 0;
	if (!bad)
		bad = other.wrong || play(&other, 4) || play(&model, 5) ? 3 : large_ones(0) ? 4 : 0;
	if (!bad)
		bad = family_empty(&model) || family_empty(&other)
		      || family_empty_exchange(&model) ? 5 : 0;
	if (bad)
		fprintf(stderr, "%s", model.wrong ? model.wrong : other.wrong ? other.wrong : "");
	return bad;
}

static int survives(struct trouble *trouble)
{
	struct child child = child_run(live_in_trouble, trouble);

	trouble->failures = trouble->nulls = 0;
	sscanf(child.error, "%lu %lu", &trouble->failures, &trouble->nulls);
	if (!child_passed(&child)) {
		printf("      n = %lu, mode %d\n", trouble->n, trouble->mode);
		return 0;
	}
	return 1;
}

/* Once a run ends before its n-th call, larger n change nothing. */
static void every_nth_call_fails(void)
{
	unsigned long n = 0, nulls = 0, failures = 1, most = MOST_N * test_percent() / 100;

	while (n < most && failures > 0) {
		struct trouble trouble = { .n = ++n, .mode = WRAP_EVERY };
		CU_ASSERT(survives(&trouble));
		failures = trouble.failures;
		nulls += trouble.nulls;
	}
	CU_ASSERT(n >= (most < 10 ? most : 10));
	CU_ASSERT(nulls > 0);
}

/* As strict overcommit would refuse a large writable mapping, however little is touched. */
static void large_mappings_fail(void)
{
	struct trouble trouble = { .n = 1024ul * MIB, .mode = WRAP_LARGE };

	CU_ASSERT(survives(&trouble));
	CU_ASSERT(trouble.nulls == 0);
}

static int half_a_gib(void *user)
{
	int blocks = 0;

	(void)user;
	wrap_watch(1024ul * MIB, WRAP_LARGE);
	while (blocks < 512 && my_malloc(MIB))
		blocks++;
	fprintf(stderr, "%d MiB", blocks);
	return blocks == 512 ? 0 : 1;
}

static void small_mappings_add_up(void)
{
	struct child child = child_run(half_a_gib, NULL);

	CU_ASSERT(child_passed(&child));
}

CU_TestInfo failing_tests[] = {
	{ "every n-th system call fails", every_nth_call_fails },
	{ "large mappings fail", large_mappings_fail },
	{ "small mappings add up", small_mappings_add_up },
	CU_TEST_INFO_NULL
};
