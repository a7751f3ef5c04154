/* SPDX-License-Identifier: MIT
 *
 * transcript.h - every line that changed something in this heap's story, in the order in which
 * they were typed: played again, they lead to the same branches, marks and step.
 */
#ifndef MMVIZ_TRANSCRIPT_H
#define MMVIZ_TRANSCRIPT_H

#include <stddef.h>
#include <stdio.h>

struct transcript;

/* Where one stands: the number of the branch, and the step. */
struct standing {
	size_t branch, step;
};

struct transcript *transcript_create(void);
void transcript_destroy(struct transcript *transcript);

/* A line that was typed at one standing and ended at another; failure: the words of its error,
 * or NULL. The way from where the last line ended is a line of its own. Copies the texts. */
void transcript_add(struct transcript *transcript, struct standing before, const char *line,
                    const char *failure, struct standing after);

/* All of it, and the way to where one stands now. */
void transcript_write(const struct transcript *transcript, FILE *out, struct standing now);

/* Those that were typed. */
size_t transcript_lines(const struct transcript *transcript);

#endif
