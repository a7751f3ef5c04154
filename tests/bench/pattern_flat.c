/* SPDX-License-Identifier: MIT
 *
 * Flatness: what does a free cost while `count` blocks of 64 B are live?
 *
 * Blocks at random places are gathered, then freed (timed), then as many are allocated
 * again (timed apart: malloc_ns), so that the number of live blocks stays. Gathering is not
 * timed, and the blocks themselves are cold where there are many. The clock is read once a
 * handful; its cost is measured and taken off.
 */
#include "dice.h"
#include "pattern.h"

enum { HANDFUL = 256, FREES = 400000 };

static uint64_t clock_cost(void)
{
	uint64_t from = clock_ns();

	for (size_t i = 0; i < 1000; i++)
		clock_ns();
	return (clock_ns() - from) / 1000;
}

/* Moves random blocks to the end of the list: the last `count` are then the handful. */
static void gather(struct dice *dice, void **blocks, size_t live, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t chosen = dice_below(dice, live - i);
		void *held = blocks[live - 1 - i];

		blocks[live - 1 - i] = blocks[chosen];
		blocks[chosen] = held;
	}
}

static void flat_run(const struct pattern *pattern, size_t percent, struct measure *measure)
{
	struct dice dice = {555};
	size_t live = pattern->count <= 1000 ? pattern->count
					     : pattern_scale(pattern->count, percent);
	size_t handful = live / 2 < HANDFUL ? live / 2 : HANDFUL;
	size_t rounds = pattern_scale(FREES, percent) / handful + 1;
	void **blocks = room_take(live * sizeof *blocks), **hand = blocks + live - handful;
	uint64_t overhead = clock_cost(), again = 0;

	for (size_t i = 0; i < live; i++)
		blocks[i] = block_new(pattern->size, 1);
	for (size_t n = 0; n < rounds; n++) {
		gather(&dice, blocks, live, handful);
		uint64_t from = clock_ns();
		for (size_t i = 0; i < handful; i++)
			free(hand[i]);
		uint64_t middle = clock_ns();
		for (size_t i = 0; i < handful; i++)
			hand[i] = block_new(pattern->size, 1);
		uint64_t end = clock_ns();
		measure->ns += middle - from > overhead ? middle - from - overhead : 0;
		again += end - middle > overhead ? end - middle - overhead : 0;
	}
	measure->operations = rounds * handful;
	measure_figure(measure, "malloc_ns", (double)again / (double)measure->operations);
	for (size_t i = 0; i < live; i++)
		measure->sum += *(unsigned char *)blocks[i];
}

const struct pattern flat_patterns[] = {
	{"flat_1e2", "flatness", "a free with 100 live", flat_run, 64, 100, 0},
	{"flat_1e3", "flatness", "a free with 1,000 live", flat_run, 64, 1000, 0},
	{"flat_1e4", "flatness", "a free with 10,000 live", flat_run, 64, 10000, 0},
	{"flat_1e5", "flatness", "a free with 100,000 live", flat_run, 64, 100000, 0},
	{"flat_1e6", "flatness", "a free with 1,000,000 live", flat_run, 64, 1000000, 0},
	{"flat_1e7", "flatness", "a free with 10,000,000 live", flat_run, 64, 10000000, 0},
	{0},
};
