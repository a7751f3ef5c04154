/* SPDX-License-Identifier: MIT
 *
 * dense.h - how much is in use of each cell of a stretch of memory, and what changed there.
 *
 *   sections end to end, in list order   |s1      |s2 |s3    |s4  ...
 *   cells of the heap                    |....|....|....|....|....
 *
 * Rules of use
 * - dense_begin says which stretch it is now; then it is filled, and marked.
 * - Filling costs by cells, and by sections where all of the heap is filled; of a heap that is
 *   filled already, what one section changed is filled anew in less.
 */
#ifndef MMVIZ_DENSE_H
#define MMVIZ_DENSE_H

#include "my_heap.h"
#include "view.h"

struct session;

struct dense {
	view_density d;
	size_t used[VIEW_CELLS], before[VIEW_CELLS]; /* before: in the state shown before this */
	size_t known;                                /* cells of it that mean this stretch */
	uint8_t marks[VIEW_CELLS];
	view_spot spots[VIEW_CELLS]; /* of the whole heap: where each cell begins */
	size_t first, last;          /* the cells that are filled now */
	int is_fast;                 /* a section's sum has whole spans in it */
};

/* Bytes of the cells of a stretch of so many: few enough, and not too fine to be counted. */
size_t dense_cell(size_t size);

/* This stretch from now on; moved: the heap is in another state. 1 when it was this before, and
 * has all that it had. */
int dense_begin(struct dense *dense, const view_density *d, int moved);

void dense_fill(struct dense *dense, const struct session *session);

/* Of the whole heap, filled before: only this section has changed. */
void dense_refill(struct dense *dense, const struct session *session, size_t section);

/* Where a section begins in the whole heap, when that is filled. */
size_t dense_start(const struct dense *dense, const struct session *session, size_t section);

/* Marks the cells that have more or less in use than in the state before; and bytes from a
 * place of the stretch's section, or of the whole heap, on: the weightier mark stays. */
void dense_mark_changes(struct dense *dense);
void dense_mark(struct dense *dense, size_t offset, size_t size, enum view_mark mark);

#endif
