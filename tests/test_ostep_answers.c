/* SPDX-License-Identifier: MIT
 *
 * test_ostep_answers.c - answers to free-space problems: how they are read, marked, explained;
 * the options of mmviz ostep; the view.
 */
#include "chance.h"
#include "ostep_ask.h"
#include "ostep_view.h"
#include "play.h"
#include "shell.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Alloc(3), Free, Alloc(5), Free, Alloc(8): the example of the homework's introduction. */
static const struct ostep_problem example = {
	.size = 100, .base = 1000, .header = 4, .alignment = 4, .operations = 5, .range = 10,
	.percent = 50, .list = "",
};

/* What is said, in one row: without the breaks of rows. */
static char *ask(const struct ostep_problem *problem, const char *answers, int typed, int *status)
{
	char *text = NULL;
	size_t size, kept = 0;
	FILE *out = open_memstream(&text, &size);
	FILE *in = fmemopen((void *)(uintptr_t)answers, strlen(answers), "r");

	*status = ostep_ask(&(struct ostep_sheet){ .problem = problem, .out = out, .err = out,
	                                           .in = in, .prompts = typed });
	fclose(out);
	fclose(in);
	for (size_t i = 0; i < size; i++)
		if (!(text[i] == ' ' && (kept == 0 || text[kept - 1] == ' ')))
			text[kept++] = text[i] == '\n' ? ' ' : text[i];
	text[kept] = 0;
	return text;
}

struct row {
	const struct ostep_problem *problem; /* NULL: the example */
	const char *answers;
	int status;
	const char *says[4];
};

static void check(const struct row *rows, size_t count, int typed)
{
	for (size_t i = 0; i < count; i++) {
		int status;
		char *text = ask(rows[i].problem ? rows[i].problem : &example, rows[i].answers,
		                 typed, &status);

		CU_ASSERT_EQUAL(status, rows[i].status);
		for (int n = 0; n < 4 && rows[i].says[n]; n++) {
			CU_ASSERT_PTR_NOT_NULL(strstr(text, rows[i].says[n]));
			if (!strstr(text, rows[i].says[n]))
				printf("\n      %s\n      lacks: %s\n      in: %s\n",
				       rows[i].answers, rows[i].says[n], text);
		}
		free(text);
	}
}

#define CHECK(rows, typed) check(rows, sizeof rows / sizeof rows[0], typed)

#define ALL_RIGHT "1004 1\n1008:92\n0\n1000:8 1008:92\n1012 2\n1000:8 1020:80\n0\n" \
	"1000:8 1008:12 1020:80\n1012 3\n1000:8 1020:80\n"

static const struct row ways[] = {
	{ NULL, ALL_RIGHT, 0, { "18 of 18 points; 5 operations answered, 5 of 5 all right." } },
	{ NULL, "# by hand\n\n  1004, 1\r\n1008 92\n", 1, { "4 of 4 points", "4 of 18" } },
	{ NULL, "returned 1004 (searched 1 elements)\n[ addr:1008 sz:92 ]\nreturned 0\n"
	        "Free List [ Size 2 ]: [ addr:1000 sz:8 ][ addr:1008 sz:92 ]", 1,
	  { "7 of 18 points; 2 operations" } },
	{ NULL, "ptr[0] = Alloc(3) returned 1004 1\nList? 1008:92\nFree(ptr[0])\n"
	        "returned 0\nList? ?\n", 1, { "5 of 18 points; 2 operations" } },
	/* The list was left out, or what was returned. */
	{ NULL, "ptr[0] = Alloc(3) returned 1004 1\nFree(ptr[0]) returned 0\n1000:8 1008:92\n",
	  1, { "list: not answered", "5 of 18" } },
	{ NULL, "List? 1008:92\n0\n1000:8 1008:92\n", 1,
	  { "returned: not answered, it is 1004.", "5 of 18" } },
	{ NULL, "", 0, { "ptr[2] = Alloc(8) returned ? List?" } },
};

