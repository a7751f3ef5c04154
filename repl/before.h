/* SPDX-License-Identifier: MIT
 *
 * before.h - the heap as it was before the operation that a question is about.
 *
 *   before_take, operation, before_find: "s1+0x070 was 112 bytes, free, the 2nd looked at"
 *
 * Invariant: free chunks are numbered 1, 2, ... section by section in list order, as a question
 * of kind chunk prints them.
 */
#ifndef MMVIZ_BEFORE_H
#define MMVIZ_BEFORE_H

#include "session.h"

enum {
	BEFORE_CHUNKS = 20000, /* more are not kept, and not spoken of */
	BEFORE_MEASURES = 40
};

struct before_chunk {
	struct place place;
	size_t size, asked;
	int free, waits;
	size_t number;        /* of a free one, from 1 */
	char name[VIEW_NAME]; /* of a used one */
};

struct before_section {
	size_t id, size;
};

struct before_measure {
	const char *name;
	size_t number;
};

struct before {
	struct before_chunk *chunk; /* by section, and there by place */
	size_t count;
	size_t *order;              /* order[n - 1]: index of free chunk n */
	size_t free_count;
	struct before_section *section; /* in the order of the list */
	size_t sections;
	struct before_measure measure[BEFORE_MEASURES]; /* of the heap as a whole */
	size_t measures;
	int whole;                  /* all chunks were kept */
	my_heap_options options;
};

struct before *before_take(struct session *session);
void before_free(struct before *before);

/* The chunk that starts at a place; the one that a place lies in; NULL: none. */
const struct before_chunk *before_find(const struct before *before, struct place place);
const struct before_chunk *before_around(const struct before *before, struct place place);

/* By its name, alive then; by its number in the free list. NULL: none. */
const struct before_chunk *before_named(const struct before *before, const char *name);
const struct before_chunk *before_numbered(const struct before *before, size_t number);

const struct before_section *before_section(const struct before *before, size_t id);

#endif
