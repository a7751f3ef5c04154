/* SPDX-License-Identifier: MIT
 *
 * recording_heads.c - the way from head to head through a recording.
 *
 *   head ──length──▸ head ──length──▸ (damaged) ─ page by page ─▸ head ──▸ end
 *
 * Invariant: before recording->after every head was taken, or told as damaged, or is a gap: a page
 * that was claimed and has no head yet, because its writer has not come to it, or was killed.
 */
#define _GNU_SOURCE /* SEEK_DATA */
#include "recording_parts.h"

#include "recording_head.h"

#include <unistd.h>

static int read_head(const struct recording *recording, uint64_t at, struct my_trace_head *head)
{
	return recording_read(recording, at, head, sizeof *head) == sizeof *head;
}

/* The first head that is right, from there on up to `end`; `end` if there is none. Holes of the
 * file are passed over. */
static uint64_t find_head(const struct recording *recording, uint64_t at, uint64_t end)
{
	for (; at < end; at += MY_TRACE_PAGE) {
		struct my_trace_head head;
		off_t data = lseek(recording->file, (off_t)at, SEEK_DATA);

		if (data > (off_t)at)
			at = (uint64_t)data / MY_TRACE_PAGE * MY_TRACE_PAGE;
		if (at >= end || !read_head(recording, at, &head))
			return end;
		if (!recording_head_wrong(&head))
			return at;
	}
	return end;
}

/* An open block's head has no sum yet: where another one begins, it ends. */
static uint64_t length_of(struct recording *recording, uint64_t at,
                          const struct my_trace_head *head)
{
	uint64_t end = head->length < recording->size - at ? at + head->length
	                                                    : recording->size;
	uint64_t next;

	if (head->state == MY_TRACE_DONE)
		return head->length;
	next = find_head(recording, at + MY_TRACE_PAGE, end);
	if (next >= end)
		return head->length;
	recording_damaged(recording, next, "a block begins inside another one");
	return next - at;
}

static void keep_gap(struct recording *recording, uint64_t at)
{
	if (recording->gaps < RECORDING_GAPS)
		recording->gap[recording->gaps++] = at;
}

static void take(struct recording *recording, uint64_t at, struct my_trace_head *head)
{
	if (at >= recording->claimed)
		recording_damaged(recording, at, "a block begins beyond what was claimed");
	head->length = length_of(recording, at, head);
	if (head->state == MY_TRACE_OPEN && head->kind != MY_TRACE_RECORDS)
		keep_gap(recording, at);
	recording_take(recording, at, head);
}

/* Past a page that is no head: to the next that is. Where none follows, a page of zeros is the
 * end, which may still be written. */
static int pass_over(struct recording *recording, const struct my_trace_head *head)
{
	uint64_t at = recording->after;
	uint64_t next = find_head(recording, at + MY_TRACE_PAGE, recording->size);

	if (head->magic != 0)
		recording_damaged(recording, at, recording_head_wrong(head));
	else if (next < recording->size)
		keep_gap(recording, at);
	else
		return 0;
	recording->after = next;
	return 1;
}

void recording_read_heads(struct recording *recording)
{
	struct my_trace_head head;
	int more = 1;

	while (more && recording->after < recording->size
	       && read_head(recording, recording->after, &head)) {
		uint64_t at = recording->after;

		if (recording_head_wrong(&head)) {
			more = pass_over(recording, &head);
			continue;
		}
		take(recording, at, &head);
		recording->after = at + head.length;
	}
}

/* ------------------------------------------------------------------ once more, later */

static int read_gaps(struct recording *recording)
{
	size_t gaps = recording->gaps;
	int changed = 0;

	recording->gaps = 0;
	for (size_t i = 0; i < gaps; i++) {
		uint64_t at = recording->gap[i];
		struct my_trace_head head;

		if (!read_head(recording, at, &head) || recording_head_wrong(&head)) {
			keep_gap(recording, at);
			continue;
		}
		take(recording, at, &head);
		changed = 1;
	}
	return changed;
}

static int read_open_block(struct recording *recording, const struct recording_thread *thread)
{
	struct recording_block *block = &recording->block[thread->last - 1];
	struct my_trace_head head;

	if (block->state != MY_TRACE_OPEN || !read_head(recording, block->offset, &head)
	    || recording_head_wrong(&head) || head.state == MY_TRACE_OPEN)
		return 0;
	block->state = head.state;
	block->bytes = head.bytes;
	block->records = head.records;
	recording->stream[thread->stream - 1].records -= block->operations;
	block->operations = recording_head_operations(&head);
	recording->stream[thread->stream - 1].records += block->operations;
	block->sum = head.sum;
	return 1;
}

int recording_read_again(struct recording *recording)
{
	int changed = read_gaps(recording);

	for (size_t i = 0; i < recording->threads; i++)
		changed |= read_open_block(recording, &recording->thread[i]);
	return changed;
}
