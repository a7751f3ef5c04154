/* SPDX-License-Identifier: MIT
 *
 * export.h - the heap at the step where the session stands, as JSON.
 *
 *   step, options      where, and of what heap
 *   operation          the one that led here: its command, outcome and steps
 *   statistics         all of them
 *   sections           each with its chunks by address and its buckets
 *   caches             of a fast heap
 *   names              all that were given
 *
 * Rules of use
 * - The same bytes for the same step, however it was reached: nothing that depends on time,
 *   on what was looked at, or on how.
 * - The session shows the operation that led here: see timeline_show.
 * - It is written as it is read: nothing is kept. O(chunks + buckets + names + bytes).
 * - README.md, "The heap as JSON", tells what each word means.
 */
#ifndef MMVIZ_EXPORT_H
#define MMVIZ_EXPORT_H

#include <stdio.h>

struct json;
struct session;

#define EXPORT_SCHEMA "mmviz-heap-1"

/* A writer of replace.h: the user is the const struct session. EINTR when it was interrupted,
 * or why the stream took no more. */
int export_json(FILE *out, const void *user);

/* Its parts. */
void export_operation(struct json *json, const struct session *session);
int export_sections(struct json *json, const struct session *session);
void export_caches(struct json *json, const struct session *session);

/* Between many: 0, or why no more is to be written. */
int export_go_on(const struct json *json, const struct session *session);

#endif
