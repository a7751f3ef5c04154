/* SPDX-License-Identifier: MIT
 *
 * progress.h - what was answered in lessons, kept from run to run (folder.h).
 *
 *   read, change, replaced as a whole: under a lock, so that several mmviz at once lose
 *   nothing of each other's; killed at any moment, the file is the old or the new one
 *
 * Rules of use
 * - An attempt that is there already is completed: its answers stay, those that are new come
 *   behind them, and its place is the new one.
 * - Of a file with damage, what can be read is kept; the file as it was stays as progress.damaged.
 * - A file of another version of mmviz, or that is something else, is left as it is.
 */
#ifndef MMVIZ_PROGRESS_H
#define MMVIZ_PROGRESS_H

#include "attempt.h"

enum { PROGRESS_PROBLEM = 1400 };

/* Everything that was kept. "" in problem; else what could not be read, as sentences. */
void progress_read(struct attempts *out, char problem[PROGRESS_PROBLEM]);

/* 1; 0 with a sentence: it could not be kept, and the file is as it was. */
int progress_keep(const struct attempt *attempt, char problem[PROGRESS_PROBLEM]);

/* The same, and what was answered in an earlier attempt with that seed is forgotten. */
int progress_begin(const struct attempt *attempt, char problem[PROGRESS_PROBLEM]);

#endif