static void reads_many_ways(void)
{
	CHECK(ways, 0);
}

static const struct row senseless[] = {
	{ NULL, "forty\n1008:92\n", 1, { "line 1 of the answers: forty is no answer",
	  "list: right", "2 of 4 points" } },
	{ NULL, "1004 1\n1008:\n", 1, { "line 2 of the answers: 1008: is no answer" } },
	{ NULL, "1004 1 2\n", 1, { "line 1 of the answers" } },
	{ NULL, "99999999999999999999\n", 1, { "line 1 of the answers" } },
	{ NULL, "seed 0\nptr[0] = Alloc(7) returned 1004 1\n", 1,
	  { "line 2 of the answers: ptr[0] = Alloc(7) returned 1004 1 is not the operation",
	    "of another problem" } },
};

static void tells_what_makes_no_sense(void)
{
	CHECK(senseless, 0);
}

/* The first wrong step, from what the heap did. */
static const struct ostep_problem worst = {
	.size = 100, .base = 1000, .policy = OSTEP_WORST, .list = "+8,-0,+4",
}, equals = {
	.size = 24, .base = 1000, .list = "+8,+8,+8,-2,-0,+3", .order = OSTEP_INSERT_BACK,
}, full = { .size = 10, .base = 1000, .list = "+20,+10,+1" };

static const struct row returned[] = {
	{ NULL, "1000 1\n1008:92\n", 1, { "returned: wrong, it is 1004. 1000 is where the chunk "
	  "begins: its header of 4 comes first", "3 of 4 points" } },
	{ NULL, "-1 1\n?\n", 1, { "There is room. BEST takes the smallest entry of at least 8 "
	  "bytes (3 padded to 4, and a header of 4): entry 1, [ addr:1000 sz:100 ]." } },
	{ NULL, "1004 1\n1008:92\n0\n1000:8 1008:92\n1004 2\n?\n", 1,
	  { "That is in entry 1, [ addr:1000 sz:8 ], which is too small." } },
	{ NULL, "5000 1\n?\n", 1, { "No entry of the list is at 5000." } },
	{ NULL, "1004 1\n1008:92\n-1\n?\n", 1, { "a Free that succeeds returns 0" } },
	{ &worst, "1000 1\n1008:92\n0\n1000:8 1008:92\n1000 2\n?\n", 1,
	  { "That is what BEST would take. WORST takes the largest entry",
	    "entry 2, [ addr:1008 sz:92 ]." } },
	{ &equals, "?\n?\n?\n?\n?\n?\n?\n?\n?\n?\n1000 2\n?\n", 1,
	  { "it is 1016.", "entry 1, [ addr:1016 sz:8 ]. Of equals it is the earliest." } },
	{ &full, "1000 1\n1000:10\n1000 1\nempty\n1000 0\nempty\n", 1,
	  { "No entry has the 20 bytes that are needed: the largest is entry 1",
	    "list: right", "The list is empty: there is no room at all." } },
};

static void explains_what_was_returned(void)
{
	CHECK(returned, 0);
}

static const struct ostep_problem first = {
	.size = 100, .base = 1000, .policy = OSTEP_FIRST, .list = "+8,-0,+4,+200",
};

static const struct row searched[] = {
	{ NULL, "1004 1\n1008:92\n0\n1000:8 1008:92\n1012 1\n1000:8 1020:80\n", 1,
	  { "searched: wrong, it is 2. BEST looks at every entry", "3 of 4 points" } },
	{ &first, "1000 1\n1008:92\n0\n1000:8 1008:92\n1000 2\n1004:4 1008:92\n-1 1\n?\n", 1,
	  { "searched: wrong, it is 1. FIRST stops at the entry that it takes",
	    "searched: wrong, it is 2. A search that finds nothing looks at every entry." } },
};

static void explains_the_search(void)
{
	CHECK(searched, 0);
}

