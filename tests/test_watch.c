/* SPDX-License-Identifier: MIT
 *
 * test_watch.c - what becomes of watched chunks is told, and where they are is shown.
 */
#include "drawn.h"
#include "said.h"
#include "shown.h"
#include "watch.h"

#include <stdio.h>

static size_t times(const char *whole, const char *part)
{
	size_t count = 0;

	for (whole = strstr(whole, part); whole; whole = strstr(whole + 1, part))
		count++;
	return count;
}

static void what_happens_to_a_watched_chunk_is_told(void)
{
	static const struct said rows[] = {
		{ "r p1 150", "; moved from s1+0x0\n" },
		{ "r p1 150",
		  "  watch: p1 moved s1+0x0 -> s1+0x2a0, 112 -> 160 bytes\n  changed: " },
		{ "r p1 10", "  watch: p1 resized 112 -> 16 bytes\n" },
		{ "r p1 110", "  watch: p1 asked 100 -> 110\n" },
		{ "f p1", "  watch: p1 freed in operation 5\n" },
		{ "w p1 \"abc\"", "  watch: p1: 3 bytes written at s1+0x0\n" },
		{ "w p2 -2 \"abc\"", "  watch: p1: 2 bytes written at s1+0x6e\n" },
		{ "f p3\nf p2",
		  "  watch: p1: its right neighbour was merged, 256 free at s1+0x70\n" },
		{ "f p1\nwatch", "p1     freed in operation 5\n" },
		{ "watch", "> watch\np1     s1+0x0, 112 bytes, asked 100\n" },
		{ "watch p1 off\nwatch", "no chunk is watched: watch p1 follows p1\n" },
		{ "watch off\nwatch", "all: no longer watched\n" },
		{ "repeat 3 w p1 \"abc\"", "  watch: p1: 3 bytes written" },
	};

	CHECK_SAID("m 100\nm 200\nm 40\nm 300\nwatch p1\n", rows);
}

static void what_does_not_touch_it_is_not_told(void)
{
	struct play play;
	char line[100];

	play_start(&play);
	play_lines(&play, "m 100\nm 200\nm 40\nm 300\nwatch p1\nf p3\nm 5\nr p4 10\nview\n"
	                  "w p2 \"x\"\nf p9\nwatch p1\n");
	CU_ASSERT_PTR_NULL(strstr(play.out, "  watch:"));
	play_lines(&play, "reset\nm 5\nf p1\n");
	CU_ASSERT(play_has(play.out, "  watch: p1 in use at s1+0x0, 16 bytes\n"));
	CU_ASSERT(play_has(play.out, "  watch: p1 freed in operation 2\n"));
	play_lines(&play, "watch p2\nwatch p1+8\nwatch s1\nwatch p1 of\nwatch p4 off\n");
	CU_ASSERT(play_has(play.out, "error: no chunk is named p2. Did you mean p1?"));
	CU_ASSERT(play_has(play.out, "error: p1+8 is no name: chunks are watched by their names"));
	CU_ASSERT(play_has(play.out, "error: s1 is a section, not a chunk."));
	CU_ASSERT(
		play_has(play.out, "error: after the chunk comes off, or nothing: watch p1 off."));
	CU_ASSERT(play_has(play.out, "error: p4 is not watched."));
	play_lines(&play, "reset\nfill 20 16\nwatch off\n");
	for (int i = 0; i < WATCHES_MOST + 1; i++) {
		snprintf(line, sizeof line, "watch p%d\n", i + 1);
		play_lines(&play, line);
	}
	CU_ASSERT(play_has(play.out, "\np16 is watched\n"));
	CU_ASSERT(play_has(play.out, "error: 16 chunks are watched, which is the most."));
	play_end(&play);
}

static void a_watch_follows_time(void)
{
	struct play play;

	play_start(&play);
	play_lines(&play, "m 100\nm 200\nwatch p1\nf p1\nu\n");
	CU_ASSERT(play_has(play.out, "  watch: p1 in use at s1+0x0, 112 bytes\n"));
	play_lines(&play, "goto 0\n");
	CU_ASSERT(play_has(play.out, "  watch: p1 is not allocated yet\n"));
	play_lines(&play, "watch\n");
	CU_ASSERT(play_has(play.out, "\np1     not allocated yet\n"));
	play_lines(&play, "goto 3\n");
	CU_ASSERT(play_has(play.out, "  watch: p1 freed in operation 3\n"));
	play_lines(&play, "goto 2\nwatch off\nwatch p1\ntry r p1 300\nwhy\nview\ndo\n");
	CU_ASSERT_EQUAL(times(play.out, "watch: p1 moved s1+0x0 -> s1+0x140, 112 -> 304 bytes"),
	                2);
	play_lines(&play, "u\ntry f p1\nwhy\ndo\n");
	CU_ASSERT_EQUAL(times(play.out, "watch: p1 freed in operation 3\n"), 4);
	play_end(&play);
}

static void a_watched_chunk_is_marked_everywhere(void)
{
	struct shown s;
	char *text;

	show(&s, "m 100\nm 200\nm 32\nm 300\nwatch p2\nwatch p3\n");
	for (int ascii = 0; ascii < 2; ascii++) {
		text = drawn(s.v, 80, 24, ascii);
		CU_ASSERT(play_has(text, "@p2 208"));                        /* the map */
		CU_ASSERT(play_has(text, " 7 @p2"));                         /* the table */
		CU_ASSERT(play_has(text, "\n @p2  0x070   208   200   7"));  /* the list */
		CU_ASSERT(play_has(text, ascii ? "@|p4 304" : "@▉p4 304")); /* no room for a name */
		free(text);
	}
	then(&s, "r p2 400");
	CU_ASSERT(play_has(s.v->result.more, "; @p2 moved s1+0x70 -> s1+0x290, 208 -> 400 bytes"));
	text = drawn(s.v, 80, 24, 1);
	CU_ASSERT(play_has(text, "\n+@p2  0x290   400"));
	free(text);
	end(&s);
}

CU_TestInfo watch_tests[] = {
	{ "what happens to a watched chunk is told", what_happens_to_a_watched_chunk_is_told },
	{ "what does not touch it is not told", what_does_not_touch_it_is_not_told },
	{ "a watch follows time", a_watch_follows_time },
	{ "a watched chunk is marked everywhere", a_watched_chunk_is_marked_everywhere },
	CU_TEST_INFO_NULL,
};
