/* SPDX-License-Identifier: MIT
 *
 * Shifting sizes: `count` bytes stay live while the sizes that the program likes change SHIFTS
 * times. At each shift a quarter of the live bytes is freed at random and replaced by blocks
 * around a new usual size. Reported: resident over live, mean and worst of the shifts.
 *
 * Live are the bytes asked for; resident is what was added since before the first block.
 * An operation is a malloc or a free.
 */
#include "dice.h"
#include "pattern.h"

enum { SHIFTS = 24, SMALLEST = 64, LARGEST = 4096, STEP = 4096 };

struct shift {
	unsigned char **blocks;
	uint32_t *sizes;
	size_t count, room, live;
	struct dice dice;
	struct measure *measure;
};

/* Blocks of half to one and a half times the usual size until `wanted` bytes are live. Each
 * page is touched. */
static void grow(struct shift *shift, size_t usual, size_t wanted)
{
	while (shift->live < wanted && shift->count < shift->room) {
		size_t size = dice_between(&shift->dice, usual / 2, usual + usual / 2);
		unsigned char *block = block_new(size, size);

		for (size_t i = STEP; i < size; i += STEP)
			block[i] = 1;
		shift->blocks[shift->count] = block;
		shift->sizes[shift->count++] = (uint32_t)size;
		shift->live += size;
		shift->measure->operations++;
	}
}

static void shrink(struct shift *shift, size_t wanted)
{
	while (shift->live > wanted) {
		size_t chosen = dice_below(&shift->dice, shift->count);

		shift->live -= shift->sizes[chosen];
		shift->measure->sum += block_end(shift->blocks[chosen]);
		shift->count--;
		shift->blocks[chosen] = shift->blocks[shift->count];
		shift->sizes[chosen] = shift->sizes[shift->count];
		shift->measure->operations++;
	}
}

static void shift_run(const struct pattern *pattern, size_t percent, struct measure *measure)
{
	size_t bytes = pattern_scale(pattern->count, percent), room = bytes / SMALLEST / 4 * 5;
	struct shift shift = {.room = room, .dice = {424242}, .measure = measure};
	double mean = 0, worst = 0;

	shift.blocks = room_take(room * sizeof *shift.blocks);
	shift.sizes = room_take(room * sizeof *shift.sizes);
	size_t before = resident_bytes();
	uint64_t from = clock_ns();
	grow(&shift, 64, bytes);
	for (size_t n = 0; n < SHIFTS; n++) {
		size_t usual = dice_size(&shift.dice, SMALLEST, LARGEST);

		shrink(&shift, bytes / 4 * 3);
		grow(&shift, usual, bytes);
		double ratio = (double)(resident_bytes() - before) / (double)shift.live;
		mean += ratio / SHIFTS;
		worst = ratio > worst ? ratio : worst;
	}
	measure->ns = clock_ns() - from;
	measure_figure(measure, "mean", mean);
	measure_figure(measure, "worst", worst);
}

const struct pattern shift_patterns[] = {
	{"shift", "fragmentation", "100 MB live, 24 shifts of the usual size", shift_run, 0,
		100000000, 0},
	{0},
};
