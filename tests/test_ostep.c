/* SPDX-License-Identifier: MIT
 *
 * test_ostep.c - the book's free-space problems: the sheets against the rules written down once
 * more and against sheets worked out by hand, answers and what is said of them, the options.
 */
#include "chance.h"
#include "ostep_ask.h"
#include "ostep_shadow.h"
#include "ostep_space.h"
#include "scratch.h"
#include "shell.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct told {
	char *out, *err;
	size_t out_size, err_size;
	int status;
};

/* What a problem comes to with these answers; NULL: nobody is asked. */
static struct told ask(const struct ostep_problem *problem, const char *answers, int solved)
{
	struct told told = { 0 };
	FILE *out = open_memstream(&told.out, &told.out_size);
	FILE *err = open_memstream(&told.err, &told.err_size);
	FILE *in = answers ? fmemopen((void *)(uintptr_t)(*answers ? answers : "#"),
	                              *answers ? strlen(answers) : 1, "r") : NULL;

	told.status = ostep_ask(&(struct ostep_sheet){ .problem = problem, .out = out, .err = err,
	                                               .in = in, .solved = solved });
	fclose(out);
	fclose(err);
	if (in)
		fclose(in);
	return told;
}

static void told_free(struct told *told)
{
	free(told->out);
	free(told->err);
}

/* Behind the options. */
static const char *operations(const struct told *told)
{
	const char *blank = strstr(told->out, "\n\n");

	return blank ? blank + 2 : "";
}

/* --------------------------------------------------------------- sheets by hand */

#define TENS_AND_FREE_1 \
	"ptr[0] = Alloc(10) returned 1000 (searched 1 elements)\n" \
	"Free List [ Size 1 ]: [ addr:1010 sz:20 ]\n\n" \
	"ptr[1] = Alloc(10) returned 1010 (searched 1 elements)\n" \
	"Free List [ Size 1 ]: [ addr:1020 sz:10 ]\n\n" \
	"ptr[2] = Alloc(10) returned 1020 (searched 1 elements)\n" \
	"Free List [ Size 0 ]: \n\n" \
	"Free(ptr[1])\nreturned 0\n" \
	"Free List [ Size 1 ]: [ addr:1010 sz:10 ]\n\n"

