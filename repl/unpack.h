/* SPDX-License-Identifier: MIT
 *
 * unpack.h - bytes as they are, or packed by gzip or zstd: told by their first ones.
 *
 * Each of the two is there where its header was when mmviz was built; elsewhere such a file is
 * refused with a sentence. What comes before damage is kept: zlib's own gz functions drop it.
 */
#ifndef MMVIZ_UNPACK_H
#define MMVIZ_UNPACK_H

#include <stddef.h>

enum {
	UNPACK_FIRST = 4,   /* bytes that tell */
	UNPACK_REASON = 160 /* bytes enough for every reason: words that follow a file's name */
};

struct unpack;

/* For a file that starts with these bytes, at most UNPACK_FIRST. NULL with a reason. */
struct unpack *unpack_create(const unsigned char *first, size_t length, char *reason);

/* NULL is allowed. */
void unpack_destroy(struct unpack *unpack);

/* Takes from *in, *left bytes, and gives up to room bytes, whose number is returned. A reason
 * is written when they are damaged. */
size_t unpack_some(struct unpack *unpack, const unsigned char **in, size_t *left, char *out,
                   size_t room, char *reason);

/* May the packed bytes end here? */
int unpack_is_whole(const struct unpack *unpack);

/* They are not packed at all. */
int unpack_is_plain(const struct unpack *unpack);

#endif
