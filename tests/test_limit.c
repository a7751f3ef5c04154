/* SPDX-License-Identifier: MIT
 *
 * test_limit.c - programs on the preload library under a limit of address space.
 *
 * A reservation that the limit refuses must be none that the program notices: what works
 * with the system's malloc in so much room works with ours, and who asks for more than
 * there is gets NULL.
 */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { OUTPUT_MOST = 4096 };

static const char *const preload = "LD_PRELOAD=$PWD/libmy_malloc_preload.so ";

/* What it prints, and how it ended. */
static void run(unsigned kib, const char *with, const char *program, char *output)
{
	char line[2048];
	FILE *pipe;
	size_t got;

	snprintf(line, sizeof line, "exec 2>&1; ulimit -v %u; %s%s", kib, with, program);
	pipe = popen(line, "r");
	got = pipe ? fread(output, 1, OUTPUT_MOST - 64, pipe) : 0;
	snprintf(output + got, 64, "\nstatus %d\n", pipe ? pclose(pipe) : -1);
}

static int has(const char *program)
{
	char line[256];

	snprintf(line, sizeof line, "command -v %s >/dev/null 2>&1", program);
	return system(line) == 0;
}

static void is_the_same(unsigned kib, const char *program)
{
	static char plain[OUTPUT_MOST], ours[OUTPUT_MOST];

	run(kib, "", program, plain);
	run(kib, preload, program, ours);
	CU_ASSERT(strcmp(plain, ours) == 0);
	if (strcmp(plain, ours) != 0)
		printf("\n      ulimit -v %u; %.60s ...\n      without: %.300s      with: %.300s",
		       kib, program, plain, ours);
}

/* From just enough for the programs to more than they could fill. */
static const unsigned limits[] = { 100000, 400000, 1000000, 4000000 };

enum { LIMITS = sizeof limits / sizeof limits[0] };

static int cannot(void)
{
	if (access("libmy_malloc_preload.so", R_OK) == 0)
		return 0;
	test_skip("libmy_malloc_preload.so is not built");
	return 1;
}

static void small_programs_work(void)
{
	static const struct {
		const char *name, *program;
	} rows[] = {
		{ "sh", "sh -c 'for i in 1 2 3; do echo $i; done | sort -r'" },
		{ "awk", "awk 'BEGIN { for (i = 0; i < 20000; i++) a[i] = i \"x\";"
		         " print length(a) }'" },
		{ "perl", "perl -e 'my %h; $h{$_} = \"v$_\" for 1..20000; print scalar(keys %h)'" },
		{ "python3", "env PYTHONMALLOC=malloc python3 -c '\n"
		             "import sys\n"
		             "l = [str(i) * 9 for i in range(20000)]\n"
		             "b = bytearray(8 << 20)\n"
		             "b = b + bytes(1 << 20)\n"
		             "print(len(l), len(b), sum(b))'" },
	};

	if (cannot())
		return;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		for (size_t n = 0; n < LIMITS && has(rows[i].name); n++)
			is_the_same(limits[n], rows[i].program);
}

/* How much there is differs; that it ends in NULL, and that the program then goes on, does
 * not. A quarter of the room must have been given. */
static void no_room_is_null(void)
{
	static const char format[] = "python3 -c '\n"
	                             "l = []\n"
	                             "try:\n"
	                             "    while len(l) < 8192:\n"
	                             "        l.append(bytearray(1 << 20))\n"
	                             "except MemoryError:\n"
	                             "    n = len(l)\n"
	                             "    del l\n"
	                             "    print(\"MemoryError\", n >= %u, len(bytearray(99999)))'";
	char program[512];

	if (cannot() || !has("python3"))
		return;
	for (size_t n = 0; n < LIMITS && limits[n] <= 400000; n++) {
		snprintf(program, sizeof program, format, limits[n] / 1024 / 4);
		is_the_same(limits[n], program);
	}
}

CU_TestInfo limit_tests[] = {
	{ "small programs work", small_programs_work },
	{ "no room is NULL", no_room_is_null },
	CU_TEST_INFO_NULL
};
