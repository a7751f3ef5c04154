/* SPDX-License-Identifier: MIT
 *
 * inventory.h - all chunks and sections of a heap at one step, taken down to be compared.
 *
 *   sections  by id
 *   parts     chunks, used and free, by section and offset
 *
 * Rules of use
 * - An inventory stays good when the heap changes: it holds names and no pointers.
 * - Chunks that users hold or could hold: of a span what is in it, and not itself.
 */
#ifndef MMVIZ_INVENTORY_H
#define MMVIZ_INVENTORY_H

#include "my_heap.h"
#include "view.h"

struct session;

struct part {
	size_t section, offset, size, asked;
	size_t name; /* its number (names.h); NAME_NONE: free, or it has none */
	int state;   /* enum part_state */
	char text[VIEW_NAME]; /* its name */
};

enum part_state { PART_USED, PART_FREE, PART_CACHED };

struct inventory_section {
	size_t id, size;
};

struct inventory {
	struct part *part;
	size_t count, space;
	struct inventory_section *section;
	size_t section_count, section_space;
	my_heap_statistics stats;
};

/* 1, or 0 when it was interrupted; to be freed in both cases. */
int inventory_take(const struct session *session, struct inventory *out);
void inventory_free(struct inventory *inventory);

/* Order by section, then by offset. */
int inventory_order(const struct part *a, const struct part *b);

#endif
