/* SPDX-License-Identifier: MIT
 *
 * world.c - heaps of every kind, and random operations that can be done again.
 */
#include "world.h"

#include "chance.h"
#include "test.h"

#include <string.h>

void world_chance(uint64_t seed)
{
	chance(seed);
}

my_heap_options world_general(void)
{
	static const size_t sections[] = { 64, 100, 1000, 4096, 12288, 65536, 1 << 18 };
	my_heap_options o;

	my_heap_options_default(&o);
	o.placement = (enum my_heap_placement)below(6);
	o.order = (enum my_heap_order)below(5);
	o.coalescing = (enum my_heap_coalescing)below(3);
	o.hash = (enum my_heap_hash)below(3);
	o.granule = (size_t)1 << below(7);
	o.alignment = (size_t)1 << below(7);
	o.header = below(2) ? 0 : below(40);
	o.section = sections[below(sizeof sections / sizeof sections[0])];
	o.grow = (int)below(2);
	o.capacity = 1 + below(20);
	o.load = (unsigned)(20 + below(81));
	o.density = (int)below(2);
	o.limit = below(3) ? 0 : 20000 + below(200000);
	o.guard = below(3) == 0;
	if (my_heap_options_problem(&o))
		return world_general();
	return o;
}

my_heap_options world_fast(void)
{
	my_heap_options o;

	my_heap_options_fast(&o);
	o.section = below(2) ? 1 << 20 : 4 << 20;
	o.grow = (int)below(2);
	o.limit = below(2) ? 0 : (size_t)(16 + below(16)) << 20;
	return o;
}

void world_open(struct world *world, const my_heap_options *options)
{
	*world = (struct world){ .heap = my_heap_create(options), .seed = below(1u << 30),
		                 .largest = options->engine == MY_HEAP_FAST ? 3 << 20 : 9000 };
	CU_ASSERT_PTR_NOT_NULL_FATAL(world->heap);
}

static void fill(struct world *world, unsigned id, size_t k)
{
	struct blocks *b = &world->blocks;
	size_t size = b->size[id] < 5000 ? b->size[id] : 5000;

	if (!b->at[id])
		return;
	if (world->writes)
		world->writes(world->user, b->at[id], size);
	memset(b->at[id], (int)(k % 255) + 1, size);
}

static void allocate(struct world *world, unsigned id, size_t size)
{
	struct blocks *b = &world->blocks;
	size_t verb = below(4);

	b->at[id] = verb == 0   ? my_heap_calloc(world->heap, 1, size)
	            : verb == 1 ? my_heap_aligned_alloc(world->heap, (size_t)1 << below(14), size)
	                        : my_heap_malloc(world->heap, size);
	b->size[id] = size;
	if (verb == 0 && b->at[id] && size > 0)
		CU_ASSERT(b->at[id][0] == 0 && memcmp(b->at[id], b->at[id] + 1, size - 1) == 0);
}

static void resize(struct world *world, unsigned id, size_t size)
{
	struct blocks *b = &world->blocks;
	void *to = my_heap_realloc(world->heap, b->at[id], size);

	if (!to && size > 0)
		return;
	b->at[id] = to;
	b->size[id] = size;
}

void world_operate(struct world *world, size_t k)
{
	struct blocks *b = &world->blocks;

	chance(world->seed + k * 0x9e3779b97f4a7c15u);

	unsigned id = (unsigned)below(WORLD_BLOCKS);
	size_t size = below(8) ? below(300) : below(world->largest);

	if (below(20) == 0)
		my_heap_use_thread(world->heap, (unsigned)below(4));
	if (below(20) == 0)
		my_heap_usable_size(world->heap, b->at[id]);
	if (below(20) == 0 && b->at[id])
		my_heap_free(world->heap, b->at[id] + 1 + below(20));
	if (!b->at[id]) {
		allocate(world, id, size);
	} else if (below(3) == 0) {
		resize(world, id, size);
	} else {
		my_heap_free(world->heap, b->at[id]);
		b->at[id] = NULL;
	}
	fill(world, id, k);
}
