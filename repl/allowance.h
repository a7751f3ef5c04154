/* SPDX-License-Identifier: MIT
 *
 * allowance.h - what the commands of somebody else's answer may do while it is graded.
 *
 * Rules of use
 * - What only looks is not run: nobody sees it. What would take too many operations, too much
 *   memory or too long is refused. (What touches files is none of this: session->confined.)
 * - Bounds are for the answer as a whole, and far above what an exercise asks for.
 */
#ifndef MMVIZ_ALLOWANCE_H
#define MMVIZ_ALLOWANCE_H

#include <stddef.h>

struct session;

enum {
	ALLOWANCE_OPERATIONS = 10000,
	ALLOWANCE_BYTES = 64 << 20, /* asked for; on a heap with a lower limit they do not count */
	ALLOWANCE_SECONDS = 10,
	ALLOWANCE_PROBLEM = 200
};

struct allowance {
	const struct session *session;
	size_t operations, bytes; /* so far */
	double until;
};

void allowance_start(struct allowance *allowance, const struct session *session);

/* 1: the line may be run, and is counted. 0: it may not, with a sentence (ALLOWANCE_PROBLEM bytes);
 * an empty one: it only looks. */
int allowance_takes(struct allowance *allowance, const char *line, char *problem);

#endif
