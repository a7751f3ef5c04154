/* SPDX-License-Identifier: MIT
 *
 * look.h - finding one's way in the heap through its cursors.
 */
#ifndef MMVIZ_LOOK_H
#define MMVIZ_LOOK_H

#include "my_heap.h"

struct session;
struct place;

/* The chunk whose pointer an address is, else the one whose memory holds it; 0 when none
 * does. (A chunk of no bytes may point to where its right neighbour begins.) */
int look_containing(const struct session *session, const void *address, my_heap_chunk *chunk);

/* The chunk that starts at a place; 0 when none does. */
int look_start(const struct session *session, const struct place *place, my_heap_chunk *chunk);

/* The name of a used chunk; "" when it is free or has none. */
const char *look_name(const struct session *session, const my_heap_chunk *chunk);

/* (bucket - home) mod capacity. */
size_t look_displaced(const my_heap_section *section, const my_heap_chunk *chunk);

#endif
