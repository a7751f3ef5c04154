/* SPDX-License-Identifier: MIT
 *
 * setting.h - the options of a heap as words: one table for set, its help, completion.
 */
#ifndef MMVIZ_SETTING_H
#define MMVIZ_SETTING_H

#include "my_heap.h"

#include <stddef.h>

struct session;

struct setting {
	const char *name;
	const char *help;          /* what it is, and its bounds */
	const char *const *values; /* its words, ends with NULL; NULL: it is a number */
	size_t offset;             /* of the member in my_heap_options */
	int kind;                  /* what is read: see setting.c */
};

/* The table; ends with a row whose name is NULL. */
extern const struct setting settings[];

enum { SETTING_PROBLEM = 300, SETTING_VALUE = 48 };

const struct setting *setting_find(const char *name);

/* Fails: no setting has that name, but maybe a similar one was meant. */
int setting_unknown(struct session *session, const char *name);

/* The value as it can be typed again. */
void setting_text(const struct setting *setting, const my_heap_options *options,
                  char out[SETTING_VALUE]);

/* The engine, with all that depends on it: each engine's own granule, header, split,
 * section and coalescing. Nothing changes where it is that engine already. */
void setting_engine(my_heap_options *options, enum my_heap_engine engine);

/* 1, or 0 with a sentence; then the options are as they were. */
int setting_read(const struct setting *setting, my_heap_options *options, const char *value,
                 char problem[SETTING_PROBLEM]);

#endif
