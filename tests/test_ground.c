/* SPDX-License-Identifier: MIT
 *
 * test_ground.c - a recording looked at as it was, beside the heap on which it was replayed.
 */
#include "drawn.h"
#include "play.h"
#include "scene.h"
#include "scratch.h"
#include "visit.h"

/* Two stretches of addresses; a block given twice, one freed twice, one of no bytes. */
static const char recording[] =
	"1: malloc 0x55550000 100\n"
	"1: malloc 0x55550070 200\n"
	"2: calloc 0x7fff0010 10 300\n"
	"1: free 0x55550000\n"
	"1: realloc 0x55550140 0x55550070 900\n"
	"1: malloc 0x55550140 32\n"
	"2: free 0x12340000\n"
	"2: memalign 0x7fff1000 4096 5000\n"
	"1: malloc 0x55550600 0\n"
	"1: realloc 0x55550600 0x55550600 0\n"
	"1: malloc 0x55550000 64\n";

/* Lines that are played after it was loaded. */
static void load(struct play *play, const char *lines)
{
	char text[1200];

	play_start(play);
	snprintf(text, sizeof text, "load %s\n%s",
	         scratch_write("ground", recording, sizeof recording - 1), lines);
	play_lines(play, text);
}

static void shows_both(void)
{
	struct play play;

	load(&play, "view recorded\nview\nview s1\nwhy\ngoto 5\nview\nview replayed\nview\n");
	CU_ASSERT_EQUAL(play.status, 0);
	CU_ASSERT(play_has(play.out, "recorded: 8,096 bytes live in 5 blocks, step 13"));
	CU_ASSERT(play_has(play.out, "s1: 0x55550000 to 0x55551000, 4,096 bytes, 96 live in 3"));
	CU_ASSERT(play_has(play.out, "s2: 0x7fff0000 to 0x7fff3000, 12,288 bytes, 8,000 live"));
	CU_ASSERT(play_has(play.out, "asked         64"));
	CU_ASSERT(play_has(play.out, "malloc of 64 bytes gave 0x55550000."));
	CU_ASSERT(play_has(play.out, "In all: 1 free of a block that was not live: passed over."));
	CU_ASSERT(play_has(play.out, "In all: 1 block lay where another was given"));
	CU_ASSERT(play_has(play.out, "realloc of 900 bytes gave 0x55550140; before, 200 bytes at "
	                             "0x55550070."));
	CU_ASSERT(play_has(play.out, "replayed: "));
	CU_ASSERT(play_has(play.out, "table 3 of"));
	CU_ASSERT(play_has(play.out, "  gap "));
	CU_ASSERT_FALSE(play_has(play.out, "> view\n\n"));
	play_end(&play);
}

/* The journal has an operation more where a free was lost: the steps are the same all the same,
 * and so are names. */
static void keeps_step_and_names(void)
{
	struct play play;

	load(&play, "view recorded\ngoto 7\nwhy\nview s1\ngoto 8\nwhy\n");
	CU_ASSERT(play_has(play.out, "malloc of 32 bytes gave 0x55550140."));
	CU_ASSERT(play_has(play.out, "1 live block lay there: the record lacks the free."));
	CU_ASSERT(play_has(play.out, "  p4       0x140"));
	CU_ASSERT(play_has(play.out, "free of 0x12340000: no recorded block is there"));
	play_end(&play);
}

/* What is typed asks the heap, and starts a branch, which the recording does not have. */
static void commands_ask_the_heap(void)
{
	struct play play;

	load(&play, "view recorded\nx p3 16\ni p3\nfind free\nm 40\nview\nview recorded\n");
	CU_ASSERT(play_has(play.out, "00 00 00 00"));
	CU_ASSERT(play_has(play.out, "p3, in use since operation 3"));
	CU_ASSERT(play_has(play.out, "p9 = s1+0x70, 48 bytes for the 40 asked"));
	CU_ASSERT(play_has(play.out, "recording has no such step"));
	play_end(&play);
	load(&play, "view recorded\ngoto 3\nm 40\nview\nview recorded\n");
	CU_ASSERT(play_has(play.out, "belongs to the heap that load made"));
	play_end(&play);
}

static size_t times(const char *text, const char *words)
{
	size_t count = 0;

	for (; (text = strstr(text, words)); text++)
		count++;
	return count;
}

