/* SPDX-License-Identifier: MIT
 *
 * test_course.c - every lesson answered by script: with the right answers, with wrong ones, and
 * with none. What is told about a wrong answer must be about this answer: its words are below.
 */
#include "exam.h"
#include "lessons.h"
#include "play.h"

#include <glob.h>

struct wrong {
	const char *lesson, *id, *given;
	const char *words; /* of what is told; NULL: only that it is wrong */
};

static const struct wrong wrong[] = {
	{ "01", "second", "0", "it is in use: only free chunks are looked at" },
	{ "01", "second", "0x60", "it lies inside p1" },
	{ "01", "moves", "a", "Only the program can correct its copies" },
	{ "01", "left_over", "a", "Nobody cleared it" },
	{ "01", "nothing", "a", "none of which may be used" },
	{ "01", "give_back", "f p2", "used_chunks == 0 is wanted" },
	{ "01", "same_place", "f p5; m 120", "offset(p7) == 0x000 is wanted" },
	{ "01", "full", "m 100", "free == 0 is wanted" },
	{ "02", "round", "1", "bytes are slack" },
	{ "02", "round", "112", "times 16 is" },
	{ "02", "share", "20", "bytes are slack, for" },
	{ "02", "worst", "a", "one byte above a multiple" },
	{ "02", "key2", "112", "112 / 16 is 7" },
	{ "02", "next_key", "8", "neighbours are found by adding" },
	{ "02", "header", "120", "120 asked and 8 of header come to 128" },
	{ "02", "header2", "128", "128 asked and 8 of header come to 144" },
	{ "02", "wide", "112", "128 bytes, 28 of them slack" },
	{ "02", "no_slack", "m 16; m 16; m 16",
	  "size(p1) != size(p2) and size(p2) != size(p3) and " },
	{ "02", "key_eleven", "m 100; m 16", "key(p2) == 11 is wanted" },
	{ "02", "half_lost", "m 100; m 100", "internal >= 40 is wanted" },
	{ "03", "rest", "4096", "4,096 - 112 - 208" },
	{ "03", "rest", "3776", "is the free chunk before it was split" },
	{ "03", "hole_used", "2", "as worst fit would, but the placement is first fit" },
	{ "03", "left_of_hole", "144", "144 is the free chunk before it was split" },
	{ "03", "rest_place", "0x70", "the rest begins behind them" },
	{ "03", "almost", "120", "120 asked become 128, the next multiple of 16" },
	{ "03", "almost", "144", "the rest of 16 is split off" },
	{ "03", "whole", "160", "the rest of 48 is less than 64" },
	{ "03", "splits_now", "b", "that is not less than 64" },
	{ "03", "three_holes", "m 32; m 64; m 128; f p1; f p2; f p3",
	  "free_chunks >= 4 is wanted" },
	{ "03", "tiny", "m 16; m 16; m 16; f p2", "offset(p3) == 0 is wanted" },
	{ "03", "five_from_one", "m 320; fill 5 64",
	  "used_chunks == 6 and free_chunks == 1 and not exis" },
	{ "04", "one_or_two", "3", "merged with its free left neighbour" },
	{ "04", "where", "0x2e0", "it lies inside p4" },
	{ "04", "three", "3", "There were 3 free chunks. One more is free, but it was merged" },
	{ "04", "three", "4", "merged with its free neighbours on both sides" },
	{ "04", "after", "0x0 0x3f0", "No chunk begins at s1+0x3f0" },
	{ "04", "never", "1", "was 1 before the operation, and is 5 after it" },
	{ "04", "never", "4", "Four, and the rest" },
	{ "04", "fits", "a", "each alone is too small" },
	{ "04", "deferred", "1", "but it is too small: 200 asked become 208" },
	{ "04", "joined", "a", "All free neighbours are merged now." },
	{ "04", "two_apart", "m 64; m 64; f p1; f p2", "count(free, 64) == 2 is wanted" },
	{ "04", "merge_three", "m 100; m 100; m 100; f p1; f p2; f p3",
	  "count(free, 336) == 1 is wanted" },
	{ "04", "stuck", "m 3000", "free > 2000 is wanted" },
	{ "05", "home", "0", "and 9 mod 16 is 9" },
	{ "05", "third", "7", "The key is 0xa0 / 16 = 10" },
	{ "05", "probe", "7", "but b7 is taken by p2, key 7" },
	{ "05", "probe", "23", "23 is the key, not yet the bucket" },
	{ "05", "proof", "a", "it would not lie behind a gap" },
	{ "05", "moved_up", "8", "Its home is 23 mod 16 = 7" },
	{ "05", "grown", "17", "Every entry moved to the home it has" },
	{ "05", "same", "15", "its home is 96 mod 16 = 0" },
	{ "05", "displaced", "8", "Each probed past all that came before it" },
	{ "05", "collide", "m 16; m 16", "probe >= 2 is wanted" },
	{ "05", "full_table", "fill 3 16", "capacity(s1) == 64 is wanted" },
	{ "05", "no_probes", "repeat 8 m 256", "probe == 0 is wanted" },
	{ "06", "fits", "a", "1,088 bytes are free" },
	{ "06", "second", "s1+0xbc0", "it is too small: 2,000 bytes are needed" },
	{ "06", "second", "s2+0x7d0", "what is asked for is taken at its start" },
	{ "06", "back_again", "s2+0x7d0", "s1 is searched before s2" },
	{ "06", "large", "4096", "just as large as was needed" },
	{ "06", "calls", "1", "too little for" },
	{ "06", "bigger", "1", "larger sections need fewer calls" },
	{ "06", "kept", "0", "The others went back" },
	{ "06", "kept", "3", "sections was 3 before the operation, and is 1 after it" },
	{ "06", "pinned", "0", "Each small chunk holds a section" },
	{ "06", "pinned", "4096", "12,288 bytes for 48 in use" },
	{ "06", "refused", "a", "The chunks in use stay as they are" },
	{ "06", "two_sections", "m 16", "sections == 2 is wanted" },
	{ "06", "nothing_left", "m 4000; f p1", "syscalls >= 9 is wanted" },
	{ "06", "pinned_three", "m 16", "mapped >= 12288 is wanted" },
	{ "07", "slack", "a", "110 fits the 112 bytes it has" },
	{ "07", "grow", "0x70", "p1 grows where it is, and nothing is copied" },
	{ "07", "move", "0", "its right neighbour, p2 (s1+0x110), is in use" },
	{ "07", "hole", "0x2e0", "s1+0x0 (272 bytes) was looked at first" },
	{ "07", "copied", "600", "All 400 bytes that the old chunk had" },
	{ "07", "shrink", "a", "Shrunk in place" },
	{ "07", "total", "192", "64 + 128 + 192 = 384" },
	{ "07", "doubling", "64", "Six calls" },
	{ "07", "in_place", "m 1000", "splits >= 2 or splits == 1 and free == 0 is wanted" },
	{ "07", "moved", "m 64; r p1 128", "moves == 2 is wanted" },
	{ "07", "first_hole", "m 200", "offset(p2) == 0 and size(p2) >= 200 is wanted" },
	{ "08", "zeros", "a", "Its 112 bytes are set to 0." },
	{ "08", "fresh", "a", "are 0 already, fresh from the system" },
	{ "08", "part", "2000", "were handed out before, the others never" },
	{ "08", "overflow", "a", "It looks for the overflow" },
	{ "08", "grown", "a", "The old contents were copied" },
	{ "08", "dirty", "m 64", "state(p1) == free is wanted" },
	{ "08", "even", "c 15 15", "asked(p2) == 240 and slack == 0 is wanted" },
	{ "08", "even", "m 240", "text(p2) != \"secret\" is wanted" },
	{ "08", "half_fresh", "c 1 2000", "used_chunks == 1 and offset(p2) == 0 is wanted" },
	{ "08", "half_fresh", "f p1; m 2016", "size(p2) == 2016 and text(p2) != " },
	{ "09", "which", "2", "as best fit would, but the placement is first fit" },
	{ "09", "cost", "0", "You chose p6 (s1+0x0), but it is in use" },
	{ "09", "cost", "0x150", "it is too small: 200 asked become 208" },
	{ "09", "other_order", "1", "it is too small: 100 asked become 112" },
	{ "09", "before", "m 50", "exists(p6) and size(p6) > 112 is wanted" },
	{ "09", "both_fit", "m 100; m 200",
	  "offset(p5) == 0x1c0 and largest == 3536 is wanted" },
	{ "09", "no_hole", "m 200; m 100", "used_chunks == 5 is wanted" },
	{ "10", "first", "2", "as best fit would, but the placement is first fit" },
	{ "10", "first", "4", "as worst fit would, but the placement is first fit" },
	{ "10", "first_loses", "a", "The hole of 320 was broken" },
	{ "10", "best", "1", "as first fit would, but the placement is best fit" },
	{ "10", "best_looked", "1", "First fit stops at the first that is enough" },
	{ "10", "leftover", "48", "too small for anything" },
	{ "10", "best_loses", "a", "Two rests of 32 bytes" },
	{ "10", "worst", "1", "as first fit would, but the placement is worst fit" },
	{ "10", "next", "0", "it goes on where the last search ended" },
	{ "10", "bins", "3", "lies in bin 13, for 208 bytes" },
	{ "10", "all_three", "m 100; m 200; m 300", "largest == 3408 is wanted" },
	{ "10", "exact", "m 100; m 300; m 200", "free_chunks == 1 is wanted" },
	{ "10", "lose", "m 300; m 200; m 100",
	  "asked(p7) <= 200 and asked(p8) <= 200 and asked(p9" },
	{ "11", "internal", "200", "10 times 32 is 320" },
	{ "11", "pieces", "5", "and the rest" },
	{ "11", "enough", "a", "None is large enough" },
	{ "11", "external", "100", "is one half" },
	{ "11", "fits", "a", "no piece has room for 1,104" },
	{ "11", "lived", "3072", "keep four pieces apart" },
	{ "11", "between", "a", "bytes are free, and the largest piece has only" },
	{ "11", "used_well", "a", "No allocator" },
	{ "11", "swiss", "fill 13 16", "free_chunks >= 6 + sections is wanted" },
	{ "11", "half", "m 100", "external >= 50 is wanted" },
	{ "11", "no_fit", "m 500", "sections == 2 is wanted" },
	{ "12", "hurt", "24", "12 hit the slack" },
	{ "12", "heap_hurt", "a", "check finds the heap sound" },
	{ "12", "late", "a", "What was written too late" },
	{ "12", "twice", "a", "A double free is refused" },
	{ "12", "blind", "a", "The address belongs to p3 now" },
	{ "12", "leaked", "600", "4 chunks of 100 bytes: 400" },
	{ "12", "when", "a", "it is noticed, but late" },
	{ "12", "reused", "a", "box still waits" },
	{ "12", "silent", "m 16; m 16", "exists(p2) and text(p2) == \"AAAA\" is wanted" },
	{ "12", "harmless", "m 20; w p1 +0 0x41 24",
	  "exists(p2) and text(p2) == \"note\" is wanted" },
	{ "12", "stolen", "m 20; f p1", "exists(p2) and offset(p2) == 0 and text(p2) == \"mi" },
	{ "13", "class", "100", "the smallest size class that holds them: 112 bytes" },
	{ "13", "byte", "7", "48 bytes are class 3" },
	{ "13", "hit", "3", "One less" },
	{ "13", "lifo", "0xe0", "The cache of thread 1 gives its top chunk, 0x000" },
	{ "13", "other_thread", "a", "It made a span of its own" },
	{ "13", "sweep", "0x0", "The sweep found the free run" },
	{ "13", "warm", "m 64", "cached(t1) >= 10 is wanted" },
	{ "13", "hand_over", "m 48; f p1", "cached(t2) == 1 and used_chunks == 0 and byte(s1+0)" },
	{ "13", "depot", "fill 4 16000", "depot >= 1 is wanted" },
	{ "14", "live", "a", "Many programs do so" },
	{ "14", "phase", "a", "Each new word stays in the hash" },
	{ "14", "mean", "100", "174 bytes, and a few large ones" },
	{ "14", "slack_share", "50", "3 percent" },
	{ "14", "looked", "a", "Worst fit had to look at far more chunks" },
	{ "14", "then", "a", "free in one piece" },
	{ "14", "habit", "m 100", "used_chunks >= 12 is wanted" },
	{ "14", "peak", "m 3000", "utilisation >= 75 and used < 100 is wanted" },
	{ "14", "plateau", "m 100", "operations >= 7 and used == 112 and used_chunks ==" },
	{ "15", "cost", "a", "A policy is never wrong" },
	{ "15", "lifo", "a", "and still in the cache" },
	{ "15", "never", "a", "Without coalescing there are ever more" },
	{ "15", "split", "b", "Internal fragmentation is" },
	{ "15", "queue", "30", "One piece" },
	{ "15", "near", "2", "as best fit would, but the placement is near fit" },
	{ "15", "best_of_two", "m 100", "used_chunks == 6 is wanted" },
	{ "15", "few_calls", "fill 10 100", "used_chunks >= 1000 is wanted" },
	{ "15", "no_slack", "fill 20 24", "slack == 0 is wanted" },
};

