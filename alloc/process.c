/* SPDX-License-Identifier: MIT */
#include "process.h"

#include "family.h"
#include "fast.h"
#include "misuse.h"
#include "my_malloc.h"
#include "os.h"
#include "recorder.h"
#include "recorder_request.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

static void *nothing[2]; /* what every stack of the empty cache consists of */

#define NONE nothing + 1
#define NONE_8 NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE
#define NONE_64 NONE_8, NONE_8, NONE_8, NONE_8, NONE_8, NONE_8, NONE_8, NONE_8

static struct cache nobody = { .top = { NONE_64, NONE_64 }, .end = { NONE_64, NONE_64 } };

__thread struct cache *family_cache = &nobody;
__thread struct cache *process_cache = &nobody;

static pthread_mutex_t spare_lock = PTHREAD_MUTEX_INITIALIZER;
static struct cache *spare; /* under the lock, and so is the making of the heap */
static my_heap *process_heap;
static __thread int has_ended __attribute__((tls_model("initial-exec")));
static __thread int has_spare __attribute__((tls_model("initial-exec"))); /* and its lock */
static __thread int is_looking __attribute__((tls_model("initial-exec"))); /* has all locks */
static pthread_key_t ending;
static int has_key;

/* Where each thread with a cache keeps its family_cache; under the spare cache's lock. */
struct seat {
	struct cache **cache;
	struct seat *next, **link;
};

static struct seat *seats;
static __thread struct seat own_seat __attribute__((tls_model("initial-exec")));

/* ------------------------------------------------------------------ the process heap */

/* The spare cache goes back, if the thread has it. */
void process_leave(void)
{
	if (!has_spare)
		return;
	has_spare = 0;
	pthread_mutex_unlock(&spare_lock);
}

/* Whoever handles the abort signal may allocate: no lock is held. */
void process_die_of(void *user, enum my_heap_misuse cause, const void *pointer)
{
	(void)user;
	process_leave();
	misuse_write(cause, pointer);
	abort();
}

/* The thread holds the locks that it is about to wait for. */
static void die_waiting(void)
{
	static const char sentence[] =
		"my_malloc: between my_malloc_lock and my_malloc_unlock the thread called a "
		"function that has to wait for its end\n";

	fast_unlock_all(process_heap);
	is_looking = 0;
	os_write(STDERR_FILENO, sentence, sizeof sentence - 1);
	abort();
}

static my_heap *make_heap(void)
{
	my_heap_options options;

	my_heap_options_fast(&options);
	options.misuse = process_die_of;
	return my_heap_create(&options);
}

/* The heap's own cache is the spare one. NULL with errno = ENOMEM: no address space. */
static my_heap *heap(void)
{
	my_heap *made = __atomic_load_n(&process_heap, __ATOMIC_ACQUIRE);

	if (made)
		return made;
	pthread_mutex_lock(&spare_lock);
	if (!process_heap) {
		made = make_heap();
		if (made) {
			spare = made->fast->own;
			made->fast->shared = 1;
		}
		__atomic_store_n(&process_heap, made, __ATOMIC_RELEASE);
	}
	made = process_heap;
	pthread_mutex_unlock(&spare_lock);
	return made;
}

/* --------------------------------------------------------------------- the threads */

static void sit_down(void)
{
	own_seat = (struct seat){ &family_cache, seats, &seats };
	if (seats)
		seats->link = &own_seat.next;
	seats = &own_seat;
}

static void get_up(void)
{
	*own_seat.link = own_seat.next;
	if (own_seat.next)
		own_seat.next->link = own_seat.link;
	own_seat = (struct seat){ NULL, NULL, NULL };
}

/* What the thread frees or allocates after this, it does with the spare cache: nobody would
 * be told when it stops using another one. */
static void end_thread(void *cache)
{
	has_ended = 1;
	pthread_mutex_lock(&spare_lock);
	get_up();
	pthread_mutex_unlock(&spare_lock);
	family_cache = process_cache = &nobody;
	recorder_end_thread();
	fast_retire(cache);
}

/* The short ways are for threads that are not recorded. */
static void settle(struct cache *cache)
{
	struct cache *its = recorder_is_wanted() ? &nobody : cache;

	if (its != &nobody && family_cache == &nobody)
		recorder_pause();
	family_cache = its;
}

/* Of the thread's end, and of requests. */
static void be_told(struct cache *cache)
{
	pthread_mutex_lock(&spare_lock);
	sit_down();
	pthread_mutex_unlock(&spare_lock);
	pthread_setspecific(ending, cache);
}

/* A cache of the thread's own, or NULL. Setting the key's value may allocate: the thread
 * has its cache by then. */
static struct cache *open_cache(void)
{
	my_heap *its = heap();
	struct cache *cache = its && !has_ended ? fast_cache(its) : NULL;

	if (!cache)
		return NULL;
	process_cache = cache;
	settle(cache);
	if (has_key)
		be_told(cache);
	return cache;
}

/* All threads are sent into the long ways, where they find that they are recorded. */
static void answer_request(void)
{
	int saved = errno;

	if (!recorder_request_take())
		return;
	fast_lock_all(process_heap);
	recorder_request_start(process_heap);
	fast_unlock_all(process_heap);
	pthread_mutex_lock(&spare_lock);
	for (struct seat *seat = seats; seat; seat = seat->next)
		__atomic_store_n(seat->cache, &nobody, __ATOMIC_RELAXED);
	pthread_mutex_unlock(&spare_lock);
	recorder_request_started();
	errno = saved;
}

/* The thread's cache, or the spare one, locked; NULL with errno = ENOMEM. */
struct cache *process_enter(void)
{
	struct cache *cache = process_cache;

	if (is_looking)
		die_waiting();
	if (recorder_request_waits() && process_heap)
		answer_request();
	if (cache->heap) {
		settle(cache);
		return cache;
	}
	cache = open_cache();
	if (cache || !process_heap)
		return cache;
	pthread_mutex_lock(&spare_lock);
	has_spare = 1;
	return spare;
}

static void before_fork(void)
{
	if (is_looking)
		die_waiting();
	pthread_mutex_lock(&spare_lock);
	if (process_heap)
		fast_lock_all(process_heap);
}

/* In the child, the caches of the threads that are gone stay as they are: a thread may
 * have been in the middle of a step. */
static void after_fork(void)
{
	if (process_heap)
		fast_unlock_all(process_heap);
	pthread_mutex_unlock(&spare_lock);
}

/* Of the threads, only the one that forked is there. */
static void after_fork_in_child(void)
{
	seats = NULL;
	if (own_seat.cache)
		sit_down();
	after_fork();
}

__attribute__((constructor)) static void get_ready(void)
{
	recorder_request_wakes(&family_cache, &nobody);
	pthread_atfork(before_fork, after_fork, after_fork_in_child);
	has_key = pthread_key_create(&ending, end_thread) == 0;
	if (has_key && process_cache->heap)
		be_told(process_cache);
}

/* ---------------------------------------------------------------------- to be looked at */

const struct my_heap *my_malloc_lock(void)
{
	my_heap *locked = __atomic_load_n(&process_heap, __ATOMIC_ACQUIRE);

	if (is_looking)
		die_waiting();
	if (locked)
		fast_lock_all(locked);
	is_looking = locked != NULL;
	return locked;
}

void my_malloc_unlock(const struct my_heap *locked)
{
	if (!locked)
		return;
	is_looking = 0;
	fast_unlock_all(process_heap);
}
