/* SPDX-License-Identifier: MIT
 *
 * overwrite.h - whose bytes a write changed: the chunk's own, its slack, or others'.
 */
#ifndef MMVIZ_OVERWRITE_H
#define MMVIZ_OVERWRITE_H

#include "session.h"

struct name;

/* A stretch of memory that a command is about, inside one section. */
struct stretch {
	my_heap_section section;
	struct place place;
	unsigned char *start;
	size_t count;
	char text[128]; /* "p8+256" */
};

/* Tells the steps of a write and its result. name is the chunk's that was written to, as
 * the command says; NULL: a mere place. */
void overwrite_tell(struct session *session, const struct name *name,
                    const struct stretch *stretch);

#endif
