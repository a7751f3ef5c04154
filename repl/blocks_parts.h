/* SPDX-License-Identifier: MIT
 *
 * blocks_parts.h - the nodes of the tree, for blocks*.c.
 */
#ifndef MMVIZ_BLOCKS_PARTS_H
#define MMVIZ_BLOCKS_PARTS_H

#include "blocks.h"

enum { FULL = 32, FEW = FULL / 4, JOINED = FULL * 3 / 4, DEPTH = 24 };

struct leaf {
	struct leaf *before, *after;
	unsigned count;
	uint64_t address[FULL], size[FULL], born[FULL];
};

/* No address below a child is smaller than its first; the first child's first means nothing. */
struct inner {
	unsigned count;
	uint64_t first[FULL], bytes[FULL];
	size_t blocks[FULL];
	void *child[FULL];
};

struct path {
	struct inner *node[DEPTH];
	unsigned slot[DEPTH];
	struct leaf *leaf;
	unsigned index; /* of the first address in it that is not smaller */
};

/* How many of the ordered keys are smaller than that. */
unsigned blocks_smaller(const uint64_t *keys, unsigned count, uint64_t than);

/* The child that has an address, or would have it; and the way down to that. */
unsigned blocks_slot(const struct inner *inner, uint64_t address);
void blocks_descend(const struct blocks *blocks, uint64_t address, struct path *path);

struct block blocks_get(const struct leaf *leaf, unsigned index);

#endif
