/* SPDX-License-Identifier: MIT
 *
 * test_travel.c - through time: what the view knows of it, and the keys that go there.
 */
#include "test.h"

#include "key.h"
#include "names.h"
#include "said.h"
#include "shown.h"
#include "timeline.h"
#include "travel.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------------- the view */

static const char five[] = "m 100\nm 40\nm 200\nf p2\nm 1000\n";

static void the_view_knows_the_past(void)
{
	struct shown s;

	show(&s, five);
	CU_ASSERT_EQUAL(s.v->operation, 5);
	CU_ASSERT_EQUAL(s.v->operations, 5);
	CU_ASSERT_EQUAL(s.v->branch, 0);
	then(&s, "back 3");
	CU_ASSERT_EQUAL(s.v->operation, 2);
	CU_ASSERT_EQUAL(s.v->operations, 5);
	CU_ASSERT_EQUAL_FATAL(s.v->time_count, 5);
	CU_ASSERT_EQUAL(s.v->time[1].number, 2);
	CU_ASSERT_EQUAL(s.v->time[1].used, 160);
	CU_ASSERT_EQUAL(s.v->time[3].glyph, '-');
	CU_ASSERT_EQUAL(s.v->time[4].used, 1328);
	CU_ASSERT_STRING_EQUAL(s.v->near, "+++-+");
	CU_ASSERT_EQUAL(s.v->near_first, 1);
	CU_ASSERT_EQUAL(s.v->journal_count, 5);
	then(&s, "goto 0");
	CU_ASSERT_EQUAL(s.v->operation, 0);
	CU_ASSERT_EQUAL(s.v->time_count, 5);
	end(&s);
}

static void the_view_knows_marks(void)
{
	struct shown s;

	show(&s, five);
	then(&s, "mark done");
	then(&s, "goto 2");
	then(&s, "mark early");
	CU_ASSERT_EQUAL_FATAL(s.v->milestone_count, 2);
	CU_ASSERT_STRING_EQUAL(s.v->milestones[0].name, "early");
	CU_ASSERT_EQUAL(s.v->milestones[0].step, 2);
	CU_ASSERT_STRING_EQUAL(s.v->milestones[1].name, "done");
	then(&s, "m 8");
	CU_ASSERT_EQUAL(s.v->milestone_count, 1);
	end(&s);
}

static void the_view_knows_branches(void)
{
	struct shown s;

	show(&s, five);
	then(&s, "back 1");
	then(&s, "m 16");
	CU_ASSERT_EQUAL(s.v->branch, 2);
	CU_ASSERT_EQUAL_FATAL(s.v->branch_count, 1);
	CU_ASSERT_EQUAL(s.v->branches[0].number, 1);
	CU_ASSERT_EQUAL(s.v->branches[0].fork, 4);
	CU_ASSERT_EQUAL(s.v->branches[0].last, 5);
	CU_ASSERT_STRING_EQUAL(s.v->branches[0].glyphs, "+");
	/* From before the place where its own branch began. */
	then(&s, "goto 3");
	then(&s, "f p1");
	CU_ASSERT_EQUAL_FATAL(s.v->branch_count, 2);
	CU_ASSERT_EQUAL(s.v->branches[0].number, 2);
	CU_ASSERT_EQUAL(s.v->branches[0].fork, 3);
	CU_ASSERT_STRING_EQUAL(s.v->branches[0].glyphs, "-+");
	CU_ASSERT_EQUAL(s.v->branches[1].number, 1);
	CU_ASSERT_EQUAL(s.v->branches[1].fork, 3);
	CU_ASSERT_STRING_EQUAL(s.v->branches[1].glyphs, "-+");
	for (int i = 0; i < 3; i++) {
		then(&s, "goto 1");
		then(&s, "m 5");
	}
	CU_ASSERT_EQUAL(s.v->branch_count, VIEW_BRANCHES);
	CU_ASSERT_EQUAL(s.v->branches_more, 2);
	CU_ASSERT_EQUAL(s.v->branches[0].number, 5);
	end(&s);
}

