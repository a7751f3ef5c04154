/* SPDX-License-Identifier: MIT
 *
 * recorded.h - the heap of a recorded program as it was: its blocks, where the record says that
 * they lay.
 *
 *   operations of a trace -> blocks by address (blocks.h), stretches of them (recorded_span.h)
 *                         -> entries, by which every step is reached again (entries.h)
 *
 * Rules of use
 * - Step N is the state after N operations. Operations are added at the end, wherever one looks:
 *   who looks at the end goes along with it, unless it is held.
 * - No heap of ours is asked: what the allocator kept for itself, or how it searched, nobody
 *   knows. What cannot have been is counted, told, and passed over: struct recorded_odd.
 * - Addresses are numbers: nothing is there any more.
 * - Going costs by the steps between, or from the nearest image; memory by the blocks that live
 *   at once, and at most RECORDED_ENTRIES bytes of entries: then the oldest steps are forgotten.
 */
#ifndef MMVIZ_RECORDED_H
#define MMVIZ_RECORDED_H

#include "blocks.h"
#include "moments.h"
#include "trace.h"

enum { RECORDED_ENTRIES = 256 << 20 };

/* Of all operations so far. */
struct recorded_odd {
	uint64_t unknown;  /* frees and reallocs of what was not live */
	uint64_t lost;     /* blocks handed out again, or overlapped: their free is missing */
	uint64_t wrong;    /* blocks that reach over the end of all addresses */
	uint64_t hidden;   /* blocks whose address the log does not tell */
	uint64_t refused;  /* requests that got nothing */
};

/* What the operation that led to a step did. */
struct recorded_told {
	enum trace_kind kind;
	int failed;            /* it was refused, or it was odd */
	uint32_t thread;
	uint64_t meant;        /* the address it was about, where nothing changed */
	int has_added, has_removed;
	struct block added, removed; /* removed: of several the one asked for */
	size_t lost;           /* further blocks that must have been freed before */
};

struct recorded;

/* entries: the most bytes of them. */
struct recorded *recorded_create(size_t entries);
void recorded_free(struct recorded *recorded);

/* One operation more, behind the last. O(log blocks) */
void recorded_add(struct recorded *recorded, const struct trace_operation *operation);

/* The step that is looked at stays, also at the end, until recorded_go leads to the end. Costs a
 * copy of its blocks. */
void recorded_hold(struct recorded *recorded);

uint64_t recorded_step(const struct recorded *recorded);
uint64_t recorded_end(const struct recorded *recorded);
uint64_t recorded_first(const struct recorded *recorded); /* the earliest that is kept */

/* To that step, or to the nearest that there is. */
void recorded_go(struct recorded *recorded, uint64_t step);

const struct blocks *recorded_blocks(const struct recorded *recorded);
const struct blocks *recorded_spans(const struct recorded *recorded);

/* At the present step. 0 at the first. */
int recorded_told(struct recorded *recorded, struct recorded_told *out);
char recorded_glyph(const struct recorded_told *told);

/* The glyphs of operations from a number (1, 2, ...) on: how many there were. */
size_t recorded_glyphs(struct recorded *recorded, uint64_t first, size_t count, char *out);

struct recorded_odd recorded_odd(const struct recorded *recorded);
uint64_t recorded_peak(const struct recorded *recorded, uint64_t *blocks); /* most bytes */
const struct moments *recorded_moments(const struct recorded *recorded);

/* Bytes that all of it takes. */
size_t recorded_bytes(const struct recorded *recorded);

#endif
