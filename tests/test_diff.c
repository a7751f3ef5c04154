/* SPDX-License-Identifier: MIT
 *
 * test_diff.c - diff against a comparison that looks at every pair.
 */
#include "chance.h"
#include "complete.h"
#include "diff.h"
#include "drawn.h"
#include "journal.h"
#include "pairs.h"
#include "shown.h"

#include <stdio.h>
#include <time.h>

static void compare_both(struct inventory *a, struct inventory *b)
{
	size_t expected[DIFF_KINDS], wrong = 0, kind = 0;
	struct diff diff;

	pairs_count(a, b, expected);
	diff_make(&diff, a, b);
	for (int i = 0; i < DIFF_KINDS; i++)
		CU_ASSERT_EQUAL(diff.of_kind[i], expected[i]);
	for (size_t i = 0; i < diff.count; i++) {
		wrong += !pairs_agree(&diff, &diff.list[i]) || diff.list[i].kind < kind;
		kind = diff.list[i].kind;
	}
	CU_ASSERT_EQUAL(wrong, 0);
	diff_free(&diff);
}

static void it_finds_what_pairs_tell(void)
{
	static const char *const starts[] = {
		"", "set section 1024\nreset\n", "set engine fast\nreset\n",
		"set coalesce never\nreset\n", "set header 16\nset place best\nreset\n",
	};
	char line[80];

	chance(test_seed());
	for (size_t i = 0; i < 60; i++) {
		struct inventory first, second, copy;
		struct play play;

		play_start(&play);
		play_lines(&play, starts[i % (sizeof starts / sizeof starts[0])]);
		snprintf(line, sizeof line, "random %zu --seed %zu\n", 1 + below(200),
		         1 + below(999));
		play_lines(&play, line);
		CU_ASSERT(inventory_take(play.session, &first));
		snprintf(line, sizeof line, "random %zu --seed %zu\nf p1\n", 1 + below(300),
		         1 + below(999));
		play_lines(&play, line);
		CU_ASSERT(inventory_take(play.session, &second));
		CU_ASSERT(inventory_take(play.session, &copy));
		compare_both(&second, &copy);
		CU_ASSERT(inventory_take(play.session, &second));
		compare_both(&first, &second);
		play_end(&play);
	}
}

/* -------------------------------------------------------------------------- speed */

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void a_large_heap_takes_no_time(void)
{
	struct inventory first, second;
	struct play play;
	struct diff diff;
	double start, taken;

	play_start(&play);
	play_lines(&play, "set section 16M\nreset\nfill 54000 48\n");
	start = now();
	CU_ASSERT(inventory_take(play.session, &first));
	taken = now() - start;
	play_lines(&play, "random 3000\n");
	start = now() - taken;
	CU_ASSERT(inventory_take(play.session, &second));
	diff_make(&diff, &first, &second);
	diff_show(&diff, DIFF_SHOWS_B);
	taken = now() - start;
	printf("[%.0f ms] ", taken * 1000);
	CU_ASSERT(taken < 2.0);
	CU_ASSERT(diff.b.count > 54000);
	CU_ASSERT(diff.of_kind[DIFF_BORN] > 100);
	CU_ASSERT_EQUAL(diff.of_kind[DIFF_DEAD], 0);
	diff_free(&diff);
	play.session->interrupted = 1;
	CU_ASSERT_EQUAL(inventory_take(play.session, &first), 0);
	inventory_free(&first);
	play_end(&play);
}

/* ------------------------------------------------------------------------ commands */

static const char some[] =
	"m 100\nm 40\nm 200\nm 260\nm 64\nm 300\nf p2\nm 700\nr p3 800\nf p5\nf p6\nm 1900\n"
	"m 1300\nr p1 90\nr p7 650\nf p8\n";

