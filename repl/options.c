/* SPDX-License-Identifier: MIT
 *
 * options.c - the command line of mmviz.
 */
#include "options.h"

#include "completion.h"
#include "my_malloc.h"
#include "subcommand.h"
#include "theme.h"
#include "word.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* getopt's letters of what is no option, and of one that has no letter. */
enum { WORD = 1, COMPLETION };

static const struct option names[] = {
	{ "help", no_argument, NULL, 'h' },        { "version", no_argument, NULL, 'v' },
	{ "plain", no_argument, NULL, 'p' },       { "ascii", no_argument, NULL, 'a' },
	{ "theme", required_argument, NULL, 't' },
	{ "size", required_argument, NULL, 's' },  { "cast", required_argument, NULL, 'c' },
	{ "completion", required_argument, NULL, COMPLETION },
	{ 0 },
};

static const char help[] =
	"mmviz - type commands at a real heap and see what it does\n"
	"\n"
	"  mmviz [OPTION] [FILE]       FILE is a script; without one: the prompt,\n"
	"                              or a script on standard input\n";

static const char more_help[] =
	"\n"
	"  --plain         plain text, also on a terminal\n"
	"  --ascii         draw with ASCII characters only\n"
	"  --theme NAME    dark, light, contrast or mono, now and the next time\n"
	"  --cast FILE     play the script into FILE, an asciicast of the view:\n"
	"                  asciinema play FILE shows it\n"
	"  --size SIZE     of casts and of pictures that export writes, COLSxROWS:\n"
	"                  1x1 to 1000x1000; else the terminal's, or 100x30\n"
	"  --completion SHELL  what bash or zsh completes, as a script for it\n"
	"  --help          this text\n"
	"  --version       the version\n"
	"\n"
	"mmviz learn leads through the lessons; mmviz lessons/01.txt plays one.\n"
	"Type help at the prompt for the commands. NO_COLOR is respected.\n"
	"Exit status: 0; 1 when a line of a script failed, or a file or the output could\n"
	"not be written; 2 for wrong usage; record and watch end as their program\n"
	"does, 126 when it cannot be run or not be recorded, 127 when it is not there.\n";

static int usage(void)
{
	fputs("mmviz: type mmviz --help for how it is called.\n", stderr);
	return OPTIONS_WRONG;
}

static int unknown_theme(const char *name)
{
	fprintf(stderr, "mmviz: no theme is named %s. The themes are:", word_quote(name).text);
	for (unsigned i = 0; theme_at(i); i++)
		fprintf(stderr, " %s", theme_name(theme_at(i)));
	fputs(".\n", stderr);
	return usage();
}

static int no_size(const char *text)
{
	fprintf(stderr, "mmviz: %s is no size. A size is columns x rows, from 1x1 to %dx%d, like "
	        "100x30.\n", word_quote(text).text, LOOKS_MOST, LOOKS_MOST);
	return usage();
}

static int complete(const char *shell)
{
	int status = completion_write(shell, names);

	if (status >= 0)
		return status;
	fprintf(stderr, "mmviz: there is no completion for %s: bash and zsh have one.\n",
	        word_quote(shell).text);
	return usage();
}

static int unknown_option(const char *text)
{
	fprintf(stderr, "mmviz: %s is no option, or something is missing after it.\n",
	        word_quote(text).text);
	return usage();
}

static int told(int written)
{
	return written < 0 || fflush(stdout) == EOF;
}

static int tell_help(void)
{
	const struct subcommand *row;

	fputs(help, stdout);
	for (unsigned i = 0; (row = subcommand_at(i)); i++)
		printf("  mmviz %s\n%s", row->form, row->help);
	return told(fputs(more_help, stdout));
}

/* -1: go on. */
static int take(struct options *options, int letter, const char *value)
{
	const struct theme *theme = letter == 't' ? theme_find(value) : NULL;

	if (letter == 'h')
		return tell_help();
	if (letter == 'v')
		return told(printf("mmviz %s\n", my_malloc_version()));
	if (letter == COMPLETION)
		return complete(value);
	if (letter == 't' && !theme)
		return unknown_theme(value);
	if (letter == 's' && !looks_size(&options->looks, value))
		return no_size(value);
	options->plain |= letter == 'p';
	options->looks.ascii |= letter == 'a';
	if (theme)
		options->theme = theme;
	if (letter == 'c')
		options->cast = value;
	return -1;
}

/* Several words may be meant for a subcommand whose name was mistyped. */
static int several_scripts(const char *first)
{
	const struct subcommand *row;
	struct nearest nearest;

	fputs("mmviz: one script can be played, not several.", stderr);
	nearest_start(&nearest, first);
	for (unsigned i = 0; (row = subcommand_at(i)); i++)
		nearest_try(&nearest, row->name);
	if (nearest_word(&nearest))
		fprintf(stderr, " Was mmviz %s meant?", nearest_word(&nearest));
	fputc('\n', stderr);
	return usage();
}

static int take_script(struct options *options, const char *path)
{
	if (options->script)
		return several_scripts(options->script);
	options->script = path;
	return -1;
}

int options_screen(const struct options *options)
{
	const char *term = getenv("TERM");

	return !options->plain && isatty(STDOUT_FILENO) && term && *term
	       && strcmp(term, "dumb") != 0;
}

/* Words come in their order: what follows a subcommand is its own. */
int options_read(int argc, char **argv, struct options *options)
{
	const struct subcommand *row;
	int letter, status = -1;

	*options = (struct options){ .looks = looks_usual() };
	opterr = 0; /* getopt's own words would show what was typed as it is */
	while (status < 0 && (letter = getopt_long(argc, argv, "-h", names, NULL)) != -1) {
		if (letter == WORD && !options->script && (row = subcommand_find(optarg)))
			return row->take(options, argc - optind + 1, argv + optind - 1);
		status = letter == '?' ? unknown_option(argv[optind - 1])
		         : letter == WORD ? take_script(options, optarg)
		                          : take(options, letter, optarg);
	}
	for (; status < 0 && optind < argc; optind++)
		status = take_script(options, argv[optind]);
	return status;
}

int options_of(struct options *options, int count, char **words, int *first)
{
	int letter, status = -1;

	optind = 0; /* from the start: these are other words than those read before */
	while (status < 0 && (letter = getopt_long(count, words, "h", names, NULL)) != -1)
		status = letter == '?'   ? unknown_option(words[optind - 1])
		         : letter == 'h' ? subcommand_usage(words[0], 1)
		                         : take(options, letter, optarg);
	*first = optind;
	return status;
}
