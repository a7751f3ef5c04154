/* SPDX-License-Identifier: MIT
 *
 * test_fits.c - what has no room is left out whole: no half number, no glyph without its word.
 */
#include "drawn.h"
#include "mock.h"
#include "shown.h"

static const char big[] = "set section 4194304\nreset\nfill 400 64\n";

static int says(const view *v, int cols, int rows, const char *words)
{
	char *text = drawn(v, cols, rows, 0);
	int found = strstr(text, words) != NULL;

	free(text);
	return found;
}

/* Sizes give up their commas first, and then their column. */
static void sizes_are_whole(void)
{
	struct shown s;

	show(&s, big);
	then(&s, "longname = m 100");
	CU_ASSERT(says(s.v, 100, 30, "free     0x006470 4168592\n"));
	CU_ASSERT(says(s.v, 80, 24, "free     0x006470 4,168,592"));
	then(&s, "f longname");
	then(&s, "longname12 = m 100");
	CU_ASSERT(says(s.v, 100, 30, "free       0x006470\n"));
	CU_ASSERT(says(s.v, 120, 40, "free       0x006470 4168592\n"));
	end(&s);
}

/* The table's name stays, and at the right the way's end. */
static void a_trail_gives_up_parts(void)
{
	struct shown s;

	show(&s, big);
	then(&s, "longname12 = m 100");
	for (int cols = 80; cols <= 200; cols++) {
		CU_ASSERT(says(s.v, cols, 30, "table of s1 "));
		CU_ASSERT(says(s.v, cols, 30, "home 576 ▸ bucket 577, +1"));
	}
	end(&s);
}

/* A free chunk's key is all that it has for a name. */
static void keys_are_kept(void)
{
	view *v = mock_malloc();
	view_bucket buckets[16] = { 0 };

	buckets[2] = (view_bucket){ 1, 0, { .free = 1, .key = 1241, .displaced = 12 } };
	v->buckets = buckets;
	v->bucket_count = v->table_capacity = 16;
	CU_ASSERT(says(v, 80, 24, " 2 ·1241▸ "));
}

static void the_legend_has_its_words(void)
{
	struct shown s;

	show(&s, "m 100\n");
	then(&s, "averylongnameindeed = m 100");
	for (int cols = 80; cols <= 200; cols++) {
		CU_ASSERT(says(s.v, cols, 30, "██ used "));
		CU_ASSERT_FALSE(says(s.v, cols, 30, "██  ▎"));
	}
	end(&s);
}

/* Of large numbers the one that the map tells gives way. */
static void fragmentation_is_told(void)
{
	struct shown s;

	show(&s, "m 100\n");
	CU_ASSERT(says(s.v, 80, 24, "\nmapped 4,096  used 112 "));
	end(&s);
	show(&s, "set section 16777216\nreset\nm 12000000\nm 4000000\nm 12000000\nf p1\n");
	CU_ASSERT(says(s.v, 80, 24, "\nused 16,000,000 "));
	CU_ASSERT(says(s.v, 80, 24, " ext 32%  calls "));
	end(&s);
}

/* A curve's height means nothing without what it stands for. */
static void curves_tell_their_scale(void)
{
	struct shown s;

	show(&s, "m 100\nm 40\n");
	CU_ASSERT(says(s.v, 100, 30, " top = 4 KiB "));
	then(&s, "random 3000");
	CU_ASSERT(says(s.v, 100, 30, " top = "));
	CU_ASSERT(says(s.v, 100, 30, " 1 column = "));
	s.play.session->arrangement.full = VIEW_PANE_TIME;
	then(&s, "m 1");
	CU_ASSERT(says(s.v, 80, 24, " top  "));
	end(&s);
}

/* The only section uses the room that there is. */
static void one_section_is_enlarged(void)
{
	struct shown s;

	show(&s, "m 100\n");
	CU_ASSERT_FALSE(says(s.v, 80, 24, "1 cell = "));
	s.play.session->arrangement.full = VIEW_PANE_MAP;
	then(&s, "m 40");
	CU_ASSERT(says(s.v, 80, 24, "1 cell = 8 bytes"));
	CU_ASSERT(says(s.v, 80, 24, "\n0xe00 "));
	then(&s, "m 5000");
	CU_ASSERT_FALSE(says(s.v, 80, 24, "1 cell = "));
	end(&s);
}

/* The window of a big heap is not all of it. */
static void windows_are_told_from_all(void)
{
	struct shown s;

	show(&s, "set section 65536\nreset\nfill 3000 64\n");
	CU_ASSERT(says(s.v, 200, 60, "─ chunks  32 of 3,001 ─"));
	end(&s);
}

CU_TestInfo fits_tests[] = {
	{ "sizes are whole", sizes_are_whole },
	{ "a trail gives up parts", a_trail_gives_up_parts },
	{ "keys are kept", keys_are_kept },
	{ "the legend has its words", the_legend_has_its_words },
	{ "fragmentation is told", fragmentation_is_told },
	{ "curves tell their scale", curves_tell_their_scale },
	{ "one section is enlarged", one_section_is_enlarged },
	{ "windows are told from all", windows_are_told_from_all },
	CU_TEST_INFO_NULL
};
