/* SPDX-License-Identifier: MIT
 *
 * test_tour.c - looking around from pane to pane: keys and mouse on a pseudo-terminal.
 */
#include "visit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ESCAPE "\033"
#define LEFT ESCAPE "[D"
#define RIGHT ESCAPE "[C"
#define UP ESCAPE "[A"
#define DOWN ESCAPE "[B"
#define HOME ESCAPE "[H"
#define END ESCAPE "[F"

static struct robot robot;

static int start(int cols, int rows)
{
	return visit_start(&robot, cols, rows, NULL, "tour");
}

static void quit(void)
{
	visit_end(&robot, "tour");
}

static void click(int column, int row)
{
	char bytes[64];

	snprintf(bytes, sizeof bytes, ESCAPE "[<0;%d;%dM" ESCAPE "[<0;%d;%dm", column, row, column,
	         row);
	robot_type(&robot, bytes);
}

/* -------------------------------------------------------------------- panes and zoom */

#define BACK_TAB ESCAPE "[Z"
#define BACKSPACE "\177"

/* p1 112, free 48, p3 208: in three panes at once, and its bytes. */
static const char some[] = "m 100\rm 40\rm 200\rf p2\r";

static void leads_through_the_panes(void)
{
	if (!start(80, 24))
		return;
	robot_type(&robot, some);
	robot_type(&robot, "\t");
	CU_ASSERT(robot_sees(&robot, "s1▸─"));
	robot_type(&robot, "\t");
	CU_ASSERT(robot_sees(&robot, "▸ table of s1"));
	CU_ASSERT(robot_sees_no(&robot, "s1▸─"));
	robot_type(&robot, "\t");
	CU_ASSERT(robot_sees(&robot, "▸ chunks of s1"));
	robot_type(&robot, "\t");
	CU_ASSERT(robot_sees(&robot, "▸ why"));
	robot_type(&robot, "\t");
	CU_ASSERT(robot_sees(&robot, "▸ bytes"));
	robot_type(&robot, "\t");
	CU_ASSERT(robot_sees(&robot, "▸ time"));
	CU_ASSERT(robot_sees_no(&robot, "bytes  "));
	robot_type(&robot, "\t");
	CU_ASSERT(robot_sees(&robot, "s1▸─"));
	robot_type(&robot, BACK_TAB BACK_TAB);
	CU_ASSERT(robot_sees(&robot, "▸ bytes"));
	robot_type(&robot, ESCAPE);
	CU_ASSERT(robot_sees(&robot, "m 100 take"));
	CU_ASSERT(robot_sees_no(&robot, "▸ bytes"));
	quit();
}

static void keeps_one_choice(void)
{
	if (!start(100, 30))
		return;
	robot_type(&robot, some);
	robot_type(&robot, "\t/p3\r");
	CU_ASSERT(robot_sees(&robot, "p3 at s1+0xa0: 208 bytes"));
	CU_ASSERT(robot_sees(&robot, ">p3   0x0a0"));
	CU_ASSERT(robot_sees(&robot, "10▸p3"));
	CU_ASSERT(robot_sees(&robot, "s1 ▸ p3"));
	robot_type(&robot, "\t" LEFT);
	CU_ASSERT(robot_sees(&robot, "Bucket 9 of s1 is empty"));
	CU_ASSERT(robot_sees(&robot, " 9▸–"));
	CU_ASSERT(robot_sees_no(&robot, ">p3"));
	robot_type(&robot, LEFT LEFT);
	CU_ASSERT(robot_sees(&robot, "s1+0x70: 48 bytes, free"));
	CU_ASSERT(robot_sees(&robot, ">free 0x070"));
	robot_type(&robot, "\t" DOWN);
	CU_ASSERT(robot_sees(&robot, ">p3   0x0a0"));
	robot_type(&robot, "\r\r\r");
	CU_ASSERT(robot_sees(&robot, "▸ bytes  p3 208"));
	CU_ASSERT(robot_sees(&robot, "0x0a0>00"));
	CU_ASSERT(robot_sees(&robot, ">p3   0x0a0"));
	robot_type(&robot, RIGHT);
	CU_ASSERT(robot_sees(&robot, "00>00 00 00"));
	CU_ASSERT(robot_sees(&robot, "s1+0xa1 holds 00, 1 byte into p3"));
	robot_type(&robot, HOME LEFT);
	CU_ASSERT(robot_sees(&robot, "s1+0x9f holds 00"));
	CU_ASSERT(robot_sees(&robot, ">free 0x070"));
	robot_type(&robot, RIGHT BACKSPACE);
	CU_ASSERT(robot_sees(&robot, "p3 at s1+0xa0: 208 bytes"));
	CU_ASSERT(robot_sees(&robot, "▸ chunks of s1"));
	robot_type(&robot, BACKSPACE BACKSPACE BACKSPACE);
	CU_ASSERT(robot_sees(&robot, ">p3   0x0a0"));
	robot_type(&robot, ESCAPE);
	CU_ASSERT(robot_sees(&robot, "m 100 take"));
	quit();
}

