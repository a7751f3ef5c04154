/* SPDX-License-Identifier: MIT
 *
 * test_launch.c - mmviz record: whole programs, as a shell sees them with it and without it.
 */
#include "shell.h"
#include "scratch.h"
#include "test.h"

#include <signal.h>
#include <stdio.h>

/* ------------------------------------------------------------------- ends and sentences */

static void ends_as_its_program(void)
{
	static const struct shell_row rows[] = {
		{ "$M record -o F sh -c :", 0, "to look at it: mmviz open F" },
		{ "$M record --output=F -- sh -c 'exit 77'", 77, " of 1 process recorded, " },
		{ "$M record -o F sh -c 'kill -TERM $$'", 128 + SIGTERM, "recorded" },
		{ "$M record -o F sh -c 'kill -INT $$'", 128 + SIGINT, "recorded" },
		{ "$M record -o F sh -c 'kill -SEGV $$'", 128 + SIGSEGV, "recorded" },
		{ "$M record -o F sh -c 'kill -KILL $$'", 128 + SIGKILL, "recorded" },
		{ "$M record -o F no-such-program", 127, "No program is named no-such-program" },
		{ "$M record -o F ./no-such-program", 127, "no such file. Nothing was run." },
		{ "$M record -o F /", 126, "is a folder, no program. Nothing was run." },
		{ ">plain; $M record -o F ./plain", 126, "may not be executed" },
		{ "echo :>plain; chmod +x plain; $M record -o F ./plain", 126, "no #!" },
		{ "$M recrod true", 2, "not several. Was mmviz record meant?" },
		{ "$M one two", 2, "not several.\n" },
		{ "mkdir no; cd no; rmdir ../no; $M record sh", 1, "current folder has no path" },
		{ "$M record -o \"$(printf 'F\\033[m')\" sh -c :; rm F?*", 0, "mmviz open F" },
		{ "$M record", 2, "record is called so: mmviz record [-o FILE]" },
		{ "$M record -o F", 2, "record is called so" },
		{ "$M record -o '' true", 2, "record is called so" },
		{ "$M record --no-such sh", 2, "record is called so" },
		{ "$M record -o . true", 1, ". is no regular file. It stays as it is. Nothing" },
		{ "$M record -o /dev/null true", 1, "/dev/null is no regular file." },
		{ "$M record -o no/where true", 1, "no/where cannot be written: No such file" },
		{ "(ulimit -f 0; $M record -o F sh -c :) 2>&1 | cat >&2; test ! -e F",
		  0, "F cannot be written: File too large. Nothing was run." },
		{ "echo text >F; $M record -o F sh -c :", 1, "there already, and is no recording" },
		{ ">F; $M record -o F sh -c :", 0, "recorded" },
		{ "$M record -o F sh -c :; $M record -o F sh -c :", 0, "recorded" },
	};

	shell_tells(rows, sizeof rows / sizeof rows[0]);
}

/* Moved without it: where it was looked for is told as a path from the root. */
static void a_missing_library_is_told(void)
{
	if (!shell_ready())
		return;
	shell_ends(1, "mkdir apart; cp $M apart/mmviz; apart/mmviz record true; s=$?; rm -r apart; "
	           "grep -F \"nor in $(pwd -P)/lib/: make builds it. Nothing\" err || exit 9; exit $s");
}

static void leaves_no_file_where_nothing_ran(void)
{
	if (!shell_ready())
		return;
	shell_ends(0, "$M record -o F no-such-program; test ! -e F");
	shell_ends(2, "$M record no-such-program; ls *.mmtrace");
	shell_ends(0, "echo text >F; $M record -o F sh -c :; cat F");
	CU_ASSERT(shell_said("out", "text\n"));
	shell_ends(0, "$M record --help");
	CU_ASSERT(shell_said("out", "mmviz record [-o FILE]"));
	shell_ends(0, "$M --help");
	CU_ASSERT(shell_said("out", "\n  mmviz record [-o FILE]"));
	shell_ends(0, "echo 'm 100' >record; $M --plain ./record");
	CU_ASSERT(shell_said("out", "p1 = s1"));
	shell_ends(0, "$M --plain -- record");
	CU_ASSERT(shell_said("out", "p1 = s1"));
}

static void names_its_file_after_the_process(void)
{
	if (!shell_ready())
		return;
	shell_ends(0, "mkdir sub; cd sub; $M record sh -c 'echo sh.$$.mmtrace' &&"
	           " mv $(cat ../out) ../F && cd .. && rmdir sub");
	CU_ASSERT(shell_recorded().operations > 0);
	shell_ends(0, "mkdir sub; $M record -o F sh -c 'cd sub; true | cat'; rmdir sub");
	CU_ASSERT(shell_recorded().processes >= 2);
}

