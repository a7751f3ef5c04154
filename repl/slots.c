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

static void place(struct slots *slots, struct slot slot)
{
	size_t at = slot.hash & (slots->capacity - 1);

	while (slots->slot[at].value)
		at = (at + 1) & (slots->capacity - 1);
	slots->slot[at] = slot;
}

static void grow(struct slots *slots)
{
	struct slots old = *slots;

	slots->capacity *= 2;
	slots->slot = memory_new(slots->capacity, sizeof *slots->slot);
	for (size_t i = 0; i < old.capacity; i++)
		if (old.slot[i].value)
			place(slots, old.slot[i]);
	free(old.slot);
}

void slots_add(struct slots *slots, size_t number, uint32_t hash)
{
	if (2 * (slots->count + 1) > slots->capacity)
		grow(slots);
	place(slots, (struct slot){ (uint32_t)number + 1, hash });
	slots->count++;
}

void slots_remove(struct slots *slots, size_t number, uint32_t hash)
{
	size_t mask = slots->capacity - 1, at = hash & mask;

	while (slots->slot[at].value != number + 1)
		at = (at + 1) & mask;
	for (size_t next = (at + 1) & mask; slots->slot[next].value; next = (next + 1) & mask) {
		size_t home = slots->slot[next].hash & mask;

		if (((next - home) & mask) >= ((next - at) & mask)) {
			slots->slot[at] = slots->slot[next];
			at = next;
		}
	}
	slots->slot[at] = (struct slot){ 0 };
	slots->count--;
}

size_t slots_first(const struct slots *slots, uint32_t hash, size_t *at)
{
	*at = hash;
	return slots_next(slots, hash, at);
}

size_t slots_next(const struct slots *slots, uint32_t hash, size_t *at)
{
	for (;; ++*at) {
		const struct slot *slot = &slots->slot[*at & (slots->capacity - 1)];

		if (slot->value && slot->hash != hash)
			continue;
		++*at;
		return slot->value ? slot->value - 1 : SIZE_MAX;
	}
}
