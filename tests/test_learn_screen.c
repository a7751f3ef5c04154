/* SPDX-License-Identifier: MIT
 *
 * test_learn_screen.c - lessons that are asked on the screen, and their words beside a heap.
 */
#include "asked.h"
#include "drawn.h"
#include "mock.h"
#include "robot.h"
#include "shown.h"

#include <unistd.h>

/* -------------------------------------------------------------------------- asked */

static struct robot robot;

static int begin_lesson(const char *name, int cols, int rows)
{
	char program[] = "./mmviz", word[] = "learn", seed[] = "--seed=ada", path[600], state[600];
	char *argv[] = { program, word, path, seed, NULL };

	snprintf(path, sizeof path, "%s", scratch_path(name));
	snprintf(state, sizeof state, "%s", scratch_path("learning"));
	if (robot_start(&robot, cols, rows, argv, NULL, state))
		return 1;
	test_skip("no pseudo-terminals");
	return 0;
}

static int begin_screen(int cols, int rows)
{
	return begin_lesson("asked.txt", cols, rows);
}

/* Up to the first question. */
static void step_to_question(void)
{
	CU_ASSERT(robot_sees(&robot, "Space goes on"));
	for (int i = 0; i < 30 && !strstr(robot.text, "answer place1>"); i++) {
		robot_type(&robot, " ");
		robot_rest(&robot);
	}
	robot_type(&robot, "\025");
	CU_ASSERT(robot_sees(&robot, "answer place1>"));
}

static void end_screen(void)
{
	CU_ASSERT_EQUAL(robot_end(&robot), 0);
	CU_ASSERT(robot_modes_restored(&robot));
	robot_free(&robot);
}

/* The question stays in view, but where a command shows something in its place. */
static void look_around(void)
{
	CU_ASSERT(robot_sees(&robot, "Where will p6 = m "));
	robot_type(&robot, "i p3\r");
	CU_ASSERT(robot_sees(&robot, "inspect"));
	CU_ASSERT(robot_sees_no(&robot, "Where will"));
	robot_type(&robot, "\r");
	CU_ASSERT(robot_sees(&robot, "Where will p6 = m "));
	robot_type(&robot, "i nobody\r");
	CU_ASSERT(robot_sees(&robot, "No chunk is named nobody"));
	CU_ASSERT(robot_sees(&robot, "Where will p6 = m "));
	robot_type(&robot, "again\r");
	CU_ASSERT(robot_sees_no(&robot, "No chunk is named nobody"));
	CU_ASSERT(robot_sees(&robot, "Where will p6 = m "));
	robot_type(&robot, "m 100\r");
	CU_ASSERT(robot_sees(&robot, "That would change the heap"));
	robot_type(&robot, "x p3\r");
	CU_ASSERT(robot_sees(&robot, "bytes  p3"));
	robot_type(&robot, "hint\r");
	CU_ASSERT(robot_sees(&robot, "Hint 1: It is first fit."));
	CU_ASSERT(robot_sees_no(&robot, "bytes  p3"));
	CU_ASSERT(robot_sees(&robot, "Where will p6 = m "));
	robot_type(&robot, "\t");
	CU_ASSERT(robot_sees_no(&robot, "answer place1>"));
	robot_type(&robot, "\033");
	CU_ASSERT(robot_sees(&robot, "answer place1>"));
	CU_ASSERT(robot_sees(&robot, "Hint 1: It is first fit."));
}

static void answer_twice(void)
{
	robot_type(&robot, "0x10\r");
	CU_ASSERT(robot_sees(&robot, "Not right: s1+0x10."));
	CU_ASSERT(robot_sees(&robot, "Enter goes on, again asks anew>"));
	robot_type(&robot, "again\r");
	CU_ASSERT(robot_sees(&robot, "answer place1>"));
	robot_type(&robot, "0\r");
	CU_ASSERT(robot_sees(&robot, "Right: s1+0x0."));
	CU_ASSERT(robot_sees(&robot, "Space goes on"));
}

/* What was tried before is gone with its heap, and what it came to. */
static void reach_the_goal(void)
{
	CU_ASSERT(robot_sees(&robot, "goal holes>"));
	robot_type(&robot, "repeat 8 m 16\r");
	CU_ASSERT(robot_sees(&robot, "No more operations"));
	robot_type(&robot, "f nobody\r");
	CU_ASSERT(robot_sees(&robot, "No chunk is named nobody"));
	robot_type(&robot, "again\r");
	CU_ASSERT(robot_sees_no(&robot, "No more operations"));
	CU_ASSERT(robot_sees_no(&robot, "No chunk is named nobody"));
	robot_type(&robot, "one = m 512\rm 512\rtwo = m 512\rm 512\rf one\rf two\r");
	CU_ASSERT(robot_sees(&robot, "Reached in 6 operations."));
	CU_ASSERT(robot_sees(&robot, "keeps them apart"));
	CU_ASSERT(robot_sees(&robot, "free 512"));
}

