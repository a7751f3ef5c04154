/* SPDX-License-Identifier: MIT
 *
 * Cache lines: does the allocator make two threads write in one cache line?
 *
 *     thrash    each thread allocates 8 B, writes them WRITES times, frees, repeats: small
 *               blocks of different threads should not be neighbours
 *     scratch   as thrash, but the first block of each thread was allocated by the main
 *               thread, side by side, and freed by the thread: it must not come back
 *
 * An operation is a block with its writes; the time is the wall clock over all threads.
 */
#include "pattern.h"

#include <pthread.h>

enum { WRITES = 50 };

struct writer {
	pthread_t thread;
	void *first; /* NULL, or freed by the thread before anything else */
	size_t size, blocks;
	uint64_t sum;
	unsigned char apart[64]; /* the writers themselves must not share a line */
};

static void *write_blocks(void *argument)
{
	struct writer *writer = argument;
	uint64_t sum = writer->first != NULL ? block_end(writer->first) : 0;

	for (size_t i = 0; i < writer->blocks; i++) {
		volatile unsigned char *block = block_new(writer->size, i);

		for (size_t n = 0; n < WRITES; n++)
			block[n % writer->size]++;
		sum += block_end((void *)block);
	}
	writer->sum = sum;
	return NULL;
}

static void line_run(const struct pattern *pattern, size_t percent, struct measure *measure,
	int from_main)
{
	struct writer *writers = room_take(pattern->threads * sizeof *writers);
	size_t blocks = pattern_scale(pattern->count, percent) / pattern->threads;

	for (size_t i = 0; i < pattern->threads; i++) {
		writers[i].size = pattern->size;
		writers[i].blocks = blocks;
		writers[i].first = from_main ? block_new(pattern->size, i) : NULL;
	}
	uint64_t from = clock_ns();
	for (size_t i = 0; i < pattern->threads; i++)
		if (pthread_create(&writers[i].thread, NULL, write_blocks, &writers[i]) != 0)
			measure_fail("pthread_create");
	for (size_t i = 0; i < pattern->threads; i++)
		pthread_join(writers[i].thread, NULL);
	measure->ns = clock_ns() - from;
	measure->operations = blocks * pattern->threads;
	for (size_t i = 0; i < pattern->threads; i++)
		measure->sum += writers[i].sum;
}

static void thrash_run(const struct pattern *pattern, size_t percent, struct measure *measure)
{
	line_run(pattern, percent, measure, 0);
}

static void scratch_run(const struct pattern *pattern, size_t percent, struct measure *measure)
{
	line_run(pattern, percent, measure, 1);
}

const struct pattern line_patterns[] = {
	{"cache_thrash", "cache line", "2 threads write blocks of their own", thrash_run, 8,
		3000000, 2},
	{"cache_scratch", "cache line", "as thrash; the first blocks were neighbours", scratch_run,
		8, 3000000, 2},
	{0},
};
