/* SPDX-License-Identifier: MIT
 *
 * signals.c - signals as something to poll, and a terminal that survives them.
 *
 * Handlers touch nothing but the state below, in ways that are safe there: flags of
 * sig_atomic_t, write, tcsetattr, sigaction, raise.
 */
#include "signals.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static const struct {
	int signal;
	unsigned event;
} events[] = {
	{ SIGINT, SIGNAL_INTERRUPT }, { SIGWINCH, SIGNAL_RESIZE },  { SIGTSTP, SIGNAL_SUSPEND },
	{ SIGCONT, SIGNAL_CONTINUE }, { SIGTERM, SIGNAL_END },      { SIGHUP, SIGNAL_END },
};

static const int crashes[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGQUIT };

enum {
	EVENTS = sizeof events / sizeof events[0],
	CRASHES = sizeof crashes / sizeof crashes[0],
	STACK_BYTES = 16384
};

static struct {
	int pipe[2];
	volatile sig_atomic_t came[EVENTS];
	volatile sig_atomic_t ending;
	volatile sig_atomic_t *interrupted;
	volatile sig_atomic_t guarded;
	int fd;
	struct termios modes;
	const char *reset;
	size_t reset_length;
	struct sigaction before[EVENTS], crash_before[CRASHES];
	char stack[STACK_BYTES]; /* so that running out of stack can be told too */
} state;

static void set_flag(int signal)
{
	int saved = errno;

	for (int i = 0; i < EVENTS; i++)
		if (events[i].signal == signal) {
			state.came[i] = 1;
			if (events[i].event == SIGNAL_END)
				state.ending = signal;
			if (events[i].event & (SIGNAL_INTERRUPT | SIGNAL_END))
				*state.interrupted = 1;
		}
	if (write(state.pipe[1], "", 1) < 0)
		errno = EAGAIN; /* full: the loop wakes up anyway */
	errno = saved;
}

/* SA_RESETHAND has put the default action back: raising ends the process. */
static void restore_and_die(int signal)
{
	if (state.guarded) {
		state.guarded = 0;
		ssize_t written = write(state.fd, state.reset, state.reset_length);

		(void)written; /* the terminal may be gone, and nothing else can be done */
		tcsetattr(state.fd, TCSANOW, &state.modes);
	}
	raise(signal);
}

static int open_pipe(void)
{
	if (pipe(state.pipe) != 0)
		return 0;
	for (int i = 0; i < 2; i++) {
		fcntl(state.pipe[i], F_SETFL, O_NONBLOCK);
		fcntl(state.pipe[i], F_SETFD, FD_CLOEXEC);
	}
	return 1;
}

static void catch_crashes(void)
{
	struct sigaction action = { .sa_handler = restore_and_die };
	stack_t stack = { .ss_sp = state.stack, .ss_size = STACK_BYTES };

	action.sa_flags = (int)(SA_RESETHAND | SA_ONSTACK | SA_NODEFER);
	sigaltstack(&stack, NULL);
	sigemptyset(&action.sa_mask);
	for (int i = 0; i < CRASHES; i++)
		sigaction(crashes[i], &action, &state.crash_before[i]);
}

int signals_start(volatile sig_atomic_t *interrupted)
{
	struct sigaction action = { .sa_handler = set_flag };

	state.interrupted = interrupted;
	state.ending = 0;
	if (!open_pipe())
		return 0;
	sigemptyset(&action.sa_mask);
	for (int i = 0; i < EVENTS; i++)
		sigaction(events[i].signal, &action, &state.before[i]);
	catch_crashes();
	return 1;
}

void signals_end(void)
{
	stack_t none = { .ss_flags = SS_DISABLE };

	state.guarded = 0;
	for (int i = 0; i < EVENTS; i++)
		sigaction(events[i].signal, &state.before[i], NULL);
	for (int i = 0; i < CRASHES; i++)
		sigaction(crashes[i], &state.crash_before[i], NULL);
	sigaltstack(&none, NULL);
	close(state.pipe[0]);
	close(state.pipe[1]);
}

int signals_fd(void)
{
	return state.pipe[0];
}

unsigned signals_take(void)
{
	char bytes[64];
	unsigned mask = 0;

	while (read(state.pipe[0], bytes, sizeof bytes) > 0)
		continue;
	for (int i = 0; i < EVENTS; i++)
		if (state.came[i]) {
			state.came[i] = 0;
			mask |= events[i].event;
		}
	return mask;
}

int signals_ending(void)
{
	return state.ending;
}

void signals_guard(int fd, const struct termios *modes, const char *reset)
{
	state.guarded = 0;
	state.fd = fd;
	state.modes = *modes;
	state.reset = reset;
	state.reset_length = strlen(reset);
	state.guarded = 1;
}

void signals_suspend(void)
{
	struct sigaction ours, usual = { .sa_handler = SIG_DFL };

	sigemptyset(&usual.sa_mask);
	sigaction(SIGTSTP, &usual, &ours);
	raise(SIGTSTP);
	sigaction(SIGTSTP, &ours, NULL);
}
