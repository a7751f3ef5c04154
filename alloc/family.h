/* SPDX-License-Identifier: MIT
 *
 * family.h - the process heap, for those who give it other names: the short ways of malloc
 * and free, to be inlined, the long ways of all, and its numbers.
 *
 * The caller is where the program called from, for the recorder; it changes nothing else.
 */
#ifndef ALLOC_FAMILY_H
#define ALLOC_FAMILY_H

#include "cache.h"
#include "my_heap.h"

/* Where the function was called from that this is written in. */
#define FAMILY_CALLER __builtin_return_address(0)

/* The cache of the short ways: the thread's own (process.h), but for threads that are guarded
 * or recorded, which have an empty one of no heap for ever: all their ways are long. */
extern __thread struct cache *family_cache
	__attribute__((tls_model("initial-exec"), visibility("hidden")));

/* The long ways: everything that the short ones cannot do. */
void *family_malloc_slowly(size_t size, const void *caller);
void family_free_slowly(void *pointer, const void *caller);

/* As the functions of my_malloc.h. */
void *family_calloc(size_t count, size_t size, const void *caller);
void *family_realloc(void *pointer, size_t size, const void *caller);
void *family_reallocarray(void *pointer, size_t count, size_t size, const void *caller);
void *family_aligned_alloc(size_t alignment, size_t size, const void *caller);
int family_posix_memalign(void **pointer, size_t alignment, size_t size, const void *caller);

static inline void *family_take(struct cache *cache, size_t size)
{
	void *pointer = NULL;

	if (__builtin_expect(size <= SIZE_FINE, 1))
		pointer = cache_take(cache, class_of_fine(size));
	else if (size <= SIZE_CLASSES)
		pointer = cache_take(cache, class_of(size));
	return pointer;
}

static inline void *family_malloc(size_t size, const void *caller)
{
	void *pointer = family_take(family_cache, size);

	return __builtin_expect(pointer != NULL, 1) ? pointer : family_malloc_slowly(size, caller);
}

static inline void family_free(void *pointer, const void *caller)
{
	if (__builtin_expect(!cache_put(family_cache, pointer), 0))
		family_free_slowly(pointer, caller);
}

/* All zero while there is no process heap. Takes the locks. */
void family_stats(my_heap_statistics *out);

/* The process heap's numbers, for MY_MALLOC=stats. */
void report_at_exit(void);

/* Gives memory back to the system: how many bytes. */
size_t family_trim(void);

#endif
