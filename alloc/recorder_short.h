/* SPDX-License-Identifier: MIT
 *
 * recorder_short.h - the short ways of recorder_tell, to be inlined: a record of the two kinds
 * that most programs ask for most, when there is room for it in the thread's block.
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
	                          * BUSY: in the middle of one, what interrupts it is not recorded */
	struct my_trace_coder coder;
	long numbered;           /* the same as left when the recording is exact; left is 0 then */
	long granted;            /* what it was at first */
	uint64_t records;        /* in the block, before the last preparation */
	unsigned char *end;      /* of the block */
	struct my_trace_head *block;
	int exact;
};

/* The thread's; before its first record, and after its end, one that has no room. */
extern __thread struct recorder *recorder_own
	__attribute__((tls_model("initial-exec"), visibility("hidden")));

/* The long ways. */
void recorder_malloc_slowly(uint64_t block, uint64_t size, uint64_t caller);
void recorder_free_slowly(uint64_t block, uint64_t caller);

/* A caller that has not been met in this block. */
void recorder_meets(uint64_t caller);

static inline struct coder *recorder_coder(struct recorder *recorder)
{
	return (struct coder *)&recorder->coder;
}

static inline void recorder_tell_malloc(uint64_t block, uint64_t size, uint64_t caller)
{
	struct recorder *recorder = recorder_own;
	long left = recorder->left;

	if (__builtin_expect(left <= 0, 0)) {
		recorder_malloc_slowly(block, size, caller);
		return;
	}
	recorder->left = RECORDER_BUSY;
	__atomic_signal_fence(__ATOMIC_SEQ_CST);
	if (encode_malloc(recorder_coder(recorder), &recorder->at, block, size, caller))
		recorder_meets(caller);
	__atomic_signal_fence(__ATOMIC_SEQ_CST);
	recorder->left = left - 1;
}

static inline void recorder_tell_free(uint64_t block, uint64_t caller)
{
	struct recorder *recorder = recorder_own;
	long left = recorder->left;

	if (__builtin_expect(left <= 0, 0)) {
		recorder_free_slowly(block, caller);
		return;
	}
	recorder->left = RECORDER_BUSY;
	__atomic_signal_fence(__ATOMIC_SEQ_CST);
	if (encode_free(recorder_coder(recorder), &recorder->at, block, caller))
		recorder_meets(caller);
	__atomic_signal_fence(__ATOMIC_SEQ_CST);
	recorder->left = left - 1;
}

#endif
