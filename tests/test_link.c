/* SPDX-License-Identifier: MIT
 *
 * test_link.c - a user's program, compiled and linked as the README says.
 *
 * In a temporary directory that has libmy_malloc.a and inc/ as links, so that the command
 * is literally the promised one. Needs the library in the working directory.
 */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const program =
	"#include <my_malloc.h>\n"
	"#include <my_heap.h>\n"
	"#include <stdio.h>\n"
	"#include <string.h>\n"
	"int main(void)\n"
	"{\n"
	"\tmy_heap_options options;\n"
	"\tmy_heap *heap;\n"
	"\tchar *p = (char *)my_malloc(6);\n"
	"\tvoid *q = NULL;\n"
	"\tmy_heap_options_default(&options);\n"
	"\theap = my_heap_create(&options);\n"
	"\tif (!p || !heap || !my_heap_malloc(heap, 100) || my_heap_check(heap, NULL))\n"
	"\t\treturn 1;\n"
	"\tmy_heap_destroy(heap);\n"
	"\tif (my_posix_memalign(&q, 64, 100) != 0)\n"
	"\t\treturn 2;\n"
	"\tmy_free(q);\n"
	"\tstrcpy(p, \"works\");\n"
	"\tputs(p);\n"
	"\tmy_free(p);\n"
	"\treturn strcmp(my_malloc_version(), MY_MALLOC_VERSION) != 0;\n"
	"}\n";

static int has(const char *compiler)
{
	char command[128];

	snprintf(command, sizeof command, "command -v %s >/dev/null 2>&1", compiler);
	return system(command) == 0;
}

/* A directory as the root of this project looks to its users; NULL when it cannot be. */
static const char *root(void)
{
	static char path[] = "/tmp/my_malloc_link_XXXXXX";
	static int made;
	char here[2048], command[8192];
	FILE *file;

	if (made)
		return path;
	if (!getcwd(here, sizeof here) || !mkdtemp(path))
		return NULL;
	made = 1;
	snprintf(command, sizeof command, "ln -s '%s/libmy_malloc.a' '%s/inc' %s/", here, here,
	         path);
	if (system(command) != 0)
		return NULL;
	snprintf(command, sizeof command, "%s/your_program.c", path);
	file = fopen(command, "w");
	if (!file)
		return NULL;
	fputs(program, file);
	if (fclose(file) != 0)
		return NULL;
	snprintf(command, sizeof command, "cp %s/your_program.c %s/your_program.cc", path, path);
	return system(command) == 0 ? path : NULL;
}

static void forget_root(const char *path)
{
	char command[256];

	snprintf(command, sizeof command,
	         "rm -f %s/your_* %s/said %s/inc %s/libmy_malloc.a && rmdir %s", path, path, path,
	         path, path);
	CU_ASSERT(system(command) == 0);
}

/* Runs the line, then the program, which must print "works" and nothing else. */
static void compiles(const char *compiler, const char *line)
{
	char command[1024];
	const char *path = root();

	CU_ASSERT_PTR_NOT_NULL_FATAL(path);
	snprintf(command, sizeof command,
	         "cd %s && %s %s >said 2>&1 && test ! -s said && ./your_executable >said"
	         " && test \"$(cat said)\" = works",
	         path, compiler, line);
	int status = system(command);
	CU_ASSERT(status == 0);
	if (status != 0) {
		printf("\n      failed: %s %s\n", compiler, line);
		snprintf(command, sizeof command, "head -c 2000 %s/said", path);
		CU_ASSERT(system(command) == 0);
	}
}

#define EXACTLY "your_program.c -L. -lmy_malloc -I inc/ -o your_executable"

static const struct line {
	const char *compiler;
	const char *arguments;
} lines[] = {
	{ "gcc", EXACTLY },
	{ "clang", EXACTLY },
	{ "gcc", "-std=c99 -Wall -Wextra -pedantic -Werror " EXACTLY },
	{ "clang", "-std=c99 -Wall -Wextra -pedantic -Werror " EXACTLY },
	{ "gcc", "-std=c11 -O2 -Wall -Wextra -pedantic -Werror -Wconversion " EXACTLY },
	{ "g++", "-Wall -Wextra -pedantic -Werror your_program.cc"
	         " -L. -lmy_malloc -I inc/ -o your_executable" },
	{ "clang++", "-Wall -Wextra -pedantic -Werror your_program.cc"
	             " -L. -lmy_malloc -I inc/ -o your_executable" },
};

static void users_programs_link(void)
{
	/* The library as a sanitizer's build does not link by itself. */
	if (TEST_SANITIZED || access("libmy_malloc.a", R_OK) != 0) {
		test_skip(TEST_SANITIZED ? "a sanitizer's library" : "no libmy_malloc.a here");
		return;
	}
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
		if (has(lines[i].compiler))
			compiles(lines[i].compiler, lines[i].arguments);
	if (root())
		forget_root(root());
}

/* The linker would prefer it, and the program would not start. */
static void no_shared_library_at_the_root(void)
{
	CU_ASSERT(access("libmy_malloc.so", F_OK) != 0);
}

/* Nor may the archive bring its own malloc into a program that only wants my_malloc. */
static void no_standard_names_in_the_library(void)
{
	if (!has("nm") || access("libmy_malloc.a", R_OK) != 0) {
		test_skip("no nm, or no libmy_malloc.a here");
		return;
	}
	CU_ASSERT(system("nm libmy_malloc.a | grep -q ' T my_malloc$'") == 0);
	CU_ASSERT(system("nm libmy_malloc.a | grep -E -q"
	                 " ' [TWV] (malloc|calloc|realloc|free|memalign)$'") != 0);
}

CU_TestInfo link_tests[] = {
	{ "users' programs link", users_programs_link },
	{ "no libmy_malloc.so at the root", no_shared_library_at_the_root },
	{ "no standard names in the library", no_standard_names_in_the_library },
	CU_TEST_INFO_NULL
};
