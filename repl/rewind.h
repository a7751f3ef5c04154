/* SPDX-License-Identifier: MIT
 *
 * rewind.h - the bytes that the last operations changed, as they were before: one step back
 * is writing them back.
 *
 *   told before each write: old words | ... -> at the operation's end: the words that changed
 *
 * Rules of use
 * - Records are of steps that follow one another; the newest is of the step where one stands.
 * - At most REWIND_STEPS of them, and REWIND_BYTES in all: the oldest give way.
 * - An operation that gave memory back to the system has no record, nor has any before it.
 */
#ifndef MMVIZ_REWIND_H
#define MMVIZ_REWIND_H

#include "my_heap.h"

enum { REWIND_STEPS = 10000, REWIND_BYTES = 32 << 20 };

struct rewind;

struct rewind *rewind_create(void);
void rewind_destroy(struct rewind *rewind);
void rewind_clear(struct rewind *rewind);

/* Around one operation. Between the two the heap tells what it is about to write, and whoever
 * writes to blocks says so. */
void rewind_begin(struct rewind *rewind, my_heap *heap);
void rewind_keep(struct rewind *rewind, void *start, size_t size);
void rewind_end(struct rewind *rewind, my_heap *heap);

size_t rewind_steps(const struct rewind *rewind); /* that can be taken back */

/* Takes the newest operation back. There must be one. */
void rewind_back(struct rewind *rewind, my_heap *heap);

size_t rewind_bytes(const struct rewind *rewind);

#endif
