/* SPDX-License-Identifier: MIT
 *
 * replace.h - a file written whole or not at all.
 *
 *   FILE.~XXXXXX  <- the new bytes, all of them on disk  -> renamed to FILE
 *
 * Rules of use
 * - A failure, or a signal that ends the program, leaves the old file as it was. A link stays
 *   a link, its target is replaced; a device or pipe is written to and stays what it is.
 */
#ifndef MMVIZ_REPLACE_H
#define MMVIZ_REPLACE_H

#include <stdio.h>

/* Writes it all; 0, or an errno for why not. Errors of the stream itself are found anyway. */
typedef int replace_writer(FILE *out, const void *user);

/* 0, or an errno. */
int replace_file(const char *path, replace_writer *write, const void *user);

/* What writers of that file left behind when they were killed, more than a minute ago, goes. For
 * a file that has one writer at a time, who calls it. */
void replace_sweep(const char *path);

#endif
