/* SPDX-License-Identifier: MIT
 *
 * list.h - the heap's list of sections: one more when none has room, one less when two are
 * empty.
 */
#ifndef ALLOC_LIST_H
#define ALLOC_LIST_H

#include "place.h"
#include "state.h"

/* A new section at the end of the list, and its one free chunk of at least need bytes. An
 * empty section that is too small goes back first, where it is in the way. No section:
 * *why says what stood against it. */
struct place list_add(struct my_heap *heap, size_t need, enum my_heap_reason *why);

/* A chunk of this section was freed. One empty section is kept, so that a program on the
 * edge does not map and unmap; of two the smaller goes back, the new one of equals. A
 * section that goes back is not to be used any more. */
void list_settle(struct my_heap *heap, struct section *section);

#endif
