/* SPDX-License-Identifier: MIT
 *
 * diff.h - what differs between two inventories of one heap.
 *
 *   used chunks   by name: born, dead, moved, resized
 *   free ones     by place: merged of several old chunks, left over of one, new, gone
 *   sections      by id: come, gone
 *
 * Rules of use
 * - Every difference is told once: what is merged into a free chunk is not told as gone, nor
 *   what lay in a section that is gone.
 * - O(n log n) for n chunks.
 */
#ifndef MMVIZ_DIFF_H
#define MMVIZ_DIFF_H

#include "inventory.h"

enum diff_kind {
	DIFF_BORN, DIFF_DEAD, DIFF_MOVED, DIFF_RESIZED,
	DIFF_MERGED, DIFF_SHRUNK, DIFF_HOLE, DIFF_FILLED,
	DIFF_MAPPED, DIFF_UNMAPPED,
	DIFF_KINDS
};

/* before and after: numbers of a part (or section) in the first and the second inventory;
 * DIFF_NONE: it is in one of them only. Of what was merged, before is the first old chunk that
 * has bytes in it, and parts tells how many have. */
#define DIFF_NONE ((size_t)-1)

struct difference {
	enum diff_kind kind;
	size_t before, after, parts;
};

/* For the screen, while the heap is what one of the inventories tells. */
enum diff_shows { DIFF_UNSHOWN, DIFF_SHOWS_A, DIFF_SHOWS_B };

struct diff {
	struct inventory a, b;
	struct difference *list; /* by kind; in a kind by place; used chunks by their names */
	size_t count, space;
	size_t of_kind[DIFF_KINDS];
	enum diff_shows shows;
	size_t step;         /* of the session, then */
	unsigned char *mark; /* of each part of that inventory: an enum view_mark */
};

/* Both inventories are taken over. To be freed with diff_free. */
void diff_make(struct diff *diff, struct inventory *a, struct inventory *b);
/* The heap is what an inventory shows: its marks can be asked for. */
void diff_show(struct diff *diff, enum diff_shows shows);
enum view_mark diff_mark(const struct diff *diff, size_t section, size_t offset);

/* What is no more, where the heap is free now: the next such stretch of a section from
 * difference number *at on; 0: there is none. */
int diff_gone(const struct diff *diff, size_t section, size_t *at, view_range *out);

void diff_free(struct diff *diff);

/* The session forgets what it compared last. */
struct session;
void diff_drop(struct session *session);

#endif
