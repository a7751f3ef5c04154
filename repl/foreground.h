/* SPDX-License-Identifier: MIT
 *
 * foreground.h - another program in mmviz's place: its signals, its pauses, its end.
 *
 *   terminal -> both: the program answers, mmviz stays
 *   kill     -> mmviz -> the program
 *   the program pauses -> mmviz pauses; whoever continues them, both go on
 *
 * Rules of use
 * - foreground_start, then fork; the child calls foreground_child before it becomes the
 *   program, mmviz calls foreground_parent. Between the two no signal is lost.
 * - One program at a time.
 */
#ifndef MMVIZ_FOREGROUND_H
#define MMVIZ_FOREGROUND_H

#include <signal.h>
#include <sys/types.h>

struct foreground {
	sigset_t mask;                    /* signals as mmviz found them */
	struct sigaction child_ended;
};

void foreground_start(struct foreground *foreground);
void foreground_child(const struct foreground *foreground);
void foreground_parent(const struct foreground *foreground, pid_t program);

/* Waits for its end: the status of waitpid. */
int foreground_wait(void);

/* The exit status that says the same; where a signal ended the program, that signal ends
 * mmviz too, and leaves no core: the program's own is enough. */
int foreground_end(int status);

#endif
