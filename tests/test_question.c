/* SPDX-License-Identifier: MIT
 *
 * test_question.c - a question from its text to its verdict.
 */
#include "lesson_made.h"
#include "question.h"

#define HOLES "m 100\nm 100\nm 40\nm 16\nf p1\nf p3\n"

static const struct row {
	const char *heap, *block, *given; /* given NULL: no answer */
	unsigned points;
	const char *right, *said;
} rows[] = {
	{ HOLES, "ask a place of 4 Where?\nm 50\nexplain At {offset(p5)}.\nend\n", "0x0", 4,
	  "s1+0x0", "Right: s1+0x0.\nAt 0x000." },
	{ HOLES, "ask a place of 4 Where?\nm 50\nexplain Look.\nexplain Think.\nend\n", "0x70", 0,
	  "s1+0x0", "Not right: s1+0x70. The answer is s1+0x0.\nYou chose p2 (s1+0x70), but it is "
	  "in use: only free chunks are looked at. With first fit it is s1+0x0 (112 bytes): the "
	  "first in the list that is large enough.\nLook. Think." },
	{ HOLES, "ask a chunk Which?\nm 45\nend\n", "2", 0, "s1+0x0",
	  "Not right: s1+0xe0. The answer is s1+0x0.\nYou chose chunk 2 (s1+0xe0, 48 bytes), as "
	  "best fit would, but the placement is first fit: chunk 1 (s1+0x0, 112 bytes) was looked "
	  "at first and is large enough." },
	{ HOLES, "ask a bucket Which?\nf p2\nend\n", "b1", 0, "b7",
	  "Not right: b1. The answer is b7.\nThe key is 0x70 / 16 = 7. Its home is 7 mod 16 = 7, "
	  "and the entry is there." },
	{ HOLES, "ask a list of 10 Which?\nf p2\nend\n", "0x0 0x70 0x120", 6, "s1+0x0 s1+0x120",
	  "Not right: s1+0x0 s1+0x70 s1+0x120. The answer is s1+0x0 s1+0x120.\nA part of it is "
	  "right: 6 of 10 points.\nThe chunk at s1+0x70 was merged with its free left neighbour, "
	  "s1+0x0: they are one chunk now, listed where the left one begins." },
	{ HOLES, "ask a number How large?\nm 90\nanswer size(p5)\nend\n", "90", 0, "96",
	  "Not right: 90. The answer is 96.\n90 is what was asked for, not what the chunk has: "
	  "90 asked become 96, the next multiple of 16." },
	{ "set header 16\nreset\n", "ask a number How large?\nm 90\nanswer size(p1)\nend\n", "96",
	  0, "112", "Not right: 96. The answer is 112.\nYou left out the header: 90 asked and "
	  "16 of "
	  "header come to 112, a multiple of 16." },
	{ "set header 16\nreset\n", "ask a number How large?\nm 90\nanswer size(p1)\nend\n", "106",
	  0, "112", "Not right: 106. The answer is 112.\n106 is not rounded up: 90 asked and 16 of "
	  "header come to 112, a multiple of 16." },
	{ "set header 8\nreset\n", "ask a number How large?\nm 90\nanswer size(p1)\nend\n", "104",
	  0, "112", "Not right: 104. The answer is 112.\nThe header is added first, then it is "
	  "rounded: 90 asked and 8 of header come to 112, a multiple of 16." },
	{ HOLES, "ask a number How large?\nm 90\nanswer size(p5)\nend\n", "80", 0, "96",
	  "Not right: 80. The answer is 96.\nSizes are rounded up, never down: 90 asked become 96, "
	  "the next multiple of 16." },
	{ HOLES, "ask a number How much is left?\nm 60\nanswer 48\nend\n", "52", 0, "48",
	  "Not right: 52. The answer is 48.\nWhat is taken is the chunk, not only what was asked "
	  "for: 112 - 64 = 48." },
	{ HOLES, "ask a number How large is it then?\nf p2\nanswer 272\nend\n", "160", 0, "272",
	  "Not right: 160. The answer is 272.\nThe left neighbour, 112 bytes, was free too, and "
	  "was merged." },
	{ HOLES, "ask a number How large is it then?\nf p2\nanswer 272\nend\n", "112", 0, "272",
	  "Not right: 112. The answer is 272.\n112 is the chunk alone: it was merged with its free "
	  "neighbours on both sides." },
	{ HOLES, "ask a number Which key?\nm 1000\nanswer key(p5)\nend\n", "0x120", 0, "18",
	  "Not right: 288. The answer is 18.\n0x120 is the offset. The key is the offset / 16 = "
	  "18." },
	{ HOLES, "ask a number Which home?\nm 1000\nanswer home(p5)\nend\n", "18", 0, "2",
	  "Not right: 18. The answer is 2.\n18 is the key, not yet its home bucket." },
	{ HOLES, "ask a number How much?\nm 1000\nanswer used\nend\n", "1144", 0, "1,136",
	  "Not right: 1,144. The answer is 1,136." },
	{ HOLES, "ask a number How much?\nm 1000\nanswer largest\nend\n", "1,136", 0, "2,800",
	  "Not right: 1,136. The answer is 2,800.\n1,136 is what used is now, which is something "
	  "else." },
	{ "set engine fast\nreset\nm 100\nf p1\n", "ask a place Where?\nm 100\nend\n", "s1+0x40",
	  0, NULL, "Not right: s1+0x40. The answer is s1+" },
	{ "set engine fast\nreset\n", "ask a number How large?\nm 1100\nanswer size(p1)\nend\n",
	  "1104",
	  0, NULL, "Not right: 1,104." },
	{ HOLES, "ask a number How many?\nm 50\nanswer chunks\nend\n", "5", 0, "6",
	  "Not right: 5. The answer is 6.\nchunks was 5 before the operation, and is 6 after it." },
	{ HOLES, "ask a number How many?\nanswer chunks\nend\n", "5", 1, "5", "Right: 5." },
	{ HOLES, "ask a number How many?\nanswer 2 + 3\nend\n", NULL, 0, "5", "Answer: 5" },
	{ HOLES, "ask a number How many?\nf p2\nanswer free_chunks\nend\n", "4", 0, "2",
	  "Not right: 4. The answer is 2.\nThere were 3 free chunks. One more is free, but it was "
	  "merged with its free neighbours on both sides, which are two less: 2." },
	{ HOLES, "ask a number How many?\nf p2\nanswer free_chunks\nend\n", "3", 0, "2",
	  "Not right: 3. The answer is 2.\nThere were 3 free chunks. One more is free, but it was "
	  "merged with its free neighbours on both sides, which are two less: 2." },
	{ "set split 64\nreset\n" HOLES, "ask a number How large?\nm 70\nanswer size(p5)\nend\n",
	  "80", 0, "112", "Not right: 80. The answer is 112.\n80 are needed, but the rest of 32 is "
	  "less than 64, too small for a chunk of its own: the chunk has all 112." },
	{ "set split 64\nreset\n" HOLES, "ask a number What slack?\nm 70\nanswer slack(p5)\nend\n",
	  "10", 0, "42", "Not right: 10. The answer is 42.\nThe rest of 32 is too small for a "
	  "chunk "
	  "of its own, and is slack as well: 112 - 70 = 42." },
	{ HOLES, "ask a number How large?\nm 70\nanswer size(p5)\nend\n", "112", 0, "80",
	  "Not right: 112. The answer is 80.\nThe free chunk had 112 bytes. Only 80 are needed: "
	  "the rest of 32 is split off, and stays free." },
	{ HOLES, "ask a place Where does the rest begin?\nm 70\nanswer 0x50\nend\n", "0x0", 0,
	  "s1+0x50", "Not right: s1+0x0. The answer is s1+0x50.\np5 begins there. What is left of "
	  "the free chunk lies behind it: 0x0 + 80 = 0x50." },
	{ HOLES, "ask a place Where does the rest begin?\nm 70\nanswer 0x50\nend\n", "70", 0,
	  "s1+0x50", "Not right: s1+0x46. The answer is s1+0x50.\nWhat is taken is the chunk of "
	  "p5, "
	  "not only what was asked for: 70 asked become 80, the next multiple of 16." },
	{ HOLES, "ask a bucket Where is the rest?\nm 70\nanswer bucket(s1+0x50)\nend\n", "80", 0,
	  "b5", "Not right: b80. The answer is b5.\n0x50 is the offset. The key is the offset / "
	  "16 = "
	  "5, and its home is 5 mod 16 = 5." },
	{ "m 256\n", "ask a bucket Which home?\nm 256\nanswer home(s1+0x200)\nend\n", "2", 0, "b0",
	  "Not right: b2. The answer is b0.\nb2 is where the entry came to lie. Its home is 32 mod "
	  "16 = 0." },
	{ "m 256\n", "ask a bucket Which home?\nm 256\nanswer home(s1+0x200)\nend\n", "5", 0, "b0",
	  "Not right: b5. The answer is b0.\nThe key is 0x200 / 16 = 32, and its home is 32 mod 16 "
	  "= 0." },
	{ HOLES "m 20\n", "ask a number Which key?\nanswer key(p2)\nend\n", "0x70", 0, "7",
	  "Not right: 112. The answer is 7.\n0x70 is the offset. The key is the offset / 16 = 7." },
	{ HOLES "m 20\n", "ask a bucket Which?\nanswer bucket(p2)\nend\n", "0x70", 0, "b7",
	  "Not right: b112. The answer is b7.\n0x70 is the offset. The key is the offset / 16 = 7, "
	  "and its home is 7 mod 16 = 7." },
	{ HOLES "m 20\n", "ask a list Which are free?\nanswer 0x20 0xe0 0x120\nend\n",
	  "0x20 0x70", 0,
	  "s1+0x20 s1+0xe0 s1+0x120", "Not right: s1+0x20 s1+0x70. The answer is s1+0x20 s1+0xe0 "
	  "s1+0x120.\ns1+0x70 is p2, which is in use: only free chunks are listed." },
	{ HOLES, "ask a bucket Which home?\nanswer key(p2) % 16\nend\n", "16", 0, "b7",
	  "Not right: b16. The answer is b7.\nThe table has 16 buckets, b0 to b15." },
	{ HOLES "f p1\n", "ask a choice What?\nchoice yes\nchoice no\nanswer a\nend\n", "b", 0,
	  "a) yes", "Not right: b) no. The answer is a) yes." },
	{ HOLES, "ask a choice Is it cut?\nchoice yes\nchoice no\nm 50\nanswer a\nend\n", "b", 0,
	  "a) yes", "Not right: b) no. The answer is a) yes.\nWhat the allocator did: Split "
	  "112: 64 taken, 48 stay free at 0x040." },
	{ HOLES, "ask a choice What?\nchoice yes\nchoice no\nm 50\nanswer a\nend\n", "b", 0,
	  "a) yes", "Not right: b) no. The answer is a) yes." },
	{ HOLES, "ask a choice Which place?\nchoice 0\nchoice zero\nc 5 10\nanswer a\nend\n", "b",
	  0, "a) 0", "Not right: b) zero. The answer is a) 0.\nWhat the allocator did: Its 64 bytes "
	  "are set to 0." },
	{ HOLES, "ask a choice How much slack?\nchoice 14\nchoice 0\nm 50\nanswer a\nend\n", "b", 0,
	  "a) 14", "Not right: b) 0. The answer is a) 14.\nWhat the allocator did: 50 becomes 64, "
	  "the next multiple of 16." },
	{ HOLES, "ask a number How many?\nm 50\nanswer used_chunks\nend\n", "4", 0, "3",
	  "Not right: 4. The answer is 3.\nThat is one too many." },
	{ HOLES, "ask a choice What?\nchoice yes\nchoice no\nf p2\nanswer b\nend\n", "a", 0,
	  "b) no",
	  "Not right: a) yes. The answer is b) no.\nWhat the allocator did: Right neighbour "
	  "0x0e0 is "
	  "free: merged, 112 + 48 = 160. Left neighbour 0x000 is free: merged, 112 + 160 = 272." },
	{ HOLES, "ask a choice What?\nchoice yes\nchoice no\nexpect error double free\nf p1\n"
	  "answer no\nend\n", "yes", 0, "b) no",
	  "Not right: a) yes. The answer is b) no.\nThe allocator answers: double free." },
	{ HOLES, "ask a place Where?\nm 50\nanswer offset(p2)\nend\n", "0x0", 0, "s1+0x70",
	  "Not right: s1+0x0. The answer is s1+0x70." },
	{ HOLES, "ask a place Where?\nanswer s1+0xe0\nend\n", "0xe0", 1, "s1+0xe0",
	  "Right: s1+0xe0." },
};

