/* SPDX-License-Identifier: MIT
 *
 * family.h - the process heap, for those who give it other names: the short ways of malloc
 * and free, to be inlined, and its numbers.
 */
#ifndef ALLOC_FAMILY_H
#define ALLOC_FAMILY_H

#include "cache.h"
#include "my_heap.h"

/* The thread's cache. Before its first call, and while it ends, an empty one of no heap. */
extern __thread struct cache *family_cache
	__attribute__((tls_model("initial-exec"), visibility("hidden")));

/* The long ways: everything that the short ones cannot do. */
void *family_malloc_slowly(size_t size);
void family_free_slowly(void *pointer);

static inline void *family_malloc(size_t size)
{
	void *pointer = NULL;

	if (__builtin_expect(size <= SIZE_FINE, 1))
		pointer = cache_take(family_cache, class_of_fine(size));
	else if (size <= SIZE_CLASSES)
		pointer = cache_take(family_cache, class_of(size));
	return __builtin_expect(pointer != NULL, 1) ? pointer : family_malloc_slowly(size);
}

static inline void family_free(void *pointer)
{
	if (__builtin_expect(!cache_put(family_cache, pointer), 0))
		family_free_slowly(pointer);
}

/* All zero while there is no process heap. Takes the locks. */
void family_stats(my_heap_statistics *out);

/* The process heap's numbers, for MY_MALLOC=stats. */
void report_at_exit(void);

/* Gives memory back to the system: how many bytes. */
size_t family_trim(void);

#endif
