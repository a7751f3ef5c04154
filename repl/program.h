/* SPDX-License-Identifier: MIT
 *
 * program.h - a program's file: where it lies, and whether a library can be put before it.
 *
 *   name -> path (as execvp finds it) -> #! interpreter -> its interpreter ... -> ELF
 *
 * Nothing is run to find that out. A file that may be executed but not read is believed.
 */
#ifndef MMVIZ_PROGRAM_H
#define MMVIZ_PROGRAM_H

enum {
	PROGRAM_PATH = 4096,
	PROGRAM_PROBLEM = 512,
	PROGRAM_REFUSED = 126, /* it is there, but cannot be run, or not be recorded */
	PROGRAM_MISSING = 127
};

struct program {
	char path[PROGRAM_PATH];
	int status;                    /* 0: it can be recorded; else what a shell would give */
	char problem[PROGRAM_PROBLEM]; /* and why not: a sentence */
};

/* Returns the status. */
int program_find(struct program *program, const char *name);

#endif
