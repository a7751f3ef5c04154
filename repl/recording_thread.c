/* SPDX-License-Identifier: MIT
 *
 * recording_thread.c - the records of one thread of a recording, block after block.
 *
 * Invariant: while at + MY_TRACE_RECORD > have, have reaches to the end of what the file holds
 * of the block; so the decoder never sees a record's half where the file has all of it.
 */
#include "recording_thread.h"

#include "memory.h"
#include "number.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS = 240 };

static const struct recording_block *block_of(const struct strand *strand)
{
	return recording_block(strand->recording, strand->block);
}

/* ------------------------------------------------------------------------- blocks */

/* A block that is done is summed up before anything of it is believed. */
static int is_sum_right(const struct strand *strand, const struct recording_block *block)
{
	unsigned char *bytes;
	size_t have;
	int right;

	if (block->state != MY_TRACE_DONE || block->cut)
		return 1;
	bytes = memory_new((size_t)block->bytes, 1);
	have = recording_read(strand->recording, block->offset + MY_TRACE_HEAD, bytes,
	                      (size_t)block->bytes);
	right = have == block->bytes && my_trace_sum(bytes, have) == block->sum;
	free(bytes);
	return right;
}

/* What is left of the block is not read. */
static void pass_over(struct strand *strand)
{
	strand->passed_over = 1;
	strand->left = 0;
	strand->decoded = block_of(strand)->records;
}

static void begin_block(struct strand *strand, uint32_t number)
{
	const struct recording_block *block = recording_block(strand->recording, number);
	char words[WORDS];

	strand->block = number;
	strand->offset = block->offset + MY_TRACE_HEAD;
	strand->have = strand->at = 0;
	strand->left = block->bytes;
	strand->decoded = 0;
	strand->passed_over = 0;
	if (block->time > strand->time)
		strand->time = block->time;
	memset(&strand->coder, 0, sizeof strand->coder);
	if (is_sum_right(strand, block))
		return;
	snprintf(words, sizeof words, "a block of %s has a wrong sum, and was passed over",
	         counted(block->operations, "operation", "operations").text);
	recording_damaged(strand->recording, block->offset, words);
	pass_over(strand);
}

static uint32_t block_after(const struct recording *recording, uint32_t thread, uint32_t block)
{
	return block ? recording_block(recording, block)->next
	             : recording_thread(recording, thread)->first;
}

/* 1: there was one. */
static int go_to_next_block(struct strand *strand)
{
	uint32_t next = block_after(strand->recording, strand->thread, strand->block);

	if (next)
		begin_block(strand, next);
	return next != 0;
}

/* The bytes of the payload that are there now: of an open block more may come. */
static void fill_window(struct strand *strand)
{
	uint64_t wanted = strand->left < STRAND_WINDOW ? strand->left : STRAND_WINDOW;

	strand->offset += strand->at;
	strand->at = 0;
	strand->have = recording_read(strand->recording, strand->offset, strand->window,
	                              (size_t)wanted);
}

/* -------------------------------------------------------------------------- records */

/* It has no more records, and should have had others. */
static void check_count(struct strand *strand)
{
	const struct recording_block *block = block_of(strand);
	char words[WORDS];

	if (block->state != MY_TRACE_DONE || block->cut || strand->decoded == block->records)
		return;
	snprintf(words, sizeof words, "a block has %s where its head says %s",
	         counted(strand->decoded, "record", "records").text,
	         comma(block->records).text);
	recording_damaged(strand->recording, block->offset, words);
	strand->decoded = block->records;
}

/* The rest of the block is no record. What was cut off is no damage. */
static void pass_over_rest(struct strand *strand)
{
	size_t there = strand->have - strand->at;

	if (there >= strand->left || there >= MY_TRACE_RECORD)
		recording_damaged(strand->recording, strand->offset + strand->at,
		                  "this is no record, and the rest of its block was passed over");
	pass_over(strand);
}

static int decode_there(struct strand *strand, struct my_trace_record *out)
{
	return my_trace_decode(&strand->coder, strand->window + strand->at,
	                       strand->have - strand->at, recording_is_exact(strand->recording),
	                       out);
}

