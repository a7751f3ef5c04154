/* SPDX-License-Identifier: MIT
 *
 * journal.h - what happened to the present heap: its operations and the lines that asked.
 *
 *   lines:       "m 180"  "fill 100 64"   ...   every one, for save
 *   operations:  1 2 3 ... n                    counted; the last VIEW_OPERATIONS kept
 *
 * Adding is amortised O(1).
 */
#ifndef MMVIZ_JOURNAL_H
#define MMVIZ_JOURNAL_H

#include "view.h"

#include <stddef.h>
#include <stdio.h>

struct journal;

struct journal_line {
	char *text;    /* as it can be run again */
	char *result;  /* "p1 = s1 + 0x000"; may be empty */
	char *failure; /* words for `expect error`; NULL: it did not fail */
	size_t operation; /* number of its last operation */
};

struct journal *journal_create(void);
void journal_destroy(struct journal *journal);
void journal_clear(struct journal *journal);

/* One operation more, as it is shown on the time line; it gets its number here. */
void journal_operation(struct journal *journal, const view_operation *operation);

/* Operations that are only counted: the time line starts anew after them. */
void journal_count(struct journal *journal, size_t operations);

size_t journal_operations(const struct journal *journal);

/* The newest operations, oldest first; at most VIEW_OPERATIONS; returns their number. */
size_t journal_window(const struct journal *journal, view_operation *out);

/* After its operations. Copies the texts; failure may be NULL. */
void journal_line(struct journal *journal, const char *text, const char *result,
                  const char *failure);

size_t journal_lines(const struct journal *journal);
const struct journal_line *journal_get(const struct journal *journal, size_t index);

#endif
