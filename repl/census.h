/* SPDX-License-Identifier: MIT
 *
 * census.h - what a recorded program asked of its heap, counted in one pass: sizes, lifetimes,
 * places in the program, and what is still there at the end.
 *
 *   census_add(&census, &operation) for each operation of the trace, in its order
 *
 * Rules of use
 * - What a recording cannot tell for sure is taken as in replay.h, so that both count alike.
 * - realloc is a request like the others: its size and its place in the program are counted. The
 *   block goes on living: its lifetime begins where it was allocated first.
 * - Bounded: memory grows with the blocks live at once; sizes and places beyond CENSUS_SIZES and
 *   CENSUS_SITES are counted together.
 */
#ifndef MMVIZ_CENSUS_H
#define MMVIZ_CENSUS_H

#include "live.h"
#include "strip.h"
#include "tally.h"
#include "trace.h"

enum {
	CENSUS_SIZES = 1 << 18,
	CENSUS_SITES = 1 << 16,
	CENSUS_THREADS = 1 << 16,
	CENSUS_POWERS = 65, /* row n: up to 2^n, and more than 2^(n - 1) */
	CENSUS_TIMES = 9    /* row n: less than 10^n microseconds; the last: all above */
};

/* A block that is live. */
struct census_block {
	uint64_t size, site;
	uint64_t born, born_time; /* operation, nanoseconds */
};

struct census_row {
	uint64_t count, bytes;
};

struct census {
	uint64_t operations, kind[TRACE_KINDS];
	uint64_t given, given_bytes;     /* requests that got a block, and what they asked for */
	uint64_t sited;                  /* of these, requests whose caller was told */
	uint64_t ended;                  /* blocks that were freed */
	uint64_t refused, lost, unknown; /* see replay.h */
	uint64_t live, live_bytes;
	uint64_t peak_bytes, peak_at;    /* first operation with most bytes */
	uint64_t peak_live;
	uint64_t lowest;                 /* address of a block; UINT64_MAX: there was none */
	uint64_t time;                   /* the last one told; 0: none was */
	struct census_row size[CENSUS_POWERS];
	struct census_row life[CENSUS_POWERS]; /* in operations */
	struct census_row age[CENSUS_TIMES];   /* in time */
	struct tally sizes, sites, threads;
	struct strip bytes, blocks, times;     /* live, at each step; time of it */
	struct live table;
	struct census_block *block;
	size_t blocks_made, blocks_space, *spare, spares, spare_space;
};

void census_start(struct census *census);
void census_free(struct census *census);

/* The block it gave is known by operation->block; bytes of CALLOC are multiplied. O(1) */
void census_add(struct census *census, const struct trace_operation *operation);

#endif
