/* SPDX-License-Identifier: MIT
 *
 * test_process.c - the process heap as a whole: caches go from thread to thread, what one
 * thread took another frees, and its numbers hold together while threads run.
 *
 * Everything runs in children, which start with a process heap of their own making.
 */
#include "test.h"
#include "child.h"
#include "family.h"
#include "fast.h"
#include "my_malloc.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { SHORT = 200, AT_ONCE = 8, BLOCKS = 2000, POLLS = 30000 };

static size_t caches(void)
{
	return family_cache->heap->fast->threads;
}

/* ------------------------------------------------------------------ short threads */

static void *live_shortly(void *user)
{
	void *p[100];

	(void)user;
	for (size_t i = 0; i < 100; i++)
		p[i] = my_malloc(i * i);
	for (size_t i = 0; i < 100; i++)
		my_free(p[i]);
	return NULL;
}

static int start_and_join(void *(*body)(void *user), size_t number)
{
	pthread_t threads[AT_ONCE];

	for (size_t i = 0; i < number; i++)
		if (pthread_create(&threads[i], NULL, body, NULL) != 0)
			return 0;
	for (size_t i = 0; i < number; i++)
		pthread_join(threads[i], NULL);
	return 1;
}

/* Exit status: 1 no thread, 2 too many caches, 3 memory is lost. */
static int many_threads(void *user)
{
	void *(*body)(void *user) = *(void *(**)(void *user))user;
	my_heap_statistics s;
	size_t before;

	my_free(my_malloc(1));
	before = caches();
	for (int i = 0; i < SHORT; i++)
		if (!start_and_join(body, 1))
			return 1;
	if (caches() > before + 2)
		return 2;
	for (int i = 0; i < SHORT / AT_ONCE; i++)
		if (!start_and_join(body, AT_ONCE))
			return 1;
	if (caches() > before + AT_ONCE + 2)
		return 2;
	family_stats(&s);
	return s.used == 0 && s.used_chunks == 0 ? 0 : 3;
}

static void caches_are_used_again(void)
{
	void *(*body)(void *user) = live_shortly;
	struct child child = child_run(many_threads, &body);

	CU_ASSERT(child_passed(&child));
}

/* ------------------------------------------------------------------- destructors */

static pthread_key_t key;

/* Runs after the thread's cache was retired, or before it. */
static void allocate_while_ending(void *value)
{
	char *kept = value;

	my_free(my_malloc(1000));
	my_free(my_realloc(kept, 3000));
}

static void *with_a_destructor(void *user)
{
	pthread_setspecific(key, my_malloc(100));
	return live_shortly(user);
}

static void destructors_may_allocate(void)
{
	void *(*body)(void *user) = with_a_destructor;
	struct child child;

	CU_ASSERT_FATAL(pthread_key_create(&key, allocate_while_ending) == 0);
	child = child_run(many_threads, &body);
	CU_ASSERT(child_passed(&child));
	pthread_key_delete(key);
}

/* One that allocates each time it is called, as often as it may be. */
static void allocate_again_and_again(void *value)
{
	my_free(value);
	pthread_setspecific(key, my_malloc(500));
}

static int stubborn_threads(void *user)
{
	(void)user;
	for (int i = 0; i < SHORT; i++)
		if (!start_and_join(with_a_destructor, AT_ONCE))
			return 1;
	for (int i = 0; i < BLOCKS; i++)
		if (!my_malloc(100))
			return 2;
	return 0;
}

static void stubborn_destructors_do_no_harm(void)
{
	struct child child;

	CU_ASSERT_FATAL(pthread_key_create(&key, allocate_again_and_again) == 0);
	child = child_run(stubborn_threads, NULL);
	CU_ASSERT(child_passed(&child));
	pthread_key_delete(key);
}

/* -------------------------------------------------------- from thread to thread */

static void *shared[BLOCKS];

static void *take_all(void *user)
{
	(void)user;
	for (size_t i = 0; i < BLOCKS; i++) {
		size_t size = i % 100 ? i % 3000 + 1 : 70 * i + 1;
		shared[i] = my_malloc(size);
		memset(shared[i], (int)i, size);
	}
	return NULL;
}

static void *free_all(void *user)
{
	(void)user;
	for (size_t i = 0; i < BLOCKS; i++) {
		if (*(unsigned char *)shared[i] != (unsigned char)i)
			return NULL;
		my_free(shared[i]);
		shared[i] = NULL;
	}
	return NULL;
}

/* Exit status: 1 no thread, 2 contents lost, 3 memory lost, 4 memory grows. */
static int hand_over(void *user)
{
	my_heap_statistics first, s;

	(void)user;
	for (int round = 0; round < 30; round++) {
		if (!start_and_join(take_all, 1) || !start_and_join(free_all, 1))
			return 1;
		for (int i = 0; i < BLOCKS; i++)
			if (shared[i])
				return 2;
		family_stats(&s);
		first = round == 0 ? s : first;
		if (s.used != 0)
			return 3;
	}
	return s.peak_asked <= first.peak_asked / 2 * 3 ? 0 : 4;
}

static void another_thread_frees(void)
{
	struct child child = child_run(hand_over, NULL);

	CU_ASSERT(child_passed(&child));
}

/* --------------------------------------------------------------------- numbers */

static atomic_int stop;
static _Atomic(void *) passed[16];

/* Caches run over: what leaves them is on its way for a moment. */
static void burst(size_t size)
{
	void *p[400];

	for (int i = 0; i < 400; i++)
		p[i] = my_malloc(size);
	for (int i = 0; i < 400; i++)
		my_free(p[i]);
}

