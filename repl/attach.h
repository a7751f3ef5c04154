/* SPDX-License-Identifier: MIT
 *
 * attach.h - a program that runs already: its recording is found, or it is asked for one.
 *
 *   /proc/PID/maps -> a recording that it writes already
 *                  -> the library -> its symbols -> the request (struct my_trace_request),
 *                     written into the program's memory
 *
 * Rules of use
 * - Nothing else of the program is written to, it is not stopped, and it goes on whatever comes.
 * - attach_end takes back what attach_start has asked for, unless another mmviz reads it, too.
 *   Where mmviz ends without that, the lock that it holds on the recording ends, and that is
 *   noticed by the program.
 */
#ifndef MMVIZ_ATTACH_H
#define MMVIZ_ATTACH_H

#include "launch.h"

#include <stdint.h>

enum { ATTACH_PROBLEM = 640 };

struct attach {
	pid_t pid;
	const char *output;       /* the recording's file; NULL: PROGRAM.PID.mmtrace, here */
	char program[PROGRAM_PATH];
	char file[PROGRAM_PATH];  /* the recording, from the root on */
	char name[PROGRAM_PATH];  /* and as it was asked for */
	uint64_t request;         /* where its request lies; 0: it has none */
	int lock;                 /* the recording, open and locked; -1: it is not */
	int asked;                /* it did not record before */
	char problem[ATTACH_PROBLEM]; /* a sentence */
};

/* 1: it is recorded; 0: why not is in problem. Waits for the program's next call of malloc for
 * some seconds. */
int attach_start(struct attach *attach);

/* 1: it does not record any more. Without attach_start: 0. */
int attach_end(struct attach *attach);

/* The address of a symbol of a file that is mapped with its beginning at base; 0: it has none. */
uint64_t attach_symbol(const char *path, uint64_t base, const char *name);

#endif
