/* SPDX-License-Identifier: MIT
 *
 * pairs.h - two inventories compared by looking at every pair of their chunks: slow, and too
 * simple to be wrong.
 */
#ifndef TESTS_PAIRS_H
#define TESTS_PAIRS_H

#include "diff.h"

/* How many differences of each kind there are. */
void pairs_count(const struct inventory *a, const struct inventory *b, size_t count[DIFF_KINDS]);

/* The difference is what its kind says. */
int pairs_agree(const struct diff *diff, const struct difference *d);

#endif
