/* SPDX-License-Identifier: MIT
 *
 * test_unbroken.c - ./mmviz on a pseudo-terminal, whatever happens to it: sizes, keys, signals in
 * every mode. The terminal is always left as it was.
 */
#include "terminal.h"

#include <signal.h>
#include <sys/wait.h>

static struct robot robot;

static int start(int cols, int rows, const char *command)
{
	return terminal_start(&robot, cols, rows, command);
}

static void quit(void)
{
	terminal_quit(&robot);
}

/* ------------------------------------------------------------------------- sizes */

static const struct {
	int cols, rows;
} sizes[] = {
	{ 1, 1 },   { 2, 1 },    { 1, 2 },    { 3, 3 },     { 10, 2 },    { 79, 24 },   { 80, 23 },
	{ 80, 24 }, { 95, 24 },  { 100, 30 }, { 120, 40 },  { 141, 44 },  { 142, 45 },  { 200, 60 },
	{ 1000, 3 }, { 3, 1000 }, { 500, 1000 }, { 1000, 500 }, { 80, 24 },
};

static void any_size(void)
{
	if (!start(80, 24, "exec ./mmviz"))
		return;
	CU_ASSERT(robot_sees(&robot, "m 100 take"));
	robot_type(&robot, "m 100\rm 40\rf p1\r");
	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		robot_resize(&robot, sizes[i].cols, sizes[i].rows);
		robot_type(&robot, i % 3 ? "m 10\r" : "\t" ESCAPE "[C\r");
		if (sizes[i].cols >= 80 && sizes[i].rows >= 24)
			CU_ASSERT(robot_sees(&robot, " heap "));
		robot_type(&robot, ESCAPE);
		robot_rest(&robot);
	}
	robot_type(&robot, "\003");
	robot_rest(&robot);
	robot_type(&robot, "m 77\r");
	CU_ASSERT(robot_sees(&robot, "80 bytes for the 77 asked"));
	quit();
}

/* Started at sizes at which not much can be shown. */
static void starts_at_any_size(void)
{
	for (int i = 0; i < 5; i++) {
		if (!start(sizes[i].cols, sizes[i].rows, "exec ./mmviz"))
			return;
		robot_rest(&robot);
		robot_resize(&robot, 80, 24);
		CU_ASSERT(robot_sees(&robot, "m 100 take"));
		quit();
	}
}

static void a_storm_of_sizes(void)
{
	unsigned long dice = test_seed();

	if (!start(80, 24, "exec ./mmviz"))
		return;
	CU_ASSERT(robot_sees(&robot, "m 100 take"));
	for (int i = 0; i < 1000; i++) {
		static const char *const keys[] = { "m 40\r", "\t", ESCAPE "[A", "f p1\r", "x",
			                            ESCAPE "[<0;9;4M", "\025", "?" };

		dice = dice * 6364136223846793005u + 1442695040888963407u;
		if (i % 50 == 0)
			robot_settle(&robot);
		robot_resize(&robot, 1 + (int)(dice >> 33) % (i % 50 ? 130 : 500),
		             1 + (int)(dice >> 44) % (i % 50 ? 45 : 300));
		robot_type(&robot, keys[(dice >> 20) % (sizeof keys / sizeof keys[0])]);
	}
	robot_resize(&robot, 100, 30);
	robot_type(&robot, "\003");
	robot_rest(&robot);
	robot_type(&robot, "\003");
	robot_rest(&robot);
	robot_type(&robot, "\025m 77\r");
	CU_ASSERT(robot_sees(&robot, "80 bytes for the 77 asked"));
	quit();
}

/* --------------------------------------------------------------------------- keys */

