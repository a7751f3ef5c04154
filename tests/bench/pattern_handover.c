/* SPDX-License-Identifier: MIT
 *
 * Hand-over: blocks are freed by another thread than the one that allocated them.
 *
 *     producer   one thread allocates, one frees; a ring of RING pointers between them
 *     xmalloc    threads that only allocate, threads that only free; batches of BATCH
 *                blocks go through a queue of at most BATCHES
 *
 * An operation is a block (malloc and free); the time is the wall clock over all threads.
 */
#include "dice.h"
#include "pattern.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

enum { RING = 4096, BATCH = 120, BATCHES = 64, WORKERS = 8, SMALLEST = 16, LARGEST = 512 };

/* One writer of `in`, one of `out`: no lock. Each on a cache line of its own. */
struct ring {
	_Alignas(64) atomic_size_t in;
	_Alignas(64) atomic_size_t out;
	_Alignas(64) void *blocks[RING];
	size_t count;
	uint64_t sum;
};

static void *consume(void *argument)
{
	struct ring *ring = argument;
	size_t known = 0;

	for (size_t out = 0; out < ring->count; out++) {
		while (out == known) {
			known = atomic_load_explicit(&ring->in, memory_order_acquire);
			if (out == known)
				sched_yield();
		}
		ring->sum += block_end(ring->blocks[out % RING]);
		atomic_store_explicit(&ring->out, out + 1, memory_order_release);
	}
	return NULL;
}

static void produce(struct ring *ring)
{
	struct dice dice = {4711};
	size_t known = 0;

	for (size_t in = 0; in < ring->count; in++) {
		while (in - known == RING) {
			known = atomic_load_explicit(&ring->out, memory_order_acquire);
			if (in - known == RING)
				sched_yield();
		}
		ring->blocks[in % RING] = block_new(dice_between(&dice, SMALLEST, LARGEST), in);
		atomic_store_explicit(&ring->in, in + 1, memory_order_release);
	}
}

static void producer_run(const struct pattern *pattern, size_t percent, struct measure *measure)
{
	struct ring *ring = room_take(sizeof *ring);
	pthread_t consumer;

	ring->count = pattern_scale(pattern->count, percent);
	uint64_t from = clock_ns();
	if (pthread_create(&consumer, NULL, consume, ring) != 0)
		measure_fail("pthread_create");
	produce(ring);
	pthread_join(consumer, NULL);
	measure->ns = clock_ns() - from;
	measure->operations = ring->count;
	measure->sum = ring->sum;
}

struct batch {
	struct batch *next;
	void *blocks[BATCH];
};

/* Two stacks of batches under one lock: empty ones and full ones. */
struct depot {
	pthread_mutex_t lock;
	pthread_cond_t changed;
	struct batch *empty, *full;
	size_t share; /* batches a worker */
	struct batch batches[BATCHES];
};

struct worker {
	pthread_t thread;
	struct depot *depot;
	struct dice dice;
	uint64_t sum;
	unsigned char apart[64];
};

static struct batch *depot_pop(struct depot *depot, struct batch **stack)
{
	pthread_mutex_lock(&depot->lock);
	while (*stack == NULL)
		pthread_cond_wait(&depot->changed, &depot->lock);
	struct batch *batch = *stack;
	*stack = batch->next;
	pthread_mutex_unlock(&depot->lock);
	return batch;
}

static void depot_push(struct depot *depot, struct batch **stack, struct batch *batch)
{
	pthread_mutex_lock(&depot->lock);
	batch->next = *stack;
	*stack = batch;
	pthread_cond_broadcast(&depot->changed);
	pthread_mutex_unlock(&depot->lock);
}

static void *fill_batches(void *argument)
{
	struct worker *worker = argument;
	struct depot *depot = worker->depot;

	for (size_t n = 0; n < depot->share; n++) {
		struct batch *batch = depot_pop(depot, &depot->empty);

		for (size_t i = 0; i < BATCH; i++)
			batch->blocks[i] =
				block_new(dice_between(&worker->dice, SMALLEST, LARGEST), n + i);
		depot_push(depot, &depot->full, batch);
	}
	return NULL;
}

static void *empty_batches(void *argument)
{
	struct worker *worker = argument;
	struct depot *depot = worker->depot;

	for (size_t n = 0; n < depot->share; n++) {
		struct batch *batch = depot_pop(depot, &depot->full);

		for (size_t i = 0; i < BATCH; i++)
			worker->sum += block_end(batch->blocks[i]);
		depot_push(depot, &depot->empty, batch);
	}
	return NULL;
}

static void xmalloc_run(const struct pattern *pattern, size_t percent, struct measure *measure)
{
	struct depot *depot = room_take(sizeof *depot);
	struct worker *workers = room_take(pattern->threads * sizeof *workers);
	size_t pairs = pattern->threads / 2;

	pthread_mutex_init(&depot->lock, NULL);
	pthread_cond_init(&depot->changed, NULL);
	depot->share = pattern_scale(pattern->count, percent) / BATCH / pairs;
	for (size_t i = 0; i < BATCHES; i++)
		depot_push(depot, &depot->empty, &depot->batches[i]);
	uint64_t from = clock_ns();
	for (size_t i = 0; i < pattern->threads; i++) {
		workers[i].depot = depot;
		workers[i].dice.state = 31 + i;
		if (pthread_create(&workers[i].thread, NULL,
				i % 2 == 0 ? fill_batches : empty_batches, &workers[i]) != 0)
			measure_fail("pthread_create");
	}
	for (size_t i = 0; i < pattern->threads; i++)
		pthread_join(workers[i].thread, NULL);
	measure->ns = clock_ns() - from;
	measure->operations = depot->share * BATCH * pairs;
	for (size_t i = 0; i < pattern->threads; i++)
		measure->sum += workers[i].sum;
}

const struct pattern handover_patterns[] = {
	{"producer", "hand-over", "one thread allocates, another frees", producer_run, 0,
		3000000, 2},
	{"xmalloc_2", "hand-over", "1 thread allocates, 1 frees, in batches", xmalloc_run, 0,
		3000000, 2},
	{"xmalloc_4", "hand-over", "2 threads allocate, 2 free, in batches", xmalloc_run, 0,
		3000000, 4},
	{0},
};