static void asks_on_the_screen(void)
{
	if (!asked_ready() || !begin_screen(100, 30))
		return;
	step_to_question();
	look_around();
	answer_twice();
	robot_type(&robot, " ");
	reach_the_goal();
	robot_type(&robot, "\r");
	CU_ASSERT(robot_sees(&robot, "answer rest>"));
	CU_ASSERT(robot_sees_no(&robot, "free 512"));
	robot_type(&robot, "q\r");
	end_screen();
}

/* Also from a wrong answer and a goal that was reached; in a line it is a blank. */
static void space_goes_on(void)
{
	if (!asked_ready() || !begin_screen(100, 30))
		return;
	step_to_question();
	robot_type(&robot, " 0x10\r");
	CU_ASSERT(robot_sees(&robot, "again asks anew>"));
	robot_type(&robot, "i p3\r");
	CU_ASSERT(robot_sees(&robot, "inspect"));
	robot_type(&robot, " ");
	CU_ASSERT(robot_sees(&robot, "goal holes>"));
	robot_type(&robot, "skip\r");
	CU_ASSERT(robot_sees(&robot, "again asks anew>"));
	robot_type(&robot, " ");
	CU_ASSERT(robot_sees(&robot, "answer rest>"));
	robot_type(&robot, "q\r");
	end_screen();
}

/* The steps of an operation are paged through once, and what try showed is gone with it. */
static void what_is_read_is_not_paged(void)
{
	static const char lesson[] = "m 100\nr p1 5000\nset split 128\n\n# Behind it.\n\n"
	                             "try m 200\nexpect chunks 2\n\n# As it was.\n";
	static const char *const seen[] = { "r p1 5000", "9 112 bytes", "14 s1 is",
		                            "split 128", "Behind it.", " try ",
		                            "As it was." };

	if (!asked_ready())
		return;
	scratch_write("read.txt", lesson, sizeof lesson - 1);
	if (!begin_lesson("read.txt", 80, 24))
		return;
	CU_ASSERT(robot_sees(&robot, "Space goes on"));
	for (size_t i = 0; i < sizeof seen / sizeof seen[0]; i++) {
		robot_type(&robot, " ");
		CU_ASSERT(robot_sees(&robot, seen[i]));
	}
	CU_ASSERT(robot_sees_no(&robot, "p2"));
	robot_type(&robot, "\033");
	CU_ASSERT(robot_sees(&robot, "The script was left."));
	robot_type(&robot, "q\r");
	end_screen();
}

/* Left at a question: it comes with its words. */
static void a_question_has_its_words(void)
{
	for (int i = 0; i < 2; i++) {
		if ((!i && !asked_ready()) || !begin_screen(100, 30))
			return;
		if (!i)
			step_to_question();
		CU_ASSERT(robot_sees(&robot, "Of 3,872 bytes"));
		CU_ASSERT(robot_sees(&robot, "Where will p6 = m "));
		robot_type(&robot, "q\r");
		end_screen();
	}
}

/* The question fills the pane: what comes behind it is paged to. */
static void a_hint_is_paged_to(void)
{
	static const char part[] = "These are words that fill the pane from its left to its right. ";
	char text[2000] = "m 100\nask long number ";

	if (!asked_ready())
		return;
	for (int i = 0; i < 14; i++)
		strcat(text, part);
	strcat(text, "How many?\n  answer 5\n  hint It is one hand.\nend\n");
	scratch_write("long.txt", text, strlen(text));
	if (!begin_lesson("long.txt", 80, 24))
		return;
	CU_ASSERT(robot_sees(&robot, "Space goes on"));
	robot_type(&robot, "   ");
	CU_ASSERT(robot_sees(&robot, "answer long>"));
	robot_type(&robot, "hint\r");
	CU_ASSERT(robot_sees(&robot, "Hint 1: It is one hand."));
	robot_type(&robot, "q\r");
	end_screen();
}

/* Nothing of its text is out of view: a key is enough. */
static void a_comparison_is_one_step(void)
{
	static const char lesson[] = "m 100\nm 50\nf p1\nm 30\ncompare first next best worst\n\n"
	                             "# Behind it.\n";

	if (!asked_ready())
		return;
	scratch_write("beside.txt", lesson, sizeof lesson - 1);
	if (!begin_lesson("beside.txt", 100, 30))
		return;
	CU_ASSERT(robot_sees(&robot, "Space goes on"));
	robot_type(&robot, "   ");
	CU_ASSERT(robot_sees(&robot, "p3 "));
	robot_type(&robot, "\033");
	CU_ASSERT(robot_sees(&robot, "The script was left."));
	robot_type(&robot, "reset\rm 999\r"); /* none of this is the lesson's */
	CU_ASSERT(robot_sees(&robot, "1,008 bytes for the 999 asked"));
	robot_type(&robot, "\r");
	CU_ASSERT(robot_sees(&robot, "The heap is again as the lesson left it."));
	robot_type(&robot, " ");
	CU_ASSERT(robot_sees(&robot, "first difference"));
	robot_type(&robot, " ");
	CU_ASSERT(robot_sees(&robot, "Behind it."));
	robot_type(&robot, " ");
	CU_ASSERT(robot_sees(&robot, "This is the end of the lesson."));
	robot_type(&robot, "q\r");
	end_screen();
}