static const struct hand {
	struct ostep_problem problem;
	const char *sheet;
} hands[] = {
	/* The example of the homework's introduction. */
	{ { .size = 100, .base = 1000, .header = 4, .alignment = 4, .operations = 5, .range = 10,
	    .percent = 50, .list = "" },
	  "ptr[0] = Alloc(3) returned 1004 (searched 1 elements)\n"
	  "Free List [ Size 1 ]: [ addr:1008 sz:92 ]\n\n"
	  "Free(ptr[0])\nreturned 0\n"
	  "Free List [ Size 2 ]: [ addr:1000 sz:8 ][ addr:1008 sz:92 ]\n\n"
	  "ptr[1] = Alloc(5) returned 1012 (searched 2 elements)\n"
	  "Free List [ Size 2 ]: [ addr:1000 sz:8 ][ addr:1020 sz:80 ]\n\n"
	  "Free(ptr[1])\nreturned 0\n"
	  "Free List [ Size 3 ]: [ addr:1000 sz:8 ][ addr:1008 sz:12 ][ addr:1020 sz:80 ]\n\n"
	  "ptr[2] = Alloc(8) returned 1012 (searched 3 elements)\n"
	  "Free List [ Size 2 ]: [ addr:1000 sz:8 ][ addr:1020 sz:80 ]\n\n" },
	/* The list decides what is merged: 1000 and 1010 are neighbours the wrong way round,
	 * then 1000..1020 stand before 1020 in the list. */
	{ { .size = 30, .base = 1000, .list = "+10,+10,+10,-1,-0,-2", .coalesce = 1,
	    .order = OSTEP_INSERT_BACK, .policy = OSTEP_FIRST },
	  TENS_AND_FREE_1
	  "Free(ptr[0])\nreturned 0\n"
	  "Free List [ Size 2 ]: [ addr:1010 sz:10 ][ addr:1000 sz:10 ]\n\n"
	  "Free(ptr[2])\nreturned 0\n"
	  "Free List [ Size 3 ]: [ addr:1010 sz:10 ][ addr:1000 sz:10 ][ addr:1020 sz:10 ]\n\n" },
	/* The same with INSERT-FRONT: 1000 comes before 1010. */
	{ { .size = 30, .base = 1000, .list = "+10,+10,+10,-1,-0,-2", .coalesce = 1,
	    .order = OSTEP_INSERT_FRONT, .policy = OSTEP_FIRST },
	  TENS_AND_FREE_1
	  "Free(ptr[0])\nreturned 0\n"
	  "Free List [ Size 1 ]: [ addr:1000 sz:20 ]\n\n"
	  "Free(ptr[2])\nreturned 0\n"
	  "Free List [ Size 2 ]: [ addr:1020 sz:10 ][ addr:1000 sz:20 ]\n\n" },
	/* What is left keeps its place in SIZESORT-, until the next Free. */
	{ { .size = 40, .base = 0, .list = "+8,-0,+30,+1,-2", .order = OSTEP_SIZESORT_DOWN,
	    .policy = OSTEP_WORST },
	  "ptr[0] = Alloc(8) returned 0 (searched 1 elements)\n"
	  "Free List [ Size 1 ]: [ addr:8 sz:32 ]\n\n"
	  "Free(ptr[0])\nreturned 0\n"
	  "Free List [ Size 2 ]: [ addr:8 sz:32 ][ addr:0 sz:8 ]\n\n"
	  "ptr[1] = Alloc(30) returned 8 (searched 2 elements)\n"
	  "Free List [ Size 2 ]: [ addr:38 sz:2 ][ addr:0 sz:8 ]\n\n"
	  "ptr[2] = Alloc(1) returned 0 (searched 2 elements)\n"
	  "Free List [ Size 2 ]: [ addr:38 sz:2 ][ addr:1 sz:7 ]\n\n"
	  "Free(ptr[2])\nreturned 0\n"
	  "Free List [ Size 3 ]: [ addr:1 sz:7 ][ addr:38 sz:2 ][ addr:0 sz:1 ]\n\n" },
	/* The Alloc that fails, frees twice, and what is skipped. */
	{ { .size = 20, .base = 1000, .header = 2, .list = "+30,+5,-0,-1,-1,-9",
	    .policy = OSTEP_FIRST },
	  "ptr[0] = Alloc(30) returned -1 (searched 1 elements)\n"
	  "Free List [ Size 1 ]: [ addr:1000 sz:20 ]\n\n"
	  "ptr[1] = Alloc(5) returned 1002 (searched 1 elements)\n"
	  "Free List [ Size 1 ]: [ addr:1007 sz:13 ]\n\n"
	  "Invalid Free: Skipping\n"
	  "Free(ptr[1])\nreturned 0\n"
	  "Free List [ Size 2 ]: [ addr:1000 sz:7 ][ addr:1007 sz:13 ]\n\n"
	  "Free(ptr[1])\nreturned -1\n"
	  "Free List [ Size 2 ]: [ addr:1000 sz:7 ][ addr:1007 sz:13 ]\n\n"
	  "Invalid Free: Skipping\n" },
	/* As the book's program: the header's address, and a later ptr[] skipped. */
	{ { .size = 20, .base = 1000, .header = 2, .list = "+30,+5,-1,-0", .bugs = 1,
	    .policy = OSTEP_FIRST },
	  "ptr[0] = Alloc(30) returned -1 (searched 1 elements)\n"
	  "Free List [ Size 1 ]: [ addr:1000 sz:20 ]\n\n"
	  "ptr[1] = Alloc(5) returned 1000 (searched 1 elements)\n"
	  "Free List [ Size 1 ]: [ addr:1007 sz:13 ]\n\n"
	  "Invalid Free: Skipping\n" },
	/* Beyond the book: NEXT goes on behind what it took, and around. */
	{ { .size = 30, .base = 0, .list = "+10,+10,-0,+5,+5,+1", .policy = OSTEP_NEXT },
	  "ptr[0] = Alloc(10) returned 0 (searched 1 elements)\n"
	  "Free List [ Size 1 ]: [ addr:10 sz:20 ]\n\n"
	  "ptr[1] = Alloc(10) returned 10 (searched 1 elements)\n"
	  "Free List [ Size 1 ]: [ addr:20 sz:10 ]\n\n"
	  "Free(ptr[0])\nreturned 0\n"
	  "Free List [ Size 2 ]: [ addr:0 sz:10 ][ addr:20 sz:10 ]\n\n"
	  "ptr[2] = Alloc(5) returned 20 (searched 1 elements)\n"
	  "Free List [ Size 2 ]: [ addr:0 sz:10 ][ addr:25 sz:5 ]\n\n"
	  "ptr[3] = Alloc(5) returned 25 (searched 1 elements)\n"
	  "Free List [ Size 1 ]: [ addr:0 sz:10 ]\n\n"
	  "ptr[4] = Alloc(1) returned 0 (searched 1 elements)\n"
	  "Free List [ Size 1 ]: [ addr:1 sz:9 ]\n\n" },
};

