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
	{ "learn", "learn [LESSON] [--seed WORD] [--anew] [--save FILE]",
	  "                  asks a lesson: its number, its name or its file; without one:\n"
	  "                  the lessons and what was done of them. It goes on where it was\n"
	  "                  left, with --anew from its start, and a finished result is put\n"
	  "                  away; --seed takes other numbers, --save writes the answers\n"
	  "                  into FILE, to be handed in\n",
	  subcommand_learn },
	{ "quiz", "quiz [TOPIC] [-n COUNT] [--seed WORD] [--print]",
	  "                  asks fresh questions about random heaps: placement, split,\n"
	  "                  coalesce, hash, realloc, fragmentation, misuse, or mixed.\n"
	  "                  The same seed gives the same; --print writes them as a lesson\n",
	  subcommand_quiz },
	{ "grade", "grade LESSON [FILE] [--seed WORD] [--json]",
	  "                  grades answers, a line each: ID: ANSWER; or what learn --save\n"
	  "                  wrote. Exit status 0 when all are right, 1 when not, 2 when\n"
	  "                  there is nothing that can be read. --json writes questions,\n"
	  "                  problems and the total for other programs: mmviz(1)\n",
	  subcommand_grade },
	{ "answers", "answers LESSON [--seed WORD]",
	  "                  prints the right answers, as grade reads them\n",
	  subcommand_answers },
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
	  "                  shows a recorded program's heap as it was, and plays it when\n"
	  "                  a command asks for the heap; before a script on standard\n"
	  "                  input, and as plain text, at once. PROCESS is one of several:\n"
	  "                  its number, or its program's name\n",
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
	{ "lint", "lint LESSON ...",
	  "                  finds the mistakes of lessons, with their lines, by playing\n"
	  "                  them quietly: status 1 when there are some (mmviz-lesson.5)\n",
	  subcommand_lint },
	{ "ostep", "ostep [OPTION ...]",
	  "                  free-space homework of the book Operating Systems: Three Easy\n"
	  "                  Pieces, chapter 17: the questions; with answers on standard\n"
	  "                  input or typed, what is right and why; with -c the answers.\n"
	  "                  -s SEED -S SIZE -b BASE -H HEADER -a ALIGNMENT -n NUMOPS\n"
	  "                  -r RANGE -P PERCENT -A LIST (+10,-0) -C (coalesce)\n"
	  "                  -p BEST|WORST|FIRST|NEXT -l ADDRSORT|SIZESORT+|SIZESORT-|\n"
	  "                  INSERT-FRONT|INSERT-BACK --ostep-bugs --view\n",
	  subcommand_ostep },
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
