/* SPDX-License-Identifier: MIT
 *
 * test_launch.c - mmviz record: whole programs, as a shell sees them with it and without it.
 *
 * Every command runs in the folder of scratch files; $M is mmviz, F is the recording.
 */
#include "robot.h"
#include "scratch.h"
#include "seal.h"
#include "test.h"

#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static int built(void)
{
	if (access("mmviz", X_OK) == 0 && access("libmy_malloc_preload.so", R_OK) == 0)
		return 1;
	test_skip("./mmviz or libmy_malloc_preload.so is not built");
	return 0;
}

static int is_here(const char *program)
{
	char line[256];

	snprintf(line, sizeof line, "command -v %s >/dev/null 2>&1", program);
	if (system(line) == 0)
		return 1;
	printf("(no %s here) ", program);
	return 0;
}

static int needs_cc(void)
{
	if (is_here("cc"))
		return 1;
	test_skip("no cc");
	return 0;
}

/* What is ignored stays so in whatever is started: a shell ignores these for what it runs in
 * the background, these tests perhaps. */
static void heed_the_keyboard(void)
{
	signal(SIGINT, SIG_DFL);
	signal(SIGQUIT, SIG_DFL);
}

/* What a shell's $? is; the output is in "out" and "err". */
static int run(const char *format, ...)
{
	char line[8192], folder[600];
	va_list values;
	int length, status;

	snprintf(folder, sizeof folder, "%s", scratch_path("x"));
	*strrchr(folder, '/') = 0;
	length = snprintf(line, sizeof line, "M=$PWD/mmviz; export M; cd '%s' || exit 99;"
	                  "rm -f F; exec >out 2>err </dev/null\n", folder);
	va_start(values, format);
	vsnprintf(line + length, sizeof line - (size_t)length, format, values);
	va_end(values);
	status = system(line);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static int has(const char *name, const char *words)
{
	size_t length;
	char *text = scratch_read(scratch_path(name), &length);
	int found = text && (*words ? strstr(text, words) != NULL : length == 0);

	if (!found)
		printf("\n      %s lacks \"%s\": %.600s\n", name, words, text ? text : "(none)");
	free(text);
	return found;
}

/* What is recorded in F. */
static struct seal recorded(void)
{
	struct seal seal = { 0 };

	CU_ASSERT_EQUAL(seal_file(scratch_path("F"), &seal), 0);
	CU_ASSERT_EQUAL(seal.damage, 0);
	return seal;
}

/* ------------------------------------------------------------------- ends and sentences */

static void ends_as_its_program(void)
{
	static const struct row {
		const char *command;
		int status;
		const char *error;
	} rows[] = {
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
		{ "$M record", 2, "record is called so: mmviz record [-o FILE]" },
		{ "$M record -o F", 2, "record is called so" },
		{ "$M record -o '' true", 2, "record is called so" },
		{ "$M record --no-such sh", 2, "record is called so" },
		{ "$M record -o . true", 1, ". is no regular file. It stays as it is. Nothing" },
		{ "$M record -o /dev/null true", 1, "/dev/null is no regular file." },
		{ "$M record -o no/where true", 1, "no/where cannot be written: No such file" },
		{ "echo text >F; $M record -o F sh -c :", 1, "is there already, and is no recording" },
		{ ">F; $M record -o F sh -c :", 0, "recorded" },
		{ "$M record -o F sh -c :; $M record -o F sh -c :", 0, "recorded" },
	};

	for (size_t i = 0; built() && i < sizeof rows / sizeof rows[0]; i++) {
		int status = run("%s", rows[i].command);

		CU_ASSERT_EQUAL(status, rows[i].status);
		CU_ASSERT(has("err", rows[i].error));
		CU_ASSERT(has("out", ""));
		if (status != rows[i].status)
			printf("\n      %s: status %d\n", rows[i].command, status);
	}
}

static void leaves_no_file_where_nothing_ran(void)
{
	if (!built())
		return;
	CU_ASSERT_EQUAL(run("$M record -o F no-such-program; test ! -e F"), 0);
	CU_ASSERT_EQUAL(run("$M record no-such-program; ls *.mmtrace"), 2);
	CU_ASSERT_EQUAL(run("echo text >F; $M record -o F sh -c :; cat F"), 0);
	CU_ASSERT(has("out", "text\n"));
	CU_ASSERT_EQUAL(run("$M record --help"), 0);
	CU_ASSERT(has("out", "mmviz record [-o FILE]"));
	CU_ASSERT_EQUAL(run("$M --help"), 0);
	CU_ASSERT(has("out", "\n  mmviz record [-o FILE]"));
	CU_ASSERT_EQUAL(run("echo 'm 100' >record; $M --plain ./record"), 0);
	CU_ASSERT(has("out", "p1 = s1"));
	CU_ASSERT_EQUAL(run("$M --plain -- record"), 0);
	CU_ASSERT(has("out", "p1 = s1"));
}

static void names_its_file_after_the_process(void)
{
	if (!built())
		return;
	CU_ASSERT_EQUAL(run("mkdir sub; cd sub; $M record sh -c 'echo sh.$$.mmtrace' && mv $(cat ../out)"
	                    " ../F && cd .. && rmdir sub"), 0);
	CU_ASSERT(recorded().operations > 0);
	CU_ASSERT_EQUAL(run("mkdir sub; $M record -o F sh -c 'cd sub; true | cat'; rmdir sub"), 0);
	CU_ASSERT(recorded().processes >= 2);
}

/* -------------------------------------------------------- the program's own environment */

static void passes_everything_through(void)
{
	if (!built())
		return;
	CU_ASSERT_EQUAL(run("head -c 300000 /dev/urandom >in; $M record -o F cat <in 2>said |"
	                    " cmp - in && $M record -o F sh -c 'cat >&2' <in 2>both && rm said &&"
	                    " head -c 300000 both | cmp - in; s=$?; rm -f in both; exit $s"), 0);
	CU_ASSERT_EQUAL(run("$M record -o F sh -c 'ls /proc/self/fd | wc -l' >one; ls /proc/self/fd |"
	                    " wc -l | cmp - one; s=$?; rm one; exit $s"), 0);
	CU_ASSERT_EQUAL(run("$M record -o F sh -c 'test -e /proc/$$/fd/0 || echo closed' <&-"), 0);
	CU_ASSERT(has("out", "closed"));
	CU_ASSERT_EQUAL(run("$M record -o F sh -c 'echo $0-$1; exec 3>&- <&- >&- 2>&-; ls' 'a b'"
	                    " --exact"), 2);
	CU_ASSERT(has("out", "a b---exact\n"));
	CU_ASSERT(recorded().operations > 0);
	CU_ASSERT_EQUAL(run("trap '' USR1; $M record -o F sh -c 'kill -USR1 $$; echo on'"), 0);
	CU_ASSERT(has("out", "on\n"));
}

static void keeps_the_environment(void)
{
	if (!built())
		return;
	CU_ASSERT_EQUAL(run("env -i $M record -o F /usr/bin/env"), 0);
	CU_ASSERT(has("out", "LD_PRELOAD=/"));
	CU_ASSERT(has("out", "/F\n"));
	CU_ASSERT(recorded().operations > 0);
	CU_ASSERT_EQUAL(run("env -i $M record -o F env | grep -c ."), 0);
	CU_ASSERT(has("out", "2\n"));
	CU_ASSERT_EQUAL(run("L=$(dirname $M)/libmy_malloc_preload.so; export L; LD_PRELOAD=$L $M record"
	                    " -o F sh -c 'echo $LD_PRELOAD; echo $L:$L; echo $A$MY_MALLOC_RECORD_EXACT'"
	                    " | uniq | wc -l"), 0);
	CU_ASSERT(has("out", "2\n"));
	CU_ASSERT_EQUAL(run("MY_MALLOC_RECORD_EXACT=1 $M record -o F sh -c 'echo"
	                    " =$MY_MALLOC_RECORD_EXACT'"), 0);
	CU_ASSERT(has("out", "=\n"));
	CU_ASSERT_EQUAL(run("$M record --exact -o F sh -c 'echo =$MY_MALLOC_RECORD_EXACT'"), 0);
	CU_ASSERT(has("out", "=1\n"));
}

/* ------------------------------------------------------------------- what is recorded */

static void records_children(void)
{
	struct seal seal;

	if (!built())
		return;
	CU_ASSERT_EQUAL(run("$M record -o F sh -c 'ls / | sort | head -n 1 >&2; exit 3'"), 3);
	seal = recorded();
	CU_ASSERT(seal.processes >= 4);
	CU_ASSERT(seal.operations > 100);
	if (is_here("gcc")) {
		CU_ASSERT_EQUAL(run("echo 'int main(void) { return 0; }' >one.c;"
		                    "$M record -o F gcc -c -o one.o one.c; s=$?; rm one.c one.o; exit $s"), 0);
		CU_ASSERT(recorded().processes >= 3); /* cc1 and as */
	}
	CU_ASSERT_EQUAL(run("$M record --exact -o F sh -c 'ls | cat'"), 0);
	CU_ASSERT(recorded().operations > 100);
}

static int compile(const char *name, const char *text)
{
	char source[512];

	snprintf(source, sizeof source, "%s", scratch_write("program.c", text, strlen(text)));
	return run("cc -w -o %s program.c -lpthread", name) == 0;
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

	if (!built() || !needs_cc())
		return;
	CU_ASSERT_FATAL(compile("two", text));
	CU_ASSERT_EQUAL(run("$M record -o F ./two"), 0);
	CU_ASSERT(recorded().operations >= 80000);
	CU_ASSERT(recorded().operations < 90000);
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

	if (!built() || !needs_cc())
		return;
	CU_ASSERT_FATAL(compile("none", none));
	CU_ASSERT_EQUAL(run("$M record -o F ./none"), 5);
	CU_ASSERT(has("err", "asked nothing of malloc"));
	CU_ASSERT_FATAL(compile("own", own));
	CU_ASSERT_EQUAL(run("$M record -o F ./own"), 6);
	CU_ASSERT(has("err", "asked nothing of malloc"));
}

static void hints_at_python(void)
{
	if (!built() || !is_here("python3"))
		return;
	CU_ASSERT_EQUAL(run("unset PYTHONMALLOC; $M record -o F python3 -c pass"), 0);
	CU_ASSERT(has("err", "PYTHONMALLOC=malloc"));
	CU_ASSERT_EQUAL(run("PYTHONMALLOC=malloc $M record -o F python3 -c pass; grep PYTHON err"), 1);
}

/* A disk that is full is here a file that may not grow. */
static void survives_a_full_disk(void)
{
	struct seal seal;

	if (!built() || !is_here("perl"))
		return;
	CU_ASSERT_EQUAL(run("ulimit -f 200; $M record -o F perl -e '$h{$_} = [$_] for 1..50000;"
	                    " print scalar(keys %%h), \"\\n\"; exit 9'"), 9);
	CU_ASSERT(has("out", "50000\n"));
	CU_ASSERT(has("err", "There was no room left for the recording"));
	seal = recorded();
	CU_ASSERT(seal.stopped);
	CU_ASSERT(seal.operations > 1000);
}

/* --------------------------------------------------------------------------- signals */

/* Not by a shell, which would let what it starts in the background ignore the keyboard. */
static pid_t start_sleeper(void)
{
	char program[4096], folder[600];
	pid_t pid;

	snprintf(folder, sizeof folder, "%s", scratch_path("x"));
	*strrchr(folder, '/') = 0;
	unlink(scratch_path("go"));
	CU_ASSERT_PTR_NOT_NULL_FATAL(realpath("mmviz", program));
	pid = fork();
	if (pid == 0) {
		if (chdir(folder) == 0 && freopen("err", "w", stderr))
			execl(program, program, "record", "-o", "F", "sh", "-c",
			      "echo >go; exec sleep 5", (char *)NULL);
		_exit(99);
	}
	for (int i = 0; i < 500 && access(scratch_path("go"), F_OK) != 0; i++)
		usleep(10000);
	return pid;
}

static void passes_signals_on(void)
{
	static const int numbers[] = { SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGUSR1, SIGUSR2 };
	int status;

	heed_the_keyboard();
	for (size_t i = 0; built() && i < sizeof numbers / sizeof numbers[0]; i++) {
		pid_t pid = start_sleeper();

		kill(pid, numbers[i]);
		CU_ASSERT_EQUAL(waitpid(pid, &status, 0), pid);
		CU_ASSERT(WIFSIGNALED(status) && WTERMSIG(status) == numbers[i]);
		CU_ASSERT_FALSE(WCOREDUMP(status));
		CU_ASSERT(recorded().operations > 0);
	}
	CU_ASSERT_EQUAL(run("rm go; $M record -o F sh -c 'trap \"echo heard; exit 4\" TERM; echo >go; while :;"
	                    " do sleep 0.01; done' & until [ -e go ]; do sleep 0.01; done; rm go;"
	                    " kill $!; wait $!"), 4);
	CU_ASSERT(has("out", "heard\n"));
}

/* Nothing of what was recorded is lost, and nothing more is said. */
static void survives_kill(void)
{
	if (!built())
		return;
	CU_ASSERT_EQUAL(run("$M record -o F sh -c 'ls / >&2; kill -9 $$'"), 128 + SIGKILL);
	CU_ASSERT(recorded().operations > 100);
	CU_ASSERT_EQUAL(run("$M record -o F sh -c 'ls /; echo >go; sleep 0.3; ls /; echo end' & until"
	                    " [ -e go ]; do sleep 0.01; done; rm go; kill -9 $!; wait $!; s=$?;"
	                    " until grep -q end out; do sleep 0.02; done; sleep 0.05; exit $s"),
	                128 + SIGKILL);
	CU_ASSERT(recorded().operations > 200);
}

/* A daemon is not waited for: it is recorded on, and what it did is there at its end. */
static void does_not_wait_for_daemons(void)
{
	struct seal before;

	if (!built())
		return;
	CU_ASSERT_EQUAL(run("$M record -o F sh -c '(sh -c \"ls /; echo >going; sleep 0.5; ls / /;"
	                    " echo >gone\") >/dev/null & until [ -e going ]; do sleep 0.01; done;"
	                    " rm going; exit 8'; s=$?; test -e gone && exit 1; exit $s"), 8);
	CU_ASSERT(has("err", "A process that it started goes on"));
	CU_ASSERT_EQUAL(seal_file(scratch_path("F"), &before), 0);
	CU_ASSERT(before.written);
	run("until [ -e gone ]; do sleep 0.02; done; rm gone; sleep 0.1; cp F G 2>/dev/null");
}

static struct robot robot;

static int start_shell(void)
{
	static char *const argv[] = { "/bin/bash", "--norc", "--noprofile", "-i", NULL };
	char line[1200], state[600], folder[600];

	heed_the_keyboard();
	snprintf(state, sizeof state, "%s", scratch_path("state"));
	snprintf(folder, sizeof folder, "%s", scratch_path("x"));
	*strrchr(folder, '/') = 0;
	if (access(argv[0], X_OK) != 0 || !robot_start(&robot, 100, 30, argv, NULL, state)) {
		test_skip("no bash, or no pseudo-terminals");
		return 0;
	}
	snprintf(line, sizeof line, "M=$PWD/mmviz; cd %s; HISTFILE=; PS1='re''ady '; clear\r", folder);
	robot_type(&robot, line);
	CU_ASSERT(robot_sees(&robot, "ready"));
	return 1;
}

/* Ctrl-Z and fg, and Ctrl-C: what the terminal sends reaches the program once. */
static void obeys_the_terminal(void)
{
	if (!built() || !start_shell())
		return;
	robot_type(&robot, "$M record -o F sh -c 'echo be''gun; exec sleep 6'\r");
	CU_ASSERT(robot_sees(&robot, "begun"));
	robot_type(&robot, "\032");
	CU_ASSERT(robot_sees(&robot, "Stopped"));
	robot_type(&robot, "clear\r");
	CU_ASSERT(robot_sees_no(&robot, "Stopped"));
	robot_type(&robot, "fg\r");
	CU_ASSERT(robot_sees(&robot, "exec sleep 6"));
	robot_type(&robot, "\003");
	CU_ASSERT(robot_sees(&robot, "recorded"));
	robot_type(&robot, "echo is-$?\r");
	CU_ASSERT(robot_sees(&robot, "is-130"));
	robot_type(&robot, "clear; $M record -o F sh -c 'trap \"echo tr''apped\" INT; echo be''gun;"
	                   " read a; echo is-$a-$a'\r");
	CU_ASSERT(robot_sees(&robot, "begun"));
	robot_type(&robot, "\003");
	CU_ASSERT(robot_sees(&robot, "trapped"));
	robot_type(&robot, "typed\r");
	CU_ASSERT(robot_sees(&robot, "is-"));
	robot_type(&robot, "exit\r");
	robot_end(&robot);
	robot_free(&robot);
}

CU_TestInfo launch_tests[] = {
	{ "ends as its program", ends_as_its_program },
	{ "leaves no file where nothing ran", leaves_no_file_where_nothing_ran },
	{ "names its file after the process", names_its_file_after_the_process },
	{ "passes everything through", passes_everything_through },
	{ "keeps the environment", keeps_the_environment },
	{ "records children", records_children },
	{ "records threads", records_threads },
	{ "tells when nothing was asked", tells_when_nothing_was_asked },
	{ "hints at Python", hints_at_python },
	{ "survives a full disk", survives_a_full_disk },
	{ "passes signals on", passes_signals_on },
	{ "survives kill", survives_kill },
	{ "does not wait for daemons", does_not_wait_for_daemons },
	{ "obeys the terminal", obeys_the_terminal },
	CU_TEST_INFO_NULL,
};