enum { WRONG = sizeof wrong / sizeof wrong[0], QUESTIONS = 40, ID = 24 };

struct key {
	char id[ID], *right;
};

/* One pass through a lesson. */
struct pass {
	const char *lesson;
	struct key key[QUESTIONS];
	size_t keys;
	int round;             /* of the wrong answers to one question the how many-th; -1: the key */
	size_t asked, reached, points, of;
};

static const char *key_of(struct pass *pass, const char *id)
{
	for (size_t i = 0; i < pass->keys; i++)
		if (strcmp(pass->key[i].id, id) == 0)
			return pass->key[i].right;
	return NULL;
}

static const struct wrong *wrong_of(const struct pass *pass, const char *id)
{
	int round = 0;

	for (size_t i = 0; i < WRONG; i++)
		if (strcmp(wrong[i].lesson, pass->lesson) == 0 && strcmp(wrong[i].id, id) == 0
		    && round++ == pass->round)
			return &wrong[i];
	return NULL;
}

static const char *given(void *user, const struct lesson_block *block)
{
	struct pass *pass = user;
	const struct wrong *row = wrong_of(pass, block->id);

	return pass->round < 0 ? key_of(pass, block->id) : row ? row->given : NULL;
}

/* ------------------------------------------------------------------------- judging */

