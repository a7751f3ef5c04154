/* SPDX-License-Identifier: MIT
 *
 * patterns NAME [PERCENT] - runs one pattern and prints its line of results.
 *                           PERCENT scales counts and times, 100 if left out; at 0 those that run
 *                           for a time do a warm-up and one lap: always the same calls.
 * patterns --list         - name, group and meaning of each, a line each, tabs between.
 *
 * Needs nothing but libc: run it with LD_PRELOAD=LIBRARY to measure LIBRARY.
 */
#include "pattern.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* A process that allocates nothing: what loading the library costs by itself. */
static void start_run(const struct pattern *pattern, size_t percent, struct measure *measure)
{
	(void)pattern, (void)percent, (void)measure;
}

static const struct pattern start_patterns[] = {
	{"start", "start", "a process that allocates nothing", start_run, 0, 0, 0},
	{0},
};

static const struct pattern *const tables[] = {
	start_patterns,    hot_patterns,   batch_patterns, million_patterns,
	larson_patterns,   handover_patterns, line_patterns, mix_patterns,
	churn_patterns,    shift_patterns, resize_patterns, flat_patterns,
};

enum { TABLES = sizeof tables / sizeof *tables };

static void list(void)
{
	for (size_t i = 0; i < TABLES; i++)
		for (const struct pattern *row = tables[i]; row->name != NULL; row++)
			dprintf(STDOUT_FILENO, "%s\t%s\t%s\n", row->name, row->group, row->shows);
}

static const struct pattern *find(const char *name)
{
	for (size_t i = 0; i < TABLES; i++)
		for (const struct pattern *row = tables[i]; row->name != NULL; row++)
			if (strcmp(row->name, name) == 0)
				return row;
	return NULL;
}

int main(int count, char **words)
{
	if (count == 2 && strcmp(words[1], "--list") == 0) {
		list();
		return 0;
	}
	const struct pattern *pattern = count >= 2 ? find(words[1]) : NULL;
	size_t percent = count >= 3 ? strtoul(words[2], NULL, 10) : 100;

	if (pattern == NULL || percent > 100 || count > 3) {
		dprintf(STDERR_FILENO, "usage: patterns NAME [PERCENT of 0..100], "
			"or patterns --list\n");
		return 2;
	}
	struct measure measure = {0};
	pattern->run(pattern, percent, &measure);
	measure_print(&measure);
	return 0;
}
