/* SPDX-License-Identifier: MIT
 *
 * terminal.h - a shell's command on a pseudo-terminal, and how it has left it.
 */
#ifndef TESTS_TERMINAL_H
#define TESTS_TERMINAL_H

#include "robot.h"
#include "scratch.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ESCAPE "\033"

/* 1, or 0: skipped. */
static inline int terminal_start(struct robot *robot, int cols, int rows, const char *command)
{
	char sh[] = "/bin/sh", c[] = "-c", text[900], state[600];
	char *argv[] = { sh, c, text, NULL };

	snprintf(text, sizeof text, "%s", command);
	snprintf(state, sizeof state, "%s", scratch_path("unbroken"));
	if (access("./mmviz", X_OK) != 0) {
		test_skip("./mmviz is not built");
		return 0;
	}
	if (!robot_start(robot, cols, rows, argv, NULL, state)) {
		test_skip("no pseudo-terminals");
		return 0;
	}
	return 1;
}

/* What it has kept for the next time is removed. */
static inline void terminal_forget(void)
{
	char command[700];

	snprintf(command, sizeof command, "rm -rf '%s'", scratch_path("unbroken"));
	CU_ASSERT_EQUAL(system(command), 0);
}

/* It has ended: with this status of waitpid, and the terminal as it was. */
static inline void terminal_ended(struct robot *robot, int expected)
{
	int status = robot_end(robot) & ~0x80; /* but for a core file */

	CU_ASSERT_EQUAL(status, expected);
	if (status != expected)
		printf("\nended with 0x%x, not 0x%x\n", (unsigned)status, (unsigned)expected);
	CU_ASSERT(robot_modes_restored(robot));
	CU_ASSERT(robot_wrote(robot, ESCAPE "[?2004l"));
	CU_ASSERT(robot_wrote(robot, ESCAPE "[?1049l"));
	CU_ASSERT(!robot_wrote(robot, ESCAPE "[5m")); /* nothing ever blinks */
	robot_free(robot);
}

static inline void terminal_quit(struct robot *robot)
{
	robot_type(robot, "\025q\r");
	terminal_ended(robot, 0);
	terminal_forget();
}

#endif