/* Also when a row of them is all that there is. */
static void goes_to_the_last_byte(void)
{
	if (!start(100, 30))
		return;
	robot_type(&robot, "m 10\r\t\r\r" END);
	CU_ASSERT(robot_sees(&robot, "s1+0xf holds 00"));
	robot_type(&robot, HOME);
	CU_ASSERT(robot_sees(&robot, "s1+0x0 holds 00"));
	robot_type(&robot, "q");
	quit();
}

static void shows_a_pane_at_full_size(void)
{
	if (!start(80, 24))
		return;
	robot_type(&robot, some);
	robot_type(&robot, "\t2");
	CU_ASSERT(robot_sees(&robot, "▸ table of s1"));
	CU_ASSERT(robot_sees_no(&robot, "chunks of s1"));
	robot_type(&robot, "2");
	CU_ASSERT(robot_sees(&robot, "chunks of s1"));
	robot_type(&robot, "3");
	CU_ASSERT(robot_sees_no(&robot, "table of s1"));
	robot_type(&robot, ESCAPE);
	CU_ASSERT(robot_sees(&robot, "table of s1"));
	CU_ASSERT(robot_sees(&robot, "? keys"));
	CU_ASSERT(robot_sees(&robot, "1..8 full  ? keys  Esc out"));
	robot_type(&robot, "7");
	CU_ASSERT(robot_sees(&robot, "7 back   1..8 another pane"));
	robot_type(&robot, "7");
	CU_ASSERT(robot_sees(&robot, "< > time  1..8 full"));
	robot_type(&robot, "1\r\r\r");
	CU_ASSERT(robot_sees(&robot, "▸ bytes"));
	robot_type(&robot, "6q");
	CU_ASSERT(robot_sees(&robot, "m 100 take"));
	CU_ASSERT(robot_sees(&robot, "table of s1"));
	quit();
}

/* Of a big heap a cell of the map stands for many chunks: the keys go from cell to cell, and
 * where it is looked at from nearby from chunk to chunk. */
