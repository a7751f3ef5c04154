/* SPDX-License-Identifier: MIT
 *
 * test_film.c - play: how many operations are due, and the operations live on a terminal.
 */
#include "film.h"
#include "key.h"
#include "play.h"
#include "timeline.h"
#include "visit.h"

/* ------------------------------------------------------------------- what is due */

static void owes_what_time_brings(void)
{
	struct playback p = playback_start(4);

	CU_ASSERT_EQUAL(playback_due(&p, 100), 1);
	playback_did(&p, 1);
	CU_ASSERT_EQUAL(playback_due(&p, 100), 0);
	CU_ASSERT_EQUAL(playback_wait(&p), 251);
	playback_pass(&p, 0.1);
	playback_pass(&p, 0.1);
	CU_ASSERT_EQUAL(playback_due(&p, 100), 0);
	playback_pass(&p, 0.06);
	CU_ASSERT_EQUAL(playback_due(&p, 100), 1);
	CU_ASSERT_EQUAL(playback_wait(&p), 0);
	CU_ASSERT_EQUAL(playback_due(&p, 0), 0);
}

/* After a long while elsewhere only a tenth of a second is made up for. */
static void forgets_what_it_missed(void)
{
	struct playback p = playback_start(400);

	playback_pass(&p, 0.05);
	CU_ASSERT_EQUAL(playback_due(&p, 1000), 21);
	playback_pass(&p, 3600);
	CU_ASSERT_EQUAL(playback_due(&p, 1000), 41);
	p.paused = 1;
	playback_pass(&p, 1);
	CU_ASSERT_EQUAL(playback_due(&p, 1000), 0);
	CU_ASSERT_EQUAL(playback_wait(&p), -1);
}

static void knows_no_bounds_at_full_speed(void)
{
	struct playback p = playback_start(PLAYBACK_FULL);

	CU_ASSERT_EQUAL(playback_due(&p, 786454), 786454);
	CU_ASSERT_EQUAL(playback_wait(&p), 0);
	CU_ASSERT_STRING_EQUAL(playback_text(&p).text, "full speed");
}

static void changes_its_speed(void)
{
	struct playback p = playback_start(PLAYBACK_USUAL);
	double before;

	CU_ASSERT_STRING_EQUAL(playback_text(&p).text, "4 a second");
	playback_faster(&p);
	CU_ASSERT_STRING_EQUAL(playback_text(&p).text, "8 a second");
	for (int i = 0; i < 100; i++)
		playback_slower(&p);
	CU_ASSERT_STRING_EQUAL(playback_text(&p).text, "1 in 2 seconds");
	do {
		before = p.speed;
		playback_faster(&p);
	} while (p.speed > before);
	CU_ASSERT(p.speed <= PLAYBACK_FULL);
	playback_slower(&p);
	CU_ASSERT(p.speed > 100000);
}

static void reads_speeds(void)
{
	static const char *const wrong[] = { "", "x", "100", "0x", "-1x", "1x1", "100001x",
		                             "99999999999999999999x", "fast", "max1" };
	double speed = -1;

	CU_ASSERT(playback_read("100x", &speed) && speed > 399 && speed < 401);
	CU_ASSERT(playback_read("1x", &speed) && speed > 3 && speed < 5);
	CU_ASSERT(playback_read("max", &speed) && speed <= PLAYBACK_FULL);
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		CU_ASSERT_FALSE(playback_read(wrong[i], &speed));
}

/* ----------------------------------------------------------------------- as text */

static void goes_to_the_end_as_text(void)
{
	char *out = play_once("play\nm 100\nm 200\nback 2\nplay 100x\nplay\nplay quickly\n");

	CU_ASSERT(play_has(out, "o operation was done yet"));
	CU_ASSERT(play_has(out, "played 2 operations, to step 2: m 200: p2 = s1+0x70"));
	CU_ASSERT(play_has(out, "quickly is no speed."));
	CU_ASSERT(play_has(out, "max goes at full speed; slower"));
	free(out);
}

/* All but the last one of many silently; names and places are those of any other way. */
static void passes_to_the_same_state(void)
{
	struct play play;
	size_t end, alive;

	play_start(&play);
	play_lines(&play, "random 3000 --seed 7\n");
	end = timeline_end(play.session);
	alive = names_alive(play.session->names);
	CU_ASSERT_EQUAL(timeline_go(play.session, 0), SESSION_OK);
	while (timeline_step(play.session) < end)
		CU_ASSERT_EQUAL(timeline_pass(play.session, end, 0), SESSION_OK);
	CU_ASSERT_EQUAL(names_alive(play.session->names), alive);
	play_lines(&play, "check\nback 1\nredo\n");
	CU_ASSERT_EQUAL(play.status, 0);
	CU_ASSERT_EQUAL(timeline_step(play.session), end);
	play_end(&play);
}