/* -------------------------------------------------------- the program's own environment */

static void spares_what_is_being_recorded(void)
{
	if (!shell_ready())
		return;
	shell_ends(1, "rm -f go; $M record -o F sh -c 'ls / >&2; echo >go; sleep 0.4' & await go;"
	           " $M record -o F sh -c :; s=$?; wait $!; exit $s");
	CU_ASSERT(shell_said("err", "recording of a program that still runs. It stays as it is."));
	CU_ASSERT(shell_recorded().operations > 0);
}

static void passes_everything_through(void)
{
	if (!shell_ready())
		return;
	shell_ends(0, "head -c 300000 /dev/urandom >in; $M record -o F cat <in 2>said |"
	           " cmp - in && $M record -o F sh -c 'cat >&2' <in 2>both && rm said &&"
	           " head -c 300000 both | cmp - in; s=$?; rm -f in both; exit $s");
	shell_ends(0, "$M record -o F sh -c 'ls /proc/self/fd | wc -l' >one;"
	           " ls /proc/self/fd | wc -l | cmp - one; s=$?; rm one; exit $s");
	shell_ends(0, "$M record -o F sh -c 'test -e /proc/$$/fd/0 || echo closed' <&-");
	CU_ASSERT(shell_said("out", "closed"));
	shell_ends(2, "$M record -o F sh -c 'echo $0-$1; exec 3>&- <&- >&- 2>&-; ls' 'a b'"
	           " --exact");
	CU_ASSERT(shell_said("out", "a b---exact\n"));
	CU_ASSERT(shell_recorded().operations > 0);
	shell_ends(0, "trap '' USR1; $M record -o F sh -c 'kill -USR1 $$; echo on'");
	CU_ASSERT(shell_said("out", "on\n"));
}

static void keeps_the_environment(void)
{
	if (!shell_ready())
		return;
	shell_ends(0, "env -i $M record -o F /usr/bin/env");
	CU_ASSERT(shell_said("out", "LD_PRELOAD=/"));
	CU_ASSERT(shell_said("out", "/F\n"));
	CU_ASSERT(shell_recorded().operations > 0);
	shell_ends(0, "env -i $M record -o F env | grep -c .");
	CU_ASSERT(shell_said("out", "2\n"));
	shell_ends(0, "L=$(dirname $M)/libmy_malloc_preload.so; export L; LD_PRELOAD=$L"
	           " $M record -o F sh -c 'echo $LD_PRELOAD; echo $L:$L;"
	           " echo $MY_MALLOC_RECORD_EXACT' | uniq | wc -l");
	CU_ASSERT(shell_said("out", "2\n"));
	shell_ends(0, "MY_MALLOC_RECORD_EXACT=1 $M record -o F sh -c 'echo"
	           " =$MY_MALLOC_RECORD_EXACT'");
	CU_ASSERT(shell_said("out", "=\n"));
	shell_ends(0, "$M record --exact -o F sh -c 'echo =$MY_MALLOC_RECORD_EXACT'");
	CU_ASSERT(shell_said("out", "=1\n"));
}

/* ------------------------------------------------------------------- what is recorded */

static void records_children(void)
{
	struct seal seal;

	if (!shell_ready())
		return;
	shell_ends(3, "$M record -o F sh -c 'ls / | sort | head -n 1 >&2; exit 3'");
	seal = shell_recorded();
	CU_ASSERT(seal.processes >= 4);
	CU_ASSERT(seal.operations > 100);
	if (shell_finds("gcc")) {
		shell_ends(0, "echo 'int main(void) { return 0; }' >one.c; $M record -o F"
	           " gcc -c -o one.o one.c; s=$?; rm one.c one.o; exit $s");
		CU_ASSERT(shell_recorded().processes >= 3); /* cc1 and as */
	}
	shell_ends(0, "$M record --exact -o F sh -c 'ls | cat'");
	CU_ASSERT(shell_recorded().operations > 100);
}

static int needs_cc(void)
{
	if (shell_finds("cc"))
		return 1;
	test_skip("no cc");
	return 0;
}

static int compile(const char *name, const char *text)
{
	char source[512];

	snprintf(source, sizeof source, "%s", scratch_write("program.c", text, strlen(text)));
	return shell_run("cc -w -o %s program.c -lpthread", name) == 0;
}

