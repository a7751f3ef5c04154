/* SPDX-License-Identifier: MIT
 *
 * names.h - the names of chunks: p1, p2, ... and those people choose.
 *
 *   name  ->  pointer, operations that allocated and freed it    (kept for ever)
 *   pointer -> name of the chunk that is alive there             (at most one)
 *
 * All of it follows from the journal: a block is what an allocation gave, and its operations
 * are linked from the last one back. So names go to another step with the journal.
 *
 * Rules of use
 * - Within a heap a name is given once. A freed name stays known.
 * - Names are numbered 0, 1, ... in the order of giving: NAME_NONE is none.
 * - Everything is O(1), but where something else is said.
 */
#ifndef MMVIZ_NAMES_H
#define MMVIZ_NAMES_H

#include "view.h"

#include <stddef.h>

#define NAME_NONE ((size_t)-1)

struct journal;
struct names;

struct name {
	char text[VIEW_NAME]; /* empty: there is no such name */
	void *pointer; /* where its chunk is, or was when it was freed */
	size_t born;   /* operation that allocated it */
	size_t placed; /* operation that put it where it is: born, or a later realloc */
	size_t died;   /* operation that freed it; 0: it is alive */
	size_t size;   /* its chunk's when it was freed; 0 before */
	size_t asked;  /* bytes requested last */
};

/* The journal stays the caller's, and must outlive the names. */
struct names *names_create(const struct journal *journal);
void names_destroy(struct names *names);

size_t names_count(const struct names *names); /* all given so far */
size_t names_alive(const struct names *names);
struct name names_get(const struct names *names, size_t index);
void *names_pointer(const struct names *names, size_t index); /* of one that there is */
int names_is_alive(const struct names *names, size_t index);   /* the same */

size_t names_find(const struct names *names, const char *text); /* O(log names) */
size_t names_at(const struct names *names, const void *pointer); /* alive there */

/* The text of the next automatic name, and its number: the next that is not taken. */
unsigned names_next(const struct names *names, char text[VIEW_NAME]);
/* The number that an allocation's record gets (struct op): of its automatic name, or, when it
 * has a text of its own, something that keeps the numbers in order. */
unsigned names_number(const struct names *names, const char *text);

const struct journal *names_journal(const struct names *names);
size_t names_bytes(const struct names *names); /* of memory */

/* The last operation about a name that there is. */
size_t names_last(const struct names *names, size_t index);

/* One operation on, or back: the one between the two steps. */
void names_forward(struct names *names, size_t step);
void names_back(struct names *names, size_t step);
/* From one step to another. O(steps between them), and back also O(names) */
void names_go(struct names *names, size_t from, size_t to);

/* While many operations go forward nobody asks who is at a pointer: until names_hurry(names, 0),
 * which is O(names), names_at and names_alive know of none. */
void names_hurry(struct names *names, int hurries);

/* The known name nearest to a mistyped one, among the newest few thousand; 1 if there is. */
int names_nearest(const struct names *names, const char *typed, char out[VIEW_NAME]);

#endif
