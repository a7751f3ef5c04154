/* SPDX-License-Identifier: MIT
 *
 * variable.c - the variables of a lesson.
 */
#include "variable.h"

#include "memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void variables_free(struct variables *variables)
{
	free(variables->variable);
	*variables = (struct variables){ 0 };
}

static struct variable *find(const struct variables *variables, const char *name)
{
	for (size_t i = 0; i < variables->count; i++)
		if (strcmp(variables->variable[i].name, name) == 0)
			return &variables->variable[i];
	return NULL;
}

int variables_set(struct variables *variables, const char *name,
                  const struct expression_value *value, size_t line)
{
	struct variable *variable = find(variables, name);

	if (!variable && variables->count == VARIABLES_MOST)
		return 0;
	if (!variable) {
		variables->variable = memory_room(variables->variable, variables->count, 1,
		                                  &variables->space, sizeof *variable);
		variable = &variables->variable[variables->count++];
		*variable = (struct variable){ 0 };
		snprintf(variable->name, sizeof variable->name, "%s", name);
	}
	variable->value = *value;
	variable->line = line;
	return 1;
}

const struct expression_value *variables_get(struct variables *variables, const char *name)
{
	struct variable *variable = find(variables, name);

	if (variable)
		variable->used = 1;
	return variable ? &variable->value : NULL;
}
