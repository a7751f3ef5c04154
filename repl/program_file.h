/* SPDX-License-Identifier: MIT
 *
 * program_file.h - what kind of program a file is, told by its first bytes and its rights.
 *
 * Bytes are believed only as far as they reach: a damaged file is UNKNOWN.
 */
#ifndef MMVIZ_PROGRAM_FILE_H
#define MMVIZ_PROGRAM_FILE_H

#include "program.h"

enum program_file {
	PROGRAM_FILE_FINE,       /* or nobody can tell */
	PROGRAM_FILE_SCRIPT,     /* begins with #! */
	PROGRAM_FILE_STATIC,     /* asks for no loader; static-pie too */
	PROGRAM_FILE_FOREIGN,    /* another processor, word size or byte order than mmviz itself */
	PROGRAM_FILE_LOADER,     /* another loader than mmviz itself: another C library */
	PROGRAM_FILE_PRIVILEGED, /* set-user-ID, set-group-ID or file capabilities that count */
	PROGRAM_FILE_TEXT,       /* what a shell would run */
	PROGRAM_FILE_UNKNOWN,
	PROGRAM_FILES
};

struct script_head {
	char program[PROGRAM_PATH];      /* of its first line */
	char found_by_env[PROGRAM_PATH]; /* what that finds in PATH when it is env; else "" */
};

enum program_file program_file_kind(const char *path);

/* 1, or 0 when the first line names no program. */
int program_file_script(const char *path, struct script_head *head);

#endif
