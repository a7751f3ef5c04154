/* SPDX-License-Identifier: MIT
 *
 * my_heap_events.h - observing a heap: every micro-step of an operation, told in order.
 *
 * Rules of use
 * - Include my_heap.h, which includes this.
 * - A step is told where the decision is taken, inside the allocator, and before it is carried
 *   out; only SECTION_MAPPED, SECTION_UNMAPPED, MOVED and ZEROED when they are done.
 * - An event is good during the call only. The observer must not change the heap. Of a heap of
 *   the general engine it may look at sections and entries as they are in the middle of the
 *   operation: my_heap_section_by_id, my_heap_first_section and my_heap_next_section,
 *   my_heap_bucket, my_heap_find. Other cursors rely on what may not be true just then. A fast
 *   heap holds its locks meanwhile: it must not be looked at.
 */
#ifndef MY_HEAP_EVENTS_H
#define MY_HEAP_EVENTS_H

#include "my_heap.h"

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

/* The micro-steps. Which fields of the event a step fills stands beside it; the others are 0.
 * "at" means section, offset and key.
 *
 *   ROUND           asked -> size (header included, unit = what sizes are multiples of)
 *   SECTION_PASSED  section, size = its free_size, need: too small
 *   SECTION_SEARCH  section, size = its free_size, need: large enough
 *   NO_SECTION      need: the heap has no section yet
 *   BINS_EMPTY      section, bucket..other = first..last empty bin passed over
 *   BIN_SEARCH      section, bucket = bin, size = least size in it, other = largest it may hold
 *   OUTWARDS        at: a near fit looks from here on, to both sides, other = section of the
 *                   place taken last, 0 if it is gone; not this one: from the nearer end
 *   LOOK_SMALL      at, size, need: too small
 *   LOOK_TAKE       at, size, need: fits and ends the search (first, next, bins, near)
 *   LOOK_BEST       at, size, need, rest, other = left over at the best before it, 0 if none:
 *                   fits, best (or largest) so far
 *   LOOK_WORSE      at, size, need, rest, other = left over at the best so far: not better
 *   CHOSEN          at, size, need: what a best or worst fit took at its end
 *   WRAPPED         section: next fit reached the end of the list and starts over
 *   ALIGN_ROOM      size = of the chunk, other = alignment, rest = bytes that finding an
 *                   aligned start may cost, need = size + rest: what is searched for
 *   ALIGNED         at, size = bytes left free before the aligned start, other = its offset,
 *                   need = alignment, rest = bytes that the user pointer of a chunk here
 *                   would lie past the last multiple of it
 *   SPLIT           at, size = before, need = taken, rest = stays free, other = its offset
 *   NOT_SPLIT       at, size, need, rest: the rest (maybe 0) is less than other = the larger
 *                   of split and the unit
 *   KEEPS_ENTRY     at, bucket, home: the chunk keeps the entry that is there
 *   PROBE_TAKEN     at, home, bucket, capacity, other = key of the entry that lies in it
 *   STORED          at, home, bucket, capacity, rest = buckets past home: the entry is
 *                   written here
 *   FOUND           at, home, bucket, capacity, size, rest = buckets past home, other = 1 if
 *                   the chunk is free: the entry of the pointer given; why = WAITS if it waits
 *   NOT_FOUND       at, home, capacity, rest = buckets past home, bucket = the empty bucket
 *                   that proves that there is none (capacity: the table is full of others)
 *   REMOVED         at, home, bucket: the entry is taken out
 *   SHIFTED         at, home, bucket = to, other = from: an entry moves back, nearer home
 *   TABLE_GROWN     section, size = old capacity, rest = new capacity, need = entries moved,
 *                   why = LOAD_REACHED or PROBED_TOO_FAR
 *   FREED           at, size: the chunk is free now
 *   MERGED_RIGHT    at, size = own, other = neighbour's offset, rest = neighbour's size
 *   MERGED_LEFT     at, size = own, other = neighbour's offset, rest = neighbour's size
 *   RIGHT_USED      at, other = neighbour's offset: in use, not merged
 *   LEFT_USED       at, other = neighbour's offset: in use, not merged
 *   RIGHT_END       at: no right neighbour, the section ends
 *   LEFT_END        at: no left neighbour, the section starts
 *   RIGHT_KEPT      at, other, rest: right neighbour is free, but coalescing is off or later
 *   LEFT_KEPT       at, other, rest: the same to the left
 *                   (these eight also fill size = own, and rest where there is a neighbour;
 *                   of a neighbour in use why = WAITS: it is freed, and waits)
 *   COALESCING      need: no room; deferred coalescing joins all free neighbours now
 *   SECTION_MAPPED  section, size = bytes, need: a new section
 *   SECTION_KEPT    section: it is empty and is kept
 *   SECTION_UNMAPPED section, size: it is empty and returned; why = NO_REASON: another is
 *                   empty too, LIMIT_REACHED or SYSTEM_REFUSED: to make room for a new one
 *   SAME_SIZE       at, asked, size: the new size needs no other chunk
 *   SHRUNK          at, size = before, need = now, rest = freed at the end
 *   GROWN           at, size = before, need = now, other = right neighbour's offset, rest = its
 *                   size
 *   CANNOT_GROW     at, size, need, other = right neighbour's offset, rest = its size,
 *                   why = a my_heap_reason: right neighbour used, too small, none, or it waits
 *   MOVED           at = new place, other = old offset, need = old section, size = copied
 *   ZEROED          at, size = bytes set to zero, rest = bytes known to be zero already
 *   FAILED          need, why: nothing was changed
 *
 * With the option guard:
 *
 *   SLACK_FILLED    at, asked, size = bytes of slack, header: they are filled
 *   SLACK_CHECKED   at, asked, size = bytes of slack, header: all are as they were filled
 *   SLACK_DAMAGED   at, asked, size = bytes looked at, rest = of them changed, other = how far
 *                   the first changed one lies from the pointer, why = PAST_END: behind it, in
 *                   the slack; BEFORE_START: before it, in the header
 *   FREED_FILLED    at, size: bytes that were given back are filled
 *   DELAYED         at, size, rest = chunks that wait now, other = most that may: this one is
 *                   neither used nor free before it leaves
 *   RELEASED_LATE   at, size, rest = chunks that still wait, need = 0: too many wait, or the
 *                   request that finds no room: this one, the oldest, leaves
 *   FREED_CHECKED   at, size: its bytes are as they were filled
 *   FREED_DAMAGED   at, size, rest = bytes changed, other = offset of the first in the chunk
 *
 * Of a fast heap; bucket = the class, unit = the thread's number; the key of a small chunk
 * is its offset in its span / 16:
 *
 *   CLASS           asked -> size: what chunks of the class have
 *   CACHE_TAKEN     at, size, rest = chunks of the class left in the thread's cache
 *   CACHE_EMPTY     size: the thread's cache has no chunk of the class
 *   CACHE_GROWN     size = chunks of the class it had room for, rest = has now
 *   DEPOT_TAKEN     rest = chunks that came from the depot, which all threads share
 *   DEPOTS_DISSOLVED size = bytes of some classes that waited in depots and became free in
 *                   their spans, before memory is added
 *   SPAN_MADE       at, size: a chunk of the general engine is a span from now on
 *   SPAN_CUT        at, need = chunks wanted, size = cut from its untouched part, rest =
 *                   bytes left untouched
 *   SPAN_SWEPT      at, need = chunks wanted, size = found between others, other = 1: all its
 *                   free runs were seen, rest = bytes of the largest left; 0: enough was found
 *   CACHE_PUT       at, size, rest = chunks of the class now in the thread's cache
 *   CACHE_FULL      need = chunks of the class that leave the cache, those that lay in it
 *                   longest, rest = of them go to the depot; the others become free
 *   SPAN_EMPTY      at, size: nothing in it is used or cached; it goes back to the engine
 */
