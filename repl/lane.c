/* SPDX-License-Identifier: MIT
 *
 * lane.c - carrying a journal out on a heap of its own.
 */
#include "lane.h"

#include "memory.h"
#include "operation.h"

#include <stdlib.h>
#include <string.h>

int lane_open(struct lane *lane, const my_heap_options *options)
{
	*lane = (struct lane){ .heap = my_heap_create(options) };
	return lane->heap != NULL;
}

void lane_close(struct lane *lane)
{
	my_heap_destroy(lane->heap);
	free(lane->block);
	*lane = (struct lane){ 0 };
}

unsigned char *lane_block(const struct lane *lane, size_t block)
{
	return block < lane->count ? lane->block[block] : NULL;
}

size_t lane_block_of(const struct lane *lane, const my_heap_chunk *chunk)
{
	uint32_t block;

	if (chunk->asked < sizeof block)
		return BLOCK_NONE;
	memcpy(&block, chunk->pointer, sizeof block);
	return lane_block(lane, block) == chunk->pointer ? block : BLOCK_NONE;
}

/* Blocks are numbered in the order in which they were given. */
static void put(struct lane *lane, uint32_t block, unsigned char *at, size_t size)
{
	while (lane->count <= block) {
		lane->block = memory_room(lane->block, lane->count, 1, &lane->space,
		                          sizeof *lane->block);
		lane->block[lane->count++] = NULL;
	}
	lane->block[block] = at;
	if (at && size >= sizeof block)
		memcpy(at, &block, sizeof block);
}

/* What the session's heap had no room for is nobody's: nothing could ever free it. */
static void play_allocation(struct lane *lane, const struct journal *journal, const struct op *op)
{
	void *at = operation_allocate(lane->heap, op, journal_extra(journal, op));

	lane->refused += !at;
	if (op_gives(op))
		put(lane, op->block, at, op->size);
	else
		my_heap_free(lane->heap, at);
}

static void play_resize(struct lane *lane, const struct op *op, unsigned char *at)
{
	void *to = my_heap_realloc(lane->heap, at, op->size);

	lane->refused += !to;
	if (to)
		put(lane, op->block, to, op->size);
}

void lane_play(struct lane *lane, const struct journal *journal, size_t number)
{
	const struct op *op = journal_op(journal, number);
	unsigned char *at = op_changes(op) ? lane_block(lane, op->block) : NULL;

	if (op->thread > 0)
		my_heap_use_thread(lane->heap, op->thread);
	if (op_frees(op)) {
		my_heap_free(lane->heap, at);
		put(lane, op->block, NULL, 0);
	} else if (at) {
		play_resize(lane, op, at);
	} else if (op->kind >= OPERATION_MALLOC && op->kind <= OPERATION_RENEW) {
		play_allocation(lane, journal, op);
	}
}
