/* SPDX-License-Identifier: MIT
 *
 * family.c - my_malloc and its relatives: one fast heap for the process.
 *
 * Each thread has a cache, found through one thread-local pointer. Before a thread's first
 * call, and while it ends, the pointer leads to an empty cache that belongs to no heap: the
 * short way through it fails, and the long way makes a cache. So the short way has no test
 * for any of this.
 *
 *   my_malloc   cache_take, or else family_malloc_slowly -> process_enter -> fast_malloc
 *
 * With MY_MALLOC=guard no thread ever gets a cache: the long ways lead to the guard. With
 * MY_MALLOC_RECORD each has one, but not for the short ways: the long ones tell the recorder.
 */
#include "family.h"

#include "fast.h"
#include "guard.h"
#include "my_malloc.h"
#include "process.h"
#include "recorder_short.h"
#include "settings.h"

#include <errno.h>

/* Only a thread without a cache can be one that is guarded. */
static int is_guarded(void)
{
	return !process_cache->heap && settings_get()->guard;
}

/* A release is told before it is done, an allocation after. */
#define TELL(...)                                                                             \
	do {                                                                                  \
		if (recorder_is_on())                                                         \
			recorder_tell(&(struct my_trace_record){ __VA_ARGS__ });              \
	} while (0)
#define ADDRESS(pointer) (uint64_t)(uintptr_t)(pointer)

/* -------------------------------------------------------------------- the operations */

static __attribute__((noinline)) void *take(size_t size)
{
	struct cache *cache;
	void *pointer;

	if (is_guarded())
		return guard_aligned_alloc(1, size);
	cache = process_enter();
	pointer = cache ? fast_malloc(cache, size) : NULL;
	process_leave();
	recorder_note();
	return pointer;
}

static __attribute__((noinline)) void *take_and_tell(void *taken, size_t size,
                                                     const void *caller)
{
	void *pointer = taken ? taken : take(size);

	TELL(.kind = MY_TRACE_MALLOC, .block = ADDRESS(pointer), .size = size,
	     .caller = ADDRESS(caller));
	return pointer;
}

/* What is recorded comes along here each time: most of it is short, too. */
void *family_malloc_slowly(size_t size, const void *caller)
{
	void *pointer;

	if (!recorder_is_ready())
		return take_and_tell(NULL, size, caller);
	pointer = family_take(process_cache, size);
	if (pointer && recorder_foresaw_malloc(ADDRESS(pointer), size, ADDRESS(caller)))
		return pointer;
	return take_and_tell(pointer, size, caller);
}

static __attribute__((noinline)) void give(void *pointer)
{
	int saved = errno;
	struct cache *cache;

	if (is_guarded()) {
		guard_free(pointer);
		return;
	}
	cache = process_enter();
	if (!cache)
		process_die_of(NULL, MY_HEAP_INVALID_FREE, pointer);
	recorder_note();
	fast_free(cache, pointer);
	process_leave();
	errno = saved;
}

static __attribute__((noinline)) void tell_and_give(void *pointer, const void *caller)
{
	if (!pointer)
		return;
	TELL(.kind = MY_TRACE_FREE, .old = ADDRESS(pointer), .caller = ADDRESS(caller));
	if (!recorder_is_on() || !cache_put(process_cache, pointer))
		give(pointer);
}

/* No block that was given is NULL, so what was foreseen is none. */
void family_free_slowly(void *pointer, const void *caller)
{
	if (!recorder_is_ready() || !recorder_foresaw_free(ADDRESS(pointer), ADDRESS(caller)))
		tell_and_give(pointer, caller);
	else if (!cache_put(process_cache, pointer))
		give(pointer);
}

static void *take_zeroed(size_t count, size_t size)
{
	struct cache *cache;
	void *pointer;

	if (is_guarded())
		return guard_calloc(count, size);
	cache = process_enter();
	pointer = cache ? fast_calloc(cache, count, size) : NULL;
	process_leave();
	return pointer;
}

/* SIZE_MAX: too large. */
static size_t product(size_t count, size_t size)
{
	size_t bytes;

	return __builtin_mul_overflow(count, size, &bytes) ? SIZE_MAX : bytes;
}

