/* SPDX-License-Identifier: MIT
 *
 * recording_queue.c - threads of a recording, the one with the least key first.
 *
 * Invariant: no strand has a lesser key than the one at half its place.
 */
#include "recording_queue.h"

#include "memory.h"

#include <stdlib.h>

void strand_queue_free(struct strand_queue *queue)
{
	free(queue->strand);
	*queue = (struct strand_queue){ 0 };
}

static void set(struct strand_queue *queue, size_t place, struct strand *strand)
{
	queue->strand[place] = strand;
	strand->place = place;
}

/* Of equal keys the one that came first in the file goes first. */
static int is_before(const struct strand *a, const struct strand *b)
{
	return a->key != b->key ? a->key < b->key : a->thread < b->thread;
}

static void rise(struct strand_queue *queue, struct strand *strand)
{
	size_t place = strand->place;

	for (; place > 0; place = (place - 1) / 2) {
		struct strand *parent = queue->strand[(place - 1) / 2];

		if (!is_before(strand, parent))
			break;
		set(queue, place, parent);
	}
	set(queue, place, strand);
}

static void sink(struct strand_queue *queue, struct strand *strand)
{
	size_t place = strand->place;

	for (;;) {
		size_t least = 2 * place + 1;

		if (least + 1 < queue->count
		    && is_before(queue->strand[least + 1], queue->strand[least]))
			least++;
		if (least >= queue->count || !is_before(queue->strand[least], strand))
			break;
		set(queue, place, queue->strand[least]);
		place = least;
	}
	set(queue, place, strand);
}

void strand_queue_move(struct strand_queue *queue, struct strand *strand)
{
	rise(queue, strand);
	sink(queue, strand);
}

void strand_queue_put(struct strand_queue *queue, struct strand *strand)
{
	queue->strand = memory_room(queue->strand, queue->count, 1, &queue->space,
	                            sizeof(struct strand *));
	set(queue, queue->count++, strand);
	strand->queued = 1;
	rise(queue, strand);
}

void strand_queue_take(struct strand_queue *queue, struct strand *strand)
{
	struct strand *last = queue->strand[--queue->count];

	strand->queued = 0;
	if (last == strand)
		return;
	set(queue, strand->place, last);
	strand_queue_move(queue, last);
}
