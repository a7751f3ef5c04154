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
	const char *cast;   /* the file that becomes a cast; NULL: none does */
	char *first; /* a line that is run before all others, the caller's; NULL: none */
	int plain;
};

enum { OPTIONS_WRONG = 2 }; /* exit status of wrong usage, which was told */

/* -1: go on; else the exit status: all was said. */
int options_read(int argc, char **argv, struct options *options);

/* Whether the view is wanted, and standard output is a terminal that may have it. */
int options_screen(const struct options *options);

#endif
