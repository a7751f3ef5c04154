/* SPDX-License-Identifier: MIT
 *
 * test_browse.c - looking around in time: the keys of ./mmviz on a pseudo-terminal.
 */
#include "visit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ESCAPE "\033"
#define LEFT ESCAPE "[D"
#define RIGHT ESCAPE "[C"
#define UP ESCAPE "[A"
#define DOWN ESCAPE "[B"
#define HOME ESCAPE "[H"
#define END ESCAPE "[F"

static struct robot robot;

static int start(int cols, int rows, const char *script)
{
	return visit_start(&robot, cols, rows, script, "browse");
}

static void quit(void)
{
	visit_end(&robot, "browse");
}

static void goes_back_and_branches(void)
{
	if (!start(100, 30, NULL))
		return;
	robot_type(&robot, "m 100\rm 40\rf p1\r\t");
	CU_ASSERT(robot_sees(&robot, "arrows choose  Enter nearer"));
	robot_type(&robot, "<");
	CU_ASSERT(robot_sees(&robot, "operation 2 of 3, past"));
	CU_ASSERT(robot_sees(&robot, "+ +·-  1 ahead"));
	CU_ASSERT(robot_sees(&robot, "why  m 40"));
	CU_ASSERT(robot_sees(&robot, " p2  = 0x"));
	robot_type(&robot, "<");
	CU_ASSERT(robot_sees(&robot, "operation 1 of 3, past"));
	robot_type(&robot, ">");
	CU_ASSERT(robot_sees(&robot, "operation 2 of 3, past"));
	robot_type(&robot, "t");
	CU_ASSERT(robot_sees(&robot, "▸ time "));
	CU_ASSERT(robot_sees(&robot, "Left Right one operation"));
	robot_type(&robot, HOME);
	CU_ASSERT(robot_sees(&robot, "operation 0 of 3, past"));
	CU_ASSERT(robot_sees(&robot, "no section yet"));
	robot_type(&robot, END);
	CU_ASSERT(robot_sees(&robot, "operation 3 of 3"));
	robot_type(&robot, LEFT "\r");
	CU_ASSERT(robot_sees(&robot, "2>   "));
	CU_ASSERT(robot_sees_no(&robot, "▸ time "));
	robot_type(&robot, "m 64");
	CU_ASSERT(robot_sees(&robot, "2> m 64"));
	robot_type(&robot, "\r");
	CU_ASSERT(robot_sees(&robot, "branch b2"));
	CU_ASSERT(robot_sees(&robot, "└ b1 -"));
	CU_ASSERT(robot_sees_no(&robot, "2> "));
	robot_type(&robot, "branches\r");
	CU_ASSERT(robot_sees(&robot, "b1: 3 steps"));
	robot_type(&robot, "\tt" DOWN);
	CU_ASSERT(robot_sees(&robot, "branch b1"));
	CU_ASSERT(robot_sees(&robot, "└ b2 +"));
	CU_ASSERT(robot_sees(&robot, "why  f p1"));
	robot_type(&robot, ESCAPE);
	CU_ASSERT(robot_sees(&robot, "m 100 take"));
	quit();
}

static void stays_with_the_chosen(void)
{
	if (!start(80, 24, NULL))
		return;
	robot_type(&robot, "m 100\rm 40\rm 60\rf p2\r\t" HOME);
	CU_ASSERT(robot_sees(&robot, "p1 at s1+0x0: 112 bytes"));
	robot_type(&robot, RIGHT);
	CU_ASSERT(robot_sees(&robot, "s1+0x70: 48 bytes, free"));
	robot_type(&robot, "<");
	CU_ASSERT(robot_sees(&robot, "There is no such chunk after operation 3."));
	CU_ASSERT(robot_sees(&robot, "3/4 past"));
	robot_type(&robot, HOME RIGHT);
	CU_ASSERT(robot_sees(&robot, "p2 at s1+0x70: 48 bytes"));
	robot_type(&robot, "<<");
	CU_ASSERT(robot_sees(&robot, "There is no p2 after operation 1."));
	robot_type(&robot, "<");
	CU_ASSERT(robot_sees(&robot, "This is the start"));
	robot_type(&robot, LEFT RIGHT UP DOWN);
	CU_ASSERT(robot_sees(&robot, "This is the start"));
	robot_type(&robot, ">>");
	CU_ASSERT(robot_sees(&robot, "p2 at s1+0x70: 48 bytes"));
	CU_ASSERT(robot_sees(&robot, ">p2"));
	robot_type(&robot, ">>");
	CU_ASSERT(robot_sees(&robot, "There is no p2 after operation 4."));
	robot_type(&robot, "<<");
	CU_ASSERT(robot_sees(&robot, ">p2"));
	robot_type(&robot, ESCAPE);
	CU_ASSERT(robot_sees(&robot, "2>   m 100 take"));
	quit();
}

