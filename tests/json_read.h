/* SPDX-License-Identifier: MIT
 *
 * json_read.h - a strict reader of JSON, for what mmviz writes.
 *
 *   json_is(text, "sections.0.chunks.2.free", "true")
 *
 * A path is keys and indices with dots between them. All take a text that ends with a 0, and
 * nothing is kept: each call reads from the start.
 */
#ifndef TESTS_JSON_READ_H
#define TESTS_JSON_READ_H

#include <stddef.h>

/* The text is one value and a line's end, as RFC 8259 has it, and all of it ASCII. */
int json_valid(const char *text);

/* The same, and other characters may be in its strings. */
int json_whole(const char *text);

/* Where a value in a value, or in the whole text, starts; NULL: there is none. */
const char *json_in(const char *value, const char *path);

/* Whether there is such a value, written so: 12, true, null, "p1". */
int json_is(const char *text, const char *path, const char *written);
int json_is_number(const char *text, const char *path, size_t number);

size_t json_members(const char *text, const char *path);

#endif
