/* SPDX-License-Identifier: MIT
 *
 * test_compare.c - each lane is what a session with those options would be, wherever the
 * session goes; what differs is told, and shown under each other.
 */
#include "chance.h"
#include "compare.h"
#include "complete.h"
#include "drawn.h"
#include "shown.h"
#include "timeline.h"

#include <signal.h>
#include <stdio.h>

static const char story[] = "m 100\nm 200\nm 500\nm 64\nm 304\nm 1200\nf p3\nf p5\nf p2\nm 260\n"
                            "m 130\nm 1700\n";

/* ------------------------------------------------------------------------- the same */

/* Chunk for chunk. */
static int same_layout(const my_heap *a, const my_heap *b)
{
	my_heap_section s, t;
	my_heap_chunk c, d;
	int more = my_heap_first_section(a, &s), other = my_heap_first_section(b, &t);

	for (; more && other;
	     more = my_heap_next_section(a, &s), other = my_heap_next_section(b, &t)) {
		int left = my_heap_first_chunk(a, &s, &c), right = my_heap_first_chunk(b, &t, &d);

		for (; left && right;
		     left = my_heap_next_chunk(a, &c), right = my_heap_next_chunk(b, &d))
			if (c.offset != d.offset || c.size != d.size || c.free != d.free
			    || c.asked != d.asked || c.bucket != d.bucket)
				return 0;
		if (s.id != t.id || s.size != t.size || left || right)
			return 0;
	}
	return !more && !other;
}

static void is_as_if_played_there(void)
{
	static const struct {
		const char *lane, *lines;
	} lanes[] = {
		{ "first", "" },
		{ "best", "set placement best\nreset\n" },
		{ "worst,hash=fibonacci", "set placement worst\nset hash fibonacci\nreset\n" },
		{ "engine=fast", "set engine fast\nreset\n" },
		{ "coalesce=deferred,header=16", "set coalesce deferred\nset header 16\nreset\n" },
		{ "section=64K,next", "set section 64K\nset placement next\nreset\n" }
	};

	for (size_t i = 0; i + 1 < sizeof lanes / sizeof lanes[0]; i++) {
		char line[160];
		struct play play, alone;

		play_start(&play);
		play_lines(&play, "random 2000 --seed 5\nc 3 100\na 64 10\nf p1\n");
		snprintf(line, sizeof line, "compare %s %s", lanes[i].lane, lanes[i + 1].lane);
		play_lines(&play, line);
		CU_ASSERT_PTR_NOT_NULL_FATAL(play.session->compare);
		for (size_t k = 0; k < 2; k++) {
			my_heap *heap = play.session->compare->of[k].lane.heap;

			play_start(&alone);
			play_lines(&alone, lanes[i + k].lines);
			play_lines(&alone, "random 2000 --seed 5\nc 3 100\na 64 10\nf p1\n");
			CU_ASSERT(same_layout(heap, alone.session->heap));
			CU_ASSERT_EQUAL(my_heap_check(heap, NULL), 0);
			play_end(&alone);
		}
		play_end(&play);
	}
}

/* As one that is made now, of the same lanes. */
static int is_as_new(struct session *session)
{
	struct compare *old = session->compare, new = { 0 };
	int same = 1;

	for (size_t i = 0; i < old->count; i++)
		CU_ASSERT_EQUAL(compare_add(&new, session, old->of[i].name), SESSION_OK);
	CU_ASSERT_EQUAL(compare_follow(&new, session, (size_t)-1), 1);
	CU_ASSERT_EQUAL(compare_follow(old, session, (size_t)-1), 1);
	for (size_t i = 0; i < old->count; i++)
		same = same && same_layout(new.of[i].lane.heap, old->of[i].lane.heap);
	same = same && new.differs == old->differs && new.differing == old->differing
	       && new.sections_differ == old->sections_differ && new.step == old->step;
	for (size_t i = 0; i < new.count; i++)
		lane_close(&new.of[i].lane);
	return same;
}

