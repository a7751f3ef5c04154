/* SPDX-License-Identifier: MIT
 *
 * target.h - a word that names a place in the heap, for f, r, w, x, i.
 *
 *   p1   p1+8   p1-8   s1+0x40   NULL   0x100000040
 */
#ifndef MMVIZ_TARGET_H
#define MMVIZ_TARGET_H

#include "names.h"

struct session;

struct target {
	char text[64];    /* as typed, for messages */
	size_t name;      /* the name it begins with, or NAME_NONE */
	size_t added;     /* bytes from the named chunk's pointer, modulo 2^64 */
	int plain;        /* a name and nothing added */
	unsigned char *pointer;
};

/* SESSION_OK, or SESSION_FAILED with the reason told; undone is what its sentence ends
 * with: " Nothing was changed.", or "" where nothing could have been. */
int target_read(struct session *session, const char *word, const char *undone,
                struct target *target);

/* For commands that only look: 0x40 is s1+0x40, where there is but one section and no such address
 * in it. */
void target_look(const struct session *session, struct target *target);

/* The name; its text is empty when the target begins with none. */
struct name target_name(const struct session *session, const struct target *target);

#endif