static void records_threads(void)
{
	static const char text[] =
		"#include <pthread.h>\n#include <stdlib.h>\n"
		"static void *work(void *user)\n{\n"
		"for (int i = 0; i < 20000; i++) free(malloc(16 + i % 100));\nreturn user;\n}\n"
		"int main(void)\n{\npthread_t t[2];\n"
		"for (int i = 0; i < 2; i++) pthread_create(&t[i], 0, work, 0);\n"
		"for (int i = 0; i < 2; i++) pthread_join(t[i], 0);\nreturn 0;\n}\n";

	if (!shell_ready() || !needs_cc())
		return;
	CU_ASSERT_FATAL(compile("pair", text));
	shell_ends(0, "$M record -o F ./pair && said=$(sed -n 's/mmviz: \\(.*\\) operations of.*"
	           "/\\1/p' err) && $M --plain open F | grep \"^operations $said,\"");
	CU_ASSERT(shell_recorded().operations >= 80000);
	CU_ASSERT(shell_recorded().operations < 90000);
}

/* No malloc, and one that the program brings along. */
static void tells_when_nothing_was_asked(void)
{
	static const char none[] = "int main(void) { return 5; }\n";
	static const char own[] =
		"#include <stddef.h>\nstatic char room[1 << 20]; static size_t used;\n"
		"void *malloc(size_t n) { used += (n + 15) / 16 * 16; return room + used - n; }\n"
		"void free(void *p) { }\n"
		"void *calloc(size_t n, size_t m) { return malloc(n * m); }\n"
		"void *realloc(void *p, size_t n) { return malloc(n); }\n"
		"int main(void) { free(malloc(9)); return 6; }\n";

	if (!shell_ready() || !needs_cc())
		return;
	CU_ASSERT_FATAL(compile("asks-none", none));
	shell_ends(5, "$M record -o F ./asks-none");
	CU_ASSERT(shell_said("err", "asked nothing of malloc"));
	CU_ASSERT_FATAL(compile("brings-own", own));
	shell_ends(6, "$M record -o F ./brings-own");
	CU_ASSERT(shell_said("err", "asked nothing of malloc"));
}

static void hints_at_python(void)
{
	if (!shell_ready() || !shell_finds("python3"))
		return;
	shell_ends(0, "unset PYTHONMALLOC; $M record -o F python3 -c pass");
	CU_ASSERT(shell_said("err", "PYTHONMALLOC=malloc"));
	shell_ends(1, "$M record -o F env PYTHONMALLOC=malloc python3 -c pass; grep PYTHON err");
	shell_ends(1, "PYTHONMALLOC=malloc $M record -o F python3 -c pass;"
	           " grep PYTHON err");
}

/* A disk that is full is here a file that may not grow. */
static void survives_a_full_disk(void)
{
	struct seal seal;

	if (!shell_ready() || !shell_finds("perl"))
		return;
	shell_ends(9, "ulimit -f 200; $M record -o F perl -e '$h{$_} = [$_] for 1..50000;"
	           " print scalar(keys %h), \"\\n\"; exit 9'");
	CU_ASSERT(shell_said("out", "50000\n"));
	CU_ASSERT(shell_said("err", "The recording could not grow any more"));
	seal = shell_recorded();
	CU_ASSERT(seal.stopped);
	CU_ASSERT(seal.operations > 1000);
}

/* Nor is there room for the sentence about it: the signal is not the program's. */
static void survives_a_full_disk_under_its_messages(void)
{
	if (!shell_ready() || !shell_finds("perl"))
		return;
	shell_ends(9, "head -c 1000000 /dev/zero >full; ulimit -f 200; $M record -o F sh -c 'exec "
	           "perl -e \"\\$h{\\$_} = [\\$_] for 1..50000; exit 9\" 2>>full'");
	CU_ASSERT(shell_recorded().stopped);
}

CU_TestInfo launch_tests[] = {
	{ "ends as its program", ends_as_its_program },
	{ "a missing library is told", a_missing_library_is_told },
	{ "leaves no file where nothing ran", leaves_no_file_where_nothing_ran },
	{ "names its file after the process", names_its_file_after_the_process },
	{ "spares what is being recorded", spares_what_is_being_recorded },
	{ "passes everything through", passes_everything_through },
	{ "keeps the environment", keeps_the_environment },
	{ "records children", records_children },
	{ "records threads", records_threads },
	{ "tells when nothing was asked", tells_when_nothing_was_asked },
	{ "hints at Python", hints_at_python },
	{ "survives a full disk", survives_a_full_disk },
	{ "survives a full disk under its messages", survives_a_full_disk_under_its_messages },
	CU_TEST_INFO_NULL,
};
