/* SPDX-License-Identifier: MIT
 *
 * subcommand_open.c - mmviz open: a recorded program is played before anything else.
 */
#include "subcommand.h"

#include "load.h"
#include "options.h"

int subcommand_open(struct options *options, int count, char **words)
{
	int first, status = subcommand_words(count, words, 1, &first);

	if (status < 0)
		options->first = load_line(words[first], words[first + 1]);
	return status;
}
