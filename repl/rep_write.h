/* SPDX-License-Identifier: MIT
 *
 * rep_write.h - operations, whatever they were read from, as a .rep file of the malloc lab.
 *
 *   operation -> a line of a temporary file -> at the end: header, lines
 */
#ifndef MMVIZ_REP_WRITE_H
#define MMVIZ_REP_WRITE_H

#include "trace.h"

#include <stdio.h>

struct rep_writer;

/* The stream stays the caller's. NULL: no temporary file, errno says why. */
struct rep_writer *rep_write_start(FILE *out);

/* 0: it cannot be said: a failure, or a free of what is not live. */
int rep_write(struct rep_writer *writer, const struct trace_operation *operation);

/* Frees it. 0, or an errno. */
int rep_write_end(struct rep_writer *writer);

#endif
