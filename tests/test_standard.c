/* SPDX-License-Identifier: MIT
 *
 * test_standard.c - the standard names: which the preload library exports, what they mean,
 * and what inc/my_malloc_override.h makes of them.
 */
#include "test.h"
#include "scratch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* All of the preload library's standard names; its others are those of the public headers. */
#define STANDARD \
	"aligned_alloc calloc free mallinfo mallinfo2 malloc malloc_info malloc_stats" \
	" malloc_trim malloc_usable_size mallopt memalign posix_memalign pvalloc realloc" \
	" reallocarray valloc"

static int has(const char *program)
{
	char command[128];

	snprintf(command, sizeof command, "command -v %s >/dev/null 2>&1", program);
	return system(command) == 0;
}

static int built(void)
{
	if (access("libmy_malloc.a", R_OK) == 0 && access("libmy_malloc_preload.so", R_OK) == 0)
		return 1;
	test_skip("the libraries are not built");
	return 0;
}

/* The commands print nothing when all is well. */
static void silent(const char *command)
{
	char text[2048];
	FILE *pipe = popen(command, "r");
	size_t got = pipe ? fread(text, 1, sizeof text - 1, pipe) : 0;
	int status = pipe ? pclose(pipe) : -1;

	text[got] = '\0';
	CU_ASSERT(status == 0 && got == 0);
	if (status != 0 || got != 0)
		printf("\n    status %d: %s\n", status, text);
}

/* A symbol with a version would be listed as name@VERSION, and differ. */
static void exports_exactly_the_public_names(void)
{
	char command[2048];

	if (!built())
		return;
	if (!has("nm")) {
		test_skip("no nm");
		return;
	}
	snprintf(command, sizeof command,
	         "{ echo %s my_malloc_record_request | tr ' ' '\\n'; cat inc/my_malloc.h inc/my_heap*.h"
	         " | grep '^[a-z].*(' | grep -v '^typedef' | grep -o '\\bmy_[a-z0-9_]*('"
	         " | tr -d '('; } | sort >%s && nm -D --defined-only libmy_malloc_preload.so"
	         " | sed 's/.* //' | sort | diff %s - 2>&1",
	         STANDARD, scratch_path("public"), scratch_path("public"));
	silent(command);
}

/* libc's answers, where this libc's are known to be what the manual says. */
static void relatives_mean_what_they_mean_in_libc(void)
{
	char command[2048];
	const char *program = scratch_path("relatives");

	if (!built())
		return;
	if (!has("cc") || system("getconf GNU_LIBC_VERSION >/dev/null 2>&1") != 0) {
		test_skip("no cc, or no glibc");
		return;
	}
	snprintf(command, sizeof command,
	         "cc -D_GNU_SOURCE -w -fno-builtin tests/programs/relatives.c -o %s"
	         " && %s >%s.libc; LD_PRELOAD=$PWD/libmy_malloc_preload.so %s >%s.ours;"
	         " diff %s.libc %s.ours 2>&1",
	         program, program, program, program, program, program, program);
	silent(command);
}

static void statistics_go_to_standard_error(void)
{
	char command[1024];
	static const char text[] = "#include <malloc.h>\n"
	                           "int main(void) { malloc_stats(); return 0; }\n";
	const char *source = scratch_write("stats.c", text, sizeof text - 1);

	if (!built() || !has("cc"))
		return;
	snprintf(command, sizeof command,
	         "cc %s -o %s.run && LD_PRELOAD=$PWD/libmy_malloc_preload.so %s.run 2>%s.said"
	         " && test \"$(grep -c '^mapped ' %s.said)\" = 1 2>&1",
	         source, source, source, source, source);
	silent(command);
}

#define STRICT "-Wall -Wextra -pedantic -Werror -Iinc -include my_malloc_override.h "

static const struct line {
	const char *compiler, *arguments;
} lines[] = {
	{ "gcc", "-std=gnu11 -O2 " STRICT "tests/programs/override.c" },
	{ "gcc", "-std=c99 -O1 -Wconversion -Wshadow " STRICT "tests/programs/override.c" },
	{ "clang", "-std=c11 -O2 " STRICT "tests/programs/override.c" },
	{ "g++", "-std=c++17 -O1 " STRICT "tests/programs/override.cc" },
	{ "clang++", "-std=c++11 -O0 " STRICT "tests/programs/override.cc" },
};

static void overridden_programs_are_ours(void)
{
	char command[1024];
	const char *program = scratch_path("overridden");

	if (!built())
		return;
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
		if (!has(lines[i].compiler)) {
			printf("(no %s here) ", lines[i].compiler);
			continue;
		}
		snprintf(command, sizeof command,
		         "%s %s -L. -lmy_malloc -o %s 2>&1 && { %s 2>/dev/null; echo $?; }"
		         " | tr '\\n' ' ' | sed 's/^works 0 $//'",
		         lines[i].compiler, lines[i].arguments, program, program);
		silent(command);
	}
}

/* Two of ours in one process: each frees what it gave. */
static void overridden_programs_run_preloaded(void)
{
	char command[1024];
	const char *program = scratch_path("twofold");

	if (!built() || !has("cc"))
		return;
	snprintf(command, sizeof command,
	         "cc -rdynamic " STRICT "tests/programs/override.c -L. -lmy_malloc -o %s 2>&1 && "
	         "{ LD_PRELOAD=$PWD/libmy_malloc_preload.so %s 2>/dev/null; echo $?; }"
	         " | tr '\\n' ' ' | sed 's/^works 0 $//'", program, program);
	silent(command);
}

CU_TestInfo standard_tests[] = {
	{ "exports exactly the public names", exports_exactly_the_public_names },
	{ "relatives mean what they mean in libc", relatives_mean_what_they_mean_in_libc },
	{ "statistics go to standard error", statistics_go_to_standard_error },
	{ "overridden programs are ours", overridden_programs_are_ours },
	{ "overridden programs run preloaded", overridden_programs_run_preloaded },
	CU_TEST_INFO_NULL
};
