/* SPDX-License-Identifier: MIT
 *
 * my_malloc.h - the malloc family on the process heap.
 *
 *   gcc your_program.c -L. -lmy_malloc -I inc/ -o your_executable
 *
 * (my_malloc_override.h makes the standard names mean these.)
 *
 * Every function may be called from any thread. Results are aligned to 16 bytes.
 * Failure is NULL with errno = ENOMEM. Sizes are in bytes. Memory from here goes back
 * here: never to libc's free, and never libc's memory to my_free.
 *
 * Misuse is never silent: a double free, an invalid free, an invalid realloc or an
 * invalid size query writes one sentence with the pointer to standard error and aborts.
 * (Memory that went back to the system since it was freed is no longer known: freeing it
 * again is an invalid free. A block that is in use again is not known to be another.)
 */
#ifndef MY_MALLOC_H
#define MY_MALLOC_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

#define MY_MALLOC_VERSION "0.1.0"

/* The version of the library linked, "0.1.0"; static storage. */
const char *my_malloc_version(void);

/* Size 0 gives a unique pointer that can be freed. */
void *my_malloc(size_t size);

/* Zeroed, also when the memory was used before. An overflowing product is ENOMEM. */
void *my_calloc(size_t count, size_t size);

/* NULL allocates; size 0 frees and gives NULL; on failure the old block is intact. */
void *my_realloc(void *pointer, size_t size);
void *my_reallocarray(void *pointer, size_t count, size_t size);

/* NULL is allowed. errno is preserved. */
void my_free(void *pointer);

/* The alignment is a power of two (else NULL with errno = EINVAL). */
void *my_aligned_alloc(size_t alignment, size_t size);
void *my_memalign(size_t alignment, size_t size);

/* 0, EINVAL (alignment no power of two or no multiple of sizeof(void *)) or ENOMEM;
 * on failure *pointer is left alone, errno always. */
int my_posix_memalign(void **pointer, size_t alignment, size_t size);

/* How many bytes may be used at pointer: at least those asked for; 0 for NULL. */
size_t my_malloc_usable_size(void *pointer);

/* Writes the process heap's statistics as lines "name value" to a file descriptor,
 * without allocating. */
void my_malloc_stats(int fd);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif

#endif
