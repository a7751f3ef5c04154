/* SPDX-License-Identifier: MIT
 *
 * hole_search.c - the free chunks of one section, looked through: nothing here writes.
 */
#include "hole.h"

static int is_before(const struct hole *hole, struct hole_place place)
{
	return hole->rank != place.rank ? hole->rank < place.rank : hole->key < place.key;
}

static uint32_t first_fit(const struct hole *pool, uint32_t node, struct hole_place from,
                          size_t size)
{
	const struct hole *h = &pool[node];

	if (node == 0 || h->largest < size)
		return 0;
	if (!is_before(h, from)) {
		uint32_t found = first_fit(pool, h->child[HOLE_LIST][0], from, size);

		if (found)
			return found;
		if (h->size >= size)
			return node;
	}
	return first_fit(pool, h->child[HOLE_LIST][1], from, size);
}

uint32_t hole_first_fit(const struct holes *holes, unsigned bin, struct hole_place from,
                        size_t size)
{
	return first_fit(holes->pool, holes->list[bin], from, size);
}

uint32_t hole_at(const struct holes *holes, unsigned bin, struct hole_place from)
{
	return hole_first_fit(holes, bin, from, 0);
}

size_t hole_before(const struct holes *holes, unsigned bin, struct hole_place place)
{
	int is_start = place.rank == 0 && place.key == 0; /* nothing is before that */
	uint32_t node = is_start ? 0 : holes->list[bin];
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
