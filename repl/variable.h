/* SPDX-License-Identifier: MIT
 *
 * variable.h - the variables of a lesson: name -> number or word.
 */
#ifndef MMVIZ_VARIABLE_H
#define MMVIZ_VARIABLE_H

#include <stddef.h>

enum { VARIABLES_MOST = 256 };

struct expression_value {
	int is_number;
	size_t number;
	char word[80];  /* when it is no number */
	int is_offset;  /* the number is shown as 0x070: digits, at least; 0: it is none */
};

struct variable {
	char name[24];
	struct expression_value value;
	size_t line; /* that gave it last */
	int used;    /* it was asked for */
};

struct variables {
	struct variable *variable; /* count of them, in the order of their first let */
	size_t count, space;
};

void variables_free(struct variables *variables);

/* A new value for a new or an old name; 0: there are VARIABLES_MOST already. */
int variables_set(struct variables *variables, const char *name,
                  const struct expression_value *value, size_t line);

/* NULL: there is none. It counts as used. */
const struct expression_value *variables_get(struct variables *variables, const char *name);

#endif