/* Whatever is typed: but what ends or stops the program. */
static void any_keys(void)
{
	static const char *const keys[] = {
		ESCAPE "[A", ESCAPE "[B", ESCAPE "[C", ESCAPE "[D", ESCAPE "[5~", ESCAPE "[6~",
		ESCAPE "OQ", ESCAPE, "\t", "\r", "m 100\r", "f p1\r", "r p2 9\r", "step m 9\r",
		"u\r", "goto 2\r", ESCAPE "[200~m 5\rx", ESCAPE "[201~", ESCAPE "[<0;20;5M",
		ESCAPE "[<64;20;5M", "/p1\r", "n", "<", ">", "?", ":", "1", "5", "9", " ", "b",
		"layout table\r", "hide why\r", "show all\r", "view s1\r", "theme light\r",
	};
	unsigned long dice = test_seed();
	char byte[2] = "";

	if (!start(100, 30, "exec ./mmviz"))
		return;
	CU_ASSERT(robot_sees(&robot, "m 100 take"));
	for (int i = 0; i < 2500; i++) {
		dice = dice * 6364136223846793005u + 1442695040888963407u;
		byte[0] = (char)(1 + (dice >> 40) % 255);
		if ((dice >> 33) % 3)
			robot_type(&robot, keys[(dice >> 50) % (sizeof keys / sizeof keys[0])]);
		else if (!strchr("\003\004\021\023\032\034q", byte[0]))
			robot_type(&robot, byte);
		if (i % 20 == 0)
			robot_settle(&robot);
	}
	robot_settle(&robot);
	for (int i = 0; i < 8; i++) { /* out of each mode that was entered from another */
		robot_type(&robot, "\003");
		robot_rest(&robot);
	}
	CU_ASSERT(robot_sees(&robot, "m 100 take"));
	robot_rest(&robot);
	robot_type(&robot, "\025reset\rm 77\r");
	CU_ASSERT(robot_sees(&robot, "80 bytes for the 77 asked"));
	quit();
}

/* Words of a script go to the screen, but nothing in them that a terminal would obey. */
static void hostile_words(void)
{
	static const char lines[] =
		"# Words " ESCAPE "]0;title\007" ESCAPE "[31m\302\2332J \377\300\200 "
		"\342\200\256 end.\n"
		"m 100\n# More " ESCAPE "c words.\nf p1\n";
	char command[700];

	snprintf(command, sizeof command, "exec ./mmviz '%s'",
	         scratch_write("e" ESCAPE "]0;title\007", lines, sizeof lines - 1));
	if (!start(80, 24, command))
		return;
	CU_ASSERT(robot_sees(&robot, " end."));
	robot_type(&robot, " ");
	CU_ASSERT(robot_sees(&robot, "112 bytes for the 100 asked"));
	robot_type(&robot, " ");
	CU_ASSERT(robot_sees(&robot, "More ?c words."));
	robot_type(&robot, "\003");
	robot_rest(&robot);
	robot_type(&robot, ESCAPE);
	robot_rest(&robot);
	robot_type(&robot, "\026" ESCAPE "]0;title\r");
	CU_ASSERT(robot_sees(&robot, "not understood"));
	CU_ASSERT(!robot_wrote(&robot, ESCAPE "]0;title"));
	CU_ASSERT(!robot_wrote(&robot, "\302\233"));
	CU_ASSERT(!robot_wrote(&robot, "\377"));
	quit();
}

/* ----------------------------------------------------------------------- signals */

/* How to get into each mode, from the prompt. */
static const struct {
	const char *keys, *sees;
} modes[] = {
	{ "m 12", "> m 12" },                 /* a line is typed */
	{ "", "m 100 take" },                 /* none is */
	{ "\t", "Esc out" },               /* looking around */
	{ "\t?", "the neighbour" },           /* and its keys */
	{ "step m 300\r", "Space next" },     /* going through steps */
	{ "\022ab", "search" },               /* in what was typed */
	{ "r\t", "reset" },                   /* offers */
	{ ESCAPE "[200~m 2", "" },            /* in the middle of a paste */
	{ "help\r", " help " },
	{ "try m 9\r", "preview" },
	{ "goto 1\r", "past" },
	{ "nope\r", "not understood" },
	{ "goto 0\rplay\r", "" },            /* live */
	{ "random 900000\r", "" },           /* at work */
};

enum { MODES = sizeof modes / sizeof modes[0] };

/* 1 with mmviz in that mode. */
static int enter(int mode)
{
	if (!start(100, 30, "exec ./mmviz"))
		return 0;
	CU_ASSERT(robot_sees(&robot, "m 100 take"));
	robot_type(&robot, "m 100\rm 40\rf p1\r");
	CU_ASSERT(robot_sees(&robot, "operation 3 of 3"));
	robot_type(&robot, modes[mode].keys);
	CU_ASSERT(robot_sees(&robot, modes[mode].sees));
	return 1;
}

static void interrupted_in_every_mode(void)
{
	for (int i = 0; i < MODES; i++) {
		if (!enter(i))
			return;
		for (int again = 0; again < 2; again++) {
			robot_type(&robot, "\003");
			robot_rest(&robot);
			robot_rest(&robot);
		}
		robot_type(&robot, "m 77\r");
		CU_ASSERT(robot_sees(&robot, "80 bytes for the 77 asked"));
		quit();
	}
}

