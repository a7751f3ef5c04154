/* SPDX-License-Identifier: MIT
 *
 * test_goal.c - exercises: reached or not, and afterwards the heap is as it was.
 */
#include "chance.h"
#include "goal.h"
#include "heaps.h"
#include "lesson_made.h"
#include "timeline.h"

#define HOLES "m 100\nm 100\nm 40\nm 16\nf p1\nf p3\nw p2 \"left here\"\n"
#define TWO_HOLES "goal two of 3 Two holes.\nwithin 4 commands\nreach count(free, 64) = 2\n"      \
	"hint Free {count(free, 64) + 1}.\nm 64\nm 4000\nm 64\nf p5\nend\n"

/* All that can be seen of a heap, its names and its story. */
static char *seen(struct session *session)
{
	static const char *const lines[] = { "list", "view", "stats", "why", "journal", "names",
		                             "branches", "heaps", "x p2", "set" };
	FILE *old = session->out;
	char *text = NULL;
	size_t size = 0;

	session->out = open_memstream(&text, &size);
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
		session_line(session, lines[i]);
		for (size_t j = 0; j < session->text.count; j++)
			fprintf(session->out, "%s\n", session->text.line[j]);
		fprintf(session->out, "%s\n", session->outcome.linear);
	}
	fprintf(session->out, "%zu of %zu in b%zu of %zu\n", timeline_step(session),
	        timeline_end(session), session_standing(session).branch,
	        timeline_branches(session));
	fclose(session->out);
	session->out = old;
	return text;
}

static char *saved(struct session *session)
{
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);

	transcript_write(session->transcript, out, session_standing(session));
	fclose(out);
	return text;
}

/* ------------------------------------------------------------------ what is typed */

