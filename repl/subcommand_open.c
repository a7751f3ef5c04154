/* SPDX-License-Identifier: MIT
 *
 * subcommand_open.c - mmviz open, mmviz convert: what is done with a recorded program.
 */
#include "subcommand.h"

#include "convert.h"
#include "load.h"
#include "number.h"
#include "options.h"
#include "word.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

/* --help, or fewer or more words than there may be: -1, or the exit status. */
static int read_words(int count, char **words, int least, int *first)
{
	static const struct option names[] = { { "help", no_argument, NULL, 'h' }, { 0 } };
	int letter;

	optind = 0; /* from the start */
	while ((letter = getopt_long(count, words, "+h", names, NULL)) != -1)
		return subcommand_usage(words[0], letter == 'h');
	*first = optind;
	return count - optind < least || count - optind > least + 1
	               ? subcommand_usage(words[0], 0)
	               : -1;
}

int subcommand_open(struct options *options, int count, char **words)
{
	int first, status = read_words(count, words, 1, &first);

	if (status < 0)
		options->first = load_line(words[first], words[first + 1]);
	return status;
}

int subcommand_convert(struct options *options, int count, char **words)
{
	struct converted done;
	int first, status = read_words(count, words, 2, &first);

	(void)options;
	if (status >= 0)
		return status;
	done = convert_file(words[first], words[first + 2], words[first + 1], NULL);
	if (done.problem[0])
		fprintf(stderr, "mmviz: %s\n", done.problem);
	if (done.written)
		fprintf(stderr, "mmviz: %s written to %s\n",
		        counted(done.operations, "operation", "operations").text,
		        word_quote(words[first + 1]).text);
	if (done.left_out)
		fprintf(stderr, "mmviz: %s\n",
		        counted(done.left_out, "operation could not be said in .rep.",
		                "operations could not be said in .rep.").text);
	if (done.remark[0])
		fprintf(stderr, "mmviz: %s\n", done.remark);
	return done.problem[0] != 0;
}
