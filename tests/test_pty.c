/* SPDX-License-Identifier: MIT
 *
 * test_pty.c - ./mmviz as a whole on a pseudo-terminal: typed at, resized, ended.
 */
#include "robot.h"
#include "scratch.h"
#include "test.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define PROMPT_HINT "m 100 take"
#define ESCAPE "\033"

static struct robot robot;
static char state[600];

/* 1 with mmviz waiting at its prompt or at a script's first step. */
static int start(int cols, int rows, const char *script, const char *input)
{
	char program[] = "./mmviz", path[600] = "";
	char *argv[] = { program, script ? path : NULL, NULL };

	if (script)
		snprintf(path, sizeof path, "%s", script);
	snprintf(state, sizeof state, "%s", scratch_path("pty"));
	if (access(program, X_OK) != 0) {
		test_skip("./mmviz is not built");
		return 0;
	}
	if (!robot_start(&robot, cols, rows, argv, input, state)) {
		test_skip("no pseudo-terminals");
		return 0;
	}
	CU_ASSERT(robot_sees(&robot, script || input ? "Space goes on" : PROMPT_HINT));
	return 1;
}

/* The program ended as it should and left the terminal as it was. */
static void ended(int status, int expected)
{
	CU_ASSERT_EQUAL(status, expected);
	CU_ASSERT(robot_modes_restored(&robot));
	CU_ASSERT(robot_wrote(&robot, ESCAPE "[?2004l"));
	CU_ASSERT(robot_wrote(&robot, ESCAPE "[?1000l"));
	CU_ASSERT(robot_wrote(&robot, ESCAPE "[?1049l"));
	robot_free(&robot);
}

static void forget_history(void)
{
	char path[700];

	snprintf(path, sizeof path, "%s/mmviz/history", state);
	unlink(path);
	snprintf(path, sizeof path, "%s/mmviz", state);
	rmdir(path);
	rmdir(state);
}

static void quit(int code)
{
	robot_type(&robot, "\025q\r");
	ended(robot_end(&robot), code << 8);
	forget_history();
}

static void shows_what_is_typed(void)
{
	if (!start(100, 30, NULL, NULL))
		return;
	robot_type(&robot, "m 100\r");
	CU_ASSERT(robot_sees(&robot, "112 bytes for the 100 asked"));
	CU_ASSERT(robot_sees(&robot, "chunks of s1"));
	CU_ASSERT(robot_sees(&robot, "operation 1 of 1"));
	robot_type(&robot, "f p1\r");
	CU_ASSERT(robot_sees(&robot, "operation 2 of 2"));
	CU_ASSERT(robot_sees(&robot, "The free is valid."));
	robot_type(&robot, "f p1\r");
	CU_ASSERT(robot_sees(&robot, "double free"));
	quit(0);
}

static void follows_its_size(void)
{
	if (!start(80, 24, NULL, NULL))
		return;
	robot_type(&robot, "m 100\rm 77");
	CU_ASSERT(robot_sees(&robot, "> m 77"));
	robot_resize(&robot, 120, 40);
	CU_ASSERT(robot_sees(&robot, "operation 1 of 1"));
	CU_ASSERT(robot_sees(&robot, "> m 77"));
	robot_resize(&robot, 60, 15);
	CU_ASSERT(robot_sees(&robot, "needs 80x24; this is 60x15"));
	robot_type(&robot, "\r");
	CU_ASSERT(robot_sees(&robot, "80 bytes for the 77 asked"));
	robot_resize(&robot, 3, 1);
	robot_resize(&robot, 80, 24);
	CU_ASSERT(robot_sees(&robot, "2/2"));
	quit(0);
}

static void ends_in_order(void)
{
	if (!start(80, 24, NULL, NULL))
		return;
	robot_type(&robot, "\004");
	ended(robot_end(&robot), 0);
	start(80, 24, NULL, NULL);
	kill(robot.pid, SIGTERM);
	ended(robot_end(&robot), (128 + SIGTERM) << 8);
	start(80, 24, NULL, NULL);
	kill(robot.pid, SIGHUP);
	ended(robot_end(&robot), (128 + SIGHUP) << 8);
	forget_history();
}

static void restores_after_a_crash(void)
{
	if (!start(80, 24, NULL, NULL))
		return;
	kill(robot.pid, SIGSEGV);
	int status = robot_end(&robot);

	CU_ASSERT(WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV);
	ended(status, status);
	forget_history();
}

