/* SPDX-License-Identifier: MIT
 *
 * test_terminals.c - ./mmviz on terminals of other types, in other locales, without streams.
 */
#include "terminal.h"

static struct robot robot;

static int start(int cols, int rows, const char *command)
{
	return terminal_start(&robot, cols, rows, command);
}

static void quit(void)
{
	terminal_quit(&robot);
}

static void other_terminals(void)
{
	static const char *const types[] = { "xterm-256color", "xterm", "linux", "vt100", "screen",
		                             "vt220", "ansi" };
	char command[200];

	for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
		snprintf(command, sizeof command, "TERM=%s exec ./mmviz", types[i]);
		if (!start(80, 24, command))
			return;
		CU_ASSERT(robot_sees(&robot, "m 100 take"));
		robot_type(&robot, "m 100\r");
		CU_ASSERT(robot_sees(&robot, "112 bytes for the 100 asked"));
		robot_type(&robot, "\025q\r");
		CU_ASSERT_EQUAL(robot_end(&robot), 0);
		CU_ASSERT(robot_modes_restored(&robot));
		robot_free(&robot);
	}
	terminal_forget();
}

/* Plain text then, and the reason where there is one to tell. */
static void no_terminal_to_draw_on(void)
{
	static const struct {
		const char *command, *sees;
	} rows[] = {
		{ "unset TERM; exec ./mmviz", "plain text" },
		{ "TERM= exec ./mmviz", "plain text" },
		{ "TERM=dumb exec ./mmviz", "plain text" },
		{ "TERM=no-such-type exec ./mmviz", "no-such-type is not known here" },
		{ "TERM=" ESCAPE "[31m exec ./mmviz", "is not known here" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		if (!start(80, 24, rows[i].command))
			return;
		CU_ASSERT(robot_sees(&robot, rows[i].sees));
		robot_type(&robot, "m 100\rq\r");
		CU_ASSERT(robot_sees(&robot, "p1 = s1+0x0, 112 bytes"));
		CU_ASSERT_EQUAL(robot_end(&robot), 0);
		CU_ASSERT(!robot_wrote(&robot, ESCAPE));
		robot_free(&robot);
	}
	terminal_forget();
}

/* ASCII alone where the locale has no UTF-8, or none is set. */
static void locales(void)
{
	static const struct {
		const char *set, *sees;
	} rows[] = {
		{ "LC_ALL=C.UTF-8", "██ used" }, { "LC_ALL=C", "## used" },
		{ "LC_ALL= LANG=C.UTF-8", "██ used" }, { "LC_ALL= LANG=", "## used" },
		{ "LC_ALL=no_such", "## used" },
		{ "LC_ALL= LC_CTYPE=C.UTF-8 LANG=C", "██ used" },
	};
	char command[200];

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		snprintf(command, sizeof command, "export %s; exec ./mmviz", rows[i].set);
		if (!start(80, 24, command))
			return;
		CU_ASSERT(robot_sees(&robot, rows[i].sees));
		quit();
	}
}

static void without_streams(void)
{
	static const char *const ways[] = { "<&-", "2>&-", "<&- 2>&-", "</dev/null" };
	char command[200];

	for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
		snprintf(command, sizeof command, "exec ./mmviz %s", ways[i]);
		if (!start(80, 24, command))
			return;
		CU_ASSERT(robot_sees(&robot, "No section yet."));
		robot_type(&robot, " ");
		robot_rest(&robot);
		robot_type(&robot, "\025m 100\r");
		CU_ASSERT(robot_sees(&robot, "112 bytes for the 100 asked"));
		quit();
	}
}

CU_TestInfo terminals_tests[] = {
	{ "other terminals", other_terminals },
	{ "no terminal to draw on", no_terminal_to_draw_on },
	{ "locales", locales },
	{ "without streams", without_streams },
	CU_TEST_INFO_NULL
};
