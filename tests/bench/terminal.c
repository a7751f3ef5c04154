/* SPDX-License-Identifier: MIT
 *
 * terminal.c - a program on a pseudo-terminal that nobody draws: what it sends is counted.
 */
#include "terminal.h"

#include <poll.h>
#include <pty.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

pid_t terminal_fork(struct terminal *terminal, int cols, int rows)
{
	struct winsize size = { .ws_col = (unsigned short)cols, .ws_row = (unsigned short)rows };

	fflush(stdout);
	terminal->pid = forkpty(&terminal->master, NULL, NULL, &size);
	if (terminal->pid < 0) {
		fprintf(stderr, "There are no pseudo-terminals here.\n");
		exit(2);
	}
	if (terminal->pid == 0) {
		setenv("TERM", "xterm-256color", 1);
		setenv("LC_ALL", "C.UTF-8", 1);
		unsetenv("NO_COLOR");
	}
	return terminal->pid;
}

void terminal_type(const struct terminal *terminal, const char *keys)
{
	if (write(terminal->master, keys, strlen(keys)) < 0)
		perror("typing");
}

size_t terminal_rest(const struct terminal *terminal, int milliseconds)
{
	struct pollfd fd = { .fd = terminal->master, .events = POLLIN };
	char bytes[1 << 16];
	size_t all = 0;
	ssize_t got;

	while (poll(&fd, 1, milliseconds) > 0
	       && (got = read(terminal->master, bytes, sizeof bytes)) > 0)
		all += (size_t)got;
	return all;
}

void terminal_answer(const struct terminal *terminal)
{
	struct pollfd fd = { .fd = terminal->master, .events = POLLIN };

	poll(&fd, 1, -1);
}

int terminal_end(const struct terminal *terminal)
{
	int status = 0;

	terminal_rest(terminal, -1);
	waitpid(terminal->pid, &status, 0);
	close(terminal->master);
	return status == 0;
}
