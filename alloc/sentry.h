/* SPDX-License-Identifier: MIT
 *
 * sentry.h - the option guard: what a heap does around an operation, so that writes outside
 * a chunk and after its free are found.
 *
 *   handed out   | header: filled | asked | slack: filled |
 *   given back   header and slack are verified, all is filled, and the chunk waits
 *   leaves       the fill is verified; only now it is free, is merged, can be taken
 *
 * The chunks freed last wait, up to eight. To the engine they are in use: nothing is merged
 * with them, and their sections stay. To everybody else they are free. The oldest leaves
 * when a ninth is freed, and all leave when a request finds no room otherwise.
 *
 * What is found damaged is told, and changes nothing else: the books are out of reach.
 * Patterns: slack.h. Nothing here is called without options.guard, but the questions.
 */
#ifndef ALLOC_SENTRY_H
#define ALLOC_SENTRY_H

#include "state.h"

/* A used chunk goes to its user: header and slack are filled. */
void sentry_fill(struct my_heap *heap, const struct chunk *chunk);

/* It came back: are they as they were? */
void sentry_verify(struct my_heap *heap, const struct chunk *chunk);

/* Bytes that a user gave back are filled. */
void sentry_fill_freed(struct my_heap *heap, const struct section *section, size_t key,
                       size_t size);

/* A used chunk waits from now on; where too many do, the oldest becomes free. */
void sentry_hold(struct my_heap *heap, struct section *section, size_t key);

/* All that wait become free: a request of need bytes finds no room. How many they were. */
size_t sentry_let_go(struct my_heap *heap, size_t need);

/* Whether a pointer lies, properly aligned, in a chunk that waits. */
int sentry_has(const struct my_heap *heap, const void *pointer);

/* Bytes that wait in a section. */
size_t sentry_bytes_in(const struct my_heap *heap, const struct section *section);

#endif
