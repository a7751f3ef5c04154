/* SPDX-License-Identifier: MIT
 *
 * blocks_change.c - a tree of stretches by address, with sums: adding and removing.
 *
 * On the way down to where one is added full nodes are split, so that there is always room for
 * the half above. After one was removed nodes with few are joined with a neighbour that has
 * room for them, from the leaf up.
 */
#include "blocks_parts.h"

#include "memory.h"

#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------------- moving */

/* Where a part of an array goes: its items lie at `to` from `from` on. */
#define MOVE(array, to, from, count)                                                          \
	memmove((array) + (to), (array) + (from), (count) * sizeof *(array))
#define COPY(to, to_index, from, from_index, count)                                           \
	memcpy((to) + (to_index), (from) + (from_index), (count) * sizeof *(to))

static void shift_leaf(struct leaf *leaf, unsigned to, unsigned from)
{
	unsigned count = leaf->count - from;

	MOVE(leaf->address, to, from, count);
	MOVE(leaf->size, to, from, count);
	MOVE(leaf->born, to, from, count);
}

static void shift_inner(struct inner *inner, unsigned to, unsigned from)
{
	unsigned count = inner->count - from;

	MOVE(inner->first, to, from, count);
	MOVE(inner->bytes, to, from, count);
	MOVE(inner->blocks, to, from, count);
	MOVE(inner->child, to, from, count);
}

/* What a node has from an item on, behind what the other has. */
static void hand_leaf(struct leaf *to, struct leaf *from, unsigned index)
{
	unsigned count = from->count - index;

	COPY(to->address, to->count, from->address, index, count);
	COPY(to->size, to->count, from->size, index, count);
	COPY(to->born, to->count, from->born, index, count);
	to->count += count;
	from->count = index;
}

static void hand_inner(struct inner *to, struct inner *from, unsigned index)
{
	unsigned count = from->count - index;

	COPY(to->first, to->count, from->first, index, count);
	COPY(to->bytes, to->count, from->bytes, index, count);
	COPY(to->blocks, to->count, from->blocks, index, count);
	COPY(to->child, to->count, from->child, index, count);
	to->count += count;
	from->count = index;
}

static unsigned items(const void *node, int is_leaf)
{
	return is_leaf ? ((const struct leaf *)node)->count : ((const struct inner *)node)->count;
}

/* The sums of a node, into its slot. */
static void sum_up(struct inner *parent, unsigned slot, int is_leaf)
{
	const void *node = parent->child[slot];

	parent->bytes[slot] = 0;
	parent->blocks[slot] = is_leaf ? items(node, 1) : 0;
	for (unsigned i = 0; i < items(node, is_leaf); i++) {
		const struct inner *inner = node;

		parent->bytes[slot] += is_leaf ? ((const struct leaf *)node)->size[i]
		                               : inner->bytes[i];
		parent->blocks[slot] += is_leaf ? 0 : inner->blocks[i];
	}
}

static void *make(struct blocks *blocks, size_t size)
{
	blocks->memory += size;
	return memory_new(1, size);
}

static void discard(struct blocks *blocks, void *node, int is_leaf)
{
	blocks->memory -= is_leaf ? sizeof(struct leaf) : sizeof(struct inner);
	free(node);
}

/* ------------------------------------------------------------------------- adding */

/* The leaf's upper part; all but one item stay where addresses come in rising order. */
static void *split_leaf(struct blocks *blocks, struct leaf *leaf, uint64_t address,
                        uint64_t *first)
{
	struct leaf *right = make(blocks, sizeof *right);
	unsigned half = address > leaf->address[FULL - 1] ? FULL - 1 : FULL / 2;

	hand_leaf(right, leaf, half);
	right->before = leaf;
	right->after = leaf->after;
	if (right->after)
		right->after->before = right;
	leaf->after = right;
	*first = right->address[0];
	return right;
}

static void *split_inner(struct blocks *blocks, struct inner *inner, uint64_t *first)
{
	struct inner *right = make(blocks, sizeof *right);

	hand_inner(right, inner, FULL / 2);
	*first = right->first[0];
	return right;
}

/* The child in this slot is full: half of it goes into a slot of its own. */
static void split(struct blocks *blocks, struct inner *parent, unsigned slot, int is_leaf,
                  uint64_t address)
{
	uint64_t first;
	void *child = parent->child[slot], *right;

	right = is_leaf ? split_leaf(blocks, child, address, &first)
	                : split_inner(blocks, child, &first);
	shift_inner(parent, slot + 2, slot + 1);
	parent->count++;
	parent->first[slot + 1] = first;
	parent->child[slot + 1] = right;
	sum_up(parent, slot, is_leaf);
	sum_up(parent, slot + 1, is_leaf);
}

static void grow_root(struct blocks *blocks)
{
	struct inner *root = make(blocks, sizeof *root);

	root->count = 1;
	root->child[0] = blocks->root;
	sum_up(root, 0, blocks->depth == 0);
	blocks->root = root;
	blocks->depth++;
}