static void ended_in_every_mode(void)
{
	for (int i = 0; i < MODES; i++) {
		int signal = i % 2 ? SIGTERM : SIGHUP;

		if (!enter(i))
			return;
		kill(robot.pid, signal);
		terminal_ended(&robot, (128 + signal) << 8);
	}
	terminal_forget();
}

static void interrupted_in_a_script(void)
{
	static const char *const ends[] = { "\003", "q", ESCAPE };

	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
		if (!start(100, 30, "exec ./mmviz lessons/01.txt"))
			return;
		CU_ASSERT(robot_sees(&robot, "Space goes on"));
		robot_type(&robot, "  ");
		robot_rest(&robot);
		robot_type(&robot, ends[i]);
		CU_ASSERT(robot_sees(&robot, "Enter shows the script's words"));
		robot_type(&robot, "m 77\r");
		CU_ASSERT(robot_sees(&robot, "80 bytes for the 77 asked"));
		quit();
	}
}

/* As when the program itself aborts: the signal comes back to it after the terminal is mended. */
static void crashed_in_some_modes(void)
{
	static const int crashes[] = { SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGQUIT };

	for (int i = 0; i < 6; i++) {
		if (!enter(i))
			return;
		kill(robot.pid, crashes[i]);
		terminal_ended(&robot, crashes[i]);
	}
	terminal_forget();
}

/* The terminal is gone, and nobody tells: reading it fails. */
static void hung_up(void)
{
	int status = -1;

	for (int i = 0; i < 2; i++) {
		if (!start(80, 24, i ? "trap '' HUP; exec ./mmviz" : "exec ./mmviz"))
			return;
		CU_ASSERT(robot_sees(&robot, "m 100 take"));
		close(robot.master);
		close(robot.slave);
		for (int tries = 0; tries < 300 && status < 0; tries++) {
			if (waitpid(robot.pid, &status, WNOHANG) != robot.pid)
				status = -1;
			usleep(10000);
		}
		CU_ASSERT(status >= 0 && WIFEXITED(status));
		if (status < 0)
			kill(robot.pid, SIGKILL);
		vterm_free(robot.terminal);
		status = -1;
	}
	terminal_forget();
}

/* A shell with jobs: Ctrl-Z gives the terminal back to it, fg goes on as before. */
static void stops_and_goes_on(void)
{
	static const struct {
		const char *keys, *sees;
	} rows[] = { { "m 5", "> m 5" }, { "\t", "Esc out" }, { "step\r", "Space next" } };

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		if (!start(80, 24, "set -m; ./mmviz; stty -a | grep -o ' icanon'; "
		                   "echo was stopped; read x; fg"))
			return;
		CU_ASSERT(robot_sees(&robot, "m 100 take"));
		robot_type(&robot, "m 100\r");
		robot_type(&robot, rows[i].keys);
		CU_ASSERT(robot_sees(&robot, rows[i].sees));
		robot_type(&robot, "\032");
		CU_ASSERT(robot_sees(&robot, "icanon"));
		CU_ASSERT(robot_sees(&robot, "was stopped"));
		robot_type(&robot, "\r");
		CU_ASSERT(robot_sees(&robot, rows[i].sees));
		robot_type(&robot, "\003");
		CU_ASSERT(robot_sees(&robot, "m 100 take"));
		quit();
	}
}

/* Stopped by others: it draws itself anew. */
static void stopped_by_others(void)
{
	if (!enter(0))
		return;
	kill(robot.pid, SIGSTOP);
	robot_type(&robot, "34");
	kill(robot.pid, SIGCONT);
	CU_ASSERT(robot_sees(&robot, "> m 1234"));
	robot_type(&robot, "\r");
	CU_ASSERT(robot_sees(&robot, "1,248 bytes for the 1,234 asked"));
	quit();
}

CU_TestInfo unbroken_tests[] = {
	{ "any size", any_size },
	{ "starts at any size", starts_at_any_size },
	{ "a storm of sizes", a_storm_of_sizes },
	{ "any keys", any_keys },
	{ "hostile words", hostile_words },
	{ "interrupted in every mode", interrupted_in_every_mode },
	{ "interrupted in a script", interrupted_in_a_script },
	{ "ended in every mode", ended_in_every_mode },
	{ "crashed in some modes", crashed_in_some_modes },
	{ "hung up", hung_up },
	{ "stops and goes on", stops_and_goes_on },
	{ "stopped by others", stopped_by_others },
	CU_TEST_INFO_NULL
};
