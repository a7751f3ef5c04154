/* SPDX-License-Identifier: MIT
 *
 * test_layout.c - every arrangement of the panes at every size.
 */
#include "chance.h"
#include "drawn.h"
#include "focus.h"
#include "hit.h"
#include "layout.h"
#include "mock.h"
#include "shown.h"
#include "theme.h"

enum { COLS_MOST = 320, ROWS_MOST = 120, TRIALS = 4000 };

static view *some_view(size_t i)
{
	switch (i % 8) {
	case 0: return mock_malloc();
	case 1: return mock_free();
	case 2: return mock_double_free();
	case 3: return mock_many(1 << 20, 16, 1 << 20);
	case 4: return mock_many(8192, 64, 256);
	case 5: return mock_many(64, 16, 8);
	case 6: return mock_empty();
	default: return mock_overflow(mock_free());
	}
}

static void add_text(view *v)
{
	static const char *const lines[] = { "first", "second, and a few words more", "third" };

	v->text = (view_text){ .title = "help", .lines = lines, .count = 3 };
}

static void arrange(view_arrangement *out)
{
	out->layout = (enum view_layout)below(VIEW_LAYOUT_COMPARE + 1);
	out->full = below(3) ? VIEW_PANE_NONE : (enum view_pane)below(VIEW_PANES);
	out->hidden = below(3) ? 0 : (unsigned)below(1 << VIEW_PANES);
}

static view *some_arrangement(void)
{
	view *v = some_view(below(8));

	arrange(&v->arrangement);
	v->focus_pane = below(3) ? VIEW_PANE_NONE : (enum view_pane)below(VIEW_PANES);
	v->time_focus = v->focus_pane == VIEW_PANE_TIME;
	if (below(4) == 0)
		add_text(v);
	return v;
}

static int overlap(struct rect a, struct rect b)
{
	return a.h && b.h && a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h
	       && b.y < a.y + a.h;
}

/* 0, or what is wrong with it. */
static const char *wrong_with(const struct layout *layout, int cols, int rows)
{
	for (int i = 0; i < PANE_COUNT; i++) {
		struct rect a = layout->pane[i];

		if (a.h < 0 || a.w < 0 || a.x < 0 || a.y < 0)
			return "a pane is less than nothing";
		if (a.h && (a.x + a.w > cols || a.y + a.h > rows - 1))
			return "a pane leaves the screen";
		if (a.h && (a.w < layout_least_width((enum pane)i)
		            || a.h < layout_least_height((enum pane)i)))
			return "a pane has less than its least";
		for (int k = 0; k < i; k++)
			if (overlap(a, layout->pane[k]))
				return "two panes overlap";
	}
	if (rows > 2 && !layout->pane[PANE_RESULT].h && !layout->pane[PANE_SMALL].h)
		return "the result has no row";
	return NULL;
}

/* What is hidden is not there, but with the keys, at full size, or with a text asked for. */
static const char *hides(const struct layout *layout, const view *v)
{
	for (int i = VIEW_PANE_NONE + 1; i < VIEW_PANES; i++) {
		enum view_pane pane = (enum view_pane)i;
		int has_keys = v->focus_pane == pane || (i == VIEW_PANE_TIME && v->time_focus);

		if (v->arrangement.hidden >> i & 1 && !has_keys && v->arrangement.full != pane
		    && !(i == VIEW_PANE_WHY && v->text.title)
		    && layout->pane[focus_pane(pane)].h)
			return "a hidden pane is there";
	}
	return NULL;
}

static void is_sound(const view *v, int cols, int rows)
{
	struct layout layout = layout_make(v, cols, rows);
	const char *wrong = wrong_with(&layout, cols, rows);

	wrong = wrong ? wrong : hides(&layout, v);

	if (wrong)
		printf("\n%s: %dx%d, layout %d, full %d, hidden %x, focus %d\n", wrong, cols, rows,
		       v->arrangement.layout, v->arrangement.full, v->arrangement.hidden,
		       v->focus_pane);
	CU_ASSERT_PTR_NULL_FATAL(wrong);
}