static void note_key(struct pass *pass, const struct exam_result *result)
{
	struct key *key = &pass->key[pass->keys];
	const char *right = result->solution ? result->solution : result->verdict.right;

	CU_ASSERT_FATAL(pass->keys < QUESTIONS);
	snprintf(key->id, sizeof key->id, "%s", result->block->id);
	key->right = strdup(right);
	pass->keys++;
}

static int tells(const struct exam_result *result, const char *words)
{
	return strstr(result->verdict.said, words) || strstr(result->problem, words);
}

static void check_wrong(const struct pass *pass, const struct exam_result *result)
{
	const struct wrong *row = wrong_of(pass, result->block->id);

	if (!row)
		return;
	CU_ASSERT_EQUAL(result->verdict.reached, 0);
	CU_ASSERT(result->verdict.points < result->verdict.of);
	if (row->words && tells(result, row->words))
		return;
	CU_ASSERT_PTR_NULL(row->words);
	if (row->words)
		printf("\n    %s %s: %s\n    missing: %s\n    in: %s %s\n", row->lesson, row->id,
		       row->given, row->words, result->verdict.said, result->problem);
}

static void judged(void *user, const struct exam_result *result)
{
	struct pass *pass = user;

	CU_ASSERT_EQUAL(result->faulty, 0);
	if (pass->round < 0 && !key_of(pass, result->block->id))
		note_key(pass, result);
	pass->asked++;
	pass->reached += result->verdict.reached != 0;
	pass->points += result->verdict.points;
	pass->of += result->verdict.of;
	if (pass->round >= 0)
		check_wrong(pass, result);
}

