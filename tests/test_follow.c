/* SPDX-License-Identifier: MIT
 *
 * test_follow.c - mmviz watch: programs whose heap is seen while they run.
 */
#include "attach.h"
#include "follow.h"
#include "scratch.h"
#include "shell.h"
#include "terminal.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* --------------------------------------------------------------------- as numbers */

static void ends_as_its_program(void)
{
	static const struct shell_row rows[] = {
		{ "$M watch -o F sh -c :", 0, "ended with status 0" },
		{ "$M watch -o F -- sh -c 'exit 77'", 77, "ended with status 77" },
		{ "$M watch -o F sh -c 'kill -KILL $$'", 128 + SIGKILL, "was ended by signal 9" },
		{ "$M watch -o F no-such-program", 127, "No program is named no-such-program" },
		{ "$M watch -o F ./no-such-program", 127, "Nothing was run." },
		{ "$M watch", 2, "watch is called so: mmviz watch [-o FILE]" },
		{ "$M watch -o no/where true", 1, "no/where cannot be written: No such file" },
	};

	shell_tells(rows, sizeof rows / sizeof rows[0]);
}

static void leaves_output_and_input_alone(void)
{
	if (!shell_ready())
		return;
	shell_ends(0, "echo hello | $M watch -o F sh -c 'read line; echo $line; echo to >&2'");
	CU_ASSERT(shell_said("out", "hello\n"));
	CU_ASSERT(shell_said("err", "to\n"));
	CU_ASSERT(shell_said("err", "to look at it again: mmviz open F"));
}

/* What it saw in the end is what the file has. */
static void sees_all_of_it(void)
{
	static const char text[] =
		"echo 'load F\nview recorded' >script; $M watch -o F sh -c '"
		"i=0; while [ $i -lt 20000 ]; do eval v$i=x; i=$((i + 1)); done';"
		" $M --plain script; rm script;"
		" grep -o '[0-9,]* operations' err >seen;"
		" grep -o '^operations [0-9,]*[0-9]' out >all;"
		" s=$(tail -n 1 seen); a=$(head -n 1 all); rm seen all;"
		" test \"${s% *}\" = \"${a#* }\"";

	if (shell_ready())
		shell_ends(0, text);
}

/* A line a second, of a program that takes longer. */
static void tells_numbers(void)
{
	if (!shell_ready())
		return;
	shell_ends(0, "$M watch -o F sh -c 'sleep 1.2'");
	CU_ASSERT(shell_said("err", "    1 s  "));
	CU_ASSERT(shell_said("err", "most live "));
}

static void tells_of_what_it_started(void)
{
	if (!shell_ready())
		return;
	shell_ends(4, "$M watch -o F sh -c 'sed -n /x/p /etc/passwd >x; rm -f x; exit 4'");
	CU_ASSERT(shell_said("err", "It started 2 programs, which are recorded, too. Most "
	                            "operations are of sed (process "));
}

/* ------------------------------------------------------------ programs that run already */

static void says_which_cannot_be_watched(void)
{
	if (!shell_ready())
		return;
	shell_ends(1, "$M watch 999999999");
	CU_ASSERT(shell_said("err", "There is no process 999999999."));
	shell_ends(1, "$M watch $$");
	CU_ASSERT(shell_said("err", "does not run on my_malloc"));
}

/* Waits until a condition holds. */
#define TILL "till() { n=0; until eval \"$1\" || [ $n -ge 500 ]; do sleep 0.01;" \
	" n=$((n + 1)); done; } 2>/dev/null; "

/* A program that allocates now and then, until there is a file go; $p is its number. */
#define PROGRAM(first) "sh -c '" first ": >begun; while [ ! -e go ]; do i=0;" \
	" while [ $i -lt 99 ]; do i=$((i + 1)); eval v$i=x; done; sleep 0.02; done; exit 5' &" \
	" p=$!; till '[ -e begun ]'; rm begun; "
#define GO "(sleep 0.4; : >go) & "

static void watches_what_is_recorded(void)
{
	static const char text[] =
		TILL "$M record -o F " PROGRAM("echo $$ >pid; ") GO "$M watch -o E $(cat pid);"
		" s=$?; wait; rm pid go; [ -e E ] && s=9; exit $s";

	if (!shell_ready())
		return;
	shell_ends(0, text);
	CU_ASSERT(shell_said("err", "records already, into "));
	CU_ASSERT(shell_said("err", "F: -o E is not used."));
	CU_ASSERT(shell_said("err", "has ended: "));
	CU_ASSERT(shell_said("err", "most live "));
}

