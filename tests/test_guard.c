/* SPDX-License-Identifier: MIT
 *
 * test_guard.c - the guarding allocator works as an allocator; what it adds is proved by
 * the addresses and by deaths: signal, and the sentence to the letter.
 *
 * Everything runs in children, so that each starts with a guard that was never used.
 */
#include "test.h"
#include "child.h"
#include "guard.h"
#include "quarantine.h"
#include "slack.h"
#include "wrap.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PAGE = 4096, LARGE = 64 << 10 };

static void *get(size_t size)
{
	return guard_aligned_alloc(1, size);
}

/* In a child, the line of the first promise that was broken is its exit status. */
#define PROMISE(truth)                                                                    \
	do {                                                                              \
		if (!(truth)) {                                                           \
			fprintf(stderr, "line %d: %s\n", __LINE__, #truth);               \
			return 1;                                                         \
		}                                                                         \
	} while (0)

static void passes(int (*body)(void *user))
{
	struct child child = child_run(body, NULL);

	CU_ASSERT(child_passed(&child));
}

static int all_are(const unsigned char *bytes, size_t size, unsigned char value)
{
	for (size_t i = 0; i < size; i++)
		if (bytes[i] != value)
			return 0;
	return 1;
}

/* ------------------------------------------------------------------- an allocator */

static int aligned_zeroed_exact(void *user)
{
	static const size_t sizes[] = { 0, 1, 15, 16, 17, 100, 4096, 65519, 65520, 65535, 65536,
		                        65537, 69600, 131072, 258048, 300000, 1 << 20 };
	enum { SIZES = sizeof sizes / sizeof sizes[0] };

	(void)user;
	for (size_t alignment = 1; alignment <= 64 << 10; alignment *= 2) {
		unsigned char *blocks[SIZES];

		for (int round = 0; round < 2; round++) {
			for (size_t i = 0; i < SIZES; i++) {
				unsigned char *p = guard_aligned_alloc(alignment, sizes[i]);

				PROMISE(p && (uintptr_t)p % alignment == 0);
				PROMISE((uintptr_t)p % 16 == 0);
				PROMISE(guard_usable_size(p) == sizes[i]);
				PROMISE(all_are(p, sizes[i], 0));
				memset(p, 0xff, sizes[i]);
				blocks[i] = p;
			}
			for (size_t i = 0; i < SIZES; i++) {
				PROMISE(all_are(blocks[i], sizes[i], 0xff));
				guard_free(blocks[i]);
			}
		}
	}
	return 0;
}

static int realloc_keeps_and_moves(void *user)
{
	static const size_t sizes[] = { 1, 40, 17, 70000, 100000, 65536, 3, 300000, 250000 };
	unsigned char *p = guard_realloc(NULL, 10);
	size_t had = 10;

	(void)user;
	memset(p, 0xff, had);
	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		unsigned char *old = p;
		size_t size = sizes[i], kept = size < had ? size : had;

		p = guard_realloc(p, size);
		PROMISE(p && p != old && guard_usable_size(p) == size);
		PROMISE(all_are(p, kept, 0xff) && all_are(p + kept, size - kept, 0));
		memset(p, 0xff, size);
		had = size;
	}
	PROMISE(guard_realloc(p, 0) == NULL);
	return 0;
}

static int failure_is_enomem(void *user)
{
	volatile size_t most = SIZE_MAX;
	const size_t sizes[] = { most, most - 16, most / 2, most / 2 - LARGE, (size_t)1 << 45 };
	const size_t alignments[] = { 1, (size_t)1 << 30, (size_t)1 << 62 };
	unsigned char *p = get(100);

	(void)user;
	memset(p, 1, 100);
	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++)
		for (size_t a = 0; a < sizeof alignments / sizeof alignments[0]; a++) {
			errno = 0;
			PROMISE(!guard_aligned_alloc(alignments[a], sizes[i]) && errno == ENOMEM);
			errno = 0;
			PROMISE(!guard_realloc(p, sizes[i]) && errno == ENOMEM);
		}
	errno = 0;
	PROMISE(!guard_calloc(most / 2, 3) && errno == ENOMEM);
	errno = 0;
	PROMISE(!guard_aligned_alloc((size_t)1 << 62, 1) && errno == ENOMEM);
	errno = 77;
	PROMISE(all_are(p, 100, 1));
	guard_free(p);
	guard_free(NULL);
	p = guard_calloc(100, 7);
	PROMISE(p && errno == 77 && guard_usable_size(p) == 700 && guard_usable_size(NULL) == 0);
	return 0;
}