static const struct ostep_problem sorted = {
	.size = 40, .list = "+8,-0,+30", .order = OSTEP_SIZESORT_DOWN, .policy = OSTEP_WORST,
}, joined = {
	.size = 30, .list = "+10,+10,-0,-1", .order = OSTEP_INSERT_BACK, .coalesce = 1,
}, apart = {
	.size = 30, .list = "+10,+10,-1,-0", .order = OSTEP_INSERT_BACK, .coalesce = 1,
};

static const struct row lists[] = {
	{ NULL, "1004 1\n1000:100\n0\n1008:92 1000:8\n", 1,
	  { "The first that is wrong is entry 1: it is [ addr:1008 sz:92 ], not [ addr:1000 "
	    "sz:100 ]. That is the list as it was before. The Alloc took 8 "
	    "of the 100 bytes of entry 1; the other 92 stay at its "
	    "place", "2 of 4 points", "ADDRSORT puts the freed chunk where its address belongs. "
	    "Without -C neighbours in memory stay entries of their own.", "2 of 3 points" } },
	{ NULL, "1004 1\nempty\n0\n1000:8\n", 1,
	  { "Missing is entry 1, [ addr:1008 sz:92 ].", "Missing is entry 2", "2 of 3 points" } },
	{ NULL, "1004 1\n1008:92 1100:4\n", 1, { "The list ends after entry 1.", "3 of 4" } },
	{ &sorted, "0 1\n8:32\n0\n8:32 0:8\n8 2\n0:8 38:2\n", 1,
	  { "stay at its place in the list, which is sorted by the next Free only.",
	    "3 of 4 points" } },
	{ &joined, "0 1\n10:20\n10 1\n20:10\n0\n20:10 0:10\n0\n20:10 0:10 10:10\n", 1,
	  { "INSERT-BACK puts the freed chunk at the end of the list. Then -C merges entries" } },
	{ &apart, "0 1\n10:20\n10 1\n20:10\n0\n20:10 10:10\n0\n0:30\n", 1,
	  { "-C merges neighbours in memory only when they are next to each other in the list" } },
};

static void explains_the_list(void)
{
	CHECK(lists, 0);
}

/* Lists that the usual mistakes make. */
static const struct row mistaken[] = {
	{ NULL, "1004 1\n1004:96\n0\n1000:100\n", 1,
	  { "That is the list without the header: it is taken, too. The Alloc took 8",
	    "That merges all neighbours in memory. ADDRSORT puts" } },
	{ NULL, "1004 1\n1007:93\n0\n1008:92\n", 1,
	  { "without the padding: it is taken, too.", "That is the list as it was before." } },
	{ NULL, "1004 1\n1000:92\n", 1, { "the end of the entry: it is taken from its start." } },
	{ &worst, "1000 1\n1008:92\n0\n1000:8 1008:92\n1008 2\n1004:4 1008:92\n", 1,
	  { "That is what FIRST makes of the list. The Alloc took 4 of the 92 bytes" } },
	{ &sorted, "0 1\n8:32\n0\n8:32 0:8\n8 2\n0:8 38:2\n", 1,
	  { "That sorts what is left. The Alloc took 30 of the 32 bytes" } },
	{ &joined, "0 1\n10:20\n10 1\n20:10\n0\n20:10 0:10\n0\n0:10 10:10 20:10\n", 1,
	  { "That is the list in ADDRSORT, unmerged. INSERT-BACK puts" } },
};

static void knows_usual_mistakes(void)
{
	CHECK(mistaken, 0);
}

static const struct ostep_problem listed = {
	.size = 100, .header = 4, .list = "+10,+200,+3,-1,-2",
}, drawn = { .size = 10, .header = 4, .list = "", .operations = 3, .range = 100,
              .percent = 100 };

static const struct row differences[] = {
	{ &listed, "?\n?\n", 1,
	  { "prints the address of the header", "ends with an error of its own",
	    "skips the Free of a later one" } },
	{ &drawn, "?\n?\n", 1, { "prints -1 plus the header; here it is -1" } },
};

