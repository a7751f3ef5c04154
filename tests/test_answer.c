/* SPDX-License-Identifier: MIT
 *
 * test_answer.c - answers: what can be typed, what it means, what it counts.
 */
#include "judged.h"

/* Holes at 0x000, 112 bytes, and 0x0e0, 48 bytes; p2 at 0x070; the end from 0x110 on. */
#define HOLES "m 100\nm 100\nm 40\nm 16\nf p1\nf p3\n"
#define TWO "m 4000\nm 4000\nf p1\n"

/* ------------------------------------------------------------------------- reading */

static const struct {
	const char *heap;
	enum answer_kind kind;
	const char *typed, *text; /* as it is shown again; NULL: not understood */
	const char *part;         /* of the sentence that says why */
} typed[] = {
	{ "", ANSWER_NUMBER, "112", "112", NULL },
	{ "", ANSWER_NUMBER, "  0x70 \r", "112", NULL },
	{ "", ANSWER_NUMBER, "1K", "1,024", NULL },
	{ "", ANSWER_NUMBER, "1,024", "1,024", NULL },
	{ "", ANSWER_NUMBER, "many", NULL, "A number, as 112 or 0x70, is wanted." },
	{ "", ANSWER_NUMBER, "-3", NULL, "A number" },
	{ "", ANSWER_NUMBER, "", NULL, "There is no answer. What is wanted: a number" },
	{ "", ANSWER_NUMBER, " \t ", NULL, "There is no answer." },
	{ HOLES, ANSWER_PLACE, "s1+0x40", "s1+0x40", NULL },
	{ HOLES, ANSWER_PLACE, "S1 + 64", "s1+0x40", NULL },
	{ HOLES, ANSWER_PLACE, "0x40", "s1+0x40", NULL },
	{ HOLES, ANSWER_PLACE, "64", "s1+0x40", NULL },
	{ HOLES, ANSWER_PLACE, "s7+0x0", "s7+0x0", NULL },
	{ HOLES, ANSWER_PLACE, "None", "none", NULL },
	{ "", ANSWER_PLACE, "0x40", "0x040", NULL },
	{ TWO, ANSWER_PLACE, "0x40", NULL, "The heap has 2 sections. Which is meant?" },
	{ TWO, ANSWER_PLACE, "s2+0x40", "s2+0x40", NULL },
	{ HOLES, ANSWER_PLACE, "s0+0x40", NULL, "s0 is no section." },
	{ HOLES, ANSWER_PLACE, "x1+0x40", NULL, "x1 is no section." },
	{ HOLES, ANSWER_PLACE, "s1+", NULL, "A place is written as s1+0x40." },
	{ HOLES, ANSWER_PLACE, "p2", NULL, "p2 is no place." },
	{ HOLES, ANSWER_PLACE, "+0x40", NULL, "is no section" },
	{ HOLES, ANSWER_CHUNK, "1", "s1+0x0", NULL },
	{ HOLES, ANSWER_CHUNK, "3", "s1+0x120", NULL },
	{ HOLES, ANSWER_CHUNK, "4", NULL, "There is no number 4 in the list: it has 3 free "
	  "chunks." },
	{ HOLES, ANSWER_CHUNK, "0", NULL, "There is no number 0 in the list" },
	{ HOLES, ANSWER_CHUNK, "p2", "s1+0x70", NULL },
	{ HOLES, ANSWER_CHUNK, "p3", "s1+0xe0", NULL },
	{ HOLES "f p2\n", ANSWER_CHUNK, "p3", NULL, "p3 was freed, and no chunk begins there "
	  "now." },
	{ HOLES, ANSWER_CHUNK, "0xe0", "s1+0xe0", NULL },
	{ HOLES, ANSWER_CHUNK, "s1+0x0", "s1+0x0", NULL },
	{ HOLES, ANSWER_CHUNK, "new", "new", NULL },
	{ HOLES, ANSWER_CHUNK, "p77", NULL, "No chunk is named p77." },
	{ HOLES, ANSWER_BUCKET, "b3", "b3", NULL },
	{ HOLES, ANSWER_BUCKET, "3", "b3", NULL },
	{ HOLES, ANSWER_BUCKET, "c3", NULL, "A bucket, as 3 or b3, is wanted." },
	{ "", ANSWER_CHOICE, "b", "b) it is not", NULL },
	{ "", ANSWER_CHOICE, "A", "a) it is merged", NULL },
	{ "", ANSWER_CHOICE, "a)", "a) it is merged", NULL },
	{ "", ANSWER_CHOICE, "b) it is not", "b) it is not", NULL },
	{ "", ANSWER_CHOICE, "It is merged.", "a) it is merged", NULL },
	{ "", ANSWER_CHOICE, "c", NULL, "c is none of the choices. One of the letters a to b" },
	{ "", ANSWER_CHOICE, "it is", NULL, "is none of the choices" },
	{ HOLES, ANSWER_LIST, "0x0 0xe0, s1+0x120", "s1+0x0 s1+0xe0 s1+0x120", NULL },
	{ TWO, ANSWER_LIST, "0x0 ; s2+0x0 0x10", "s1+0x0 ; s2+0x0 s2+0x10", NULL },
	{ TWO, ANSWER_LIST, "empty", "empty", NULL },
	{ TWO, ANSWER_LIST, ";;", NULL, "A list of places is wanted" },
	{ TWO, ANSWER_LIST, "0x0 full", NULL, "full is no place." },
};

