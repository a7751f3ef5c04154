/* SPDX-License-Identifier: MIT
 *
 * recording_queue.h - threads of a recording, the one with the least key first: a binary heap.
 */
#ifndef MMVIZ_RECORDING_QUEUE_H
#define MMVIZ_RECORDING_QUEUE_H

#include "recording_thread.h"

struct strand_queue {
	struct strand **strand; /* strand[0] has the least key; each knows its place */
	size_t count, space;
};

void strand_queue_free(struct strand_queue *queue); /* not the strands */

/* O(log count). The strand is in no queue; it is in this one. */
void strand_queue_put(struct strand_queue *queue, struct strand *strand);
void strand_queue_take(struct strand_queue *queue, struct strand *strand);

/* Its key has changed. */
void strand_queue_move(struct strand_queue *queue, struct strand *strand);

#endif
