/* SPDX-License-Identifier: MIT
 *
 * A million blocks of 64 B: allocated fresh, freed in random order, allocated again.
 *
 *     fresh         the first million          (timed: malloc and the first byte)
 *     random_free   every one, at random       (timed: free alone; blocks are cold)
 *     again         a million after that       (timed: malloc and the first byte)
 *
 * Each is a run of its own that does what comes before it untimed.
 */
#include "dice.h"
#include "pattern.h"

struct million {
	void **blocks;
	size_t count, size;
};

static uint64_t allocate(const struct million *million)
{
	uint64_t from = clock_ns();

	for (size_t i = 0; i < million->count; i++)
		million->blocks[i] = block_new(million->size, i);
	return clock_ns() - from;
}

static uint64_t sum_up(const struct million *million)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < million->count; i++)
		sum += *(volatile unsigned char *)million->blocks[i] * (uint64_t)(i + 1);
	return sum;
}

static uint64_t release(const struct million *million)
{
	struct dice dice = {20260131};

	dice_shuffle(&dice, million->blocks, million->count);
	uint64_t from = clock_ns();
	for (size_t i = 0; i < million->count; i++)
		free(million->blocks[i]);
	return clock_ns() - from;
}

static struct million prepare(const struct pattern *pattern, size_t percent,
	struct measure *measure)
{
	struct million million = {.size = pattern->size,
		.count = pattern_scale(pattern->count, percent)};

	million.blocks = room_take(million.count * sizeof *million.blocks);
	measure->operations = million.count;
	return million;
}

static void fresh_run(const struct pattern *pattern, size_t percent, struct measure *measure)
{
	struct million million = prepare(pattern, percent, measure);

	measure->ns = allocate(&million);
	measure->sum = sum_up(&million);
}

static void free_run(const struct pattern *pattern, size_t percent, struct measure *measure)
{
	struct million million = prepare(pattern, percent, measure);

	allocate(&million);
	measure->sum = sum_up(&million);
	measure->ns = release(&million);
}

static void again_run(const struct pattern *pattern, size_t percent, struct measure *measure)
{
	struct million million = prepare(pattern, percent, measure);

	allocate(&million);
	release(&million);
	measure->ns = allocate(&million);
	measure->sum = sum_up(&million);
}

const struct pattern million_patterns[] = {
	{"fresh", "million", "10^6 blocks of 64 B from nothing", fresh_run, 64, 1000000, 0},
	{"random_free", "million", "free of 10^6 in random order", free_run, 64, 1000000, 0},
	{"again", "million", "10^6 allocated after that", again_run, 64, 1000000, 0},
	{0},
};
