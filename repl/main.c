/* SPDX-License-Identifier: MIT
 *
 * main.c - mmviz: options, then a terminal, plain text or a cast.
 *
 *   --cast FILE                                               -> a file (record.h)
 *   standard output no terminal, --plain, TERM unset or dumb  -> plain text
 *   else                                                      -> the view (line.h)
 *
 * Exit status: 0; 1 when a line failed or output was lost; 2 for wrong usage.
 */
#include "learn.h"
#include "lessons.h"
#include "line.h"
#include "options.h"
#include "plain.h"
#include "record.h"
#include "session.h"

#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int check_output(int status)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return status;
	perror("mmviz: standard output");
	return 1;
}

static int run_once(struct session *session, const struct options *options)
{
	const struct line_options line = { .script = options->script, .theme = options->theme,
	                                   .first = options->first,
	                                   .open = options->open,
	                                   .process = options->process };

	if (options->cast)
		return record_script(session, options->cast, options->script);
	return options_screen(options) ? line_run(session, &line)
	                               : plain_run(session, options->script, options->first);
}

/* The heap of the prompt stays as it is while a quiz is asked. */
static int run(struct session *session, struct options *options)
{
	int status = run_once(session, options);

	while (learn_quiz(options, session, &status) && status < 128) {
		free(options->first);
		options->script = options->open = options->process = options->first = NULL;
		status = run_once(session, options);
	}
	return status;
}

/* A file that is opened must not become one of the three that are closed. What is written to
 * them, or read, fails as it did; a program that is started finds them closed. */
static void fill_standard(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0)
			open("/dev/null", (fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) | O_CLOEXEC);
}

int main(int argc, char **argv)
{
	struct options options;
	struct session *session;
	int status;

	fill_standard();
	status = options_read(argc, argv, &options);
	if (status >= 0)
		return status == OPTIONS_WRONG ? status : check_output(status);
	setlocale(LC_ALL, "");
	signal(SIGPIPE, SIG_IGN);
	session = session_create(stdout, stderr);
	session->lessons = lessons_folder();
	session->looks = options.looks;
	if (options.theme)
		session->theme = options.theme;
	status = run(session, &options);
	session_destroy(session);
	free(options.first);
	free(options.made);
	return check_output(status);
}