static void are_read(void)
{
	for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++) {
		struct asked a;
		int understood;

		asked_begin(&a, typed[i].heap, typed[i].kind);
		understood = asked_given(&a, typed[i].typed);
		CU_ASSERT_EQUAL(understood, typed[i].text != NULL);
		if (!understood) {
			CU_ASSERT(typed[i].part && play_has(a.problem, typed[i].part));
		} else if (typed[i].text) {
			a.given_text = answer_text(&a.about, &a.given);
			CU_ASSERT_STRING_EQUAL(a.given_text, typed[i].text);
		}
		asked_end(&a);
	}
}

/* What is shown can be typed. */
static void are_read_again(void)
{
	for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++) {
		struct asked a;
		struct answer again;

		if (!typed[i].text)
			continue;
		asked_begin(&a, typed[i].heap, typed[i].kind);
		CU_ASSERT(asked_given(&a, typed[i].typed));
		CU_ASSERT(answer_read(&a.about, typed[i].text, &again, a.problem));
		CU_ASSERT(answer_is(&again, &a.given));
		asked_end(&a);
	}
}

static void a_list_is_bounded(void)
{
	char many[4 * ANSWER_PLACES + 16];
	struct asked a;

	memset(many, 0, sizeof many);
	for (int i = 0; i <= ANSWER_PLACES; i++)
		strcat(many, "1 ");
	asked_begin(&a, HOLES, ANSWER_LIST);
	CU_ASSERT_FALSE(asked_given(&a, many));
	CU_ASSERT(play_has(a.problem, "A list has at most 128 places."));
	CU_ASSERT(asked_given(&a, many + 2));
	CU_ASSERT_EQUAL(a.given.count, ANSWER_PLACES);
	asked_end(&a);
}

/* ---------------------------------------------------------------------- the right one */

