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

struct recorded {
	struct blocks blocks, spans;
	struct entries *entries;
	uint64_t next, step, end;
	struct recorded_odd odd;
	uint64_t peak_bytes, peak_blocks;
	struct moments moments;
	struct recorded_images images;
};

/* What the entry says happens. */
void recorded_apply(struct recorded *recorded, const struct entry *entry);

char recorded_glyph_of(enum trace_kind kind, int failed);

#endif
