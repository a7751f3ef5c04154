/* SPDX-License-Identifier: MIT
 *
 * spans.h - what view and i say of spans and of the small chunks in them.
 */
#ifndef MMVIZ_SPANS_H
#define MMVIZ_SPANS_H

#include "my_heap.h"

struct session;

struct span_count {
	size_t chunks, used, cached; /* chunks; used and cached ones of them */
	size_t used_bytes, cached_bytes, free_bytes;
};

/* O(units of a span). */
struct span_count span_count(const struct session *session, const my_heap_chunk *span);

/* Their lines in a list of chunks; digits: of offsets, width: of sizes. */
void span_line(struct session *session, const my_heap_chunk *span, int digits, int width);
void span_small_line(struct session *session, const my_heap_chunk *small, int digits, int width);

/* view s1+0x10000: the span there, with what is in it; on the screen it is shown. */
int span_view(struct session *session, const char *word);

/* Of a used chunk its sizes; of a cached one in whose cache it waits, and where. */
void span_inspect_sizes(struct session *session, const my_heap_chunk *chunk);
void span_inspect_cache(struct session *session, const my_heap_chunk *chunk);

/* What i says first of a span. */
void span_inspect_span(struct session *session, const my_heap_chunk *span);

/* All that is to be said of one small chunk, but for its neighbours. */
void span_inspect_small(struct session *session, const my_heap_chunk *small);

/* A line for each span of a section, and how many there are if they are many. */
void span_inspect_all(struct session *session, const my_heap_section *section);

#endif