void *family_calloc(size_t count, size_t size, const void *caller)
{
	void *pointer = take_zeroed(count, size);

	TELL(.kind = MY_TRACE_CALLOC, .block = ADDRESS(pointer), .size = product(count, size),
	     .caller = ADDRESS(caller));
	return pointer;
}

static void *resize(void *pointer, size_t size)
{
	struct cache *cache;
	void *moved;

	if (is_guarded())
		return guard_realloc(pointer, size);
	cache = process_enter();
	moved = cache ? fast_realloc(cache, pointer, size) : NULL;
	process_leave();
	return moved;
}

void *family_realloc(void *pointer, size_t size, const void *caller)
{
	uint64_t old = ADDRESS(pointer);
	void *moved = resize(pointer, size);

	TELL(.kind = MY_TRACE_REALLOC, .old = old, .block = ADDRESS(moved), .size = size,
	     .caller = ADDRESS(caller));
	return moved;
}

/* More than there can be fails with ENOMEM. */
void *family_reallocarray(void *pointer, size_t count, size_t size, const void *caller)
{
	return family_realloc(pointer, product(count, size), caller);
}

static void *take_aligned(size_t alignment, size_t size)
{
	struct cache *cache;
	void *pointer;

	if (!is_power_of_two(alignment)) {
		errno = EINVAL;
		return NULL;
	}
	if (is_guarded())
		return guard_aligned_alloc(alignment, size);
	cache = process_enter();
	pointer = cache ? fast_aligned_alloc(cache, alignment, size) : NULL;
	process_leave();
	return pointer;
}

static void *tell_aligned(void *pointer, size_t alignment, size_t size, const void *caller)
{
	TELL(.kind = MY_TRACE_ALIGNED, .block = ADDRESS(pointer), .size = size,
	     .alignment = alignment, .caller = ADDRESS(caller));
	return pointer;
}

void *family_aligned_alloc(size_t alignment, size_t size, const void *caller)
{
	return tell_aligned(take_aligned(alignment, size), alignment, size, caller);
}

int family_posix_memalign(void **pointer, size_t alignment, size_t size, const void *caller)
{
	int is_bad = alignment < sizeof(void *) || !is_power_of_two(alignment), saved = errno;
	void *got = is_bad ? NULL : take_aligned(alignment, size);

	errno = saved;
	if (!tell_aligned(got, alignment, size, caller))
		return is_bad ? EINVAL : ENOMEM;
	*pointer = got;
	return 0;
}

/* ---------------------------------------------------------------------- their names */

const char *my_malloc_version(void)
{
	return MY_MALLOC_VERSION;
}

void *my_malloc(size_t size)
{
	return family_malloc(size, FAMILY_CALLER);
}

void my_free(void *pointer)
{
	family_free(pointer, FAMILY_CALLER);
}

void *my_calloc(size_t count, size_t size)
{
	return family_calloc(count, size, FAMILY_CALLER);
}

void *my_realloc(void *pointer, size_t size)
{
	return family_realloc(pointer, size, FAMILY_CALLER);
}

void *my_reallocarray(void *pointer, size_t count, size_t size)
{
	return family_reallocarray(pointer, count, size, FAMILY_CALLER);
}

void *my_aligned_alloc(size_t alignment, size_t size)
{
	return family_aligned_alloc(alignment, size, FAMILY_CALLER);
}

void *my_memalign(size_t alignment, size_t size)
{
	return family_aligned_alloc(alignment, size, FAMILY_CALLER);
}

int my_posix_memalign(void **pointer, size_t alignment, size_t size)
{
	return family_posix_memalign(pointer, alignment, size, FAMILY_CALLER);
}

size_t my_malloc_usable_size(void *pointer)
{
	struct cache *cache;
	size_t size;

	if (!pointer)
		return 0;
	if (is_guarded())
		return guard_usable_size(pointer);
	cache = process_enter();
	if (!cache)
		process_die_of(NULL, MY_HEAP_INVALID_SIZE_QUERY, pointer);
	size = fast_usable_size(cache, pointer);
	process_leave();
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
	struct cache *cache = is_guarded() ? NULL : process_enter();
	size_t bytes = cache ? fast_trim(cache) : 0;

	process_leave();
	return bytes;
}

/* Here and not in report.c: whoever links the archive has this file. */
__attribute__((destructor)) static void say_at_exit(void)
{
	if (settings_get()->stats)
		report_at_exit();
}