static void goes_on_on_the_screen(void)
{
	if (!asked_ready() || !begin_screen(80, 24))
		return;
	step_to_question();
	robot_type(&robot, "0\r");
	CU_ASSERT(robot_sees(&robot, "Right: s1+0x0."));
	robot_type(&robot, " ");
	CU_ASSERT(robot_sees(&robot, "goal holes>"));
	robot_type(&robot, "m 64\r");
	CU_ASSERT(robot_sees(&robot, "10/10"));
	robot_type(&robot, "\004");
	end_screen();
	if (!begin_screen(80, 24))
		return;
	CU_ASSERT(robot_sees(&robot, "The lesson goes on where it was left: 1 of 3 questions"));
	CU_ASSERT(robot_sees(&robot, "goal holes>"));
	CU_ASSERT(robot_sees(&robot, "9/9"));
	robot_type(&robot, "skip\r");
	CU_ASSERT(robot_sees(&robot, "One way to it:"));
	CU_ASSERT(robot_sees(&robot, "keeps them apart"));
	robot_type(&robot, "\r");
	CU_ASSERT(robot_sees(&robot, "answer rest>"));
	robot_type(&robot, "skip\r");
	CU_ASSERT(robot_sees(&robot, "Answer: "));
	robot_type(&robot, " b\r");
	CU_ASSERT(robot_sees(&robot, "Right: b) a lesson."));
	robot_type(&robot, " ");
	CU_ASSERT(robot_sees(&robot, "So much for that."));
	robot_type(&robot, " ");
	CU_ASSERT(robot_sees(&robot, "This is the end of the lesson. Right at first: 2 of 4, 3 "
	                             "of 7 points."));
	robot_type(&robot, "m 100\r");
	CU_ASSERT(robot_sees(&robot, "p7"));
	robot_type(&robot, "q\r");
	end_screen();
}

/* --------------------------------------------------------------------- its words */

static const char *const words[] = { "1. Holes", "", "These are the words of a lesson." };

static view with_words(const view *v)
{
	view led = *v;

	led.text = (view_text){ .title = "01.txt", .lines = words, .count = 3, .prose = 1 };
	return led;
}

static int draws(const view *v, const char *text)
{
	char *screen = drawn(v, 100, 40, 0);
	int found = strstr(screen, text) != NULL;

	free(screen);
	return found;
}

/* The steps are below them, where there is one heap; several need the rows. */
static void steps_are_below_the_words(void)
{
	struct shown s;
	view v;

	show(&s, "m 100\nm 200\nf p1\nm 50\n");
	v = with_words(s.v);
	CU_ASSERT(draws(&v, "These are the words"));
	CU_ASSERT(draws(&v, "50 becomes 64"));
	then(&s, "compare first best");
	then(&s, "m 40");
	v = with_words(s.v);
	CU_ASSERT(draws(&v, "These are the words"));
	CU_ASSERT_PTR_NOT_NULL(v.why.title);
	CU_ASSERT_FALSE(draws(&v, "40 becomes 48"));
	v.arrangement.layout = VIEW_LAYOUT_USUAL;
	CU_ASSERT(draws(&v, "40 becomes 48"));
	end(&s);
}

/* Who reads a lesson is not told what else could be typed. */
static void an_empty_heap_leaves_the_word_to_it(void)
{
	view led = with_words(mock_empty());

	CU_ASSERT(draws(mock_empty(), "m 100 takes the first 100 bytes."));
	CU_ASSERT(draws(&led, "No section yet: the heap is empty."));
	CU_ASSERT_FALSE(draws(&led, "m 100 takes"));
	CU_ASSERT_FALSE(draws(&led, "leads through the lessons"));
}

CU_TestInfo learn_screen_tests[] = {
	{ "asks on the screen", asks_on_the_screen },
	{ "Space goes on", space_goes_on },
	{ "what is read is not paged", what_is_read_is_not_paged },
	{ "a question has its words", a_question_has_its_words },
	{ "a hint is paged to", a_hint_is_paged_to },
	{ "a comparison is one step", a_comparison_is_one_step },
	{ "goes on on the screen", goes_on_on_the_screen },
	{ "steps are below the words", steps_are_below_the_words },
	{ "an empty heap leaves the word to the lesson", an_empty_heap_leaves_the_word_to_it },
	CU_TEST_INFO_NULL
};
