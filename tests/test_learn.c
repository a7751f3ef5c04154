/* SPDX-License-Identifier: MIT
 *
 * test_learn.c - lessons that are asked as text, through pipes.
 */
#include "asked.h"

#include <glob.h>
#include <stdlib.h>
#include <unistd.h>

/* These lines are typed; the words are told. */
static void learn(const char *options, const char *typed, const char *const *words)
{
	char line[2000];

	snprintf(line, sizeof line, ASKED_STATE "printf '%s' | $M learn asked.txt --seed ada %s", typed,
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
	if (!asked_ready())
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
	if (!asked_ready())
		return;
	LEARN("", "\\n0\\none = m 512\\nm 512\\ntwo = m 512\\nm 512\\nf one\\nm 8\\nm 8\\n"
	      "try m 8\\n",
	      "goal holes> try m 8\n", "preview: ");
	CU_ASSERT(lacks("No more operations"));
	shell_ends(0, ASKED_STATE "rm -rf learning");
	LEARN("", "i p3\\nm 3\\n\\ni p3\\nm 100\\nstats\\ntry m 8\\nstep\\nset granule 8\\n"
	      "xyz\\n0\\n", "Enter goes on> i p3", "key 14 = offset 0x0e0",
	      "answer place1> m 100\nThat would change the heap",
	      "answer place1> try m 8\nThat would change", "external fragmentation",
	      "answer place1> set granule 8\nThat would", "xyz is no place", "Right: s1+0x0.");
	LEARN("--anew", "\\n%05000d\\n0\\n", "An answer has fewer than 4,000 bytes.");
}

/* Also i, which is a command. */
static void a_letter_is_an_answer(void)
{
	if (!asked_ready())
		return;
	LEARN("", "\\nskip\\nskip\\nskip\\nc\\ni \\nchunks\\ni p3\\nb\\n",
	      "answer pick> c\nc is none of the choices. One of the letters a to b is wanted.\n",
	      "answer pick> i \ni is none of the choices.", "chunks is none of the choices.",
	      "answer pick> i p3\n", "Right: b) a lesson.");
	CU_ASSERT(lacks("i p3 is none"));
}

/* What a terminal would obey is shown. */
static void what_was_typed_is_echoed_clean(void)
{
	if (!asked_ready())
		return;
	LEARN("", "x\\033[2J\\001\\377\\nskip\\n", "goes on> x?[2J?\xef\xbf\xbd\n");
}

static void hints_cost_nothing(void)
{
	if (!asked_ready())
		return;
	LEARN("", "\\nhelp\\nhint\\nhint\\nhint\\n0\\n", "hint gives a hint, skip tells the answer",
	      "Hint 1: It is first fit.",
	      "Hint 2: The first hole is at the start.", "There are no more hints.",
	      "Right: s1+0x0.", "Right at first: 1 of 1, 2 of 2 points.");
}

/* The first condition that does not hold: behind a hint, and when no operation is left. */
static void what_is_missing_is_told(void)
{
	if (!asked_ready())
		return;
	LEARN("", "\\n0\\nhint\\none = m 512\\nm 512\\nm 512\\nf one\\nm 8\\nm 8\\nm 8\\n"
	      "view\\nm 8\\nu\\nm 8\\n",
	      "There is no hint for this. skip tells the answer.\n"
	      "Not yet: count(free, 512) = 2 is wanted, and count(free, 512) is 0.",
	      "is 1.\nNo more operations are allowed: u takes the last one back.\n"
	      "goal holes> u");
	CU_ASSERT(lacks("goal holes> m 512\nIt is not"));
}

static void leaves_at_once(void)
{
	if (!asked_ready())
		return;
	LEARN("", "q\\n", "Enter goes on> q\nWhat was answered is kept");
}

static void skip_tells_the_answer(void)
{
	if (!asked_ready())
		return;
	LEARN("", "\\nexpect chunks 3\\nskip\\nexpect error x\\nskip\\nskip\\nskip\\n",
	      "> expect chunks 3\nThat would change the heap, or tell the answer.", "Answer: s1+0x0", "One way to it:",
	      "  one = m 512", "keeps them apart.", "Answer: b) a lesson",
	      "Right at first: 0 of 4, 0 of 7 points.");
}

static void the_first_answer_counts(void)
{
	if (!asked_ready())
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

	if (!asked_ready())
		return;
	for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
		snprintf(line, sizeof line, ASKED_STATE "printf '%sview\\nstats\\n' | $M learn asked.txt "
		         "--seed ada --anew | sed -n '/^The number is/,$p' | grep -v ^Right > "
		         "end%zu; test -s end%zu && cmp end%zu end0", ways[i], i, i, i);
		shell_ends(0, line);
	}
}