static void goes_where_the_session_goes(void)
{
	static const char *const moves[] = {
		"m 300",      "f p4",      "r p6 2000",  "random 50 --seed 3",
		"back",       "back 5",    "forward 2",  "goto 3",
		"m 77",       "goto end",  "branches 1", "branches 2",
		"w p1 hello", "f p1",      "f p1",       "set section 8K",
		"reset",      "try m 500", "u",          "heaps 1",
	};
	struct play play;

	chance(test_seed());
	play_start(&play);
	play_lines(&play, story);
	play_lines(&play, "compare first best worst bins");
	for (int i = 0; i < 150; i++) {
		play_lines(&play, moves[below(sizeof moves / sizeof moves[0])]);
		if (below(3) && !is_as_new(play.session)) {
			CU_FAIL("the lanes are elsewhere");
			break;
		}
	}
	play_end(&play);
}

/* Another branch may end with the same operation. */
static void knows_its_branch(void)
{
	struct play play;

	play_start(&play);
	play_lines(&play, "m 100\nm 200\nf p1\ncompare first best\ngoto 1\nm 900\nf p1\n");
	CU_ASSERT(is_as_new(play.session));
	play_lines(&play, "branches 1\nm 10\n");
	CU_ASSERT(is_as_new(play.session));
	play_end(&play);
}

static size_t used_chunks(const struct compared *of)
{
	my_heap_statistics stats;

	my_heap_stats(of->lane.heap, &stats);
	return stats.used_chunks;
}

/* With a limit best fit keeps a piece for 1,900 bytes, and first fit does not. */
static void refused_requests_are_no_blocks(void)
{
	static const char lines[] =
		"m 2000\nm 1500\nf p1\nm 400\nm 1900\nm 8\ncompare first best\n";
	struct play play;

	play_start(&play);
	play_lines(&play, "set limit 4096\nreset\n");
	play_lines(&play, lines);
	CU_ASSERT(play_has(play.out, "first difference: operation 4, m 400"));
	CU_ASSERT_EQUAL(play.session->compare->of[0].lane.refused, 1);
	CU_ASSERT_EQUAL(play.session->compare->of[1].lane.refused, 0);
	play_lines(&play, "set placement best\nreset\n");
	play_lines(&play, lines);
	CU_ASSERT_EQUAL(play.session->compare->of[0].lane.refused, 1);
	CU_ASSERT_EQUAL(compare_place(&play.session->compare->of[0], 3).section, 0);
	CU_ASSERT_EQUAL(compare_place(&play.session->compare->of[1], 3).section, 1);
	/* Best fit had room for what the session's first fit refused: nobody has that block. */
	play_lines(&play, "set placement first\nreset\n");
	play_lines(&play, lines);
	CU_ASSERT_EQUAL(used_chunks(&play.session->compare->of[1]), 3);
	play_lines(&play, "f p4\nr p5 100\ncompare\n");
	CU_ASSERT(is_as_new(play.session));
	play_end(&play);
}

/* --------------------------------------------------------------------------- telling */

static void tells_the_first_difference(void)
{
	char *out = play_once("m 100\ncompare\n"),
	     *same = strstr(out, "all blocks lie in the same");
	struct play play;

	CU_ASSERT_PTR_NOT_NULL(same);
	CU_ASSERT_PTR_NULL(strstr(out, "first difference"));
	free(out);
	play_start(&play);
	play_lines(&play, story);
	play_lines(&play, "compare first best worst\n");
	CU_ASSERT(play_has(play.out, "2 operations took different"));
	CU_ASSERT(play_has(play.out, "first difference: operation 10, m 260\n"));
	CU_ASSERT(play_has(play.out, "  first took s1+0x70, the first hole that fits (720).\n"));
	CU_ASSERT(play_has(play.out, "  best took s1+0x380, where least is left over (304).\n"));
	CU_ASSERT(play_has(play.out, "  worst took s1+0x960, the largest hole (1,696).\n"));
	CU_ASSERT(play_has(play.out, "number | first | best | worst\n"));
	CU_ASSERT(play_has(play.out, "\nchunks looked at | 7 | 11 | 11\n"));
	CU_ASSERT(play_has(play.out, "\np7 | s1+0x70 | s1+0x380 | s1+0x960\n"));
	play_lines(&play, "m 2200\nm 1500\nm 800\ncompare\n");
	CU_ASSERT(play_has(play.out, "the numbers of sections differ"));
	play_lines(&play, "compare off\n");
	CU_ASSERT_PTR_NULL(play.session->compare);
	play_end(&play);
}

