/* SPDX-License-Identifier: MIT
 *
 * heaps.h - the heaps of a session: the present one, and those that reset or load put away.
 *
 *   reset: the heap goes back to the system; what was typed in it stays, and leads to it again
 *
 * Rules of use
 * - One heap is there at a time: all of them lie at the same addresses. Another is made anew,
 *   by its operations.
 * - A heap without an operation is not kept. Of very long ones (HEAPS_BYTES) the oldest go.
 */
#ifndef MMVIZ_HEAPS_H
#define MMVIZ_HEAPS_H

#include "my_heap.h"

enum { HEAPS_BYTES = 256 << 20 };

struct session;
struct heaps;

struct heaps *heaps_create(void);
void heaps_destroy(struct heaps *heaps);

/* A new heap with session->options (grow = 1: sections grow with the load), and an empty
 * journal. SESSION_OK, or SESSION_FAILED with a new heap of the default options. */
int heaps_new(struct session *session, int grow);

/* To the end of an earlier heap, by its number. SESSION_FAILED: there is none, or the system
 * gives no memory. */
int heaps_return(struct session *session, size_t number);

/* An excursion: the present heap again, in another story, and no other heaps beside it.
 * heaps_come_back forgets all of it and whatever came then: heaps, story and settings are those
 * of before. There is one excursion at a time. SESSION_OK or SESSION_FAILED, which is as
 * that of heaps_return. */
int heaps_leave(struct session *session);
int heaps_come_back(struct session *session);

/* Lines about all of them. */
void heaps_list(struct session *session);

#endif
