/* SPDX-License-Identifier: MIT
 *
 * find.h - whose a byte is, and which chunks are as one wants them.
 *
 *   size>1000 state=free   two conditions: a chunk must meet both
 *   size > 1000            the same as size>1000
 *
 * A condition about what only used chunks have (name, asked, slack, born) is met by used
 * chunks alone, also where it says !=.
 */
#ifndef MMVIZ_FIND_H
#define MMVIZ_FIND_H

#include "my_heap.h"
#include "view.h"

struct session;

enum { CONDITIONS_MOST = 16, FIND_PROBLEM = 300, FIND_OWNER = 400 };

struct condition {
	const struct find_field *field;
	unsigned accepts; /* which of less, equal, more */
	size_t number;
	char word[VIEW_NAME]; /* of a name */
};

struct conditions {
	struct condition condition[CONDITIONS_MOST];
	size_t count;
};

/* Whether a text holds a condition, or what should be one. */
int find_is_conditions(const char *text);

/* 1, or 0 with a sentence. */
int find_read(const char *text, struct conditions *out, char problem[FIND_PROBLEM]);

/* Whether the chunk meets all of them. */
int find_meets(const struct session *session, const struct conditions *conditions,
               const my_heap_section *section, const my_heap_chunk *chunk);

/* "40 bytes into p3 (s1+0x0a0, asked 200)", "in the slack of ...", "in no section of this
 * heap"; with the chunk that it lies in, chunk->section = 0: in none. */
void find_owner(const struct session *session, const void *address, my_heap_chunk *chunk,
                char out[FIND_OWNER]);

#endif
