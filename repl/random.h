/* SPDX-License-Identifier: MIT
 *
 * random.h - the numbers of the command random: the same for a seed, on every machine.
 *
 * xorshift64* (Vigna 2016). Seed 0 stands for 1.
 */
#ifndef MMVIZ_RANDOM_H
#define MMVIZ_RANDOM_H

#include <stddef.h>
#include <stdint.h>

static inline uint64_t random_next(uint64_t *state)
{
	uint64_t x = *state;

	x ^= x >> 12;
	x ^= x << 25;
	x ^= x >> 27;
	*state = x;
	return x * 0x2545f4914f6cdd1du;
}

/* 0 .. below - 1. */
static inline size_t random_below(uint64_t *state, size_t below)
{
	return (size_t)(random_next(state) >> 32) % below;
}

#endif