/* It may be where it was; and where it moved, its old place may be free beside it. */
static void tells_what_became_of_a_resized_block(void)
{
	char *out = play_once("m 100\nm 100\nm 100\nm 100\nf p2\nf p3\nr p1 300\n"
	                      "compare first coalesce=deferred\n");

	CU_ASSERT(play_has(out, "  first left it at s1+0x0.\n"));
	CU_ASSERT(play_has(out, "  coalesce=deferred took s1+0x1c0, the first hole that fits.\n"));
	free(out);
}

static void says_what_is_wrong(void)
{
	static const struct {
		const char *line, *words;
	} wrong[] = {
		{ "compare best", "one heap alone cannot be compared" },
		{ "compare best bst", "bst is no placement" },
		{ "compare best colour=red", "colour=red is no setting" },
		{ "compare best hash=red", "is no hash" },
		{ "compare best granule=3", "granule must be a power of two" },
		{ "compare best,,worst first", "is no placement" },
		{ "compare off", "no heaps are compared" },
		{ "compare a b c d e", "these are 5 heaps: at most 4 are compared." },
		{ "compare first guard=on,engine=fast",
		  "guard=on is undone by what stands behind" },
		{ "compare best,first worst", "best is undone by what stands behind it." },
		{ "compare best aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
		  "letters" },
	};
	struct play play;

	play_start(&play);
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		play_lines(&play, wrong[i].line);
		CU_ASSERT_EQUAL(play.session->failures, 1);
		CU_ASSERT(play_has(play.err, wrong[i].words));
		CU_ASSERT_PTR_NULL(play.session->compare);
	}
	play_end(&play);
}

/* Ctrl-C, at the second sentence on how far it is. */
static void interrupt(struct session *session, const char *sentence, void *user)
{
	int *calls = user;

	CU_ASSERT(strstr(sentence, "carried out on each heap") != NULL);
	session->interrupted = ++*calls == 2;
}

static void ends_when_it_is_interrupted(void)
{
	int calls = 0;
	struct play play;

	play_start(&play);
	play_lines(&play, "random 70000 --seed 9");
	play.session->progress = interrupt;
	play.session->user = &calls;
	play_lines(&play, "compare first best");
	CU_ASSERT(play_has(play.err, "was ended after 40,000 operations on each heap"));
	CU_ASSERT_EQUAL(play.session->compare->step, 40000);
	play.session->interrupted = 0;
	play_lines(&play, "compare");
	CU_ASSERT(play_has(play.out, "first, best: 70,000 operations on each heap"));
	play.session->progress = NULL;
	play_end(&play);
}

/* Where it can be told: on standard error, so that all else is the same on every run. */
static void time_is_no_part_of_it(void)
{
	struct play play;
	char *first, *other;

	play_start(&play);
	play_lines(&play, "random 9999\ncompare first best\n");
	CU_ASSERT_STRING_EQUAL(play.err, "");
	play_lines(&play, "random 2\ncompare best first,hash=fibonacci\n");
	CU_ASSERT(play_has(play.err, "time for the first 10,001 operations, not the same on every "
	                             "run: best "));
	CU_ASSERT(play_has(play.err, " s, first,hash=fibonacci "));
	play_end(&play);
	first = play_once("random 10001\ncompare first best bins\n");
	other = play_once("random 10001\ncompare first best bins\n");
	CU_ASSERT_STRING_EQUAL(first, other);
	free(first);
	free(other);
}

