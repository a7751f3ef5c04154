/* SPDX-License-Identifier: MIT
 *
 * test_stepping.c - steps gone through in ./mmviz on a pseudo-terminal: keys, sizes, Ctrl-C,
 * a script, and the way out.
 */
#include "visit.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define ESCAPE "\033"
#define HINT "Space next"

static struct robot robot;

static int start(int cols, int rows, const char *script)
{
	return visit_start(&robot, cols, rows, script, "stepping");
}

static void quit(void)
{
	visit_end(&robot, "stepping");
}

static void goes_through_steps(void)
{
	if (!start(100, 30, NULL))
		return;
	robot_type(&robot, "m 100\rm 40\rf p1\rstep m 50\r");
	CU_ASSERT(robot_sees(&robot, "step 1 of 6"));
	CU_ASSERT(robot_sees(&robot, HINT));
	robot_type(&robot, " " ESCAPE "[C");
	CU_ASSERT(robot_sees(&robot, "step 3 of 6"));
	CU_ASSERT(robot_sees(&robot, "[look]"));
	robot_type(&robot, "b");
	CU_ASSERT(robot_sees(&robot, "step 2 of 6"));
	robot_type(&robot, ESCAPE "[F");
	CU_ASSERT(robot_sees(&robot, "step 6 of 6"));
	CU_ASSERT(robot_sees(&robot, "4/4"));
	robot_type(&robot, ESCAPE "[D" ESCAPE "[H");
	CU_ASSERT(robot_sees(&robot, "step 1 of 6"));
	robot_type(&robot, "q");
	CU_ASSERT(robot_sees(&robot, "64 bytes for the 50 asked"));
	CU_ASSERT(robot_sees(&robot, "m 100 take"));
	robot_type(&robot, "m 9\r");
	CU_ASSERT(robot_sees(&robot, "16 bytes for the 9 asked"));
	robot_type(&robot, "step\r");
	CU_ASSERT(robot_sees(&robot, "m 9 ▸ step 1 of"));
	CU_ASSERT(robot_sees(&robot, HINT));
	robot_type(&robot, ESCAPE);
	CU_ASSERT(robot_sees_no(&robot, HINT));
	quit();
}

static void survives_what_comes_between(void)
{
	if (!start(80, 24, NULL))
		return;
	robot_type(&robot, "m 100\rm 40\rf p1\rstep\r ");
	CU_ASSERT(robot_sees(&robot, "step 2 of"));
	robot_resize(&robot, 120, 40);
	CU_ASSERT(robot_sees(&robot, "this step"));
	robot_resize(&robot, 30, 9);
	robot_type(&robot, "  ");
	robot_resize(&robot, 80, 24);
	CU_ASSERT(robot_sees(&robot, "step 4 of"));
	robot_type(&robot, "\t");
	CU_ASSERT(robot_sees(&robot, "arrows choose"));
	robot_type(&robot, ESCAPE);
	CU_ASSERT(robot_sees(&robot, HINT));
	CU_ASSERT(robot_sees(&robot, "step 4 of"));
	robot_type(&robot, "\003");
	CU_ASSERT(robot_sees(&robot, "m 100 take"));
	CU_ASSERT(robot_sees(&robot, "freed"));
	robot_type(&robot, "f p1\rstep\r");
	CU_ASSERT(robot_sees(&robot, "why not"));
	CU_ASSERT(robot_sees(&robot, "step 1 of"));
	robot_type(&robot, "\r\r\r" ESCAPE);
	CU_ASSERT(robot_sees(&robot, "double free"));
	robot_type(&robot, "step f p1\r");
	CU_ASSERT(robot_sees(&robot, HINT));
	robot_type(&robot, "\004m 8\r");
	CU_ASSERT(robot_sees(&robot, "16 bytes for the 8 asked"));
	quit();
}

static void goes_on_with_a_script(void)
{
	static const char script[] = "# Words.\nm 100\nstep m 60\nm 10\n# Last words.\n";
	const char *path = scratch_write("stepping.txt", script, sizeof script - 1);

	if (!start(100, 30, path))
		return;
	robot_type(&robot, " ");
	CU_ASSERT(robot_sees(&robot, "112 bytes for the 100 asked"));
	robot_type(&robot, " ");
	CU_ASSERT(robot_sees(&robot, HINT));
	CU_ASSERT(robot_sees(&robot, "step 1 of 6"));
	robot_type(&robot, "  " ESCAPE);
	CU_ASSERT(robot_sees(&robot, "64 bytes for the 60 asked"));
	CU_ASSERT(robot_sees(&robot, "Space goes on"));
	robot_type(&robot, " ");
	CU_ASSERT(robot_sees(&robot, "16 bytes for the 10 asked"));
	robot_type(&robot, "q");
	quit();
}

CU_TestInfo stepping_tests[] = {
	{ "goes through steps", goes_through_steps },
	{ "survives what comes between", survives_what_comes_between },
	{ "goes on with a script", goes_on_with_a_script },
	CU_TEST_INFO_NULL,
};
