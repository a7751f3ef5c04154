/* SPDX-License-Identifier: MIT
 *
 * slots.h - an open-addressed hashtable of numbers; what they stand for is their owner's.
 *
 * Invariant: a slot holds a number + 1, 0 when empty, beside the hash of what it stands for;
 * from a home slot to where a number lies no slot is empty. At most half of the slots are taken;
 * gaps are closed on removal.
 */
#ifndef MMVIZ_SLOTS_H
#define MMVIZ_SLOTS_H

#include <stddef.h>
#include <stdint.h>

struct slot {
	uint32_t value, hash;
};

struct slots {
	struct slot *slot;
	size_t capacity, count; /* capacity: a power of two */
};

void slots_create(struct slots *slots);
void slots_free(struct slots *slots);
void slots_clear(struct slots *slots);

/* Amortised O(1). It must not be there; it must be there. */
void slots_add(struct slots *slots, size_t number, uint32_t hash);
void slots_remove(struct slots *slots, size_t number, uint32_t hash);

/* The first number of that hash, *at being where to look on for the next; SIZE_MAX: none. */
size_t slots_first(const struct slots *slots, uint32_t hash, size_t *at);
size_t slots_next(const struct slots *slots, uint32_t hash, size_t *at);

#endif