static void interrupts(void)
{
	if (!start(80, 24, NULL, NULL))
		return;
	robot_type(&robot, "m 12345");
	CU_ASSERT(robot_sees(&robot, "> m 12345"));
	robot_type(&robot, "\003");
	CU_ASSERT(robot_sees_no(&robot, "12345"));
	robot_type(&robot, "m 10\r");
	CU_ASSERT(robot_sees(&robot, "16 bytes for the 10 asked"));
	robot_type(&robot, "\022zzz");
	CU_ASSERT(robot_sees(&robot, "search"));
	robot_type(&robot, "\003");
	CU_ASSERT(robot_sees_no(&robot, "search"));
	robot_type(&robot, "random 1000000\r");
	usleep(100000);
	robot_type(&robot, "\003");
	CU_ASSERT(robot_sees(&robot, "interrupted"));
	robot_type(&robot, "m 20\r");
	CU_ASSERT(robot_sees(&robot, "32 bytes for the 20 asked"));
	quit(0);
}

static void completes(void)
{
	if (!start(80, 24, NULL, NULL))
		return;
	robot_type(&robot, "apple = m 10\rf app\t\r");
	CU_ASSERT(robot_sees(&robot, "f apple"));
	CU_ASSERT(robot_sees(&robot, "2/2"));
	robot_type(&robot, "m 10\rm 10\rf p\t");
	CU_ASSERT(robot_sees(&robot, "p1  p2"));
	quit(0);
}

static void keeps_history(void)
{
	if (!start(80, 24, NULL, NULL))
		return;
	robot_type(&robot, "m 4321\r");
	CU_ASSERT(robot_sees(&robot, "4,321 asked"));
	robot_type(&robot, "q\r");
	ended(robot_end(&robot), 0);
	start(80, 24, NULL, NULL);
	robot_type(&robot, ESCAPE "[A" ESCAPE "[A");
	CU_ASSERT(robot_sees(&robot, "> m 4321"));
	quit(0);
}

static void recalls_what_was_typed(void)
{
	if (!start(80, 24, NULL, NULL))
		return;
	robot_type(&robot, "m 11\rm 22\r" ESCAPE "[A");
	CU_ASSERT(robot_sees(&robot, "> m 22"));
	robot_type(&robot, ESCAPE "[A");
	CU_ASSERT(robot_sees(&robot, "> m 11"));
	robot_type(&robot, "\r" ESCAPE "[A" ESCAPE "[A");
	CU_ASSERT(robot_sees(&robot, "> m 22"));
	robot_type(&robot, "\025\r\02211");
	CU_ASSERT(robot_sees(&robot, "`11': m 11"));
	robot_type(&robot, "\003");
	CU_ASSERT(robot_sees_no(&robot, "search"));
	quit(0);
}

/* An escape alone is a key of its own; with another one at once it is readline's Meta. */
static void escapes(void)
{
	if (!start(80, 24, NULL, NULL))
		return;
	robot_type(&robot, "?\r");
	CU_ASSERT(robot_sees(&robot, " help "));
	robot_type(&robot, ESCAPE);
	CU_ASSERT(robot_sees_no(&robot, " help "));
	robot_type(&robot, "m 50");
	CU_ASSERT(robot_sees(&robot, "> m 50"));
	robot_type(&robot, ESCAPE);
	CU_ASSERT(robot_sees_no(&robot, "m 50"));
	robot_type(&robot, ESCAPE);
	usleep(200000);
	robot_type(&robot, ESCAPE "[6~m 1 2" ESCAPE "b9");
	CU_ASSERT(robot_sees(&robot, "> m 1 92"));
	robot_type(&robot, ESCAPE);
	CU_ASSERT(robot_sees_no(&robot, "m 1 92"));
	robot_type(&robot, "\031" ESCAPE "\t");
	CU_ASSERT(robot_sees(&robot, "> m 1 92"));
	quit(0);
}

static void puts_offers_away(void)
{
	if (!start(80, 24, NULL, NULL))
		return;
	robot_type(&robot, "expect si\t");
	CU_ASSERT(robot_sees(&robot, "> expect size("));
	robot_type(&robot, "p1) 3");
	CU_ASSERT(robot_sees(&robot, "> expect size(p1) 3"));
	robot_type(&robot, "\025r\t");
	CU_ASSERT(robot_sees(&robot, "random  redo  repeat"));
	robot_type(&robot, "a");
	CU_ASSERT(robot_sees_no(&robot, "random  repeat"));
	quit(0);
}

static void waits_with_pasted_lines(void)
{
	if (!start(80, 24, NULL, NULL))
		return;
	robot_type(&robot, ESCAPE "[200~m 100\rm 200\r" ESCAPE "[201~");
	CU_ASSERT(robot_sees(&robot, "m 200"));
	CU_ASSERT(robot_sees(&robot, "0 of 0"));
	robot_type(&robot, "\r");
	CU_ASSERT(robot_sees(&robot, "2/2"));
	quit(0);
}

