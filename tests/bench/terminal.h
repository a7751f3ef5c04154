/* SPDX-License-Identifier: MIT
 *
 * terminal.h - a program on a pseudo-terminal that nobody draws: what it sends is counted.
 */
#ifndef BENCH_TERMINAL_H
#define BENCH_TERMINAL_H

#include <stddef.h>
#include <sys/types.h>

struct terminal {
	pid_t pid;
	int master;
};

/* As fork: 0 in the child, whose standard streams are the terminal; ends when there is none. */
pid_t terminal_fork(struct terminal *terminal, int cols, int rows);

void terminal_type(const struct terminal *terminal, const char *keys);

/* The bytes it sends until it was quiet for so long, or has ended. */
size_t terminal_rest(const struct terminal *terminal, int milliseconds);

/* Waits until it sends something. */
void terminal_answer(const struct terminal *terminal);

/* Waits for its end; 1 when that was in order. */
int terminal_end(const struct terminal *terminal);

#endif
