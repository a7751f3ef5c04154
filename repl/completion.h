/* SPDX-License-Identifier: MIT
 *
 * completion.h - what a shell completes behind mmviz, as a script for that shell.
 *
 *   mmviz --completion bash > mmviz        mmviz --completion zsh > _mmviz
 *
 * It is made from the tables of options and subcommands: what their help names is completed.
 */
#ifndef MMVIZ_COMPLETION_H
#define MMVIZ_COMPLETION_H

struct option;

/* The options are mmviz's own, as getopt has them. -1: no such shell; else what it came to
 * as an exit status. */
int completion_write(const char *shell, const struct option *options);

#endif