/* What is said of all of it is said once; what is told of the heap is said to be. */
static void says_what_it_speaks_of(void)
{
	struct play play;
	char export[600];

	load(&play, "view recorded\nback\ngoto 5\n");
	CU_ASSERT_EQUAL(times(play.out, "Recorded: drawn from the addresses"), 1);
	play_lines(&play, "find size>1\ndiff 1 3\n");
	CU_ASSERT_EQUAL(times(play.out, "This is of the replayed heap"), 2);
	snprintf(export, sizeof export, "export %s\ncheck\n", scratch_path("ground.json"));
	play_lines(&play, export);
	CU_ASSERT(play_has(play.out, "ground.json (of the replayed"));
	remove(scratch_path("ground.json"));
	play_lines(&play, "view replayed\nfind size>1\ncheck\n");
	CU_ASSERT_EQUAL(times(play.out, "This is of the replayed heap"), 2);
	play_end(&play);
}

static void says_why_not(void)
{
	static const char rep[] = "1000\n2\n3\n1\na 0 100\na 1 200\nf 0\n";
	struct play play;
	char text[800];

	play_start(&play);
	play_lines(&play, "view recorded\nview replayed\n");
	CU_ASSERT(play_has(play.out, "here is no recording to be shown as it was"));
	snprintf(text, sizeof text, "load %s\nview recorded\nreset\nview recorded\n",
	         scratch_write("ground", rep, sizeof rep - 1));
	play_lines(&play, text);
	CU_ASSERT(play_has(play.out, "can only be shown"));
	CU_ASSERT(play_has(play.out, "belongs to the heap that load made"));
	play_end(&play);
	load(&play, "");
	remove(scratch_path("ground"));
	play_lines(&play, "view recorded\n");
	CU_ASSERT(play_has(play.out, "is read again to be shown as it was"));
	play_end(&play);
}

static void is_drawn(void)
{
	struct scene *scene = scene_create();
	struct play play;

	load(&play, "");
	play.session->plain = 0;
	session_line(play.session, "view recorded");
	play.session->arrangement.hidden = 1u << VIEW_PANE_JOURNAL;
	scene_size(scene, 100, 30);
	drawn_as_kept("recorded", scene_view(scene, play.session), 100, 30, 0);
	scene_size(scene, 80, 24);
	drawn_as_kept("recorded", scene_view(scene, play.session), 80, 24, 0);
	scene_choose(scene, (struct place){ 2, 0x1000 });
	play.session->focus = 2;
	scene_zoom(scene, VIEW_ZOOM_CHUNK);
	drawn_as_kept("recorded-chosen", scene_view(scene, play.session), 80, 24, 0);
	scene_destroy(scene);
	play_end(&play);
}

/* ------------------------------------------------------------------- on a terminal */

static struct robot robot;

static void is_looked_around_in(void)
{
	char line[700];

	snprintf(line, sizeof line, "load %s\r",
	         scratch_write("ground", recording, sizeof recording - 1));
	if (!visit_start(&robot, 100, 30, NULL, "ground"))
		return;
	robot_type(&robot, line);
	CU_ASSERT(robot_sees(&robot, "11 operations"));
	robot_type(&robot, "view recorded\r");
	CU_ASSERT(robot_sees(&robot, "8,096 bytes live in 5 blocks"));
	CU_ASSERT(robot_sees(&robot, "recorded ▸ s1"));
	robot_type(&robot, "\t");
	CU_ASSERT(robot_sees(&robot, "0x55550000 (s1+0x0), recorded: 64 bytes asked"));
	robot_type(&robot, "\033[C");
	CU_ASSERT(robot_sees(&robot, "bytes without a recorded block."));
	robot_type(&robot, "/0x7fff1008\r");
	CU_ASSERT(robot_sees(&robot, "0x7fff1000 (s2+0x1000), recorded: 5,000 bytes asked"));
	robot_type(&robot, "\r\r\r");
	CU_ASSERT(robot_sees(&robot, "The bytes were not recorded."));
	robot_type(&robot, "/p3\r");
	CU_ASSERT(robot_sees(&robot, "0x7fff0010 (s2+0x10), recorded: 3,000 bytes asked"));
	robot_type(&robot, "<<<<<");
	CU_ASSERT(robot_sees(&robot, "8 of 13"));
	robot_type(&robot, "\033");
	CU_ASSERT(robot_sees(&robot, "Tab look around"));
	robot_type(&robot, "view replayed\r");
	CU_ASSERT(robot_sees(&robot, "heap ▸ s1"));
	robot_type(&robot, "q\r");
	visit_end(&robot, "ground");
}

CU_TestInfo ground_tests[] = {
	{ "shows what was recorded and what was replayed", shows_both },
	{ "keeps step and names", keeps_step_and_names },
	{ "commands ask the heap", commands_ask_the_heap },
	{ "says what it speaks of", says_what_it_speaks_of },
	{ "says why not", says_why_not },
	{ "is drawn", is_drawn },
	{ "is looked around in", is_looked_around_in },
	CU_TEST_INFO_NULL
};
