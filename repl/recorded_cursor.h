/* SPDX-License-Identifier: MIT
 *
 * recorded_cursor.h - the heap as it was (recorded.h), walked like a heap of ours.
 *
 *   section   a stretch of addresses; its id is its place by address, from 1 on
 *   chunk     used: a block, and with it what is too small to be another's
 *             free: what lies between blocks. Nobody recorded whether that was free, the
 *             allocator's own, or part of no heap at all
 *
 * Rules of use
 * - These fill the structures of my_heap_walk.h; a chunk's pointer is a number, and nothing may be
 *   read there. There is no table: one bucket, and each chunk lies in it.
 * - Each is O(log blocks).
 */
#ifndef MMVIZ_RECORDED_CURSOR_H
#define MMVIZ_RECORDED_CURSOR_H

#include "my_heap.h"
#include "recorded.h"

enum { RECORDED_SLACK = 32 }; /* bytes behind a block that are no chunk of their own */

/* The section at a place 0, 1, ...; the one that an address lies in. */
int recorded_section_at(const struct recorded *recorded, size_t place, my_heap_section *out);
int recorded_section_of(const struct recorded *recorded, uint64_t address, my_heap_section *out);

/* What an address lies in; the neighbours in the same section. */
int recorded_chunk_at(const struct recorded *recorded, uint64_t address, my_heap_chunk *out);
int recorded_next_chunk(const struct recorded *recorded, my_heap_chunk *chunk);
int recorded_prev_chunk(const struct recorded *recorded, my_heap_chunk *chunk);

/* As my_heap_density. */
void recorded_density(const struct recorded *recorded, const my_heap_section *section,
                      size_t offset, size_t cell, size_t count, size_t *used);

#endif
