/* SPDX-License-Identifier: MIT
 *
 * live.c - the live blocks of a recorded program: recorded number -> block of this heap.
 */
#include "live.h"

#include "memory.h"

#include <stdlib.h>

enum { FIRST_CAPACITY = 1024 };

static size_t home_of(const struct live *live, uint64_t key)
{
	uint64_t mixed = key * 0x9e3779b97f4a7c15u;

	return (size_t)(mixed ^ mixed >> 32) & (live->capacity - 1);
}

static size_t after(const struct live *live, size_t slot)
{
	return (slot + 1) & (live->capacity - 1);
}

/* The key's slot, or the empty one where it would go. */
static struct live_block *slot_of(const struct live *live, uint64_t key)
{
	size_t slot = home_of(live, key);

	while (live->slots[slot].pointer && live->slots[slot].key != key)
		slot = after(live, slot);
	return &live->slots[slot];
}

void live_free(struct live *live)
{
	free(live->slots);
	*live = (struct live){ 0 };
}

struct live_block *live_find(const struct live *live, uint64_t key)
{
	if (live->count == 0)
		return NULL;
	struct live_block *block = slot_of(live, key);

	return block->pointer ? block : NULL;
}

void live_expect(const struct live *live, uint64_t key)
{
	if (live->capacity)
		__builtin_prefetch(&live->slots[home_of(live, key)]);
}

static void grow(struct live *live)
{
	struct live bigger = { .capacity = live->capacity ? live->capacity * 2 : FIRST_CAPACITY,
		               .count = live->count };

	bigger.slots = memory_new(bigger.capacity, sizeof *bigger.slots);
	for (size_t i = 0; i < live->capacity; i++)
		if (live->slots[i].pointer)
			*slot_of(&bigger, live->slots[i].key) = live->slots[i];
	free(live->slots);
	*live = bigger;
}

void live_put(struct live *live, struct live_block block)
{
	if (live->count >= live->capacity / 2)
		grow(live);
	*slot_of(live, block.key) = block;
	live->count++;
}

/* Moves back what probed over the hole, so that no search stops at it too early. */
void live_remove(struct live *live, struct live_block *block)
{
	size_t hole = (size_t)(block - live->slots), slot = after(live, hole);

	for (; live->slots[slot].pointer; slot = after(live, slot)) {
		size_t home = home_of(live, live->slots[slot].key), mask = live->capacity - 1;

		if (((slot - home) & mask) < ((slot - hole) & mask))
			continue;
		live->slots[hole] = live->slots[slot];
		hole = slot;
	}
	live->slots[hole].pointer = NULL;
	live->count--;
}