#define MY_HEAP_STEPS(X)                                                                  \
	X(ROUND) X(SECTION_PASSED) X(SECTION_SEARCH) X(NO_SECTION) X(BINS_EMPTY)          \
	X(BIN_SEARCH) X(OUTWARDS) X(LOOK_SMALL) X(LOOK_TAKE) X(LOOK_BEST) X(LOOK_WORSE)   \
	X(CHOSEN) X(WRAPPED) X(ALIGN_ROOM) X(ALIGNED) X(SPLIT) X(NOT_SPLIT)                \
	X(KEEPS_ENTRY) X(PROBE_TAKEN)                                                     \
	X(STORED) X(FOUND) X(NOT_FOUND) X(REMOVED) X(SHIFTED) X(TABLE_GROWN) X(FREED)     \
	X(MERGED_RIGHT) X(MERGED_LEFT) X(RIGHT_USED) X(LEFT_USED) X(RIGHT_END)            \
	X(LEFT_END) X(RIGHT_KEPT) X(LEFT_KEPT) X(COALESCING) X(SECTION_MAPPED)            \
	X(SECTION_KEPT) X(SECTION_UNMAPPED) X(SAME_SIZE) X(SHRUNK) X(GROWN)               \
	X(CANNOT_GROW) X(MOVED) X(ZEROED) X(FAILED)                                       \
	X(SLACK_FILLED) X(SLACK_CHECKED) X(SLACK_DAMAGED) X(FREED_FILLED) X(DELAYED)      \
	X(RELEASED_LATE) X(FREED_CHECKED) X(FREED_DAMAGED)                                \
	X(CLASS) X(CACHE_TAKEN) X(CACHE_EMPTY) X(CACHE_GROWN) X(DEPOT_TAKEN) X(DEPOTS_DISSOLVED) \
	X(SPAN_MADE) X(SPAN_CUT) X(SPAN_SWEPT) X(CACHE_PUT) X(CACHE_FULL) X(SPAN_EMPTY)

