/* SPDX-License-Identifier: MIT
 *
 * replay.c - plays the operations of a recorded program on a heap.
 *
 * Invariant: replay->live holds exactly the used chunks of the heap, each under the number
 * by which the recording knows it now.
 */
#include "replay.h"

#include "look.h"
#include "memory.h"
#include "operation.h"
#include "session.h"
#include "timeline.h"

#include <stdio.h>

enum { COMMAND = 80 };

static my_heap *heap_of(const struct replay *replay)
{
	return replay->session->heap;
}

/* ----------------------------------------------------------------- in the journal */

static void record(struct replay *replay, struct op op, const struct extra *extra)
{
	op.thread = look_is_fast(replay->session) ? 1 : 0;
	timeline_record(replay->session, &op, extra);
}

/* Counted, and nothing was asked. */
static void record_nothing(struct replay *replay)
{
	timeline_begin(replay->session);
	record(replay, (struct op){ .kind = OPERATION_FREE, .glyph = '-', .block = BLOCK_NONE },
	       NULL);
}

/* The blocks of the journal are numbered as they are handed out. */
static uint32_t block_of(const struct live_block *live)
{
	return (uint32_t)(live->ordinal - 1);
}

static void refuse(struct replay *replay, const struct trace_operation *operation)
{
	if (replay->refused++ == 0)
		replay->first_refused = *operation;
}

static void record_refused(struct replay *replay, struct op op, struct extra extra,
                           const char *command)
{
	op.flags = OPERATION_FAILED;
	op.glyph = '!';
	op.block = BLOCK_NONE;
	extra.text = memory_text(command);
	record(replay, op, &extra);
}

/* ------------------------------------------------------------------------- frees */

static void free_block(struct replay *replay, struct live_block *block)
{
	struct op op = { .kind = OPERATION_FREE, .glyph = '-', .block = block_of(block),
		         .pointer = block->pointer };
	my_heap_chunk chunk = { 0 };

	my_heap_find(heap_of(replay), block->pointer, &chunk);
	op.size = chunk.size;
	timeline_begin(replay->session);
	my_heap_free(heap_of(replay), block->pointer);
	record(replay, op, NULL);
}

/* The recorder saw this number handed out while it was live: its free is missing. */
static void free_lost(struct replay *replay, uint64_t key)
{
	struct live_block *block = live_find(&replay->live, key);

	if (!block)
		return;
	replay->lost_frees++;
	free_block(replay, block);
	live_remove(&replay->live, block);
}

/* ------------------------------------------------------------------- allocations */

/* memalign takes any alignment: the next power of two is meant. */
static size_t power_of_two(uint64_t alignment)
{
	size_t power = 1;

	while (power < alignment && power <= SIZE_MAX / 2)
		power *= 2;
	return power;
}

/* What each kind of allocation is in the journal. */
static struct op op_of(const struct trace_operation *operation, struct extra *extra)
{
	struct op op = { .kind = OPERATION_MALLOC, .glyph = '+', .size = operation->size };

	*extra = (struct extra){ 0 };
	if (operation->kind == TRACE_ALIGNED) {
		op.kind = OPERATION_ALIGNED;
		extra->alignment = power_of_two(operation->alignment);
	} else if (operation->kind == TRACE_CALLOC) {
		op.kind = OPERATION_CALLOC;
		extra->count = operation->count;
		extra->each = operation->size;
		if (__builtin_mul_overflow(extra->count, extra->each, &op.size))
			op.size = SIZE_MAX;
	}
	return op;
}

static void refuse_allocation(struct replay *replay, const struct trace_operation *operation,
                              struct op op, struct extra extra)
{
	char command[COMMAND];

	if (op.kind == OPERATION_ALIGNED)
		snprintf(command, sizeof command, "a %zu %zu", extra.alignment, op.size);
	else if (op.kind == OPERATION_CALLOC)
		snprintf(command, sizeof command, "c %zu %zu", extra.count, extra.each);
	else
		snprintf(command, sizeof command, "m %zu", op.size);
	refuse(replay, operation);
	record_refused(replay, op, extra, command);
}

static void keep(struct replay *replay, const struct trace_operation *operation)
{
	struct extra extra;
	struct op op = op_of(operation, &extra);

	timeline_begin(replay->session);
	op.pointer = operation_allocate(heap_of(replay), &op, &extra);
	if (!op.pointer) {
		refuse_allocation(replay, operation, op, extra);
		return;
	}
	record(replay, op, op.kind == OPERATION_MALLOC ? NULL : &extra);
	live_put(&replay->live, (struct live_block){ operation->block, op.pointer,
	                                           ++replay->allocations });
}

static void play_allocation(struct replay *replay, const struct trace_operation *operation)
{
	if (operation->block == 0) {
		replay->recorded_failures++;
		record_nothing(replay);
		return;
	}
	free_lost(replay, operation->block);
	keep(replay, operation);
}

static void play_free(struct replay *replay, const struct trace_operation *operation)
{
	struct live_block *block = live_find(&replay->live, operation->old);

	if (block) {
		free_block(replay, block);
		live_remove(&replay->live, block);
		return;
	}
	replay->unknown_frees += operation->old != 0;
	record_nothing(replay);
}

/* ---------------------------------------------------------------------- realloc */

static void resize(struct replay *replay, const struct trace_operation *operation,
                   struct live_block old)
{
	struct op op = { .kind = OPERATION_REALLOC, .glyph = '~', .size = operation->size,
		         .block = block_of(&old) };
	char command[COMMAND];

	timeline_begin(replay->session);
	op.pointer = my_heap_realloc(heap_of(replay), old.pointer, operation->size);
	old.key = operation->block;
	if (op.pointer) {
		old.pointer = op.pointer;
		record(replay, op, NULL);
	} else {
		op.pointer = old.pointer;
		snprintf(command, sizeof command, "r p%zu %zu", old.ordinal, op.size);
		refuse(replay, operation);
		record_refused(replay, op, (struct extra){ 0 }, command);
	}
	live_put(&replay->live, old);
}

/* A size of 0 with a result other than NULL keeps a block of 0 bytes, which the heap makes
 * by an allocation only. */
static void play_realloc(struct replay *replay, const struct trace_operation *operation)
{
	struct live_block *block = live_find(&replay->live, operation->old);

	if (operation->block == 0 && operation->size == 0) {
		play_free(replay, operation);
	} else if (operation->block == 0) {
		replay->recorded_failures++;
		record_nothing(replay);
	} else if (!block) {
		replay->unknown_reallocs += operation->old != 0;
		play_allocation(replay, operation);
	} else {
		struct live_block old = *block;

		live_remove(&replay->live, block);
		free_lost(replay, operation->block);
		if (operation->size > 0) {
			resize(replay, operation, old);
			return;
		}
		free_block(replay, &old);
		keep(replay, operation);
	}
}

static void play_nothing(struct replay *replay, const struct trace_operation *operation)
{
	(void)operation;
	record_nothing(replay);
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
