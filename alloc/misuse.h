/* SPDX-License-Identifier: MIT
 *
 * misuse.h - every misuse that is detected: one cause, one fixed sentence.
 */
#ifndef ALLOC_MISUSE_H
#define ALLOC_MISUSE_H

#include "state.h"

/* What a pointer that is no used chunk's was given to. Tells the heap's owner; a free is
 * a double free when the pointer is that of a free chunk, or lies, properly aligned, in
 * memory that was handed out and is free now. O(free chunks), on this path only. */
void misuse_report(struct my_heap *heap, enum my_heap_misuse cause, const void *pointer);

/* Whether a free could have been given this pointer before: it lies, properly aligned, in
 * memory of the general engine that was handed out and is free now. O(free chunks). */
int misuse_in_freed(const struct my_heap *heap, const void *pointer);

/* Writes "my_malloc: double free of 0x..." to standard error, without allocating. */
void misuse_write(enum my_heap_misuse cause, const void *pointer);

/* The same with what is known of the block: the bytes asked for, and the offset, from the
 * pointer, of the first byte that is not as it was. */
void misuse_write_at(enum my_heap_misuse cause, const void *pointer, size_t asked,
                     ptrdiff_t offset);

#endif