static void it_is_an_allocator(void)
{
	passes(aligned_zeroed_exact);
	passes(realloc_keeps_and_moves);
	passes(failure_is_enomem);
}

/* Blocks of random sizes, each full of a byte of its own, proved before it goes. */
static void *work(void *user)
{
	unsigned seed = *(unsigned *)user;
	struct {
		unsigned char *at;
		size_t size;
	} mine[64] = { { NULL, 0 } };

	for (unsigned long i = 0; i < 300 * test_percent(); i++) {
		unsigned slot = (unsigned)rand_r(&seed) % 64;
		size_t size = (size_t)rand_r(&seed) % (rand_r(&seed) % 50 ? 500 : 200000);
		unsigned char value = (unsigned char)(slot + 1);

		if (!all_are(mine[slot].at, mine[slot].size, value))
			return user;
		if (rand_r(&seed) % 2) {
			guard_free(mine[slot].at);
			mine[slot].at = get(size);
		} else {
			mine[slot].at = guard_realloc(mine[slot].at, size + 1);
			size++;
		}
		mine[slot].size = mine[slot].at ? size : 0;
		memset(mine[slot].at, value, mine[slot].size);
	}
	return NULL;
}

/* Whenever it comes, it finds the lock of its copy free, and the blocks whole. */
static int a_fork_works(void)
{
	int status = 0;
	pid_t child = fork();

	if (child == 0) {
		char *p = get(100);

		guard_free(guard_realloc(p, 70000));
		_exit(p ? 0 : 1);
	}
	return waitpid(child, &status, 0) == child && status == 0;
}

static int forks_beside_threads(void *user)
{
	unsigned seeds[] = { 1, 2 };
	pthread_t threads[2];

	(void)user;
	for (int i = 0; i < 2; i++)
		PROMISE(pthread_create(&threads[i], NULL, work, &seeds[i]) == 0);
	for (int i = 0; i < 100; i++)
		PROMISE(a_fork_works());
	for (int i = 0; i < 2; i++) {
		void *wrong = NULL;

		pthread_join(threads[i], &wrong);
		PROMISE(!wrong);
	}
	return 0;
}

static void threads_and_forks_work(void)
{
	passes(forks_beside_threads);
}

/* Sizes that need sections of both kinds; what fails, fails with ENOMEM, and harmlessly. */
static int survives(void)
{
	static const size_t sizes[] = { 10, 66000, 200000, 60000, 60000, 60000, 60000, 17 << 20 };
	enum { SIZES = sizeof sizes / sizeof sizes[0] };
	unsigned char *blocks[SIZES];

	for (size_t i = 0; i < SIZES; i++) {
		errno = 0;
		blocks[i] = get(sizes[i]);
		PROMISE(blocks[i] || errno == ENOMEM);
		if (blocks[i])
			memset(blocks[i], 0xff, sizes[i]);
	}
	for (size_t i = 0; i < SIZES; i++) {
		unsigned char *moved = guard_realloc(blocks[i], sizes[i] + 9000);

		PROMISE(moved || errno == ENOMEM);
		blocks[i] = moved ? moved : blocks[i];
		PROMISE(!blocks[i] || blocks[i][0] == 0xff || moved);
		guard_free(blocks[i]);
	}
	return 0;
}

static int survives_refusals(void *user)
{
	enum wrap_mode mode = *(enum wrap_mode *)user;

	for (unsigned long n = 1; n < 200; n++) {
		unsigned long failures;

		wrap_watch(n, mode);
		int broken = survives();
		failures = wrap_failures();
		wrap_rest();
		PROMISE(!broken && survives() == 0);
		if (failures == 0)
			return 0;
	}
	return 2;
}

static void refused_system_calls_are_survived(void)
{
	enum wrap_mode modes[] = { WRAP_ONCE, WRAP_FOREVER };

	for (int i = 0; i < 2; i++) {
		struct child child = child_run(survives_refusals, &modes[i]);

		CU_ASSERT(child_passed(&child));
	}
}

/* --------------------------------------------------------------- reuse, addresses */

