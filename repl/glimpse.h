/* SPDX-License-Identifier: MIT
 *
 * glimpse.h - what a step speaks of, as it was at one instant; and two instants as rows.
 *
 *   before, after -> "s1  free_size  304 -> 64"
 */
#ifndef MMVIZ_GLIMPSE_H
#define MMVIZ_GLIMPSE_H

#include "my_heap.h"
#include "view.h"

struct session;
struct operation;

struct glimpse_chunk {
	int found;
	char name[VIEW_NAME]; /* of a used one; may be empty */
	my_heap_chunk chunk;
};

struct glimpse {
	int found; /* the section is in the list */
	my_heap_section section;
	struct glimpse_chunk at, other; /* the chunk at the step's place; the second one */
	struct glimpse_chunk entry;     /* of its bucket */
};

/* Looks through the heap's cursors: also in the middle of an operation. */
struct glimpse glimpse_take(const struct session *session, const my_heap_event *event);

/* One field: what it is of, its name in the data structure, its value. */
struct row {
	char subject[48], label[16], value[96];
	int changed;
};

enum { GLIMPSE_ROWS = 20 };

/* At most GLIMPSE_ROWS rows; their number. The chunk that the operation takes has its name. */
size_t glimpse_rows(const struct operation *last, const my_heap_event *event,
                   const struct glimpse *before, const struct glimpse *after, struct row *rows);

#endif
