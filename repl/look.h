/* SPDX-License-Identifier: MIT
 *
 * look.h - finding one's way in the heap through its cursors.
 */
#ifndef MMVIZ_LOOK_H
#define MMVIZ_LOOK_H

#include "my_heap.h"
#include "names.h"

struct session;
struct place;

/* The chunk whose pointer an address is, else the one whose memory holds it; 0 when none
 * does. (A chunk of no bytes may point to where its right neighbour begins.) */
int look_containing(const struct session *session, const void *address, my_heap_chunk *chunk);

/* From now on the screen points at this chunk: bar, map, list and table. */
void look_select(struct session *session, const my_heap_chunk *chunk);

/* The chunk that starts at a place; 0 when none does. */
int look_start(const struct session *session, const struct place *place, my_heap_chunk *chunk);

/* The name of a used chunk; without a text when it is free or has none. */
struct name look_name(const struct session *session, const my_heap_chunk *chunk);

/* Chunks that users hold or could hold: of a span not itself, but what is in it. The first of
 * a section, and the neighbours in it; 0 when there is none. */
int look_first(const struct session *session, const my_heap_section *section,
               my_heap_chunk *chunk);
int look_next(const struct session *session, my_heap_chunk *chunk);
int look_prev(const struct session *session, my_heap_chunk *chunk);

/* The span that a small chunk lies in; 0 when it is none. */
int look_span(const struct session *session, const my_heap_chunk *small, my_heap_chunk *span);

int look_is_fast(const struct session *session);

/* What the byte table of a fast heap has where a chunk starts. */
unsigned look_byte(const my_heap_chunk *chunk);

/* "used", "cached", "waiting", "free", "span" */
const char *look_state(const my_heap_chunk *chunk);

/* What was asked for: of a fast heap, which does not keep it, what its name knows. */
size_t look_asked(const struct session *session, const my_heap_chunk *chunk);

/* Of a heap with the option guard: it was freed, and is kept back. */
int look_waits(const my_heap_chunk *chunk);

/* In whose cache a cached chunk waits, 0: in the depot, and how many are given before it. 0
 * when it is in none. */
int look_cache(const struct session *session, const my_heap_chunk *chunk, unsigned *thread,
               size_t *before);

/* Chunks of all classes in the cache of a thread; 0: in the depot. */
size_t look_held(const struct session *session, unsigned thread);

/* What sizes are multiples of. */
size_t look_unit(const my_heap_options *options);

/* (bucket - home) mod capacity. */
size_t look_displaced(const my_heap_section *section, const my_heap_chunk *chunk);

#endif
