/* SPDX-License-Identifier: MIT
 *
 * test_grade.c - answers that are handed in are graded; nothing of them is lost silently.
 */
#include "asked.h"

#include <stdlib.h>

/* The shell's $?, with an own state folder. */
static void ends(int status, const char *command)
{
	char line[2000];

	snprintf(line, sizeof line, "XDG_STATE_HOME=$PWD/grader; export XDG_STATE_HOME; %s",
	         command);
	shell_ends(status, line);
}

static int ready(void)
{
	if (!shell_ready())
		return 0;
	asked_write();
	return 1;
}

static void the_key_passes(void)
{
	static const char *const seeds[] = { "ada", "bob", "7", "\"a b\"" };
	char line[300];

	for (size_t i = 0; i < sizeof seeds / sizeof seeds[0] && ready(); i++) {
		snprintf(line, sizeof line, "$M answers asked.txt --seed %s > key && "
		         "$M grade asked.txt --seed %s < key", seeds[i], seeds[i]);
		ends(0, line);
		CU_ASSERT(shell_said("out", "4 of 4 right, 7 of 7 points"));
		CU_ASSERT(shell_said("err", ""));
		CU_ASSERT(shell_said("key", "holes: one = m 512; m 512; two = m 512; m 512; f one; "
		                            "f two"));
		CU_ASSERT(shell_said("key", "pick: b) a lesson"));
	}
}

static void seeds_differ(void)
{
	if (!ready())
		return;
	ends(0, "$M answers asked.txt --seed ada > key1; $M answers asked.txt --seed ada > key2; "
	     "cmp key1 key2");
	ends(0, "for s in a b c d e f; do $M answers asked.txt --seed $s; done > keys; "
	     "test $(grep -c ^rest: keys) = $(grep ^rest: keys | sort -u | wc -l)");
}

static void wrong_ones_are_told(void)
{
	if (!ready())
		return;
	ends(1, "printf 'place1: s1+0x150\\nholes: m 512; f p7; expect error x\\nrest: lots\\n"
	     "pick: a trap\\n' > a; "
	     "$M grade asked.txt a --seed ada");
	CU_ASSERT(shell_said("err", ""));
	CU_ASSERT(shell_said("out", "place1       wrong     0 of 2  s1+0x150"));
	CU_ASSERT(shell_said("out", "right: s1+0x0"));
	CU_ASSERT(shell_said("out", "holes        wrong     0 of 3  m 512; f p7; expect error x"));
	CU_ASSERT(shell_said("out", "Not yet: "));
	CU_ASSERT(shell_said("out", "lots is no number"));
	CU_ASSERT(shell_said("out", "right: b) a lesson"));
	CU_ASSERT(shell_said("out", "0 of 4 right, 0 of 7 points"));
}

/* Whoever grades runs what a learner has written. */
static void answers_write_no_files(void)
{
	static const char *const words[] = { "save gone", "export gone.svg", "convert t gone",
		                             "source writes" };
	char line[300];

	for (size_t i = 0; i < sizeof words / sizeof words[0] && ready(); i++) {
		snprintf(line, sizeof line, "rm -f gone*; echo save gone >writes; cp key t 2>/dev/null; "
		         "printf 'holes: m 1; %s\n' | $M grade asked.txt --seed ada; "
		         "test $? = 1 && ! ls gone*", words[i]);
		ends(0, line);
	}
}

/* Nor a lesson, of which only the key is wanted, or its mistakes. */
static void lessons_write_no_files(void)
{
	if (!ready())
		return;
	ends(0, "rm -f gone*; { cat asked.txt; echo; echo save gone; echo source writes; } >saving.txt; "
	        "echo save gone >writes; $M answers saving.txt; $M lint saving.txt; ! ls gone*");
}

