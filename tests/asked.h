/* SPDX-License-Identifier: MIT
 *
 * asked.h - a lesson with a question of some kinds and an exercise, for tests: the file asked.txt
 * of the scratch folder. Its seed decides how much p6 is.
 */
#ifndef TESTS_ASKED_H
#define TESTS_ASKED_H

#include "scratch.h"
#include "shell.h"
#include "test.h"

#include <string.h>

static const char asked_text[] =
	"# Lesson 42: holes\n"
	"#\n"
	"# Takes 10-15 minutes.\n"
	"\n"
	"# 1. Where\n"
	"\n"
	"let want = rand(50, 100)\n"
	"fill 5 100\n"
	"f p1\n"
	"f p2\n"
	"f p4\n"
	"pause\n"
	"# Of {free} bytes {want} are taken.\n"
	"ask place1 place of 2 Where will p6 = m {want} begin?\n"
	"  hint It is first fit.\n"
	"  hint The first hole is at the start.\n"
	"  m {want}\n"
	"  explain First fit takes the first that is large enough.\n"
	"  explain ({rand(1, 9)})\n"
	"end\n"
	"# 2. Holes\n"
	"goal holes of 3 Make two free chunks of exactly 512 bytes. {rand(1, 9)}\n"
	"  within 8 commands\n"
	"  reach count(free, 512) = 2\n"
	"  one = m 512\n"
	"  m 512\n"
	"  two = m 512\n"
	"  m 512\n"
	"  f one\n"
	"  f two\n"
	"  explain What is used between them keeps them apart.\n"
	"end\n"
	"let more = rand(1, 1000000)\n"
	"# The number is {more}.\n"
	"ask rest number How many bytes does p6 occupy, and that number?\n"
	"  answer size(p6) + more\n"
	"end\n"
	"ask pick choice What was that?\n"
	"  choice a trap\n"
	"  choice a lesson\n"
	"  answer b\n"
	"end\n"
	"# So much for that.\n";

static inline void asked_write(void)
{
	scratch_write("asked.txt", asked_text, strlen(asked_text));
}

/* Before what a shell runs: where a learner's progress is kept. */
#define ASKED_STATE "XDG_STATE_HOME=$PWD/learning; export XDG_STATE_HOME; "

/* The lesson is there, and nobody has begun it; 0: mmviz is not built. */
static inline int asked_ready(void)
{
	if (!shell_ready())
		return 0;
	asked_write();
	shell_ends(0, ASKED_STATE "rm -rf learning");
	return 1;
}

#endif