/* Cells beyond the screen's end stay as they were, and every one of its own is drawn. */
static void draws_inside(const view *v, int cols, int rows)
{
	struct grid grid = { 0 };
	int strange = 0;

	CU_ASSERT_FATAL(grid_resize(&grid, cols, rows));
	screen_draw(&grid, v, NULL);
	for (int i = 0; i < cols * rows; i++)
		strange += grid.cells[i].role >= ROLE_COUNT;
	CU_ASSERT_EQUAL_FATAL(strange, 0);
	grid_free(&grid);
}

static void any_arrangement_is_sound(void)
{
	chance(test_seed());

	for (int i = 0; i < TRIALS * (int)test_percent() / 100; i++) {
		const view *v = some_arrangement();
		int cols = 1 + (int)below(COLS_MOST), rows = 1 + (int)below(ROWS_MOST);

		is_sound(v, cols, rows);
		draws_inside(v, cols, rows);
	}
	for (int layout = 0; layout <= VIEW_LAYOUT_COMPARE; layout++) {
		view *v = mock_malloc();

		v->arrangement.layout = (enum view_layout)layout;
		is_sound(v, 500, 1000);
		draws_inside(v, 500, 1000);
	}
}

/* Views of sessions, too: big and fast heaps, other heaps beside it, a guard's. */
static void sessions_are_sound(void)
{
	static const char *const scripts[] = {
		"set section 64K\nset density on\nreset\nrandom 4000\n",
		"set engine fast\nreset\nrandom 300\nm 100000\nt2 m 40\n",
		"set guard on\nreset\nm 40\nf p1\nm 9\nw p2 \"too long a text\"\n",
		"random 200\ncompare first best worst\n",
		"random 900\nmark here\nback 300\nm 10\nmark there\nback 2\n",
	};

	chance(test_seed());
	for (size_t i = 0; i < sizeof scripts / sizeof scripts[0]; i++) {
		struct shown s;

		show(&s, scripts[i]);
		for (int trial = 0; trial < 150 * (int)test_percent() / 100; trial++) {
			int cols = 80 + (int)below(160), rows = 24 + (int)below(60);
			view v;

			arrange(&s.play.session->arrangement);
			scene_size(s.scene, cols, rows);
			v = *scene_view(s.scene, s.play.session);
			v.focus_pane = (enum view_pane)(below(3) ? 0 : below(VIEW_PANES));
			is_sound(&v, cols, rows);
			draws_inside(&v, cols, rows);
		}
		end(&s);
	}
}

/* ---------------------------------------------------------------- kept screens */

static void keeps(const char *name, view_arrangement arrangement)
{
	static const struct {
		int cols, rows, ascii;
	} sizes[] = { { 80, 24, 0 }, { 100, 30, 0 }, { 200, 60, 0 }, { 80, 24, 1 } };
	char file[64];

	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		view *v = mock_malloc();

		if (arrangement.full == VIEW_PANE_BYTES)
			mock_overflow(v);
		v->arrangement = arrangement;
		snprintf(file, sizeof file, "%s%s", name, sizes[i].ascii ? "-ascii" : "");
		drawn_as_kept(file, v, sizes[i].cols, sizes[i].rows, sizes[i].ascii);
	}
}

static void named_arrangements(void)
{
	keeps("layout-map", (view_arrangement){ .layout = VIEW_LAYOUT_MAP });
	keeps("layout-table", (view_arrangement){ .layout = VIEW_LAYOUT_TABLE });
	keeps("layout-lesson", (view_arrangement){ .layout = VIEW_LAYOUT_LESSON });
}

static void panes_at_full_size(void)
{
	keeps("full-map", (view_arrangement){ .full = VIEW_PANE_MAP });
	keeps("full-table", (view_arrangement){ .full = VIEW_PANE_TABLE });
	keeps("full-chunks", (view_arrangement){ .full = VIEW_PANE_CHUNKS });
	keeps("full-why", (view_arrangement){ .full = VIEW_PANE_WHY });
	keeps("full-time", (view_arrangement){ .full = VIEW_PANE_TIME });
	keeps("full-bytes", (view_arrangement){ .full = VIEW_PANE_BYTES });
	keeps("full-journal", (view_arrangement){ .full = VIEW_PANE_JOURNAL });
}

