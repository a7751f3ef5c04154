/* SPDX-License-Identifier: MIT
 *
 * test_soak.c - many threads, short lives, and forks in the middle of it.
 *
 * Every thread plays random words on a shadow of its own (tests/fuzz/family_model.h) and
 * swaps blocks with the others. The shadow outlives its thread: a thread that ends leaves
 * its blocks to the next of the same number, which verifies and frees them.
 */
#include "test.h"
#include "child.h"
#include "fuzz/family_model.h"
#include "fuzz/family_op.h"
#include "my_malloc.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	THREADS = 64,
	GENERATIONS = 4, /* of each: 320 threads in all */
	WORDS = 200,
	SLOTS = 7, /* logarithm */
	MOST_BYTES = 1 << 20,
	FORKERS = 4,
	FORKS = 300,
	FORK_WORDS = 40,
	CHILD_SECONDS = 20
};

struct worker {
	struct family_model model;
	uint64_t seed;
	uint64_t next; /* word */
	pthread_t thread;
};

static struct worker workers[THREADS];
static atomic_int stop;
static pthread_key_t key;

static void work(struct worker *worker, uint64_t words)
{
	for (uint64_t end = worker->next + words;
	     worker->next < end && !worker->model.wrong; worker->next++)
		family_do(&worker->model, family_word(worker->seed, worker->next));
}

/* A key's destructor: it may run after the allocator's own, and comes again once. */
static void at_thread_exit(void *user)
{
	struct worker *worker = user;

	work(worker, 20);
	if (worker->next % 2)
		pthread_setspecific(key, worker);
	worker->next++;
}

static void *one_life(void *user)
{
	struct worker *worker = user;

	pthread_setspecific(key, worker);
	work(worker, WORDS);
	return NULL;
}

static void *until_stop(void *user)
{
	struct worker *worker = user;

	pthread_setspecific(key, worker);
	while (!atomic_load(&stop) && !worker->model.wrong)
		work(worker, 10);
	return NULL;
}

static int open_all(int count)
{
	pthread_key_create(&key, at_thread_exit);
	for (int i = 0; i < count; i++) {
		workers[i].seed = test_seed() * 1000003 + (uint64_t)i * 7919;
		if (family_open(&workers[i].model, SLOTS, MOST_BYTES) != 0)
			return -1;
	}
	return 0;
}

static int start(int count, void *(*body)(void *user))
{
	for (int i = 0; i < count; i++)
		if (pthread_create(&workers[i].thread, NULL, body, &workers[i]) != 0)
			return -1;
	return 0;
}

static void join(int count)
{
	for (int i = 0; i < count; i++)
		pthread_join(workers[i].thread, NULL);
}

/* The first thing that went wrong is the child's last words. Exit status 0 or 1. */
static int close_all(int count)
{
	int bad = 0;

	for (int i = 0; i < count && !bad; i++) {
		bad = workers[i].model.wrong || family_empty(&workers[i].model)
		      || family_empty_exchange(&workers[i].model);
		if (bad)
			fprintf(stderr, "%s", workers[i].model.wrong);
	}
	return bad;
}

/* ------------------------------------------------------------------ many threads */

/* Half of them are replaced at a time, so that old threads meet new ones. */
static int generations(void *user)
{
	unsigned long count = 2 * GENERATIONS * test_percent() / 100;

	(void)user;
	if (open_all(THREADS) != 0 || start(THREADS, one_life) != 0)
		return 2;
	for (unsigned long g = 0; g < count; g++) {
		for (int i = (int)(g % 2); i < THREADS; i += 2) {
			pthread_join(workers[i].thread, NULL);
			if (pthread_create(&workers[i].thread, NULL, one_life, &workers[i]) != 0)
				return 3;
		}
	}
	join(THREADS);
	return close_all(THREADS);
}

static void threads_come_and_go(void)
{
	test_seed();
	struct child child = child_run(generations, NULL);

	CU_ASSERT(child_passed(&child));
}

/* ------------------------------------------------------------------------ forks */

/* The child has a copy of the last worker, which has no thread: the parent's blocks. */
static int after_fork(struct worker *own)
{
	struct worker fresh = { .seed = own->next };

	alarm(CHILD_SECONDS);
	if (family_open(&fresh.model, SLOTS, MOST_BYTES) != 0)
		return 2;
	work(&fresh, FORK_WORDS);
	work(own, FORK_WORDS);
	if (fresh.model.wrong || own->model.wrong)
		return 3;
	return family_empty(&own->model) || family_empty(&fresh.model) ? 4 : 0;
}

static int fork_once(struct worker *own)
{
	int status = 1;
	pid_t pid = fork();

	if (pid == 0)
		_exit(after_fork(own));
	if (pid < 0 || waitpid(pid, &status, 0) != pid)
		return -1;
	if (status != 0)
		fprintf(stderr, "a fork's child: signal %d, status %d",
		        WIFSIGNALED(status) ? WTERMSIG(status) : 0, WEXITSTATUS(status));
	return status;
}

static int forks(void *user)
{
	unsigned long count = FORKS * test_percent() / 100;
	struct worker *own = &workers[FORKERS];
	int bad = 0;

	(void)user;
	if (open_all(FORKERS + 1) != 0 || start(FORKERS, until_stop) != 0)
		return 2;
	for (unsigned long i = 0; i < count && !bad; i++) {
		work(own, 20);
		bad = fork_once(own) != 0;
	}
	atomic_store(&stop, 1);
	join(FORKERS);
	return close_all(FORKERS + 1) || bad;
}

static void forks_while_threads_allocate(void)
{
	test_seed();
	struct child child = child_run(forks, NULL);

	CU_ASSERT(child_passed(&child));
}

/* ------------------------------------------------------- a thread's last words */

static void *allocate_and_leave(void *user)
{
	void **kept = user;

	for (int i = 0; i < 1000; i++) {
		void *p = my_malloc((size_t)(i % 64) * 16);
		if (i % 10 == 0)
			kept[i / 10] = p;
		else
			my_free(p);
	}
	return NULL;
}

/* What the blocks of ended threads cost: a thousand threads must not leave a thousand caches. */
static int a_thousand_lives(void *user)
{
	static void *kept[100];
	unsigned long lives = 10 * test_percent();
	pthread_t thread;

	(void)user;
	for (unsigned long i = 0; i < lives; i++) {
		if (pthread_create(&thread, NULL, allocate_and_leave, kept) != 0)
			return 2;
		pthread_join(thread, NULL);
		for (int k = 0; k < 100; k++)
			my_free(kept[k]);
	}
	my_malloc_stats(STDERR_FILENO);
	return 0;
}

static void ended_threads_leave_nothing(void)
{
	struct child child = child_run(a_thousand_lives, NULL);
	unsigned long mapped = 0;

	CU_ASSERT(child.signal == 0 && child.status == 0);
	CU_ASSERT(sscanf(child.error, "mapped %lu", &mapped) == 1);
	CU_ASSERT(mapped > 0 && mapped <= 16 << 20);
}

CU_TestInfo soak_tests[] = {
	{ "threads come and go", threads_come_and_go },
	{ "forks while threads allocate", forks_while_threads_allocate },
	{ "ended threads leave nothing", ended_threads_leave_nothing },
	CU_TEST_INFO_NULL
};
