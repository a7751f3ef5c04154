/* SPDX-License-Identifier: MIT
 *
 * test_step.c - the steps of an operation gone through: as text, as screens, key by key.
 */
#include "drawn.h"
#include "inside.h"
#include "key.h"
#include "shown.h"
#include "stepping.h"
#include "timeline.h"

/* p1 at 0x000, holes at 0x070, 0x280, 0x3b0 and 0xf10, bucket 13 and others past home. */
#define DRAWN                                                                              \
	"m 100\nm 40\nm 200\nm 500\nm 64\nm 300\nm 700\nf p2\nf p4\nm 260\nm 1900\nm 1300\n" \
	"f p6\n"
#define BEST "set placement best\nreset\n"

static void as_text(void)
{
	char *out = play_once(DRAWN "step m 180\nstep\nstep f p4\nstep view\nstep zzz\n"
	                      "step q = m 10\nstep q = m 10\nstep w p1 \"a\"\n");
	char *second = strstr(out, "\n> step\n");

	CU_ASSERT(play_has(out, "> step m 180\np11 = s1+0x280, 192 bytes"));
	CU_ASSERT(play_has(out, "\n1 of 7  180 becomes 192"));
	CU_ASSERT(play_has(out, "\n7 of 7  The rest: key 52"));
	CU_ASSERT(play_has(out, "changed: + p11 s1 0x280 192"));
	CU_ASSERT_PTR_NOT_NULL_FATAL(second);
	CU_ASSERT(play_has(second, "\n7 of 7  The rest: key 52"));
	CU_ASSERT(play_has(second, "error: p4 was freed"));
	CU_ASSERT(play_has(second, "step goes through one operation: m, c, a, r, f or w."));
	CU_ASSERT(play_has(second, "no command is named zzz"));
	CU_ASSERT(play_has(second, "q is a command"));
	free(out);
}

/* What is kept of a line is the command: played again it does the same. */
static void it_is_kept_as_the_command(void)
{
	struct play play;
	char line[64];

	play_start(&play);
	play_lines(&play, "m 100\nstep m 180\nf p1\nback 2\n");
	timeline_command(play.session, 1, line, sizeof line);
	CU_ASSERT_STRING_EQUAL(line, "m 100");
	timeline_command(play.session, 2, line, sizeof line);
	CU_ASSERT_STRING_EQUAL(line, "m 180");
	play_end(&play);
}

static void look_at(struct shown *s, struct stepping *stepping, const char *keys)
{
	for (; *keys; keys++)
		CU_ASSERT(stepping_key(stepping, *keys == 'H' ? KEY_IS_HOME
		                                 : *keys == 'E' ? KEY_IS_END : *keys));
	scene_inside(s->scene, &stepping->at);
	s->v = scene_view(s->scene, s->play.session);
}

/* Sessions at a base where no other test has anything; 0: it does not lie there. */
static int begin(struct shown *s, struct stepping *stepping, const char *lines)
{
	show_after(s, "set base 0x200000000000\nreset\n", lines);
	CU_ASSERT_FATAL(stepping_start(stepping, s->play.session));
	if (s->v->sections[0].address == (uintptr_t)0x200000000000)
		return 1;
	test_skip("the heap does not lie at its base here, as the screens have it");
	return 0;
}

static void leave(struct shown *s, struct stepping *stepping)
{
	scene_inside(s->scene, NULL);
	stepping_end(stepping);
	end(s);
}

static void screens_of_a_search(void)
{
	struct shown s;
	struct stepping stepping;

	if (begin(&s, &stepping, "set placement best\nreset\n" DRAWN "m 180\n")) {
		look_at(&s, &stepping, "    ");
		drawn_as_kept("step-best", s.v, 80, 24, 0);
		drawn_as_kept("step-best", s.v, 100, 30, 0);
		drawn_as_kept("step-best", s.v, 200, 60, 0);
		drawn_as_kept("step-best-ascii", s.v, 80, 24, 1);
		look_at(&s, &stepping, "   ");
		drawn_as_kept("step-split", s.v, 80, 24, 0);
		drawn_as_kept("step-split", s.v, 100, 30, 0);
		look_at(&s, &stepping, " ");
		CU_ASSERT_EQUAL(s.v->sections[0].mark, VIEW_LOOKED);
		CU_ASSERT_EQUAL(s.v->sections[1].mark, VIEW_PLAIN);
		drawn_as_kept("step-choose", s.v, 80, 24, 0);
		look_at(&s, &stepping, "E");
		drawn_as_kept("step-end", s.v, 100, 30, 0);
	}
	leave(&s, &stepping);
}

/* A double free by name, of a chunk whose bytes have another owner now. */
static void screens_of_a_failure(void)
{
	struct shown s;
	struct stepping stepping;

	if (begin(&s, &stepping, DRAWN "f p4\n")) {
		look_at(&s, &stepping, "H");
		drawn_as_kept("step-wrong", s.v, 80, 24, 0);
		for (size_t i = 1; i < stepping.count; i++) {
			look_at(&s, &stepping, " ");
			CU_ASSERT_EQUAL(s.v->trail.mark, VIEW_WRONG);
		}
		drawn_as_kept("step-wrong-end", s.v, 80, 24, 0);
	}
	leave(&s, &stepping);
}