static int takes_requests(void)
{
	if (!shell_ready())
		return 0;
	if (attach_symbol("libmy_malloc_preload.so", 0, "my_malloc_record_request"))
		return 1;
	test_skip("the library takes no requests");
	return 0;
}

#define PLAIN TILL "LD_PRELOAD=$(dirname $M)/libmy_malloc_preload.so "

/* It is asked to record, says what it has already, and is left as it was. */
static void watches_what_was_not_recorded(void)
{
	if (!takes_requests())
		return;
	shell_ends(0, PLAIN PROGRAM("i=0; while [ $i -lt 500 ]; do i=$((i + 1)); eval w$i=x;"
	                            " done; ")
	           GO "$M watch -o F $p; s=$?; wait; rm go; exit $s");
	CU_ASSERT(shell_said("err", "has ended: "));
	CU_ASSERT(shell_said("err", " blocks, live at the end "));
}

/* The file of the first time stays mapped, and is no recording of the second. */
#define FIRST "rm -f E; $M watch -o E $p 2>first & w=$!; till '[ $(wc -c <E) -gt 4096 ]'; "
#define SECOND GO "$M watch -o F $p; s=$?; wait; [ -s F ] || s=9; rm -f go E; exit $s"

static void watches_for_a_second_time(void)
{
	if (!takes_requests())
		return;
	shell_ends(0, PLAIN PROGRAM("") FIRST "sleep 0.2; kill $w; wait $w; [ -s E ] || exit 8; "
	           SECOND);
	CU_ASSERT(shell_said("err", "mmviz open F"));
}

/* One that was killed, and whose file is gone. */
static void watches_after_another(void)
{
	if (!takes_requests())
		return;
	shell_ends(0, PLAIN PROGRAM("") FIRST "kill -KILL $w; wait $w 2>&-; rm E; " SECOND);
	CU_ASSERT(shell_said("err", "mmviz open F"));
}

/* The first one leaves it to the second. */
static void two_watch_the_same(void)
{
	if (!takes_requests())
		return;
	shell_ends(0, PLAIN PROGRAM("") FIRST "(sleep 0.5; kill $w) & $M watch $p 2>second & x=$!;"
	           " wait $w; sleep 0.1; kill $x; wait $x; s=$?; : >go; wait; rm go E;"
	           " cat second >&2; exit $s");
	CU_ASSERT(shell_said("first", "goes on, and is recorded further"));
	CU_ASSERT(shell_said("err", "goes on, and is not recorded any more."));
}

/* Nobody has asked for its end yet, and its name looks like the end of a name. */
static void knows_that_a_process_has_ended(void)
{
	struct follow follow = { .pid = 0 };
	siginfo_t info;
	char name[16];

	prctl(PR_GET_NAME, name);
	prctl(PR_SET_NAME, "a) b (c"); /* the child inherits it */
	follow.pid = fork();
	if (follow.pid == 0) {
		pause();
		_exit(0);
	}
	prctl(PR_SET_NAME, name);
	CU_ASSERT_FATAL(follow.pid > 0);
	CU_ASSERT_FALSE(follow_ended(&follow));
	kill(follow.pid, SIGKILL);
	CU_ASSERT_EQUAL(waitid(P_PID, (id_t)follow.pid, &info, WEXITED | WNOWAIT), 0);
	CU_ASSERT(follow_ended(&follow));
	waitpid(follow.pid, NULL, 0);
	follow.ended = 0;
	CU_ASSERT(follow_ended(&follow));
}

static void reads_damaged_files(void)
{
	const char name[] = "my_malloc_version";
	const char *path;
	char *bytes = malloc(1 << 16);
	FILE *file = fopen("mmviz", "rb");
	size_t size = file ? fread(bytes, 1, 1 << 16, file) : 0;

	CU_ASSERT_EQUAL(attach_symbol("no such file", 0, name), 0);
	CU_ASSERT_EQUAL(attach_symbol("tests", 0, name), 0);
	for (size_t cut = 1; cut < size; cut = cut * 2 + 1) {
		path = scratch_write("elf", bytes, cut);
		CU_ASSERT_EQUAL(attach_symbol(path, 0, name), 0);
	}
	for (size_t i = 0; i < 64 * 8 && size; i++) {
		bytes[i / 8] = (char)(bytes[i / 8] ^ 1 << i % 8);
		attach_symbol(scratch_write("elf", bytes, size), 0, name);
		bytes[i / 8] = (char)(bytes[i / 8] ^ 1 << i % 8);
	}
	if (file)
		fclose(file);
	free(bytes);
}

/* ------------------------------------------------------------------- on a terminal */

static struct robot robot;

