/* SPDX-License-Identifier: MIT
 *
 * subcommand.c - the table of what mmviz does when its first word names no script.
 */
#include "subcommand.h"

#include "options.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

static const struct subcommand subcommands[] = {
	{ "record", "record [-o FILE] [--exact] [--] PROGRAM [ARGUMENT ...]",
	  "                  runs PROGRAM and writes what it asks of its heap into FILE,\n"
	  "                  else into PROGRAM.PID.mmtrace; --exact numbers every operation\n"
	  "                  across threads and processes, which takes longer\n",
	  subcommand_record },
	{ "watch", "watch [-o FILE] [--] PROGRAM [ARGUMENT ...] | PROCESS",
	  "                  the same, and its heap is seen while it runs; what it writes\n"
	  "                  on the terminal goes to a file. Without a terminal: numbers,\n"
	  "                  a line a second on standard error. PROCESS is the number\n"
	  "                  of a program that runs on my_malloc already\n",
	  subcommand_watch },
	{ "open", "open FILE [PROCESS]",
	  "                  plays a recorded program, then goes on with the prompt, or\n"
	  "                  the script on standard input; PROCESS is one of several: its\n"
	  "                  number, or its program's name\n",
	  subcommand_open },
	{ "convert", "convert IN OUT [PROCESS]",
	  "                  writes a recorded program as malloc-lab .rep where OUT ends\n"
	  "                  so, else as a recording of its own\n",
	  subcommand_convert },
	{ "report", "report RECORDING [-o OUT] [PROCESS]",
	  "                  writes a page about a recorded program for a browser: plots,\n"
	  "                  maps, sizes, call sites, leaks, placements; else into\n"
	  "                  RECORDING.html\n",
	  subcommand_report },
};

enum { SUBCOMMANDS = sizeof subcommands / sizeof subcommands[0] };

const struct subcommand *subcommand_at(unsigned number)
{
	return number < SUBCOMMANDS ? &subcommands[number] : NULL;
}

const struct subcommand *subcommand_find(const char *name)
{
	for (unsigned i = 0; i < SUBCOMMANDS; i++)
		if (strcmp(subcommands[i].name, name) == 0)
			return &subcommands[i];
	return NULL;
}

int subcommand_usage(const char *name, int asked)
{
	const struct subcommand *row = subcommand_find(name);

	if (asked)
		printf("mmviz %s\n%s", row->form, row->help);
	else
		fprintf(stderr, "mmviz: %s is called so: mmviz %s\n", name, row->form);
	return asked ? 0 : OPTIONS_WRONG;
}

int subcommand_words(int count, char **words, int least, int *first)
{
	static const struct option names[] = { { "help", no_argument, NULL, 'h' }, { 0 } };
	int letter;

	optind = 0; /* from the start: these are other words than those read before */
	letter = getopt_long(count, words, "+h", names, NULL);
	*first = optind;
	if (letter != -1)
		return subcommand_usage(words[0], letter == 'h');
	return count - optind < least || count - optind > least + 1
	               ? subcommand_usage(words[0], 0)
	               : -1;
}