/* All numbers are those of the session: what stats lists. */
static void numbers_at_full_size(void)
{
	static const int sizes[][2] = { { 80, 24 }, { 100, 30 }, { 200, 60 } };
	struct shown s;

	show(&s, "m 100\nm 40\nf p1\nm 3000\nm 200\n");
	s.play.session->arrangement.full = VIEW_PANE_NUMBERS;
	then(&s, "f p2"); /* no address in its result: the heap may lie elsewhere */
	for (int i = 0; i < 3; i++)
		drawn_as_kept("full-numbers", s.v, sizes[i][0], sizes[i][1], 0);
	end(&s);
}

/* -------------------------------------------------------------------- the commands */

static int failed(struct shown *s, const char *line)
{
	then(s, line);
	return s->play.session->outcome.failed;
}

static void layouts_are_chosen(void)
{
	struct shown s;

	show(&s, "m 100\n");
	CU_ASSERT_FALSE(failed(&s, "layout map"));
	CU_ASSERT_EQUAL(s.v->arrangement.layout, VIEW_LAYOUT_MAP);
	CU_ASSERT(failed(&s, "layout mup"));
	CU_ASSERT_EQUAL(s.v->arrangement.layout, VIEW_LAYOUT_MAP);
	then(&s, "layout");
	CU_ASSERT_STRING_EQUAL(s.v->text.about, "map");
	then(&s, "reset");
	CU_ASSERT_EQUAL(s.v->arrangement.layout, VIEW_LAYOUT_MAP);
	then(&s, "layout usual");
	CU_ASSERT_EQUAL(s.v->arrangement.layout, VIEW_LAYOUT_USUAL);
	end(&s);
}

static int shows(struct shown *s, enum pane pane)
{
	return layout_make(s->v, 200, 60).pane[pane].h > 0;
}

static void panes_are_hidden(void)
{
	static const struct {
		const char *name;
		enum pane pane;
	} panes[] = {
		{ "map", PANE_MAP },         { "table", PANE_TABLE },     { "chunks", PANE_CHUNKS },
		{ "why", PANE_WHY },         { "time", PANE_TIME },       { "bytes", PANE_BYTES },
		{ "numbers", PANE_NUMBERS }, { "journal", PANE_JOURNAL }, { "keys", PANE_KEYS },
	};
	static const char *const keys[] = { "q  ends" };
	struct shown s;
	char line[64];

	show(&s, "m 100\n");
	for (size_t i = 0; i < sizeof panes / sizeof panes[0]; i++) {
		snprintf(line, sizeof line, "hide %s", panes[i].name);
		CU_ASSERT_FALSE(failed(&s, line));
		CU_ASSERT_EQUAL(s.v->arrangement.hidden >> (i + 1) & 1, 1);
		then(&s, "w p1 \"text\"");
		CU_ASSERT_FALSE(shows(&s, panes[i].pane));
		snprintf(line, sizeof line, "show %s", panes[i].name);
		CU_ASSERT_FALSE(failed(&s, line));
		then(&s, "w p1 \"text\"");
		((view *)(uintptr_t)s.v)->keys = keys;
		((view *)(uintptr_t)s.v)->key_count = 1;
		CU_ASSERT(shows(&s, panes[i].pane));
	}
	CU_ASSERT(failed(&s, "hide prompt") && failed(&s, "hide all"));
	then(&s, "hide map");
	then(&s, "hide time");
	then(&s, "show all");
	CU_ASSERT_EQUAL(s.v->arrangement.hidden, 0);
	end(&s);
}

/* Not even help can be hidden: it was asked for. */
static void what_was_asked_for_is_seen(void)
{
	for (int layout = 0; layout <= VIEW_LAYOUT_COMPARE; layout++)
		for (int full = 0; full < VIEW_PANES; full++) {
			view *v = mock_malloc();
			char *text;

			add_text(v);
			v->arrangement = (view_arrangement){ (enum view_layout)layout,
				                             (enum view_pane)full,
				                             1u << VIEW_PANE_WHY };
			text = drawn(v, 80, 24, 0);
			CU_ASSERT_PTR_NOT_NULL(strstr(text, "second, and a few words more"));
			free(text);
		}
}

