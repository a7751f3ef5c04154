/* SPDX-License-Identifier: MIT
 *
 * world.h - a heap and its blocks, for tests that go back in time.
 *
 * What operation k does follows from the seed, from k and from the blocks: so it does the
 * same when it is done again. Blocks are filled, and what calloc gives must be zero.
 */
#ifndef TESTS_WORLD_H
#define TESTS_WORLD_H

#include "my_heap.h"

#include <stddef.h>
#include <stdint.h>

enum { WORLD_BLOCKS = 48 };

struct blocks {
	unsigned char *at[WORLD_BLOCKS]; /* NULL: not there */
	size_t size[WORLD_BLOCKS];
};

struct world {
	my_heap *heap;
	struct blocks blocks;
	uint64_t seed;
	size_t largest;
	void (*writes)(void *user, void *start, size_t size); /* told before a block is filled */
	void *user;
};

/* Random options, from chance.h's numbers in world.c: world_chance first. */
void world_chance(uint64_t seed);
my_heap_options world_general(void);
my_heap_options world_fast(void);

void world_open(struct world *world, const my_heap_options *options);
void world_operate(struct world *world, size_t k);

#endif
