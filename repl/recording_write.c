/* SPDX-License-Identifier: MIT
 *
 * recording_write.c - operations as a recording.
 *
 * Invariant: writer->length bytes of the file are written, a whole number of pages.
 */
#include "recording_write.h"

#include "memory.h"
#include "my_trace.h"
#include "recording_head.h"
#include "slots.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { NOTE_EVERY = 128, ROOM = RECORDING_BLOCK - MY_TRACE_HEAD };

/* The block that a thread's records go to. */
struct page_writer {
	uint64_t thread;
	struct my_trace_head head;
	struct my_trace_coder coder;
	uint64_t noted; /* records up to the last note */
	unsigned char payload[ROOM];
};

struct recording_writer {
	FILE *out;
	uint64_t length, order;
	int addresses;
	struct page_writer *block[RECORDING_BLOCKS];
	size_t blocks;
	struct slots by_thread;
};

static uint32_t hash_of(uint64_t thread)
{
	return (uint32_t)(thread * 0x9e3779b97f4a7c15u >> 32);
}

/* The payload behind its head, and zeros up to a page. */
static void put_block(struct recording_writer *writer, struct my_trace_head *head,
                      const void *payload)
{
	static const char zeros[MY_TRACE_PAGE];
	size_t used = MY_TRACE_HEAD + (size_t)head->bytes;
	size_t length = (used + MY_TRACE_PAGE - 1) / MY_TRACE_PAGE * MY_TRACE_PAGE;

	head->magic = MY_TRACE_MAGIC;
	head->version = MY_TRACE_VERSION;
	head->state = MY_TRACE_DONE;
	head->length = length;
	if (head->kind != MY_TRACE_FILE) {
		head->sum = my_trace_sum(payload, (size_t)head->bytes);
		head->head_sum = recording_head_sum(head);
	}
	fwrite(head, MY_TRACE_HEAD, 1, writer->out);
	fwrite(payload, 1, (size_t)head->bytes, writer->out);
	fwrite(zeros, 1, length - used, writer->out);
	writer->length += length;
}

static void put_file(struct recording_writer *writer, uint64_t claimed)
{
	struct my_trace_head head = {
		.kind = MY_TRACE_FILE, .claimed = claimed, .streams = 1,
		.flags = MY_TRACE_EXACT | (writer->addresses ? 0 : MY_TRACE_NUMBERED),
		.order = writer->order,
	};

	put_block(writer, &head, "");
}

struct recording_writer *recording_write_start(FILE *out, const char *program, int addresses)
{
	struct recording_writer *writer = memory_new(1, sizeof *writer);
	struct my_trace_head head = {
		.kind = MY_TRACE_STREAM, .stream = 1, .bytes = strlen(program) + 1,
	};

	writer->out = out;
	writer->addresses = addresses;
	slots_create(&writer->by_thread);
	put_file(writer, 0);
	put_block(writer, &head, program);
	return writer;
}

/* ---------------------------------------------------------------------------- blocks */

static void put_records(struct recording_writer *writer, struct page_writer *block)
{
	if (block->head.bytes)
		put_block(writer, &block->head, block->payload);
	free(block);
}

static void put_all(struct recording_writer *writer)
{
	for (size_t i = 0; i < writer->blocks; i++)
		put_records(writer, writer->block[i]);
	writer->blocks = 0;
	slots_clear(&writer->by_thread);
}

static struct page_writer *new_block(uint64_t thread, uint64_t time)
{
	struct page_writer *block = memory_new(1, sizeof *block);

	block->thread = thread;
	block->head = (struct my_trace_head){
		.kind = MY_TRACE_RECORDS, .stream = 1, .thread = (uint32_t)thread, .time = time,
	};
	return block;
}

static size_t find_block(const struct recording_writer *writer, uint64_t thread)
{
	size_t at, found = slots_first(&writer->by_thread, hash_of(thread), &at);

	while (found != SIZE_MAX && writer->block[found]->thread != thread)
		found = slots_next(&writer->by_thread, hash_of(thread), &at);
	return found;
}

/* One with room for two records. */
static struct page_writer *block_for(struct recording_writer *writer, uint64_t thread,
                                     uint64_t time)
{
	size_t found = find_block(writer, thread);

	if (found == SIZE_MAX) {
		if (writer->blocks == RECORDING_BLOCKS)
			put_all(writer);
		found = writer->blocks++;
		writer->block[found] = new_block(thread, time);
		slots_add(&writer->by_thread, found, hash_of(thread));
	} else if (writer->block[found]->head.bytes + 2 * MY_TRACE_RECORD > ROOM) {
		put_records(writer, writer->block[found]);
		writer->block[found] = new_block(thread, time);
	}
	return writer->block[found];
}

/* --------------------------------------------------------------------------- records */

static void put(struct page_writer *block, const struct my_trace_record *record)
{
	block->head.bytes += my_trace_encode(&block->coder, block->payload + block->head.bytes, 1,
	                                     record);
	block->head.records++;
}

static void note_time(struct recording_writer *writer, struct page_writer *block, uint64_t time)
{
	if (time == 0 || block->head.records < block->noted)
		return;
	put(block, &(struct my_trace_record){ .kind = MY_TRACE_NOTE, .time = time,
	                                      .order = writer->order });
	block->head.notes++;
	block->noted = block->head.records + NOTE_EVERY;
}

int recording_write(struct recording_writer *writer, const struct trace_operation *operation)
{
	static const enum my_trace_kind kinds[TRACE_KINDS] = {
		[TRACE_MALLOC] = MY_TRACE_MALLOC,   [TRACE_CALLOC] = MY_TRACE_CALLOC,
		[TRACE_ALIGNED] = MY_TRACE_ALIGNED, [TRACE_REALLOC] = MY_TRACE_REALLOC,
		[TRACE_FREE] = MY_TRACE_FREE,
	};
	struct my_trace_record record = {
		.kind = kinds[operation->kind], .size = trace_wanted(operation),
		.caller = operation->caller, .alignment = operation->alignment,
	};
	struct page_writer *block;

	if (record.kind == MY_TRACE_FREE || record.kind == MY_TRACE_REALLOC)
		record.old = operation->old;
	if (record.kind != MY_TRACE_FREE)
		record.block = operation->block;
	if (record.kind == MY_TRACE_END)
		return 1;
	if (record.kind == MY_TRACE_FREE && record.old == 0)
		return 0;
	block = block_for(writer, operation->thread, operation->time);
	note_time(writer, block, operation->time);
	record.order = writer->order++;
	put(block, &record);
	return 1;
}

int recording_write_end(struct recording_writer *writer)
{
	uint64_t length;
	int reason;

	put_all(writer);
	length = writer->length;
	reason = fseek(writer->out, 0, SEEK_SET) != 0 ? errno : 0;
	if (!reason)
		put_file(writer, length);
	if (!reason && (fflush(writer->out) != 0 || ferror(writer->out)))
		reason = errno ? errno : EIO;
	slots_free(&writer->by_thread);
	free(writer);
	return reason;
}