static void check(const struct row *row)
{
	struct lesson_made made;
	char problem[QUESTION_PROBLEM] = "";
	struct question *question;
	struct verdict v;

	lesson_made_begin(&made, row->heap, row->block);
	question = question_begin(&made.scope, made.block, problem);
	CU_ASSERT_PTR_NOT_NULL_FATAL(question);
	if (row->given)
		CU_ASSERT(question_read(question, row->given, problem));
	CU_ASSERT(question_run(question, lesson_made_run, &made, problem));
	v = question_judge(question);
	CU_ASSERT_FALSE(v.faulty);
	CU_ASSERT_EQUAL(v.understood, row->given != NULL);
	CU_ASSERT_EQUAL(v.points, row->points);
	CU_ASSERT_EQUAL(v.of, made.block->points);
	CU_ASSERT_EQUAL(v.reached, row->given && v.points == v.of);
	if (row->right)
		CU_ASSERT_STRING_EQUAL(v.right, row->right);
	CU_ASSERT(play_has(v.said, row->said));
	CU_ASSERT_EQUAL(strncmp(v.said, row->said, strlen(row->said)), 0);
	verdict_free(&v);
	question_free(question);
	lesson_made_end(&made);
}

static void are_judged(void)
{
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		check(&rows[i]);
}