/* Keys on which readline 8.2, left to itself, crashes or frees an undo list twice. */
static void survives_odd_keys(void)
{
	if (!start(80, 24, NULL, NULL))
		return;
	robot_type(&robot, "m 11\rm 12\r\022m\030\037\007\025");
	robot_type(&robot,
	           ESCAPE "<m 1\025" ESCAPE "[A\031\031" ESCAPE "<" ESCAPE "[A\022\007\025");
	robot_type(&robot, ESCAPE "[A\177" ESCAPE "[A\023\030\025\007\025" ESCAPE ">\025m 13\r");
	CU_ASSERT(robot_sees(&robot, "16 bytes for the 13 asked"));
	robot_type(&robot, ESCAPE "[200~m 2\003");
	CU_ASSERT(robot_sees(&robot, PROMPT_HINT));
	robot_type(&robot, "m 77\r");
	CU_ASSERT(robot_sees(&robot, "80 bytes for the 77 asked"));
	quit(0);
}

static void browses(void)
{
	if (!start(80, 24, NULL, NULL))
		return;
	robot_type(&robot, "m 100\rm 40\rm 50\r\t");
	CU_ASSERT(robot_sees(&robot, "arrows choose"));
	CU_ASSERT(robot_sees(&robot, "p3 at s1+0xa0: 64 bytes"));
	robot_type(&robot, ESCAPE "[D");
	CU_ASSERT(robot_sees(&robot, "p2 at s1+0x70: 48 bytes"));
	robot_type(&robot, ESCAPE "OH");
	CU_ASSERT(robot_sees(&robot, ">p1"));
	robot_type(&robot, ESCAPE "[F");
	CU_ASSERT(robot_sees(&robot, "s1+0xe0: 3,872 bytes, free"));
	robot_type(&robot, "?");
	CU_ASSERT(robot_sees(&robot, "the neighbour before, after"));
	robot_type(&robot, ESCAPE);
	CU_ASSERT(robot_sees_no(&robot, "the neighbour before, after"));
	robot_type(&robot, ESCAPE);
	CU_ASSERT(robot_sees(&robot, PROMPT_HINT));
	robot_type(&robot, "m 7" ESCAPE "OQ");
	CU_ASSERT(robot_sees(&robot, "arrows choose"));
	robot_type(&robot, ESCAPE "OQ");
	CU_ASSERT(robot_sees(&robot, "> m 7"));
	quit(0);
}

static const char script[] = "# First words,\n# and their second line.\n#\nm 100\n"
                             "expect chunks 2\nm 10\nexpect chunks 9\n# Last words.\n";

static void plays_a_script(void)
{
	const char *path = scratch_write("script.txt", script, sizeof script - 1);

	if (!start(80, 24, path, NULL))
		return;
	CU_ASSERT(robot_sees(&robot, "First words, and their second line."));
	CU_ASSERT(robot_sees(&robot, "> m 100"));
	CU_ASSERT(robot_sees(&robot, "0 of 0"));
	robot_type(&robot, " ");
	CU_ASSERT(robot_sees(&robot, "112 bytes for the 100 asked"));
	robot_type(&robot, "\r");
	CU_ASSERT(robot_sees(&robot, "16 bytes for the 10 asked"));
	robot_type(&robot, " ");
	CU_ASSERT(robot_sees(&robot, "but chunks is 3"));
	robot_type(&robot, "\t");
	CU_ASSERT(robot_sees(&robot, "arrows choose"));
	robot_type(&robot, ESCAPE);
	CU_ASSERT(robot_sees(&robot, "Space goes on"));
	robot_type(&robot, " ");
	CU_ASSERT(robot_sees(&robot, "Last words."));
	robot_type(&robot, " ");
	CU_ASSERT(robot_sees(&robot, "The heap is yours"));
	robot_type(&robot, "m 1\r");
	CU_ASSERT(robot_sees(&robot, "3/3"));
	quit(1);
	CU_ASSERT(robot_wrote(&robot, "script.txt:7: expected chunks 9"));
}

static void plays_standard_input(void)
{
	const char *path = scratch_write("script.txt", script, sizeof script - 1);

	if (!start(80, 24, NULL, path))
		return;
	CU_ASSERT(robot_sees(&robot, "script"));
	robot_type(&robot, " ");
	CU_ASSERT(robot_sees(&robot, "112 bytes for the 100 asked"));
	robot_type(&robot, "q");
	CU_ASSERT(robot_sees(&robot, "The script was left."));
	quit(0);
}

static const char lesson[] = "# 1. A heading\n#\n# Words.\n\nm 100\n# Explained.\n\n"
                             "# 2. Another\n#\n# More words.\n\nm 10\nexpect chunks 3\n"
                             "# What to remember.\n";

