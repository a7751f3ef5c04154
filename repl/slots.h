/* SPDX-License-Identifier: MIT
 *
 * slots.h - an open-addressed hashtable of numbers; what they stand for is their owner's.
 *
 * Invariant: a slot holds a number + 1, 0 when empty; from a home slot to where a number lies
 * no slot is empty. At most half of the slots are taken; gaps are closed on removal.
 */
#ifndef MMVIZ_SLOTS_H
#define MMVIZ_SLOTS_H

#include <stddef.h>
#include <stdint.h>

struct slots {
	uint32_t *slot;
	size_t capacity, count; /* capacity: a power of two */
};

/* The hash of what a number stands for now. */
typedef size_t slots_hash(const void *owner, size_t number);

void slots_create(struct slots *slots);
void slots_free(struct slots *slots);
void slots_clear(struct slots *slots);

/* Amortised O(1). It must not be there; it must be there. */
void slots_add(struct slots *slots, size_t number, slots_hash *hash, const void *owner);
void slots_remove(struct slots *slots, size_t number, slots_hash *hash, const void *owner);

#endif
