/* SPDX-License-Identifier: MIT
 *
 * test_foreground.c - mmviz record: signals, a terminal, and ends that nobody planned.
 */
#include "shell.h"
#include "robot.h"
#include "scratch.h"
#include "test.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* What is ignored stays so in whatever is started: a shell ignores these for what it runs in
 * the background, these tests perhaps. */
static void heed_the_keyboard(void)
{
	signal(SIGINT, SIG_DFL);
	signal(SIGQUIT, SIG_DFL);
}

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

	if (!shell_ready())
		return;
	heed_the_keyboard();
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
		pid_t pid = start_sleeper();

		kill(pid, numbers[i]);
		CU_ASSERT_EQUAL(waitpid(pid, &status, 0), pid);
		CU_ASSERT(WIFSIGNALED(status) && WTERMSIG(status) == numbers[i]);
		CU_ASSERT_FALSE(WCOREDUMP(status));
		CU_ASSERT(shell_recorded().operations > 0);
	}
	shell_ends(4, "rm go; $M record -o F sh -c 'trap \"echo heard; exit 4\" TERM; echo >go;"
	           " for i in $(seq 300); do sleep 0.01; done' & await go; kill $!; wait $!");
	CU_ASSERT(shell_said("out", "heard\n"));
}

/* Nothing of what was recorded is lost, and nothing more is said. */
static void survives_kill(void)
{
	if (!shell_ready())
		return;
	shell_ends(128 + SIGKILL, "$M record -o F sh -c 'ls / >&2; kill -9 $$'; s=$?;"
	           " $M --plain open F || exit 1; exit $s");
	CU_ASSERT(shell_recorded().operations > 100);
	shell_ends(128 + SIGKILL, "$M record -o F sh -c 'ls /; echo >go; sleep 0.3; ls; echo >gone'"
	           " & await go; kill -9 $!; wait $!; s=$?; await gone; sleep 0.05;"
	           " $M --plain open F >said || exit 1; rm said; exit $s");
	CU_ASSERT(shell_recorded().operations > 200);
}

/* A daemon is not waited for: it is recorded on, and what it did is there at its end. */
static void does_not_wait_for_daemons(void)
{
	struct seal before, after = { .written = 1 };

	if (!shell_ready())
		return;
	shell_ends(8, "rm -f gone; $M record -o F sh -c '(sh -c \"ls /; echo >going; sleep 0.5;"
	           " ls / /; echo >gone\") >/dev/null & until [ -e going ]; do sleep 0.01;"
	           " done; rm going; exit 8'; s=$?; $M --plain open F || exit 1;"
	           " test -e gone && exit 1; exit $s");
	CU_ASSERT(shell_said("err", "A process that it started goes on"));
	CU_ASSERT_EQUAL(seal_file(scratch_path("F"), &before), 0);
	CU_ASSERT(before.written);
	for (int i = 0; i < 200 && after.written; i++) {
		usleep(20000);
		CU_ASSERT_EQUAL(seal_file(scratch_path("F"), &after), 0);
	}
	CU_ASSERT_FALSE(after.written);
	CU_ASSERT(after.operations > before.operations);
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
	snprintf(line, sizeof line, "M=$PWD/mmviz; cd %s; HISTFILE=; PS1='re''ady '; clear\r",
	         folder);
	robot_type(&robot, line);
	CU_ASSERT(robot_sees(&robot, "ready"));
	return 1;
}

/* Ctrl-Z and fg, and Ctrl-C: what the terminal sends reaches the program once. */
static void obeys_the_terminal(void)
{
	if (!shell_ready() || !start_shell())
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

CU_TestInfo foreground_tests[] = {
	{ "passes signals on", passes_signals_on },
	{ "survives kill", survives_kill },
	{ "does not wait for daemons", does_not_wait_for_daemons },
	{ "obeys the terminal", obeys_the_terminal },
	CU_TEST_INFO_NULL,
};
