/* SPDX-License-Identifier: MIT
 *
 * recorded_span.h - where recorded blocks lie close together: stretches of addresses.
 *
 *   block  block block | 1 MiB or more without a block | block ...
 *   [ a stretch       ]                                 [ the next
 *
 * A stretch begins and ends with a page. It follows from the blocks alone, so that the same
 * step has the same stretches, however it was reached.
 */
#ifndef MMVIZ_RECORDED_SPAN_H
#define MMVIZ_RECORDED_SPAN_H

#include "blocks.h"

enum { RECORDED_APART = 1 << 20, RECORDED_PAGE = 4096 };

/* The first address behind a block; one of no bytes has its address for itself. */
static inline uint64_t block_end(const struct block *block)
{
	return block->address + (block->size ? block->size : 1);
}

/* A block came between them, or went away. O(log stretches) */
void recorded_span_added(struct blocks *spans, const struct neighbours *around,
                         const struct block *block);
void recorded_span_removed(struct blocks *spans, const struct neighbours *around,
                           const struct block *block);

#endif
