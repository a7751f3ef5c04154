/* SPDX-License-Identifier: MIT
 *
 * follow.h - a program that is being recorded: its recording, read while it is written.
 *
 *   program -> file -> recording, refreshed -> merge -> recorded (recorded.h), as it is now
 *
 * Rules of use
 * - follow_read takes as long as it is told, and no longer: however fast the program is, it costs
 *   its share. What is not read yet stays in the file.
 * - A process that becomes another program is followed from its start as that.
 * - Nothing here stops the program, or ends it.
 */
#ifndef MMVIZ_FOLLOW_H
#define MMVIZ_FOLLOW_H

#include "recorded.h"
#include "recording_merge.h"

#include <sys/types.h>

enum { FOLLOW_NAME = 200 };

struct session;

struct follow {
	struct session *session;
	struct recorded *recorded; /* the session's ground owns it */
	int file;
	struct recording *recording;
	struct merge *merge; /* NULL: nothing was recorded yet */
	size_t stream;
	pid_t pid;
	int is_child;        /* its status is to be waited for */
	int ended, status;   /* of waitpid, where it is one */
	double refreshed;    /* when the merge was, in seconds */
	char name[FOLLOW_NAME]; /* of the program */
};

/* 0 with a sentence (RECORDING_PROBLEM bytes): the file cannot be read. */
int follow_open(struct follow *follow, struct session *session, const char *path, char *problem);
void follow_close(struct follow *follow);

/* Reads on for so many seconds at most; how many operations there were. */
size_t follow_read(struct follow *follow, double seconds);

/* Operations in the file that were not read yet, as far as is known. */
uint64_t follow_behind(const struct follow *follow);

/* Whether the program has ended; from then on ended and status hold. */
int follow_ended(struct follow *follow);

/* "ended with status 0", "was ended by signal 9 (Killed)", "has ended". */
const char *follow_ending(const struct follow *follow, char *out, size_t size);

#endif