/* ----------------------------------------------------------------- on a terminal */

static struct robot robot;

static void plays_on_a_terminal(void)
{
	if (!visit_start(&robot, 100, 30, NULL, "film"))
		return;
	robot_type(&robot, "random 300\r");
	CU_ASSERT(robot_sees(&robot, "operation 300 of 300"));
	robot_type(&robot, "play\r");
	CU_ASSERT(robot_sees(&robot, "Space pauses"));
	CU_ASSERT(robot_sees(&robot, "4 a second"));
	CU_ASSERT(robot_sees(&robot, "operation 2 of 300"));
	robot_type(&robot, " ");
	CU_ASSERT(robot_sees(&robot, "Space goes on"));
	robot_type(&robot, "+++");
	CU_ASSERT(robot_sees(&robot, "32 a second"));
	robot_type(&robot, "-");
	CU_ASSERT(robot_sees(&robot, "16 a second"));
	robot_type(&robot, "m");
	CU_ASSERT(robot_sees(&robot, "m means nothing while operations are played."));
	robot_type(&robot, "\r");
	CU_ASSERT(robot_sees(&robot, "Enter means nothing while"));
	CU_ASSERT(robot_sees(&robot, "Space goes on   Left Right one"));
	robot_type(&robot, " ");
	CU_ASSERT(robot_sees(&robot, "operation 12 of 300"));
	robot_type(&robot, "\033");
	CU_ASSERT(robot_sees(&robot, "Stopped after operation"));
	CU_ASSERT(robot_sees(&robot, "m 100 take"));
	visit_end(&robot, "film");
}

static void goes_by_one_while_it_pauses(void)
{
	if (!visit_start(&robot, 100, 30, NULL, "film"))
		return;
	robot_type(&robot, "fill 300 16\rgoto 100\r");
	CU_ASSERT(robot_sees(&robot, "operation 100 of 300"));
	robot_type(&robot, "play\r");
	CU_ASSERT(robot_sees(&robot, "Space pauses"));
	robot_type(&robot, "\033[D");
	CU_ASSERT(robot_sees(&robot, "Space goes on"));
	robot_type(&robot, "\033[D\033[D\033[C");
	CU_ASSERT(robot_sees(&robot, "Space goes on"));
	robot_type(&robot, "\t");
	CU_ASSERT(robot_sees_no(&robot, "Space goes on"));
	robot_type(&robot, "\033");
	CU_ASSERT(robot_sees(&robot, "Space goes on"));
	robot_type(&robot, "\003");
	CU_ASSERT(robot_sees(&robot, "Stopped after operation"));
	visit_end(&robot, "film");
}

static void reaches_the_end(void)
{
	if (!visit_start(&robot, 100, 30, NULL, "film"))
		return;
	robot_type(&robot, "random 300\rplay max\r");
	CU_ASSERT(robot_sees(&robot, "All 300 operations are played."));
	CU_ASSERT(robot_sees(&robot, "operation 300 of 300"));
	robot_type(&robot, "goto 10\r");
	CU_ASSERT(robot_sees(&robot, "operation 10 of 300"));
	CU_ASSERT(robot_sees_no(&robot, "operations are played"));
	robot_type(&robot, "play 1000x\r");
	CU_ASSERT(robot_sees(&robot, "All 300 operations are played."));
	robot_resize(&robot, 80, 24);
	robot_type(&robot, "m 100\r");
	CU_ASSERT(robot_sees(&robot, "301/301"));
	visit_end(&robot, "film");
}

CU_TestInfo film_tests[] = {
	{ "owes what time brings", owes_what_time_brings },
	{ "forgets what it missed", forgets_what_it_missed },
	{ "knows no bounds at full speed", knows_no_bounds_at_full_speed },
	{ "changes its speed", changes_its_speed },
	{ "reads speeds", reads_speeds },
	{ "goes to the end as text", goes_to_the_end_as_text },
	{ "passes to the same state", passes_to_the_same_state },
	{ "plays on a terminal", plays_on_a_terminal },
	{ "goes by one while it pauses", goes_by_one_while_it_pauses },
	{ "reaches the end", reaches_the_end },
	CU_TEST_INFO_NULL,
};
