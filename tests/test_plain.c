/* SPDX-License-Identifier: MIT
 *
 * test_plain.c - what panes show is told in plain text, too, by a command for each.
 */
#include "play.h"

#include "frame.h"

static void has(const char *script, const char *const *sentences)
{
	char *text = play_once(script);

	for (size_t i = 0; sentences[i]; i++)
		CU_ASSERT(play_has(text, sentences[i]));
	free(text);
}

static const char some[] = "m 100\nm 40\nmark here\nf p1\nexpect error double\nf p1\n"
                           "m 3000\nm 2000\nf p2\n";

static void tells_time(void)
{
	char script[1000];

	snprintf(script, sizeof script, "%stime\n", some);
	has(script, (const char *const[]){
		"at step 7 of 7, on branch b1 of 1",
		"step 1: m 100; used 112, mapped 4,096, external 0%, looked at 0\n",
		"step 2: m 40; used 160, mapped 4,096, external 0%, looked at 1, marked here\n",
		"step 4: f p1, failed; used 48,", "step 6: m 2000; used 5,056, mapped 8,192,",
		"The most: used 5,056 at step 6, mapped 8,192 at step 6, external ", NULL });
	snprintf(script, sizeof script, "%su\nu\ntime 2 here\ntime 3 4\nu\nm 5\ntime\n", some);
	has(script, (const char *const[]){
		"> time 2 here\nstep 2:", "> time 3 4\nstep 3: f p1; used 48,",
		"\nstep 4: f p1, failed",
		"at step 5 of 5, on branch b2 of 2", NULL });
}

static void tells_a_long_time(void)
{
	has("fill 100 64\nf p1\nr p2 1\ntime\n", (const char *const[]){
		"steps 1 to 7: 7 taken; used 448, mapped 4,096,",
		"steps 99 to 102: 2 taken, 1 freed, 1 resized; used 6,400,",
		"time 1 7 tells", "The most: used 6,400 at step 100, mapped 8,192 at step 65,",
		NULL });
	has("time\nexpect error there is no step 1\ntime 1\nm 1\nm 1\n"
	    "expect error the earlier\ntime 2 1\nexpect error from 1 on\ntime 0\n",
	    (const char *const[]){ "Nothing was asked of the heap yet.", "As expected.", NULL });
}

static void tells_fragmentation(void)
{
	char *text = play_once("m 1000\nm 2000\nf p1\nstats\nview\n");

	CU_ASSERT(play_has(text, "internal fragmentation 0.0 %: of 2,000 used bytes 0 are slack."));
	CU_ASSERT(play_has(text, "tables take 768 bytes beside the 4,096 mapped: 18.8 % of them."));
	CU_ASSERT(play_has(text, "  heap: mapped"));
	CU_ASSERT(play_has(strstr(text, "> view"), "2,096 bytes are free, but the largest piece is "
	                   "1,088: m 1104 would need a new"));
	free(text);

	/* What waits is let go when there is no room, and is a piece together with others then. */
	text = play_once("set guard on\nreset\nm 100\nm 100\nf p1\nf p2\nstats\nm 4000\n");
	CU_ASSERT(play_has(text, "of the 4,096 bytes free the largest piece has"));
	CU_ASSERT_PTR_NULL(strstr(text, "would need a new"));
	CU_ASSERT(play_has(text, "p3 = s1+0x0"));
	free(text);
}

/* Under the steps, where rows are left and no wide ledger has it. */
static void the_outlook_is_on_the_screen(void)
{
	static const struct {
		int cols, rows, seen;
	} sizes[] = { { 80, 24, 1 }, { 100, 30, 1 }, { 120, 40, 1 }, { 200, 60, 1 }, { 80, 9, 0 } };
	struct play play;

	play_start(&play);
	play_lines(&play, "m 1000\nm 2000\nf p1\n");
	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		struct frame *frame = frame_create(sizes[i].cols, sizes[i].rows, 1);
		char *text = grid_to_text(frame_draw(frame, play.session));
		const char *first = strstr(text, "2,096 bytes are free, but the");

		CU_ASSERT_EQUAL(first != NULL, sizes[i].seen);
		CU_ASSERT(!first || !strstr(first + 1, "2,096 bytes are free")); /* only once */
		free(text);
		frame_destroy(frame);
	}
	play_end(&play);
}

/* The map: of a small heap, of sections of different sizes, of many. */
static void tells_the_map(void)
{
	has("view map\nm 1000\nm 3000\nview map\n", (const char *const[]){
		"The heap has no section yet.",
		"s1+0x800 to 0xbff: 100 % of 1,024 bytes used\ns1+0xc00 to 0xfff: 92 % of",
		NULL });
	has("fill 2000 64\nf p3\nm 65536\nview map\n", (const char *const[]){
		"s1 to s2: 99 % of 8,192 bytes used, largest free 64\ns3", ": 100 % of", NULL });
	has("fill 20000 640\nfill 9 100000\nview map\n", (const char *const[]){ "s1 to s", NULL });
}

CU_TestInfo plain_tests[] = {
	{ "tells time", tells_time },
	{ "tells a long time in stretches", tells_a_long_time },
	{ "tells fragmentation", tells_fragmentation },
	{ "tells the map", tells_the_map },
	{ "the outlook is on the screen", the_outlook_is_on_the_screen },
	CU_TEST_INFO_NULL
};
