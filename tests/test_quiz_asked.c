/* SPDX-License-Identifier: MIT
 *
 * test_quiz_asked.c - mmviz quiz, and quiz at the prompt: asked, answered, printed, refused.
 */
#include "play.h"
#include "robot.h"
#include "scratch.h"
#include "shell.h"

#include <stdio.h>

/* The shell's $?, with an own state folder. */
static void ends(int status, const char *command)
{
	char line[2000];

	snprintf(line, sizeof line, "XDG_STATE_HOME=$PWD/quizzed; export XDG_STATE_HOME; %s",
	         command);
	shell_ends(status, line);
}

/* In the file said, which is long. */
static int said(const char *words)
{
	return shell_run("grep -qF '%s' said", words) == 0;
}

static void refuses(void)
{
	static const struct shell_row rows[] = {
		{ "$M quiz placment", 2, "Did you mean placement?" },
		{ "$M quiz xyzzy", 2, "no topic of the quiz. It has placement, split," },
		{ "$M quiz -n 0", 2, "0 is no number of questions: a quiz has 1 to 1,000" },
		{ "$M quiz -n 1001", 2, "1001 is no number of questions" },
		{ "$M quiz split -n many", 2, "many is no number of questions" },
		{ "$M quiz --seed 'a b'", 2, "is no seed: a seed is a word of 1 to 63 letters" },
		{ "$M quiz --seed ''", 2, "is no seed" },
		{ "$M quiz split hash", 2, "quiz is called so: mmviz quiz [TOPIC]" },
		{ "$M quiz -n", 2, "quiz is called so" },
		{ "$M quiz --sead 3", 2, "quiz is called so" },
	};

	shell_tells(rows, sizeof rows / sizeof rows[0]);
}

/* With its input at the end it asks nobody, and all the questions are there. */
static void prints_at_the_end_of_input(void)
{
	if (!shell_ready())
		return;
	ends(0, "for t in placement split coalesce hash realloc fragmentation misuse mixed; do "
	        "$M quiz $t -n 9 --seed 3 </dev/null >$t.1 && $M quiz $t -n 9 --seed 3 </dev/null "
	        ">$t.2 && cmp $t.1 $t.2 && $M quiz $t -n 9 --seed 4 </dev/null >$t.3 || exit 1; "
	        "cmp -s $t.1 $t.3 && exit 2; test $(grep -c '^answer ' $t.1) = 1 || exit 3; "
	        "test $(grep -c '^Type ' $t.1) = 9 || exit 4; done");
	CU_ASSERT(shell_said("err", ""));
	ends(0, "printf '1\\n\\n' | $M quiz placement -n 4 --seed 5 >said");
	CU_ASSERT(said("4. Placement"));
	CU_ASSERT(said("Right at first: 0 of 1"));
}

/* What is printed is a lesson without a mistake: it is played, asked and graded like others. */
static void prints_a_lesson(void)
{
	if (!shell_ready())
		return;
	ends(0, "$M quiz mixed -n 100 --seed 3 --print >l.txt && $M lint l.txt");
	CU_ASSERT(shell_said("l.txt", "a free is judged by its"));
	CU_ASSERT(shell_said("out", "0 mistakes, 0 warnings; 100 questions"));
	ends(0, "$M <l.txt >demo && test $(grep -c '^  Answer: ' demo) = 100");
	CU_ASSERT(shell_said("err", ""));
	ends(0, "$M answers l.txt >key && $M grade l.txt <key");
	CU_ASSERT(shell_said("out", "100 of 100 right"));
}

static void judges(void)
{
	if (!shell_ready())
		return;
	ends(0, "printf '4\\n\\n' | $M quiz placement -n 2 --seed 5 >said");
	CU_ASSERT(said("Not right: s1+0x620. The answer is s1+0x920."));
	CU_ASSERT(said("Worst fit takes the largest:"));
	CU_ASSERT(said("Right at first: 0 of 1"));
	ends(0, "printf 's1+0x920\\n' | $M quiz placement -n 2 --seed 5 >said");
	CU_ASSERT(said("Right at first: 1 of 1."));
	CU_ASSERT(shell_said("err", ""));
	ends(0, "printf 'hint\\nhint\\nskip\\n' | $M quiz placement -n 2 --seed 5 >said");
	CU_ASSERT(said("Worst fit takes the largest."));
}

/* Nothing of a quiz is kept. */
static void leaves_nothing(void)
{
	if (!shell_ready())
		return;
	ends(0, "rm -rf quizzed; printf '4\\n\\n' | $M quiz placement -n 1 --seed 5; "
	        "! grep -rq quiz quizzed 2>/dev/null");
}

