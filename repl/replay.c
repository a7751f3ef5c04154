/* SPDX-License-Identifier: MIT
 *
 * replay.c - plays the operations of a recorded program on a heap.
 *
 * Invariant: replay->live holds exactly the used chunks of the heap, each under the number
 * by which the recording knows it now.
 */
#include "replay.h"

static void refuse(struct replay *replay, const struct trace_operation *operation)
{
	if (replay->refused++ == 0)
		replay->first_refused = *operation;
}

/* The recorder saw this number handed out while it was live: its free is missing. */
static void free_lost(struct replay *replay, uint64_t key)
{
	struct live_block *block = live_find(&replay->live, key);

	if (!block)
		return;
	replay->lost_frees++;
	my_heap_free(replay->heap, block->pointer);
	live_remove(&replay->live, block);
}

static void keep(struct replay *replay, const struct trace_operation *operation, void *pointer)
{
	if (!pointer) {
		refuse(replay, operation);
		return;
	}
	live_put(&replay->live, (struct live_block){ operation->block, pointer,
	                                           ++replay->allocations });
}

/* memalign takes any alignment: the next power of two is meant. */
static size_t power_of_two(uint64_t alignment)
{
	size_t power = 1;

	while (power < alignment && power <= SIZE_MAX / 2)
		power *= 2;
	return power;
}

static void *play_malloc(my_heap *heap, const struct trace_operation *operation)
{
	return my_heap_malloc(heap, operation->size);
}

static void *play_calloc(my_heap *heap, const struct trace_operation *operation)
{
	return my_heap_calloc(heap, operation->count, operation->size);
}

static void *play_aligned(my_heap *heap, const struct trace_operation *operation)
{
	return my_heap_aligned_alloc(heap, power_of_two(operation->alignment), operation->size);
}

static void *allocate(my_heap *heap, const struct trace_operation *operation)
{
	static void *(*const ways[TRACE_KINDS])(my_heap *, const struct trace_operation *) = {
		[TRACE_MALLOC] = play_malloc,   [TRACE_CALLOC] = play_calloc,
		[TRACE_ALIGNED] = play_aligned, [TRACE_REALLOC] = play_malloc,
	};

	return ways[operation->kind](heap, operation);
}

static void play_allocation(struct replay *replay, const struct trace_operation *operation)
{
	if (operation->block == 0) {
		replay->recorded_failures++;
		return;
	}
	free_lost(replay, operation->block);
	keep(replay, operation, allocate(replay->heap, operation));
}

static void play_free(struct replay *replay, const struct trace_operation *operation)
{
	struct live_block *block = live_find(&replay->live, operation->old);

	if (block) {
		my_heap_free(replay->heap, block->pointer);
		live_remove(&replay->live, block);
	} else if (operation->old) {
		replay->unknown_frees++;
	}
}

/* A size of 0 with a result other than NULL keeps a block of 0 bytes, which the heap
 * makes by an allocation only. */
static void resize(struct replay *replay, const struct trace_operation *operation,
                   struct live_block old)
{
	void *now;

	if (operation->size == 0) {
		my_heap_free(replay->heap, old.pointer);
		now = my_heap_malloc(replay->heap, 0);
		old.pointer = NULL;
	} else {
		now = my_heap_realloc(replay->heap, old.pointer, operation->size);
	}
	if (!now)
		refuse(replay, operation);
	old.key = operation->block;
	old.pointer = now ? now : old.pointer;
	if (old.pointer)
		live_put(&replay->live, old);
}

static void play_realloc(struct replay *replay, const struct trace_operation *operation)
{
	struct live_block *block = live_find(&replay->live, operation->old);

	if (operation->block == 0 && operation->size == 0) {
		play_free(replay, operation);
	} else if (operation->block == 0) {
		replay->recorded_failures++;
	} else if (!block) {
		replay->unknown_reallocs += operation->old != 0;
		play_allocation(replay, operation);
	} else {
		struct live_block old = *block;

		live_remove(&replay->live, block);
		free_lost(replay, operation->block);
		resize(replay, operation, old);
	}
}

static void play_nothing(struct replay *replay, const struct trace_operation *operation)
{
	(void)replay;
	(void)operation;
}

void replay_operation(struct replay *replay, const struct trace_operation *operation)
{
	static void (*const plays[TRACE_KINDS])(struct replay *, const struct trace_operation *) = {
		[TRACE_MALLOC] = play_allocation,    [TRACE_CALLOC] = play_allocation,
		[TRACE_ALIGNED] = play_allocation,   [TRACE_REALLOC] = play_realloc,
		[TRACE_FREE] = play_free,            [TRACE_THREAD_DONE] = play_nothing,
	};

	replay->operations++;
	replay->sizeless += (size_t)operation->sizeless;
	plays[operation->kind](replay, operation);
}
