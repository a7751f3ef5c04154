/* SPDX-License-Identifier: MIT
 *
 * Batches: `count` blocks are allocated, then all are freed in the same order. An operation
 * is a pair.
 *
 * Runs for a time (50 ms), as the hot pair does: the allocators differ here by a factor of
 * hundreds. Only the warm-up, one lap of at least LAP pairs, enters the sum.
 */
#include "pattern.h"

enum { LAP = 20000 };

static uint64_t batch(void **blocks, const struct pattern *pattern)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < pattern->count; i++)
		blocks[i] = block_new(pattern->size, i);
	for (size_t i = 0; i < pattern->count; i++)
		sum += block_end(blocks[i]);
	return sum;
}

static uint64_t lap(void **blocks, const struct pattern *pattern)
{
	uint64_t sum = 0;

	for (size_t done = 0; done < LAP; done += pattern->count)
		sum += batch(blocks, pattern);
	return sum;
}

static void batch_run(const struct pattern *pattern, size_t percent, struct measure *measure)
{
	void **blocks = room_take(pattern->count * sizeof *blocks);
	uint64_t wanted = pattern_scale(50000000, percent), from, spent;

	measure->sum = lap(blocks, pattern);
	from = clock_ns();
	do {
		lap(blocks, pattern);
		measure->operations += LAP;
		spent = clock_ns() - from;
	} while (spent < wanted);
	measure->ns = spent;
}

const struct pattern batch_patterns[] = {
	{"batch_100x64", "batch", "100 blocks of 64 B, freed in order", batch_run, 64, 100, 0},
	{"batch_10k_x64", "batch", "10,000 blocks of 64 B, freed in order", batch_run, 64, 10000, 0},
	{"batch_1k_x512", "batch", "1,000 blocks of 512 B, freed in order", batch_run, 512, 1000, 0},
	{"batch_100x16k", "batch", "100 blocks of 16 KiB, freed in order", batch_run, 16384, 100, 0},
	{0},
};
