/* SPDX-License-Identifier: MIT
 *
 * subcommand_record.c - mmviz record: a program runs as ever, and what it asked is kept.
 *
 * mmviz says what it has to say when the program has ended, on standard error, and ends as
 * the program did.
 */
#include "subcommand.h"

#include "foreground.h"
#include "launch.h"
#include "lines.h"
#include "number.h"
#include "options.h"
#include "seal.h"
#include "word.h"

#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	PATIENCE = 5, /* times that a process that goes on is given 20 ms to come to its end */
	PAUSE = 20000
};

/* -1: all is there; else the exit status: all was said. */
static int read_words(struct launch *launch, int count, char **words)
{
	static const struct option names[] = {
		{ "output", required_argument, NULL, 'o' }, { "exact", no_argument, NULL, 'e' },
		{ "help", no_argument, NULL, 'h' }, { 0 },
	};
	int letter;

	*launch = (struct launch){ .standard = { -1, -1, -1 } };
	optind = 0; /* from the start: these are other words than those read before */
	while ((letter = getopt_long(count, words, "+o:h", names, NULL)) != -1) {
		if (letter == '?' || letter == 'h')
			return subcommand_usage(words[0], letter == 'h');
		if (letter == 'o')
			launch->output = optarg;
		launch->exact |= letter == 'e';
	}
	launch->arguments = words + optind;
	return optind < count && !(launch->output && !*launch->output)
	               ? -1 : subcommand_usage(words[0], 0);
}

/* Children that the program left behind may be about to end, too. */
static int seal_soon(const char *path, struct seal *seal)
{
	int reason = seal_file(path, seal);

	for (int i = 0; i < PATIENCE && !reason && seal->written; i++) {
		usleep(PAUSE);
		reason = seal_file(path, seal);
	}
	return reason;
}

/* Where not even a process is in it, the library may have been kept from opening it. */
static void tell_silent(const struct launch *launch, const struct seal *seal, const char *name)
{
	fprintf(stderr, "mmviz: %s asked nothing of malloc that was recorded: it brings an "
	        "allocator of its own%s. %s is empty.\n",
	        word_quote(launch->arguments[0]).text,
	        seal->processes ? " or allocates nothing" : ", allocates nothing, or has no way to "
	        "the file (another root, another user)",
	        name);
}

static void tell_recorded(const struct seal *seal, const char *name)
{
	fprintf(stderr, "mmviz: %s of %s recorded, %s bytes: %s\n",
	        counted(seal->operations, "operation", "operations").text,
	        counted(seal->processes, "process", "processes").text, comma(seal->bytes).text,
	        name);
	fprintf(stderr, "mmviz: to look at it: mmviz open %s\n", name);
}

/* By mmviz's own environment, or by env. */
static int sets_python(char **words)
{
	static const char variable[] = "PYTHONMALLOC=";

	while (*words && strncmp(*words, variable, sizeof variable - 1) != 0)
		words++;
	return *words || getenv("PYTHONMALLOC");
}

static void tell_remarks(const struct launch *launch, const struct seal *seal, const char *name)
{
	if (seal->stopped)
		fprintf(stderr, "mmviz: The recording could not grow any more: %s before the "
		        "program did.\n", seal->processes == 1 ? "it ends" :
		        "that of some process ends");
	if (seal->damage)
		fprintf(stderr, "mmviz: %s was damaged from byte %s on while it was written; what "
		        "can be read is kept.\n", name, comma(seal->damage).text);
	if (seal->written)
		fputs("mmviz: A process that it started goes on, and is recorded further.\n",
		      stderr);
	if (seal->python && !sets_python(launch->arguments))
		fputs("mmviz: Python keeps small objects in pools of its own: "
		      "PYTHONMALLOC=malloc before mmviz shows each of them.\n", stderr);
}

static void tell(const struct launch *launch)
{
	char *name = lines_clean(launch->name, strlen(launch->name));
	struct seal seal;
	int reason = seal_soon(launch->file, &seal);

	if (reason)
		fprintf(stderr, "mmviz: %s could not be finished: %s. What was recorded is in "
		        "it.\n", name, strerror(reason));
	else if (seal.operations == 0)
		tell_silent(launch, &seal, name);
	else
		tell_recorded(&seal, name);
	if (!reason)
		tell_remarks(launch, &seal, name);
	free(name);
}

int subcommand_record(struct options *options, int count, char **words)
{
	struct launch launch;
	int status = read_words(&launch, count, words);

	(void)options;
	if (status >= 0)
		return status;
	status = launch_start(&launch);
	if (status)
		return status;
	status = foreground_wait();
	signal(SIGPIPE, SIG_IGN);
	tell(&launch);
	return foreground_end(status);
}
