/* SPDX-License-Identifier: MIT
 *
 * temporary.c - a file that goes when a signal ends the program.
 *
 * The handler does only what is safe there: unlink and raise.
 */
#include "temporary.h"

#include <signal.h>
#include <stddef.h>
#include <unistd.h>

static const int endings[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };

enum { ENDINGS = sizeof endings / sizeof endings[0] };

static const char *volatile file;

/* SA_RESETHAND has put the default action back: raising ends the process. */
static void remove_and_end(int signal)
{
	if (file)
		unlink(file);
	raise(signal);
}

/* Those that would do one thing do the other. */
static void exchange(void (*from)(int), void (*to)(int))
{
	struct sigaction action = { .sa_handler = to, .sa_flags = (int)SA_RESETHAND }, now;

	sigemptyset(&action.sa_mask);
	for (int i = 0; i < ENDINGS; i++)
		if (sigaction(endings[i], NULL, &now) == 0 && now.sa_handler == from)
			sigaction(endings[i], &action, NULL);
}

void temporary_start(const char *path)
{
	file = path;
	exchange(SIG_DFL, remove_and_end);
}

void temporary_end(void)
{
	exchange(remove_and_end, SIG_DFL);
	file = NULL;
}