/* One of MY_HEAP_STEPS, where it stands what each of them tells. */
enum my_heap_step {
#define MY_HEAP_STEP_ENUM(name) MY_HEAP_##name,
	MY_HEAP_STEPS(MY_HEAP_STEP_ENUM)
#undef MY_HEAP_STEP_ENUM
	MY_HEAP_STEP_COUNT
};

/* Why a step is what it is. */
enum my_heap_reason {
	MY_HEAP_NO_REASON,       /* none is needed */
	MY_HEAP_RIGHT_IS_USED,   /* the right neighbour is in use, */
	MY_HEAP_RIGHT_TOO_SMALL, /* is free and too small, */
	MY_HEAP_RIGHT_IS_END,    /* or there is none */
	MY_HEAP_SIZE_TOO_LARGE, /* over PTRDIFF_MAX, or the product overflows */
	MY_HEAP_LIMIT_REACHED,  /* options.limit */
	MY_HEAP_SYSTEM_REFUSED, /* a memory system call failed, or no address space is left */
	MY_HEAP_BAD_ALIGNMENT,  /* not a power of two */
	MY_HEAP_LOAD_REACHED,   /* options.load */
	MY_HEAP_PROBED_TOO_FAR, /* an entry came to lie more than 64 buckets past home */
	MY_HEAP_WAITS,          /* freed, and kept back for a while: options.guard */
	MY_HEAP_PAST_END,       /* behind what was asked for */
	MY_HEAP_BEFORE_START    /* before the user's pointer */
};

/* A step: MY_HEAP_STEPS says which fields it fills and what they mean; the others are 0. */
typedef struct my_heap_event {
	enum my_heap_step step;  /* what happens */
	enum my_heap_reason why; /* where a step has several reasons */
	size_t section, offset, key, home, bucket, capacity; /* where: a section's id, bytes from
	                                                        its memory on, and in its table */
	size_t asked, size, need, rest, other, unit, header; /* how much: bytes, unless the step
	                                                        says otherwise */
} my_heap_event;

/* From now on every micro-step is told to the observer; NULL ends it. While observed, a
 * search looks at each free chunk by itself so that it can be followed; otherwise it
 * passes over whole groups by their largest size, as it does over sections by theirs. Both
 * take the same chunk and count the same. */
typedef void my_heap_observer(void *user, const my_heap_event *event);
void my_heap_observe(my_heap *heap, my_heap_observer *observer, void *user);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif

#endif
