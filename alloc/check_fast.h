/* SPDX-License-Identifier: MIT
 *
 * check_fast.h - proves the invariants of a fast heap's own books.
 */
#ifndef ALLOC_CHECK_FAST_H
#define ALLOC_CHECK_FAST_H

#include "my_heap.h"

/* As my_heap_check, after the sections and their chunks were proved. */
int check_fast(const my_heap *heap, my_heap_fault *fault);

#endif
