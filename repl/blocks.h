/* SPDX-License-Identifier: MIT
 *
 * blocks.h - stretches of addresses in order: the live blocks of a recorded program.
 *
 *   inner   first  bytes  blocks  child         bytes and blocks: of all that is below
 *             |
 *   leaf    address  size  born ... <-> leaf    linked in order
 *
 * Rules of use
 * - They do not overlap: whoever adds one has looked (blocks_before, blocks_from).
 * - Adding, removing, finding: O(log n), about 100 ns among a million. So are the sums, by
 *   which a picture from far away costs by its cells and not by the blocks.
 * - Memory: 24 bytes a block, and about as much again where they come and go at random.
 *
 * Invariant: the sums of an inner node are those of its children.
 */
#ifndef MMVIZ_BLOCKS_H
#define MMVIZ_BLOCKS_H

#include <stddef.h>
#include <stdint.h>

struct block {
	uint64_t address, size;
	uint64_t born; /* the step that made it */
};

struct blocks {
	void *root;    /* a leaf where depth is 0; NULL: nothing yet */
	unsigned depth; /* inner nodes above each leaf */
	size_t count;
	uint64_t bytes;  /* sum of their sizes */
	size_t memory; /* bytes that the nodes take */
};

/* All zero is an empty one. */
void blocks_free(struct blocks *blocks);

/* None has this address. */
void blocks_add(struct blocks *blocks, const struct block *block);

/* 1, or 0 when none has that address. out may be NULL. */
int blocks_remove(struct blocks *blocks, uint64_t address, struct block *out);

/* The one at that address; the last below it; the first there or above; the n-th, from 0. Each
 * 1, or 0 and *out stays. */
int blocks_find(const struct blocks *blocks, uint64_t address, struct block *out);
int blocks_before(const struct blocks *blocks, uint64_t address, struct block *out);
int blocks_from(const struct blocks *blocks, uint64_t address, struct block *out);
int blocks_at(const struct blocks *blocks, size_t n, struct block *out);

/* Both neighbours of an address, in one. */
struct neighbours {
	struct block before, after; /* blocks_before and blocks_from */
	int has_before, has_after;
};
void blocks_around(const struct blocks *blocks, uint64_t address, struct neighbours *out);

/* Those that begin below an address: how many; their bytes, as far as they lie below it. */
size_t blocks_below(const struct blocks *blocks, uint64_t address);
uint64_t blocks_bytes_below(const struct blocks *blocks, uint64_t address);

/* Every one by address, until visit returns other than 0, which is returned. */
int blocks_walk(const struct blocks *blocks, int (*visit)(void *user, const struct block *block),
                void *user);

#endif