static void the_table_tells_each_kind(void)
{
	static const struct {
		const char *line, *part;
	} rows[] = {
		{ "diff 5",
		  "step 5 -> 16: chunks: 2 born, 2 dead, 1 moved, 1 resized; free: 2 "
		  "merged, 3\n  new; sections: 1 new\n"
		  "+ p7     s1+0x3f0, 656\n+ p9     s1+0x9d0, 1,312\n"
		  "- p2     s1+0x70, 48\n- p5     s1+0x280, 64\n"
		  "> p3     s1+0xa0 -> s1+0x6b0, 208 -> 800\n~ p1     s1+0x0, 112 -> 96\n"
		  "= free   s1+0x60, 272: 16 of p1 112 + p2 48 + p3 208 merged\n"
		  "= free   s1+0x280, 368: p5 64 + 304 of 3,392 merged\n"
		  "+ free   s1+0x680, 48\n+ free   s1+0xef0, 272\n+ free   s2+0x0, 4,096\n"
		  "+ s2, 4,096 bytes\nmapped                   4,096 -> 8,192\n" },
		{ "diff 5", "\ninternal fragmentation   5.7 % -> 1.1 %\n" },
		{ "diff 0x0 1", "step 0 -> 1: chunks: 1 born; free: 1 new; sections: 1 new\n" },
		{ "diff 3 7", "\n~ free   s1+0x170 -> s1+0x3f0, 3,728 -> 3,088\n" },
		{ "diff 16 2", "\n- s2, 4,096 bytes\nmapped                   8,192 -> 4,096\n" },
		{ "diff 16 2", "+ p7 656 + 48 + p3 800 + 2\n         more merged\n" },
		{ "goto 3\nmark a\ngoto 7\ndiff a", "step 3 -> 7: chunks: 3 born, 1 dead;" },
		{ "goto 3\nmark a\ngoto 7\nmark b\ngoto 2\ndiff b a",
		  "step 7 -> 3: chunks: 1 born, 3 dead;" },
		{ "goto 3\ndiff 7\nm 5", "step 7 -> 3: chunks: 1 born" },
		{ "try f p1\ndiff 15", "step 15 -> 16: chunks: 1 dead; free: 1 merged" },
		{ "diff 16", "step 16 -> 16: no chunk and no section differs\n" },
		{ "r p1 92\ndiff 16", "~ p1     s1+0x0, 96, asked 90 -> 92\n" },
	};
	struct play play;

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		play_start(&play);
		play_lines(&play, some);
		play_lines(&play, rows[i].line);
		CU_ASSERT(play_has(play.out, rows[i].part));
		play_end(&play);
	}
}

static void what_is_no_step_is_told(void)
{
	static const struct {
		const char *line, *part;
	} rows[] = {
		{ "diff 99", "error: there is no step 99: this branch ends with step 16. "
		  "Nothing was\n  compared.\n" },
		{ "diff 3 17", "error: there is no step 17" },
		{ "diff 3 4 5", "error: diff has too many words." },
		{ "diff", "error: diff has too few words." },
		{ "diff 0x", "0x is no number" },
		{ "diff nowhere", "error: no step is marked nowhere." },
		{ "mark here\ngoto 7\nm 5\ndiff here", "error: the mark here is on branch b1." },
		{ "diff 9", "error: there is no step 9: this branch ends with step 8." },
	};
	struct play play;

	play_start(&play);
	play_lines(&play, some);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		play_lines(&play, rows[i].line);
		CU_ASSERT(play_has(play.out, rows[i].part));
	}
	play_end(&play);
}

static void marks_are_completed(void)
{
	struct lines words = { 0 };
	struct play play;
	size_t start;

	play_start(&play);
	play_lines(&play, some);
	play_lines(&play, "mark end\ngoto 3\nmark start\nmark small\n");
	CU_ASSERT_EQUAL(complete(play.session, "diff s", 6, &start, &words), 2);
	CU_ASSERT_STRING_EQUAL(words.line[0], "small");
	CU_ASSERT_EQUAL(complete(play.session, "diff start e", 12, &start, &words), 1);
	CU_ASSERT_STRING_EQUAL(words.line[0], "end");
	play_lines(&play, "m 5\n");
	CU_ASSERT_EQUAL(complete(play.session, "goto ", 5, &start, &words), 2);
	lines_free(&words);
	play_end(&play);
}

static void many_are_counted(void)
{
	char *out = play_once("set section 64K\nreset\nfill 300 64\ndiff 0\n");

	CU_ASSERT(play_has(out, "step 0 -> 300: chunks: 300 born; free: 1 new; sections: 1 new\n"));
	CU_ASSERT(play_has(out, "+ p200   s1+0x31c0, 64\n... 100 more: chunks, born\n+ free "));
	free(out);
}

/* What a screen of it shows, and what the next operation would find. */
static char *whole_state(struct shown *s)
{
	char *text = drawn(s->v, 120, 40, 0), *both;
	struct play *play = &s->play;
	size_t from = play->out_size, length;

	play->session->plain = 1;
	play_lines(play, "view\nwhy\nx p1\nstats\n");
	play->session->plain = 0;
	length = strlen(text) + play->out_size - from + 1;
	both = malloc(length);
	snprintf(both, length, "%s%s", text, play->out + from);
	free(text);
	return both;
}

static void it_leaves_all_as_it_was(void)
{
	struct shown s;
	char *before, *after;

	show(&s, some);
	then(&s, "r p4 1000");
	before = whole_state(&s);
	then(&s, "diff 3 9");
	then(&s, "diff 99");
	then(&s, "diff 2");
	then(&s, "check");
	after = whole_state(&s);
	CU_ASSERT(play_has(after, strstr(before, "> view\n")));
	CU_ASSERT_STRING_EQUAL(s.play.session->last.command, "r p4 1000");
	CU_ASSERT_EQUAL(s.v->operation, 17);
	free(before);
	free(after);
	end(&s);
}

