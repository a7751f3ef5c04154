/* SPDX-License-Identifier: MIT
 *
 * recording_thread.h - the records of one thread of a recording, block after block.
 *
 *   block ─▸ window of the file ─▸ batch: the records between two notes of the time ─▸ next
 *
 * A note says the time once for many records. In between, times are spread evenly; what is
 * sure of a record is that it was made no later than `until`, the time of the note after it.
 *
 * Rules of use
 * - Memory is the same whatever the file says: a window and a batch.
 * - A block with a wrong sum is passed over, and told (recording_damaged).
 */
#ifndef MMVIZ_RECORDING_THREAD_H
#define MMVIZ_RECORDING_THREAD_H

#include "recording.h"

enum { STRAND_BATCH = 192, STRAND_WINDOW = 1 << 16 };

struct strand {
	struct recording *recording;
	uint32_t thread; /* number in the recording */
	uint32_t block;  /* that is read; 0: none yet */
	uint64_t time;   /* of the last note */

	/* Of the records of the block, from `offset` of the file on. */
	unsigned char *window;
	uint64_t offset;
	size_t have, at;
	uint64_t left;    /* bytes of the payload from offset + at on */
	uint64_t decoded; /* records */
	int passed_over;  /* what is left of it */
	struct my_trace_coder coder;

	struct my_trace_record batch[STRAND_BATCH];
	size_t count, taken;
	uint64_t from, until; /* their times */
	double step;          /* from one to the next */

	uint64_t key, wants; /* its owner's: recording_merge.c, */
	size_t member;
	size_t place;        /* and recording_queue.c's */
	int queued;
};

/* Reads on after that block; 0: from the first on. NULL: no block follows. */
struct strand *strand_open(struct recording *recording, uint32_t thread, uint32_t after);
void strand_close(struct strand *strand);

/* The next record, which stays the next until strand_take; NULL: there is none yet. */
const struct my_trace_record *strand_peek(struct strand *strand);
void strand_take(struct strand *strand);

/* Of the next record. */
uint64_t strand_time(const struct strand *strand);

/* How many operations a block holds now, by decoding it. */
uint64_t strand_count(struct recording *recording, uint32_t block);

/* Whether its thread has no open block in which further records may come. */
int strand_is_over(const struct strand *strand);

#endif
