/* SPDX-License-Identifier: MIT
 *
 * signals.h - signals as something to poll, and a terminal that survives them.
 *
 *   handler: sets a flag, writes one byte into a pipe    loop: poll, signals_take
 *
 * Rules of use
 * - One at a time in a process: signals_start, ..., signals_end.
 * - A signal that comes while a command runs sets *interrupted, so that work loads end.
 * - The signals of a crash do not come back: they put the terminal in order with what
 *   signals_guard was given, and end the process as they would have.
 */
#ifndef MMVIZ_SIGNALS_H
#define MMVIZ_SIGNALS_H

#include <signal.h>
#include <termios.h>

enum signal_event {
	SIGNAL_INTERRUPT = 1, /* SIGINT */
	SIGNAL_RESIZE = 2,    /* SIGWINCH */
	SIGNAL_SUSPEND = 4,   /* SIGTSTP */
	SIGNAL_CONTINUE = 8,  /* SIGCONT */
	SIGNAL_END = 16       /* SIGTERM, SIGHUP */
};

/* 1, or 0 when no pipe could be made. */
int signals_start(volatile sig_atomic_t *interrupted);
void signals_end(void);

/* Readable when signals_take has something to give. */
int signals_fd(void);

/* The events since the last call, as a mask. */
unsigned signals_take(void);

/* The signal behind SIGNAL_END; 0 before. */
int signals_ending(void);

/* What a crash does to the terminal: its modes, and a text that resets it (static, or
 * alive until signals_end). */
void signals_guard(int fd, const struct termios *modes, const char *reset);

/* Stops the process as SIGTSTP would have, and returns when it goes on. */
void signals_suspend(void);

#endif
