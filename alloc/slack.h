/* SPDX-License-Identifier: MIT
 *
 * slack.h - the bytes of a chunk that are nobody's, filled so that writing them shows.
 *
 *   memory           pointer              pointer + asked      memory + size
 *   | header: BEFORE | the user's, asked | slack: BEHIND      |   a block in use
 *   | FREED                                                   |   a freed one
 *
 * None of the three values is 0, what most often is written one byte too far. Filled with
 * FREED, what was a pointer is no address that a program can have: using it faults.
 */
#ifndef ALLOC_SLACK_H
#define ALLOC_SLACK_H

#include "my_heap.h"

enum {
	SLACK_BEFORE = MY_HEAP_FILL_BEFORE,
	SLACK_BEHIND = MY_HEAP_FILL_BEHIND,
	SLACK_FREED = MY_HEAP_FILL_FREED
};

/* Header and slack; the user's bytes are left alone. */
void slack_fill(const my_heap_chunk *chunk, size_t asked);

/* The whole chunk. */
void slack_fill_freed(const my_heap_chunk *chunk);

/* The lowest byte that is not as it was filled; NULL: none. O(bytes looked at). */
const unsigned char *slack_bad_before(const my_heap_chunk *chunk);
const unsigned char *slack_bad_behind(const my_heap_chunk *chunk, size_t asked);
const unsigned char *slack_bad_freed(const my_heap_chunk *chunk);

#endif
