/* SPDX-License-Identifier: MIT
 *
 * test_readme.c - the README tells the truth: its table of commands is the program's.
 */
#include "test.h"

#include "command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Without the backquotes of its code spans; to be freed. */
static char *readme(void)
{
	FILE *file = fopen("README.md", "r");
	char *text = calloc(1, 1 << 16);
	size_t length = 0;
	int c;

	if (!file || !text)
		return text;
	while ((c = getc(file)) != EOF && length + 1 < 1 << 16)
		if (c != '`')
			text[length++] = (char)c;
	fclose(file);
	return text;
}

static void lists_every_command(void)
{
	char *text = readme();
	char row[256];

	CU_ASSERT_PTR_NOT_NULL_FATAL(text);
	for (const struct command *c = commands; c->name; c++) {
		snprintf(row, sizeof row, "| %s%s%s | %s |", c->name, *c->usage ? " " : "", c->usage,
		         c->brief);
		if (!strstr(text, row)) {
			CU_FAIL("a command is missing in the README, or told differently");
			printf("\n    missing: %s\n", row);
		}
	}
	free(text);
}

CU_TestInfo readme_tests[] = {
	{ "lists every command", lists_every_command },
	CU_TEST_INFO_NULL,
};
