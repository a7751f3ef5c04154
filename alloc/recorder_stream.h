/* SPDX-License-Identifier: MIT
 *
 * recorder_stream.h - what a recording says of this process: its STREAM block, and MAPS blocks.
 *
 * What is known of the stream lies in memory that a child of any kind of fork finds zeroed:
 * so the child opens a stream of its own, and no lock is ever left locked for it.
 *
 * errno is not preserved.
 */
#ifndef ALLOC_RECORDER_STREAM_H
#define ALLOC_RECORDER_STREAM_H

#include "my_trace.h"

/* This process' number among the streams; its blocks are written by the first who asks. 0 with
 * errno set: there is no room. */
uint32_t recorder_stream(void);

/* Nanoseconds since the stream began. */
uint64_t recorder_stream_time(void);

/* A caller was met for the first time: where no known mapping has it, the process has loaded
 * something since, and there is one more MAPS block. */
void recorder_stream_meets(uint64_t caller);

/* Another file: the next who asks begins a stream there. */
void recorder_stream_forget(void);

/* From here on the stream is not recorded any more. 1: it is the first of all streams. */
int recorder_stream_stop(void);

#endif
