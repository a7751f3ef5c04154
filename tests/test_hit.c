/* SPDX-License-Identifier: MIT
 *
 * test_hit.c - a click finds what is drawn there.
 */
#include "test.h"

#include "drawn.h"
#include "focus.h"
#include "hit.h"
#include "layout.h"
#include "mock.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const int sizes[][2] = { { 80, 24 }, { 100, 30 }, { 120, 40 }, { 200, 60 }, { 79, 23 },
	                        { 300, 90 } };

enum { SIZES = sizeof sizes / sizeof sizes[0] };

/* The words at a place of the screen, which is drawn for it. */
static void words_at(const view *v, const struct layout *layout, int x, int y, char out[32])
{
	struct grid grid = { 0 };
	char glyph[GLYPH_BYTES];

	CU_ASSERT_FATAL(grid_resize(&grid, layout->cols, layout->rows));
	screen_draw(&grid, v, NULL);
	out[0] = 0;
	for (int i = 0; i < 6 && x + i < layout->cols; i++) {
		glyph_write(glyph, grid.cells[y * layout->cols + x + i].glyph);
		strcat(out, glyph);
	}
	grid_free(&grid);
}

static const view_chunk *chunk_at(const view *v, size_t section, size_t offset)
{
	for (size_t i = 0; i < v->section_count; i++)
		for (size_t k = 0; k < v->sections[i].chunk_count; k++) {
			const view_chunk *c = &v->sections[i].chunks[k];

			if (v->sections[i].id == section && offset >= c->offset
			    && offset - c->offset < c->size)
				return c;
		}
	return NULL;
}

static int begins_with_name(const char *words, const view_chunk *c)
{
	const char *name = c->name[0] ? c->name : "free";

	return strncmp(words, name, strlen(name)) == 0;
}

static void finds_rows_of_the_list(void)
{
	for (int i = 0; i < SIZES; i++) {
		const view *v = mock_malloc();
		struct layout layout = layout_make(v, sizes[i][0], sizes[i][1]);
		struct rect pane = layout.pane[PANE_CHUNKS];

		for (int y = 2; y < pane.h; y++) {
			struct hit hit = hit_at(v, &layout, pane.x + 3, pane.y + y);
			const view_chunk *c = chunk_at(v, hit.section, hit.offset);
			char words[32];

			words_at(v, &layout, pane.x + 1, pane.y + y, words);
			CU_ASSERT_EQUAL(hit.pane, VIEW_PANE_CHUNKS);
			CU_ASSERT_EQUAL(c != NULL, words[0] != ' ');
			if (c)
				CU_ASSERT(begins_with_name(words, c));
		}
	}
}

static void finds_labels_of_the_map(void)
{
	for (int i = 0; i < SIZES; i++) {
		const view *v = mock_malloc();
		struct layout layout = layout_make(v, sizes[i][0], sizes[i][1]);
		struct rect pane = layout.pane[PANE_MAP];
		int found = 0;

		for (int y = 0; y < pane.h; y++)
			for (int x = layout.map.gutter; x < pane.w; x++) {
				struct hit hit = hit_at(v, &layout, pane.x + x, pane.y + y);
				const view_chunk *c = chunk_at(v, hit.section, hit.offset);
				char words[32];

				words_at(v, &layout, pane.x + x, pane.y + y, words);
				if (strncmp(words, "p9 ", 3) != 0)
					continue;
				CU_ASSERT_FATAL(c != NULL);
				CU_ASSERT_STRING_EQUAL(c->name, "p9");
				found++;
			}
		CU_ASSERT(found > 0 || pane.h == 0);
	}
}

static void finds_buckets(void)
{
	for (int i = 0; i < SIZES; i++) {
		const view *v = mock_malloc();
		struct layout layout = layout_make(v, sizes[i][0], sizes[i][1]);
		struct rect pane = layout.pane[PANE_TABLE];
		size_t last = 0, found = 0;

		for (int y = 1; y < pane.h && y <= 2; y++)
			for (int x = 0; x < pane.w; x++) {
				struct hit hit = hit_at(v, &layout, pane.x + x, pane.y + y);

				if (!hit.on_bucket)
					continue;
				CU_ASSERT(hit.bucket == last || hit.bucket == last + 1);
				found += hit.bucket != last;
				last = hit.bucket;
			}
		CU_ASSERT(pane.h < 3 || found == v->bucket_count - 1);
	}
}

/* Whatever is clicked at lies in what there is. */
static void any_place_is_in_the_view(void)
{
	view *views[] = { mock_empty(), mock_overflow(mock_malloc()),
		          mock_many(1 << 20, 16, 1 << 16), mock_many(4096, 64, 64) };

	for (size_t k = 0; k < sizeof views / sizeof views[0]; k++)
		for (int i = 0; i < SIZES; i++) {
			const view *v = views[k];
			struct layout layout = layout_make(v, sizes[i][0], sizes[i][1]);

			for (int y = -1; y <= sizes[i][1]; y++)
				for (int x = -1; x <= sizes[i][0]; x++) {
					struct hit hit = hit_at(v, &layout, x, y);

					CU_ASSERT(!hit.on_bucket || hit.bucket < v->table_capacity);
					CU_ASSERT(!hit.on_step || hit.step <= v->operations);
					CU_ASSERT(!hit.section || hit.pane != VIEW_PANE_NONE);
					CU_ASSERT_EQUAL(hit.on_prompt, y == sizes[i][1] - 1);
				}
		}
}

static void points_at_the_pane_with_the_keys(void)
{
	static const struct {
		enum view_pane pane;
		const char *words;
	} rows[] = {
		{ VIEW_PANE_MAP, "s1▸─" },         { VIEW_PANE_TABLE, "▸ table of s1 " },
		{ VIEW_PANE_CHUNKS, "▸ chunks" }, { VIEW_PANE_WHY, "▸ why " },
		{ VIEW_PANE_TIME, "▸ time " },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		view *v = mock_malloc();
		char *text;

		v->focus_pane = rows[i].pane;
		v->time_focus = v->focus_pane == VIEW_PANE_TIME;
		text = drawn(v, 100, 30, 0);
		CU_ASSERT_PTR_NOT_NULL(strstr(text, rows[i].words));
		free(text);
		v->focus_pane = VIEW_PANE_NONE;
		v->time_focus = 0;
	}
}

CU_TestInfo hit_tests[] = {
	{ "finds rows of the list", finds_rows_of_the_list },
	{ "finds labels of the map", finds_labels_of_the_map },
	{ "finds buckets", finds_buckets },
	{ "any place is in the view", any_place_is_in_the_view },
	{ "points at the pane with the keys", points_at_the_pane_with_the_keys },
	CU_TEST_INFO_NULL
};