static void tells_where_the_book_is_wrong(void)
{
	CHECK(differences, 0);
}

/* Bytes of any kind: the sheet goes to its end, and nothing breaks. */
static void bears_anything(void)
{
	static const char *const pieces[] = {
		"1004", "1", "-1", " ", ",", "\n", "\n", "?", "returned", "searched", "[", "]:",
		"addr:", "sz:", "Free List", "List?", "ptr[0] = Alloc(3)", "Free(ptr[0])", "empty",
		"#", "\377", "99999999999999999999", "seed 0", "\t", "(", "-", "1008:92",
		"Invalid Free", "\033[2J",
	};

	chance(test_seed());
	for (int round = 0; round < 300; round++) {
		char answers[2000] = "#\n", *text;
		int status;

		for (int i = 0; i < 80; i++)
			strcat(answers, pieces[below(sizeof pieces / sizeof pieces[0])]);
		text = ask(&example, answers, round & 1, &status);
		CU_ASSERT(status == 0 || status == 1);
		CU_ASSERT_PTR_NULL(strchr(text, '\033'));
		free(text);
	}
}

/* A person is asked until it makes sense; an empty line knows nothing; the end is leaving. */
static const struct row persons[] = {
	{ NULL, ALL_RIGHT, 0, { "18 of 18 points; 5 operations" } },
	{ NULL, "1004 1\n1008:92\n0 1\n0\nskip\nskip", 1,
	  { "What a Free returned, one number, as nothing is searched: 0",
	    "returned> 0 1 is no answer: a Free returns one number, 0 when it succeeded; nothing "
	    "is searched. skip leaves it open. ", "list: not answered. ADDRSORT" } },
	{ NULL, "1004 1\n1008:x\n1008:92\n\n\n", 1,
	  { "list> 1008:x is no answer: a list is an address and a size for each entry",
	    "or the word empty. skip leaves it open. list> returned: right", "returned, searched> list> ",
	    "4 of 18 points; 2 operations answered, 1 of 5 all right." } },
};

static void asks_a_person_again(void)
{
	CHECK(persons, 1);
}

/* ------------------------------------------------------------------------- mmviz ostep */

static const struct shell_row refused[] = {
	{ "$M ostep -A '*5'", 2, "Operation 1 of the list, *5, is none." },
	{ "$M ostep -A +1,,+2", 2, "Operation 2 of the list, which is empty, is none." },
	{ "$M ostep -A +0", 2, "asks for nothing" },
	{ "$M ostep -A +99999999999999999999", 2, "Operation 1 of the list" },
	{ "$M ostep -p LAST", 2, "BEST, WORST, FIRST or NEXT" },
	{ "$M ostep -l up", 2, "ADDRSORT, SIZESORT+, SIZESORT-, INSERT-FRONT or INSERT-BACK" },
	{ "$M ostep -s 010", 2, "not in octal" },
	{ "$M ostep -s 18446744073709551616", 2, "a whole number below 2^64" },
	{ "$M ostep -S 0", 2, "-S (--size)" },
	{ "$M ostep -a 0", 2, "or -1 for none" },
	{ "$M ostep -P 0", 2, "1 to 100 percent" },
	{ "$M ostep -n -1", 2, "0 to 100,000" },
	{ "$M ostep -H 8 -S 7", 2, "a header of 8 bytes does not fit into a space of 7 bytes" },
	{ "$M ostep more", 2, "more is no option of ostep" },
	{ "$M ostep -z", 2, "-z is no option of ostep" },
	{ "$M ostep -n", 2, "-n is no option of ostep, or something is missing after it" },
};

static void refuses_what_makes_no_sense(void)
{
	shell_tells(refused, sizeof refused / sizeof refused[0]);
}