/* 1, or 0: the block has no more, now. */
static int decode(struct strand *strand, struct my_trace_record *out)
{
	int took, fresh = strand->at + MY_TRACE_RECORD > strand->have
	                  && strand->have - strand->at < strand->left;

	if (fresh)
		fill_window(strand);
	if (strand->left == 0)
		return 0;
	took = decode_there(strand, out);
	if (took == 0 && !fresh) { /* the window is from before, and more may have come since */
		fill_window(strand);
		took = decode_there(strand, out);
	}
	if (took < 0)
		pass_over_rest(strand);
	if (took <= 0) { /* what comes here later is read then */
		strand->have = strand->at;
		return 0;
	}
	strand->at += (size_t)took;
	strand->left -= (uint64_t)took;
	strand->decoded++;
	return 1;
}

/* An open block may have been finished since it was begun. */
static uint64_t left_of(const struct strand *strand)
{
	const struct recording_block *block = block_of(strand);
	uint64_t used = strand->offset + strand->at - (block->offset + MY_TRACE_HEAD);

	return block->bytes > used ? block->bytes - used : 0;
}

int strand_is_over(const struct strand *strand)
{
	return strand->block && (block_of(strand)->state != MY_TRACE_OPEN || strand->left == 0);
}

/* The time that is sure after the batch: of a note, or of the next block. */
static void end_batch(struct strand *strand, int sure)
{
	strand->until = sure ? strand->time : UINT64_MAX;
	strand->step = sure && strand->count
	                       ? (double)(strand->until - strand->from) / (double)strand->count
	                       : 0;
}

static void take_note(struct strand *strand, const struct my_trace_record *note)
{
	if (note->time > strand->time)
		strand->time = note->time;
	if (strand->count == 0)
		strand->from = strand->time;
}

/* 1: the block has more, or another one follows. */
static int fill_from_block(struct strand *strand)
{
	while (strand->count < STRAND_BATCH) {
		struct my_trace_record *record = &strand->batch[strand->count];

		if (!decode(strand, record))
			return 0;
		if (record->kind != MY_TRACE_NOTE) {
			strand->count++;
			continue;
		}
		take_note(strand, record);
		if (strand->count)
			break;
	}
	return 1;
}

static int fill_batch(struct strand *strand)
{
	strand->count = strand->taken = 0;
	strand->from = strand->time;
	if (strand->block && !strand->passed_over)
		strand->left = left_of(strand);
	while (!strand->block || !fill_from_block(strand)) {
		if (strand->block && strand_is_over(strand))
			check_count(strand);
		if (!go_to_next_block(strand)) {
			end_batch(strand, 0);
			return strand->count > 0;
		}
		if (strand->count)
			break;
		strand->from = strand->time;
	}
	end_batch(strand, strand->count < STRAND_BATCH);
	return strand->count > 0;
}

/* ----------------------------------------------------------------------------- face */

struct strand *strand_open(struct recording *recording, uint32_t thread, uint32_t after)
{
	struct strand *strand;

	if (!block_after(recording, thread, after))
		return NULL;
	strand = memory_new(1, sizeof *strand);
	strand->recording = recording;
	strand->thread = thread;
	strand->block = after;
	if (after)
		pass_over(strand);
	strand->window = memory_new(STRAND_WINDOW, 1);
	return strand;
}

void strand_close(struct strand *strand)
{
	if (!strand)
		return;
	free(strand->window);
	free(strand);
}

const struct my_trace_record *strand_peek(struct strand *strand)
{
	if (strand->taken == strand->count && !fill_batch(strand))
		return NULL;
	return &strand->batch[strand->taken];
}

void strand_take(struct strand *strand)
{
	strand->taken++;
}

uint64_t strand_time(const struct strand *strand)
{
	return strand->from + (uint64_t)(strand->step * (double)strand->taken);
}

uint64_t strand_count(struct recording *recording, uint32_t block)
{
	struct strand *strand = memory_new(1, sizeof *strand);
	struct my_trace_record record;
	uint64_t count = 0;

	strand->recording = recording;
	strand->window = memory_new(STRAND_WINDOW, 1);
	begin_block(strand, block);
	while (decode(strand, &record))
		count += record.kind != MY_TRACE_NOTE;
	strand_close(strand);
	return count;
}
