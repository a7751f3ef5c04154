/* SPDX-License-Identifier: MIT
 *
 * chance.h - random numbers for a test file: repeated by the seed that test_seed printed.
 *
 *   chance(test_seed());
 *   size_t die = 1 + below(6);
 */
#ifndef TESTS_CHANCE_H
#define TESTS_CHANCE_H

#include <stddef.h>
#include <stdint.h>

static uint64_t chance_state = 1;

static inline void chance(uint64_t seed)
{
	chance_state = seed * 0x9e3779b97f4a7c15u | 1;
}

/* 0 .. bound - 1. (xorshift: Marsaglia, Journal of Statistical Software 8, 2003) */
static inline size_t below(size_t bound)
{
	chance_state ^= chance_state << 13;
	chance_state ^= chance_state >> 7;
	chance_state ^= chance_state << 17;
	return (size_t)(chance_state >> 11) % bound;
}

#endif
