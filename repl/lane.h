/* SPDX-License-Identifier: MIT
 *
 * lane.h - a heap of its own, with its own options, that carries out the operations of a
 * journal: its blocks lie elsewhere, and are known by their numbers (journal.h).
 *
 * Nobody reads what is in a lane's memory. So a block holds its own number there, if it has
 * room: that is how a chunk is known again.
 *
 * Ownership: the lane owns its heap. What was written into blocks, and pointers that were
 * refused, leave all chunks where they are: they are passed over. A request that only the session's
 * heap had no room for is carried out, and given back at once.
 */
#ifndef MMVIZ_LANE_H
#define MMVIZ_LANE_H

#include "journal.h"
#include "my_heap.h"

#include <stddef.h>

struct lane {
	my_heap *heap;
	unsigned char **block; /* where each is; NULL: it is not, or not any more */
	size_t count, space;
	size_t refused;        /* requests that it had no room for */
};

/* 0: no memory for it. */
int lane_open(struct lane *lane, const my_heap_options *options);
/* Also of one that was never opened, and is zero. */
void lane_close(struct lane *lane);

/* Carries out operation `number`; those before it were. */
void lane_play(struct lane *lane, const struct journal *journal, size_t number);

/* Where a block is; NULL: nowhere. */
unsigned char *lane_block(const struct lane *lane, size_t block);

/* The block that a chunk in use is; BLOCK_NONE: it is too small to know. */
size_t lane_block_of(const struct lane *lane, const my_heap_chunk *chunk);

#endif