static const struct row {
	const char *name, *heap, *block, *typed;
	enum goal_state state; /* after the last line */
	size_t operations;
	unsigned points;
} rows[] = {
	{ "reached", HOLES, "goal a of 3 Go.\nwithin 2 commands\nreach chunks = 6\nm 16\nend\n",
	  "m 16\n", GOAL_REACHED, 1, 3 },
	{ "stays reached", HOLES, "goal a of 3 Go.\nreach used_chunks = 3\nm 16\nend\n",
	  "m 16\nf p2\nf p4\n", GOAL_REACHED, 1, 3 },
	{ "not yet", HOLES, "goal a Go.\nreach chunks = 50\nm 16\nend\n", "m 16\nm 16\n", GOAL_OPEN,
	  2, 0 },
	{ "both", HOLES, "goal a Go.\nreach used_chunks = 3\nreach free_chunks = 2\nm 112\nend\n",
	  "m 16\nu\nm 112\n", GOAL_REACHED, 1, 1 },
	{ "spent", HOLES, "goal a Go.\nwithin 2 commands\nreach used_chunks = 5\nm 16\nend\n",
	  "m 16\nm 16\nm 16\n", GOAL_SPENT, 3, 0 },
	{ "spent by many", HOLES, "goal a Go.\nwithin 2 commands\nreach used_chunks = 5\nm "
	  "16\nend\n",
	  "repeat 3 m 16\n", GOAL_SPENT, 3, 0 },
	{ "taken back", HOLES, "goal a Go.\nwithin 2 commands\nreach used_chunks = 4\nm 16\nend\n",
	  "m 16\nm 3000\nf p6\nu\nu\nm 1000\n", GOAL_REACHED, 2, 1 },
	{ "looking is free", HOLES, "goal a Go.\nwithin 1 command\nreach used_chunks = 3\nm "
	  "16\nend\n",
	  "list\nview\nstats\nx p2\nm 16\n", GOAL_REACHED, 1, 1 },
	{ "tried is not done", HOLES, "goal a Go.\nreach used_chunks = 3\nm 16\nend\n",
	  "try m 16\n", GOAL_OPEN, 1, 0 },
	{ "done", HOLES, "goal a Go.\nreach used_chunks = 3\nm 16\nend\n", "try m 16\ndo\n",
	  GOAL_REACHED, 1, 1 },
	{ "before it", HOLES, "goal a Go.\nreach used_chunks = 4\nm 16\nend\n", "goto 3\nm 16\n",
	  GOAL_OPEN, 0, 0 },
	{ "right before it", HOLES, "goal a Go.\nreach used_chunks = 3\nm 16\nend\n",
	  "goto 6\nm 16\n", GOAL_OPEN, 0, 0 },
	{ "before and back", HOLES, "goal a Go.\nreach used_chunks = 3\nm 16\nend\n",
	  "goto 3\ngoto 7\nm 16\n", GOAL_REACHED, 1, 1 },
	{ "another heap", HOLES, "goal a Go.\nreach placement = best\nreach used_chunks = 1\nm "
	  "1\nend\n",
	  "set placement best\nreset\nm 16\n", GOAL_REACHED, 1, 1 },
	{ "a name to come", HOLES, "goal a Go.\nreach size(p5) = 64\nm 64\nend\n", "f p2\nm 64\n",
	  GOAL_REACHED, 2, 1 },
	{ "empty heap", "", "goal a Go.\nreach used_chunks = 2\nm 1\nend\n", "m 16\nm 16\n",
	  GOAL_REACHED, 2, 1 },
	{ "empty heap, reset", "", "goal a Go.\nreach used_chunks = 1\nm 1\nend\n",
	  "m 16\nu\nreset\nheaps 1\nm 16\n", GOAL_REACHED, 1, 1 },
	{ "branches", HOLES "u\nu\nm 16\n", "goal a Go.\nreach used_chunks = 6\nm 16\nend\n",
	  "m 16\nm 5\nu\nm 9\nbranches 1\n", GOAL_REACHED, 2, 1 },
	{ "in the past", HOLES "goto 2\n", "goal a Go.\nreach used_chunks = 4\nm 16\nend\n",
	  "m 16\nm 16\n", GOAL_REACHED, 2, 1 },
	{ "compared", HOLES "compare first best\n", "goal a Go.\nreach used_chunks = 3\nm "
	  "16\nend\n",
	  "watch p2\nm 160\ncompare worst next\nf p5\nm 16\n", GOAL_REACHED, 1, 1 },
	{ "announced", HOLES, "goal a Go.\nreach used_chunks = 9\nm 16\nend\n",
	  "try m 16\nexpect error double\n", GOAL_OPEN, 0, 0 },
	{ "wrong operation", HOLES, "goal a Go.\nreach used_chunks = 3\nm 16\nend\n",
	  "f p1\nm 16\n", GOAL_REACHED, 1, 1 },
	{ "the refused is free", HOLES, "goal a Go.\nwithin 2 commands\nreach used_chunks = 4\nm "
	  "16\nend\n",
	  "m 16\nf p1\nf p1\nm 9999999999999\nm 16\n", GOAL_REACHED, 2, 1 },
	{ "spent and refused", HOLES, "goal a Go.\nwithin 1 command\nreach used_chunks = 9\nm "
	  "16\nend\n",
	  "m 16\nm 16\nf p1\n", GOAL_SPENT, 2, 0 },
};

static enum goal_state type(struct goal *goal, struct session *session, const char *lines)
{
	enum goal_state state = GOAL_OPEN;
	char line[100], said[QUESTION_PROBLEM];

	for (; *lines; lines += strcspn(lines, "\n") + 1) {
		snprintf(line, sizeof line, "%.*s", (int)strcspn(lines, "\n"), lines);
		session_line(session, line);
		state = goal_after_line(goal, said);
		CU_ASSERT_EQUAL(state == GOAL_SPENT, strstr(said, "allowed") != NULL);
	}
	return state;
}

