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

#include <stddef.h>
#include <unistd.h>

enum { LENGTH_MOST = 1 << 28 }; /* of a block that is believed */

static int read_head(const struct recording *recording, uint64_t at, struct my_trace_head *head)
{
	return recording_read(recording, at, head, sizeof *head) == sizeof *head;
}

static int is_sum_wrong(const struct my_trace_head *head)
{
	return head->state == MY_TRACE_DONE
	       && head->head_sum
	                  != my_trace_sum(head, offsetof(struct my_trace_head, head_sum));
}

/* Why this is no head, or NULL. */
static const char *wrong_head(const struct my_trace_head *head)
{
	if (head->magic != MY_TRACE_MAGIC)
		return "the head of a block was expected";
	if (is_sum_wrong(head))
		return "the head of a block has a wrong sum";
	if (head->version != MY_TRACE_VERSION)
		return "a block has another version than the file";
	if (head->kind == MY_TRACE_FILE || head->kind >= MY_TRACE_BLOCKS)
		return "a block is of no kind that is known";
	if (head->state < MY_TRACE_OPEN || head->state > MY_TRACE_SPOILT
	    || (head->state == MY_TRACE_SPOILT && head->head_sum))
		return "a block has a state that does not exist";
	if (head->length == 0 || head->length % MY_TRACE_PAGE || head->length > LENGTH_MOST)
		return "the length of a block is none";
	if (head->state == MY_TRACE_DONE && head->bytes > head->length - MY_TRACE_HEAD)
		return "a block holds more bytes than it is long";
	return NULL;
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
		if (!wrong_head(&head))
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
		recording_damaged(recording, at, wrong_head(head));
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

		if (wrong_head(&head)) {
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

		if (!read_head(recording, at, &head) || wrong_head(&head)) {
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
	    || wrong_head(&head) || head.state == MY_TRACE_OPEN)
		return 0;
	block->state = head.state;
	block->bytes = head.bytes;
	block->records = head.records;
	recording->stream[thread->stream - 1].records -= block->operations;
	block->operations = recording_operations(&head);
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
