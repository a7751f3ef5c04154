/* SPDX-License-Identifier: MIT
 *
 * shell.h - mmviz record, called by a shell as people do.
 *
 * A command runs in the folder of scratch files, where F is the recording: it is removed before.
 * $M is mmviz; "await FILE" waits for a file and removes it. Its input is empty, its output is in
 * the files out and err.
 */
#ifndef TESTS_SHELL_H
#define TESTS_SHELL_H

#include "seal.h"

#include <stddef.h>

/* 0: mmviz or its library is not built; the test is skipped. */
int shell_ready(void);

/* 0: no such program is in PATH. */
int shell_finds(const char *program);

/* The test fails when the shell's $? is another. */
void shell_ends(int status, const char *command);

struct shell_row {
	const char *command;
	int status;
	const char *error; /* it is told on standard error, and nothing on standard output */
};

/* Each of them, where mmviz is built. */
void shell_tells(const struct shell_row *rows, size_t count);

/* What the shell's $? is. */
int shell_run(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* 1 when that file holds these words; "": when it is empty. */
int shell_said(const char *file, const char *words);

/* What is recorded in F, which is sealed and undamaged. */
struct seal shell_recorded(void);

#endif
