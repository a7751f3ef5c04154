/* SPDX-License-Identifier: MIT
 *
 * Churn: a million blocks of 16..256 B; 90 % of them are freed at random; the freed bytes are
 * asked for again as blocks of 600..1000 B. How much memory is resident for what is live?
 *
 * Live are the bytes asked for; resident is what was added since before the first block.
 * An operation is a malloc or a free. The second size distribution is filled with pages
 * touched (a byte at each end), as a program that uses its blocks does.
 */
#include "dice.h"
#include "pattern.h"

enum { SMALL_LOW = 16, SMALL_HIGH = 256, LARGE_LOW = 600, LARGE_HIGH = 1000 };

struct block {
	unsigned char *bytes;
	size_t size;
};

static struct block block_touched(struct dice *dice, size_t low, size_t high)
{
	struct block block = {.size = dice_between(dice, low, high)};

	block.bytes = block_new(block.size, block.size);
	*(volatile unsigned char *)(block.bytes + block.size - 1) = (unsigned char)block.size;
	return block;
}

static void shuffle(struct dice *dice, struct block *blocks, size_t count)
{
	for (size_t i = count; i > 1; i--) {
		size_t other = dice_below(dice, i);
		struct block held = blocks[i - 1];

		blocks[i - 1] = blocks[other];
		blocks[other] = held;
	}
}

static uint64_t sum_up(const struct block *blocks, size_t count)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += blocks[i].bytes[0] + (uint64_t)blocks[i].bytes[blocks[i].size - 1];
	return sum;
}

static void churn_run(const struct pattern *pattern, size_t percent, struct measure *measure)
{
	struct dice dice = {1234567};
	size_t count = pattern_scale(pattern->count, percent), freed = count / 10 * 9;
	struct block *blocks = room_take(count * sizeof *blocks);
	size_t before = resident_bytes(), live = 0, gap = 0, filled = 0;

	uint64_t from = clock_ns();
	for (size_t i = 0; i < count; i++) {
		blocks[i] = block_touched(&dice, SMALL_LOW, SMALL_HIGH);
		live += blocks[i].size;
	}
	measure->ns = clock_ns() - from;
	measure->sum = sum_up(blocks, count);
	shuffle(&dice, blocks, count);
	from = clock_ns();
	for (size_t i = 0; i < freed; i++) {
		gap += blocks[i].size;
		free(blocks[i].bytes);
	}
	live -= gap;
	for (; gap >= LARGE_HIGH; filled++) {
		blocks[filled] = block_touched(&dice, LARGE_LOW, LARGE_HIGH);
		gap -= blocks[filled].size;
		live += blocks[filled].size;
	}
	measure->ns += clock_ns() - from;
	measure->operations = count + freed + filled;
	measure->sum += sum_up(blocks, filled) + sum_up(blocks + freed, count - freed);
	measure_figure(measure, "resident_over_live",
		(double)(resident_bytes() - before) / (double)live);
}

const struct pattern churn_patterns[] = {
	{"churn", "fragmentation", "10^6 of 16-256 B, 90 % freed, filled with 600-1000 B",
		churn_run, 0, 1000000, 0},
	{0},
};
