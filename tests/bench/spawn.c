/* SPDX-License-Identifier: MIT
 *
 * spawn OUTPUT LIBRARY PROGRAM [WORD ...] - runs a program with LIBRARY preloaded ("-": none)
 * and its standard output in the file OUTPUT; prints what it cost.
 *
 * Why not from Python: the peak memory of a process starts with that of the process it was
 * forked from, exec or not. This one is small. The peak is that of the largest process
 * of the program's tree whose end was waited for.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

_Noreturn static void become(char **words)
{
	int output = open(words[1], O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);

	if (output >= 0 && dup2(output, STDOUT_FILENO) >= 0 &&
		(strcmp(words[2], "-") == 0 || setenv("LD_PRELOAD", words[2], 1) == 0))
		execvp(words[3], words + 3);
	dprintf(STDERR_FILENO, "spawn: %s: %s\n", words[3], strerror(errno));
	_exit(127);
}

int main(int count, char **words)
{
	struct rusage usage;
	int status;

	if (count < 4) {
		dprintf(STDERR_FILENO, "usage: spawn OUTPUT LIBRARY PROGRAM [WORD ...]\n");
		return 2;
	}
	double from = seconds();
	pid_t child = fork();
	if (child == 0)
		become(words);
	if (child < 0 || wait4(child, &status, 0, &usage) != child) {
		dprintf(STDERR_FILENO, "spawn: %s\n", strerror(errno));
		return 1;
	}
	dprintf(STDOUT_FILENO, "wall_ns=%.0f cpu_ns=%.0f peak_kib=%ld status=%d\n",
		(seconds() - from) * 1e9,
		(double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e9 +
			(double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e3,
		usage.ru_maxrss, WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
	return 0;
}
