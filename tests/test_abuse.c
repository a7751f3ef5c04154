/* SPDX-License-Identifier: MIT
 *
 * test_abuse.c - the programs of tests/misuse, each a misuse by the standard names, end with
 * SIGABRT after one sentence: preloaded and linked, by default and with MY_MALLOC=guard.
 *
 * Each program says its pointer first; what follows must be the sentence, and nothing else.
 */
#include "test.h"
#include "child.h"
#include "scratch.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char twice[] = "double free of %s: the memory there was freed already";
static const char invalid_free[] = "invalid free of %s: no chunk in use starts there";
static const char invalid_realloc[] = "invalid realloc of %s: no chunk in use starts there";
static const char invalid_size[] = "invalid size query of %s: no chunk in use starts there";

static const struct row {
	const char *program;
	const char *sentence; /* NULL: the processor finds it, SIGSEGV */
} rows[] = {
	{ "twice_small.c", twice },
	{ "twice_large.c", twice },
	{ "twice_aligned.c", twice },
	{ "twice_threads.c", twice },
	{ "twice_foreign_thread.c", twice },
	{ "twice_moved.c", twice },
	{ "twice_resized.c", twice },
	{ "twice_merged.c", twice },
	{ "twice_later.c", twice },
	{ "twice_deleted.cc", twice },
	{ "free_inside.c", invalid_free },
	{ "free_misaligned.c", invalid_free },
	{ "free_inside_large.c", invalid_free },
	{ "free_inside_cleared.c", invalid_free },
	{ "free_inside_aligned.c", invalid_free },
	{ "free_before_aligned.c", invalid_free },
	{ "free_past_end.c", invalid_free },
	{ "free_past_large.c", invalid_free },
	{ "free_stack.c", invalid_free },
	{ "free_data.c", invalid_free },
	{ "free_text.c", invalid_free },
	{ "free_code.c", invalid_free },
	{ "free_mapped.c", invalid_free },
	{ "free_unmapped.c", invalid_free },
	{ "free_null_plus_1.c", invalid_free },
	{ "free_last_address.c", invalid_free },
	{ "free_never_given.c", invalid_free },
	{ "realloc_freed.c", invalid_realloc },
	{ "realloc_inside.c", invalid_realloc },
	{ "realloc_inside_to_0.c", invalid_realloc },
	{ "realloc_misaligned.c", invalid_realloc },
	{ "realloc_inside_large.c", invalid_realloc },
	{ "realloc_past_end.c", invalid_realloc },
	{ "realloc_stack.c", invalid_realloc },
	{ "realloc_data.c", invalid_realloc },
	{ "realloc_code.c", invalid_realloc },
	{ "realloc_mapped.c", invalid_realloc },
	{ "realloc_null_plus_1.c", invalid_realloc },
	{ "reallocarray_inside.c", invalid_realloc },
	{ "size_inside.c", invalid_size },
	{ "size_freed.c", invalid_size },
	{ "size_stack.c", invalid_size },
};

enum { ROWS = sizeof rows / sizeof rows[0] };

#define PAST "write past the end of %s: the bytes behind the block were changed; "
#define AFTER "write after free of %s: the bytes of the block were changed after it was freed; "

/* What only MY_MALLOC=guard finds. */
static const struct row guarded_rows[] = {
	{ "write_past_end.c", PAST "bytes asked for: 100, first bad offset: 100" },
	{ "write_past_round_end.c", PAST "bytes asked for: 96, first bad offset: 96" },
	{ "write_far_past_end.c", PAST "bytes asked for: 100, first bad offset: 100" },
	{ "write_past_large.c", PAST "bytes asked for: 100001, first bad offset: 100001" },
	{ "write_past_resized.c", PAST "bytes asked for: 100, first bad offset: 100" },
	{ "write_page_past_large.c", NULL },
	{ "write_before_start.c",
	  "write before the start of %s: the bytes before the block were changed; "
	  "bytes asked for: 100, first bad offset: -1" },
	{ "write_after_free.c", AFTER "bytes asked for: 100, first bad offset: 10" },
	{ "write_after_resize.c", AFTER "bytes asked for: 100, first bad offset: 10" },
};

enum { GUARDED_ROWS = sizeof guarded_rows / sizeof guarded_rows[0] };

/* How a program comes to ours. */
enum way { PRELOADED, LINKED };

/* What runs in the child. */
struct run {
	const char *program;
	enum way way;
	const char *setting; /* MY_MALLOC, or NULL */
};

static void name_of(const char *program, enum way way, char *name, size_t size)
{
	snprintf(name, size, "%.*s%s", (int)strcspn(program, "."), program,
	         way == LINKED ? "-linked" : "");
}

