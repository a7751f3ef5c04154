/* SPDX-License-Identifier: MIT
 *
 * test_learn.c - lessons that are asked: as text through pipes, and on the screen.
 */
#include "asked.h"
#include "robot.h"

#include <glob.h>
#include <stdlib.h>
#include <unistd.h>

#define STATE "XDG_STATE_HOME=$PWD/learning; export XDG_STATE_HOME; "

static int ready(void)
{
	if (!shell_ready())
		return 0;
	asked_write();
	shell_ends(0, STATE "rm -rf learning");
	return 1;
}

/* These lines are typed; the words are told. */
static void learn(const char *options, const char *typed, const char *const *words)
{
	char line[2000];

	snprintf(line, sizeof line, STATE "printf '%s' | $M learn asked.txt --seed ada %s", typed,
	         options);
	shell_ends(0, line);
	CU_ASSERT(shell_said("err", ""));
	for (; *words; words++)
		CU_ASSERT(shell_said("out", *words));
}

#define LEARN(options, typed, ...) \
	learn(options, typed, (const char *const[]){ __VA_ARGS__, NULL })

static int lacks(const char *words)
{
	size_t length;
	char *text = scratch_read(scratch_path("out"), &length);
	int found = text && strstr(text, words);

	free(text);
	return !found;
}

#define GOAL "one = m 512\\nm 512\\ntwo = m 512\\nm 512\\nf one\\nf two\\n"

/* ------------------------------------------------------------------------ asking */

static void asks_and_explains(void)
{
	if (!ready())
		return;
	LEARN("", "\\n0x10\\n\\n" GOAL "96\\n\\nb\\n",
	      "Of 3,872 bytes ", "Where will p6 = m ", "(2 points)", "Type a place, as s1+0x40",
	      "answer place1> 0x10\n", "Not right: s1+0x10. The answer is s1+0x0.",
	      "s1+0x10 lies inside",
	      "First fit takes the first that is large enough.",
	      "goal holes> one = m 512", "Reached in 6 operations.", "keeps them apart.",
	      "So much for that.", "This is the end of the lesson.");
	CU_ASSERT(lacks("goal holes> 96"));
}

static void looking_leaves_it_open(void)
{
	if (!ready())
		return;
	LEARN("", "\\n0\\none = m 512\\nm 512\\ntwo = m 512\\nm 512\\nf one\\nm 8\\nm 8\\n"
	      "try m 8\\n",
	      "goal holes> try m 8\n", "preview: ");
	CU_ASSERT(lacks("No more operations"));
	shell_ends(0, STATE "rm -rf learning");
	LEARN("", "i p3\\nm 3\\n\\ni p3\\nm 100\\nstats\\ntry m 8\\nstep\\nset granule 8\\n"
	      "xyz\\n0\\n", "Enter goes on> i p3", "key 14 = offset 0x0e0",
	      "answer place1> m 100\nThat would change the heap",
	      "answer place1> try m 8\nThat would change", "external fragmentation",
	      "answer place1> set granule 8\nThat would", "xyz is no place", "Right: s1+0x0.");
	LEARN("--anew", "\\n%05000d\\n0\\n", "An answer has fewer than 4,000 bytes.");
}

/* What a terminal would obey is shown. */
static void what_was_typed_is_echoed_clean(void)
{
	if (!ready())
		return;
	LEARN("", "x\\033[2J\\001\\377\\nskip\\n", "goes on> x?[2J?\xef\xbf\xbd\n");
}

static void hints_cost_nothing(void)
{
	if (!ready())
		return;
	LEARN("", "\\nhelp\\nhint\\nhint\\nhint\\n0\\n", "hint gives a hint, skip tells the answer",
	      "Hint 1: It is first fit.",
	      "Hint 2: The first hole is at the start.", "There are no more hints.",
	      "Right: s1+0x0.", "Right at first: 1 of 1, 2 of 2 points.");
}

/* The first condition that does not hold: behind a hint, and when no operation is left. */
static void what_is_missing_is_told(void)
{
	if (!ready())
		return;
	LEARN("", "\\n0\\nhint\\none = m 512\\nm 512\\nm 512\\nf one\\nm 8\\nm 8\\nm 8\\n"
	      "view\\nm 8\\nu\\nm 8\\n",
	      "There is no hint for this. skip tells the answer.\n"
	      "It is not reached: count(free, 512) = 2 does not hold (count(free, 512) is 0).",
	      "is 1).\nNo more operations are allowed: u takes the last one back.\n"
	      "goal holes> u");
	CU_ASSERT(lacks("goal holes> m 512\nIt is not"));
}

