/* SPDX-License-Identifier: MIT
 *
 * test_opened.c - mmviz open on a terminal: a recording that is looked at before it is played, and
 * read a part at a time.
 */
#include "ground.h"
#include "made.h"
#include "play.h"
#include "shell.h"
#include "terminal.h"
#include "timeline.h"

enum { BLOCKS = 3000, ALL = 2 * BLOCKS };

/* So many blocks, and then all of them freed. */
static const char *recording(void)
{
	struct made_block block;

	made_file(0);
	made_stream(1, 77, "/usr/bin/many");
	block = made_block(1, 5, 100, 16 * PAGE);
	for (uint64_t i = 0; i < BLOCKS; i++)
		made_malloc(&block, 0x10000 + i * 64, 1 + i % 64);
	for (uint64_t i = 0; i < BLOCKS; i++)
		made_free(&block, 0x10000 + i * 64);
	made_done(&block);
	return scratch_write("opened", made_image, made_end);
}

/* ------------------------------------------------------------------ part by part */

static void open_it(struct play *play)
{
	char problem[TRACE_PROBLEM];

	play_start(play);
	CU_ASSERT_FATAL(ground_open(play->session, recording(), NULL, problem));
}

static size_t live(struct play *play)
{
	my_heap_statistics stats;

	ground_look(play->session, 1);
	ground_stats(play->session, &stats);
	ground_look(play->session, 0);
	return stats.used_chunks;
}

static void is_read_in_parts(void)
{
	char words[GROUND_PROGRESS];
	struct play play;
	size_t count;

	open_it(&play);
	CU_ASSERT(ground_is_unplayed(play.session) && ground_is_reading(play.session));
	count = ground_read(play.session, 0);
	CU_ASSERT(count > 0 && count < ALL);
	CU_ASSERT_EQUAL(ground_step(play.session), count);
	CU_ASSERT_EQUAL(live(&play), count);
	CU_ASSERT_EQUAL(ground_all(play.session), ALL);
	CU_ASSERT(play_has(ground_progress(play.session, words), " of 6,000 operations, "));
	while (ground_is_reading(play.session))
		ground_read(play.session, 0);
	CU_ASSERT_STRING_EQUAL(ground_progress(play.session, words), "all 6,000 operations read");
	CU_ASSERT_EQUAL(ground_step(play.session), ALL);
	CU_ASSERT_EQUAL(live(&play), 0);
	CU_ASSERT_EQUAL(timeline_end(play.session), 0);
	play_end(&play);
}

/* Who looks at a step goes on to do so; who follows the end goes along with it. */
static void what_is_held_stays(void)
{
	struct play play;
	size_t step;

	open_it(&play);
	step = ground_read(play.session, 0);
	ground_hold(play.session);
	ground_read(play.session, 0);
	CU_ASSERT_EQUAL(ground_step(play.session), step);
	CU_ASSERT(ground_end(play.session) > step);
	CU_ASSERT_EQUAL(live(&play), step);
	play_lines(&play, "back 10\n");
	ground_read(play.session, 0);
	CU_ASSERT_EQUAL(live(&play), step - 10);
	ground_go(play.session, ground_end(play.session));
	step = ground_step(play.session);
	CU_ASSERT(ground_read(play.session, 0) > 0);
	CU_ASSERT(ground_step(play.session) > step);
	play_end(&play);
}

static void commands_go_through_it(void)
{
	struct play play;

	open_it(&play);
	play_lines(&play, "goto 2500\nu\nwhy\nfwd 2\nview s1\ngoto 6001\ngoto start\nback 7000\n");
	CU_ASSERT(play_has(play.out, "step 2,500 of "));
	CU_ASSERT(play_has(play.out, "malloc of 4 bytes gave 0x370c0."));
	CU_ASSERT(play_has(play.out, "Recorded: drawn from the addresses"));
	CU_ASSERT(play_has(play.out, "2,501 blocks"));
	CU_ASSERT(play_has(play.out, "the recording has steps 0 to 6,000."));
	CU_ASSERT(play_has(play.out, "start is no number"));
	CU_ASSERT(play_has(play.out, "there are not 7,000 before it"));
	CU_ASSERT_EQUAL(ground_step(play.session), 2501);
	CU_ASSERT(ground_is_unplayed(play.session));
	play_end(&play);
}

/* ---------------------------------------------------------------- the heap is wanted */