static void has_a_time_line_at_every_size(void)
{
	if (!start(80, 24, NULL))
		return;
	robot_type(&robot, "m 100\rm 40\rm 60\rm 80\r\t");
	CU_ASSERT(robot_sees(&robot, "arrows choose"));
	CU_ASSERT(robot_sees_no(&robot, " ops "));
	robot_type(&robot, "t");
	CU_ASSERT(robot_sees(&robot, " ops  + + + +  now"));
	robot_type(&robot, LEFT LEFT);
	CU_ASSERT(robot_sees(&robot, " ops  + +·+·+  2 ahead"));
	CU_ASSERT(robot_sees(&robot, "p2  = 0x"));
	robot_type(&robot, "?");
	CU_ASSERT(robot_sees(&robot, "the empty heap, the last operation"));
	robot_type(&robot, "t");
	CU_ASSERT(robot_sees(&robot, "arrows choose"));
	CU_ASSERT(robot_sees_no(&robot, " ops "));
	robot_type(&robot, "?");
	CU_ASSERT(robot_sees(&robot, "the neighbour before, after"));
	robot_type(&robot, ESCAPE);
	CU_ASSERT(robot_sees_no(&robot, "the neighbour before, after"));
	robot_type(&robot, ESCAPE);
	CU_ASSERT(robot_sees(&robot, "2>   m 100 take"));
	quit();
}

static void a_preview_says_so(void)
{
	if (!start(100, 30, NULL))
		return;
	robot_type(&robot, "m 100\rtry f p1\r");
	CU_ASSERT(robot_sees(&robot, " try p1  freed"));
	CU_ASSERT(robot_sees(&robot, "  operation 2 of 2, preview"));
	CU_ASSERT(robot_sees(&robot, ">   do carries it out"));
	robot_type(&robot, "\tt" LEFT RIGHT);
	CU_ASSERT(robot_sees_no(&robot, "preview"));
	CU_ASSERT(robot_sees(&robot, "  operation 1 of 1"));
	robot_type(&robot, ESCAPE);
	CU_ASSERT(robot_sees(&robot, "m 100 take"));
	robot_type(&robot, "try m 40\r");
	CU_ASSERT(robot_sees(&robot, " try p2  = 0x"));
	robot_type(&robot, "do\r");
	CU_ASSERT(robot_sees_no(&robot, "preview"));
	CU_ASSERT(robot_sees(&robot, " p2  = 0x"));
	quit();
}

/* All of a key held down arrives, however fast. */
static void follows_a_key_held_down(void)
{
	char keys[3 * 400 + 1] = "";

	if (!start(100, 30, NULL))
		return;
	for (int i = 0; i < 400; i++)
		strcat(keys, LEFT);
	robot_type(&robot, "fill 1000 16\r\tt");
	CU_ASSERT(robot_sees(&robot, "▸ time  operation 1,000 of 1,000"));
	robot_type(&robot, keys);
	CU_ASSERT(robot_sees(&robot, "operation 600 of 1,000, past"));
	robot_type(&robot, ESCAPE);
	CU_ASSERT(robot_sees(&robot, "600>   m 100 take"));
	quit();
}

/* A script goes on where it was, wherever one looked meanwhile. */
static void a_script_goes_on(void)
{
	static const char script[] = "# First.\nm 100\nm 10\n# Last.\n";
	const char *path = scratch_write("browse.txt", script, sizeof script - 1);

	if (!start(80, 24, path))
		return;
	robot_type(&robot, "  ");
	CU_ASSERT(robot_sees(&robot, "2/2"));
	robot_type(&robot, "\tt" LEFT LEFT);
	CU_ASSERT(robot_sees(&robot, "0/2 past"));
	robot_type(&robot, "\r");
	CU_ASSERT(robot_sees(&robot, "Space goes on"));
	CU_ASSERT(robot_sees(&robot, "  2/2"));
	robot_type(&robot, " ");
	CU_ASSERT(robot_sees(&robot, "Last."));
	robot_type(&robot, " ");
	CU_ASSERT(robot_sees(&robot, "The heap is yours"));
	quit();
}

CU_TestInfo browse_tests[] = {
	{ "goes back and branches", goes_back_and_branches },
	{ "stays with the chosen", stays_with_the_chosen },
	{ "has a time line at every size", has_a_time_line_at_every_size },
	{ "a preview says so", a_preview_says_so },
	{ "follows a key held down", follows_a_key_held_down },
	{ "a script goes on", a_script_goes_on },
	CU_TEST_INFO_NULL
};