static void *hammer(void *user)
{
	unsigned long state = (unsigned long)(uintptr_t)&user | 1;

	while (!atomic_load_explicit(&stop, memory_order_relaxed)) {
		state ^= state << 13;
		state ^= state >> 7;
		state ^= state << 17;
		my_free(atomic_exchange(&passed[state % 16],
		                        my_malloc(state >> 20 & (state >> 60 ? 0xff : 0x3ffff))));
		if (state % 4096 == 0)
			burst(1 + (state >> 12) % 600);
	}
	return NULL;
}

static int holds(const my_heap_statistics *s)
{
	return s->used <= s->mapped && s->free + s->used == s->mapped && s->cached <= s->free
	       && s->mapped <= s->peak_mapped && s->used_chunks < 1u << 30
	       && s->largest_free <= s->mapped && s->spans * SPAN_SIZE <= s->mapped;
}

/* Exit status: 1 no thread, 2 numbers that cannot be. */
static int numbers_under_load(void *user)
{
	pthread_t threads[2];
	my_heap_statistics s;
	int good = 1;

	(void)user;
	for (int i = 0; i < 2; i++)
		if (pthread_create(&threads[i], NULL, hammer, NULL) != 0)
			return 1;
	for (unsigned long i = 0; i < POLLS * test_percent() / 100 && good; i++) {
		family_stats(&s);
		good = holds(&s);
	}
	atomic_store(&stop, 1);
	for (int i = 0; i < 2; i++)
		pthread_join(threads[i], NULL);
	if (!good)
		fprintf(stderr, "mapped %zu used %zu free %zu cached %zu chunks %zu", s.mapped,
		        s.used, s.free, s.cached, s.used_chunks);
	return good ? 0 : 2;
}

static void numbers_hold_under_load(void)
{
	struct child child = child_run(numbers_under_load, NULL);

	CU_ASSERT(child_passed(&child));
}

static const char *const names[] = { "mapped",  "peak_mapped", "used",   "free",
	                             "spans",   "cached",      "sections", "used_chunks",
	                             "cached_chunks", "system_calls" };

enum { NAMES = sizeof names / sizeof names[0] };

/* Lines "name value", each name once. Exit status: 1 odd lines, 2 odd numbers. */
static int read_lines(char *text)
{
	size_t values[NAMES] = { 0 }, found = 0, value;
	char name[32];
	int length;

	for (; *text; text += length) {
		if (sscanf(text, "%31[a-z_] %zu%n", name, &value, &length) != 2
		    || text[length++] != '\n')
			return 1;
		for (size_t i = 0; i < NAMES; i++)
			if (strcmp(name, names[i]) == 0) {
				found++;
				values[i] = value;
			}
	}
	if (found != NAMES)
		return 1;
	return values[0] == values[2] + values[3] && values[7] >= BLOCKS && values[4] > 0
	       && values[5] <= values[3] && values[2] >= BLOCKS * 200u ? 0 : 2;
}

static int write_lines(void *user)
{
	static char text[4096];
	int ends[2];

	(void)user;
	for (int i = 0; i < BLOCKS; i++)
		if (!my_malloc(200))
			return 3;
	if (pipe(ends) != 0)
		return 3;
	my_malloc_stats(ends[1]);
	return read(ends[0], text, sizeof text - 1) > 0 ? read_lines(text) : 3;
}

static void lines_of_statistics(void)
{
	struct child child = child_run(write_lines, NULL);

	CU_ASSERT(child_passed(&child));
}

/* ---------------------------------------------------------------------- trimming */

static size_t resident(void)
{
	size_t size = 0, pages = 0;
	FILE *file = fopen("/proc/self/statm", "r");

	if (file && fscanf(file, "%zu %zu", &size, &pages) != 2)
		pages = 0;
	if (file)
		fclose(file);
	return pages * (size_t)sysconf(_SC_PAGESIZE);
}

/* Exit status: 1 nothing is given back, 2 what is used was harmed. */
static int give_back(void *user)
{
	enum { MANY = 100000, SIZE = 600 };
	static char *p[MANY];
	size_t before;

	(void)user;
	for (int i = 0; i < MANY; i++)
		p[i] = memset(my_malloc(SIZE), i, SIZE);
	for (int i = 0; i < MANY; i++)
		if (i % 1000)
			my_free(p[i]);
	before = resident();
	if (family_trim() < (size_t)MANY * SIZE / 4)
		return 1;
	if (before - resident() < (size_t)MANY * SIZE / 4)
		return 1;
	for (int i = 0; i < MANY; i += 1000)
		if (p[i][0] != (char)i || memcmp(p[i], p[i] + 1, SIZE - 1) != 0)
			return 2;
	return 0;
}

static void trimming_gives_memory_back(void)
{
	struct child child = child_run(give_back, NULL);

	CU_ASSERT(child_passed(&child));
}

CU_TestInfo process_tests[] = {
	{ "caches are used again", caches_are_used_again },
	{ "destructors may allocate", destructors_may_allocate },
	{ "stubborn destructors do no harm", stubborn_destructors_do_no_harm },
	{ "another thread frees", another_thread_frees },
	{ "numbers hold under load", numbers_hold_under_load },
	{ "lines of statistics", lines_of_statistics },
	{ "trimming gives memory back", trimming_gives_memory_back },
	CU_TEST_INFO_NULL
};
