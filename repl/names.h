/* SPDX-License-Identifier: MIT
 *
 * names.h - the names of chunks: p1, p2, ... and those people choose.
 *
 *   name  ->  pointer, operations that allocated and freed it    (kept for ever)
 *   pointer -> name of the chunk that is alive there             (at most one)
 *
 * Rules of use
 * - Within a heap a name is given once. A freed name stays known.
 * - Names are numbered 0, 1, ... in the order of giving: NAME_NONE is none. References
 *   returned as pointers are good until the next name is given.
 * - Everything is amortised O(1), but names_nearest.
 */
#ifndef MMVIZ_NAMES_H
#define MMVIZ_NAMES_H

#include "view.h"

#include <stddef.h>

#define NAME_NONE ((size_t)-1)

struct names;

struct name {
	char text[VIEW_NAME];
	void *pointer; /* where its chunk is, or was when it was freed */
	size_t born;   /* operation that allocated it */
	size_t placed; /* operation that put it where it is: born, or a later realloc */
	size_t died;   /* operation that freed it; 0: it is alive */
	size_t size;   /* its chunk's when it was freed; 0 before */
	size_t asked;  /* bytes requested last; NAME_NONE: not known */
};

struct names *names_create(void);
void names_destroy(struct names *names);
void names_clear(struct names *names);

size_t names_count(const struct names *names); /* all ever given */
size_t names_alive(const struct names *names);
const struct name *names_get(const struct names *names, size_t index);

size_t names_find(const struct names *names, const char *text);
size_t names_at(const struct names *names, const void *pointer); /* alive there */

/* text = NULL: the next automatic name that is not taken. */
size_t names_add(struct names *names, const char *text, void *pointer, size_t operation);
void names_move(struct names *names, size_t index, void *pointer, size_t operation);
void names_ask(struct names *names, size_t index, size_t asked);
void names_free(struct names *names, size_t index, size_t operation, size_t size);

/* What the next automatic name will be. */
const char *names_next(struct names *names);

/* The known name nearest to a mistyped one, among the newest few thousand; or NULL. The
 * text is good until the next name is given. */
const char *names_nearest(const struct names *names, const char *typed);

#endif
