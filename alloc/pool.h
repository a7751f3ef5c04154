/* SPDX-License-Identifier: MIT
 *
 * pool.h - where the small chunks of a fast heap come from, and go back to: its spans.
 *
 *   take    spans that promise a run of the class (the smallest promise first)
 *           -> spans in which much was freed -> the cache's own span, whose untouched part
 *           is cut from its start -> a new one, from the general engine
 *   give    into the span; at 1/16 freed it counts as one in which much was freed; when all
 *           of it is free it goes back to the general engine
 *
 * Rules of use: the caller holds the heap's lock, which also guards the general engine.
 * Chunks of the classes above CLASS_IN_SPANS are chunks of the general engine.
 */
#ifndef ALLOC_POOL_H
#define ALLOC_POOL_H

#include "class.h"
#include "span.h"
#include "state.h"

/* Where a span is: in none (0), in that of the class that it promises, among the dirty ones;
 * or it is a cache's own, and in none. */
enum { DIRTY = CLASS_IN_SPANS + 1, LISTS, OWN = LISTS };

struct pool {
	struct span *list[LISTS];
	uint64_t filled[2]; /* one bit a list that holds a span */
	struct span *spans; /* room for all, by number; 0 is nobody */
	size_t numbers;     /* numbers given out so far */
	struct span *unused;
	size_t number;      /* spans there are */
	size_t free;        /* bytes in the free chunks of all spans */
	size_t chunks;      /* used and cached chunks in them */
	size_t free_chunks;
};

/* Chunks wanted for a cache. */
struct request {
	unsigned class;
	size_t want, got;
	void **end;        /* they are written downwards from here */
	struct span **own; /* the cache's own span, NULL if it has none: so that threads do not
	                      share the cache lines of fresh chunks, nor those of their bytes */
	int may_add;       /* memory, if there is nothing else */
};

/* Takes chunks, and marks them as cached. got = 0: none can be had without more memory; if
 * that may be added: there is none, errno is set. */
void pool_take(struct my_heap *heap, struct request *request);

/* So many cached chunks, of any classes, become free. */
void pool_give(struct my_heap *heap, void *const *chunks, size_t count);

/* Of a used chunk of so many bytes only a part stays used, of the size of a class; what is
 * before and behind it becomes free. */
void pool_cut(struct my_heap *heap, unsigned char *chunk, size_t size, unsigned char *part,
              unsigned class);

/* The span that an address of the heap lies in, NULL if it lies in none. */
struct span *pool_span(const struct my_heap *heap, const void *address);

#endif