static void the_heap_is_made_when_it_is_wanted(void)
{
	struct play play;

	open_it(&play);
	play_lines(&play, "goto 2000\nstats\n");
	CU_ASSERT_EQUAL(play.status, 0);
	CU_ASSERT_FALSE(ground_is_unplayed(play.session));
	CU_ASSERT_EQUAL(timeline_end(play.session), ALL);
	CU_ASSERT_EQUAL(timeline_step(play.session), 2000);
	CU_ASSERT(play_has(play.out, "This is of the replayed heap; view shows the recording."));
	play_lines(&play, "view replayed\nstats\nview recorded\nview s1\nf p2000\nu\n");
	CU_ASSERT_EQUAL(play.status, 0);
	CU_ASSERT(play_has(play.out, "2,000 blocks"));
	CU_ASSERT(play_has(play.out, "A branch begins: branches 1 leads back"));
	play_end(&play);
	open_it(&play);
	play_lines(&play, "m 100\nheaps\n");
	CU_ASSERT_EQUAL(timeline_end(play.session), ALL + 1);
	CU_ASSERT(play_has(play.out, "6,001 operations"));
	play_end(&play);
}

/* While it is not read as far as the heap stands, the heap is shown. */
static void it_is_read_on_when_it_was_played(void)
{
	struct play play;

	open_it(&play);
	ground_read(play.session, 0);
	play_lines(&play, "goto 100\nm 8\nbranches 1\ngoto 5000\n");
	ground_look(play.session, 1);
	CU_ASSERT_PTR_NULL(ground_recorded(play.session));
	while (ground_is_reading(play.session))
		ground_read(play.session, 0);
	CU_ASSERT_PTR_NOT_NULL_FATAL(ground_recorded(play.session));
	CU_ASSERT_EQUAL(recorded_step(ground_recorded(play.session)), 5000);
	ground_look(play.session, 0);
	CU_ASSERT_EQUAL(live(&play), 1000);
	play_end(&play);
}

static void another_heap_ends_it(void)
{
	struct play play;

	open_it(&play);
	ground_read(play.session, 0);
	play_lines(&play, "reset\nm 100\nview\n");
	CU_ASSERT_FALSE(ground_is_reading(play.session) || ground_is_unplayed(play.session));
	CU_ASSERT_EQUAL(timeline_end(play.session), 1);
	CU_ASSERT(play_has(play.out, "p1"));
	play_end(&play);
}

static void says_what_cannot_be_looked_at(void)
{
	static const char rep[] = "1000\n2\n3\n1\na 0 100\na 1 200\nf 0\n";
	char problem[TRACE_PROBLEM];
	struct play play;

	play_start(&play);
	CU_ASSERT_FALSE(ground_open(play.session, scratch_path("none"), NULL, problem));
	CU_ASSERT(play_has(problem, "does not exist"));
	CU_ASSERT_FALSE(ground_open(play.session, "-", NULL, problem));
	CU_ASSERT_STRING_EQUAL(problem, "");
	CU_ASSERT_FALSE(ground_open(play.session, scratch_write("r", rep, sizeof rep - 1), NULL,
	                            problem));
	CU_ASSERT_STRING_EQUAL(problem, "");
	CU_ASSERT_FALSE(ground_open(play.session, recording(), "other", problem));
	CU_ASSERT(play_has(problem, "holds no process \"other\""));
	CU_ASSERT_PTR_NULL(play.session->ground);
	play_end(&play);
}

/* Of a damaged file what could be read is there. */
static void damage_is_told(void)
{
	char problem[TRACE_PROBLEM];
	struct play play;

	recording();
	made_image[made_end - 16 * PAGE + 500] ^= 1;
	play_start(&play);
	CU_ASSERT(ground_open(play.session, scratch_write("opened", made_image, made_end), NULL,
	                      problem));
	while (ground_is_reading(play.session))
		ground_read(play.session, 1);
	CU_ASSERT(play_has(ground_problem(play.session), "wrong sum, and was passed over"));
	play_end(&play);
}

/* ------------------------------------------------------------------- on a terminal */

static struct robot robot;

static int start(const char *more)
{
	char command[800];

	snprintf(command, sizeof command, "exec ./mmviz open %s %s", recording(), more);
	return terminal_start(&robot, 100, 30, command);
}

