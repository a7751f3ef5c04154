/* SPDX-License-Identifier: MIT
 *
 * subcommand_open.c - mmviz open: a recorded program is looked at, or played, before anything else.
 */
#include "subcommand.h"

#include "load.h"
#include "options.h"

static void take(struct options *options, const char *path, const char *process)
{
	options->first = load_line(path, process);
	options->open = path;
	options->process = process;
}

int subcommand_open(struct options *options, int count, char **words)
{
	int first, status = options_of(options, count, words, &first);

	if (status >= 0)
		return status;
	if (count - first < 1 || count - first > 2)
		return subcommand_usage(words[0], 0);
	take(options, words[first], words[first + 1]);
	return -1;
}