static int reuse_is_late_and_bounded(void *user)
{
	my_heap_statistics now;
	const void *freed;
	char *p = get(100);

	(void)user;
	guard_free(p);
	for (freed = p; (p = get(100)) != freed;) {
		PROMISE(p);
		guard_free(p);
		guard_stats(&now);
		PROMISE(now.used_chunks <= QUARANTINE_BLOCKS);
		if (now.used_chunks < QUARANTINE_BLOCKS)
			continue;
		PROMISE(now.asked < 200 * QUARANTINE_BLOCKS);
	}
	PROMISE(now.used_chunks == QUARANTINE_BLOCKS);
	for (int i = 0; i < 100; i++) {
		guard_free(get(1 << 20));
		guard_stats(&now);
		PROMISE(now.used <= QUARANTINE_BYTES + (QUARANTINE_BYTES >> 2));
	}
	guard_free(get(QUARANTINE_BYTES * 2));
	guard_stats(&now);
	PROMISE(now.used <= QUARANTINE_BYTES + (QUARANTINE_BYTES >> 2));
	return 0;
}

static void the_quarantine_is_bounded(void)
{
	passes(reuse_is_late_and_bounded);
}

static int says_addresses(void *user)
{
	const char *before = get(40);

	(void)user;
	fprintf(stderr, "%p %p", (const void *)before, get(LARGE));
	for (int i = 0; i < 20; i++) {
		const char *next = get(40);

		fprintf(stderr, " %td", next - before);
		before = next;
	}
	return 0;
}

static void addresses_differ_from_run_to_run(void)
{
	struct child one = child_run(says_addresses, NULL);
	struct child two = child_run(says_addresses, NULL);
	void *small[2] = { NULL, NULL }, *large[2] = { NULL, NULL };
	int read[2] = { 0, 0 };

	CU_ASSERT_EQUAL(sscanf(one.error, "%p %p%n", &small[0], &large[0], &read[0]), 2);
	CU_ASSERT_EQUAL(sscanf(two.error, "%p %p%n", &small[1], &large[1], &read[1]), 2);
	CU_ASSERT_PTR_NOT_EQUAL(small[0], small[1]);
	CU_ASSERT_PTR_NOT_EQUAL(large[0], large[1]);
	CU_ASSERT_STRING_NOT_EQUAL(one.error + read[0], two.error + read[1]);
}

/* The default action, also where a sanitizer took the signal. */
static int reads(void *user)
{
	signal(SIGSEGV, SIG_DFL);
	return *(const volatile unsigned char *)user * 0;
}

static int faults(void *at)
{
	struct child child = child_run(reads, at);

	return child.signal == SIGSEGV;
}

/* Run in a child, which makes the readers its own children. */
static int pages_without_rights(void *user)
{
	static const size_t sizes[] = { 65536, 65537, 69600, 73727 - 16, 73728 - 16, 1000000 };
	uintptr_t last = 0;

	(void)user;
	for (int round = 0; round < 2; round++)
		for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++)
			for (size_t a = 16; a <= PAGE; a *= 16) {
				unsigned char *p = guard_aligned_alloc(a, sizes[i]);
				size_t body = (sizes[i] + a - 1) / a * a;

				PROMISE(p && (uintptr_t)(p + body) % PAGE == 0);
				PROMISE(all_are(p + sizes[i], body - sizes[i], SLACK_BEHIND));
				PROMISE(a > 16 || faults(p + body));
				guard_free(p);
			}
	for (int i = 0; i < 2000; i++)
		last = (uintptr_t)get(1000);
	for (int pages = 0; pages < (256 << 10) / PAGE; pages++)
		if (faults((void *)((last + 1000) / PAGE * PAGE + PAGE * (uintptr_t)pages)))
			return 0;
	return 1; /* no page without rights within the size of a section */
}

static void guard_pages_fault(void)
{
	passes(pages_without_rights);
}

CU_TestInfo guard_tests[] = {
	{ "it is an allocator", it_is_an_allocator },
	{ "threads and forks work", threads_and_forks_work },
	{ "refused system calls are survived", refused_system_calls_are_survived },
	{ "the quarantine is bounded", the_quarantine_is_bounded },
	{ "addresses differ from run to run", addresses_differ_from_run_to_run },
	{ "guard pages fault", guard_pages_fault },
	CU_TEST_INFO_NULL,
};