static void leaves_at_once(void)
{
	if (!ready())
		return;
	LEARN("", "q\\n", "Enter goes on> q\nWhat was answered is kept");
}

static void skip_tells_the_answer(void)
{
	if (!ready())
		return;
	LEARN("", "\\nexpect chunks 3\\nskip\\nexpect error x\\nskip\\nskip\\nskip\\n",
	      "> expect chunks 3\nThat would change the heap, or tell the answer.", "Answer: s1+0x0", "One way to it:",
	      "  one = m 512", "keeps them apart.", "Answer: b) a lesson",
	      "Right at first: 0 of 4, 0 of 7 points.");
}

static void the_first_answer_counts(void)
{
	if (!ready())
		return;
	LEARN("", "\\n0x10\\nsave half\\nagain\\n0\\nq\\n", "1 answer written to half.",
	      "goes on, again asks anew> again", "Right: s1+0x0.",
	      "Right at first: 0 of 1, 0 of 2 points.");
	CU_ASSERT(lacks("branch"));
}

/* Whoever solved it, and however it was asked: the heap that follows is the same. */
static void exercises_are_excursions(void)
{
	static const char *const ways[] = {
		("\\n0\\n" GOAL), "\\n0\\nskip\\n",
		"\\n0x10\\nagain\\n0x20\\nagain\\n0x30\\n\\nm 9\\nm 8\\nagain\\nm 7\\nskip\\n",
	};
	char line[900];

	if (!ready())
		return;
	for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
		snprintf(line, sizeof line, STATE "printf '%sview\\nstats\\n' | $M learn asked.txt "
		         "--seed ada --anew | sed -n '/^The number is/,$p' | grep -v ^Right > "
		         "end%zu; test -s end%zu && cmp end%zu end0", ways[i], i, i, i);
		shell_ends(0, line);
	}
}

/* Who is asked and who is graded has the same numbers. */
static void the_key_is_right_when_asked(void)
{
	if (!ready())
		return;
	shell_ends(0, STATE "$M answers asked.txt --seed bob > key; { echo; sed '1d; s/^[a-z0-9]*: "
	           "//; s/; /\\n/g' key; } | $M learn asked.txt --seed bob");
	CU_ASSERT(shell_said("out", "Right at first: 4 of 4, 7 of 7 points."));
}

/* ------------------------------------------------------------------- stops, goes on */

static void goes_on_where_it_was_left(void)
{
	if (!ready())
		return;
	LEARN("", "\\n0\\n", "answer place1> 0", "goal holes> \n",
	      "What was answered is kept: mmviz learn asked.txt goes on here.");
	LEARN("", "hint\\n" GOAL, "The lesson goes on where it was left: 1 of 3 questions, no "
	      "exercise of 1 done.", "2. Holes", "goal holes> hint", "Reached in 6 operations.");
	CU_ASSERT(lacks("Where will"));
	CU_ASSERT(lacks("Holes?"));
	LEARN("", "q\\n", "1 of 3 questions, exercise 1 of 1 done");
	LEARN("", "96\\n\\nb\\n", "How many bytes does p6 occupy", "This is the end of the lesson.",
	      "--save FILE writes what was answered");
	LEARN("--save his", "", "4 answers written to his.");
	shell_ends(1, "$M grade asked.txt his");
	CU_ASSERT(shell_said("out", "3 of 4 right, 6 of 7 points"));
	LEARN("", "\\n", "This lesson is done: 3 of 3 questions, exercise 1 of 1 done.",
	      "played once", "Where will p6", "The lesson is done, and what was answered is kept.");
	LEARN("", "\\n", "This lesson is done: 3 of 3 questions, exercise 1 of 1 done.");
	CU_ASSERT(lacks("goes on where"));
	LEARN("--anew", "\\n", "Where will p6", "What was finished before, with 6 points, is put away.",
	      "mmviz grade asked.txt ");
	CU_ASSERT(lacks("This lesson is done"));
	shell_ends(1, "$M grade asked.txt learning/mmviz/done-asked.txt-*");
	CU_ASSERT(shell_said("out", "3 of 4 right, 6 of 7 points"));
	LEARN("--anew", "\\nskip\\nskip\\nskip\\nskip\\n", "This is the end");
	CU_ASSERT(lacks("put away"));
	LEARN("--anew", "", "The better result that was put away before stays.");
}