static void goes_over_a_big_heap(void)
{
	if (!start(80, 24))
		return;
	robot_type(&robot, "set section 1M\rreset\rfill 5000 100\r");
	CU_ASSERT(robot_sees(&robot, "5,000/5,000"));
	robot_type(&robot, "\t" HOME);
	CU_ASSERT(robot_sees(&robot, "p1 at s1+0x0: 112 bytes"));
	CU_ASSERT(robot_sees(&robot, "▸ heap map"));
	robot_type(&robot, RIGHT);
	CU_ASSERT(robot_sees_no(&robot, " p2 at"));
	CU_ASSERT(robot_sees_no(&robot, " p1 at"));
	robot_type(&robot, "/p2500\r\r");
	CU_ASSERT(robot_sees(&robot, ">p2500"));
	CU_ASSERT(robot_sees_no(&robot, "heap map"));
	robot_type(&robot, RIGHT);
	CU_ASSERT(robot_sees(&robot, ">p2501"));
	robot_type(&robot, "\r");
	CU_ASSERT(robot_sees(&robot, "▸ bytes  p2501 112"));
	robot_type(&robot, BACKSPACE BACKSPACE BACKSPACE);
	CU_ASSERT(robot_sees(&robot, "▸ heap map"));
	CU_ASSERT(robot_sees(&robot, ">p2501"));
	click(40, 3);
	CU_ASSERT(robot_sees_no(&robot, ">p2501"));
	robot_type(&robot, ESCAPE);
	CU_ASSERT(robot_sees(&robot, "m 100 take"));
	quit();
}

/* ------------------------------------------------------------------------- searching */

static void searches(void)
{
	if (!start(100, 30))
		return;
	robot_type(&robot, some);
	robot_type(&robot, "\tn");
	CU_ASSERT(robot_sees(&robot, "Nothing was searched for yet"));
	robot_type(&robot, "/siye" BACKSPACE BACKSPACE "ze>100");
	CU_ASSERT(robot_sees(&robot, "/size>100"));
	robot_type(&robot, "\r");
	CU_ASSERT(robot_sees(&robot, "p3 at s1+0xa0"));
	robot_type(&robot, "n");
	CU_ASSERT(robot_sees(&robot, "s1+0x170: 3,728 bytes, free"));
	robot_type(&robot, "n");
	CU_ASSERT(robot_sees(&robot, "p1 at s1+0x0"));
	robot_type(&robot, "N");
	CU_ASSERT(robot_sees(&robot, "s1+0x170: 3,728 bytes, free"));
	robot_type(&robot, "/s1+0x78\r");
	CU_ASSERT(robot_sees(&robot, "s1+0x70: 48 bytes, free"));
	robot_type(&robot, "/free\r");
	CU_ASSERT(robot_sees(&robot, "s1+0x170: 3,728 bytes, free"));
	robot_type(&robot, "/p2\r");
	CU_ASSERT(robot_sees(&robot, "No chunk is like p2."));
	robot_type(&robot, "/size>\r");
	CU_ASSERT(robot_sees(&robot, "size"));
	robot_type(&robot, "/s9+1\r");
	CU_ASSERT(robot_sees(&robot, "No chunk is named s9"));
	robot_type(&robot, "/p1" ESCAPE);
	CU_ASSERT(robot_sees_no(&robot, "/p1"));
	CU_ASSERT(robot_sees(&robot, "arrows choose"));
	robot_type(&robot, ESCAPE);
	CU_ASSERT(robot_sees(&robot, "m 100 take"));
	CU_ASSERT(robot_sees_no(&robot, "s9"));
	quit();
}

/* ------------------------------------------------------------------------- the mouse */

static void wheel(int column, int row, int down)
{
	char bytes[64];

	snprintf(bytes, sizeof bytes, ESCAPE "[<%d;%d;%dM", down ? 65 : 64, column, row);
	robot_type(&robot, bytes);
}