static void is_seen_and_gone_through(void)
{
	if (!start(""))
		return;
	CU_ASSERT(robot_sees(&robot, "recorded many (process 77): all 6,000 operations read"));
	CU_ASSERT(robot_sees(&robot, "Enter types"));
	robot_type(&robot, "g2000\r<");
	CU_ASSERT(robot_sees(&robot, "operation 1,999 of 6,000"));
	CU_ASSERT(robot_sees(&robot, "f follows"));
	robot_type(&robot, "\t");
	CU_ASSERT(robot_sees(&robot, ", recorded: "));
	robot_type(&robot, "<");
	CU_ASSERT(robot_sees(&robot, "operation 1,998 of 6,000"));
	robot_type(&robot, "\033");
	CU_ASSERT(robot_sees(&robot, "f follows"));
	CU_ASSERT(robot_sees(&robot, "operation 1,998 of 6,000"));
	robot_type(&robot, "\r");
	CU_ASSERT(robot_sees(&robot, "view replayed plays it"));
	robot_type(&robot, "goto 100\r");
	CU_ASSERT(robot_sees(&robot, "malloc of 36 bytes gave 0x118c0."));
	robot_type(&robot, "leaks\r");
	CU_ASSERT(robot_sees(&robot, "leaks  of the replayed heap"));
	CU_ASSERT(robot_sees(&robot, "100/6,000 past"));
	robot_type(&robot, "view replayed\r");
	CU_ASSERT(robot_sees(&robot, "heap ▸ s"));
	terminal_quit(&robot);
}

static void what_cannot_be_opened_is_told(void)
{
	if (!start("other"))
		return;
	CU_ASSERT(robot_sees(&robot, "holds no process \"other\""));
	terminal_quit(&robot);
}

/* Another program of the same recording, and back. */
static void its_other_programs_are_shown(void)
{
	struct made_block block;
	char command[800];

	recording();
	made_stream(2, 78, "/usr/bin/few");
	block = made_block(2, 9, 0, PAGE);
	made_malloc(&block, 0x900, 9);
	made_done(&block);
	snprintf(command, sizeof command, "exec ./mmviz open %s",
	         scratch_write("opened", made_image, made_end));
	if (!terminal_start(&robot, 100, 30, command))
		return;
	CU_ASSERT(robot_sees(&robot, "program 1 of 2, p shows few (process 78)"));
	robot_type(&robot, "p");
	CU_ASSERT(robot_sees(&robot, "recorded few (process 78): all 1 operation read"));
	robot_type(&robot, "p");
	CU_ASSERT(robot_sees(&robot, "recorded many (process 77): all 6,000 operations read"));
	robot_type(&robot, "q");
	CU_ASSERT(robot_sees(&robot, "view replayed plays it"));
	terminal_quit(&robot);
}

/* ------------------------------------------------------------------ on the command line */

static void options_may_follow_the_file(void)
{
	static const struct shell_row rows[] = {
		{ "$M open F --plian", 2, "is no option" },
		{ "$M open --plain", 2, "open is called so: mmviz open FILE" },
		{ "$M open F G H", 2, "open is called so: mmviz open FILE" },
	};

	if (!shell_ready())
		return;
	shell_tells(rows, sizeof rows / sizeof rows[0]);
	shell_ends(2, "$M open F --theme none");
	CU_ASSERT(shell_said("err", "no theme is named none"));
	shell_ends(0, "$M record -o F sh -c : 2>&1; echo stats | $M open F --plain --ascii");
	CU_ASSERT(shell_said("out", "read as a recording of mmviz"));
}

CU_TestInfo opened_tests[] = {
	{ "is read in parts", is_read_in_parts },
	{ "what is held stays", what_is_held_stays },
	{ "commands go through it", commands_go_through_it },
	{ "the heap is made when it is wanted", the_heap_is_made_when_it_is_wanted },
	{ "it is read on when it was played", it_is_read_on_when_it_was_played },
	{ "another heap ends it", another_heap_ends_it },
	{ "says what cannot be looked at", says_what_cannot_be_looked_at },
	{ "damage is told", damage_is_told },
	{ "is seen and gone through", is_seen_and_gone_through },
	{ "what cannot be opened is told", what_cannot_be_opened_is_told },
	{ "its other programs are shown", its_other_programs_are_shown },
	{ "options may follow the file", options_may_follow_the_file },
	CU_TEST_INFO_NULL
};
