/* SPDX-License-Identifier: MIT
 *
 * test_fence.c - blocks between fences: random ones come and go, and both heaps stay sound.
 */
#include "test.h"
#include "fence.h"

#include <stdint.h>
#include <string.h>

enum { BLOCKS = 100 };

static int misuses;

static void count(void *user, enum my_heap_misuse cause, const void *pointer)
{
	(void)user;
	(void)cause;
	(void)pointer;
	misuses++;
}

static size_t used(const struct fence *fence)
{
	my_heap_statistics small, large;

	my_heap_stats(fence->small, &small);
	my_heap_stats(fence->large, &large);
	return small.used + large.used;
}

static int sound(const struct fence *fence)
{
	return !my_heap_check(fence->small, NULL) && !my_heap_check(fence->large, NULL)
	       && misuses == 0;
}

/* Small or large, and now and then aligned to more than a page. */
static void *take(struct fence *fence, struct random *random, size_t *size)
{
	size_t most = random_next(random) % 3 ? 2000 : 400000;

	*size = random_next(random) % most;
	return fence_take(fence, (size_t)1 << random_next(random) % 15, *size);
}

static int give_back(struct fence *fence, const void *pointer, size_t size)
{
	struct block block;

	if (!fence_find(fence, pointer, &block) || block.asked != size
	    || fence_heap_of(fence, pointer) != block.heap)
		return 0;
	fence_give_back(fence, &block);
	return !fence_find(fence, pointer, &block);
}

static void random_blocks_come_and_go(void)
{
	struct fence fence = { .small = NULL };
	struct random random = { test_seed() };
	struct {
		void *pointer;
		size_t size;
	} taken[BLOCKS] = { { NULL, 0 } };
	int right = 1;

	misuses = 0;
	CU_ASSERT_FATAL(fence_ready(&fence, count));
	for (unsigned long i = 0; i < 100 * test_percent() && right; i++) {
		size_t at = random_next(&random) % BLOCKS;

		if (taken[at].pointer)
			right = give_back(&fence, taken[at].pointer, taken[at].size);
		taken[at].pointer = NULL;
		if (random_next(&random) % 2)
			taken[at].pointer = take(&fence, &random, &taken[at].size);
		right = right && (i % 64 > 0 || sound(&fence));
	}
	for (size_t i = 0; i < BLOCKS; i++)
		right = right && (!taken[i].pointer
		                  || give_back(&fence, taken[i].pointer, taken[i].size));
	CU_ASSERT(right);
	CU_ASSERT(sound(&fence));
	CU_ASSERT_EQUAL(used(&fence), 0);
	my_heap_destroy(fence.small);
	my_heap_destroy(fence.large);
}

/* The bytes before a large block are the header; what is before that is no block. */
static void padding_is_no_block(void)
{
	struct fence fence = { .small = NULL };
	struct block block;

	misuses = 0;
	CU_ASSERT_FATAL(fence_ready(&fence, count));

	char *p = fence_take(&fence, 1, 70000);

	CU_ASSERT_PTR_NOT_NULL_FATAL(p);
	CU_ASSERT(fence_find(&fence, p, &block));
	CU_ASSERT_EQUAL(block.chunk.size, 70000 + 16);
	for (char *at = p - 16; fence_heap_of(&fence, at); at -= 16)
		CU_ASSERT(!fence_find(&fence, at, &block));
	my_heap_destroy(fence.small);
	my_heap_destroy(fence.large);
}

CU_TestInfo fence_tests[] = {
	{ "random blocks come and go", random_blocks_come_and_go },
	{ "padding is no block", padding_is_no_block },
	CU_TEST_INFO_NULL,
};
