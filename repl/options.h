/* SPDX-License-Identifier: MIT
 *
 * options.h - what mmviz was called with.
 */
#ifndef MMVIZ_OPTIONS_H
#define MMVIZ_OPTIONS_H

#include "looks.h"

struct theme;

struct options {
	struct looks looks;
	const struct theme *theme; /* NULL: none was asked for */
	const char *script; /* NULL: standard input */
	char *made;         /* a script that was made for this call, the caller's; NULL: none */
	const char *cast;   /* the file that becomes a cast; NULL: none does */
	char *first; /* a line that is run before all others, the caller's; NULL: none */
	const char *open, *process; /* the recording that it loads; NULL: it does not */
	int plain;
};

enum { OPTIONS_WRONG = 2 }; /* exit status of wrong usage, which was told */

/* -1: go on; else the exit status: all was said. */
int options_read(int argc, char **argv, struct options *options);

/* The words of a subcommand which are no options are moved to its end: -1, and where the first of
 * them is. The others are as before the subcommand; --help is its own. */
int options_of(struct options *options, int count, char **words, int *first);

/* Whether the view is wanted, and standard output is a terminal that may have it. */
int options_screen(const struct options *options);

#endif
