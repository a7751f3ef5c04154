/* SPDX-License-Identifier: MIT
 *
 * shell.c - mmviz record, called by a shell as people do.
 */
#include "shell.h"

#include "scratch.h"
#include "test.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int shell_ready(void)
{
	if (access("mmviz", X_OK) == 0 && access("libmy_malloc_preload.so", R_OK) == 0)
		return 1;
	test_skip("./mmviz or libmy_malloc_preload.so is not built");
	return 0;
}

int shell_finds(const char *program)
{
	char line[256];

	snprintf(line, sizeof line, "command -v %s >/dev/null 2>&1", program);
	if (system(line) == 0)
		return 1;
	printf("(no %s here) ", program);
	return 0;
}

int shell_run(const char *format, ...)
{
	char line[8192], folder[600];
	va_list values;
	int length, status;

	snprintf(folder, sizeof folder, "%s", scratch_path("x"));
	*strrchr(folder, '/') = 0;
	length = snprintf(line, sizeof line, "M=$PWD/mmviz; export M; cd '%s' || exit 99; rm -f F;"
	                  "await() { n=0; until [ -e $1 ] || [ $n -ge 500 ]; do sleep 0.01;"
	                  " n=$((n + 1)); done; rm -f $1; }\n"
	                  "exec >out 2>err </dev/null\n", folder);
	va_start(values, format);
	vsnprintf(line + length, sizeof line - (size_t)length, format, values);
	va_end(values);
	status = system(line);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void shell_ends(int status, const char *command)
{
	int got = shell_run("%s", command);

	CU_ASSERT_EQUAL(got, status);
	if (got != status)
		printf("\n      %s: status %d\n", command, got);
}

void shell_tells(const struct shell_row *rows, size_t count)
{
	for (size_t i = 0; i < count && shell_ready(); i++) {
		shell_ends(rows[i].status, rows[i].command);
		CU_ASSERT(shell_said("err", rows[i].error));
		CU_ASSERT(shell_said("out", ""));
	}
}

int shell_said(const char *name, const char *words)
{
	size_t length;
	char *text = scratch_read(scratch_path(name), &length);
	int found = text && (*words ? strstr(text, words) != NULL : length == 0);

	if (!found)
		printf("\n      %s lacks \"%s\": %.600s\n", name, words, text ? text : "(none)");
	free(text);
	return found;
}

struct seal shell_recorded(void)
{
	struct seal seal = { 0 };

	CU_ASSERT_EQUAL(seal_file(scratch_path("F"), &seal), 0);
	CU_ASSERT_EQUAL(seal.damage, 0);
	return seal;
}
