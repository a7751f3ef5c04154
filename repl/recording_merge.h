/* SPDX-License-Identifier: MIT
 *
 * recording_merge.h - the records of all threads of a process, in one order.
 *
 *   by time, which is known about every hundred records; and where that is not enough by what
 *   must have been: a block is handed out while it is not live, and freed while it is
 *
 *   ready     thread (until 12 us)  thread (15 us) ...   the earliest goes on,
 *   waiting   thread (malloc of 0x40, which is live; at most until 20 us) ...
 *
 * A record that cannot be yet waits for another thread's; not longer than until its own
 * thread's next time, for then what it waits for is missing. A recording with exact order is
 * put together by that.
 *
 * Rules of use
 * - Every record comes out once, those of one thread in their order; notes do not.
 * - A record costs O(log threads). At most MERGE_THREADS are read at once: of more the order is
 *   less exact. Of more than MERGE_LIVE blocks live at once it is by time alone.
 * - following: the file is still written to. What is missing may come: see merge_refresh.
 */
#ifndef MMVIZ_RECORDING_MERGE_H
#define MMVIZ_RECORDING_MERGE_H

#include "recording.h"

enum { MERGE_THREADS = 4096, MERGE_LIVE = 1 << 24 };

struct merge;

struct merged {
	struct my_trace_record record;
	uint64_t time;   /* nanoseconds since the stream began; never before the one before */
	uint32_t thread; /* as the system numbers it */
};

/* Of a stream by its number; the recording stays the caller's. */
struct merge *merge_open(struct recording *recording, size_t stream, int following);
void merge_close(struct merge *merge);

/* 1, or 0: there is nothing more; following: yet. */
int merge_next(struct merge *merge, struct merged *out);

/* After recording_refresh: threads and blocks that were added are read, too. What waited since
 * the last time, in vain, waits no longer. */
void merge_refresh(struct merge *merge);

/* Records that came out. */
uint64_t merge_records(const struct merge *merge);

/* Of them, those that waited in vain for another thread's: their place is not sure. */
uint64_t merge_unsure(const struct merge *merge);

#endif
