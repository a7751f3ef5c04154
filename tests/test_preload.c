/* SPDX-License-Identifier: MIT
 *
 * test_preload.c - real programs give the same output with the preload library as without.
 *
 * Every command runs twice in a new folder of the same name, its errors and its exit status
 * belonging to its output. A program that is not installed is passed over with a word.
 */
#include "test.h"
#include "scratch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { OUTPUT_MOST = 1 << 16 };

/* What a command prints and how it ended. */
static void run(const char *command, char *output)
{
	FILE *pipe = popen(command, "r");
	size_t got = pipe ? fread(output, 1, OUTPUT_MOST - 64, pipe) : 0;

	snprintf(output + got, 64, "\nstatus %d\n", pipe ? pclose(pipe) : -1);
}

static const char without[] = "";
static const char with[] = "LD_PRELOAD=$PWD/libmy_malloc_preload.so; export LD_PRELOAD;";

static void run_in_folder(const char *preload, const char *command, char *output)
{
	char line[4096];
	const char *folder = scratch_path("work");

	snprintf(line, sizeof line, "exec 2>&1; mkdir %s || exit; %s cd %s\n(%s\n)\nstatus=$?;"
	                            "cd /; rm -rf %s; exit $status",
	         folder, preload, folder, command, folder);
	run(line, output);
}

static void runs_the_same(const char *program, const char *command)
{
	static char plain[OUTPUT_MOST], preloaded[OUTPUT_MOST];
	char line[256];

	snprintf(line, sizeof line, "command -v %s >/dev/null 2>&1", program);
	if (system(line) != 0) {
		printf("(no %s here) ", program);
		return;
	}
	run_in_folder(without, command, plain);
	run_in_folder(with, command, preloaded);
	CU_ASSERT(strstr(plain, "\nstatus 0\n") != NULL);
	if (strcmp(plain, preloaded) != 0) {
		CU_FAIL("the output differs");
		printf("\n    %s\n    without: %.2000s\n    with: %.2000s\n", command, plain,
		       preloaded);
	}
}

/* Threads, a child and worker processes, with every object malloc's. */
static const char python3[] =
	"PYTHONMALLOC=malloc python3 -c '\n"
	"import multiprocessing, subprocess, threading\n"
	"def work(n): return sum(len(str(i) * 9) for i in range(n))\n"
	"if __name__ == \"__main__\":\n"
	"    done = []\n"
	"    threads = [threading.Thread(target=lambda: done.append(work(5000)))\n"
	"               for _ in range(4)]\n"
	"    [t.start() for t in threads]; [t.join() for t in threads]\n"
	"    child = subprocess.run([\"echo\", \"child\"], capture_output=True).stdout\n"
	"    with multiprocessing.get_context(\"fork\").Pool(2) as pool:\n"
	"        print(done, child, pool.map(work, range(1000, 5000, 500)))'";

static const char perl[] =
	"perl -e 'my %h; $h{$_ * 7 % 65537} = \"v$_\" x ($_ % 9) for 1..50000;\n"
	"print scalar(keys %h), \" \", length(join \",\", sort values %h), \"\\n\";\n"
	"my $s = \"abc\" x 30000; $s =~ s/b/xyz/g; print length $s, \"\\n\"; print `echo child`'";

static const char git[] =
	"HOME=$PWD GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_DATE=@1000000000+0000"
	" GIT_COMMITTER_DATE=@1000000000+0000\n"
	"export HOME GIT_CONFIG_NOSYSTEM GIT_AUTHOR_DATE GIT_COMMITTER_DATE\n"
	"git config --global user.name A; git config --global user.email a@example.org\n"
	"git init -q -b main . && seq 3000 >numbers && git add . && git commit -q -m one &&"
	" sed -i s/9/nine/ numbers && git commit -q -a -m two && seq 2900 >numbers &&"
	" git status --short && git diff --stat && git diff | md5sum &&"
	" git log --oneline --stat && git stash -q && git gc -q && git fsck --no-progress &&"
	" git blame numbers | md5sum";

static const char gcc[] =
	"for i in $(seq 200); do echo \"static int f$i(int *p) { return p[$i] * $i + *p; }\";"
	" echo \"int (*const g$i)(int *) = f$i;\"; done >many.c\n"
	"echo 'int main(void) { return 0; }' >>many.c\n"
	"gcc -O2 -Wall -S -o - many.c | md5sum && gcc many.c -o many && ./many && echo ran";

static const char gpp[] =
	"cat >words.cc <<'END'\n"
	"#include <iostream>\n#include <map>\n#include <string>\n"
	"int main() { std::map<std::string, int> m;\n"
	"for (int i = 0; i < 20000; i++) m[std::to_string(i % 777) + \" of a long text\"] += i;\n"
	"for (auto &e : m) if (e.second % 50 == 0)\n"
	"std::cout << e.first << e.second << std::endl; }\n"
	"END\n"
	"g++ -O1 words.cc -o words && ./words && md5sum <words";