/* They are about the screen, and pictures of it: a script comes to the same without one. */
static void plain_text_has_no_panes(void)
{
	char *with = play_once("m 100\nlayout map\nhide time\nf p1\nexpect used 0\n");
	char *wrong = play_once("expect error no layout\nlayout mup\n");
	struct play play;

	CU_ASSERT(play_has(with, "> hide time\nPanes are parts of the screen, and plain "
	                         "text has none:"));
	CU_ASSERT(play_has(with, "p1 freed"));
	CU_ASSERT(play_has(wrong, "no layout named mup"));
	play_start(&play);
	play_lines(&play, "m 100\nlayout map\nhide time\n");
	CU_ASSERT_EQUAL(play.session->arrangement.layout, VIEW_LAYOUT_MAP);
	CU_ASSERT_EQUAL(play.session->arrangement.hidden, 1u << VIEW_PANE_TIME);
	CU_ASSERT_EQUAL(play.status, 0);
	play_end(&play);
	free(with);
	free(wrong);
}

/* ------------------------------------------------------------------------ the curves */

/* However many operations share a place, what was most of all stays in sight. */
static void peaks_survive(void)
{
	struct shown s;
	view_operation most = { 0 };

	show(&s, "random 40000 --seed 3\nm 900000\nf p20500\n");
	then(&s, "random 40000 --seed 4");
	for (size_t i = 0; i < s.v->time_count; i++) {
		const view_operation *o = &s.v->time[i];

		most.used = o->used > most.used ? o->used : most.used;
		most.asked = o->asked > most.asked ? o->asked : most.asked;
		most.mapped = o->mapped > most.mapped ? o->mapped : most.mapped;
		most.calls = o->calls > most.calls ? o->calls : most.calls;
		CU_ASSERT(o->asked <= o->used && o->used <= o->mapped);
		CU_ASSERT(o->internal <= 100 && o->external <= 100);
		CU_ASSERT(i == 0 || o->calls >= o[-1].calls);
	}
	CU_ASSERT(s.v->time_count <= VIEW_OPERATIONS);
	CU_ASSERT(most.asked >= 900000 && most.used >= most.asked);
	CU_ASSERT_EQUAL(most.calls, s.v->now.calls);
	CU_ASSERT_EQUAL(s.v->now.asked, s.v->time[s.v->time_count - 1].asked);
	end(&s);
}

/* ---------------------------------------------------------------------------- clicks */

/* Each row of the list of buckets is that bucket, in each of its columns. */
static void rows_of_buckets_are_found(void)
{
	static const int widths[] = { 80, 200 };

	for (size_t i = 0; i < 2; i++) {
		view *v = mock_malloc();
		struct layout layout;
		size_t found = 0;

		v->arrangement.full = VIEW_PANE_TABLE;
		layout = layout_make(v, widths[i], 24);
		for (int y = 4; y < layout.pane[PANE_TABLE].h; y++) {
			struct hit hit = hit_at(v, &layout, 4, layout.pane[PANE_TABLE].y + y);

			found += hit.on_bucket && hit.bucket == (size_t)(y - 5);
		}
		CU_ASSERT_EQUAL(found, v->bucket_count);
	}
}

CU_TestInfo layout_tests[] = {
	{ "layouts are chosen", layouts_are_chosen },
	{ "panes are hidden", panes_are_hidden },
	{ "what was asked for is seen", what_was_asked_for_is_seen },
	{ "plain text has no panes", plain_text_has_no_panes },
	{ "peaks survive", peaks_survive },
	{ "rows of buckets are found", rows_of_buckets_are_found },
	{ "named arrangements", named_arrangements },
	{ "panes at full size", panes_at_full_size },
	{ "numbers at full size", numbers_at_full_size },
	{ "any arrangement is sound", any_arrangement_is_sound },
	{ "sessions are sound", sessions_are_sound },
	CU_TEST_INFO_NULL
};