static void nothing_is_lost_silently(void)
{
	if (!ready())
		return;
	ends(1, "printf '# mine\\n\\nplace1: 0\\r\\nrest: 1\\nrest: 2\\npick b\\nplaec1: 3\\n"
	     "two words: 3\\n' | $M grade asked.txt --seed ada");
	CU_ASSERT(shell_said("err", "<stdin>:5: rest is answered a second time, first in line 4."));
	CU_ASSERT(shell_said("err", "<stdin>:6: pick b has no colon."));
	CU_ASSERT(shell_said("err", "<stdin>:7: The lesson has no question plaec1. Was place1 "
	                            "meant?"));
	CU_ASSERT(shell_said("err", "<stdin>:8: two words is no question's ID."));
	CU_ASSERT(shell_said("out", "place1       right     2 of 2  0"));
	CU_ASSERT(shell_said("out", "rest         missing   0 of 1"));
	CU_ASSERT(shell_said("out", "pick         missing   0 of 1"));
	CU_ASSERT(shell_said("out", "1 of 4 right, 2 of 7 points"));
}

/* Above a key stands the seed that it is for; lessons with a seed of their own name none. */
static void the_first_line_says_the_seed(void)
{
	if (!ready())
		return;
	ends(0, "$M answers asked.txt --seed ada > key && $M grade asked.txt < key");
	CU_ASSERT(shell_said("out", "asked.txt, seed ada as the answers say: 4 of 4 right"));
	ends(0, "$M answers asked.txt --seed 'a, seed b' > key && tail -n +2 key > bare && "
	     "{ printf '# a, b, seed b c \r\n'; $M answers asked.txt --seed 'b c'; } | "
	     "$M grade asked.txt");
	ends(1, "$M answers asked.txt --seed ada | $M grade asked.txt --seed bob");
	CU_ASSERT(shell_said("err", "<stdin>:1: These are answers for the seed ada, not bob."));
	ends(0, "printf 'seed one\nlet a = rand(1, 9)\nask a number {a}\nanswer a\nend\n"
	     "seed two\nlet b = rand(100, 9999)\nask b number {b}\nanswer b\nend\n' > two.txt; "
	     "$M answers two.txt > key && $M grade two.txt < key");
	CU_ASSERT(shell_said("key", "# two.txt, its own seed"));
	CU_ASSERT(shell_said("out", "two.txt, seed two: 2 of 2 right"));
}

static void one_line_too_many_is_not_all_right(void)
{
	if (!ready())
		return;
	ends(1, "{ $M answers asked.txt; echo 'more: 1'; } | $M grade asked.txt");
	CU_ASSERT(shell_said("out", "4 of 4 right"));
	CU_ASSERT(shell_said("err", "<stdin>:6: The lesson has no question more."));
}

static void json_has_it_all(void)
{
	static const char *const parts[] = {
		"\"lesson\": \"asked.txt\"", "\"seed\": \"ada\"", "\"id\": \"place1\"",
		"\"kind\": \"place\"", "\"given\": \"0x40\"", "\"right\": \"s1+0x0\"",
		"\"points\": 0", "\"of\": 2", "\"kind\": \"goal\"", "\"given\": null",
		"\"total\": {\"points\": 0, \"of\": 7, \"right\": 0, \"questions\": 4}",
	};

	if (!ready())
		return;
	ends(1, "printf 'place1: 0x40\\n' | $M grade --json asked.txt --seed ada");
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		CU_ASSERT(shell_said("out", parts[i]));
	CU_ASSERT(shell_said("out", "\"problems\": ["));
	CU_ASSERT(shell_said("err", ""));
	ends(1, "printf 'fill 5 100\nask a number Q\n m 50\n answer used_chunks\nend\n' > n.txt; "
	     "echo 'a: 7' | $M grade --json n.txt");
	CU_ASSERT(shell_said("out", "\"why\": \"That is one too many.\""));
}

static void what_cannot_be_read(void)
{
	if (!ready())
		return;
	ends(2, "$M grade nothing.txt");
	CU_ASSERT(shell_said("err", "no lesson is named nothing.txt"));
	ends(2, "$M grade asked.txt nowhere");
	CU_ASSERT(shell_said("err", "nowhere cannot be read: No such file"));
	ends(2, "$M grade asked.txt .");
	CU_ASSERT(shell_said("err", "cannot be read: Is a directory"));
	ends(2, "$M grade asked.txt /dev/null");
	CU_ASSERT(shell_said("err", "cannot be read: it is no file."));
	ends(2, "printf 'one: 3\\0 4\\n' | $M grade 04");
	CU_ASSERT(shell_said("err", "<stdin> is no text: its byte 7 is 0. Nothing was graded."));
	ends(2, "$M grade");
	CU_ASSERT(shell_said("err", "grade is called so: mmviz grade LESSON"));
	ends(2, "$M answers .");
	CU_ASSERT(shell_said("err", "it is a folder, not a lesson"));
	ends(2, "$M answers 01 02");
	ends(1, "$M grade asked.txt </dev/null");
	CU_ASSERT(shell_said("out", "0 of 4 right"));
}

