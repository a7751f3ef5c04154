/* SPDX-License-Identifier: MIT
 *
 * subcommand_watch.c - mmviz watch: a program runs, and its heap is seen meanwhile.
 *
 *   on a terminal   what the program writes there goes to a file, for the view has the screen;
 *                   it reads nothing from it, and Ctrl-C is not for it
 *   without one     a line of numbers a second, on standard error; all else is the program's
 *
 * Of a program that runs already, by its process number, only the heap is seen.
 */
#include "subcommand.h"

#include "attach.h"
#include "follow_plain.h"
#include "foreground.h"
#include "launch.h"
#include "line.h"
#include "number.h"
#include "options.h"
#include "seal.h"
#include "session.h"
#include "word.h"

#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FAILED = 1 };

struct watching {
	struct launch launch;
	struct attach attach; /* of a program that runs already */
	struct follow follow;
	struct options *options;
	const char *file, *name; /* of the recording; name: as it was asked for */
	char output[PROGRAM_PATH]; /* what the program writes; "": the same as mmviz */
};

/* -1: all is there; else the exit status: all was said. */
static int read_words(struct watching *watching, int count, char **words)
{
	static const struct option names[] = {
		{ "output", required_argument, NULL, 'o' },
		{ "help", no_argument, NULL, 'h' }, { 0 },
	};
	struct launch *launch = &watching->launch;
	int letter;

	*launch = (struct launch){ .standard = { -1, -1, -1 } };
	optind = 0; /* from the start: these are other words than those read before */
	while ((letter = getopt_long(count, words, "+o:h", names, NULL)) != -1) {
		if (letter == '?' || letter == 'h')
			return subcommand_usage(words[0], letter == 'h');
		launch->output = optarg;
	}
	launch->arguments = words + optind;
	return optind < count && !(launch->output && !*launch->output)
	               ? -1 : subcommand_usage(words[0], 0);
}

/* ----------------------------------------------------------------- its descriptors */

static int fail_output(const struct watching *watching)
{
	fprintf(stderr, "mmviz: %s, for what the program writes: %s. Nothing was run.\n",
	        word_quote(watching->output).text, strerror(errno));
	return FAILED;
}

/* What would be written over the view goes to a file. 0, or an exit status. */
static int redirect(struct watching *watching)
{
	struct launch *launch = &watching->launch;
	const char *name = launch->output ? launch->output : strrchr(launch->arguments[0], '/');
	int file;

	name = name && !launch->output ? name + 1 : name;
	snprintf(watching->output, sizeof watching->output, "%.4000s.%d.out",
	         name ? name : launch->arguments[0], (int)getpid());
	file = open(watching->output, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0666);
	if (file < 0)
		return fail_output(watching);
	for (int fd = STDOUT_FILENO; fd <= STDERR_FILENO; fd++)
		if (isatty(fd))
			launch->standard[fd] = file;
	if (isatty(STDIN_FILENO))
		launch->standard[STDIN_FILENO] = open("/dev/null", O_RDONLY | O_CLOEXEC);
	launch->apart = 1;
	return 0;
}

/* A file in which nothing was written is not left. */
static void tell_output(const struct watching *watching)
{
	struct stat status;

	if (!*watching->output || stat(watching->output, &status) != 0)
		return;
	if (status.st_size == 0 && watching->follow.ended)
		unlink(watching->output);
	else
		fprintf(stderr, "mmviz: what it wrote: %s\n", watching->output);
}

/* -------------------------------------------------------------------------- ending */

static void tell_running(const struct watching *watching, int is_left)
{
	const struct follow *follow = &watching->follow;

	if (is_left)
		fprintf(stderr, "mmviz: %s (process %d) goes on, and is not recorded any more.\n",
		        follow->name, (int)follow->pid);
	else
		fprintf(stderr, "mmviz: %s (process %d) goes on, and is recorded further: kill %d "
		        "ends it.\n", follow->name, (int)follow->pid, (int)follow->pid);
}

static int conclude(struct watching *watching)
{
	struct seal seal;
	int ended = watching->follow.ended;
	int is_left = attach_end(&watching->attach);

	tell_output(watching);
	if (!ended)
		tell_running(watching, is_left);
	if (seal_file(watching->file, &seal) == 0 && seal.operations == 0 && ended)
		fprintf(stderr, "mmviz: %s asked nothing of malloc that was recorded: it brings an "
		        "allocator of its own, allocates nothing, or has no way to %s.\n",
		        watching->follow.name, watching->name);
	else if (ended || is_left)
		fprintf(stderr, "mmviz: to look at it again: mmviz open %s\n", watching->name);
	return ended && watching->follow.is_child ? foreground_end(watching->follow.status) : 0;
}

static int watch(struct watching *watching)
{
	struct session *session = session_create(stdout, stderr);
	struct line_options line = { .theme = watching->options->theme,
		                     .follow = &watching->follow };
	char problem[RECORDING_PROBLEM];

	session->looks = watching->options->looks;
	if (*watching->output)
		line.output = watching->output;
	if (!follow_open(&watching->follow, session, watching->file, problem)) {
		fprintf(stderr, "mmviz: %s The program goes on.\n", problem);
		session_destroy(session);
		return FAILED;
	}
	if (options_screen(watching->options))
		line_run(session, &line);
	else
		follow_plain(&watching->follow, stderr);
	follow_close(&watching->follow);
	session_destroy(session);
	return conclude(watching);
}

static void set_name(struct watching *watching, const char *path)
{
	const char *slash = strrchr(path, '/');

	snprintf(watching->follow.name, FOLLOW_NAME, "%.190s", slash ? slash + 1 : path);
}

static int watch_program(struct watching *watching)
{
	struct launch *launch = &watching->launch;
	int status = options_screen(watching->options) ? redirect(watching) : 0;

	if (status)
		return status;
	status = launch_start(launch);
	if (status) {
		if (*watching->output)
			unlink(watching->output);
		return status;
	}
	watching->follow.pid = launch->pid;
	watching->follow.is_child = 1;
	watching->file = launch->file;
	watching->name = launch->name;
	set_name(watching, launch->arguments[0]);
	return watch(watching);
}

static int watch_process(struct watching *watching)
{
	struct attach *attach = &watching->attach;

	attach->output = watching->launch.output;
	if (!attach_start(attach)) {
		fprintf(stderr, "mmviz: %s\n", attach->problem);
		return FAILED;
	}
	if (attach->output && !attach->asked)
		fprintf(stderr, "mmviz: Process %d records already, into %s: -o %s is not used.\n",
		        (int)attach->pid, word_quote(attach->name).text,
		        word_quote(attach->output).text);
	watching->follow.pid = attach->pid;
	watching->file = attach->file;
	watching->name = attach->name;
	set_name(watching, attach->program);
	return watch(watching);
}

/* A word of digits is a process; a program of such a name is ./123. */
static pid_t process_of(char **words)
{
	size_t digits = strspn(words[0], "0123456789");
	long number = 0;

	if (words[1] || words[0][digits] || digits > 9)
		return 0;
	for (const char *digit = words[0]; *digit; digit++)
		number = number * 10 + (*digit - '0');
	return (pid_t)number;
}

int subcommand_watch(struct options *options, int count, char **words)
{
	struct watching watching = { .options = options };
	int status = read_words(&watching, count, words);

	if (status >= 0)
		return status;
	watching.attach.pid = process_of(watching.launch.arguments);
	return watching.attach.pid ? watch_process(&watching) : watch_program(&watching);
}
