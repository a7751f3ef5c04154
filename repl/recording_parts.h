/* SPDX-License-Identifier: MIT
 *
 * recording_parts.h - what a recording is made of, for recording.c and recording_heads.c.
 */
#ifndef MMVIZ_RECORDING_PARTS_H
#define MMVIZ_RECORDING_PARTS_H

#include "recording.h"
#include "slots.h"

enum { RECORDING_GAPS = 256 };

struct recording_maps {
	uint64_t offset, bytes;
};

struct recording {
	int file;
	const char *name;
	int exact, numbered;
	uint64_t claimed;
	uint64_t size;  /* of the file, when it was looked at last */
	uint64_t after; /* where the next head will be */
	uint64_t gap[RECORDING_GAPS]; /* pages with no head yet, before others that have one */
	size_t gaps;

	struct recording_block *block;
	size_t blocks, block_space;
	struct recording_thread *thread;
	size_t threads, thread_space;
	struct recording_stream *stream;
	struct recording_maps *maps; /* of each stream */
	size_t streams, stream_space, maps_space;
	struct slots threads_by_number, streams_by_number;

	size_t damages;
	char damage[RECORDING_PROBLEM];
	char said[RECORDING_PROBLEM + 160];
};

/* Reads the heads from recording->after on. */
void recording_read_heads(struct recording *recording);

/* Reads again what was not finished. 1: something has changed. */
int recording_read_again(struct recording *recording);

/* What a head makes of the recording: a block of a thread, a stream, mapped files. */
void recording_take(struct recording *recording, uint64_t offset,
                    const struct my_trace_head *head);

#endif