/* Who is asked and who is graded has the same numbers. */
static void the_key_is_right_when_asked(void)
{
	if (!asked_ready())
		return;
	shell_ends(0, ASKED_STATE "$M answers asked.txt --seed bob > key; { echo; sed '1d; s/^[a-z0-9]*: "
	           "//; s/; /\\n/g' key; } | $M learn asked.txt --seed bob");
	CU_ASSERT(shell_said("out", "Right at first: 4 of 4, 7 of 7 points."));
}

/* ------------------------------------------------------------------- stops, goes on */

static void goes_on_where_it_was_left(void)
{
	if (!asked_ready())
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
	if (!asked_ready())
		return;
	shell_ends(0, ASKED_STATE "yes skip | head -n 40 | $M learn 11");
	CU_ASSERT(shell_said("out", "mmviz learn 12 is the next lesson."));
	shell_ends(0, ASKED_STATE "yes skip | head -n 40 | $M learn 15");
	CU_ASSERT(shell_said("out", "This is the end of the lesson."));
	CU_ASSERT(lacks("the next lesson"));
	LEARN("", "\\nskip\\nskip\\nskip\\nskip\\n", "This is the end of the lesson.");
	CU_ASSERT(lacks("the next lesson"));
}

/* A learner sees nothing of it, and no line that stood for it, but where it does not hold. */
static void what_is_expected_is_told(void)
{
	if (!asked_ready())
		return;
	shell_ends(1, ASKED_STATE "printf 'm 100\\nexpect used 5\\n' >wrong.txt; $M learn wrong.txt");
	CU_ASSERT(shell_said("out", "error: expected used 5, but used is 112."));
	shell_ends(0, ASKED_STATE "printf '# One.\\n\\nm 100\\n\\nexpect used 112\\n\\n# Two.\\n' "
	           ">right.txt; $M learn right.txt");
	CU_ASSERT(lacks("expect"));
	CU_ASSERT(shell_said("out", "\n\nTwo.\n"));
	CU_ASSERT(lacks("\n\n\nTwo.\n"));
}

static void survives_a_kill(void)
{
	if (!asked_ready())
		return;
	shell_ends(137, ASKED_STATE "{ printf '\\n0\\n'; sleep 2; } | $M learn asked.txt --seed ada >log & "
	           "pid=$!; n=0; until grep -q 'goal holes' log || [ $n = 300 ]; do n=$((n+1)); "
	           "sleep 0.01; done; kill -9 $pid; wait $pid");
	LEARN("", "q\\n", "The lesson goes on where it was left: 1 of 3 questions");
}

/* The words that stand before it, but not those of the step before. */
static void a_question_keeps_its_words(void)
{
	if (!asked_ready())
		return;
	LEARN("", "\\nq\\n", "answer place1> q");
	LEARN("", "q\\n", "1. Where\n\nOf 3,872 bytes ", "Where will p6");
	CU_ASSERT(lacks("Takes 10"));
	LEARN("", "0\\nskip\\nq\\n", "answer rest> q");
	LEARN("", "q\\n", "2. Holes\n\nThe number is ", "How many bytes does p6");
}

/* A wrong one was answered, too. */
static void goes_on_behind_a_wrong_answer(void)
{
	if (!asked_ready())
		return;
	LEARN("", "\\n0x10\\n", "Not right");
	LEARN("", "q\\n", "goal holes>");
	CU_ASSERT(lacks("answer place1>"));
}

static void another_text_begins_anew(void)
{
	if (!asked_ready())
		return;
	LEARN("", "\\n0\\n", "answer place1> 0");
	shell_ends(0, "echo '# one line more' >> asked.txt");
	LEARN("", "\\n", "for its text is another than", "1 of 3 questions",
	      "Where will p6");
}

