/* SPDX-License-Identifier: MIT
 *
 * my_heap_image.h - a heap's state as stretches of memory, for those who take it, put it
 * back, or follow every change of it: time travel, checkpoints.
 *
 * All that a heap is lies in its own address space: so a copy of these bytes is the heap,
 * and writing them back into the same heap makes it what it was, addresses included.
 *
 *   taking      my_heap_stretches -> copy what is not zero
 *   putting     my_heap_open (then) -> write every byte -> my_heap_close (before)
 *   following   my_heap_keep: told before each write, from which the old bytes can be kept
 *   undoing     my_heap_open (NULL, 0) -> write old bytes, the latest first -> my_heap_close
 *               (NULL, 0)
 *
 * Rules of use
 * - Include my_heap.h, which includes this.
 * - An image is good for the very heap it was taken of, as long as that is not destroyed.
 * - The heap must not be in use meanwhile, nor be the process heap behind my_malloc.h.
 * - Every number of my_heap_stats is a part of the state. The observer and the keeper are not:
 *   they stay. Nor are the system calls made here: they are counted nowhere.
 * - Free memory is read and written too: a memory checker must be told not to mind that.
 */
#ifndef MY_HEAP_IMAGE_H
#define MY_HEAP_IMAGE_H

#include "my_heap.h"

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

/* Some pages of a heap: the heap's own, to be read, and written between open and close. */
typedef struct my_heap_stretch {
	unsigned char *start; /* a multiple of 4096 */
	size_t size;          /* bytes, a multiple of 4096 */
} my_heap_stretch;

/* Every stretch that holds a part of the present state, none twice, none overlapping another:
 * books and the memory of all sections. All of it can be read. Most was never touched and is
 * zero; what lies outside is zero or is never read. Stops when visit returns other than 0, and
 * returns that. O(sections). */
int my_heap_stretches(const my_heap *heap,
                      int (*visit)(void *user, const my_heap_stretch *stretch), void *user);

/* The stretches that a state had when it was taken are made readable and writable, before the
 * state is written into them. 1; 0: the system refuses, and the heap is as it was. After 1 comes
 * my_heap_close, and nothing else of this heap before it. */
int my_heap_open(my_heap *heap, const my_heap_stretch *then, size_t count);

/* After every byte was written: what the state before had beyond the present one is given back
 * to the system and reads as zero when it is used again. O(pages and slots of before); with a
 * memory checker O(chunks). */
void my_heap_close(my_heap *heap, const my_heap_stretch *before, size_t count);

/* From now on the keeper is told of every stretch of books or memory right before the heap
 * itself may write to it; NULL ends it. It may be told of a stretch again, and of more than is
 * written. Users write to their blocks without its knowledge: who undoes must undo that too, or
 * what is zero to the heap is not. start = NULL: something is about to change that no bytes can
 * bring back (memory goes back to the system): from before this operation nothing can be undone
 * by bytes alone. A section that was mapped and is undone leaves its memory mapped, unused.
 * A heap of the fast engine tells start = NULL once for every operation, and nothing else. */
typedef void my_heap_keeper(void *user, void *start, size_t size);
void my_heap_keep(my_heap *heap, my_heap_keeper *keeper, void *user);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif

#endif
