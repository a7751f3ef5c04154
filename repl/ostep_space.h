/* SPDX-License-Identifier: MIT
 *
 * ostep_space.h - a heap under the rules of ostep.h.
 *
 * The list is the heap's own, and so are the search and the split. What the options of a heap
 * do not have is done with its free chunks by hand, after a Free: SIZESORT lists them anew,
 * and coalescing in other orders than ADDRSORT joins those that the list has side by side.
 *
 *   | the space: size bytes | one used chunk |   the heap's only section, which is full:
 *   base                    its end              it never grows, nor goes when all is free
 */
#ifndef MMVIZ_OSTEP_SPACE_H
#define MMVIZ_OSTEP_SPACE_H

#include "my_heap.h"
#include "ostep.h"

struct ostep_space;

enum ostep_hand {
	OSTEP_BY_HAND, /* the book's rules */
	OSTEP_BY_ITSELF /* a heap with the options that are nearest to them, and nothing by hand */
};

/* The header is at most as large as the space. NULL: the system has no memory for it. */
struct ostep_space *ostep_space_create(const struct ostep_problem *problem, enum ostep_hand hand);
void ostep_space_destroy(struct ostep_space *space); /* NULL is allowed */

/* NULL: there was no room. *searched: entries that were looked at; of a failed search all. */
void *ostep_space_alloc(struct ostep_space *space, size_t size, size_t *searched);

/* 0: nothing is allocated there; the list is as it was. */
int ostep_space_free(struct ostep_space *space, void *pointer);

size_t ostep_space_address(const struct ostep_space *space, const void *pointer);

/* As it is now; good until the next operation. */
const struct ostep_list *ostep_space_list(const struct ostep_space *space);

/* The options of its heap, but for who is told of misuse. */
void ostep_space_options(const struct ostep_problem *problem, enum ostep_hand hand,
                         my_heap_options *options);

const my_heap *ostep_space_heap(const struct ostep_space *space);

#endif
