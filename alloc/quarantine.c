/* SPDX-License-Identifier: MIT */
#include "quarantine.h"

enum { PLACE_BITS = 13, LAST = QUARANTINE_PLACES - 1 };

_Static_assert(1 << PLACE_BITS == QUARANTINE_PLACES, "a home is the top bits of a product");

static size_t home_of(const void *pointer)
{
	return (size_t)((uint64_t)(uintptr_t)pointer * 0x9e3779b97f4a7c15 >> (64 - PLACE_BITS));
}

/* The place of a pointer, or the empty one where its search ends. */
static size_t place_of(const struct quarantine *quarantine, const void *pointer)
{
	size_t at = home_of(pointer);

	while (quarantine->place[at].pointer && quarantine->place[at].pointer != pointer)
		at = (at + 1) & LAST;
	return at;
}

int quarantine_holds(const struct quarantine *quarantine, const void *pointer)
{
	return quarantine->place[place_of(quarantine, pointer)].pointer != NULL;
}

int quarantine_has_room(const struct quarantine *quarantine, size_t size)
{
	return quarantine->number < QUARANTINE_BLOCKS
	       && size <= QUARANTINE_BYTES - quarantine->bytes;
}

void quarantine_add(struct quarantine *quarantine, void *pointer, size_t size)
{
	quarantine->place[place_of(quarantine, pointer)] = (struct quarantined){ pointer, size };
	quarantine->number++;
	quarantine->bytes += size;
}

/* Those behind an emptied place move up when their search would now end at it. */
static void close_gap(struct quarantine *quarantine, size_t gap)
{
	struct quarantined *place = quarantine->place;

	for (size_t at = (gap + 1) & LAST; place[at].pointer; at = (at + 1) & LAST) {
		size_t past_home = (at - home_of(place[at].pointer)) & LAST;

		if (past_home < ((at - gap) & LAST))
			continue;
		place[gap] = place[at];
		gap = at;
	}
	place[gap] = (struct quarantined){ NULL, 0 };
}

void *quarantine_take(struct quarantine *quarantine, uint64_t random)
{
	size_t at = random & LAST;

	if (quarantine->number == 0)
		return NULL;
	while (!quarantine->place[at].pointer)
		at = (at + 1) & LAST;

	struct quarantined taken = quarantine->place[at];

	close_gap(quarantine, at);
	quarantine->number--;
	quarantine->bytes -= taken.size;
	return taken.pointer;
}
