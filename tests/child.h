/* SPDX-License-Identifier: MIT
 *
 * child.h - running a piece of a test in a process of its own.
 *
 * For what must die (death tests), must start fresh (the process heap) or might hang
 * (threads). The child makes no core file, is ended by SIGALRM after a minute, and its
 * standard error is caught.
 */
#ifndef TESTS_CHILD_H
#define TESTS_CHILD_H

struct child {
	int signal;      /* that ended it, or 0 */
	int status;      /* its exit status when signal is 0 */
	char error[4096]; /* what it wrote to standard error, cut to fit */
};

/* Runs body(user) in a forked child, which exits with its result. */
struct child child_run(int (*body)(void *user), void *user);

/* 1 when it exited with 0; otherwise says on standard output what happened. */
int child_passed(const struct child *child);

#endif
