/* SPDX-License-Identifier: MIT
 *
 * my_malloc_override.h - the standard names mean ours, in a program linked with the archive.
 *
 *   gcc -I inc -include my_malloc_override.h your_program.c -L. -lmy_malloc -o your_program
 *
 * (A program that cannot be compiled again: LD_PRELOAD=./libmy_malloc_preload.so.)
 *
 * Rules of use
 * - For every file of the program, and before any other header: hence -include. Memory of a
 *   file compiled without it is libc's; given to ours it ends the program, with a sentence.
 * - The names are replaced wherever they stand as words, so that free passed as a function,
 *   &malloc, std::free and a structure's member called free all stay what they were among
 *   themselves. Seen to break, at compile or link time: __attribute__((malloc)) (write
 *   __malloc__), and a C++ library that is compiled already and has a method of these names.
 * - malloc, calloc, realloc, reallocarray, free, aligned_alloc, memalign, posix_memalign,
 *   valloc, pvalloc, malloc_usable_size, malloc_stats, strdup and strndup are ours.
 *   new and delete are the C++ library's, and stay a pair of their own.
 * - What libc allocated by itself is still libc's: getline, getdelim, asprintf, open_memstream,
 *   realpath(.., NULL), getcwd(NULL, ..), scandir, scanf("%ms"), wcsdup, tempnam, ... Give it
 *   to my_libc_free. Hand getline a NULL or its own buffer, never one of ours.
 * - mallopt, malloc_trim, mallinfo and malloc_info are about libc's own heap.
 */
#ifndef MY_MALLOC_OVERRIDE_H
#define MY_MALLOC_OVERRIDE_H

/* In C no header of the system's is included here: it would settle _GNU_SOURCE and the like
 * before the program's first line can. Their declarations come later and then declare ours.
 * In C++ they must come first, for <cstdlib> takes such macros back. */
#ifdef __cplusplus
#include <cstdlib>
#include <cstring>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#endif

#include "my_malloc.h"

#ifdef __cplusplus
extern "C" {
#endif

/* libc's own, by the names that the linker knows. */
void my_libc_free(void *pointer) __asm__("free"); /* NULL is allowed */
int my_override_page(void) __asm__("getpagesize");

static __inline__ void *my_override_valloc(size_t size)
{
	return my_memalign((size_t)my_override_page(), size);
}

/* Without room for the rounding the size stays, and is refused as too large. */
static __inline__ void *my_override_pvalloc(size_t size)
{
	size_t page = (size_t)my_override_page(), whole = (size + page - 1) / page * page;

	return my_memalign(page, whole < size ? size : whole);
}

static __inline__ void my_override_malloc_stats(void)
{
	my_malloc_stats(2);
}

static __inline__ char *my_override_strndup(const char *text, size_t most)
{
	size_t length = 0, i;
	char *copy;

	while (length < most && text[length])
		length++;
	copy = (char *)my_malloc(length + 1);
	if (!copy)
		return copy;
	for (i = 0; i < length; i++)
		copy[i] = text[i];
	copy[length] = '\0';
	return copy;
}

static __inline__ char *my_override_strdup(const char *text)
{
	return my_override_strndup(text, (size_t)-1);
}

#ifdef __cplusplus
}

/* For std::malloc and its like. */
namespace std {
using ::my_aligned_alloc;
using ::my_calloc;
using ::my_free;
using ::my_malloc;
using ::my_realloc;
}
#endif

#undef malloc
#undef calloc
#undef realloc
#undef reallocarray
#undef free
#undef aligned_alloc
#undef memalign
#undef posix_memalign
#undef valloc
#undef pvalloc
#undef malloc_usable_size
#undef malloc_stats
#undef strdup
#undef strndup

/* From here on the standard name means ours. */
#define malloc             my_malloc
#define calloc             my_calloc
#define realloc            my_realloc
#define reallocarray       my_reallocarray
#define free               my_free
#define aligned_alloc      my_aligned_alloc
#define memalign           my_memalign
#define posix_memalign     my_posix_memalign
#define valloc             my_override_valloc
#define pvalloc            my_override_pvalloc
#define malloc_usable_size my_malloc_usable_size
#define malloc_stats       my_override_malloc_stats
#define strdup             my_override_strdup
#define strndup            my_override_strndup

#endif
