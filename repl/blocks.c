/* SPDX-License-Identifier: MIT
 *
 * blocks.c - a tree of stretches by address, with sums: looking.
 */
#include "blocks_parts.h"

/* ---------------------------------------------------------------------- searching */

unsigned blocks_smaller(const uint64_t *keys, unsigned count, uint64_t than)
{
	unsigned low = 0;

	while (count > 0) {
		unsigned half = count / 2;
		int is = keys[low + half] < than;

		low = is ? low + half + 1 : low;
		count = is ? count - half - 1 : half;
	}
	return low;
}

unsigned blocks_slot(const struct inner *inner, uint64_t address)
{
	unsigned others = inner->count - 1;

	return address == UINT64_MAX ? others
	                             : blocks_smaller(inner->first + 1, others, address + 1);
}

enum { LINE = 64 };

/* All that a search may look at comes at once, and not one line after another. */
static void fetch(const void *node, size_t size)
{
	for (size_t at = 0; at < size; at += LINE)
		__builtin_prefetch((const char *)node + at);
}

void blocks_descend(const struct blocks *blocks, uint64_t address, struct path *path)
{
	void *node = blocks->root;

	for (unsigned i = 0; i < blocks->depth; i++) {
		path->node[i] = node;
		path->slot[i] = blocks_slot(node, address);
		node = path->node[i]->child[path->slot[i]];
		fetch(node, sizeof(struct leaf));
	}
	path->leaf = node;
	path->index = blocks_smaller(path->leaf->address, path->leaf->count, address);
}

struct block blocks_get(const struct leaf *leaf, unsigned index)
{
	return (struct block){ leaf->address[index], leaf->size[index], leaf->born[index] };
}

static int get_from(const struct path *path, struct block *out)
{
	if (path->index < path->leaf->count)
		*out = blocks_get(path->leaf, path->index);
	else if (path->leaf->after)
		*out = blocks_get(path->leaf->after, 0);
	else
		return 0;
	return 1;
}

static int get_before(const struct path *path, struct block *out)
{
	const struct leaf *leaf = path->leaf;

	if (path->index > 0)
		*out = blocks_get(leaf, path->index - 1);
	else if (leaf->before)
		*out = blocks_get(leaf->before, leaf->before->count - 1);
	else
		return 0;
	return 1;
}

void blocks_around(const struct blocks *blocks, uint64_t address, struct neighbours *out)
{
	struct path path;

	*out = (struct neighbours){ 0 };
	if (!blocks->root)
		return;
	blocks_descend(blocks, address, &path);
	out->has_before = get_before(&path, &out->before);
	out->has_after = get_from(&path, &out->after);
}

int blocks_from(const struct blocks *blocks, uint64_t address, struct block *out)
{
	struct path path;

	if (!blocks->root)
		return 0;
	blocks_descend(blocks, address, &path);
	return get_from(&path, out);
}

int blocks_before(const struct blocks *blocks, uint64_t address, struct block *out)
{
	struct path path;

	if (!blocks->root)
		return 0;
	blocks_descend(blocks, address, &path);
	return get_before(&path, out);
}

int blocks_find(const struct blocks *blocks, uint64_t address, struct block *out)
{
	struct block found;

	if (!blocks_from(blocks, address, &found) || found.address != address)
		return 0;
	*out = found;
	return 1;
}

int blocks_at(const struct blocks *blocks, size_t n, struct block *out)
{
	const void *node = blocks->root;

	if (n >= blocks->count)
		return 0;
	for (unsigned i = 0; i < blocks->depth; i++) {
		const struct inner *inner = node;
		unsigned slot = 0;

		while (n >= inner->blocks[slot])
			n -= inner->blocks[slot++];
		node = inner->child[slot];
	}
	*out = blocks_get(node, (unsigned)n);
	return 1;
}

/* --------------------------------------------------------------------------- sums */

size_t blocks_below(const struct blocks *blocks, uint64_t address)
{
	struct path path;
	size_t sum;

	if (!blocks->root)
		return 0;
	blocks_descend(blocks, address, &path);
	sum = path.index;
	for (unsigned i = 0; i < blocks->depth; i++)
		for (unsigned slot = 0; slot < path.slot[i]; slot++)
			sum += path.node[i]->blocks[slot];
	return sum;
}

uint64_t blocks_bytes_below(const struct blocks *blocks, uint64_t address)
{
	struct path path;
	struct block last;
	uint64_t sum = 0;

	if (!blocks->root)
		return 0;
	blocks_descend(blocks, address, &path);
	for (unsigned i = 0; i < blocks->depth; i++)
		for (unsigned slot = 0; slot < path.slot[i]; slot++)
			sum += path.node[i]->bytes[slot];
	for (unsigned i = 0; i < path.index; i++)
		sum += path.leaf->size[i];
	if (get_before(&path, &last) && last.size > address - last.address)
		sum -= last.size - (address - last.address);
	return sum;
}

int blocks_walk(const struct blocks *blocks, int (*visit)(void *user, const struct block *block),
                void *user)
{
	const void *node = blocks->root;
	int ended = 0;

	for (unsigned i = 0; i < blocks->depth; i++)
		node = ((const struct inner *)node)->child[0];
	for (const struct leaf *leaf = node; leaf && !ended; leaf = leaf->after)
		for (unsigned i = 0; i < leaf->count && !ended; i++) {
			struct block block = blocks_get(leaf, i);

			ended = visit(user, &block);
		}
	return ended;
}