/* The entry that a chunk keeps is its own at once; it is new until its bytes are there. */
static void a_move_is_pictured(void)
{
	struct shown s;
	struct stepping stepping;
	int taken = 0;

	show(&s, "set placement best\nreset\n" DRAWN "r p5 500\n");
	CU_ASSERT_FATAL(stepping_start(&stepping, s.play.session));
	for (size_t i = 1; i < stepping.count; i++) {
		look_at(&s, &stepping, " ");
		taken |= s.v->result.text
		         && strcmp(s.v->result.text, "Home, bucket 2, is taken by p5: on to 3.")
		                    == 0;
		for (size_t k = 0; k < s.v->sections[1].chunk_count; k++)
			CU_ASSERT_NOT_EQUAL(s.v->sections[1].chunks[k].mark, VIEW_RESIZED);
	}
	CU_ASSERT(taken);
	leave(&s, &stepping);
}

static void what_the_guard_keeps_waits(void)
{
	struct shown s;
	struct stepping stepping;
	char *text;

	show(&s, "set guard on\nreset\nm 100\nm 40\nf p2\nf p1\n");
	text = drawn(s.v, 80, 24, 0);
	CU_ASSERT(play_has(text, "▒▒ waiting"));
	CU_ASSERT(play_has(text, "\n-waiting 0x000"));
	CU_ASSERT(play_has(text, "\n waiting 0x070"));
	CU_ASSERT(play_has(text, "\n 0 ▒0 "));
	CU_ASSERT(play_has(text, " waiting  0x000 ▸ key 0"));
	CU_ASSERT_PTR_NULL(strstr(text, "cached"));
	free(text);
	CU_ASSERT_FATAL(stepping_start(&stepping, s.play.session));
	look_at(&s, &stepping, "E");
	CU_ASSERT(s.v->sections[0].chunks[0].cached);
	leave(&s, &stepping);
}

/* Stores behind taken buckets: each of them is a key of its own. */
static void screens_of_a_probe(void)
{
	struct shown s;
	struct stepping stepping;
	size_t sentence;

	if (begin(&s, &stepping, DRAWN "m 180\nf p5\n")) {
		look_at(&s, &stepping, " ");
		sentence = stepping.at.sentence;
		CU_ASSERT_EQUAL(stepping.at.parts, 3);
		CU_ASSERT_EQUAL(stepping.at.part, 2);
		CU_ASSERT_EQUAL(s.v->buckets[7].probed, 1);
		CU_ASSERT_EQUAL(s.v->buckets[8].probed, 1);
		CU_ASSERT_EQUAL(s.v->buckets[8].chunk.mark, VIEW_LOOKED);
		CU_ASSERT_EQUAL(s.v->buckets[9].probed, 0);
		drawn_as_kept("step-probe", s.v, 80, 24, 0);
		drawn_as_kept("step-probe", s.v, 100, 30, 0);
		look_at(&s, &stepping, " ");
		CU_ASSERT_EQUAL(stepping.at.sentence, sentence);
		CU_ASSERT_EQUAL(s.v->buckets[9].probed, 2);
		look_at(&s, &stepping, "     ");
		drawn_as_kept("step-merge", s.v, 80, 24, 0);
		drawn_as_kept("step-merge", s.v, 100, 30, 0);
	}
	leave(&s, &stepping);
}

/* The first section comes while one goes through the steps. */
static void a_section_comes(void)
{
	struct shown s;
	struct stepping stepping;

	show(&s, "m 100\n");
	CU_ASSERT_FATAL(stepping_start(&stepping, s.play.session));
	look_at(&s, &stepping, "H");
	CU_ASSERT(s.v->empty && s.v->section_count == 0);
	look_at(&s, &stepping, "  ");
	CU_ASSERT(!s.v->empty && s.v->section_count == 1);
	CU_ASSERT_EQUAL(s.v->sections[0].size, 4096);
	CU_ASSERT_EQUAL(s.v->bucket_count, 16);
	CU_ASSERT_FALSE(s.v->buckets[0].taken);
	look_at(&s, &stepping, " ");
	CU_ASSERT(s.v->buckets[0].taken && s.v->buckets[0].probed == 2);
	look_at(&s, &stepping, " ");
	CU_ASSERT_EQUAL(s.v->sections[0].chunk_count, 2);
	CU_ASSERT_EQUAL(s.v->sections[0].chunks[0].mark, VIEW_NEW);
	CU_ASSERT_EQUAL(s.v->sections[0].chunks[0].asked, 100);
	CU_ASSERT_EQUAL(s.v->sections[0].chunks[1].mark, VIEW_REST);
	leave(&s, &stepping);
}

