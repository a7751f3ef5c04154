/* SPDX-License-Identifier: MIT
 *
 * test_readme.c - the README tells the truth: its table of commands is the program's, its
 * five minutes happen so, and so is the JSON in it.
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

/* Of the tour's lines that are code: those that are typed, and what they say. */
static const char *next_code(const char *line, const char *end)
{
	for (; line < end; line += strcspn(line, "\n") + 1)
		if (strncmp(line, "    ", 4) == 0)
			return line;
	return NULL;
}

static void five_minutes_happen(void)
{
	char *text = readme(), script[512] = "", *said;
	const char *from = text ? strstr(text, "\n## Five minutes") : NULL, *line;
	const char *end = from ? strstr(from + 1, "\n## ") : NULL;
	size_t lines = 0;

	CU_ASSERT_FATAL(from && end);
	for (line = from; (line = next_code(line, end)); line += strcspn(line, "\n"))
		if (line[4] == '>')
			snprintf(script + strlen(script), sizeof script - strlen(script), "%.*s\n",
			         (int)strcspn(line + 6, "\n"), line + 6);
	said = play_once(script);
	for (line = from; (line = next_code(line, end)); line += strcspn(line, "\n"), lines++)
		CU_ASSERT(is_written(line, strcspn(line, "\n"), said));
	CU_ASSERT(lines > 10);
	free(said);
	free(text);
}

CU_TestInfo readme_tests[] = {
	{ "lists every command", lists_every_command },
	{ "five minutes happen", five_minutes_happen },
	{ "shows what export writes", shows_what_export_writes },
	CU_TEST_INFO_NULL,
};
