/* SPDX-License-Identifier: MIT
 *
 * launch.h - a program started so that it is recorded.
 *
 *   launch_start   the recording's file is made, and the program begins:
 *                  LD_PRELOAD=LIBRARY[:what was there]  MY_MALLOC_RECORD=/the/file
 *                  and MY_MALLOC_RECORD_EXACT=1 when every operation is to be numbered
 *   foreground_wait, or a waitpid of one's own
 *
 * Rules of use
 * - Nothing else of the program's environment, descriptors and signals differs from what mmviz
 *   itself was given.
 * - An old recording of that name is replaced as a whole: a program that still writes to it is
 *   not disturbed. Any other file stays as it is, and nothing is started.
 */
#ifndef MMVIZ_LAUNCH_H
#define MMVIZ_LAUNCH_H

#include "program.h"

#include <sys/types.h>

struct launch {
	char **arguments;   /* the program as it was called, its arguments, NULL */
	const char *output; /* the recording's file; NULL: PROGRAM.PID.mmtrace, here */
	int exact;
	int standard[3];    /* descriptors for its standard input, output and error; -1: mmviz's */
	int apart;          /* what is typed at the terminal, like Ctrl-C, is not for it */

	/* What launch_start adds: */
	struct program program;
	char file[PROGRAM_PATH]; /* the recording's file, from the root on */
	char name[PROGRAM_PATH]; /* and as it was asked for */
	pid_t pid;
};

/* 0, or the exit status for mmviz: why was said on standard error. */
int launch_start(struct launch *launch);

#endif
