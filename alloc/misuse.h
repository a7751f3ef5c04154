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

/* Writes "my_malloc: double free of 0x..." to standard error, without allocating. */
void misuse_write(enum my_heap_misuse cause, const void *pointer);

#endif
