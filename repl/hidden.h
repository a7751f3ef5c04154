/* SPDX-License-Identifier: MIT
 *
 * hidden.h - blocks whose address a log hides: the next free of an unknown address is theirs.
 *
 * posix_memalign gives its address through a pointer, and tools that print arguments and
 * results print neither. Such a block gets an odd number, which no malloc gives, until an
 * unknown address is freed or resized that has its alignment: the oldest that fits is meant.
 *
 * Rules of use
 * - Every operation goes through hidden_operation, in the order of the log.
 * - Memory grows with the addresses that are live at once, and HIDDEN_MOST blocks beside.
 */
#ifndef MMVIZ_HIDDEN_H
#define MMVIZ_HIDDEN_H

#include "live.h"
#include "trace.h"

enum { HIDDEN_MOST = 256 }; /* that wait at once: an older one is never freed */

/* As the result of an operation: there is an address, and the log does not tell it. */
#define HIDDEN_ADDRESS UINT64_MAX

/* All zero at the start; ends with live_free(&hidden->live). */
struct hidden {
	struct live live; /* known addresses */
	struct hidden_block {
		uint64_t number, alignment;
	} waiting[HIDDEN_MOST]; /* the oldest first */
	size_t count;
	size_t made, found; /* hidden blocks, and those that were freed or resized */
};

/* Puts numbers for hidden addresses into the operation. */
void hidden_operation(struct hidden *hidden, struct trace_operation *operation);

/* A remark on what was guessed, or NULL. */
const char *hidden_remark(const struct hidden *hidden, char *words, size_t size);

#endif
