/* SPDX-License-Identifier: MIT
 *
 * recorder_block.h - one block of a recording: claimed, filled by its owner, and closed.
 *
 * The magic number of its head is written last, so that whoever reads the file while it grows
 * sees a head or none. errno is not preserved.
 */
#ifndef ALLOC_RECORDER_BLOCK_H
#define ALLOC_RECORDER_BLOCK_H

#include "my_trace.h"

#include <time.h>

/* Nanoseconds, of CLOCK_REALTIME or CLOCK_MONOTONIC. */
uint64_t recorder_now(clockid_t clock);

/* Of the head given: kind, length, stream, thread, time, process and parent. Returns the block,
 * mapped and OPEN; NULL with errno set: there is no room. */
struct my_trace_head *recorder_block_open(const struct my_trace_head *head);

/* The first byte of the payload. */
unsigned char *recorder_block_payload(struct my_trace_head *block);

/* DONE, with so many bytes and records. It stays mapped. */
void recorder_block_done(struct my_trace_head *block, uint64_t bytes, uint64_t records);

void recorder_block_unmap(struct my_trace_head *block);

#endif
