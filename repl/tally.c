/* SPDX-License-Identifier: MIT
 *
 * tally.c - an open-addressed table of keys, at most half full.
 */
#include "tally.h"

#include "memory.h"

#include <stdlib.h>

enum { TALLY_LEAST = 64 };

void tally_free(struct tally *tally)
{
	free(tally->slot);
	*tally = (struct tally){ .most = tally->most };
}

static struct tallied *slot_of(const struct tally *tally, uint64_t key)
{
	size_t at = (size_t)((key * 0x9e3779b97f4a7c15u) >> 20) & (tally->capacity - 1);

	while (tally->slot[at].taken && tally->slot[at].key != key)
		at = (at + 1) & (tally->capacity - 1);
	return &tally->slot[at];
}

static void grow(struct tally *tally)
{
	struct tally larger = *tally;

	larger.capacity = tally->capacity ? 2 * tally->capacity : TALLY_LEAST;
	larger.slot = memory_new(larger.capacity, sizeof *larger.slot);
	for (size_t i = 0; i < tally->capacity; i++)
		if (tally->slot[i].taken)
			*slot_of(&larger, tally->slot[i].key) = tally->slot[i];
	free(tally->slot);
	*tally = larger;
}

struct tallied *tally_of(struct tally *tally, uint64_t key)
{
	struct tallied *slot;

	if (2 * tally->count >= tally->capacity)
		grow(tally);
	slot = slot_of(tally, key);
	if (slot->taken)
		return slot;
	if (tally->count == tally->most)
		return &tally->rest;
	tally->count++;
	slot->key = key;
	slot->taken = 1;
	return slot;
}

static int comes_before(const struct tallied *one, const struct tallied *other,
                        tally_weight *weight)
{
	uint64_t a = weight(one), b = weight(other);

	return a != b ? a > b : one->key < other->key;
}

size_t tally_top(const struct tally *tally, tally_weight *weight, struct tallied *out,
                 size_t most)
{
	size_t count = 0;

	for (size_t i = 0; i < tally->capacity; i++) {
		const struct tallied *slot = &tally->slot[i];
		size_t at = count;

		if (!slot->taken || weight(slot) == 0
		    || (count == most && !comes_before(slot, &out[most - 1], weight)))
			continue;
		count += count < most;
		for (at = count - 1; at > 0 && comes_before(slot, &out[at - 1], weight); at--)
			out[at] = out[at - 1];
		out[at] = *slot;
	}
	return count;
}