static void comes_back_to_a_script(void)
{
	const char *path = scratch_write("lesson.txt", lesson, sizeof lesson - 1);

	if (!start(100, 30, path, NULL))
		return;
	CU_ASSERT(robot_sees(&robot, "the heap is empty"));
	robot_type(&robot, " ");
	CU_ASSERT(robot_sees(&robot, "112 bytes for the 100 asked"));
	robot_type(&robot, " ");
	CU_ASSERT(robot_sees(&robot, "Explained."));
	CU_ASSERT(robot_sees(&robot, "100 becomes 112"));
	CU_ASSERT(robot_sees_no(&robot, "Another"));
	robot_type(&robot, "b");
	CU_ASSERT(robot_sees(&robot, "the words before"));
	CU_ASSERT(robot_sees(&robot, "b words now"));
	CU_ASSERT(robot_sees_no(&robot, "Explained."));
	robot_type(&robot, "b");
	CU_ASSERT(robot_sees(&robot, "Explained."));
	robot_type(&robot, ESCAPE);
	CU_ASSERT(robot_sees(&robot, "Enter shows the script's words"));
	robot_type(&robot, "f p7\rexpect error zzz\ri p1\r");
	CU_ASSERT(robot_sees(&robot, "not as expected"));
	robot_type(&robot, "\r");
	CU_ASSERT(robot_sees(&robot, "Explained."));
	robot_type(&robot, " ");
	CU_ASSERT(robot_sees(&robot, "> m 10"));
	robot_type(&robot, "\003");
	CU_ASSERT(robot_sees(&robot, "Enter shows the script's words"));
	robot_type(&robot, "f p1\r");
	CU_ASSERT(robot_sees(&robot, "The free is valid."));
	robot_type(&robot, "\r");
	CU_ASSERT(robot_sees(&robot, "The heap was changed meanwhile"));
	robot_type(&robot, " ");
	CU_ASSERT(robot_sees(&robot, "16 bytes for the 10 asked"));
	robot_type(&robot, ESCAPE);
	CU_ASSERT(robot_sees(&robot, "Enter shows the script's words"));
	robot_type(&robot, "reset\r");
	CU_ASSERT(robot_sees(&robot, "The script has ended with its heap"));
	robot_type(&robot, "\r");
	CU_ASSERT(robot_sees_no(&robot, "Space goes on"));
	quit(0);
}

static void keeps_a_scripts_last_words(void)
{
	const char *path = scratch_write("lesson.txt", lesson, sizeof lesson - 1);

	if (!start(100, 30, path, NULL))
		return;
	robot_type(&robot, "     ");
	CU_ASSERT(robot_sees(&robot, "What to remember."));
	robot_type(&robot, " ");
	CU_ASSERT(robot_sees(&robot, "type commands, or q to quit"));
	CU_ASSERT(robot_sees(&robot, "What to remember."));
	robot_type(&robot, "zzz\r");
	CU_ASSERT(robot_sees(&robot, "not understood"));
	CU_ASSERT(robot_sees(&robot, "What to remember."));
	robot_type(&robot, "m 1\r");
	CU_ASSERT(robot_sees_no(&robot, "What to remember."));
	quit(0);
}

static void says_how_to_play(void)
{
	const char *path = scratch_write("lesson.txt", lesson, sizeof lesson - 1);
	char command[700];

	if (!start(120, 40, NULL, NULL))
		return;
	CU_ASSERT(robot_sees(&robot, "The lessons: q, then ./mmviz learn"));
	snprintf(command, sizeof command, "source %s\r", path);
	robot_type(&robot, command);
	CU_ASSERT(robot_sees(&robot, "plays it step by step"));
	quit(0);
}

CU_TestInfo pty_tests[] = {
	{ "shows what is typed", shows_what_is_typed },
	{ "follows its size", follows_its_size },
	{ "ends in order", ends_in_order },
	{ "restores the terminal after a crash", restores_after_a_crash },
	{ "interrupts", interrupts },
	{ "completes", completes },
	{ "keeps history", keeps_history },
	{ "recalls what was typed", recalls_what_was_typed },
	{ "escapes", escapes },
	{ "puts offers away", puts_offers_away },
	{ "waits with pasted lines", waits_with_pasted_lines },
	{ "survives odd keys", survives_odd_keys },
	{ "browses", browses },
	{ "plays a script", plays_a_script },
	{ "plays standard input", plays_standard_input },
	{ "comes back to a script", comes_back_to_a_script },
	{ "keeps a script's last words", keeps_a_scripts_last_words },
	{ "says how to play a script", says_how_to_play },
	CU_TEST_INFO_NULL
};