static void the_next_is_told(void)
{
	if (!ready())
		return;
	shell_ends(0, STATE "yes skip | head -n 40 | $M learn 11");
	CU_ASSERT(shell_said("out", "mmviz learn 12 is the next lesson."));
	shell_ends(0, STATE "yes skip | head -n 40 | $M learn 15");
	CU_ASSERT(shell_said("out", "This is the end of the lesson."));
	CU_ASSERT(lacks("the next lesson"));
	LEARN("", "\\nskip\\nskip\\nskip\\nskip\\n", "This is the end of the lesson.");
	CU_ASSERT(lacks("the next lesson"));
}

static void survives_a_kill(void)
{
	if (!ready())
		return;
	shell_ends(137, STATE "{ printf '\\n0\\n'; sleep 2; } | $M learn asked.txt --seed ada >log & "
	           "pid=$!; n=0; until grep -q 'goal holes' log || [ $n = 300 ]; do n=$((n+1)); "
	           "sleep 0.01; done; kill -9 $pid; wait $pid");
	LEARN("", "q\\n", "The lesson goes on where it was left: 1 of 3 questions");
}

/* A wrong one was answered, too. */
static void goes_on_behind_a_wrong_answer(void)
{
	if (!ready())
		return;
	LEARN("", "\\n0x10\\n", "Not right");
	LEARN("", "q\\n", "goal holes>");
	CU_ASSERT(lacks("answer place1>"));
}

static void another_text_begins_anew(void)
{
	if (!ready())
		return;
	LEARN("", "\\n0\\n", "answer place1> 0");
	shell_ends(0, "echo '# one line more' >> asked.txt");
	LEARN("", "\\n", "for its text is another than", "1 of 3 questions",
	      "Where will p6");
}

static void the_list_tells_progress(void)
{
	if (!ready())
		return;
	shell_ends(0, STATE "$M learn");
	CU_ASSERT(shell_said("out", "  01    Lesson 1: "));
	CU_ASSERT(shell_said("out", "mmviz learn 01 goes on"));
	shell_ends(0, STATE "yes skip | head -100 | $M learn 1 >/dev/null; $M learn");
	CU_ASSERT(shell_said("out", "        done"));
	CU_ASSERT(shell_said("out", "mmviz learn 02 goes on"));
	shell_ends(0, STATE "echo q | $M learn 5 >/dev/null; $M learn");
	CU_ASSERT(shell_said("out", "mmviz learn 05 goes on"));
	shell_ends(0, STATE "echo q | $M learn 1 --seed zoe >/dev/null; $M learn");
	CU_ASSERT(shell_said("out", "        done"));
	CU_ASSERT(shell_said("out", "        begun: 0 of 4 questions, no exercise of 3 done, "
	                            "seed zoe\n"));
	LEARN("", "\\n0\\n", "answer place1> 0");
	shell_ends(0, STATE "$M learn");
	CU_ASSERT(shell_said("out", "/asked.txt\n        Lesson 42: holes\n        begun: 1 of 3 "
	                            "questions, no exercise of 1 done, seed ada"));
}

static void damage_is_told_and_no_end(void)
{
	if (!ready())
		return;
	LEARN("", "\\n0\\n", "answer place1> 0");
	shell_ends(0, STATE "sed -i 's/place1/plage1/' learning/mmviz/progress; "
	           "$M learn asked.txt --seed ada </dev/null");
	CU_ASSERT(shell_said("err", "progress:3: It was changed, or is damaged"));
	CU_ASSERT(shell_said("out", "The lesson goes on where it was left: 0 of 3 questions"));
}

static const struct shell_row wrong_calls[] = {
	{ STATE "$M learn 99", 2, "mmviz: no lesson is named 99, and there is no such file. The "
	  "lessons are 01, " },
	{ STATE "$M learn .", 2, "mmviz: . cannot be read: it is a folder, not a lesson." },
	{ STATE ": > empty; $M learn empty", 2, "mmviz: empty is empty." },
	{ STATE "$M learn 01 02", 2, "learn is called so: mmviz learn" },
	{ STATE "$M learn --seed", 2, "learn is called so: mmviz learn" },
};

static void what_cannot_be_learned(void)
{
	shell_tells(wrong_calls, sizeof wrong_calls / sizeof wrong_calls[0]);
}

/* Every lesson: its key is right, answers that are not there are told, and Enter leads to its
 * end. What the lesson expects is not for the learner. */
