/* SPDX-License-Identifier: MIT
 *
 * recorder_request.h - a running program is asked from outside to record, or to stop.
 *
 * The request lies in the library's memory (my_trace.h); threads look at it in their long ways.
 * Whoever takes it answers it.
 */
#ifndef ALLOC_RECORDER_REQUEST_H
#define ALLOC_RECORDER_REQUEST_H

#include "my_heap.h"
#include "my_trace.h"

extern struct my_trace_request my_malloc_record_request
	__attribute__((visibility("default")));

static inline int recorder_request_waits(void)
{
	uint32_t state = __atomic_load_n(&my_malloc_record_request.state, __ATOMIC_ACQUIRE);

	return state == MY_TRACE_ASKED || state == MY_TRACE_STOP;
}

/* What is to be written, and where, so that the main thread looks: an 8 byte word. */
void recorder_request_wakes(void *at, void *word);

/* Stops, when that is what is asked. */
void recorder_request_obey(void);

/* Takes it. 1: the file is open, and recorder_request_start has to follow. errno is
 * preserved. */
int recorder_request_take(void);

/* With all locks of the heap: what is there is written, and from here on all is recorded, as
 * far as it comes to the recorder. When all threads do that, it has started. */
void recorder_request_start(const my_heap *heap);
void recorder_request_started(void);

/* There is no recording any more. */
void recorder_request_ended(void);

#endif