static void keys_lead_back_and_forth(void)
{
	struct shown s;
	struct stepping stepping;
	struct session *session;
	size_t step;

	show(&s, BEST DRAWN "m 180\n");
	session = s.play.session;
	step = timeline_step(session);
	CU_ASSERT_FATAL(stepping_start(&stepping, session));
	CU_ASSERT_EQUAL(timeline_step(session), step - 1);
	CU_ASSERT_EQUAL(stepping.at.sentence, 1);
	look_at(&s, &stepping, "   bb");
	CU_ASSERT_EQUAL(stepping.at.sentence, 2);
	look_at(&s, &stepping, "bbbb");
	CU_ASSERT_EQUAL(stepping.at.sentence, 1);
	look_at(&s, &stepping, "\r");
	CU_ASSERT(stepping.at.over && timeline_step(session) == step);
	CU_ASSERT_STRING_EQUAL(session->last.command, "m 180");
	look_at(&s, &stepping, " ");
	CU_ASSERT(stepping.at.over);
	look_at(&s, &stepping, "b");
	CU_ASSERT_EQUAL(timeline_step(session), step - 1);
	CU_ASSERT_EQUAL(s.v->operation, step);
	CU_ASSERT_EQUAL(s.v->step.number, s.v->step.count - 1);
	look_at(&s, &stepping, "xyz?");
	CU_ASSERT_FALSE(stepping_key(&stepping, KEY_IS_ESCAPE));
	CU_ASSERT_FALSE(stepping_key(&stepping, 'q'));
	leave(&s, &stepping);
}

/* In the middle, at the first, at the last: the session is as it was. */
static void leaving_restores(void)
{
	static const char *const keys[] = { "", " ", "    ", "E", "Eb", "EHE" };
	static const char *const lines[] = { "m 180", "f p5", "f p4", "r p1 400", "m 99999999999" };

	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
		for (size_t k = 0; k < sizeof lines / sizeof lines[0]; k++) {
			struct shown s;
			struct stepping stepping;
			struct outcome outcome;
			char *before, *after;

			show(&s, DRAWN);
			then(&s, lines[k]);
			before = drawn(s.v, 100, 30, 0);
			outcome = s.play.session->outcome;
			CU_ASSERT_FATAL(stepping_start(&stepping, s.play.session));
			look_at(&s, &stepping, keys[i]);
			scene_inside(s.scene, NULL);
			stepping_end(&stepping);
			s.v = scene_view(s.scene, s.play.session);
			after = drawn(s.v, 100, 30, 0);
			CU_ASSERT_STRING_EQUAL(after, before);
			CU_ASSERT_STRING_EQUAL(s.play.session->outcome.linear, outcome.linear);
			CU_ASSERT_FALSE(my_heap_check(s.play.session->heap, NULL));
			free(before);
			free(after);
			end(&s);
		}
}

/* Whatever was done, each of its steps is drawn at each size. */
static void any_step_is_drawn(void)
{
	static const char *const lines[] = { "m %u", "f p%u", "r p%u 700", "a 256 %u", "c 9 %u",
		                             "t2 m %u", "fill 30 %u", "w p%u \"abc\"" };
	static const char *const settings[] = { "", "set placement best\n", "set engine fast\n" };
	static const int sizes[][2] = { { 80, 24 }, { 100, 30 }, { 200, 60 }, { 40, 10 } };
	uint64_t state = test_seed();

	for (int run = 0; run < 6; run++) {
		struct shown s;

		show_after(&s, settings[run % 3], "reset\n");
		for (int i = 0; i < 60; i++) {
			char line[40], *text;
			struct stepping stepping;

			state = state * 6364136223846793005u + 1442695040888963407u;
			snprintf(line, sizeof line, lines[(state >> 50) % 8],
			         1 + (unsigned)(state >> 33) % (i % 5 ? 60 : 3000));
			then(&s, line);
			if (!s.play.session->last.glyph || !s.play.session->why.count)
				continue;
			if (!stepping_start(&stepping, s.play.session))
				continue;
			for (size_t k = 0; k < stepping.count && k < 30; k++) {
				look_at(&s, &stepping, "");
				text = drawn(s.v, sizes[k % 4][0], sizes[k % 4][1], k & 1);
				free(text);
				CU_ASSERT(stepping_key(&stepping, ' '));
			}
			scene_inside(s.scene, NULL);
			stepping_end(&stepping);
			CU_ASSERT_FALSE(my_heap_check(s.play.session->heap, NULL));
		}
		end(&s);
	}
}

CU_TestInfo step_tests[] = {
	{ "as text", as_text },
	{ "it is kept as the command", it_is_kept_as_the_command },
	{ "screens of a search", screens_of_a_search },
	{ "screens of a failure", screens_of_a_failure },
	{ "a move is pictured", a_move_is_pictured },
	{ "what the guard keeps waits", what_the_guard_keeps_waits },
	{ "screens of a probe", screens_of_a_probe },
	{ "a section comes", a_section_comes },
	{ "keys lead back and forth", keys_lead_back_and_forth },
	{ "leaving restores", leaving_restores },
	{ "any step is drawn", any_step_is_drawn },
	CU_TEST_INFO_NULL,
};
