/* SPDX-License-Identifier: MIT
 *
 * clock.h - seconds that pass.
 */
#ifndef MMVIZ_CLOCK_H
#define MMVIZ_CLOCK_H

#include <time.h>

static inline double clock_now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

#endif
