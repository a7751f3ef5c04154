/* SPDX-License-Identifier: MIT
 *
 * child.c - running a piece of a test in a process of its own. See child.h.
 */
#include "child.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SECONDS = 60 };

static void live(int (*body)(void *user), void *user, int error)
{
	const struct rlimit none = { 0, 0 };

	setrlimit(RLIMIT_CORE, &none);
	dup2(error, STDERR_FILENO);
	close(error);
	alarm(SECONDS);
	_exit(body(user));
}

/* Reads on after the room is full: a child must not wait for its reader. */
static void collect(int fd, char *text, size_t size)
{
	char more[512];
	size_t length = 0;
	ssize_t got;

	while ((got = read(fd, more, sizeof more)) > 0 || (got < 0 && errno == EINTR)) {
		size_t room = size - 1 - length;
		size_t take = got < 0 ? 0 : (size_t)got < room ? (size_t)got : room;
		memcpy(text + length, more, take);
		length += take;
	}
	text[length] = '\0';
}

struct child child_run(int (*body)(void *user), void *user)
{
	struct child child = { 0, -1, "" };
	int ends[2], status = 0;
	pid_t pid;

	fflush(NULL);
	if (pipe(ends) != 0)
		return child;
	pid = fork();
	if (pid == 0) {
		close(ends[0]);
		live(body, user, ends[1]);
	}
	close(ends[1]);
	if (pid > 0) {
		collect(ends[0], child.error, sizeof child.error);
		while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
			;
		child.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
		child.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
	}
	close(ends[0]);
	return child;
}

int child_passed(const struct child *child)
{
	if (child->signal == 0 && child->status == 0)
		return 1;
	printf("\n      child: signal %d, status %d, said: %s\n", child->signal, child->status,
	       child->error);
	return 0;
}
