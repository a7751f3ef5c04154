/* SPDX-License-Identifier: MIT
 *
 * recorder_short.h - the short ways of recorder_tell, to be inlined: a record of the two kinds
 * that most programs ask for most, when it was foreseen and the thread's block has room for it.
 */
#ifndef ALLOC_RECORDER_SHORT_H
#define ALLOC_RECORDER_SHORT_H

#include "recorder.h"
#include "trace_coder.h"

enum { RECORDER_BUSY = -1 };

/* One thread's, in memory that a child of any fork finds zeroed: there it has no block. */
struct recorder {
	unsigned char *at;       /* where the next record goes */
	long left;               /* records that certainly fit, until something has to be prepared;
	                          * BUSY: in the middle of one, which nothing may interrupt */
	struct my_trace_coder coder;
	long numbered;           /* the same as left when the recording is exact; left is 0 then */
	long granted;            /* what it was at first */
	uint64_t records;        /* in the block, before the last preparation */
	unsigned char *end;      /* of the block */
	struct my_trace_head *block;
	const struct my_trace_head *file; /* the head of the file that the block is in */
	uint64_t looked; /* when it was asked last whether anybody waits for the recording */
	unsigned exchanges; /* notes that come close to each other yet */
	int exact;
};

/* The thread's; before its first record, and after its end, one that has no room. */
extern __thread struct recorder *recorder_own
	__attribute__((tls_model("initial-exec"), visibility("hidden")));

static inline struct coder *recorder_coder(struct recorder *recorder)
{
	return (struct coder *)&recorder->coder;
}

/* Whether the short ways are open. */
static inline int recorder_is_ready(void)
{
	return recorder_own->left > 0;
}

/* From here to the end a signal handler records by the long way. Returns where a record goes: a
 * handler may have recorded until now. */
static inline unsigned char *recorder_short_begin(struct recorder *recorder, long *left)
{
	*left = recorder->left;
	recorder->left = RECORDER_BUSY;
	__atomic_signal_fence(__ATOMIC_SEQ_CST);
	return recorder->at;
}

static inline int recorder_short_end(struct recorder *recorder, long left, unsigned char *at,
                                     int foresaw)
{
	recorder->at = at + foresaw;
	__atomic_signal_fence(__ATOMIC_SEQ_CST);
	recorder->left = left - foresaw;
	return foresaw;
}

/* It is ready. 1: it is recorded. 0: recorder_tell has to do that. */
static inline int recorder_foresaw_malloc(uint64_t block, uint64_t size, uint64_t caller)
{
	struct recorder *recorder = recorder_own;
	long left;
	unsigned char *at = recorder_short_begin(recorder, &left);

	return recorder_short_end(recorder, left, at,
	                          encode_foreseen_malloc(recorder_coder(recorder), at, block,
	                                                 size, caller));
}

static inline int recorder_foresaw_free(uint64_t block, uint64_t caller)
{
	struct recorder *recorder = recorder_own;
	long left;
	unsigned char *at = recorder_short_begin(recorder, &left);

	return recorder_short_end(recorder, left, at,
	                          encode_foreseen_free(recorder_coder(recorder), at, block,
	                                               caller));
}

#endif
