/* SPDX-License-Identifier: MIT
 *
 * visit.h - ./mmviz on a pseudo-terminal for tests, with a state folder of its own.
 */
#ifndef TESTS_VISIT_H
#define TESTS_VISIT_H

#include "robot.h"
#include "scratch.h"
#include "test.h"

#include <stdio.h>
#include <unistd.h>

/* 1 with mmviz waiting for keys; 0: skipped. script may be NULL. */
static inline int visit_start(struct robot *robot, int cols, int rows, const char *script,
                              const char *folder)
{
	char program[] = "./mmviz", path[600] = "", state[600];
	char *argv[] = { program, script ? path : NULL, NULL };

	if (script)
		snprintf(path, sizeof path, "%s", script);
	snprintf(state, sizeof state, "%s", scratch_path(folder));
	if (access(program, X_OK) != 0) {
		test_skip("./mmviz is not built");
		return 0;
	}
	if (!robot_start(robot, cols, rows, argv, NULL, state)) {
		test_skip("no pseudo-terminals");
		return 0;
	}
	CU_ASSERT(robot_sees(robot, script ? "Space goes on" : "m 100 take"));
	return 1;
}

/* It ends by q, with the terminal as it was; its state is removed. */
static inline void visit_end(struct robot *robot, const char *folder)
{
	char state[600], path[700];

	snprintf(state, sizeof state, "%s", scratch_path(folder));
	robot_type(robot, "\025q\r");
	CU_ASSERT_EQUAL(robot_end(robot), 0);
	CU_ASSERT(robot_modes_restored(robot));
	robot_free(robot);
	snprintf(path, sizeof path, "%s/mmviz/history", state);
	unlink(path);
	snprintf(path, sizeof path, "%s/mmviz/theme", state);
	unlink(path);
	snprintf(path, sizeof path, "%s/mmviz", state);
	rmdir(path);
	rmdir(state);
}

#endif