/* In a folder of its own. */
static int start(const char *script)
{
	char command[900], folder[300];

	snprintf(folder, sizeof folder, "%.290s", scratch_path("follow"));
	snprintf(command, sizeof command, "M=$PWD/mmviz; mkdir -p %s && cd %s && exec $M watch "
	         "-o F sh -c 'echo $$ >pid; %s'", folder, folder, script);
	return shell_ready() && terminal_start(&robot, 100, 30, command);
}

static void forget(void)
{
	char command[600];

	/* The program may still be there, and what it starts would make its file anew. */
	snprintf(command, sizeof command, "d='%s'; kill $(cat \"$d/pid\") 2>/dev/null; n=0;"
	         " until rm -rf \"$d\" 2>/dev/null; sleep 0.05; [ ! -e \"$d\" ]; do"
	         " n=$((n + 1)); [ $n -lt 100 ] || exit 1; done", scratch_path("follow"));
	CU_ASSERT_EQUAL(system(command), 0);
	terminal_forget();
}

static void is_seen_while_it_runs(void)
{
	if (!start("echo on the terminal; i=0; while [ $i -lt 100000 ]; do i=$((i + 1));"
	           " v=$v$i; [ $((i % 100)) = 0 ] && v= && sleep 0.02; done"))
		return;
	CU_ASSERT(robot_sees(&robot, "recorded ▸ s1"));
	CU_ASSERT(robot_sees(&robot, "operations a second"));
	CU_ASSERT(robot_sees(&robot, "It writes to F."));
	CU_ASSERT(robot_sees(&robot, "Space pauses"));
	robot_type(&robot, " ");
	CU_ASSERT(robot_sees(&robot, "f follows"));
	robot_type(&robot, "g30\r");
	CU_ASSERT(robot_sees(&robot, "operation 30 of"));
	robot_type(&robot, "<<");
	CU_ASSERT(robot_sees(&robot, "operation 28 of"));
	robot_type(&robot, "\t");
	CU_ASSERT(robot_sees(&robot, ", recorded: "));
	robot_type(&robot, "\033");
	CU_ASSERT(robot_sees(&robot, "f follows"));
	robot_type(&robot, "f");
	CU_ASSERT(robot_sees(&robot, "Space pauses"));
	CU_ASSERT(robot_sees_no(&robot, "on the terminal"));
	robot_type(&robot, "q");
	terminal_ended(&robot, 0);
	CU_ASSERT(robot_wrote(&robot, "goes on, and is recorded further"));
	forget();
}

/* The one that it started allocates, too. */
static void goes_from_program_to_program(void)
{
	if (!start("(v=x; while [ -e F ]; do v=$v; done) & wait"))
		return;
	CU_ASSERT(robot_sees(&robot, "program 1 of 2, p shows "));
	robot_type(&robot, "p");
	CU_ASSERT(robot_sees(&robot, "program 2 of 2, p shows "));
	robot_type(&robot, " P");
	CU_ASSERT(robot_sees(&robot, "program 1 of 2, p shows "));
	robot_type(&robot, "q");
	terminal_ended(&robot, 0);
	CU_ASSERT(robot_wrote(&robot, "goes on, and is recorded further"));
	forget();
}

static void stays_when_it_has_ended(void)
{
	if (!start("exit 3"))
		return;
	CU_ASSERT(robot_sees(&robot, "ended with status 3"));
	robot_type(&robot, "<");
	CU_ASSERT(robot_sees(&robot, "f follows"));
	robot_type(&robot, "q");
	terminal_ended(&robot, 3 << 8);
	forget();
}

CU_TestInfo follow_tests[] = {
	{ "ends as its program", ends_as_its_program },
	{ "leaves output and input alone", leaves_output_and_input_alone },
	{ "sees all of it", sees_all_of_it },
	{ "tells numbers", tells_numbers },
	{ "tells of what it started", tells_of_what_it_started },
	{ "says which cannot be watched", says_which_cannot_be_watched },
	{ "watches what is recorded", watches_what_is_recorded },
	{ "watches what was not recorded", watches_what_was_not_recorded },
	{ "watches for a second time", watches_for_a_second_time },
	{ "watches after another", watches_after_another },
	{ "two watch the same", two_watch_the_same },
	{ "knows that a process has ended", knows_that_a_process_has_ended },
	{ "reads damaged files", reads_damaged_files },
	{ "is seen while it runs", is_seen_while_it_runs },
	{ "goes from program to program", goes_from_program_to_program },
	{ "stays when it has ended", stays_when_it_has_ended },
	CU_TEST_INFO_NULL
};
