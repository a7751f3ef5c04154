/* SPDX-License-Identifier: MIT
 *
 * larson: a server whose threads come and go. Each thread has SLOTS blocks, replaces random
 * ones by blocks of random size, and when it has done its share starts a successor, hands it
 * the slots, and ends: blocks are freed by other threads than those that allocated them.
 *
 *     main -> seat 0: thread, thread, ... (generations)     a seat: slots, dice, sum
 *          -> seat 1: thread, thread, ...
 *
 * An operation is a replacement (a free and a malloc); the time is the wall clock over all.
 */
#include "dice.h"
#include "pattern.h"

#include <pthread.h>
#include <semaphore.h>

enum { SLOTS = 1000, GENERATIONS = 12, SMALLEST = 16, LARGEST = 512, SEATS = 16 };

struct seat {
	void *slots[SLOTS];
	struct dice dice;
	uint64_t sum;
	size_t share, generations;
	sem_t *done;
};

static void *serve(void *argument);

static void succeed(struct seat *seat)
{
	pthread_attr_t detached;
	pthread_t thread;

	pthread_attr_init(&detached);
	pthread_attr_setdetachstate(&detached, PTHREAD_CREATE_DETACHED);
	if (pthread_create(&thread, &detached, serve, seat) != 0)
		measure_fail("pthread_create");
	pthread_attr_destroy(&detached);
}

static void *serve(void *argument)
{
	struct seat *seat = argument;

	for (size_t i = 0; i < seat->share; i++) {
		size_t slot = dice_below(&seat->dice, SLOTS);

		seat->sum += block_end(seat->slots[slot]);
		seat->slots[slot] = block_new(dice_between(&seat->dice, SMALLEST, LARGEST), i);
	}
	if (--seat->generations > 0)
		succeed(seat);
	else
		sem_post(seat->done);
	return NULL;
}

static void larson_run(const struct pattern *pattern, size_t percent, struct measure *measure)
{
	struct seat *seats = room_take(pattern->threads * sizeof *seats);
	size_t share = pattern_scale(pattern->count, percent) / pattern->threads / GENERATIONS;
	sem_t done;

	sem_init(&done, 0, 0);
	for (size_t i = 0; i < pattern->threads; i++) {
		seats[i].dice.state = 77 + i;
		seats[i].share = share;
		seats[i].generations = GENERATIONS;
		seats[i].done = &done;
		for (size_t slot = 0; slot < SLOTS; slot++)
			seats[i].slots[slot] = block_new(
				dice_between(&seats[i].dice, SMALLEST, LARGEST), slot);
	}
	measure->operations = share * GENERATIONS * pattern->threads;
	uint64_t from = clock_ns();
	for (size_t i = 0; i < pattern->threads; i++)
		succeed(&seats[i]);
	for (size_t i = 0; i < pattern->threads; i++)
		while (sem_wait(&done) != 0)
			continue;
	measure->ns = clock_ns() - from;
	for (size_t i = 0; i < pattern->threads; i++)
		measure->sum += seats[i].sum;
}

const struct pattern larson_patterns[] = {
	{"larson_2", "larson", "2 threads, random replacement, slots handed on", larson_run, 0,
		6000000, 2},
	{"larson_8", "larson", "8 threads, random replacement, slots handed on", larson_run, 0,
		6000000, 8},
	{0},
};
