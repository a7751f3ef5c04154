/* SPDX-License-Identifier: MIT
 *
 * mersenne.c - the random numbers of Python 3.
 */
#include "mersenne.h"

enum { FAR = 397 }; /* words between the two that a new one is mixed of */

#define UPPER_BIT 0x80000000u
#define TWIST 0x9908b0dfu

static uint32_t mix(uint32_t word)
{
	return word ^ (word >> 30);
}

static void fill(uint32_t *word, uint32_t seed)
{
	word[0] = seed;
	for (uint32_t i = 1; i < MERSENNE_WORDS; i++)
		word[i] = mix(word[i - 1]) * 1812433253u + i;
}

/* The place after this one; behind the last comes 1, and 0 gets what the last has. */
static unsigned step(uint32_t *word, unsigned at)
{
	if (at + 1 < MERSENNE_WORDS)
		return at + 1;
	word[0] = word[MERSENNE_WORDS - 1];
	return 1;
}

void mersenne_seed(struct mersenne *random, uint64_t seed)
{
	const uint32_t digit[] = { (uint32_t)seed, (uint32_t)(seed >> 32) };
	unsigned digits = digit[1] ? 2 : 1, at = 1;
	uint32_t *word = random->word;

	fill(word, 19650218);
	for (unsigned i = 0; i < MERSENNE_WORDS; i++) {
		unsigned d = i % digits;

		word[at] = (word[at] ^ mix(word[at - 1]) * 1664525u) + digit[d] + d;
		at = step(word, at);
	}
	for (unsigned i = 1; i < MERSENNE_WORDS; i++) {
		word[at] = (word[at] ^ mix(word[at - 1]) * 1566083941u) - at;
		at = step(word, at);
	}
	word[0] = UPPER_BIT;
	random->used = MERSENNE_WORDS;
}

static void make_anew(uint32_t *word)
{
	for (unsigned i = 0; i < MERSENNE_WORDS; i++) {
		uint32_t low = word[(i + 1) % MERSENNE_WORDS];
		uint32_t both = (word[i] & UPPER_BIT) | (low & ~UPPER_BIT);

		word[i] = word[(i + FAR) % MERSENNE_WORDS] ^ (both >> 1) ^ (both & 1 ? TWIST : 0);
	}
}

uint32_t mersenne_next(struct mersenne *random)
{
	if (random->used == MERSENNE_WORDS) {
		make_anew(random->word);
		random->used = 0;
	}

	uint32_t x = random->word[random->used++];

	x ^= x >> 11;
	x ^= (x << 7) & 0x9d2c5680u;
	x ^= (x << 15) & 0xefc60000u;
	return x ^ (x >> 18);
}

double mersenne_real(struct mersenne *random)
{
	uint32_t high = mersenne_next(random) >> 5, low = mersenne_next(random) >> 6;

	return ((double)high * 0x1p26 + (double)low) * 0x1p-53;
}
