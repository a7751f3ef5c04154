/* SPDX-License-Identifier: MIT
 *
 * subcommand_lint.c - mmviz lint FILE ...
 */
#include "subcommand.h"

#include "lint.h"

#include <getopt.h>
#include <stdio.h>

int subcommand_lint(struct options *options, int count, char **words)
{
	static const struct option names[] = { { "help", no_argument, NULL, 'h' }, { 0 } };
	size_t mistakes = 0;
	int letter;

	(void)options;
	optind = 0; /* from the start */
	letter = getopt_long(count, words, "h", names, NULL);
	if (letter != -1)
		return subcommand_usage(words[0], letter == 'h');
	if (optind == count)
		return subcommand_usage(words[0], 0);
	for (int i = optind; i < count; i++)
		mistakes += lint_file(words[i], stdout);
	return mistakes != 0;
}