static void follows_the_mouse(void)
{
	if (!start(100, 30))
		return;
	robot_type(&robot, some);
	robot_type(&robot, "m 7");
	click(18, 3);
	CU_ASSERT(robot_sees(&robot, "p3 at s1+0xa0: 208 bytes"));
	CU_ASSERT(robot_sees(&robot, "s1▸─"));
	click(75, 4);
	CU_ASSERT(robot_sees(&robot, ">p1   0x000"));
	CU_ASSERT(robot_sees(&robot, "▸ chunks of s1"));
	wheel(75, 4, 1);
	CU_ASSERT(robot_sees(&robot, ">free 0x070"));
	wheel(75, 4, 0);
	CU_ASSERT(robot_sees(&robot, ">p1   0x000"));
	click(1, 30);
	CU_ASSERT(robot_sees(&robot, "> m 7"));
	CU_ASSERT(robot_sees_no(&robot, ">p1"));
	robot_type(&robot, "0");
	click(1, 30);
	wheel(1, 30, 1);
	robot_type(&robot, ESCAPE "[M !!" ESCAPE "[<2;4;4M" "0");
	CU_ASSERT(robot_sees(&robot, "> m 700"));
	CU_ASSERT(robot_sees_no(&robot, "[<"));
	quit();
	CU_ASSERT(robot_wrote(&robot, ESCAPE "[?1006l" ESCAPE "[?1000l"));
}

static void clicks_in_time(void)
{
	if (!start(100, 30))
		return;
	robot_type(&robot, some);
	robot_type(&robot, "\tt");
	CU_ASSERT(robot_sees(&robot, "▸ time  operation 4 of 4"));
	click(9, 27);
	CU_ASSERT(robot_sees(&robot, "▸ time  operation 2 of 4, past"));
	wheel(9, 27, 1);
	CU_ASSERT(robot_sees(&robot, "▸ time  operation 3 of 4, past"));
	robot_type(&robot, ESCAPE);
	CU_ASSERT(robot_sees(&robot, "3>   m 100 take"));
	quit();
}

/* A paste is text, whatever it holds: it is no mouse. */
static void a_paste_is_no_mouse(void)
{
	if (!start(80, 24))
		return;
	robot_type(&robot, some);
	robot_type(&robot, ESCAPE "[200~m 5" ESCAPE "[<0;10;3M" "0" ESCAPE "[201~");
	CU_ASSERT(robot_sees(&robot, "> m 5"));
	CU_ASSERT(robot_sees_no(&robot, "Enter nearer"));
	quit();
}

/* Any keys, and any clicks: it stays usable. */
static void any_keys_do_no_harm(void)
{
	static const char *const keys[] = { "\t", BACK_TAB, "\r", BACKSPACE, LEFT, RIGHT, UP, DOWN,
		                            HOME, END, ESCAPE "[5~", ESCAPE "[6~", "?", "/", "n",
		                            "N", "1", "2", "3", "4", "5", "6", "7", "8", "<", ">",
		                            "t", "p", "\r" };
	unsigned long random = test_seed();

	if (!start(80, 24))
		return;
	robot_type(&robot, "fill 200 100\rfreeall even\r");
	for (int i = 0; i < 300; i++) {
		random = random * 6364136223846793005u + 1442695040888963407u;
		if (random >> 60 == 0)
			click(1 + (int)(random >> 40) % 80, 1 + (int)(random >> 50) % 24);
		else
			robot_type(&robot, keys[(random >> 33) % (sizeof keys / sizeof keys[0])]);
		if (i % 40 == 39)
			robot_resize(&robot, 80 + (int)(random >> 57), 24 + (int)(random >> 59));
	}
	for (int i = 0; i < 4; i++) {
		robot_type(&robot, ESCAPE);
		usleep(100000);
	}
	robot_type(&robot, ESCAPE "\r\025view\r");
	CU_ASSERT(robot_sees(&robot, "m 100 take"));
	quit();
}

CU_TestInfo tour_tests[] = {
	{ "leads through the panes", leads_through_the_panes },
	{ "keeps one choice", keeps_one_choice },
	{ "goes to the last byte", goes_to_the_last_byte },
	{ "shows a pane at full size", shows_a_pane_at_full_size },
	{ "goes over a big heap", goes_over_a_big_heap },
	{ "searches", searches },
	{ "follows the mouse", follows_the_mouse },
	{ "clicks in time", clicks_in_time },
	{ "a paste is no mouse", a_paste_is_no_mouse },
	{ "any keys do no harm", any_keys_do_no_harm },
	CU_TEST_INFO_NULL
};
