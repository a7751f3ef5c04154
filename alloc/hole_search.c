/* SPDX-License-Identifier: MIT
 *
 * hole_search.c - the free chunks of one section, looked through: nothing here writes.
 */
#include "hole.h"

static int is_before(const struct hole *hole, struct hole_place place)
{
	return hole->rank != place.rank ? hole->rank < place.rank : hole->key < place.key;
}

static int is_start(struct hole_place place)
{
	return place.rank == 0 && place.key == 0;
}

/* The first hole of at least size in a subtree that has one, which so many come before. */
static inline uint32_t leftmost(const struct hole *pool, uint32_t node, size_t size, size_t *before)
{
	for (;;) {
		const struct hole *h = &pool[node];
		uint32_t left = h->child[HOLE_LIST][0];

		if (left && pool[left].largest >= size) {
			node = left;
			continue;
		}
		*before += pool[left].number;
		if (h->size >= size)
			return node;
		*before += 1;
		node = h->child[HOLE_LIST][1];
	}
}

/* The last one. */
static uint32_t rightmost(const struct hole *pool, uint32_t node, size_t size)
{
	for (;;) {
		uint32_t right = pool[node].child[HOLE_LIST][1];

		if (right && pool[right].largest >= size)
			node = right;
		else if (pool[node].size >= size)
			return node;
		else
			node = pool[node].child[HOLE_LIST][0];
	}
}

/* Down to the place: the last node on whose left the way goes on, though it or what is on its
 * right would do, is the first that does, or has it there. */
uint32_t hole_first_fit(const struct holes *holes, unsigned bin, struct hole_place from,
                        size_t size, size_t *before)
{
	const struct hole *pool = holes->pool;
	uint32_t node = holes->list[bin], best = 0;
	size_t passed = 0;

	*before = pool[node].number;
	if (is_start(from) && node && pool[node].largest >= size) {
		*before = 0;
		return leftmost(pool, node, size, before);
	}
	while (node && pool[node].largest >= size) {
		const uint32_t *child = pool[node].child[HOLE_LIST];
		size_t number = passed + pool[child[0]].number;
		int side = is_before(&pool[node], from);

		if (side) {
			passed = number + 1;
		} else if (pool[node].size >= size || pool[child[1]].largest >= size) {
			best = node;
			*before = number;
		}
		node = child[side];
	}
	if (best && pool[best].size < size) {
		*before += 1;
		best = leftmost(pool, pool[best].child[HOLE_LIST][1], size, before);
	}
	return best;
}

/* The same the other way round. */
uint32_t hole_last_fit(const struct holes *holes, unsigned bin, struct hole_place place,
                       size_t size)
{
	const struct hole *pool = holes->pool;
	uint32_t node = holes->list[bin], best = 0;

	while (node && pool[node].largest >= size) {
		const uint32_t *child = pool[node].child[HOLE_LIST];
		int side = is_before(&pool[node], place);

		if (side && (pool[node].size >= size || pool[child[0]].largest >= size))
			best = node;
		node = child[side];
	}
	if (best && pool[best].size < size)
		best = rightmost(pool, pool[best].child[HOLE_LIST][0], size);
	return best;
}

uint32_t hole_at(const struct holes *holes, unsigned bin, struct hole_place from)
{
	size_t before;

	return hole_first_fit(holes, bin, from, 0, &before);
}

size_t hole_before(const struct holes *holes, unsigned bin, struct hole_place place)
{
	uint32_t node = is_start(place) ? 0 : holes->list[bin]; /* nothing is before the start */
	size_t number = 0;

	while (node) {
		const struct hole *h = &holes->pool[node];
		int side = is_before(h, place);

		if (side)
			number += 1 + holes->pool[h->child[HOLE_LIST][0]].number;
		node = h->child[HOLE_LIST][side];
	}
	return number;
}

uint32_t hole_behind(const struct holes *holes, unsigned bin, size_t others)
{
	uint32_t node = holes->list[bin];

	while (node) {
		const struct hole *h = &holes->pool[node];
		size_t before = holes->pool[h->child[HOLE_LIST][0]].number;
		int side = others > before;

		if (others == before)
			break;
		others -= side ? before + 1 : 0;
		node = h->child[HOLE_LIST][side];
	}
	return node;
}

uint32_t hole_best_fit(const struct holes *holes, size_t size)
{
	uint32_t node = holes->by_size, best = 0;

	while (node) {
		const struct hole *h = &holes->pool[node];

		if (h->size >= size)
			best = node;
		node = h->child[HOLE_SIZE][h->size < size];
	}
	return best;
}

struct hole_place hole_place(const struct holes *holes, uint32_t hole)
{
	return (struct hole_place){ holes->pool[hole].rank, holes->pool[hole].key };
}

struct hole_place hole_place_after(const struct holes *holes, uint32_t hole)
{
	return (struct hole_place){ holes->pool[hole].rank, holes->pool[hole].key + 1 };
}
