/* SPDX-License-Identifier: MIT
 *
 * names.c - the standard names, for the preload library only: malloc is my_malloc.
 *
 * Every relative that glibc exports is here, so that two allocators never meet on one
 * pointer. Where glibc's meaning is a tuning of its own arenas, the call is accepted and
 * changes nothing. The symbols are unversioned: they stand in for every version of theirs.
 * Where the C library is another one, what only glibc has of tuning and of counts is left out.
 * Left out: cfree and the hooks, which no program can be linked with any more; __libc_malloc
 * and its like, which only other allocators call; mtrace and mcheck, which glibc has moved
 * to a library that is preloaded instead of this one.
 */
#include "family.h"
#include "my_malloc.h"

#include <errno.h>
#include <limits.h>
#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define EXPORT __attribute__((visibility("default")))

EXPORT void *malloc(size_t size)
{
	return family_malloc(size, FAMILY_CALLER);
}

EXPORT void *calloc(size_t count, size_t size)
{
	return family_calloc(count, size, FAMILY_CALLER);
}

EXPORT void *realloc(void *pointer, size_t size)
{
	return family_realloc(pointer, size, FAMILY_CALLER);
}

EXPORT void *reallocarray(void *pointer, size_t count, size_t size)
{
	return family_reallocarray(pointer, count, size, FAMILY_CALLER);
}

EXPORT void free(void *pointer)
{
	family_free(pointer, FAMILY_CALLER);
}

/* An alignment that is no power of two is rounded up to one, as glibc does. */
static size_t power_of_two(size_t alignment)
{
	size_t power = 1;

	while (power < alignment && power <= SIZE_MAX / 2)
		power *= 2;
	return power < alignment ? 0 : power;
}

EXPORT void *memalign(size_t alignment, size_t size)
{
	return family_aligned_alloc(power_of_two(alignment), size, FAMILY_CALLER);
}

/* The same function as memalign in glibc, until 2.38 made it stricter. */
EXPORT void *aligned_alloc(size_t alignment, size_t size)
{
	return family_aligned_alloc(power_of_two(alignment), size, FAMILY_CALLER);
}

EXPORT int posix_memalign(void **pointer, size_t alignment, size_t size)
{
	return family_posix_memalign(pointer, alignment, size, FAMILY_CALLER);
}

static size_t page(void)
{
	return (size_t)sysconf(_SC_PAGESIZE);
}

EXPORT void *valloc(size_t size)
{
	return family_aligned_alloc(page(), size, FAMILY_CALLER);
}

EXPORT void *pvalloc(size_t size)
{
	size_t whole;

	if (__builtin_add_overflow(size, page() - 1, &whole))
		whole = SIZE_MAX;
	return family_aligned_alloc(page(), whole / page() * page(), FAMILY_CALLER);
}

EXPORT size_t malloc_usable_size(void *pointer)
{
	return my_malloc_usable_size(pointer);
}

/* What should stay at the end of glibc's heap means nothing here. */
EXPORT int malloc_trim(size_t keep)
{
	(void)keep;
	return family_trim() > 0;
}

#ifdef __GLIBC__

/* glibc refuses nothing but a bad bound of its fast bins. */
EXPORT int mallopt(int parameter, int value)
{
	const int most = (int)(80 * sizeof(size_t) / 4);

	return parameter != M_MXFAST || (value >= 0 && value <= most);
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

/* The totals, which are the same for the one arena and for the whole. */
static void write_totals(const my_heap_statistics *now, FILE *stream)
{
	fprintf(stream,
	        "<total type=\"fast\" count=\"0\" size=\"0\"/>\n"
	        "<total type=\"rest\" count=\"%zu\" size=\"%zu\"/>\n"
	        "<system type=\"current\" size=\"%zu\"/>\n"
	        "<system type=\"max\" size=\"%zu\"/>\n"
	        "<aspace type=\"total\" size=\"%zu\"/>\n"
	        "<aspace type=\"mprotect\" size=\"%zu\"/>\n",
	        now->free_chunks, now->free, now->mapped, now->peak_mapped, now->mapped,
	        now->mapped);
}

/* glibc's words, for programs that read them. The stream may allocate: no lock is held. */
EXPORT int malloc_info(int options, FILE *stream)
{
	my_heap_statistics now;

	if (options != 0)
		return EINVAL;
	family_stats(&now);
	fputs("<malloc version=\"1\">\n<heap nr=\"0\">\n<sizes>\n</sizes>\n", stream);
	write_totals(&now, stream);
	fputs("</heap>\n<total type=\"mmap\" count=\"0\" size=\"0\"/>\n", stream);
	write_totals(&now, stream);
	fputs("</malloc>\n", stream);
	return ferror(stream) ? -1 : 0;
}

#endif

EXPORT void malloc_stats(void)
{
	my_malloc_stats(STDERR_FILENO);
}
