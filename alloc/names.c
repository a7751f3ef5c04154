/* SPDX-License-Identifier: MIT
 *
 * names.c - the standard names, for the preload library only: malloc is my_malloc.
 *
 * Every relative that glibc exports is here, so that two allocators never meet on one
 * pointer. Where glibc's meaning is a tuning of its own arenas, the call is accepted and
 * changes nothing. The symbols are unversioned: versioned ones are not interposed.
 */
#include "family.h"
#include "my_malloc.h"

#include <errno.h>
#include <limits.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define EXPORT __attribute__((visibility("default")))

EXPORT void *malloc(size_t size)
{
	return my_malloc(size);
}

EXPORT void *calloc(size_t count, size_t size)
{
	return my_calloc(count, size);
}

EXPORT void *realloc(void *pointer, size_t size)
{
	return my_realloc(pointer, size);
}

EXPORT void *reallocarray(void *pointer, size_t count, size_t size)
{
	return my_reallocarray(pointer, count, size);
}

EXPORT void free(void *pointer)
{
	my_free(pointer);
}

EXPORT void *aligned_alloc(size_t alignment, size_t size)
{
	return my_aligned_alloc(alignment, size);
}

EXPORT void *memalign(size_t alignment, size_t size)
{
	return my_memalign(alignment, size);
}

EXPORT int posix_memalign(void **pointer, size_t alignment, size_t size)
{
	return my_posix_memalign(pointer, alignment, size);
}

static size_t page(void)
{
	return (size_t)sysconf(_SC_PAGESIZE);
}

EXPORT void *valloc(size_t size)
{
	return my_memalign(page(), size);
}

EXPORT void *pvalloc(size_t size)
{
	size_t whole;

	if (__builtin_add_overflow(size, page() - 1, &whole)) {
		errno = ENOMEM;
		return NULL;
	}
	return my_memalign(page(), whole / page() * page());
}

EXPORT size_t malloc_usable_size(void *pointer)
{
	return my_malloc_usable_size(pointer);
}

/* An empty section goes back by itself; there is nothing more to trim. */
EXPORT int malloc_trim(size_t keep)
{
	(void)keep;
	return 0;
}

EXPORT int mallopt(int parameter, int value)
{
	(void)parameter;
	(void)value;
	return 1;
}

EXPORT struct mallinfo2 mallinfo2(void)
{
	my_heap_statistics now;

	family_stats(&now);
	return (struct mallinfo2){ .arena = now.mapped,
		                   .ordblks = now.free_chunks,
		                   .uordblks = now.used,
		                   .fordblks = now.free,
		                   .keepcost = now.largest_free };
}

static int clamped(size_t number)
{
	return number < INT_MAX ? (int)number : INT_MAX;
}

EXPORT struct mallinfo mallinfo(void)
{
	my_heap_statistics now;

	family_stats(&now);
	return (struct mallinfo){ .arena = clamped(now.mapped),
		                  .ordblks = clamped(now.free_chunks),
		                  .uordblks = clamped(now.used),
		                  .fordblks = clamped(now.free),
		                  .keepcost = clamped(now.largest_free) };
}

EXPORT int malloc_info(int options, FILE *stream)
{
	my_heap_statistics now;

	if (options != 0)
		return EINVAL;
	family_stats(&now);
	fprintf(stream,
	        "<malloc version=\"my_malloc %s\">\n"
	        "<system type=\"current\" size=\"%zu\"/>\n"
	        "<system type=\"max\" size=\"%zu\"/>\n"
	        "<total type=\"used\" count=\"%zu\" size=\"%zu\"/>\n"
	        "<total type=\"free\" count=\"%zu\" size=\"%zu\"/>\n"
	        "</malloc>\n",
	        my_malloc_version(), now.mapped, now.peak_mapped, now.used_chunks, now.used,
	        now.free_chunks, now.free);
	return ferror(stream) ? EIO : 0;
}

EXPORT void malloc_stats(void)
{
	my_malloc_stats(STDERR_FILENO);
}