static void is_what_was_worked_out(void)
{
	for (size_t i = 0; i < sizeof hands / sizeof hands[0]; i++) {
		struct told told = ask(&hands[i].problem, NULL, 1);

		CU_ASSERT_STRING_EQUAL(operations(&told), hands[i].sheet);
		if (strcmp(operations(&told), hands[i].sheet) != 0)
			printf("\n      sheet %zu:\n%s", i, operations(&told));
		told_free(&told);
	}
}

/* ------------------------------------------------------------------- any problem */

enum { LISTED = 60 };

/* Operations for -A, some of them wrong frees; text has room for 8 bytes each. */
static void make_list(char *text)
{
	size_t count = 1 + below(LISTED), made = 0;

	for (size_t i = 0; i < count; i++) {
		int allocates = made == 0 || below(100) < 55;

		text += sprintf(text, "%s%c%zu", i ? "," : "", allocates ? '+' : '-',
		                allocates ? 1 + below(30) : below(made + (below(9) == 0)));
		made += (size_t)allocates;
	}
}

static struct ostep_problem any_problem(char *list)
{
	static const size_t sizes[] = { 1, 2, 10, 63, 64, 65, 100, 100, 500, 2000 };
	static const size_t ranges[] = { 1, 5, 10, 30, 100 };

	*list = 0;
	if (below(5) < 2)
		make_list(list);

	struct ostep_problem p = {
		.seed = below(2) ? below(1000) : below((size_t)1 << 40),
		.size = sizes[below(10)], .base = below(3) * 1000,
		.header = below(2) ? 0 : below(9), .alignment = below(2) ? 0 : 1 + below(16),
		.policy = (enum ostep_policy)below(OSTEP_POLICIES),
		.order = (enum ostep_order)below(OSTEP_ORDERS), .coalesce = (int)below(2),
		.operations = below(10) ? below(60) : 150, .range = ranges[below(5)],
		.percent = 10 + below(91), .list = list, .bugs = below(4) == 0,
	};

	p.header = p.header < p.size ? p.header : p.size;
	return p;
}

static void tell_problem(const struct ostep_problem *p)
{
	printf("\n      -s %ju -S %zu -b %zu -H %zu -a %zu -p %s -l %s %s -n %zu -r %zu -P %zu "
	       "-A '%s'%s\n", (uintmax_t)p->seed, p->size, p->base, p->header, p->alignment,
	       ostep_policies[p->policy], ostep_orders[p->order], p->coalesce ? "-C" : "",
	       p->operations, p->range, p->percent, p->list, p->bugs ? " --ostep-bugs" : "");
}