/* All of a long branch, in places of as many operations each. */
static void a_long_run_fits(void)
{
	struct shown s;
	size_t next = 1;

	show(&s, "fill 1500 16\nm 1000000000000000000\n");
	for (int i = 1; i <= 1000; i++) {
		char line[16];

		snprintf(line, sizeof line, "f p%d", i);
		session_line(s.play.session, line);
	}
	then(&s, "goto 1500");
	CU_ASSERT_EQUAL(s.v->operations, 2501);
	CU_ASSERT(s.v->time_count <= VIEW_OPERATIONS && s.v->time_count > VIEW_OPERATIONS / 2);
	for (size_t i = 0; i < s.v->time_count; i++) {
		size_t first = s.v->time[i].first, last = s.v->time[i].number;

		CU_ASSERT_EQUAL(first, next);
		CU_ASSERT_EQUAL(s.v->time[i].glyph,
		                last <= 1500 ? '+' : first <= 1501 ? '!' : '-');
		next = last + 1;
	}
	CU_ASSERT_EQUAL(next, 2502);
	CU_ASSERT_EQUAL(s.v->time[0].used, 80);
	CU_ASSERT(s.v->near_first <= 1500 && s.v->near_first + strlen(s.v->near) > 1502);
	CU_ASSERT_EQUAL(s.v->near[1500 - s.v->near_first], '+');
	CU_ASSERT_EQUAL(s.v->near[1501 - s.v->near_first], '!');
	CU_ASSERT_EQUAL(s.v->near[1502 - s.v->near_first], '-');
	then(&s, "goto 2501");
	CU_ASSERT_EQUAL(s.v->near[2501 - s.v->near_first], '-');
	then(&s, "goto 0");
	CU_ASSERT_EQUAL(s.v->near_first, 1);
	CU_ASSERT(s.v->journal_count > 0);
	CU_ASSERT_EQUAL(s.v->journal_number[0], 1500);
	end(&s);
}

/* ------------------------------------------------------------------------- the keys */

static size_t after(struct travel *travel, const int *keys, size_t count)
{
	for (size_t i = 0; i < count; i++)
		CU_ASSERT(travel_key(travel, keys[i], 1));
	CU_ASSERT_NOT_EQUAL(travel_arrive(travel), TRAVEL_FAILED);
	CU_ASSERT_EQUAL(travel_arrive(travel), TRAVEL_NOWHERE);
	return timeline_step(travel->session);
}

#define AFTER(...) \
	after(&travel, (int[]){ __VA_ARGS__ }, sizeof((int[]){ __VA_ARGS__ }) / sizeof(int))

static void keys_are_taken_together(void)
{
	struct shown s;
	struct travel travel;

	show(&s, "fill 30 16\n");
	travel = travel_start(s.play.session);
	CU_ASSERT_EQUAL(travel_arrive(&travel), TRAVEL_NOWHERE);
	CU_ASSERT_EQUAL(AFTER(KEY_IS_LEFT), 29);
	CU_ASSERT_EQUAL(AFTER(KEY_IS_LEFT, KEY_IS_LEFT, '<', KEY_IS_RIGHT), 27);
	CU_ASSERT_EQUAL(AFTER(KEY_IS_PAGE_UP, '>'), 18);
	CU_ASSERT_EQUAL(AFTER(KEY_IS_PAGE_UP, KEY_IS_PAGE_UP, KEY_IS_PAGE_UP), 0);
	CU_ASSERT_EQUAL(names_count(s.play.session->names), 0);
	CU_ASSERT_EQUAL(AFTER(KEY_IS_LEFT), 0);
	CU_ASSERT_EQUAL(AFTER(KEY_IS_PAGE_DOWN), 10);
	CU_ASSERT_STRING_EQUAL(s.play.session->last.command, "m 16");
	CU_ASSERT_EQUAL(AFTER(KEY_IS_END), 30);
	CU_ASSERT_EQUAL(AFTER(KEY_IS_RIGHT), 30);
	CU_ASSERT_EQUAL(AFTER(KEY_IS_HOME, KEY_IS_RIGHT), 1);
	CU_ASSERT_EQUAL(AFTER(KEY_IS_UP, KEY_IS_DOWN, KEY_IS_RIGHT), 2);
	CU_ASSERT_FALSE(travel_key(&travel, KEY_IS_LEFT, 0));
	CU_ASSERT(travel_key(&travel, '<', 0));
	CU_ASSERT_FALSE(travel_key(&travel, 'x', 1));
	travel_return(&travel);
	CU_ASSERT_EQUAL(timeline_step(s.play.session), 30);
	end(&s);
}

