/* SPDX-License-Identifier: MIT
 *
 * pages.h - the blocks of a fast heap that are whole pages: chunks of the general engine.
 *
 * Their byte says that they are used, and their class; above SIZE_CLASSES they have none,
 * and the number of their first page tells how many pages they are. Each function takes the
 * heap's lock for itself, but pages_size.
 */
#ifndef ALLOC_PAGES_H
#define ALLOC_PAGES_H

#include "state.h"

/* A used block of more than SIZE_IN_SPANS bytes; NULL with errno. *dirty: how many of its
 * bytes, from its start, may be other than zero. */
void *pages_take(struct my_heap *heap, size_t size, size_t alignment, size_t *dirty);

/* A block without a class becomes free. 0: another thread freed it in this moment. */
int pages_give(struct my_heap *heap, void *pointer);

/* Bytes of a block without a class, for who holds the block. */
size_t pages_size(const struct my_heap *heap, const void *pointer);

/* It grows or shrinks where it is; 0: it cannot. */
int pages_resize(struct my_heap *heap, void *pointer, size_t size);

/* A larger block without a class, with the contents of this one of so many bytes, whole
 * pages, whose own contents are lost. NULL with errno: they are as they were. */
void *pages_grow(struct my_heap *heap, void *from, size_t before, size_t size);

#endif
