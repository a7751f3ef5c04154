/* SPDX-License-Identifier: MIT
 *
 * recorder.h - what the program asks of its heap, written down: MY_MALLOC_RECORD=FILE.
 *
 *   recorder        a thread's records, one after the other into its block (recorder_short)
 *   recorder_block  one block          recorder_stream  what is said of the process
 *   recorder_file   the file           recorder_say     a sentence to the user
 *
 * A thread that is recorded never gets the short way's cache (family.h), so that recording
 * costs nothing where it is off. A release is told before it is done, an allocation after:
 * so the order of all threads' records can be told from the addresses in them (my_trace.h).
 *
 * - Nothing here allocates, locks what a fork could leave locked, or changes errno.
 * - A signal handler that allocates in the middle of a record is not recorded.
 * - When there is no more room, one sentence says so, and the program goes on.
 */
#ifndef ALLOC_RECORDER_H
#define ALLOC_RECORDER_H

#include "my_trace.h"

enum recorder_mode {
	RECORDER_UNKNOWN, /* before the first question */
	RECORDER_OFF,
	RECORDER_ON
};

extern int recorder_mode __attribute__((visibility("hidden")));

/* Whether this process is recorded. The first call opens the file. */
int recorder_is_wanted(void);

/* For a program that is asked while it runs (recorder_request.h): opens another file, after
 * which the recording may start; NULL, or what is wrong. locked: as in recorder_file.h. */
const char *recorder_open(const char *path, int exact, int locked);
void recorder_start(void);
void recorder_stop(void);

/* 0 where recorder_tell would do nothing. */
static inline int recorder_is_on(void)
{
	return __atomic_load_n(&recorder_mode, __ATOMIC_RELAXED) != RECORDER_OFF;
}

/* What the thread asked for, and got. */
void recorder_tell(const struct my_trace_record *record);

/* The time, between what was told and what will be: the thread has taken blocks from where all
 * threads take them, or is about to give some back there. */
void recorder_note(void);

/* The thread is not recorded any more: its block is whole. */
void recorder_pause(void);

/* The thread ends: what it is told after this is another's. */
void recorder_end_thread(void);

#endif
