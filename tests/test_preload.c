/* SPDX-License-Identifier: MIT
 *
 * test_preload.c - real programs give the same output with the preload library as without.
 */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { OUTPUT_MOST = 1 << 16 };

/* What a command prints, errors too, and how it ended. */
static void run(const char *command, char *output)
{
	FILE *pipe = popen(command, "r");
	size_t got = pipe ? fread(output, 1, OUTPUT_MOST - 64, pipe) : 0;

	snprintf(output + got, 64, "\nstatus %d\n", pipe ? pclose(pipe) : -1);
}

static void runs_the_same(const char *program, const char *command)
{
	static char plain[OUTPUT_MOST], preloaded[OUTPUT_MOST];
	char line[1024];

	snprintf(line, sizeof line, "command -v %s >/dev/null 2>&1", program);
	if (system(line) != 0) {
		printf("(no %s here) ", program);
		return;
	}
	snprintf(line, sizeof line, "exec 2>&1; %s", command);
	run(line, plain);
	snprintf(line, sizeof line, "exec 2>&1; LD_PRELOAD=$PWD/libmy_malloc_preload.so; export "
	                            "LD_PRELOAD; %s", command);
	run(line, preloaded);
	if (strcmp(plain, preloaded) != 0) {
		CU_FAIL("the output differs");
		printf("\n    %s\n    without: %.300s\n    with: %.300s\n", command, plain,
		       preloaded);
	}
	CU_ASSERT(strlen(plain) > 0);
}

static void real_programs_run(void)
{
	static const struct {
		const char *program, *command;
	} rows[] = {
		{ "sh", "sh -c 'for i in 1 2 3; do echo $i; done | sort -r'" },
		{ "bash", "bash -c 'a=($(seq 5000)); echo ${#a[@]} ${a[@]: -1}'" },
		{ "awk", "awk 'BEGIN { for (i = 0; i < 50000; i++) a[i] = i \"x\"; print length(a) }'" },
		{ "perl", "perl -e 'my %h; $h{$_} = \"v$_\" for 1..50000; print scalar(keys %h)'" },
		{ "python3", "PYTHONMALLOC=malloc python3 -c 'import threading, subprocess\n"
		             "l = [str(i) * 9 for i in range(20000)]\n"
		             "t = [threading.Thread(target=lambda: [bytes(n) for n in range(2000)])"
		             " for _ in range(4)]\n"
		             "[x.start() for x in t]; [x.join() for x in t]\n"
		             "print(len(l), subprocess.run([\"echo\", \"child\"],"
		             " capture_output=True).stdout)'" },
		{ "git", "git --version; git log -1 --format=%s -- no_such_file" },
		{ "gcc", "gcc -std=gnu11 -O2 -Iinc -S -o - alloc/hole.c | md5sum" },
		{ "xz", "seq 200000 | xz -T2 | xz -d | md5sum" },
		{ "sqlite3", "sqlite3 :memory: 'create table t(a); insert into t values (1), (2); "
		             "select sum(a) from t;'" },
	};

	if (access("libmy_malloc_preload.so", R_OK) != 0) {
		test_skip("libmy_malloc_preload.so is not built");
		return;
	}
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		runs_the_same(rows[i].program, rows[i].command);
}

CU_TestInfo preload_tests[] = {
	{ "real programs run the same", real_programs_run },
	CU_TEST_INFO_NULL,
};
