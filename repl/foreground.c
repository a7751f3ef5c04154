/* SPDX-License-Identifier: MIT
 *
 * foreground.c - another program in mmviz's place.
 */
#include "foreground.h"

#include <errno.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* What somebody may send to mmviz and means for the program; or a terminal sends to both; or the
 * system, for a file that becomes too large, which mmviz is told by its write, too. */
static const int passed[] = {
	SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGCONT, SIGTSTP, SIGTTIN, SIGTTOU,
	SIGXFSZ,
};

enum { PASSED = sizeof passed / sizeof passed[0] };

static volatile pid_t program;

/* The system's own, of a terminal, reached the program by itself; mmviz' own is not for it. */
static void pass_on(int number, siginfo_t *info, void *context)
{
	int reason = errno;

	(void)context;
	if (info->si_code <= 0 && info->si_pid != getpid() && program > 0)
		kill(program, number);
	errno = reason;
}

/* Those that are ignored stay ignored, here and in the program: it is how nohup works. */
static void heed(int number)
{
	const struct sigaction action = {
		.sa_sigaction = pass_on, .sa_flags = SA_SIGINFO | SA_RESTART,
	};
	struct sigaction now;

	if (sigaction(number, NULL, &now) == 0 && now.sa_handler != SIG_IGN)
		sigaction(number, &action, NULL);
}

static void leave(int number)
{
	const struct sigaction action = { .sa_handler = SIG_DFL };
	struct sigaction now;

	if (sigaction(number, NULL, &now) == 0 && now.sa_handler != SIG_IGN)
		sigaction(number, &action, NULL);
}

void foreground_start(struct foreground *foreground)
{
	const struct sigaction usual = { .sa_handler = SIG_DFL };
	sigset_t all;

	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &foreground->mask);
	/* While that is ignored, nothing can be waited for. */
	sigaction(SIGCHLD, &usual, &foreground->child_ended);
	for (int i = 0; i < PASSED; i++)
		heed(passed[i]);
}

void foreground_child(const struct foreground *foreground)
{
	for (int i = 0; i < PASSED; i++)
		leave(passed[i]);
	sigaction(SIGCHLD, &foreground->child_ended, NULL);
	sigprocmask(SIG_SETMASK, &foreground->mask, NULL);
}

void foreground_parent(const struct foreground *foreground, pid_t child)
{
	program = child;
	sigprocmask(SIG_SETMASK, &foreground->mask, NULL);
}

int foreground_wait(void)
{
	int status = 0;

	do {
		while (waitpid(program, &status, WUNTRACED) < 0 && errno == EINTR)
			;
		if (WIFSTOPPED(status))
			raise(SIGSTOP);
	} while (WIFSTOPPED(status));
	program = 0;
	for (int i = 0; i < PASSED; i++)
		leave(passed[i]);
	return status;
}

static void end_by(int number)
{
	const struct sigaction usual = { .sa_handler = SIG_DFL };
	sigset_t just;

	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	sigaction(number, &usual, NULL);
	sigemptyset(&just);
	sigaddset(&just, number);
	raise(number);
	sigprocmask(SIG_UNBLOCK, &just, NULL);
}

int foreground_end(int status)
{
	if (WIFEXITED(status))
		return WEXITSTATUS(status);
	end_by(WTERMSIG(status));
	return 128 + WTERMSIG(status);
}