/* ------------------------------------------------------------------------- the text */

static void is_shown(void)
{
	struct lesson_made made;
	char problem[QUESTION_PROBLEM] = "", *hint;
	struct question *question;
	const struct lines *text;

	lesson_made_begin(&made, HOLES, "ask a chunk Which of {free_chunks}?\nhint Of {free} "
	                  "bytes.\n"
	                                "m 45\nend\n");
	question = question_begin(&made.scope, made.block, problem);
	text = question_text(question);
	CU_ASSERT_EQUAL_FATAL(text->count, 4);
	CU_ASSERT_STRING_EQUAL(text->line[0], "Which of 3?");
	CU_ASSERT_STRING_EQUAL(text->line[2], "2: s1+0xe0, 48 bytes");
	hint = lesson_fill_hint(&made.scope, made.block, 0);
	CU_ASSERT_STRING_EQUAL(hint, "Of 3,968 bytes.");
	free(hint);
	CU_ASSERT_PTR_NULL(lesson_fill_hint(&made.scope, made.block, 1));
	CU_ASSERT_FALSE(question_read(question, "9", problem));
	CU_ASSERT(play_has(problem, "There is no number 9 in the list"));
	CU_ASSERT(question_read(question, "2", problem));
	question_free(question);
	lesson_made_end(&made);
}