static void placements_are_completed(void)
{
	struct lines words = { 0 };
	struct play play;
	size_t start;

	play_start(&play);
	CU_ASSERT_EQUAL_FATAL(complete(play.session, "compare best w", 14, &start, &words), 1);
	CU_ASSERT_STRING_EQUAL(words.line[0], "worst");
	lines_free(&words);
	play_end(&play);
}

/* --------------------------------------------------------------------------- screens */

static void the_lanes_are_shown(void)
{
	struct shown s;

	show(&s, story);
	then(&s, "compare first best worst");
	CU_ASSERT_EQUAL(s.v->arrangement.layout, VIEW_LAYOUT_COMPARE);
	CU_ASSERT_EQUAL_FATAL(s.v->compare.count, 3);
	drawn_as_kept("compare", s.v, 80, 24, 0);
	drawn_as_kept("compare", s.v, 100, 30, 0);
	drawn_as_kept("compare", s.v, 200, 60, 0);
	drawn_as_kept("compare-ascii", s.v, 80, 24, 1);
	then(&s, "m 300");
	CU_ASSERT_EQUAL(s.play.session->compare->step, 13);
	then(&s, "r p7 400");
	then(&s, "f p1");
	drawn_as_kept("compare-moved", s.v, 100, 30, 0);
	then(&s, "back 14");
	CU_ASSERT_EQUAL(s.play.session->compare->step, 1);
	then(&s, "compare off");
	CU_ASSERT_EQUAL(s.v->arrangement.layout, VIEW_LAYOUT_USUAL);
	CU_ASSERT_EQUAL(s.v->compare.count, 0);
	end(&s);
}

/* The same column is the same address, also where sections have many chunks. */
static void many_chunks_are_densities(void)
{
	struct shown s;

	show(&s, "set section 64K\nreset\nrandom 3000 --seed 4\n");
	then(&s, "compare first best worst next");
	CU_ASSERT_EQUAL_FATAL(s.v->compare.count, 4);
	CU_ASSERT_PTR_NOT_NULL(s.v->compare.lanes[0].shown[0].used);
	drawn_as_kept("compare-many", s.v, 100, 30, 0);
	drawn_as_kept("compare-many", s.v, 200, 60, 0);
	end(&s);
}

/* A long way back is gone when it is asked for. */
static void far_behind_is_told(void)
{
	struct shown s;

	show(&s, "random 30000 --seed 2\n");
	then(&s, "compare first best");
	CU_ASSERT_EQUAL(s.v->compare.count, 2);
	then(&s, "back");
	CU_ASSERT_EQUAL(s.v->compare.count, 0);
	CU_ASSERT_EQUAL(s.v->compare.behind, 29999);
	drawn_as_kept("compare-behind", s.v, 80, 24, 0);
	then(&s, "compare");
	CU_ASSERT_EQUAL(s.v->compare.count, 2);
	then(&s, "m 10");
	CU_ASSERT_EQUAL(s.v->compare.count, 2);
	end(&s);
}

static void nothing_is_compared_yet(void)
{
	struct shown s;

	show(&s, "m 100\n");
	then(&s, "layout compare");
	drawn_as_kept("compare-nothing", s.v, 80, 24, 0);
	end(&s);
}

CU_TestInfo compare_tests[] = {
	{ "a lane is as if played there", is_as_if_played_there },
	{ "it goes where the session goes", goes_where_the_session_goes },
	{ "knows its branch", knows_its_branch },
	{ "refused requests are no blocks", refused_requests_are_no_blocks },
	{ "tells the first difference", tells_the_first_difference },
	{ "tells what became of a resized block", tells_what_became_of_a_resized_block },
	{ "says what is wrong", says_what_is_wrong },
	{ "ends when it is interrupted", ends_when_it_is_interrupted },
	{ "time is no part of it", time_is_no_part_of_it },
	{ "placements are completed", placements_are_completed },
	{ "the lanes are shown", the_lanes_are_shown },
	{ "many chunks are densities", many_chunks_are_densities },
	{ "far behind is told", far_behind_is_told },
	{ "nothing is compared yet", nothing_is_compared_yet },
	CU_TEST_INFO_NULL,
};
