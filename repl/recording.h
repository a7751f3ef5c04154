/* SPDX-License-Identifier: MIT
 *
 * recording.h - a file that our recorder wrote (my_trace.h), by the heads of its blocks.
 *
 *   file -> heads -> streams (processes) -> threads -> their blocks, one after the other
 *
 * Rules of use
 * - Opening reads heads only: what they say is the index. Records are read block by block, with
 *   a window of the file in memory (recording_thread.h), and put into one order there
 *   (recording_merge.h).
 * - A file may still be written to: recording_refresh looks for what was added since.
 * - Damage is no end: what is damaged is passed over, and told by recording_damage. A file that
 *   was cut, or never finished, is not damaged.
 * - Memory grows with the number of blocks, each of which is a page of the file at least.
 */
#ifndef MMVIZ_RECORDING_H
#define MMVIZ_RECORDING_H

#include "my_trace.h"

#include <stddef.h>

enum { RECORDING_PROBLEM = 640 }; /* bytes enough for every sentence */

struct recording;

/* Numbers of blocks, threads and streams count from 1; 0 is none. */
struct recording_block {
	uint64_t offset, length;
	uint64_t bytes;   /* of the payload that are there; OPEN: at most */
	uint64_t records; /* OPEN: 0 */
	uint64_t operations; /* records but notes; OPEN: 0 until they were counted */
	uint64_t time, sum;
	uint32_t next;    /* block of the same thread */
	uint32_t state;
	int cut;          /* the file ends inside it */
};

struct recording_thread {
	uint32_t number; /* as the system numbers it */
	uint32_t stream;
	uint32_t first, last; /* blocks */
	uint32_t next;        /* thread of the same stream */
};

struct recording_stream {
	uint32_t number;          /* in the file */
	uint32_t process, parent; /* as the system numbers them; 0: not known */
	uint64_t started;         /* nanoseconds since 1970 */
	uint64_t records;         /* operations, in blocks that are done or were counted */
	const char *program;      /* its path; "" where it is not known */
	const char *arguments;    /* each ends with a 0; so many bytes of them */
	size_t arguments_size;
	uint32_t threads;         /* how many */
	uint32_t first, last;     /* thread */
	int stopped;              /* there was no room on the disk */
};

/* The file stays the caller's, is read with pread only, and is there until close. name is what
 * sentences call it. NULL with a sentence: it is no recording. */
struct recording *recording_open(int file, const char *name, char *problem);
void recording_close(struct recording *recording);

/* Looks for blocks that were added or finished since. 1: the file has grown or changed. */
int recording_refresh(struct recording *recording);

int recording_is_exact(const struct recording *recording);
int recording_has_addresses(const struct recording *recording); /* else numbers of blocks */
const char *recording_name(const struct recording *recording);
uint64_t recording_size(const struct recording *recording); /* of the file, as it was read */

size_t recording_streams(const struct recording *recording);
const struct recording_stream *recording_stream(const struct recording *recording,
                                                size_t number);
const struct recording_thread *recording_thread(const struct recording *recording,
                                                size_t number);
const struct recording_block *recording_block(const struct recording *recording,
                                              size_t number);

/* How many processes there are: each has a stream for every program that it became. */
size_t recording_processes(const struct recording *recording);

/* Of that process, or those with a program of that name, or of all with NULL: the one with most
 * records, and its last program that asked for something. 0: there is none. */
size_t recording_find(struct recording *recording, const char *process);

/* The mapped files of a stream, as /proc/PID/maps has them; the caller's. NULL: not recorded. */
char *recording_maps(const struct recording *recording, size_t stream);

/* So many bytes of the file from there on; how many there were. */
size_t recording_read(const struct recording *recording, uint64_t offset, void *out,
                      size_t bytes);

/* What follows "byte N: ": something damaged was met. */
void recording_damaged(struct recording *recording, uint64_t offset, const char *words);

/* A sentence about all that is damaged so far; NULL: nothing is. */
const char *recording_damage(struct recording *recording);

/* A sentence: the file ends earlier than its writer meant; NULL: it does not. */
const char *recording_end(struct recording *recording);

#endif
