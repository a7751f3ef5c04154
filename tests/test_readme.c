/* SPDX-License-Identifier: MIT
 *
 * test_readme.c - the README tells the truth: its table of commands is the program's, and
 * so is the JSON in it.
 */
#include "play.h"

#include "command.h"
#include "scratch.h"

#include <unistd.h>

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
		snprintf(row, sizeof row, "| %s%s%s | %s |", c->name, *c->usage ? " " : "",
		         c->usage, c->brief);
		if (!strstr(text, row)) {
			CU_FAIL("a command is missing in the README, or told differently");
			printf("\n    missing: %s\n", row);
		}
	}
	free(text);
}

/* Lines that end with ... go on in what is written. */
static int is_written(const char *line, size_t length, const char *text)
{
	char part[256];

	while (length && (*line == ' ' || *line == '\t')) {
		line++;
		length--;
	}
	if (length >= 3 && memcmp(line + length - 3, "...", 3) == 0)
		length -= 3;
	snprintf(part, sizeof part, "%.*s", (int)length, line);
	return play_has(text, part);
}

static void shows_what_export_writes(void)
{
	const char *path = scratch_path("readme.json");
	char *text = readme(), *json, script[512];
	const char *line = strstr(text, "\njson\n");
	size_t length;

	snprintf(script, sizeof script, "m 100\nm 40\nf p1\nexport \"%s\"\n", path);
	free(play_once(script));
	json = scratch_read(path, &length);
	CU_ASSERT_PTR_NOT_NULL_FATAL(line);
	CU_ASSERT_PTR_NOT_NULL_FATAL(json);
	line += strlen("\njson\n");
	CU_ASSERT_EQUAL(*line, '{');
	for (; *line != '\n'; line += strcspn(line, "\n") + 1)
		CU_ASSERT(is_written(line, strcspn(line, "\n"), json));
	unlink(path);
	free(json);
	free(text);
}

CU_TestInfo readme_tests[] = {
	{ "lists every command", lists_every_command },
	{ "shows what export writes", shows_what_export_writes },
	CU_TEST_INFO_NULL,
};