/* One's own lesson of that name comes before the program's; a number is the program's. */
static void ones_own_lesson_comes_first(void)
{
	if (!ready())
		return;
	ends(0, "cp asked.txt 01.txt; $M answers 01.txt > his; $M answers 1 > its; rm 01.txt");
	CU_ASSERT(shell_said("his", "place1: s1+0x0"));
	CU_ASSERT(shell_said("its", "# 1, seed lesson-1"));
	CU_ASSERT(!shell_run("! grep -q place1 its"));
}

/* Whoever hands in may have written anything. */
static void an_answer_touches_nothing(void)
{
	static const char *const hostile[] = {
		"save own.txt", "export own.json", "export own.html; export own.svg", "theme light",
		"convert asked.txt own.rep", "report own.html", "source asked.txt", "load asked.txt",
		"try save own.txt; do", "step save own.txt", "repeat 2 save own.txt", "q", "quiz hash",
		"layout map; hide map", "t1 save own.txt", "own = save own.txt",
	};
	char line[400];

	for (size_t i = 0; i < sizeof hostile / sizeof hostile[0] && ready(); i++) {
		snprintf(line, sizeof line, "echo 'holes: %s' > a; before=$(ls); $M grade asked.txt a; "
		         "s=$?; test \"$before\" = \"$(ls)\" || exit 9; exit $s", hostile[i]);
		ends(1, line);
		CU_ASSERT(shell_said("out", "holes        wrong     0 of 3"));
		ends(0, "rm -f after; ls > ../after; cmp before ../after; test ! -e grader");
	}
}

static void an_answer_is_bounded(void)
{
	static const char *const hostile[][2] = {
		{ "random 1000000", "random was not run: an answer does at most 10,000 operations" },
		{ "repeat 5001 m 1; repeat 5000 m 1", "repeat was not run: an answer does at most" },
		{ "try fill 6000 1; do", "do was not run: an answer does at most" },
		{ "big = m 1G; w big 0x41 1G", "m was not run: an answer asks for at most 64 MiB" },
		{ "m 1; c 1M 1K", "c was not run: an answer asks for at most 64 MiB" },
		{ "fill 100 1M", "fill was not run: an answer asks for at most 64 MiB" },
		{ "set limit 8192; reset; m 1G; r p1 1G", "Not yet: count" },
	};
	char line[400];

	if (!ready())
		return;
	for (size_t i = 0; i < sizeof hostile / sizeof hostile[0]; i++) {
		snprintf(line, sizeof line, "echo 'holes: %s' | $M grade asked.txt", hostile[i][0]);
		ends(1, line);
		CU_ASSERT(shell_said("out", hostile[i][1]));
	}
	ends(1, "{ printf 'rest: '; head -c 4000 /dev/zero | tr '\\0' 1; } | $M grade asked.txt");
	CU_ASSERT(shell_said("err", "<stdin>:1: The answer to rest has 4,000 bytes or more."));
	ends(1, "seq 1000 | $M grade asked.txt");
	CU_ASSERT(shell_said("err", "<stdin>: there is more of that: 900 problems."));
}

static void a_lesson_with_faults_is_told(void)
{
	static const char text[] = "# Lesson\nask one number How many?\nend\n"
	                           "ask two number How many {nothing}?\n  answer 3\nend\n"
	                           "expect chunks 12\n";

	if (!shell_ready())
		return;
	scratch_write("faulty.txt", text, strlen(text));
	ends(1, "printf 'one: 1\\ntwo: 3\\n' | $M grade faulty.txt");
	CU_ASSERT(shell_said("err", "faulty.txt:"));
	CU_ASSERT(shell_said("err", "mmviz lint"));
}

/* ------------------------------------------------------------- what learn has saved */

static const char answers[] = "\\n0x0\\none = m 512\\nm 512\\ntwo = m 512\\nm 512\\nf one\\nview\\n"
                              "f two\\n1\\n\\nb\\n";

