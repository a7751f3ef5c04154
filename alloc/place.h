/* SPDX-License-Identifier: MIT
 *
 * place.h - which free chunk is taken: the placement policies.
 *
 * A policy is one function and one row of the table in place.c. Sections are visited in
 * list order and passed over when their free_size is too small; inside a section the free
 * chunks are judged in list order. An observed search looks at each by itself and tells
 * what it thought of it; an unobserved one finds the same chunk by descending the section's
 * treap. Both count the chunks that list order says were looked at. (Near fit goes outwards
 * from the place taken last instead, sections and chunks: that is its order.)
 */
#ifndef ALLOC_PLACE_H
#define ALLOC_PLACE_H

#include "state.h"

struct place {
	struct section *section; /* NULL: there is no room */
	uint32_t hole;
};

/* A free chunk of at least need bytes, by the heap's placement. */
struct place place_find(struct my_heap *heap, size_t need);

/* The hole is going to be taken, found or new: the next search of a next or near fit starts
 * there. */
struct place place_note(struct my_heap *heap, struct section *section, uint32_t hole);

/* A section is about to go: no search may start in it. */
void place_forget(struct my_heap *heap, const struct section *section);

#endif
