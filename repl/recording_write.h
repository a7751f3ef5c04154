/* SPDX-License-Identifier: MIT
 *
 * recording_write.h - operations, whatever they were read from, as a recording (my_trace.h).
 *
 *   operation -> its thread's block -> when that is full, or at the end: the file
 *
 * Rules of use
 * - The recording has one process, all its threads, and exact order.
 * - Blocks leave in the order in which they are full; memory is bounded: RECORDING_BLOCK for
 *   each of at most RECORDING_BLOCKS threads.
 */
#ifndef MMVIZ_RECORDING_WRITE_H
#define MMVIZ_RECORDING_WRITE_H

#include "trace.h"

#include <stdio.h>

enum { RECORDING_BLOCK = 1 << 16, RECORDING_BLOCKS = 1024 };

struct recording_writer;

/* The stream stays the caller's, and is one that seeks. addresses: the operations tell where
 * their blocks lay; else they number them. */
struct recording_writer *recording_write_start(FILE *out, const char *program, int addresses);

/* 0: there is nothing to write, for no block was freed. */
int recording_write(struct recording_writer *writer, const struct trace_operation *operation);

/* Frees it. 0, or an errno. */
int recording_write_end(struct recording_writer *writer);

#endif
