/* SPDX-License-Identifier: MIT
 *
 * plain.h - a session as linear plain text: a script from a file or standard input, one
 * block an operation.
 */
#ifndef MMVIZ_PLAIN_H
#define MMVIZ_PLAIN_H

#include <stdio.h>

struct scene;
struct session;

/* path = NULL: standard input. first: a line that is run before all others; NULL: none. When it
 * fails and has made nothing, nothing else is run. Returns the exit status: 1 when a line
 * failed. */
int plain_run(struct session *session, const char *path, const char *first);

/* The same with a stream that stays the caller's, called name in messages. */
int plain_stream(struct session *session, FILE *stream, const char *name);

/* Every line that the session runs is written as text, until plain_stop. */
struct scene *plain_start(struct session *session);
void plain_stop(struct session *session, struct scene *scene);

#endif
