/* SPDX-License-Identifier: MIT
 *
 * compare_clock.c - how long the same operations take on each of the compared heaps: on a heap
 * of its own once more, since in lock-step they are in each other's way.
 */
#include "compare.h"

#include "timeline.h"

#include <time.h>

enum {
	LEAST = 10000,   /* less cannot be told apart from chance */
	MOST = 2000000,
	PORTION = 20000  /* operations between two looks at Ctrl-C */
};

static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

size_t compare_clocked(const struct session *session)
{
	size_t end = timeline_step(session);

	return end < LEAST ? 0 : end < MOST ? end : MOST;
}

double compare_clock(const struct compared *of, const struct session *session)
{
	size_t end = compare_clocked(session), step = 0;
	struct lane lane;
	double start;

	if (!lane_open(&lane, &of->options))
		return -1;
	start = seconds();
	while (step < end && (step % PORTION || !session->interrupted))
		lane_play(&lane, session->journal, ++step);
	start = seconds() - start;
	lane_close(&lane);
	return step < end ? -1 : start;
}