static size_t branch_of(const struct session *session)
{
	return session_standing(session).branch;
}

static void keys_change_branches(void)
{
	struct shown s;
	struct travel travel;

	show(&s, five);
	then(&s, "back 4");
	then(&s, "m 16");
	then(&s, "m 32");
	travel = travel_start(s.play.session);
	CU_ASSERT_EQUAL(AFTER(KEY_IS_DOWN), 3);
	CU_ASSERT_EQUAL(branch_of(s.play.session), 1);
	CU_ASSERT_STRING_EQUAL(s.play.session->last.command, "m 200");
	CU_ASSERT_EQUAL(AFTER(KEY_IS_END, KEY_IS_DOWN), 3);
	CU_ASSERT_EQUAL(branch_of(s.play.session), 2);
	CU_ASSERT_STRING_EQUAL(s.play.session->last.command, "m 32");
	CU_ASSERT_EQUAL(AFTER(KEY_IS_UP, KEY_IS_LEFT), 2);
	CU_ASSERT_EQUAL(branch_of(s.play.session), 1);
	travel_return(&travel);
	CU_ASSERT_EQUAL(timeline_step(s.play.session), 3);
	CU_ASSERT_EQUAL(branch_of(s.play.session), 2);
	CU_ASSERT_STRING_EQUAL(s.play.session->last.command, "m 32");
	end(&s);
}

/* What was said about another step is not said about this one. */
static void what_was_said_is_gone(void)
{
	struct shown s;
	struct travel travel;

	show(&s, five);
	then(&s, "help");
	then(&s, "f p77");
	travel = travel_start(s.play.session);
	CU_ASSERT_EQUAL(AFTER(KEY_IS_LEFT), 4);
	CU_ASSERT_FALSE(s.play.session->outcome.failed);
	CU_ASSERT_STRING_EQUAL(s.play.session->title, "");
	CU_ASSERT_EQUAL(AFTER(KEY_IS_HOME), 0);
	CU_ASSERT_STRING_EQUAL(s.play.session->outcome.linear, "");
	end(&s);
}

/* What lay ahead is not gone: the line that leaves it says where it is. */
static void a_new_branch_is_told(void)
{
	static const struct said rows[] = {
		{ "back 2\nm 5",
		  ". A branch begins: branches 1 leads back to what came after step 1." },
		{ "back 2\nfill 3 10",
		  ". A branch begins: branches 1 leads back to what came after" },
		{ "back 2\nm 5\nback 1\nm 6",
		  ". A branch begins: branches 2 leads back to what came" },
		{ "f p2\nback 1\nf p1",
		  "(double free) A branch begins: branches 1 leads back to what" },
		{ "back 2\nm 5\nm 6", "p3 = s1+0x80, 16 bytes for the 6 asked, 10 slack" },
		{ "back 2\ntry m 5", "preview: p2 = s1+0x70, 16 bytes for the 5 asked, 11 slack" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct play play;
		const char *linear;

		play_start(&play);
		play_lines(&play, "m 100\nm 200\nf p1\n");
		play_lines(&play, rows[i].line);
		linear = play.session->outcome.linear;
		CU_ASSERT(play_has(linear, rows[i].part));
		CU_ASSERT_EQUAL(strstr(linear, "branch begins") != NULL, i < 4);
		play_end(&play);
	}
}

CU_TestInfo travel_tests[] = {
	{ "the view knows the past", the_view_knows_the_past },
	{ "the view knows marks", the_view_knows_marks },
	{ "the view knows branches", the_view_knows_branches },
	{ "a long run fits", a_long_run_fits },
	{ "keys are taken together", keys_are_taken_together },
	{ "keys change branches", keys_change_branches },
	{ "what was said is gone", what_was_said_is_gone },
	{ "a new branch is told", a_new_branch_is_told },
	CU_TEST_INFO_NULL
};
