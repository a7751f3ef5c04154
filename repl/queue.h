/* SPDX-License-Identifier: MIT
 *
 * queue.h - bytes typed and not yet used, first in first out.
 *
 * Between the terminal and readline: what was read ahead (to see whether an escape stands
 * alone) is not lost, and readline can be told whether more is there. When it is full,
 * the rest waits in the terminal.
 */
#ifndef MMVIZ_QUEUE_H
#define MMVIZ_QUEUE_H

#include <stddef.h>

enum { QUEUE_BYTES = 4096 };

/* Empty when zeroed. */
struct queue {
	unsigned char bytes[QUEUE_BYTES];
	size_t first, count;
};

size_t queue_room(const struct queue *queue);

/* How many of the bytes were taken: all that there is room for. */
size_t queue_put(struct queue *queue, const void *bytes, size_t length);

/* The next byte, taken out; -1 when there is none. */
int queue_pop(struct queue *queue);

/* Copies the next bytes, at most length, without taking them out. */
size_t queue_peek(const struct queue *queue, unsigned char *out, size_t length);

void queue_drop(struct queue *queue, size_t length);

#endif
