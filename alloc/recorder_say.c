/* SPDX-License-Identifier: MIT */
#include "recorder_say.h"

#include "print.h"
#include "recorder_file.h"

#include <pthread.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

/* A pipe that nobody reads, or a file at its limit, brings a signal: not for the program. */
static void flush_unharmed(struct print *line)
{
	const struct timespec now = { 0, 0 };
	sigset_t ours, before, pending;

	sigpending(&pending);
	sigemptyset(&ours);
	if (!sigismember(&pending, SIGPIPE))
		sigaddset(&ours, SIGPIPE);
	if (!sigismember(&pending, SIGXFSZ))
		sigaddset(&ours, SIGXFSZ);
	pthread_sigmask(SIG_BLOCK, &ours, &before);
	print_flush(line);
	sigtimedwait(&ours, NULL, &now);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
}

void recorder_say(const char *what, const char *why, const char *then)
{
	struct print line = { .fd = STDERR_FILENO };

	print_text(&line, "my_malloc: ");
	print_text(&line, what);
	print_text(&line, recorder_file_path());
	print_text(&line, ": ");
	print_text(&line, why);
	print_text(&line, then);
	flush_unharmed(&line);
}
