/* SPDX-License-Identifier: MIT
 *
 * state.h - what a heap is inside, for the files of alloc/.
 *
 * Ownership: the heap owns its space, the sections and everything in their rooms.
 * Pointers to table entries (struct chunk *) are good until the next store or removal in
 * that table; indices of holes until that hole is removed.
 */
#ifndef ALLOC_STATE_H
#define ALLOC_STATE_H

#include "class.h"
#include "my_heap.h"
#include "section.h"

/* Freed chunks that wait, the oldest first: a ring. See sentry.h. */
enum { WAITING_MOST = 8 };

struct waiting {
	unsigned char *memory[WAITING_MOST];
	size_t first, number;
	size_t bytes; /* of all of them */
};

struct my_heap {
	my_heap_options options;
	struct space space;
	struct section *first, *last; /* the list, in order of making */
	struct section *empty;        /* the one section without used chunks that is kept */
	size_t ids;                   /* sections made so far */
	size_t stamps;                /* frees so far: for lists ordered by time */
	struct {                      /* where a next or near fit starts */
		struct section *section; /* NULL: at the list's head */
		struct hole_place place;
	} rover;
	my_heap_observer *observer;
	void *observer_user;
	struct keep keep; /* as asked for; who the engine tells is in the space */
	my_heap_statistics counts; /* free and largest_free: in stats.c */
	size_t calls;              /* memory system calls */
	struct fast *fast;         /* NULL: the general engine alone */
	struct waiting waiting;    /* none without options.guard */
};

/* Tells the observer; costs one test when there is none. */
#define heap_tell(heap, ...)                                                              \
	do {                                                                              \
		if (__builtin_expect((heap)->observer != NULL, 0))                        \
			(heap)->observer((heap)->observer_user,                           \
			                 &(my_heap_event){ __VA_ARGS__ });                \
	} while (0)

/* Right before the engine writes to a stretch: see keep.h. */
static inline void heap_keep(const struct my_heap *heap, void *start, size_t size)
{
	keep_old(&heap->space.keep, start, size);
}

/* "At" a chunk, in an event's initialiser. */
#define AT(heap, s, k)                                                                    \
	.section = (s)->id, .offset = heap_offset(heap, k), .key = (k)

static inline size_t heap_offset(const struct my_heap *heap, size_t key)
{
	return key << power_of(heap->options.granule);
}

/* Of a fast heap: the byte of a pointer into its memory, and its page's number. */
static inline unsigned char *heap_byte(const struct my_heap *heap, const void *pointer)
{
	return &heap->space.bytes[(size_t)((const unsigned char *)pointer - heap->space.start) /
	                          UNIT];
}

static inline uint32_t *heap_page(const struct my_heap *heap, const void *pointer)
{
	return &heap->space.pages[(size_t)((const unsigned char *)pointer - heap->space.start) /
	                          4096];
}

static inline int is_power_of_two(size_t number)
{
	return number != 0 && (number & (number - 1)) == 0;
}

static inline size_t heap_keys(const struct my_heap *heap, size_t size)
{
	return size >> power_of(heap->options.granule);
}

#endif
