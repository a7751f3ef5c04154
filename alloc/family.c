/* SPDX-License-Identifier: MIT
 *
 * family.c - my_malloc and its relatives: one fast heap for the process.
 *
 * Each thread has a cache, found through one thread-local pointer. Before a thread's first
 * call, and while it ends, the pointer leads to an empty cache that belongs to no heap: the
 * short way through it fails, and the long way makes a cache. So the short way has no test
 * for any of this.
 *
 *   my_malloc   cache_take, or else family_malloc_slowly -> enter -> fast_malloc -> leave
 *
 * With MY_MALLOC=guard no thread ever gets a cache: the long ways lead to the guard.
 *
 * A thread without a cache (there are no more, or it is ending for the last time) borrows
 * the spare one, under its lock.
 */
#include "family.h"

#include "fast.h"
#include "guard.h"
#include "misuse.h"
#include "my_malloc.h"
#include "os.h"
#include "settings.h"

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

static pthread_mutex_t spare_lock = PTHREAD_MUTEX_INITIALIZER;
static struct cache *spare; /* under the lock, and so is the making of the heap */
static my_heap *process_heap;
static __thread int has_ended __attribute__((tls_model("initial-exec")));
static __thread int has_spare __attribute__((tls_model("initial-exec"))); /* and its lock */
static __thread int is_looking __attribute__((tls_model("initial-exec"))); /* has all locks */
static pthread_key_t ending;
static int has_key;

/* ------------------------------------------------------------------ the process heap */

/* The spare cache goes back, if the thread has it. */
static void leave(void)
{
	if (!has_spare)
		return;
	has_spare = 0;
	pthread_mutex_unlock(&spare_lock);
}

/* Whoever handles the abort signal may allocate: no lock is held. */
static void die_of(void *user, enum my_heap_misuse cause, const void *pointer)
{
	(void)user;
	leave();
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
	options.misuse = die_of;
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

/* What the thread frees or allocates after this, it does with the spare cache: nobody would
 * be told when it stops using another one. */
static void end_thread(void *cache)
{
	has_ended = 1;
	family_cache = &nobody;
	fast_retire(cache);
}

/* A cache of the thread's own, or NULL. Setting the key's value may allocate: the thread
 * has its cache by then. */
static struct cache *open_cache(void)
{
	my_heap *its = heap();
	struct cache *cache = its && !has_ended ? fast_cache(its) : NULL;

	if (!cache)
		return NULL;
	family_cache = cache;
	if (has_key)
		pthread_setspecific(ending, cache);
	return cache;
}

/* The thread's cache, or the spare one, locked; NULL with errno = ENOMEM. */
static struct cache *enter(void)
{
	struct cache *cache = family_cache;

	if (is_looking)
		die_waiting();
	if (cache->heap)
		return cache;
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

__attribute__((constructor)) static void get_ready(void)
{
	pthread_atfork(before_fork, after_fork, after_fork);
	has_key = pthread_key_create(&ending, end_thread) == 0;
	if (has_key && family_cache->heap)
		pthread_setspecific(ending, family_cache);
}

/* -------------------------------------------------------------------- the long ways */

/* Only a thread without a cache can be one that is guarded. */
static int is_guarded(void)
{
	return !family_cache->heap && settings_get()->guard;
}

void *family_malloc_slowly(size_t size)
{
	struct cache *cache;
	void *pointer;

	if (is_guarded())
		return guard_aligned_alloc(1, size);
	cache = enter();
	pointer = cache ? fast_malloc(cache, size) : NULL;
	leave();
	return pointer;
}

void family_free_slowly(void *pointer)
{
	int saved = errno;
	struct cache *cache;

	if (!pointer)
		return;
	if (is_guarded()) {
		guard_free(pointer);
		return;
	}
	cache = enter();
	if (!cache)
		die_of(NULL, MY_HEAP_INVALID_FREE, pointer);
	fast_free(cache, pointer);
	leave();
	errno = saved;
}

/* ---------------------------------------------------------------------- the family */

const char *my_malloc_version(void)
{
	return MY_MALLOC_VERSION;
}

void *my_malloc(size_t size)
{
	return family_malloc(size);
}

void my_free(void *pointer)
{
	family_free(pointer);
}

void *my_calloc(size_t count, size_t size)
{
	struct cache *cache;
	void *pointer;

	if (is_guarded())
		return guard_calloc(count, size);
	cache = enter();
	pointer = cache ? fast_calloc(cache, count, size) : NULL;
	leave();
	return pointer;
}

void *my_realloc(void *pointer, size_t size)
{
	struct cache *cache;
	void *moved;

	if (is_guarded())
		return guard_realloc(pointer, size);
	cache = enter();
	moved = cache ? fast_realloc(cache, pointer, size) : NULL;
	leave();
	return moved;
}

void *my_reallocarray(void *pointer, size_t count, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(count, size, &bytes)) {
		errno = ENOMEM;
		return NULL;
	}
	return my_realloc(pointer, bytes);
}

void *my_aligned_alloc(size_t alignment, size_t size)
{
	struct cache *cache;
	void *pointer;

	if (!is_power_of_two(alignment)) {
		errno = EINVAL;
		return NULL;
	}
	if (is_guarded())
		return guard_aligned_alloc(alignment, size);
	cache = enter();
	pointer = cache ? fast_aligned_alloc(cache, alignment, size) : NULL;
	leave();
	return pointer;
}

void *my_memalign(size_t alignment, size_t size)
{
	return my_aligned_alloc(alignment, size);
}

int my_posix_memalign(void **pointer, size_t alignment, size_t size)
{
	int saved = errno;
	void *got;

	if (alignment < sizeof(void *) || !is_power_of_two(alignment))
		return EINVAL;
	got = my_aligned_alloc(alignment, size);
	errno = saved;
	if (!got)
		return ENOMEM;
	*pointer = got;
	return 0;
}

size_t my_malloc_usable_size(void *pointer)
{
	struct cache *cache;
	size_t size;

	if (!pointer)
		return 0;
	if (is_guarded())
		return guard_usable_size(pointer);
	cache = enter();
	if (!cache)
		die_of(NULL, MY_HEAP_INVALID_SIZE_QUERY, pointer);
	size = fast_usable_size(cache, pointer);
	leave();
	return size;
}

/* ------------------------------------------------------------------------- numbers */

void family_stats(my_heap_statistics *out)
{
	const my_heap *locked;

	*out = (my_heap_statistics){ 0 };
	if (is_guarded())
		guard_stats(out);
	locked = my_malloc_lock();
	if (locked)
		my_heap_stats(locked, out);
	my_malloc_unlock(locked);
}

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

int my_malloc_check(my_heap_fault *fault)
{
	const my_heap *locked;
	int broken;

	if (is_guarded())
		return guard_check(fault);
	locked = my_malloc_lock();
	broken = locked ? my_heap_check(locked, fault) : 0;
	my_malloc_unlock(locked);
	return broken;
}

size_t family_trim(void)
{
	struct cache *cache = is_guarded() ? NULL : enter();
	size_t bytes = cache ? fast_trim(cache) : 0;

	leave();
	return bytes;
}

/* Here and not in report.c: whoever links the archive has this file. */
__attribute__((destructor)) static void say_at_exit(void)
{
	if (settings_get()->stats)
		report_at_exit();
}