static void learn_and_save(void)
{
	char line[600];

	snprintf(line, sizeof line, "printf '%s' | $M learn asked.txt --seed ada --anew --save "
	         "mine >/dev/null", answers);
	ends(0, line);
}

static void a_saved_one_is_graded(void)
{
	if (!ready())
		return;
	learn_and_save();
	ends(1, "$M grade asked.txt mine");
	CU_ASSERT(shell_said("err", ""));
	CU_ASSERT(shell_said("out", "place1       right     2 of 2  0x0"));
	CU_ASSERT(shell_said("out", "holes        right     3 of 3  one = m 512; m 512; two"));
	CU_ASSERT(shell_said("out", "rest         wrong     0 of 1  1"));
	CU_ASSERT(shell_said("out", "3 of 4 right, 6 of 7 points"));
}

/* A copy elsewhere is the same lesson; what is handed in does not say where it lay. */
static void a_moved_lesson_is_the_same(void)
{
	if (!ready())
		return;
	learn_and_save();
	CU_ASSERT(shell_said("mine", "lesson \"asked.txt\" "));
	ends(1, "mkdir -p elsewhere; cp asked.txt elsewhere; cp asked.txt elsewhere/renamed.txt; "
	     "$M grade elsewhere/asked.txt mine");
	CU_ASSERT(shell_said("err", ""));
	ends(1, "$M grade elsewhere/renamed.txt mine");
	CU_ASSERT(shell_said("err", ""));
	ends(1, "echo >> elsewhere/asked.txt; $M grade --json elsewhere/asked.txt mine --seed bob");
	CU_ASSERT(shell_said("err", "mine:2: The lesson's text was another when"));
	CU_ASSERT(shell_said("out", "\"mine:2: The lesson's text was another when this was answered.\""));
	CU_ASSERT(shell_said("out", "\"mine:2: These are answers for the seed ada, not bob.\""));
}

static void a_damaged_one_is_noticed(void)
{
	if (!ready())
		return;
	learn_and_save();
	ends(1, "sed s/0x0/0x1/ mine > his; $M grade asked.txt his");
	CU_ASSERT(shell_said("err", "his:3: It was changed, or is damaged"));
	CU_ASSERT(shell_said("out", "place1       missing"));
	CU_ASSERT(shell_said("out", "holes        right"));
	ends(1, "sed 3d mine > his; $M grade asked.txt his");
	CU_ASSERT(shell_said("err", "his:3: It was changed"));
	ends(2, "head -c 30 mine > his; $M grade asked.txt his");
	CU_ASSERT(shell_said("err", "his:2: It ends in the middle."));
	ends(1, "$M grade asked.txt mine --seed bob");
	CU_ASSERT(shell_said("err", "mine:2: These are answers for the seed ada, not bob."));
	ends(1, "echo >> asked.txt; $M grade asked.txt mine");
	CU_ASSERT(shell_said("err", "The lesson's text was another when this was answered."));
	ends(1, "cp asked.txt other.txt; $M grade other.txt mine");
	CU_ASSERT(shell_said("err", "These are answers to the lesson "));
}

CU_TestInfo grade_tests[] = {
	{ "the key passes", the_key_passes },
	{ "seeds differ, and stay the same", seeds_differ },
	{ "wrong ones are told", wrong_ones_are_told },
	{ "answers write no files", answers_write_no_files },
	{ "lessons write no files", lessons_write_no_files },
	{ "nothing is lost silently", nothing_is_lost_silently },
	{ "the first line says the seed", the_first_line_says_the_seed },
	{ "one line too many is not all right", one_line_too_many_is_not_all_right },
	{ "JSON has it all", json_has_it_all },
	{ "what cannot be read", what_cannot_be_read },
	{ "one's own lesson comes first", ones_own_lesson_comes_first },
	{ "an answer touches nothing", an_answer_touches_nothing },
	{ "an answer is bounded", an_answer_is_bounded },
	{ "a lesson with faults is told", a_lesson_with_faults_is_told },
	{ "a saved one is graded", a_saved_one_is_graded },
	{ "a moved lesson is the same", a_moved_lesson_is_the_same },
	{ "a damaged one is noticed", a_damaged_one_is_noticed },
	CU_TEST_INFO_NULL
};