static const char cmake[] =
	"unset MAKEFLAGS MAKELEVEL; echo 'int main(void) { return 0; }' >main.c\n"
	"printf '%s\\n' 'cmake_minimum_required(VERSION 3.10)' 'project(tiny C)'"
	" 'add_executable(tiny main.c)' 'message(STATUS ${CMAKE_C_COMPILER_ID})' >CMakeLists.txt\n"
	"cmake -S . -B out | sed 's/ ([0-9.]*s)$//' && ls out | sort && cmake --build out >said"
	" && out/tiny && echo built";

static const char sqlite3[] =
	"sqlite3 some.db \"create table t(a integer primary key, b text);"
	" with recursive n(i) as (select 1 union all select i + 1 from n where i < 20000)"
	" insert into t select i, hex(i * 7919) || 'text' from n; create index by_b on t(b);"
	" select count(*), sum(length(b)) from t where b > '35'; select a from t order by b desc"
	" limit 5; delete from t where a % 3 = 0; vacuum; pragma integrity_check;\"";

static const char node[] =
	"node -e '\n"
	"const { Worker } = require(\"worker_threads\");\n"
	"const { execSync } = require(\"child_process\");\n"
	"const crypto = require(\"crypto\"), zlib = require(\"zlib\");\n"
	"const b = Buffer.alloc(1 << 20, \"some text \");\n"
	"const o = Object.fromEntries([...Array(50000).keys()].map((i) => [\"k\" + i, [i]]));\n"
	"console.log(crypto.createHash(\"md5\").update(zlib.deflateSync(b)).digest(\"hex\"),\n"
	"    JSON.stringify(o).length, execSync(\"echo child\").toString());\n"
	"const text = `require(\"worker_threads\").parentPort.postMessage(\"x\".repeat(9))`;\n"
	"new Worker(text, { eval: true }).on(\"message\", console.log);'";

/* The pane's command says when it has written; the server may still have to read it. */
static const char tmux[] =
	"TMUX_TMPDIR=$PWD TERM=xterm; export TMUX_TMPDIR TERM; unset TMUX\n"
	"tmux -L own -f /dev/null new-session -d -x 80 -y 24"
	" 'seq 5; echo in the pane; tmux -L own wait-for -S written; sleep 20'\n"
	"tmux -L own wait-for written; i=0\n"
	"until tmux -L own capture-pane -p | grep -q pane || [ $i -ge 50 ]; do"
	" i=$((i + 1)); sleep 0.02; done\n"
	"tmux -L own split-window -d 'sleep 20'; tmux -L own list-panes -F '#{pane_width}'\n"
	"tmux -L own capture-pane -p; tmux -L own kill-server";

static const struct row {
	const char *program, *command;
} rows[] = {
	{ "sh", "for i in 1 2 3; do echo $i; done | sort -r" },
	{ "bash", "bash -c 'a=($(seq 5000)); declare -A m; for i in ${a[@]}; do m[$i]=v$i$i; done;"
	          " echo ${#m[@]} ${a[@]: -1} $(echo child | tr a-z A-Z) ${m[77]//7/seven}'" },
	{ "awk", "awk 'BEGIN { for (; i < 50000; i++) a[i] = i \"x\"; print length(a) }'" },
	{ "perl", perl },
	{ "python3", python3 },
	{ "git", git },
	{ "gcc", gcc },
	{ "g++", gpp },
	{ "cmake", cmake },
	{ "sqlite3", sqlite3 },
	{ "node", node },
	{ "tmux", tmux },
	{ "xz", "seq 150000 >a; seq 9 >b;"
	        " tar --mtime=@0 --owner=0 --group=0 --mode=644 -cf - a b"
	        " | xz -1 -T2 --block-size=300000 >c.xz; md5sum <c.xz; xz -dc c.xz | tar tf -" },
};

static void real_programs_run(void)
{
	if (access("libmy_malloc_preload.so", R_OK) != 0) {
		test_skip("libmy_malloc_preload.so is not built");
		return;
	}
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		runs_the_same(rows[i].program, rows[i].command);
}

/* Otherwise the comparison would be of libc with libc. */
static void the_library_is_in_the_program(void)
{
	static char output[OUTPUT_MOST];

	if (access("libmy_malloc_preload.so", R_OK) != 0) {
		test_skip("libmy_malloc_preload.so is not built");
		return;
	}
	run_in_folder(with, "grep -c 'r-xp.*libmy_malloc_preload.so' /proc/self/maps", output);
	CU_ASSERT_STRING_EQUAL(output, "1\n\nstatus 0\n");
	run_in_folder(without, "grep -c 'r-xp.*libmy_malloc_preload.so' /proc/self/maps", output);
	CU_ASSERT_STRING_EQUAL(output, "0\n\nstatus 256\n");
}

CU_TestInfo preload_tests[] = {
	{ "the library is in the program", the_library_is_in_the_program },
	{ "real programs run the same", real_programs_run },
	CU_TEST_INFO_NULL,
};
