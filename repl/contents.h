/* SPDX-License-Identifier: MIT
 *
 * contents.h - a small file as a whole, in memory.
 */
#ifndef MMVIZ_CONTENTS_H
#define MMVIZ_CONTENTS_H

#include <stddef.h>

/* All of it and a 0 behind, the caller's; "-" is standard input. 0, or an errno: EISDIR, EFBIG
 * for more than so many bytes, EINVAL for what is neither a file nor a pipe. A pipe is read to its
 * end; one that nobody writes to is empty. */
int contents_read(const char *path, size_t most, char **text, size_t *length);

#endif
