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
 * (A block that is in use again is not known to be another one. Two threads that free one
 * block in the same instant are not always seen.)
 */
#ifndef MY_MALLOC_H
#define MY_MALLOC_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

/* The version of this header. */
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

struct my_heap;       /* of my_heap.h */
struct my_heap_fault; /* of my_heap.h */

/* The process heap, to be looked at with my_heap_walk.h and my_heap_stats; NULL before the
 * first allocation, and with MY_MALLOC=guard. Between lock and unlock no chunk is cut, merged
 * or mapped; other threads may still turn a used chunk into a cached one or back, and wait
 * when they need more. Meanwhile this thread must neither allocate nor free: not even printf
 * to a stream that has no buffer yet. Where it would wait for itself, it is aborted with one
 * sentence. Thread 1 of my_heap_cached is the cache that threads without one share. */
const struct my_heap *my_malloc_lock(void);
void my_malloc_unlock(const struct my_heap *heap);

/* Proves the process heap's invariants, as my_heap_check does; what other threads hold in
 * their caches is not proved, for they may be at work. 0: sound. */
int my_malloc_check(struct my_heap_fault *fault);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif

#endif