static void run(struct pass *pass, const char *path, const char *seed)
{
	struct exam exam = { given, judged, pass };
	struct script *script;
	struct lesson *lesson;
	struct play play;

	pass->asked = pass->reached = pass->points = pass->of = 0;
	play_start(&play);
	play.session->lessons = strdup("lessons/");
	script = script_open(play.session, path, path);
	CU_ASSERT_PTR_NOT_NULL_FATAL(script);
	lesson = lesson_start(play.session, script, seed);
	exam_run(lesson, &exam);
	CU_ASSERT_EQUAL(play.session->failures, 0);
	lesson_end(lesson);
	script_close(play.session, script);
	play_end(&play);
}

static void forget(struct pass *pass)
{
	for (size_t i = 0; i < pass->keys; i++)
		free(pass->key[i].right);
	pass->keys = 0;
}

/* ----------------------------------------------------------------------- the lessons */

typedef void with_lesson(const char *path, const char *name);

static void each_lesson(with_lesson *with)
{
	glob_t found;

	CU_ASSERT_EQUAL_FATAL(glob("lessons/[0-9]*.txt", 0, NULL, &found), 0);
	for (size_t i = 0; i < found.gl_pathc; i++) {
		char name[40];

		lessons_short(strrchr(found.gl_pathv[i], '/') + 1, name, sizeof name);
		with(found.gl_pathv[i], name);
	}
	globfree(&found);
}