static void asks_and_checks(void)
{
	if (!shell_ready())
		return;
	shell_ends(0, "$M ostep -H 4 -a 4 -n 5");
	CU_ASSERT(shell_said("out", "ptr[0] = Alloc(3) returned ?\nList? \n\nFree(ptr[0])\n"));
	shell_ends(0, "$M ostep --headerSize 4 --alignment=4 --numOps 5 -c");
	CU_ASSERT(shell_said("out", "ptr[0] = Alloc(3) returned 1004 (searched 1 elements)\n"
	                            "Free List [ Size 1 ]: [ addr:1008 sz:92 ]\n"));
	shell_ends(0, "$M ostep -s -7 -n 20 -c -p next -l insert-back -C | "
	              "$M ostep -s 7 -n 20 -p NEXT -l INSERT-BACK -C");
	CU_ASSERT(shell_said("out", "20 of 20 all right."));
	shell_ends(1, "echo 1004 1 | $M ostep -n 1");
	shell_ends(1, "$M ostep -A +1,*,+2 --ostep-bugs");
	CU_ASSERT(shell_said("out", "ptr[0] = Alloc(1) returned ?\nList?\n\n"));
	CU_ASSERT(shell_said("err", "Operation 2 of the list, *, is none."));
	shell_ends(0, "$M ostep --view -A +10,+200,-0,-0,+10,-0,-1");
	CU_ASSERT(shell_said("out", "> ptr2 = m 10\n"));
	CU_ASSERT(shell_said("err", ""));
	shell_ends(0, "$M ostep --view -n 10 -s 0 -l INSERT-BACK -C");
	CU_ASSERT(shell_said("out", "The view shows 1 of the 10 operations; why no more, "));
	CU_ASSERT(shell_said("out", "Free(ptr[0])\nreturned 0\n\nFree List [ Size 2 ]: [ addr:1003 "
	                            "sz:97 ][ addr:1000 sz:3 ]\n\nHere the view ends"));
}

/* ------------------------------------------------------------------------------ the view */

/* Each script of the view plays without a failure. */
static void shows_any_problem(void)
{
	for (int i = 0; i < OSTEP_ORDERS * 2 * OSTEP_POLICIES; i++) {
		struct ostep_problem problem = example;
		struct play play;
		char *text = NULL;
		size_t size;
		FILE *stream = open_memstream(&text, &size);
		int exact;

		problem.order = (enum ostep_order)(i % OSTEP_ORDERS);
		problem.coalesce = i / OSTEP_ORDERS % 2;
		problem.policy = (enum ostep_policy)(i / OSTEP_ORDERS / 2);
		problem.operations = 30;
		exact = problem.order == OSTEP_ADDRSORT
		        || (!problem.coalesce && problem.order >= OSTEP_INSERT_FRONT);
		CU_ASSERT(ostep_view_write(stream, stream, &problem));
		fclose(stream);
		CU_ASSERT(!exact || !strstr(text, "the view ends"));
		CU_ASSERT_EQUAL(!strstr(text, "The view shows "), !strstr(text, "the view ends"));
		play_start(&play);
		play_lines(&play, text);
		CU_ASSERT_EQUAL(play.status, 0);
		CU_ASSERT_STRING_EQUAL(play.err, "");
		play_end(&play);
		free(text);
	}
}

CU_TestInfo ostep_answers_tests[] = {
	{ "reads many ways", reads_many_ways },
	{ "tells what makes no sense", tells_what_makes_no_sense },
	{ "explains what was returned", explains_what_was_returned },
	{ "explains the search", explains_the_search },
	{ "explains the list", explains_the_list },
	{ "knows usual mistakes", knows_usual_mistakes },
	{ "tells where the book is wrong", tells_where_the_book_is_wrong },
	{ "bears anything", bears_anything },
	{ "asks a person again", asks_a_person_again },
	{ "refuses what makes no sense", refuses_what_makes_no_sense },
	{ "asks and checks", asks_and_checks },
	{ "shows any problem", shows_any_problem },
	CU_TEST_INFO_NULL,
};
