/* SPDX-License-Identifier: MIT
 *
 * queue.c - bytes typed and not yet used, first in first out.
 */
#include "queue.h"

size_t queue_room(const struct queue *queue)
{
	return QUEUE_BYTES - queue->count;
}

size_t queue_put(struct queue *queue, const void *bytes, size_t length)
{
	const unsigned char *from = bytes;
	size_t many = length < queue_room(queue) ? length : queue_room(queue);

	for (size_t i = 0; i < many; i++)
		queue->bytes[(queue->first + queue->count++) % QUEUE_BYTES] = from[i];
	return many;
}

int queue_pop(struct queue *queue)
{
	if (queue->count == 0)
		return -1;
	int byte = queue->bytes[queue->first];

	queue_drop(queue, 1);
	return byte;
}

size_t queue_peek(const struct queue *queue, unsigned char *out, size_t length)
{
	size_t many = length < queue->count ? length : queue->count;

	for (size_t i = 0; i < many; i++)
		out[i] = queue->bytes[(queue->first + i) % QUEUE_BYTES];
	return many;
}

void queue_drop(struct queue *queue, size_t length)
{
	size_t many = length < queue->count ? length : queue->count;

	queue->first = (queue->first + many) % QUEUE_BYTES;
	queue->count -= many;
}