/* The heap of the prompt, its names and settings are as they were. */
static void comes_back_to_the_prompt(void)
{
	if (!shell_ready())
		return;
	ends(0, "printf 'set hash fibonacci\\nreset\\nm 100\\nquiz split -n 2 --seed 7\\nskip\\n"
	        "skip\\nexpect chunks 2\\nexpect asked(p1) 100\\nexpect hash fibonacci\\n"
	        "set\\nm 50\\nexpect offset(p2) 0x70\\n' | $M >said");
	CU_ASSERT(shell_said("err", ""));
	CU_ASSERT(said("2. Splitting"));
	CU_ASSERT(said("as expected: offset(p2) is 0x070"));
	ends(0, "printf 'quiz hash -n 1\\n' | $M >said && grep -q 'home bucket\\|In which\\|How many' "
	        "said");
	ends(0, "printf 'quiz hash -n 1\\nq\\nquiz split -n 1\\nq\\nm 100\\n' | $M >said && "
	        "grep -q 'p1 = ' said");
}

/* In a script there is nobody to be asked. */
static void refused_in_scripts(void)
{
	static const struct {
		const char *line, *words;
	} rows[] = {
		{ "quiz xyzzy\n", "xyzzy is no topic of the quiz" },
		{ "quiz split hash\n", "one topic" },
		{ "quiz -n\n", "no number of questions" },
		{ "quiz -n 0\n", "0 is no number of questions" },
		{ "quiz --seed\n", "no seed" },
		{ "try quiz\n", "cannot be tried" },
		{ "repeat 2 quiz\n", "cannot be repeated" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char *out = play_once(rows[i].line);

		CU_ASSERT(play_has(out, rows[i].words));
		free(out);
	}
	if (!shell_ready())
		return;
	ends(1, "echo quiz split >q.txt; $M q.txt");
	CU_ASSERT(shell_said("out", "quiz is for the prompt, and this is a script."));
	ends(1, "echo source q.txt | $M");
	CU_ASSERT(shell_said("out", "quiz is for the prompt, and this is a script."));
}

/* On the screen the prompt's heap comes back, when the quiz is left. */
static void asks_on_the_screen(void)
{
	static struct robot robot;
	char program[] = "./mmviz", state[600];
	char *argv[] = { program, NULL };

	if (!shell_ready())
		return;
	snprintf(state, sizeof state, "%s", scratch_path("quizzed"));
	if (!robot_start(&robot, 100, 30, argv, NULL, state)) {
		test_skip("no pseudo-terminals");
		return;
	}
	robot_type(&robot, "m 100\r");
	CU_ASSERT(robot_sees(&robot, "p1  = "));
	robot_type(&robot, "quiz placement -n 2 --seed 5\r");
	CU_ASSERT(robot_sees(&robot, "Quiz: which free chunk is taken, seed 5"));
	robot_type(&robot, " ");
	CU_ASSERT(robot_sees(&robot, "answer taken_1>"));
	CU_ASSERT(robot_sees(&robot, "Which free chunk does m 233 take?"));
	robot_type(&robot, "4\r");
	CU_ASSERT(robot_sees(&robot, "Not right: s1+0x620. The answer is s1+0x920."));
	robot_type(&robot, "\r");
	CU_ASSERT(robot_sees(&robot, "answer section_2>"));
	robot_type(&robot, "skip\r ");
	CU_ASSERT(robot_sees(&robot, "This is the end of the quiz. Right at first: 0 of 2"));
	robot_type(&robot, "quiz split -n 1 --seed 7\r");
	CU_ASSERT(robot_sees(&robot, "Quiz: what is cut off"));
	robot_type(&robot, " ");
	CU_ASSERT(robot_sees(&robot, "answer off_1>"));
	CU_ASSERT(robot_sees_no(&robot, "the heap is in view"));
	robot_type(&robot, "q\r");
	CU_ASSERT(robot_sees(&robot, "operation 1 of 1"));
	robot_type(&robot, "i p1\r");
	CU_ASSERT(robot_sees(&robot, "asked 100, slack 12"));
	robot_type(&robot, "q\r");
	CU_ASSERT_EQUAL(robot_end(&robot), 0);
	CU_ASSERT(robot_modes_restored(&robot));
	robot_free(&robot);
}

CU_TestInfo quiz_asked_tests[] = {
	{ "bad words: a sentence, and status 2", refuses },
	{ "input at its end: all questions are printed", prints_at_the_end_of_input },
	{ "what is printed is a lesson", prints_a_lesson },
	{ "answers are judged", judges },
	{ "nothing of it is kept", leaves_nothing },
	{ "the prompt's heap is as it was", comes_back_to_the_prompt },
	{ "asked on the screen, from the prompt", asks_on_the_screen },
	{ "refused where nobody can answer", refused_in_scripts },
	CU_TEST_INFO_NULL
};
