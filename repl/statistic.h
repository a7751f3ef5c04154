/* SPDX-License-Identifier: MIT
 *
 * statistic.h - the numbers of a heap, each with what it means: one table for stats and
 * for help.
 */
#ifndef MMVIZ_STATISTIC_H
#define MMVIZ_STATISTIC_H

#include "my_heap.h"

typedef size_t statistic_value(const my_heap_statistics *s);

enum statistic_group {
	STATISTIC_MEMORY,
	STATISTIC_USE,
	STATISTIC_PEAKS,
	STATISTIC_PIECES,
	STATISTIC_TABLES,
	STATISTIC_WORK,
	STATISTIC_GROUPS
};

extern const char *const statistic_groups[STATISTIC_GROUPS]; /* their titles */

struct statistic {
	const char *label, *meaning;
	enum statistic_group group; /* rows of a group stand together */
	int common;             /* help's list has it too */
	enum { STATISTIC_ALWAYS, STATISTIC_FAST, STATISTIC_GENERAL } of; /* which engine's heaps */
	statistic_value *value; /* the number, or a share's part */
	statistic_value *whole; /* of a share; NULL: it is none */
};

/* Ends with a row whose label is NULL. */
extern const struct statistic statistics[];

/* Whether heaps of that engine have it. */
int statistic_is_of(const struct statistic *row, int is_fast);

#endif
