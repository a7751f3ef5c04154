/* SPDX-License-Identifier: MIT
 *
 * memory.h - memory of the user interface: libc's, never the heap that is shown.
 *
 * These do not fail: when libc has no memory they say so on standard error and call
 * exit(1), so that whoever registered with atexit can restore the terminal.
 */
#ifndef MMVIZ_MEMORY_H
#define MMVIZ_MEMORY_H

#include <stddef.h>

/* What others have made with libc's memory: NULL is the failure. */
void *memory_sure(void *made);

/* Zeroed; the caller frees it with free. */
void *memory_new(size_t count, size_t size);

/* realloc to count * size bytes; new bytes are not cleared. */
void *memory_grow(void *old, size_t count, size_t size);

/* An array that grows: it has `space` items, `count` of them taken, and gets room for `more` behind
 * them. It grows by half, so that adding one by one is amortised O(1). */
void *memory_room(void *items, size_t count, size_t more, size_t *space, size_t size);

/* A copy of length bytes and a final 0. */
char *memory_copy(const char *text, size_t length);

/* The same of a whole text. */
char *memory_text(const char *text);

#endif
