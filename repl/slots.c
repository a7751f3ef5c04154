/* SPDX-License-Identifier: MIT
 *
 * slots.c - an open-addressed hashtable of numbers. (Knuth, TAOCP 3, 6.4, algorithms L and R)
 */
#include "slots.h"

#include "memory.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST = 64 };

void slots_create(struct slots *slots)
{
	*slots = (struct slots){ .capacity = FIRST };
	slots->slot = memory_new(slots->capacity, sizeof *slots->slot);
}

void slots_free(struct slots *slots)
{
	free(slots->slot);
	*slots = (struct slots){ 0 };
}

void slots_clear(struct slots *slots)
{
	memset(slots->slot, 0, slots->capacity * sizeof *slots->slot);
	slots->count = 0;
}

static void place(struct slots *slots, size_t hash, uint32_t value)
{
	size_t at = hash & (slots->capacity - 1);

	while (slots->slot[at])
		at = (at + 1) & (slots->capacity - 1);
	slots->slot[at] = value;
}

static void grow(struct slots *slots, slots_hash *hash, const void *owner)
{
	struct slots old = *slots;

	slots->capacity *= 2;
	slots->slot = memory_new(slots->capacity, sizeof *slots->slot);
	for (size_t i = 0; i < old.capacity; i++)
		if (old.slot[i])
			place(slots, hash(owner, old.slot[i] - 1), old.slot[i]);
	free(old.slot);
}

void slots_add(struct slots *slots, size_t number, slots_hash *hash, const void *owner)
{
	if (2 * (slots->count + 1) > slots->capacity)
		grow(slots, hash, owner);
	place(slots, hash(owner, number), (uint32_t)number + 1);
	slots->count++;
}

void slots_remove(struct slots *slots, size_t number, slots_hash *hash, const void *owner)
{
	size_t mask = slots->capacity - 1, at = hash(owner, number) & mask;

	while (slots->slot[at] != number + 1)
		at = (at + 1) & mask;
	for (size_t next = (at + 1) & mask; slots->slot[next]; next = (next + 1) & mask) {
		size_t home = hash(owner, slots->slot[next] - 1) & mask;

		if (((next - home) & mask) >= ((next - at) & mask)) {
			slots->slot[at] = slots->slot[next];
			at = next;
		}
	}
	slots->slot[at] = 0;
	slots->count--;
}
