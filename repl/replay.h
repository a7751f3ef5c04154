/* SPDX-License-Identifier: MIT
 *
 * replay.h - plays the operations of a recorded program on the session's heap.
 *
 * Operations are not observed: this runs at the heap's full speed. What a recording
 * cannot tell for sure is counted, and no failure:
 *
 *   recorded                            played
 *   malloc etc. whose result is NULL    nothing
 *   free of NULL                        nothing
 *   free of what is not live            nothing, counted
 *   realloc of what is not live         an allocation, counted
 *   a result that is still live         its free was lost: the older one is freed, counted
 *
 * Every operation enters the session's journal: one for each, and two where a lost free or a
 * realloc to nothing hides one. Beside the journal memory grows with the blocks that are live
 * at once.
 */
#ifndef MMVIZ_REPLAY_H
#define MMVIZ_REPLAY_H

#include "live.h"
#include "my_heap.h"
#include "trace.h"

struct session;

/* Its owner zeroes it, sets session, and ends with live_free(&replay.live). The session's
 * heap is new. */
struct replay {
	struct session *session;
	struct live live;   /* the used chunks of the heap */
	size_t operations;
	size_t allocations; /* blocks handed out */
	size_t recorded_failures, unknown_frees, unknown_reallocs, lost_frees, sizeless;
	size_t refused;     /* requests to which this heap gave NULL */
	struct trace_operation first_refused;
};

void replay_operation(struct replay *replay, const struct trace_operation *operation);

#endif
