/* SPDX-License-Identifier: MIT
 *
 * test_manual.c - the manual pages tell the truth: their lists are those of the program's tables,
 * and what their EXAMPLES show happens. test_lint.c has the lesson of mmviz-lesson(5).
 *
 * A display is a C program, which the next one is the output of; or lines "$ COMMAND", each
 * followed by what it prints. The public headers make a page too, by doxygen.
 */
#include "command.h"
#include "scratch.h"
#include "shell.h"
#include "subcommand.h"
#include "test.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT = 4000 };

static char *page(const char *name)
{
	char path[100];
	size_t length;

	snprintf(path, sizeof path, "inc/%s", name);
	return scratch_read(path, &length);
}

/* ----------------------------------------------------------------------- the lists */

/* A hyphen that is typed is \- in a page, and a backslash \e. */
static void escape(char *out, size_t size, const char *text)
{
	size_t used = 0;

	for (; *text && used + 3 < size; text++) {
		if (*text == '-' || *text == '\\')
			out[used++] = '\\';
		out[used++] = *text == '\\' ? 'e' : *text;
	}
	out[used] = 0;
}

static void lists(const char *text, const char *form, const char *brief)
{
	char typed[600], meant[300], row[1000];

	escape(typed, sizeof typed, form);
	escape(meant, sizeof meant, brief);
	snprintf(row, sizeof row, ".It Li \"%s\"\n%s", typed, meant);
	CU_ASSERT(strstr(text, row) != NULL);
	if (!strstr(text, row))
		printf("\n    missing in mmviz.1:\n%s\n", row);
}

static void lists_what_there_is(void)
{
	const struct subcommand *row;
	char *text = page("mmviz.1"), form[300];

	CU_ASSERT_PTR_NOT_NULL_FATAL(text);
	for (const struct command *c = commands; c->name; c++) {
		snprintf(form, sizeof form, "%s%s%s", c->name, *c->usage ? " " : "", c->usage);
		lists(text, form, c->brief);
	}
	for (unsigned i = 0; (row = subcommand_at(i)); i++)
		lists(text, row->form, "");
	free(text);
	if (shell_ready())
		shell_ends(0, "for o in $($M --help | sed -n 's/^  --\\([a-z]*\\).*/\\1/p'); do\n"
		           "grep -q \"^.It Fl .-$o\" ${M%/*}/inc/mmviz.1 || exit 1; done");
}

/* -------------------------------------------------------------------- the examples */

/* The display that begins here, as it is read; behind it. NULL: no further one in the section. */
static const char *display(const char *at, char out[TEXT])
{
	const char *end = strstr(at, "\n.Sh ");
	size_t used = 0;

	at = strstr(at, "\n.Bd -literal");
	if (!at || (end && end < at))
		return NULL;
	at = strchr(at + 1, '\n') + 1;
	for (; strncmp(at, ".Ed\n", 4) != 0 && used + 1 < TEXT; at++) {
		if (*at == '\\' && at[1] == 'e')
			out[used++] = *at++;
		else if (*at != '\\')
			out[used++] = *at;
	}
	out[used] = 0;
	return at;
}

static void prints(const char *what, int status, const char *expected)
{
	size_t length;
	char *out = scratch_read(scratch_path("out"), &length);

	CU_ASSERT_EQUAL(status, 0);
	CU_ASSERT(out && strcmp(out, expected) == 0);
	if (!out || strcmp(out, expected) != 0)
		printf("\n    %s\n    prints: %s\n    not: %s\n", what, out ? out : "", expected);
	free(out);
}

static void run_program(const char *program, const char *expected)
{
	scratch_write("example.c", program, strlen(program));
	prints(program,
	       shell_run("R=${M%%/*}; cc -std=c99 -Wall -Wextra -Wpedantic -Werror example.c "
	                 "-I $R/inc -L $R -lmy_malloc -o example && ./example 2>&1"),
	       expected);
}

static void run_commands(const char *text)
{
	char script[TEXT] = "PATH=${M%/*}:$PATH\n", expected[TEXT] = "", *to;

	while (*text) {
		size_t line = strcspn(text, "\n") + 1;

		to = text[0] == '$' ? script : expected;
		snprintf(to + strlen(to), TEXT - strlen(to), "%.*s",
		         (int)(text[0] == '$' ? line - 2 : line), text + (text[0] == '$' ? 2 : 0));
		text += line;
	}
	prints(script, shell_run("exec 2>&1\n%s", script), expected);
}

/* The number of displays. */
static int run_examples(const char *name)
{
	static char shown[TEXT], output[TEXT];
	char *text = page(name);
	const char *at = text ? strstr(text, "\n.Sh EXAMPLES") : NULL;
	int count = 0;

	CU_ASSERT_PTR_NOT_NULL_FATAL(at);
	for (at += 4; (at = display(at, shown)); count++) {
		if (shown[0] == '$') {
			run_commands(shown);
			continue;
		}
		at = display(at, output);
		CU_ASSERT_PTR_NOT_NULL_FATAL(at);
		run_program(shown, output);
	}
	free(text);
	return count;
}

static void examples_happen(void)
{
	if (!shell_ready() || !shell_finds("cc") || !shell_finds("sort"))
		return;
	CU_ASSERT_EQUAL(run_examples("mmviz.1"), 5);
	CU_ASSERT_EQUAL(run_examples("my_malloc.3"), 1);
	CU_ASSERT_EQUAL(run_examples("my_heap.3"), 1);
	CU_ASSERT_EQUAL(run_examples("mmviz-trace.5"), 1);
}

static void read_without_warnings(void)
{
	glob_t found;

	if (!shell_ready() || !shell_finds("man"))
		return;
	CU_ASSERT_EQUAL_FATAL(glob("inc/*.[1-9]", 0, NULL, &found), 0);
	for (size_t i = 0; i < found.gl_pathc; i++) {
		shell_run("man -l --warnings ${M%%/*}/%s", found.gl_pathv[i]);
		CU_ASSERT(shell_said("err", ""));
		CU_ASSERT(shell_said("out", "SEE ALSO"));
	}
	globfree(&found);
}

/* A name without a comment is a warning, and a warning an error. */
static void headers_make_a_page(void)
{
	if (!shell_ready() || !shell_finds("doxygen"))
		return;
	shell_ends(0, "here=$PWD && cd ${M%/*} &&"
	           "{ cat inc/Doxyfile; echo OUTPUT_DIRECTORY=$here/doc; } | doxygen -");
	CU_ASSERT(shell_said("err", ""));
	shell_ends(0, "grep -q 'Expected O(log free chunks)' doc/html/my__heap_8h.html");
	shell_run("rm -rf doc");
}

CU_TestInfo manual_tests[] = {
	{ "lists what there is", lists_what_there_is },
	{ "examples happen", examples_happen },
	{ "read without warnings", read_without_warnings },
	{ "headers make a page", headers_make_a_page },
	CU_TEST_INFO_NULL,
};