static const struct {
	const char *heap, *operation;
	enum answer_kind kind;
	const char *right, *given;
	unsigned points; /* of 12 */
} judged[] = {
	{ HOLES, "m 100\n", ANSWER_PLACE, "s1+0x0", "0", 12 },
	{ HOLES, "m 100\n", ANSWER_PLACE, "s1+0x0", "s2+0", 0 },
	{ HOLES, "m 200\n", ANSWER_CHUNK, "s1+0x120", "3", 12 },
	{ HOLES, "m 4000\n", ANSWER_CHUNK, "new", "new", 12 },
	{ HOLES, "m 4000\n", ANSWER_PLACE, "s2+0x0", "s2+0", 12 },
	{ "", "m 40\n", ANSWER_PLACE, "s1+0x0", "0x0", 12 },
	{ "set limit 4096\nreset\n" HOLES, "m 4000\n", ANSWER_PLACE, "none", "none", 12 },
	{ "set limit 4096\nreset\n" HOLES, "m 4000\n", ANSWER_CHUNK, "none", "fails", 12 },
	{ TWO, "m 200\n", ANSWER_PLACE, "s1+0x0", "s1+0x20", 6 },
	{ TWO, "m 200\n", ANSWER_PLACE, "s1+0x0", "s2+0x0", 0 },
	{ HOLES, "f p2\n", ANSWER_PLACE, "s1+0x0", "0x0", 12 },
	{ HOLES, "f p2\n", ANSWER_CHUNK, "s1+0x70", "p2", 12 },
	{ HOLES, "r p2 140\n", ANSWER_PLACE, "s1+0x70", "0x70", 12 },
	{ HOLES, "r p2 140\n", ANSWER_CHUNK, "s1+0x70", "p2", 12 },
	{ HOLES, "r p2 300\n", ANSWER_CHUNK, "s1+0x120", "3", 12 },
	{ HOLES, "f p2\n", ANSWER_BUCKET, "b7", "7", 12 },
	{ HOLES, "m 10\n", ANSWER_BUCKET, "b0", "b0", 12 },
	{ HOLES, "f p1\n", ANSWER_BUCKET, "b0", "b0", 12 },
	{ HOLES, "m 112\n", ANSWER_LIST, "s1+0xe0 s1+0x120", "0xe0 0x120", 12 },
	{ HOLES, "m 112\n", ANSWER_LIST, "s1+0xe0 s1+0x120", "0x120 0xe0", 6 },
	{ HOLES, "m 112\n", ANSWER_LIST, "s1+0xe0 s1+0x120", "0xe0 0x10 0x120", 8 },
	{ HOLES, "m 112\n", ANSWER_LIST, "s1+0xe0 s1+0x120", "empty", 0 },
	{ "", "m 4096\n", ANSWER_LIST, "empty", "empty", 12 },
	{ "", "m 4096\n", ANSWER_LIST, "empty", "0x0", 0 },
};

static void are_judged(void)
{
	for (size_t i = 0; i < sizeof judged / sizeof judged[0]; i++) {
		struct asked a;

		asked_begin(&a, judged[i].heap, judged[i].kind);
		CU_ASSERT(asked_given(&a, judged[i].given));
		CU_ASSERT(asked_run(&a, judged[i].operation));
		CU_ASSERT_STRING_EQUAL(a.right_text, judged[i].right);
		CU_ASSERT_EQUAL(a.points, judged[i].points);
		CU_ASSERT_EQUAL(a.is_right, judged[i].points == ASKED_POINTS);
		asked_end(&a);
	}
}

/* Points are whole: a small part of few is none, and only all is all. */
static void a_part_is_never_all(void)
{
	struct answer right = { .kind = ANSWER_LIST, .count = 3 }, given;
	struct before before = { .sections = 1 };
	struct answer_about about = { NULL, &before, ANSWER_LIST, NULL };

	for (size_t i = 0; i < 3; i++)
		right.place[i] = (struct place){ 1, 16 * i };
	given = right;
	given.count = 2;
	for (unsigned of = 1; of <= 100; of++) {
		CU_ASSERT_EQUAL(answer_points(&about, &right, &right, of), of);
		CU_ASSERT_EQUAL(answer_points(&about, &given, &right, of), of * 2 / 3);
		CU_ASSERT_EQUAL(answer_points(&about, &right, &given, of), of * 2 / 3);
	}
}

static void need_an_answer_line(void)
{
	static const struct {
		enum answer_kind kind;
		const char *operation, *part;
	} none[] = {
		{ ANSWER_NUMBER, "m 10\n", "needs an answer line" },
		{ ANSWER_CHOICE, "m 10\n", "needs an answer line" },
		{ ANSWER_PLACE, "w p2 1\n", "placed no chunk" },
		{ ANSWER_CHUNK, "f NULL\n", "Nothing was freed" },
		{ ANSWER_BUCKET, "f NULL\n", "used no bucket" },
		{ ANSWER_LIST, "set coalesce never\nreset\nfill 400 16\nf p1..p300\n", "too long" },
	};

	for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
		struct asked a;

		asked_begin(&a, HOLES, none[i].kind);
		CU_ASSERT_FALSE(asked_run(&a, none[i].operation));
		CU_ASSERT(play_has(a.problem, none[i].part));
		asked_end(&a);
	}
}

CU_TestInfo answer_tests[] = {
	{ "are read", are_read },
	{ "are read again", are_read_again },
	{ "a list is bounded", a_list_is_bounded },
	{ "are judged", are_judged },
	{ "a part is never all", a_part_is_never_all },
	{ "need an answer line", need_an_answer_line },
	CU_TEST_INFO_NULL,
};