/* The state after the first so many lines, taken in a session of their own. */
static void taken_apart(char lines[][40], size_t count, struct inventory *out)
{
	struct play play;

	play_start(&play);
	for (size_t i = 0; i < count; i++)
		play_lines(&play, lines[i]);
	CU_ASSERT(inventory_take(play.session, out));
	play_end(&play);
}

static size_t counted_in(const char *out, const char *group, const char *word)
{
	const char *at = strstr(out, group), *end = at ? at + strcspn(at, ";\r") : NULL;
	const char *found = at ? strstr(at, word) : NULL;

	if (!found || found > end)
		return 0;
	while (found[-2] >= '0' && found[-2] <= '9')
		found--;
	return strtoul(found - 1, NULL, 10);
}

static void random_line(char line[40])
{
	static const char *const forms[] = { "m %zu\n", "m %zu\n", "m %zu\n", "f p%zu\n",
		                             "r p%zu 400\n", "w p%zu \"abc\"\n" };
	size_t form = below(6);

	snprintf(line, 40, forms[form], form < 3 ? below(600) : 1 + below(25));
}

/* In one session, by the command; each state once more in a session of its own. */
static void the_command_finds_what_pairs_tell(void)
{
	static const char *const words[DIFF_KINDS] = { " born", " dead", " moved", " resized",
		                                       " merged", " smaller", " new", " gone" };
	char lines[60][40], line[40];

	chance(test_seed());
	for (int run = 0; run < 12; run++) {
		struct inventory inventories[2];
		size_t expected[DIFF_KINDS], step[2];
		struct play play;

		play_start(&play);
		for (size_t i = 0; i < 60; i++) {
			do
				random_line(lines[i]);
			while (i == 0 && *lines[i] != 'm');
			play_lines(&play, lines[i]);
		}
		/* A line about a name that never was is no operation. */
		step[0] = below(61);
		step[1] = below(61);
		for (int k = 0; k < 2; k++) {
			struct play apart;

			taken_apart(lines, step[k], &inventories[k]);
			play_start(&apart);
			for (size_t i = 0; i < step[k]; i++)
				play_lines(&apart, lines[i]);
			step[k] = journal_operations(apart.session->journal);
			play_end(&apart);
		}
		pairs_count(&inventories[0], &inventories[1], expected);
		snprintf(line, sizeof line, "diff %zu %zu", step[0], step[1]);
		session_line(play.session, line);
		for (int k = 0; k < DIFF_MAPPED; k++)
			CU_ASSERT_EQUAL(counted_in(play.session->outcome.linear,
			                           k < DIFF_MERGED ? "chunks: " : "free: ",
			                           words[k]), expected[k]);
		inventory_free(&inventories[0]);
		inventory_free(&inventories[1]);
		play_end(&play);
	}
}

static void the_map_and_the_list_are_marked(void)
{
	struct shown s;
	char *text;

	show(&s, "m 100\nm 40\nm 200\nm 260\nm 64\nm 300\nf p2\nm 700\nr p3 800\nf p5\nf p6\n"
	         "r p1 90\nf p4\nr p7 650\n");
	then(&s, "diff 6");
	text = drawn(s.v, 120, 40, 1);
	CU_ASSERT(play_has(text, "0x000 p1+++:=----------------------------------------------------"
	                         "----+ < p1 resized"));
	CU_ASSERT(play_has(text, "~p1   0x000    96    90   0"));
	CU_ASSERT(play_has(text, "=free 0x060   912         6"));
	CU_ASSERT(play_has(text, "+p7   0x3f0   656   650  15"));
	CU_ASSERT(play_has(text, "+p3   0x6b0   800   800  11"));
	CU_ASSERT(play_has(text, "~free 0x680    48         8"));
	CU_ASSERT(play_has(text, "- diff 6 -> 14 -"));
	free(text);
	then(&s, "view");
	text = drawn(s.v, 120, 40, 1);
	CU_ASSERT(play_has(text, " p1   0x000    96    90   0"));
	CU_ASSERT_PTR_NULL(strstr(text, "p1 resized"));
	free(text);
	end(&s);
}

CU_TestInfo diff_tests[] = {
	{ "it finds what pairs tell", it_finds_what_pairs_tell },
	{ "the table tells each kind", the_table_tells_each_kind },
	{ "what is no step is told", what_is_no_step_is_told },
	{ "marks are completed", marks_are_completed },
	{ "many are counted", many_are_counted },
	{ "it leaves all as it was", it_leaves_all_as_it_was },
	{ "the command finds what pairs tell", the_command_finds_what_pairs_tell },
	{ "the map and the list are marked", the_map_and_the_list_are_marked },
	{ "a large heap takes no time", a_large_heap_takes_no_time },
	CU_TEST_INFO_NULL,
};