static void the_list_tells_progress(void)
{
	if (!asked_ready())
		return;
	shell_ends(0, ASKED_STATE "$M learn");
	CU_ASSERT(shell_said("out", "  01    Lesson 1: "));
	CU_ASSERT(shell_said("out", "mmviz learn 01 begins"));
	shell_ends(0, ASKED_STATE "yes skip | head -100 | $M learn 1 >/dev/null; $M learn");
	CU_ASSERT(shell_said("out", "        done"));
	CU_ASSERT(shell_said("out", "mmviz learn 02 begins"));
	shell_ends(0, ASKED_STATE "echo q | $M learn 5 >/dev/null; $M learn");
	CU_ASSERT(shell_said("out", "mmviz learn 05 goes on"));
	shell_ends(0, ASKED_STATE "echo q | $M learn 1 --seed zoe >/dev/null; $M learn");
	CU_ASSERT(shell_said("out", "        done"));
	CU_ASSERT(shell_said("out", "        begun: 0 of 4 questions, no exercise of 3 done, "
	                            "seed zoe\n"));
	LEARN("", "\\n0\\n", "answer place1> 0");
	shell_ends(0, ASKED_STATE "$M learn");
	CU_ASSERT(shell_said("out", "/asked.txt\n        Lesson 42: holes\n        begun: 1 of 3 "
	                            "questions, no exercise of 1 done, seed ada"));
}

/* Of several that were finished, whichever was the last. */
static void the_best_is_listed(void)
{
	static const char *const orders[] = { "ada bob", "bob ada" };
	char line[600];

	for (size_t i = 0; i < sizeof orders / sizeof orders[0] && asked_ready(); i++) {
		snprintf(line, sizeof line, ASKED_STATE "for s in %s; do { echo; [ $s = ada ] || $M answers "
		         "asked.txt --seed bob | sed '1d; s/^[a-z0-9]*: //; s/; /\\n/g'; yes skip | "
		         "head -20; } | $M learn asked.txt --seed $s >/dev/null; done; $M learn", orders[i]);
		shell_ends(0, line);
		CU_ASSERT(shell_said("out", "        done: 3 of 3 questions, exercise 1 of 1 done, seed bob\n"));
		CU_ASSERT(lacks("seed ada"));
	}
}

static void damage_is_told_and_no_end(void)
{
	if (!asked_ready())
		return;
	LEARN("", "\\n0\\n", "answer place1> 0");
	shell_ends(0, ASKED_STATE "sed -i 's/place1/plage1/' learning/mmviz/progress; "
	           "$M learn asked.txt --seed ada </dev/null");
	CU_ASSERT(shell_said("err", "progress:3: It was changed, or is damaged"));
	CU_ASSERT(shell_said("out", "The lesson goes on where it was left: 0 of 3 questions"));
}

static const struct shell_row wrong_calls[] = {
	{ ASKED_STATE "$M learn 99", 2, "mmviz: no lesson is named 99, and there is no such file. The "
	  "lessons are 01, " },
	{ ASKED_STATE "$M learn .", 2, "mmviz: . cannot be read: it is a folder, not a lesson." },
	{ ASKED_STATE ": > empty; $M learn empty", 2, "mmviz: empty is empty." },
	{ ASKED_STATE "$M learn 01 02", 2, "learn is called so: mmviz learn" },
	{ ASKED_STATE "$M learn --seed", 2, "learn is called so: mmviz learn" },
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

	if (!asked_ready() || glob("lessons/[0-9]*.txt", 0, NULL, &found) != 0)
		return;
	for (size_t i = 0; i < found.gl_pathc; i++) {
		const char *path = found.gl_pathv[i];

		snprintf(line, sizeof line, "L=$(dirname $M)/%s; for s in a b; do $M answers $L "
		         "--seed $s > key && $M grade $L --seed $s < key || exit 9; done", path);
		shell_ends(0, line);
		CU_ASSERT(shell_said("err", ""));
		snprintf(line, sizeof line, ASKED_STATE "yes skip | head -500 | $M learn $(dirname $M)/%s",
		         path);
		shell_ends(0, line);
		CU_ASSERT(shell_said("out", "This is the end of the lesson."));
		CU_ASSERT(shell_said("err", ""));
		CU_ASSERT(lacks("> expect ") && lacks("as expected: "));
	}
	globfree(&found);
}

CU_TestInfo learn_tests[] = {
	{ "asks and explains", asks_and_explains },
	{ "looking leaves a question open", looking_leaves_it_open },
	{ "a letter is an answer", a_letter_is_an_answer },
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
	{ "what is expected is told when it is not so", what_is_expected_is_told },
	{ "survives a kill", survives_a_kill },
	{ "a question keeps its words", a_question_keeps_its_words },
	{ "goes on behind a wrong answer", goes_on_behind_a_wrong_answer },
	{ "another text begins anew", another_text_begins_anew },
	{ "the list tells progress", the_list_tells_progress },
	{ "the best is listed", the_best_is_listed },
	{ "damage is told", damage_is_told_and_no_end },
	{ "what cannot be learned", what_cannot_be_learned },
	{ "every lesson", every_lesson },
	CU_TEST_INFO_NULL
};
