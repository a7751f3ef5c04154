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
 * - Processes that it started are recorded, too: follow_other goes from one to the next. Each
 *   stream of the recording is a program of its own; of a process it is the newest that counts.
 * - Nothing here stops the program, or ends it.
 * - A recording that is opened is followed as one whose program has ended:
 *   it has a path, the ground reads it, and nothing is to be closed here.
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
	pid_t shown;         /* the process that is followed: it, or one that it started */
	const char *path;    /* of a file that the ground reads; NULL: a program */
	const char *process; /* which of it was asked for, or NULL */
	char number[16];     /* or is shown now */
	int is_child;        /* its status is to be waited for */
	int ended, status;   /* of waitpid, where it is one */
	double refreshed;    /* when the merge was, in seconds */
	char name[FOLLOW_NAME], shown_name[FOLLOW_NAME]; /* of the programs */
};

/* 0 with a sentence (RECORDING_PROBLEM bytes): the file cannot be read. */
int follow_open(struct follow *follow, struct session *session, const char *path, char *problem);
void follow_close(struct follow *follow);

/* A recording that is there already: path and process are set, and stay there; see ground_open. */
int follow_open_file(struct follow *follow, struct session *session, char *problem);

/* Reads on for so many seconds at most; how many operations there were. */
size_t follow_read(struct follow *follow, double seconds);

/* The next program is followed instead, or the one before. 0: there is no other. */
int follow_other(struct follow *follow, int forward);

/* Which one that would be; 0: there is no other. */
size_t follow_next(const struct follow *follow, int forward);

/* How many programs were recorded so far. */
size_t follow_programs(const struct follow *follow);

/* Operations in the file that were not read yet, as far as is known. */
uint64_t follow_behind(const struct follow *follow);

/* Whether the program has ended; from then on ended and status hold. */
int follow_ended(struct follow *follow);

/* Whether the one that is shown has. */
int follow_shown_ended(struct follow *follow);

/* Of the one that is shown: "ended with status 0", "was ended by signal 9 (Killed)", "has
 * ended". */
const char *follow_ending(const struct follow *follow, char *out, size_t size);

#endif