static void every_lesson(void)
{
	char line[600];
	glob_t found;

	if (!ready() || glob("lessons/[0-9]*.txt", 0, NULL, &found) != 0)
		return;
	for (size_t i = 0; i < found.gl_pathc; i++) {
		const char *path = found.gl_pathv[i];

		snprintf(line, sizeof line, "L=$(dirname $M)/%s; for s in a b; do $M answers $L "
		         "--seed $s > key && $M grade $L --seed $s < key || exit 9; done", path);
		shell_ends(0, line);
		CU_ASSERT(shell_said("err", ""));
		snprintf(line, sizeof line, STATE "yes skip | head -500 | $M learn $(dirname $M)/%s",
		         path);
		shell_ends(0, line);
		CU_ASSERT(shell_said("out", "This is the end of the lesson."));
		CU_ASSERT(shell_said("err", ""));
		CU_ASSERT(lacks("> expect ") && lacks("as expected: "));
	}
	globfree(&found);
}

/* --------------------------------------------------------------------- on the screen */

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

static void asks_on_the_screen(void)
{
	if (!ready() || !begin_screen(100, 30))
		return;
	step_to_question();
	CU_ASSERT(robot_sees(&robot, "Where will p6 = m "));
	robot_type(&robot, "i p3\r");
	CU_ASSERT(robot_sees(&robot, "inspect"));
	CU_ASSERT(robot_sees_no(&robot, "Where will"));
	robot_type(&robot, "\r");
	CU_ASSERT(robot_sees(&robot, "Where will p6 = m "));
	robot_type(&robot, "i nobody\r");
	CU_ASSERT(robot_sees(&robot, "No chunk is named nobody"));
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
	robot_type(&robot, "0x10\r");
	CU_ASSERT(robot_sees(&robot, "Not right: s1+0x10."));
	CU_ASSERT(robot_sees(&robot, "Enter goes on, again asks anew>"));
	robot_type(&robot, "again\r");
	CU_ASSERT(robot_sees(&robot, "answer place1>"));
	robot_type(&robot, "0\r");
	CU_ASSERT(robot_sees(&robot, "Right: s1+0x0."));
	CU_ASSERT(robot_sees(&robot, "Space goes on"));
	robot_type(&robot, " ");
	CU_ASSERT(robot_sees(&robot, "goal holes>"));
	robot_type(&robot, "repeat 8 m 16\r");
	CU_ASSERT(robot_sees(&robot, "No more operations"));
	robot_type(&robot, "again\r");
	CU_ASSERT(robot_sees_no(&robot, "No more operations"));
	robot_type(&robot, "one = m 512\rm 512\rtwo = m 512\rm 512\rf one\rf two\r");
	CU_ASSERT(robot_sees(&robot, "Reached in 6 operations."));
	CU_ASSERT(robot_sees(&robot, "keeps them apart"));
	CU_ASSERT(robot_sees(&robot, "free 512"));
	robot_type(&robot, "\r");
	CU_ASSERT(robot_sees(&robot, "answer rest>"));
	CU_ASSERT(robot_sees_no(&robot, "free 512"));
	robot_type(&robot, "q\r");
	end_screen();
}

/* Nothing of its text is out of view: a key is enough. */
static void a_comparison_is_one_step(void)
{
	static const char lesson[] = "m 100\nm 50\nf p1\nm 30\ncompare first next best worst\n\n"
	                             "# Behind it.\n";

	if (!ready())
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
	if (!ready() || !begin_screen(80, 24))
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

CU_TestInfo learn_tests[] = {
	{ "asks and explains", asks_and_explains },
	{ "looking leaves a question open", looking_leaves_it_open },
	{ "what was typed is echoed clean", what_was_typed_is_echoed_clean },
	{ "hints cost nothing", hints_cost_nothing },
	{ "what is missing is told", what_is_missing_is_told },
	{ "leaves at once", leaves_at_once },
	{ "skip tells the answer", skip_tells_the_answer },
	{ "the first answer counts", the_first_answer_counts },
	{ "exercises are excursions", exercises_are_excursions },
	{ "the key is right when it is asked", the_key_is_right_when_asked },
	{ "goes on where it was left", goes_on_where_it_was_left },
	{ "the next lesson is told", the_next_is_told },
	{ "survives a kill", survives_a_kill },
	{ "goes on behind a wrong answer", goes_on_behind_a_wrong_answer },
	{ "another text begins anew", another_text_begins_anew },
	{ "the list tells progress", the_list_tells_progress },
	{ "damage is told", damage_is_told_and_no_end },
	{ "what cannot be learned", what_cannot_be_learned },
	{ "every lesson", every_lesson },
	{ "asks on the screen", asks_on_the_screen },
	{ "a comparison is one step", a_comparison_is_one_step },
	{ "goes on on the screen", goes_on_on_the_screen },
	CU_TEST_INFO_NULL
};
