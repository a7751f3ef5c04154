/* SPDX-License-Identifier: MIT
 *
 * matches.h - what complete() offers, as readline wants it and as a line to show.
 */
#ifndef MMVIZ_MATCHES_H
#define MMVIZ_MATCHES_H

#include <stddef.h>

struct session;

enum { MATCHES_BYTES = 440 };

/* The words that may stand in the line from byte `start` on, where there are those up to
 * `end`: an array that ends with NULL, to be freed with its words; NULL: none. */
char **matches_find(const struct session *session, const char *line, size_t start, size_t end);

/* "p1  p10  p11  ... 12 more" into out, of MATCHES_BYTES bytes; returns out. Files stand
 * without their folders. */
const char *matches_text(char *out, char *const *matches, size_t count);

#endif
