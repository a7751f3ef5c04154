/* SPDX-License-Identifier: MIT
 *
 * recorded_parts.h - the heap as it was, by file.
 *
 *   recorded.c      going, looking
 *   recorded_add.c  what an operation changes, and what of it cannot have been
 */
#ifndef MMVIZ_RECORDED_PARTS_H
#define MMVIZ_RECORDED_PARTS_H

#include "entries.h"
#include "recorded.h"
#include "recorded_images.h"
#include "recorded_span.h"

/* All blocks after `step` operations; next: the number of the first entry that is not in it. */
struct recorded_state {
	struct blocks blocks, spans;
	uint64_t next, step;
};

struct recorded {
	struct recorded_state now; /* what is looked at */
	struct recorded_state tip; /* held: the end, where operations are added */
	int held;                  /* 0: what is looked at is where they are added */
	struct entries *entries;
	uint64_t end;
	struct recorded_odd odd;
	uint64_t peak_bytes, peak_blocks;
	struct moments moments;
	struct recorded_images images;
};

/* What the entry says happens. */
void recorded_apply(struct recorded_state *state, const struct entry *entry);

/* The state after all operations. Who looks at another step goes on to do so. */
struct recorded_state *recorded_tip(struct recorded *recorded);

char recorded_glyph_of(enum trace_kind kind, int failed);

#endif