static void check(const struct row *row)
{
	struct lesson_made made;
	char problem[QUESTION_PROBLEM], *was[2], *is[2];
	struct session *session;
	struct goal *goal;
	struct verdict v;
	enum goal_state state;

	lesson_made_begin(&made, row->heap, row->block);
	session = made.play.session;
	was[0] = seen(session);
	was[1] = saved(session);
	goal = goal_begin(&made.scope, made.block, problem);
	CU_ASSERT_PTR_NOT_NULL_FATAL(goal);
	state = type(goal, session, row->typed);
	if (state != row->state || goal_operations(goal) != row->operations)
		printf("\n%s: %d, %zu\n", row->name, (int)state, goal_operations(goal));
	CU_ASSERT_EQUAL(state, row->state);
	CU_ASSERT_EQUAL(goal_operations(goal), row->operations);
	v = goal_end(goal);
	CU_ASSERT_EQUAL(v.points, row->points);
	CU_ASSERT_EQUAL(v.reached, row->state == GOAL_REACHED);
	is[0] = seen(session);
	is[1] = saved(session);
	for (int i = 0; i < 2; i++) {
		CU_ASSERT_STRING_EQUAL(is[i], was[i]);
		if (strcmp(is[i], was[i]) != 0)
			printf("\n%s\n--- was\n%s--- is\n%s\n", row->name, was[i], is[i]);
		free(is[i]);
		free(was[i]);
	}
	CU_ASSERT_EQUAL(my_heap_check(session->heap, NULL), 0);
	verdict_free(&v);
	lesson_made_end(&made);
}

static void are_excursions(void)
{
	if (!play_stays())
		return;

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		check(&rows[i]);
}

static const char *const anything[] = {
	"m 100", "m 3000", "f p2", "f p5", "f p1", "r p4 200", "c 3 30", "a 64 10", "u", "redo",
	"back 2", "goto 3", "goto 0", "fwd", "mark here", "branches 1", "branches 2", "heaps 1",
	"heaps 2", "reset", "set placement best", "set engine fast", "set header 32", "try m 50",
	"do", "try f p2", "repeat 20 m 64", "random 50", "w p2 \"other\"", "compare first best",
	"watch p2", "expect chunks 99", "expect error twice", "what", "list", "q",
};

static void type_anything(struct goal *goal, struct session *session, size_t lines)
{
	char said[QUESTION_PROBLEM];

	while (lines--) {
		session_line(session, anything[below(sizeof anything / sizeof anything[0])]);
		goal_after_line(goal, said);
	}
}

/* Whatever is typed, in whatever story: twice in a row. */
static void anything_may_be_typed(void)
{
	if (!play_stays())
		return;

	static const char *const heaps[] = {
		HOLES, HOLES "u\nu\nm 16\nmark way\n", HOLES "goto 3\n", "", HOLES "reset\nm 9\n",
		"set engine fast\nreset\n" HOLES, "set guard on\nreset\n" HOLES,
		"set coalesce deferred\nreset\nrandom 300\n",
	};

	chance(test_seed());
	for (size_t i = 0; i < 8 + 72 * test_percent() / 100; i++) {
		struct lesson_made made;
		char problem[QUESTION_PROBLEM], *was[2], *is[2];

		lesson_made_begin(&made, heaps[i % 8], TWO_HOLES);
		was[0] = seen(made.play.session);
		was[1] = saved(made.play.session);
		for (int twice = 0; twice < 2; twice++) {
			struct goal *goal = goal_begin(&made.scope, made.block, problem);
			struct verdict v;

			type_anything(goal, made.play.session, 1 + below(20));
			v = goal_end(goal);
			verdict_free(&v);
		}
		is[0] = seen(made.play.session);
		is[1] = saved(made.play.session);
		for (int part = 0; part < 2; part++) {
			CU_ASSERT_STRING_EQUAL(is[part], was[part]);
			if (strcmp(is[part], was[part]) != 0)
				printf("\n--- was\n%s--- is\n%s\n", was[part], is[part]);
			free(is[part]);
			free(was[part]);
		}
		lesson_made_end(&made);
	}
}

/* No branch begins when the lesson goes on, and names go on where they were. */
static void the_lesson_goes_on(void)
{
	if (!play_stays())
		return;

	struct lesson_made made;
	char problem[QUESTION_PROBLEM];
	struct goal *goal;
	struct verdict v;

	lesson_made_begin(&made, HOLES, TWO_HOLES);
	for (int i = 0; i < 2; i++) {
		goal = goal_begin(&made.scope, made.block, problem);
		session_line(made.play.session, "m 500");
		v = goal_end(goal);
		CU_ASSERT_STRING_EQUAL(v.given, "not reached");
		verdict_free(&v);
	}
	session_line(made.play.session, "m 20");
	CU_ASSERT(play_has(made.play.session->outcome.linear, "p5 = s1+0x0"));
	CU_ASSERT_PTR_NULL(strstr(made.play.session->outcome.linear, "branch"));
	CU_ASSERT_EQUAL(timeline_branches(made.play.session), 1);
	lesson_made_end(&made);
}

