/* SPDX-License-Identifier: MIT
 *
 * sweep_trial.h - one sweep of a span, compared with the plainest sweep there can be.
 *
 *   naive   unit by unit from the position to the end, then from the start to the position:
 *           a run starts at a free chunk's start and ends at the next used or cached one;
 *           it is carved from its start, until there are enough
 */
#ifndef TESTS_SWEEP_TRIAL_H
#define TESTS_SWEEP_TRIAL_H

#include "span.h"

enum { MOST_WANTED = 2048 };

typedef int sweeper(struct sweep *sweep);

struct naive {
	unsigned char bytes[SPAN_UNITS];
	unsigned char inside[SPAN_UNITS]; /* 1: a free run's unit, before the sweep */
	unsigned class;
	size_t want, got;
	size_t carved[MOST_WANTED]; /* units, in the order in which they are found */
	size_t largest, position;   /* units left of the run with most left when it was seen */
};

struct trial {
	struct naive naive;
	unsigned char *before; /* the span's bytes, filled by the caller; */
	unsigned char *bytes;  /* what a sweep made of them */
	void *room[MOST_WANTED + 2];
	struct sweep sweep;
	uint8_t none[SPAN_PARTS]; /* unknown before the sweep */
	unsigned char *memory;
	size_t start;
	int whole; /* what the sweep returned */
	const char *wrong;
};

/* Sweeps bytes as they were before. What is not true of it; NULL: all is as it must be. */
const char *trial_sweep(struct trial *trial, sweeper *sweep, unsigned class, size_t want,
                        size_t start);

/* Where the free run ends that a unit lies in. */
size_t trial_run_end(const unsigned char *bytes, size_t at);

/* How many free chunks start in a span. */
size_t trial_starts(const unsigned char *bytes);

#endif