static void put(struct leaf *leaf, const struct block *block)
{
	unsigned index = blocks_smaller(leaf->address, leaf->count, block->address);

	shift_leaf(leaf, index + 1, index);
	leaf->count++;
	leaf->address[index] = block->address;
	leaf->size[index] = block->size;
	leaf->born[index] = block->born;
}

void blocks_add(struct blocks *blocks, const struct block *block)
{
	void *node;

	if (!blocks->root)
		blocks->root = make(blocks, sizeof(struct leaf));
	if (items(blocks->root, blocks->depth == 0) == FULL)
		grow_root(blocks);
	node = blocks->root;
	for (unsigned left = blocks->depth; left > 0; left--) {
		struct inner *inner = node;
		unsigned slot = blocks_slot(inner, block->address);

		if (items(inner->child[slot], left == 1) == FULL) {
			split(blocks, inner, slot, left == 1, block->address);
			slot = blocks_slot(inner, block->address);
		}
		inner->bytes[slot] += block->size;
		inner->blocks[slot]++;
		node = inner->child[slot];
	}
	put(node, block);
	blocks->count++;
	blocks->bytes += block->size;
}

/* ----------------------------------------------------------------------- removing */

static void unlink_leaf(struct leaf *leaf)
{
	if (leaf->before)
		leaf->before->after = leaf->after;
	if (leaf->after)
		leaf->after->before = leaf->before;
}

static void drop_slot(struct blocks *blocks, struct inner *parent, unsigned slot, int is_leaf)
{
	if (is_leaf)
		unlink_leaf(parent->child[slot]);
	discard(blocks, parent->child[slot], is_leaf);
	shift_inner(parent, slot, slot + 1);
	parent->count--;
}

/* The child of the slot after this one joins this one, where there is room. */
static int join(struct blocks *blocks, struct inner *parent, unsigned slot, int is_leaf)
{
	void *left = parent->child[slot], *right;

	if (slot + 1 >= parent->count)
		return 0;
	right = parent->child[slot + 1];
	if (items(left, is_leaf) + items(right, is_leaf) > JOINED)
		return 0;
	if (is_leaf) {
		hand_leaf(left, right, 0);
	} else {
		((struct inner *)right)->first[0] = parent->first[slot + 1];
		hand_inner(left, right, 0);
	}
	parent->bytes[slot] += parent->bytes[slot + 1];
	parent->blocks[slot] += parent->blocks[slot + 1];
	drop_slot(blocks, parent, slot + 1, is_leaf);
	return 1;
}

static void tidy(struct blocks *blocks, const struct path *path)
{
	for (unsigned i = blocks->depth; i-- > 0;) {
		struct inner *parent = path->node[i];
		unsigned slot = path->slot[i];
		int is_leaf = i + 1 == blocks->depth;
		unsigned count = items(parent->child[slot], is_leaf);

		if (count >= FEW)
			return;
		if (count == 0)
			drop_slot(blocks, parent, slot, is_leaf);
		else if (!join(blocks, parent, slot, is_leaf) && slot > 0)
			join(blocks, parent, slot - 1, is_leaf);
	}
}

/* A root with one child is not needed; without any there is nothing. */
static void lower_root(struct blocks *blocks)
{
	while (blocks->depth && items(blocks->root, 0) <= 1) {
		struct inner *root = blocks->root;

		blocks->root = root->count ? root->child[0] : NULL;
		blocks->depth = root->count ? blocks->depth - 1 : 0;
		discard(blocks, root, 0);
	}
}

int blocks_remove(struct blocks *blocks, uint64_t address, struct block *out)
{
	struct path path;
	struct block block;

	if (!blocks->root)
		return 0;
	blocks_descend(blocks, address, &path);
	if (path.index == path.leaf->count || path.leaf->address[path.index] != address)
		return 0;
	block = blocks_get(path.leaf, path.index);
	shift_leaf(path.leaf, path.index, path.index + 1);
	path.leaf->count--;
	for (unsigned i = 0; i < blocks->depth; i++) {
		path.node[i]->bytes[path.slot[i]] -= block.size;
		path.node[i]->blocks[path.slot[i]]--;
	}
	blocks->count--;
	blocks->bytes -= block.size;
	if (path.leaf->count < FEW) {
		tidy(blocks, &path);
		lower_root(blocks);
	}
	if (out)
		*out = block;
	return 1;
}

/* -------------------------------------------------------------------------- ending */

static void free_node(struct blocks *blocks, void *node, unsigned depth)
{
	struct inner *inner = node;

	for (unsigned i = 0; depth && i < inner->count; i++)
		free_node(blocks, inner->child[i], depth - 1);
	discard(blocks, node, depth == 0);
}

void blocks_free(struct blocks *blocks)
{
	if (blocks->root)
		free_node(blocks, blocks->root, blocks->depth);
	*blocks = (struct blocks){ 0 };
}
