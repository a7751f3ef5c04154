/* SPDX-License-Identifier: MIT
 *
 * family_op.c - operations on the malloc family as 64-bit words. See family_op.h.
 */
#include "family_op.h"

static const unsigned char verbs[64] = {
	/* 0-31: taking */
	FAMILY_MALLOC, FAMILY_MALLOC, FAMILY_MALLOC, FAMILY_MALLOC,
	FAMILY_MALLOC, FAMILY_MALLOC, FAMILY_MALLOC, FAMILY_MALLOC,
	FAMILY_MALLOC, FAMILY_MALLOC, FAMILY_MALLOC, FAMILY_MALLOC,
	FAMILY_MALLOC, FAMILY_MALLOC, FAMILY_MALLOC, FAMILY_MALLOC,
	FAMILY_CALLOC, FAMILY_CALLOC, FAMILY_CALLOC, FAMILY_CALLOC,
	FAMILY_ALIGNED, FAMILY_ALIGNED, FAMILY_TAKE_MANY, FAMILY_TAKE_MANY,
	FAMILY_REALLOC, FAMILY_REALLOC, FAMILY_REALLOC, FAMILY_REALLOC,
	FAMILY_REALLOCARRAY, FAMILY_HUGE, FAMILY_SWAP, FAMILY_WIDEN,
	/* 32-63: giving back */
	FAMILY_FREE, FAMILY_FREE, FAMILY_FREE, FAMILY_FREE,
	FAMILY_FREE, FAMILY_FREE, FAMILY_FREE, FAMILY_FREE,
	FAMILY_FREE, FAMILY_FREE, FAMILY_FREE, FAMILY_FREE,
	FAMILY_FREE, FAMILY_FREE, FAMILY_FREE, FAMILY_FREE,
	FAMILY_FREE, FAMILY_FREE, FAMILY_FREE, FAMILY_FREE,
	FAMILY_FREE, FAMILY_FREE, FAMILY_FREE, FAMILY_FREE,
	FAMILY_FREE_MANY, FAMILY_FREE_MANY, FAMILY_REALLOC_TO_0, FAMILY_SWAP,
	FAMILY_SWAP, FAMILY_SWAP, FAMILY_REALLOC, FAMILY_WIDEN,
};

static const char *const names[FAMILY_VERBS] = {
	"malloc", "calloc", "aligned", "take many", "realloc", "reallocarray",
	"huge", "swap", "widen", "free", "free many", "realloc to 0",
};

/* As likely in each doubling, up to 2^most. */
static size_t any_magnitude(uint32_t r, unsigned most)
{
	uint32_t mixed = r * 0x9e3779b1u;
	size_t below = (size_t)1 << (mixed >> 24) % most;

	return below - 1 + (mixed & (below - 1));
}

/* On or beside a multiple of a round number. */
static size_t edge(size_t round, size_t times, uint32_t r)
{
	static const int beside[8] = { 0, 1, -1, 0, 15, 16, -16, 17 };

	return round * (1 + (r >> 3) % times) + (size_t)(ptrdiff_t)beside[r & 7];
}

static size_t rare_size(uint32_t r)
{
	static const size_t rounds[4] = { 16384, 65536, 262144, 1048576 };

	if (r % 16 == 0)
		return any_magnitude(r, 23);
	if (r % 16 < 4)
		return edge(rounds[r >> 4 & 3], 8, r >> 6) - (r >> 9 & 1) * 4096;
	return any_magnitude(r, 15);
}

static size_t size_of(uint32_t code)
{
	static const size_t below[4] = { 65, 129, 257, 1025 };
	uint32_t r = code >> 4;

	if ((code & 15) < 10)
		return (r >> 2) % below[r & 3];
	if ((code & 15) < 12)
		return edge(16, 64, r);
	if ((code & 15) < 13)
		return edge((size_t)16 << r % 11, 1, r >> 4);
	if ((code & 15) < 15)
		return any_magnitude(r, 12);
	return r % 4 == 0 ? rare_size(r >> 2) : any_magnitude(r, 10);
}

struct family_op family_op(uint64_t word)
{
	unsigned count = word >> 24 & 255;
	struct family_op op = {
		.verb = verbs[word & 63],
		.slot = word >> 8 & 0xffff,
		.size = size_of((uint32_t)(word >> 32)),
		.alignment = (size_t)8 << (count < 240 ? count % 10 : count % 18),
		.count = 1 + count % 64,
		.kind = count,
	};

	return op;
}

void family_op_print(FILE *file, uint64_t word, size_t slots)
{
	struct family_op op = family_op(word);

	fprintf(file, "%016llx  %s slot=%zu size=%zu alignment=%zu count=%zu\n",
	        (unsigned long long)word, names[op.verb], op.slot % slots, op.size,
	        op.alignment, op.count);
}

/* splitmix64; the script fills and drains, 2^14 words each. */
uint64_t family_word(uint64_t seed, uint64_t n)
{
	uint64_t x = seed + (n + 1) * 0x9e3779b97f4a7c15u;
	unsigned phase = n >> 14 & 3;

	x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
	x = (x ^ x >> 27) * 0x94d049bb133111ebu;
	x ^= x >> 31;
	if (phase == 1 && x & 128)
		return x & ~(uint64_t)32;
	return phase == 3 && x & 128 ? x | 32 : x;
}
