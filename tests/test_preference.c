/* SPDX-License-Identifier: MIT
 *
 * test_preference.c - the theme: changed on the screen at once, and kept from run to run.
 */
#include "play.h"
#include "visit.h"

#include "preference.h"
#include "folder.h"
#include "theme.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define FOLDER "likes"

static char *before;

/* The state folder is the scratch folder, and nothing is there yet. */
static void begin(void)
{
	before = getenv("XDG_STATE_HOME") ? strdup(getenv("XDG_STATE_HOME")) : NULL;
	setenv("XDG_STATE_HOME", scratch_path(FOLDER), 1);
}

static void end(void)
{
	char path[FOLDER_PATH];

	unlink(folder_path(path, "theme"));
	*strrchr(path, '/') = 0;
	rmdir(path);
	rmdir(scratch_path(FOLDER));
	if (before)
		setenv("XDG_STATE_HOME", before, 1);
	else
		unsetenv("XDG_STATE_HOME");
	free(before);
}

static void write_kept(const char *text)
{
	char path[FOLDER_PATH];
	FILE *file;

	folder_make(folder_path(path, "theme"));
	file = fopen(path, "w");
	CU_ASSERT_PTR_NOT_NULL_FATAL(file);
	fputs(text, file);
	fclose(file);
}

static void is_kept(void)
{
	begin();
	CU_ASSERT_PTR_EQUAL(preference_theme(), theme_find("dark"));
	CU_ASSERT(preference_keep(theme_find("light")));
	CU_ASSERT_PTR_EQUAL(preference_theme(), theme_find("light"));
	CU_ASSERT(preference_keep(theme_find("contrast")));
	CU_ASSERT_PTR_EQUAL(preference_theme(), theme_find("contrast"));
	end();
}

static void odd_files_are_the_usual(void)
{
	char path[FOLDER_PATH];

	begin();
	write_kept("pink\n");
	CU_ASSERT_PTR_EQUAL(preference_theme(), theme_find("dark"));
	write_kept("light light light light light light light\n");
	CU_ASSERT_PTR_EQUAL(preference_theme(), theme_find("dark"));
	write_kept("light\r\nmore\n");
	CU_ASSERT_PTR_EQUAL(preference_theme(), theme_find("light"));
	unlink(folder_path(path, "theme"));
	CU_ASSERT_EQUAL(mkfifo(path, 0600), 0);
	CU_ASSERT_PTR_EQUAL(preference_theme(), theme_find("dark"));
	end();
}

static void no_place_is_no_harm(void)
{
	begin();
	setenv("XDG_STATE_HOME", "/dev/null/no", 1);
	CU_ASSERT(!preference_keep(theme_find("light")));
	CU_ASSERT_PTR_EQUAL(preference_theme(), theme_find("dark"));
	setenv("XDG_STATE_HOME", scratch_path(FOLDER), 1);
	end();
}

/* Plain text neither depends on it nor changes it. */
static void plain_text_is_the_same(void)
{
	char *text;

	begin();
	write_kept("light\n");
	text = play_once("theme\ntheme mono\ntheme\nexpect error no such theme\ntheme drak\n");
	CU_ASSERT(play_has(text, "* dark "));
	CU_ASSERT(play_has(text, "* mono "));
	CU_ASSERT(play_has(text, "plain text has no colours"));
	CU_ASSERT(play_has(text, "Did you mean dark?"));
	CU_ASSERT_PTR_EQUAL(preference_theme(), theme_find("light"));
	free(text);
	end();
}

static struct robot robot;

static void changes_at_once_and_comes_back(void)
{
	if (!visit_start(&robot, 80, 24, NULL, FOLDER))
		return;
	CU_ASSERT(robot_wrote(&robot, "48;5;233"));
	CU_ASSERT(!robot_wrote(&robot, "48;5;231"));
	robot_type(&robot, "m 100\rtheme light\r");
	CU_ASSERT(robot_sees(&robot, "dark letters on a white ground"));
	CU_ASSERT(robot_wrote(&robot, "48;5;231"));
	robot_type(&robot, "\025q\r");
	CU_ASSERT_EQUAL(robot_end(&robot), 0);
	robot_free(&robot);
	if (!visit_start(&robot, 80, 24, NULL, FOLDER))
		return;
	CU_ASSERT(robot_wrote(&robot, "48;5;231"));
	robot_type(&robot, "theme\r");
	CU_ASSERT(robot_sees(&robot, "* light"));
	visit_end(&robot, FOLDER);
}

CU_TestInfo preference_tests[] = {
	{ "is kept", is_kept },
	{ "odd files are the usual one", odd_files_are_the_usual },
	{ "no place for it is no harm", no_place_is_no_harm },
	{ "plain text is the same", plain_text_is_the_same },
	{ "changes at once and comes back", changes_at_once_and_comes_back },
	CU_TEST_INFO_NULL
};