/* The right answers of each seed, which the first pass tells, are right in the second. */
static void answer_rightly(const char *path, const char *name)
{
	static const char *const seeds[] = { NULL, "ada", "bob", "7" };
	struct pass pass = { .lesson = name, .round = -1 };

	for (size_t i = 0; i < sizeof seeds / sizeof seeds[0]; i++) {
		run(&pass, path, seeds[i]);
		CU_ASSERT(pass.reached == 0 && pass.asked == pass.keys);
		run(&pass, path, seeds[i]);
		CU_ASSERT(pass.reached == pass.asked && pass.points == pass.of);
		forget(&pass);
	}
	CU_ASSERT(pass.asked >= 6);
}

static void right_answers_are_right(void)
{
	if (!play_stays())
		return;

	each_lesson(answer_rightly);
}

static void answer_wrongly(const char *path, const char *name)
{
	struct pass pass = { .lesson = name };

	for (; pass.round < 3; pass.round++) {
		run(&pass, path, NULL);
		CU_ASSERT_EQUAL(pass.reached, 0);
	}
}

static void wrong_answers_are_told_why(void)
{
	if (!play_stays())
		return;

	each_lesson(answer_wrongly);
}

/* So that a question that is added does not stay without a wrong answer. */
static void look_for_wrong(const char *path, const char *name)
{
	struct pass pass = { .lesson = name, .round = -1 };

	run(&pass, path, NULL);
	pass.round = 0;
	for (size_t i = 0; i < pass.keys; i++)
		if (!wrong_of(&pass, pass.key[i].id)) {
			CU_FAIL("a question has no wrong answer here");
			printf("\n    %s %s\n", name, pass.key[i].id);
		}
	forget(&pass);
}

static void each_question_has_a_wrong_one(void)
{
	each_lesson(look_for_wrong);
}

CU_TestInfo course_tests[] = {
	{ "right answers are right", right_answers_are_right },
	{ "wrong answers are told why", wrong_answers_are_told_why },
	{ "each question has a wrong one", each_question_has_a_wrong_one },
	CU_TEST_INFO_NULL
};
