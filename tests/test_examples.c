/* SPDX-License-Identifier: MIT
 *
 * test_examples.c - the programs of lessons/code compile without a warning, and print what they
 * should, those that misuse their memory too. make port does that for another C library or width:
 * $MY_TEST_CC compiles them, and the library is in $MY_TEST_LIB.
 */
#include "shell.h"
#include "test.h"

#include <glob.h>
#include <stdio.h>
#include <string.h>

enum { ABORTED = 128 + 6 };

struct example {
	const char *name, *settings; /* $MY_MALLOC */
	int status;
	const char *out, *err; /* "": nothing; NULL: as much as the C library wrote at once */
};

static const struct example examples[] = {
	{ "first", "", 0, "three\ntwo\none\n", "" },
	{ "own_heap", "", 0, "best    100 at 0x150  200 at 0x1d0  300 at 0x000\n", "" },
	{ "walk", "", 0, "  bucket  8: key  39, home  7\n  0x000   112 used\n", "" },
	{ "probes", "", 0, "modulo            13 stored, 72 probes, at most 11 past home\n", "" },
	{ "overflow", "", 0, "It was not noticed.\n", "" },
	{ "overflow", "guard", ABORTED, "", "write past the end of" },
	{ "use_after_free", "", 0, "It reads: fine.\n", "" },
	{ "use_after_free", "guard", ABORTED, NULL, "write after free of" },
	{ "double_free", "", ABORTED, "", "double free of" },
	{ "double_free", "guard", ABORTED, "", "double free of" },
	{ "invalid_free", "", ABORTED, "", "invalid free of" },
	{ "invalid_free", "guard", ABORTED, "", "invalid free of" },
	{ "leak", "", 0, "\nused_chunks 10\n", "" },
	{ "leak", "guard", 0, "\nused_chunks 10\n", "" },
	{ "first", "guard", 0, "three\ntwo\none\n", "" },
	{ "own_heap", "guard", 0, "worst   100 at 0x2b0  200 at 0x320  300 at 0x3f0\n", "" },
	{ "walk", "guard", 0, "section s1: 4096 bytes, 416 in use", "" },
	{ "probes", "guard", 0, "Fibonacci         13 stored, 6 probes", "" },
};

enum { EXAMPLES = sizeof examples / sizeof examples[0] };

#define PLACES "R=${M%%/*}; L=${MY_TEST_LIB:-$R}; ulimit -c 0; mkdir -p compiled; "

static void run(const struct example *example)
{
	int status = shell_run(PLACES "[ -x compiled/%s ] || ${MY_TEST_CC:-cc} -std=c99 -Wall -Wextra "
	                       "-Wpedantic -Werror $R/lessons/code/%s.c -I $R/inc -L $L -lmy_malloc "
	                       "-o compiled/%s && "
	                       "MY_MALLOC=%s compiled/%s", example->name, example->name,
	                       example->name, example->settings, example->name);

	CU_ASSERT_EQUAL(status, example->status);
	if (status != example->status)
		printf("\n      %s %s: status %d\n", example->name, example->settings, status);
	CU_ASSERT(!example->out || shell_said("out", example->out));
	CU_ASSERT(shell_said("err", example->err));
}

static void print_what_they_should(void)
{
	if (!shell_ready() || !shell_finds("cc"))
		return;
	for (size_t i = 0; i < EXAMPLES; i++)
		run(&examples[i]);
	shell_run("rm -rf compiled");
}

/* With the preload library: threads that end, and a child that goes on. */
static void others_run_on_it(void)
{
	if (!shell_ready() || !shell_finds("cc"))
		return;
	shell_run(PLACES "${MY_TEST_CC:-cc} -Wall -Werror -pthread $R/tests/programs/threads.c "
	          "-o compiled/threads && LD_PRELOAD=$L/libmy_malloc_preload.so MY_MALLOC=stats "
	          "compiled/threads");
	CU_ASSERT(shell_said("out", "six threads and a child\n"));
	CU_ASSERT(shell_said("err", "my_malloc: statistics of process"));
	shell_run("rm -rf compiled");
}

static void all_are_run(void)
{
	glob_t found;

	CU_ASSERT_EQUAL_FATAL(glob("lessons/code/*.c", 0, NULL, &found), 0);
	for (size_t i = 0; i < found.gl_pathc; i++) {
		const char *name = strrchr(found.gl_pathv[i], '/') + 1;
		int run_here = 0;

		for (size_t j = 0; j < EXAMPLES; j++)
			run_here |= strlen(name) == strlen(examples[j].name) + 2
			            && strncmp(name, examples[j].name, strlen(name) - 2) == 0;
		CU_ASSERT(run_here);
	}
	globfree(&found);
}

CU_TestInfo examples_tests[] = {
	{ "print what they should", print_what_they_should },
	{ "others run on it", others_run_on_it },
	{ "all are run", all_are_run },
	CU_TEST_INFO_NULL,
};