/* In an exercise save writes all that leads there. */
static void can_be_saved(void)
{
	if (!play_stays())
		return;

	struct lesson_made made, typed;
	char problem[QUESTION_PROBLEM], *is, *was;
	struct goal *goal;
	struct verdict v;

	lesson_made_begin(&made, HOLES, TWO_HOLES);
	lesson_made_begin(&typed, HOLES "m 500\n", TWO_HOLES);
	goal = goal_begin(&made.scope, made.block, problem);
	session_line(made.play.session, "m 500");
	is = saved(made.play.session);
	was = saved(typed.play.session);
	CU_ASSERT_STRING_EQUAL(is, was);
	v = goal_end(goal);
	verdict_free(&v);
	free(is);
	free(was);
	lesson_made_end(&made);
	lesson_made_end(&typed);
}

/* --------------------------------------------------------------------- the solution */

static const struct {
	const char *block, *problem;
} solutions[] = {
	{ "goal a Go.\nwithin 2 commands\nreach count(free, 48) = 2\nm 64\nexplain {chunks} chunks."
	  "\nend\n", NULL },
	{ "goal a Go.\nreach chunks = 99\nm 64\nend\n", "The solution of a does not reach its "
	  "goal: chunks = 99 is wanted, and chunks is 6." },
	{ "goal a Go.\nwithin 1 command\nreach used_chunks = 4\nm 64\nm 64\nend\n",
	  "2 operations, and 1 is allowed." },
};

static void are_solved(void)
{
	if (!play_stays())
		return;

	for (size_t i = 0; i < sizeof solutions / sizeof solutions[0]; i++) {
		struct lesson_made made;
		char problem[QUESTION_PROBLEM];
		uint64_t random;
		struct goal *goal;
		struct verdict v;
		int solved;

		lesson_made_begin(&made, HOLES, solutions[i].block);
		random = made.random;
		goal = goal_begin(&made.scope, made.block, problem);
		solved = goal_solve(goal, lesson_made_run, &made, problem);
		CU_ASSERT_EQUAL(solved, solutions[i].problem == NULL);
		CU_ASSERT(solved || play_has(problem, solutions[i].problem));
		v = goal_end(goal);
		CU_ASSERT(play_has(v.said, solved ? "Reached in 1 operation.\n6 chunks."
		                                      : "Not reached."));
		CU_ASSERT_EQUAL(made.random, random);
		verdict_free(&v);
		lesson_made_end(&made);
	}
}

static void is_shown(void)
{
	if (!play_stays())
		return;

	struct lesson_made made;
	char problem[QUESTION_PROBLEM], *hint;
	struct goal *goal;
	struct verdict v;

	lesson_made_begin(&made, HOLES, TWO_HOLES);
	goal = goal_begin(&made.scope, made.block, problem);
	CU_ASSERT_EQUAL_FATAL(goal_text(goal)->count, 2);
	CU_ASSERT_STRING_EQUAL(goal_text(goal)->line[1], "Within 4 operations.");
	hint = lesson_fill_hint(&made.scope, made.block, 0);
	CU_ASSERT_STRING_EQUAL(hint, "Free 1.");
	free(hint);
	CU_ASSERT_PTR_NULL(lesson_fill_hint(&made.scope, made.block, 1));
	v = goal_end(goal);
	verdict_free(&v);
	lesson_made_end(&made);
}

CU_TestInfo goal_tests[] = {
	{ "are excursions", are_excursions },
	{ "anything may be typed", anything_may_be_typed },
	{ "the lesson goes on", the_lesson_goes_on },
	{ "can be saved", can_be_saved },
	{ "are solved", are_solved },
	{ "is shown", is_shown },
	CU_TEST_INFO_NULL,
};
