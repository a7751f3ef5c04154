/* SPDX-License-Identifier: MIT
 *
 * mersenne.h - the random numbers of Python 3: random.seed(a whole number), random.random().
 *
 * MT19937: Matsumoto and Nishimura, "Mersenne Twister", ACM Transactions on Modeling and
 * Computer Simulation 8, 1998; seeded by its authors' initialization by array (2002), whose
 * array is the number's absolute value in digits of 32 bits, the lowest first.
 *
 * What the book's free-space problems are made of: the same seed makes the same problem.
 */
#ifndef MMVIZ_MERSENNE_H
#define MMVIZ_MERSENNE_H

#include <stdint.h>

enum { MERSENNE_WORDS = 624 };

struct mersenne {
	uint32_t word[MERSENNE_WORDS];
	unsigned used; /* words that were given since they were made anew */
};

/* As random.seed(seed) and random.seed(-seed). */
void mersenne_seed(struct mersenne *random, uint64_t seed);

/* Of all 32 bits. */
uint32_t mersenne_next(struct mersenne *random);

/* As random.random(): 0 <= x < 1, a multiple of 2^-53. */
double mersenne_real(struct mersenne *random);

#endif