static int is_as_the_rules_say(const struct ostep_problem *problem)
{
	struct told told = ask(problem, NULL, 1);
	char *shadow = NULL;
	size_t size;
	FILE *out = open_memstream(&shadow, &size);
	int same;

	ostep_shadow(out, problem);
	fclose(out);
	same = strcmp(operations(&told), shadow) == 0;
	if (!same)
		tell_problem(problem);
	told_free(&told);
	free(shadow);
	return same;
}

static void is_what_the_rules_say(void)
{
	size_t problems = 40 * test_percent(), wrong = 0;
	char list[LISTED * 8];

	chance(test_seed());
	for (size_t i = 0; i < problems && wrong < 3; i++) {
		struct ostep_problem problem = any_problem(list);

		wrong += (size_t)!is_as_the_rules_say(&problem);
	}
	CU_ASSERT_EQUAL(wrong, 0);
}

/* What the book's chapter asks for: ten operations by each policy; a thousand in each order,
 * merged and not; few and many Allocs; lists of operations. */
static void answers_the_chapter(void)
{
	static const char *const lists[] = { "+10,+10,+10,-0,-2", "+20,+20,+20,-0,-1,-2,+50",
		                             "+1,+1,+1,+1,-0,-2,+2" };
	static const size_t percents[] = { 10, 50, 90, 100 };
	struct ostep_problem problem;

	for (int i = 0; i < OSTEP_POLICIES * OSTEP_ORDERS * 2 * 4; i++) {
		ostep_problem_usual(&problem);
		problem.policy = (enum ostep_policy)(i % OSTEP_POLICIES);
		problem.order = (enum ostep_order)(i / OSTEP_POLICIES % OSTEP_ORDERS);
		problem.coalesce = i / OSTEP_POLICIES / OSTEP_ORDERS % 2;
		problem.percent = percents[i / OSTEP_POLICIES / OSTEP_ORDERS / 2];
		CU_ASSERT(is_as_the_rules_say(&problem));
		problem.operations = 1000;
		problem.range = 30;
		CU_ASSERT(is_as_the_rules_say(&problem));
		problem.list = lists[i % 3];
		CU_ASSERT(is_as_the_rules_say(&problem));
	}
}

/* The heap is sound all the while, and its free chunks are the list. */
static void is_a_sound_heap(void)
{
	chance(test_seed());
	for (int round = 0; round < 100; round++) {
		char list[LISTED * 8];
		struct ostep_problem problem = any_problem(list);
		struct ostep_space *space = ostep_space_create(&problem, OSTEP_BY_HAND);
		void *held[64] = { 0 };
		my_heap_fault fault = { 0 };
		size_t looked;

		CU_ASSERT_PTR_NOT_NULL_FATAL(space);
		for (int i = 0; i < 300; i++) {
			size_t at = below(64);

			if (!held[at])
				held[at] = ostep_space_alloc(space, 1 + below(40), &looked);
			else if (ostep_space_free(space, held[at]))
				held[at] = NULL;
			CU_ASSERT_EQUAL(my_heap_check(ostep_space_heap(space), &fault), 0);
		}
		ostep_space_destroy(space);
	}
}

/* A solved sheet is a file of answers, all right, whatever the problem. */
static void takes_its_own_answers(void)
{
	char list[LISTED * 8];

	chance(test_seed());
	for (int i = 0; i < 200; i++) {
		struct ostep_problem problem = any_problem(list);
		struct told solved = ask(&problem, NULL, 1), checked = ask(&problem, solved.out, 0);

		CU_ASSERT(!strstr(checked.out, "wrong") && !strstr(checked.out, "not answered"));
		CU_ASSERT_EQUAL(checked.status, solved.status);
		told_free(&solved);
		told_free(&checked);
	}
}

CU_TestInfo ostep_tests[] = {
	{ "is what was worked out by hand", is_what_was_worked_out },
	{ "is what the rules say", is_what_the_rules_say },
	{ "answers the chapter", answers_the_chapter },
	{ "is a sound heap", is_a_sound_heap },
	{ "takes its own answers", takes_its_own_answers },
	CU_TEST_INFO_NULL,
};
