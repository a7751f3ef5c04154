/* SPDX-License-Identifier: MIT
 *
 * dice - deterministic pseudo-random numbers: every allocator is asked for the same.
 *
 * A dice is a value: each thread and each pattern has its own, so that the numbers do not
 * depend on who runs first. The seed must not be 0.
 */
#ifndef DICE_H
#define DICE_H

#include <stddef.h>
#include <stdint.h>

struct dice {
	uint64_t state;
};

/* 32 random bits. */
static inline uint32_t dice_next(struct dice *dice)
{
	uint64_t x = dice->state;

	x ^= x << 13;
	x ^= x >> 7;
	x ^= x << 17;
	dice->state = x;
	return (uint32_t)(x >> 32);
}

/* A number of 0 .. bound-1 (bound up to 2^32), by a multiplication instead of a division. */
static inline size_t dice_below(struct dice *dice, size_t bound)
{
	return (size_t)(((uint64_t)dice_next(dice) * bound) >> 32);
}

/* A number of low .. high, both included. */
static inline size_t dice_between(struct dice *dice, size_t low, size_t high)
{
	return low + dice_below(dice, high - low + 1);
}

/* A size of low .. high: each doubling of the size is as likely as any other. */
static inline size_t dice_size(struct dice *dice, size_t low, size_t high)
{
	size_t doublings = 1;

	while (low << doublings < high)
		doublings++;
	size_t from = low << dice_below(dice, doublings);
	size_t size = from + dice_below(dice, from);
	return size > high ? high : size;
}

static inline void dice_shuffle(struct dice *dice, void **list, size_t count)
{
	for (size_t i = count; i > 1; i--) {
		size_t other = dice_below(dice, i);
		void *held = list[i - 1];

		list[i - 1] = list[other];
		list[other] = held;
	}
}

#endif