static int become(void *user)
{
	const struct run *run = user;
	char library[4096], name[64];

	if (!getcwd(library, sizeof library - 64))
		return 125;
	strcat(library, "/libmy_malloc_preload.so");
	if (run->way == PRELOADED)
		setenv("LD_PRELOAD", library, 1);
	if (run->setting)
		setenv("MY_MALLOC", run->setting, 1);
	else
		unsetenv("MY_MALLOC");
	name_of(run->program, run->way, name, sizeof name);
	execl(scratch_path(name), name, (char *)NULL);
	return 126;
}

/* All at once and two at a time: it is most of this suite's time. */
static int compile_all(void)
{
	static const char script[] =
		"{ ls tests/misuse/*.c; ! command -v c++ >/dev/null || ls tests/misuse/*.cc; }"
		" | xargs -P 2 -n 1 sh -c '"
		"name=${0##*/}; case $0 in *.cc) cc=c++;; *) cc=cc;; esac; "
		"flags=\"-D_GNU_SOURCE -O1 -Wall -Wextra -Werror -pthread\"; "
		"$cc $flags $0 -o %s/${name%%.*} && "
		"$cc $flags -Iinc -include my_malloc_override.h $0 -L. -lmy_malloc"
		" -o %s/${name%%.*}-linked'";
	char folder[512], command[2048];

	snprintf(folder, sizeof folder, "%s", scratch_path(""));
	snprintf(command, sizeof command, script, folder, folder);
	return system(command) == 0;
}

static int compiled(void)
{
	static int done, right;

	if (!done)
		right = compile_all();
	done = 1;
	return right;
}

/* Linking does not replace new and delete; and C++ may not be installed. */
static int is_there(const char *program, enum way way)
{
	char name[64];

	name_of(program, way, name, sizeof name);
	return !strstr(program, ".cc")
	       || (way == PRELOADED && access(scratch_path(name), X_OK) == 0);
}

static int died_of(const struct child *child, const char *sentence)
{
	char pointer[32], expected[512];
	size_t length;

	if (sscanf(child->error, "at %31s", pointer) != 1)
		return 0;
	snprintf(expected, sizeof expected, "at %s\n%s", pointer, sentence ? "my_malloc: " : "");
	length = strlen(expected);
	snprintf(expected + length, sizeof expected - length, sentence ? sentence : "%.0s",
	         pointer);
	strcat(expected, sentence ? "\n" : "");
	return child->signal == (sentence ? SIGABRT : SIGSEGV)
	       && strcmp(child->error, expected) == 0;
}

static void dies(const struct row *row, enum way way, const char *setting)
{
	struct run run = { row->program, way, setting };
	struct child child = child_run(become, &run);
	int right = died_of(&child, row->sentence);

	CU_ASSERT(right);
	if (!right)
		printf("\n      %s, %s, %s: signal %d, status %d, said: %s", row->program,
		       way == LINKED ? "linked" : "preloaded", setting ? setting : "by default",
		       child.signal, child.status, child.error);
}

static void all_die(const struct row *row, size_t number, enum way way,
                    const char *setting)
{
	if (access("libmy_malloc.a", R_OK) != 0 || access("libmy_malloc_preload.so", R_OK) != 0) {
		test_skip("the libraries are not built");
		return;
	}
	CU_ASSERT_FATAL(compiled());
	for (size_t i = 0; i < number; i++)
		if (is_there(row[i].program, way))
			dies(&row[i], way, setting);
}

static void preloaded(void)
{
	all_die(rows, ROWS, PRELOADED, NULL);
}

static void linked(void)
{
	all_die(rows, ROWS, LINKED, NULL);
}

static void preloaded_and_guarded(void)
{
	all_die(rows, ROWS, PRELOADED, "guard");
	all_die(guarded_rows, GUARDED_ROWS, PRELOADED, "guard");
}

static void linked_and_guarded(void)
{
	all_die(rows, ROWS, LINKED, "guard");
	all_die(guarded_rows, GUARDED_ROWS, LINKED, "guard");
}

static int has_row(const char *program)
{
	for (size_t i = 0; i < ROWS; i++)
		if (strcmp(rows[i].program, program) == 0)
			return 1;
	for (size_t i = 0; i < GUARDED_ROWS; i++)
		if (strcmp(guarded_rows[i].program, program) == 0)
			return 1;
	return 0;
}

static void every_program_is_run(void)
{
	DIR *dir = opendir("tests/misuse");
	size_t programs = 0;

	CU_ASSERT_PTR_NOT_NULL_FATAL(dir);
	for (struct dirent *entry; (entry = readdir(dir));)
		if (strstr(entry->d_name, ".c")) {
			programs++;
			CU_ASSERT(has_row(entry->d_name));
		}
	closedir(dir);
	CU_ASSERT_EQUAL(programs, ROWS + GUARDED_ROWS);
}

CU_TestInfo abuse_tests[] = {
	{ "preloaded programs die with the sentence", preloaded },
	{ "linked programs die with the sentence", linked },
	{ "preloaded and guarded, too", preloaded_and_guarded },
	{ "linked and guarded, too", linked_and_guarded },
	{ "every program is run", every_program_is_run },
	CU_TEST_INFO_NULL
};