/* ------------------------------------------------------------------ a lesson's faults */

static const struct {
	const char *block, *problem;
	int at; /* which step tells it: 0 begin, 1 run, 2 judge */
} faults[] = {
	{ "ask a number How {much +}?\nanswer 1\nend\n", "", 0 },
	{ "ask a number How?\nf p77\nanswer 1\nend\n", "p77", 1 },
	{ "ask a number How?\nm {p77}\nanswer 1\nend\n", "", 1 },
	{ "ask a number How?\nanswer 1 - 2\nend\n", "", 2 },
	{ "ask a number How?\nanswer best\nend\n", "What is wanted: a number", 2 },
	{ "ask a choice How?\nchoice x\nchoice y\nanswer c\nend\n", "What is wanted: the letter",
	  2 },
	{ "ask a place Where?\nw p2 1\nend\n", "answer line", 2 },
	{ "ask a place Where?\nm 10\nexplain {1 - 2}\nend\n", "", 2 },
};

static void faults_are_told(void)
{
	for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
		struct lesson_made made;
		char problem[QUESTION_PROBLEM] = "";
		struct question *question;
		struct verdict v = { 0 };
		int at = 0;

		lesson_made_begin(&made, HOLES, faults[i].block);
		question = question_begin(&made.scope, made.block, problem);
		if (question) {
			at = question_run(question, lesson_made_run, &made, problem) ? 2 : 1;
			v = question_judge(question);
		}
		CU_ASSERT_EQUAL(at, faults[i].at);
		if (at == 2) {
			CU_ASSERT(v.faulty);
			CU_ASSERT_FATAL(v.said != NULL);
			snprintf(problem, sizeof problem, "%s", v.said);
		}
		CU_ASSERT(*problem);
		CU_ASSERT(play_has(problem, faults[i].problem));
		verdict_free(&v);
		question_free(question);
		lesson_made_end(&made);
	}
}

CU_TestInfo question_tests[] = {
	{ "are judged", are_judged },
	{ "is shown", is_shown },
	{ "faults are told", faults_are_told },
	CU_TEST_INFO_NULL,
};
