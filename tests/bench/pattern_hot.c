/* SPDX-License-Identifier: MIT
 *
 * The hot pair: a block is allocated, its first byte written, and freed, again and again.
 *
 * Runs for a time (60 ms), not for a count: a pair costs 5 to 400 ns. The clock is read
 * once in LAP pairs. Only the warm-up, whose length is fixed, enters the sum.
 */
#include "pattern.h"

enum { LAP = 20000 };

static uint64_t lap(size_t size)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < LAP; i++)
		sum += block_end(block_new(size, i));
	return sum;
}

static void hot_run(const struct pattern *pattern, size_t percent, struct measure *measure)
{
	uint64_t wanted = pattern_scale(60000000, percent), from, spent;

	measure->sum = lap(pattern->size);
	from = clock_ns();
	do {
		lap(pattern->size);
		measure->operations += LAP;
		spent = clock_ns() - from;
	} while (spent < wanted);
	measure->ns = spent;
}

const struct pattern hot_patterns[] = {
	{"hot_16", "hot pair", "malloc and free of 16 B", hot_run, 16, 0, 0},
	{"hot_64", "hot pair", "malloc and free of 64 B", hot_run, 64, 0, 0},
	{"hot_256", "hot pair", "malloc and free of 256 B", hot_run, 256, 0, 0},
	{"hot_1k", "hot pair", "malloc and free of 1 KiB", hot_run, 1024, 0, 0},
	{"hot_16k", "hot pair", "malloc and free of 16 KiB", hot_run, 16 << 10, 0, 0},
	{"hot_256k", "hot pair", "malloc and free of 256 KiB", hot_run, 256 << 10, 0, 0},
	{"hot_1m", "hot pair", "malloc and free of 1 MiB", hot_run, 1 << 20, 0, 0},
	{0},
};
