/* SPDX-License-Identifier: MIT
 *
 * complete.h - what a word of a line can become: commands, living chunks, settings and
 * their values, files. No terminal in sight.
 */
#ifndef MMVIZ_COMPLETE_H
#define MMVIZ_COMPLETE_H

#include "lines.h"

#include <stddef.h>

struct session;

enum { COMPLETE_MOST = 1000 }; /* candidates */

/* The word that ends at the cursor begins at *start (bytes); out gets the candidates that
 * begin with it, sorted. A folder ends with a slash. Returns their number. */
size_t complete(const struct session *session, const char *line, size_t cursor, size_t *start,
                struct lines *out);

#endif
