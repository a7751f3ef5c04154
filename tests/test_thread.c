/* SPDX-License-Identifier: MIT
 *
 * test_thread.c - the family called from eight threads at once, and from a fork.
 *
 * Threads hand blocks to each other through a table of slots, so that most blocks are
 * freed by another thread than the one that took them. A block begins with its size and
 * its pattern. All runs in a child: a deadlock ends by its alarm, not by hanging the tests.
 */
#include "test.h"
#include "child.h"
#include "my_malloc.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { THREADS = 8, SLOTS = 256, FORKS = 40 };

struct block {
	size_t size; /* bytes in all */
	unsigned char pattern;
};

static _Atomic(struct block *) slots[SLOTS];
static atomic_int wrong, stop;

static uint64_t next_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

static struct block *seal(struct block *block, size_t size, unsigned char pattern)
{
	if (!block) {
		atomic_store(&wrong, 1);
		return NULL;
	}
	block->size = size;
	block->pattern = pattern;
	memset(block + 1, pattern, size - sizeof *block);
	return block;
}

static int whole(const struct block *block, size_t size)
{
	const unsigned char *bytes = (const unsigned char *)(block + 1);

	for (size_t i = 0; i < size - sizeof *block; i++)
		if (bytes[i] != block->pattern)
			return 0;
	return 1;
}

static void drop(struct block *block)
{
	if (block && !whole(block, block->size))
		atomic_store(&wrong, 1);
	my_free(block);
}

static struct block *resize(struct block *block, size_t size)
{
	size_t least = block->size < size ? block->size : size;
	struct block *moved = my_realloc(block, size);

	if (moved && !whole(moved, least))
		atomic_store(&wrong, 1);
	return seal(moved, size, moved ? moved->pattern : 0);
}

static void work(uint64_t *state, unsigned long times)
{
	for (unsigned long i = 0; i < times && !atomic_load(&wrong); i++) {
		uint64_t r = next_random(state);
		size_t size = sizeof(struct block)
		              + (r % 64 == 0 ? r >> 40 & 0xffff : r >> 40 & 0x1ff);
		size_t slot = r >> 16 & (SLOTS - 1);
		struct block *block = NULL;
		if (r % 4 == 1) {
			block = atomic_exchange(&slots[slot], NULL);
			block = block ? resize(block, size) : NULL;
		} else if (r % 4 != 2) {
			block = seal(my_malloc(size), size, (unsigned char)(r >> 8));
		}
		drop(atomic_exchange(&slots[slot], block));
	}
}

static void *run_times(void *user)
{
	uint64_t state = *(uint64_t *)user;

	work(&state, 400 * test_percent());
	return NULL;
}

static void *run_until_stop(void *user)
{
	uint64_t state = *(uint64_t *)user;

	while (!atomic_load(&stop) && !atomic_load(&wrong))
		work(&state, 100);
	return NULL;
}

static int start(pthread_t *threads, uint64_t *seeds, void *(*body)(void *user))
{
	for (int i = 0; i < THREADS; i++) {
		seeds[i] = (test_seed() + 1) * 0x9e3779b97f4a7c15u + (uint64_t)i * 1000003;
		if (pthread_create(&threads[i], NULL, body, &seeds[i]) != 0)
			return 0;
	}
	return 1;
}

static int finish(pthread_t *threads)
{
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	for (int i = 0; i < SLOTS; i++)
		drop(atomic_exchange(&slots[i], NULL));
	return atomic_load(&wrong);
}

static int eight_threads(void *user)
{
	pthread_t threads[THREADS];
	uint64_t seeds[THREADS];

	(void)user;
	if (!start(threads, seeds, run_times))
		return 2;
	return finish(threads);
}

/* What the child of a fork does: the heap must be unlocked and whole in it. */
static int after_fork(void)
{
	uint64_t state = 99;

	alarm(20);
	for (int i = 0; i < SLOTS; i++)
		atomic_store(&slots[i], NULL); /* another thread may have been half way */
	work(&state, 500);
	for (int i = 0; i < SLOTS; i++)
		drop(atomic_exchange(&slots[i], NULL));
	return atomic_load(&wrong);
}

static int fork_once(void)
{
	int status = 1;
	pid_t pid = fork();

	if (pid == 0)
		_exit(after_fork());
	return pid > 0 && waitpid(pid, &status, 0) == pid && WIFEXITED(status)
	       && WEXITSTATUS(status) == 0;
}

static int forking_threads(void *user)
{
	pthread_t threads[THREADS];
	uint64_t seeds[THREADS];
	int forked = 1;

	(void)user;
	if (!start(threads, seeds, run_until_stop))
		return 2;
	for (int i = 0; i < FORKS && forked; i++)
		forked = fork_once();
	atomic_store(&stop, 1);
	return finish(threads) ? 1 : forked ? 0 : 3;
}

static void threads_share_the_heap(void)
{
	test_seed();
	struct child child = child_run(eight_threads, NULL);

	CU_ASSERT(child_passed(&child));
}

static void forking_while_threads_allocate(void)
{
	test_seed();
	struct child child = child_run(forking_threads, NULL);

	CU_ASSERT(child_passed(&child));
}

CU_TestInfo thread_tests[] = {
	{ "eight threads share the heap", threads_share_the_heap },
	{ "forking while threads allocate", forking_while_threads_allocate },
	CU_TEST_INFO_NULL
};
