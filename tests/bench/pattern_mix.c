/* SPDX-License-Identifier: MIT
 *
 * Mixes of random sizes: bursts, stacks and queues. An operation is a block (malloc and free).
 *
 *     burst   up to `count` blocks of 16 B .. 4 KiB at once, all freed in another order;
 *             then the next burst: memory use goes up and down
 *     lifo    a stack of up to `count` blocks, random runs of pushes and pops
 *     fifo    a queue of `count` blocks: the oldest is freed, a new one allocated
 *
 * The sizes are drawn before the clock starts.
 */
#include "dice.h"
#include "pattern.h"

enum { SIZES = 8192, BURSTS = 40, RUNS = 40000, LONGEST_RUN = 100, TURNS = 2000000 };

static const size_t *draw_sizes(struct dice *dice, size_t low, size_t high)
{
	size_t *sizes = room_take(SIZES * sizeof *sizes);

	for (size_t i = 0; i < SIZES; i++)
		sizes[i] = dice_size(dice, low, high);
	return sizes;
}

static void burst_run(const struct pattern *pattern, size_t percent, struct measure *measure)
{
	struct dice dice = {99};
	const size_t *sizes = draw_sizes(&dice, 16, 4096);
	void **blocks = room_take(pattern->count * sizeof *blocks);
	size_t bursts = pattern_scale(BURSTS, percent);

	for (size_t n = 0; n < bursts; n++) {
		size_t count = dice_between(&dice, pattern->count / 2, pattern->count);
		size_t offset = dice_below(&dice, SIZES);
		uint64_t from = clock_ns();

		for (size_t i = 0; i < count; i++)
			blocks[i] = block_new(sizes[(i + offset) % SIZES], i);
		measure->ns += clock_ns() - from;
		dice_shuffle(&dice, blocks, count);
		from = clock_ns();
		for (size_t i = 0; i < count; i++)
			measure->sum += block_end(blocks[i]);
		measure->ns += clock_ns() - from;
		measure->operations += count;
	}
}

static void lifo_run(const struct pattern *pattern, size_t percent, struct measure *measure)
{
	struct dice dice = {98};
	const size_t *sizes = draw_sizes(&dice, 16, 2048);
	void **stack = room_take(pattern->count * sizeof *stack);
	size_t runs = pattern_scale(RUNS, percent), height = 0;
	uint64_t from = clock_ns();

	for (size_t n = 0; n < runs; n++) {
		size_t pushes = dice_below(&dice, LONGEST_RUN), pops = dice_below(&dice, LONGEST_RUN);

		for (size_t i = 0; i < pushes && height < pattern->count; i++) {
			stack[height++] = block_new(sizes[(n + i) % SIZES], i);
			measure->operations++;
		}
		for (size_t i = 0; i < pops && height > 0; i++)
			measure->sum += block_end(stack[--height]);
	}
	while (height > 0)
		measure->sum += block_end(stack[--height]);
	measure->ns = clock_ns() - from;
}

static void fifo_run(const struct pattern *pattern, size_t percent, struct measure *measure)
{
	struct dice dice = {97};
	const size_t *sizes = draw_sizes(&dice, 16, 2048);
	void **queue = room_take(pattern->count * sizeof *queue);
	size_t turns = pattern_scale(TURNS, percent), place = 0;

	for (size_t i = 0; i < pattern->count; i++)
		queue[i] = block_new(sizes[i % SIZES], i);
	uint64_t from = clock_ns();
	for (size_t i = 0; i < turns; i++) {
		measure->sum += block_end(queue[place]);
		queue[place] = block_new(sizes[(i * 7) % SIZES], i);
		place = place + 1 < pattern->count ? place + 1 : 0;
	}
	measure->ns = clock_ns() - from;
	measure->operations = turns;
}

const struct pattern mix_patterns[] = {
	{"burst", "mix", "bursts of up to 20,000 blocks of 16 B to 4 KiB", burst_run, 0, 20000, 0},
	{"lifo", "mix", "a stack of blocks of 16 B to 2 KiB", lifo_run, 0, 20000, 0},
	{"fifo", "mix", "a queue of 5,000 blocks of 16 B to 2 KiB", fifo_run, 0, 5000, 0},
	{0},
};
