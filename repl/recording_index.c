/* SPDX-License-Identifier: MIT
 *
 * recording_index.c - what the heads of a recording make: streams, threads, chains of blocks.
 */
#include "recording_parts.h"

#include "memory.h"
#include "recording_head.h"

#include <stdlib.h>
#include <string.h>

enum { WORDS_MOST = 1 << 16 }; /* bytes of a program's path and arguments that are kept */

static uint32_t hash_of(uint64_t number)
{
	return (uint32_t)(number * 0x9e3779b97f4a7c15u >> 32);
}

/* -------------------------------------------------------------------------- streams */

static size_t find_stream(const struct recording *recording, uint32_t number)
{
	size_t at, found = slots_first(&recording->streams_by_number, hash_of(number), &at);

	while (found != SIZE_MAX && recording->stream[found].number != number)
		found = slots_next(&recording->streams_by_number, hash_of(number), &at);
	return found;
}

/* Its index: it is made when it is met first, by whichever block. */
static size_t stream_of(struct recording *recording, uint32_t number)
{
	size_t index = find_stream(recording, number);

	if (index != SIZE_MAX)
		return index;
	index = recording->streams++;
	recording->stream = memory_room(recording->stream, index, 1, &recording->stream_space,
	                                sizeof *recording->stream);
	recording->maps = memory_room(recording->maps, index, 1, &recording->maps_space,
	                              sizeof *recording->maps);
	recording->stream[index] = (struct recording_stream){ .number = number, .program = "" };
	recording->maps[index] = (struct recording_maps){ 0 };
	slots_add(&recording->streams_by_number, index, hash_of(number));
	return index;
}

/* The payload of a small block, a 0 behind it; the caller's. */
static char *payload_of(const struct recording *recording, uint64_t offset,
                        const struct my_trace_head *head, size_t *size)
{
	uint64_t bytes = head->bytes < WORDS_MOST ? head->bytes : WORDS_MOST;
	char *payload = memory_new((size_t)bytes + 1, 1);

	*size = recording_read(recording, offset + MY_TRACE_HEAD, payload, (size_t)bytes);
	return payload;
}

static int is_sum_wrong(const struct my_trace_head *head, const char *payload, size_t size)
{
	return head->state == MY_TRACE_DONE && size == head->bytes
	       && my_trace_sum(payload, size) != head->sum;
}

static void take_stream(struct recording *recording, uint64_t offset,
                        const struct my_trace_head *head)
{
	size_t index = stream_of(recording, head->stream), size, length;
	struct recording_stream *stream = &recording->stream[index];
	char *words = payload_of(recording, offset, head, &size);

	if (is_sum_wrong(head, words, size))
		recording_damaged(recording, offset, "the name of a program has a wrong sum");
	if (*stream->program)
		free((char *)(uintptr_t)stream->program);
	stream->process = head->process;
	stream->parent = head->parent;
	stream->started = head->time;
	stream->stopped = (head->flags & MY_TRACE_STOPPED) != 0;
	length = strlen(words);
	stream->program = *words ? words : "";
	stream->arguments = *words && length < size ? words + length + 1 : "";
	stream->arguments_size = *words && length < size ? size - length - 1 : 0;
	if (!*words)
		free(words);
}

static void take_maps(struct recording *recording, uint64_t offset,
                      const struct my_trace_head *head)
{
	size_t stream = stream_of(recording, head->stream);

	recording->maps[stream] = (struct recording_maps){ offset + MY_TRACE_HEAD, head->bytes };
}

/* -------------------------------------------------------------------------- threads */

static uint64_t name_of(uint32_t stream, uint32_t number)
{
	return (uint64_t)stream << 32 | number;
}

static struct recording_thread *add_thread(struct recording *recording, size_t stream,
                                           uint32_t number)
{
	struct recording_stream *owner = &recording->stream[stream];
	size_t index = recording->threads++;

	recording->thread = memory_room(recording->thread, index, 1, &recording->thread_space,
	                                sizeof *recording->thread);
	recording->thread[index] = (struct recording_thread){
		.number = number, .stream = (uint32_t)stream + 1,
	};
	slots_add(&recording->threads_by_number, index,
	          hash_of(name_of((uint32_t)stream + 1, number)));
	if (owner->last)
		recording->thread[owner->last - 1].next = (uint32_t)index + 1;
	else
		owner->first = (uint32_t)index + 1;
	owner->last = (uint32_t)index + 1;
	owner->threads++;
	return &recording->thread[index];
}

static struct recording_thread *thread_of(struct recording *recording, size_t stream,
                                          uint32_t number)
{
	uint32_t hash = hash_of(name_of((uint32_t)stream + 1, number));
	size_t at, found = slots_first(&recording->threads_by_number, hash, &at);

	while (found != SIZE_MAX && (recording->thread[found].number != number
	                             || recording->thread[found].stream != stream + 1))
		found = slots_next(&recording->threads_by_number, hash, &at);
	return found != SIZE_MAX ? &recording->thread[found]
	                         : add_thread(recording, stream, number);
}

/* A block behind the last one of its thread. Without room on the disk it holds nothing. */
static void take_records(struct recording *recording, uint64_t offset,
                         const struct my_trace_head *head)
{
	size_t stream = stream_of(recording, head->stream), index = recording->blocks;
	struct recording_thread *thread;
	int done = head->state == MY_TRACE_DONE;
	uint64_t end = offset + MY_TRACE_HEAD + head->bytes;

	if (head->state == MY_TRACE_SPOILT)
		return;
	thread = thread_of(recording, stream, head->thread);
	recording->block = memory_room(recording->block, index, 1, &recording->block_space,
	                               sizeof *recording->block);
	recording->block[index] = (struct recording_block){
		.offset = offset, .length = head->length,
		.bytes = done ? head->bytes : head->length - MY_TRACE_HEAD,
		.records = done ? head->records : 0,
		.operations = done ? recording_head_operations(head) : 0,
		.time = head->time, .sum = head->sum, .state = head->state,
		.cut = done && end > recording->size,
	};
	recording->blocks++;
	if (thread->last)
		recording->block[thread->last - 1].next = (uint32_t)index + 1;
	else
		thread->first = (uint32_t)index + 1;
	thread->last = (uint32_t)index + 1;
	recording->stream[stream].records += recording->block[index].operations;
}

void recording_take(struct recording *recording, uint64_t offset,
                    const struct my_trace_head *head)
{
	static void (*const takes[MY_TRACE_BLOCKS])(struct recording *, uint64_t,
	                                            const struct my_trace_head *) = {
		[MY_TRACE_STREAM] = take_stream,
		[MY_TRACE_MAPS] = take_maps,
		[MY_TRACE_RECORDS] = take_records,
	};

	takes[head->kind](recording, offset, head);
}
