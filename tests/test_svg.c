/* SPDX-License-Identifier: MIT
 *
 * test_svg.c - the view as a picture: well formed, every cell in it, the same each time.
 */
#include "ascii.h"
#include "chance.h"
#include "colour.h"
#include "export_view.h"
#include "frame.h"
#include "mock.h"
#include "play.h"
#include "scratch.h"
#include "screen.h"
#include "shape.h"
#include "svg.h"
#include "svg_read.h"
#include "theme.h"

#include <unistd.h>

static const struct svg_words words = { "a title", "what is seen" };

/* The caller frees it. */
static char *svg_of(const struct grid *grid, const struct theme *theme)
{
	char *text = NULL;
	size_t size = 0;
	FILE *stream = open_memstream(&text, &size);

	CU_ASSERT_EQUAL(svg_write(stream, grid, theme, &words), 0);
	fclose(stream);
	return text;
}

/* ------------------------------------------------------------- cell against picture */

static int filled(const struct svg *svg, double x, double y, const struct shape *shape,
                  uint32_t ink)
{
	char fill[24];

	if (shape->shade)
		snprintf(fill, sizeof fill, "url(#s%d-%06x)", shape->shade, (unsigned)ink);
	else
		snprintf(fill, sizeof fill, "#%06x", (unsigned)ink);
	return strcmp(svg_fill(svg, x, y), fill) == 0;
}

/* Its middle and, just inside, its corners: so neighbours join. */
static size_t missing_of(const struct svg *svg, int x, int y, const struct shape *shape,
                         uint32_t ink)
{
	size_t missing = 0;

	for (int i = 0; i < shape->count; i++) {
		const struct shape_rect *r = &shape->rect[i];
		double left = (x * SHAPE_W + r->x) / 100.0, top = (y * SHAPE_H + r->y) / 100.0;
		double w = r->w / 100.0, h = r->h / 100.0;

		missing += !filled(svg, left + w / 2, top + h / 2, shape, ink);
		missing += !filled(svg, left + 0.01, top + 0.01, shape, ink);
		missing += !filled(svg, left + w - 0.01, top + h - 0.01, shape, ink);
	}
	return missing;
}

/* Cells that the picture does not show as they are. */
static size_t differing(const struct svg *svg, const struct grid *grid, const struct theme *theme)
{
	uint32_t ground = colour_of(theme, ROLE_TEXT).paper;
	size_t count = 0;

	for (int y = 0; y < grid->rows; y++)
		for (int x = 0; x < grid->cols; x++) {
			const struct cell *cell = &grid->cells[y * grid->cols + x];
			struct colours colours = colour_of(theme, (enum role)cell->role);
			uint32_t written = svg_glyph(svg, x, y);
			struct shape shape;

			if (!shape_of(cell->glyph, &shape)) {
				count += written != cell->glyph;
				continue;
			}
			count += written != 0 && written != ' ';
			count += missing_of(svg, x, y, &shape, colours.ink);
			if (cell->glyph == ' ' && colours.paper == ground)
				count += *svg_fill(svg, x * 10 + 5, y * 20 + 10) != 0;
		}
	return count;
}

static void same_as(const char *text, const struct grid *grid, const struct theme *theme)
{
	struct svg *svg = svg_read(text);

	CU_ASSERT_PTR_NULL(svg->wrong);
	if (svg->wrong)
		printf("\n    not well formed: %s: %.60s\n", svg->wrong, svg->at);
	CU_ASSERT(svg->cols == grid->cols && svg->rows == grid->rows);
	if (!svg->wrong)
		CU_ASSERT_EQUAL(differing(svg, grid, theme), 0);
	svg_free(svg);
}

static void shows(const view *v, int cols, int rows)
{
	struct grid grid = { 0 };

	CU_ASSERT_FATAL(grid_resize(&grid, cols, rows));
	screen_draw(&grid, v, NULL);
	for (unsigned i = 0; theme_at(i); i++) {
		char *text = svg_of(&grid, theme_at(i)), *again = svg_of(&grid, theme_at(i));

		same_as(text, &grid, theme_at(i));
		CU_ASSERT_STRING_EQUAL(text, again);
		CU_ASSERT(strlen(text) < (size_t)cols * (size_t)rows * 24 + 4000);
		free(text);
		free(again);
	}
	grid_free(&grid);
}

static void shows_every_cell(void)
{
	static const int sizes[][2] = { { 80, 24 }, { 100, 30 }, { 120, 40 }, { 200, 60 } };

	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		shows(mock_malloc(), sizes[i][0], sizes[i][1]);
		shows(mock_free(), sizes[i][0], sizes[i][1]);
		shows(mock_overflow(mock_double_free()), sizes[i][0], sizes[i][1]);
		shows(mock_many(1 << 20, 256, 4096), sizes[i][0], sizes[i][1]);
	}
	shows(mock_empty(), 1, 1);
	shows(mock_malloc(), 3, 2);
}

/* --------------------------------------------------------------------- glyphs */

/* Any cells side by side, wide ones too. */
static void shows_any_glyphs(void)
{
	static const uint32_t some[] = { 'a', '<', '&', '"', '\'', ' ', 0xb7, 0x2588, 0x2591,
		                         0x2593, 0x258e, 0x2585, 0x253c, 0x2514, 0x254c, 0x2506,
		                         0x28ff, 0x2841, 0x25a0, 0x25b8, 0x2713, 0x4e2d, 0x1f600 };
	struct grid grid = { 0 };

	chance(test_seed());
	CU_ASSERT_FATAL(grid_resize(&grid, 60, 20));
	for (int round = 0; round < 20; round++) {
		for (int i = 0; i < 1500; i++)
			area_put(area_of(&grid), (int)below(60), (int)below(20),
			         (uint8_t)below(ROLE_COUNT),
			         some[below(sizeof some / sizeof some[0])]);
		char *text = svg_of(&grid, theme_at(0));

		same_as(text, &grid, theme_at(0));
		free(text);
	}
	grid_free(&grid);
}

/* What stands for itself in ASCII and is a block or a line is drawn, never left to a font. */
static void draws_blocks_and_lines(void)
{
	struct shape shape;

	for (uint32_t glyph = 0x2500; glyph <= 0x25a0; glyph++)
		if (ascii_of(glyph, ROLE_TEXT) != '?') {
			CU_ASSERT(shape_of(glyph, &shape));
			CU_ASSERT(shape.count || shape.curve);
		}
	for (uint32_t glyph = 0x2801; glyph <= 0x28ff; glyph++)
		CU_ASSERT(shape_of(glyph, &shape)
		          && shape.count == __builtin_popcount(glyph & 0xff));
	CU_ASSERT(!shape_of('a', &shape) && !shape_of(0x25b8, &shape));
}

static void neutralises_markup(void)
{
	struct grid grid = { 0 };
	char *text = NULL;
	size_t size = 0;
	FILE *stream = open_memstream(&text, &size);
	struct svg *svg;

	CU_ASSERT_FATAL(grid_resize(&grid, 20, 2));
	area_text(area_of(&grid), 0, 0, ROLE_TEXT, "</text><script>&amp;");
	area_put(area_of(&grid), 0, 1, ROLE_TEXT, 0xfffe);
	svg_write(stream, &grid, theme_at(0), &(struct svg_words){ "<a&b>\"", "\033[2J</desc>" });
	fclose(stream);
	svg = svg_read(text);
	CU_ASSERT_PTR_NULL(svg->wrong);
	CU_ASSERT_STRING_EQUAL(svg->title, "<a&b>\"");
	CU_ASSERT_STRING_EQUAL(svg->desc, "\xef\xbf\xbd[2J</desc>");
	CU_ASSERT(svg_glyph(svg, 7, 0) == '<' && svg_glyph(svg, 0, 1) == 0xfffd);
	CU_ASSERT_PTR_NULL(strstr(text, "<script"));
	svg_free(svg);
	free(text);
	grid_free(&grid);
}

/* --------------------------------------------------------------------- exported */

/* What export writes after these lines, to be freed. */
static char *exported_as(const char *name, const char *lines)
{
	const char *path = scratch_path(name);
	char script[1000];
	struct play play;
	size_t length;
	char *text;

	snprintf(script, sizeof script, "%sexport \"%s\"\n", lines, path);
	play_start(&play);
	play_lines(&play, script);
	CU_ASSERT_EQUAL(play.status, 0);
	play_end(&play);
	text = scratch_read(path, &length);
	unlink(path);
	CU_ASSERT_PTR_NOT_NULL_FATAL(text);
	return text;
}

static void tells_what_it_shows(void)
{
	char *text = exported_as("a.svg", "m 100\nf p1\n");
	struct svg *svg = svg_read(text);

	CU_ASSERT_PTR_NULL(svg->wrong);
	CU_ASSERT(svg->cols == 100 && svg->rows == 30);
	CU_ASSERT_STRING_EQUAL(svg->title, "heap \xe2\x96\xb8 s1 \xe2\x96\xb8 0x000");
	CU_ASSERT_PTR_NOT_NULL(strstr(svg->desc, "After operation 2 of 2, f p1: p1 freed, "));
	CU_ASSERT_PTR_NOT_NULL(strstr(svg->desc, ". The heap: mapped 4,096 used 0 "));
	CU_ASSERT_PTR_NULL(strstr(strstr(text, "w3.org") + 1, "http"));
	svg_free(svg);
	free(text);
	text = exported_as("b.svg", "");
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "The heap is empty"));
	free(text);
}

/* A plain session and a screen's give the same, and so does what was looked at before. */
static void is_the_same_in_any_session(void)
{
	char *text = exported_as("a.svg", "m 100\nm 200\nf p1\n");
	char *other = exported_as("b.svg", "m 100\nm 200\nhelp\nx p2\nf p1\nu\nredo\nview\n");

	CU_ASSERT_STRING_EQUAL(text, other);
	free(text);
	free(other);
}

static void characters_are_the_screen(void)
{
	char *text = exported_as("a.txt", "m 100\nm 200\nf p1\n"), *drawn;
	struct frame *frame = frame_create(100, 30, 0);
	struct play play;

	play_start(&play);
	play_lines(&play, "m 100\nm 200\nf p1\n");
	drawn = grid_to_text(frame_draw(frame, play.session));
	CU_ASSERT_STRING_EQUAL(text, drawn);
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "heap \xe2\x96\xb8 s1"));
	frame_destroy(frame);
	play_end(&play);
	free(drawn);
	free(text);
}

/* Sizes and characters are the session's. */
static void has_the_looks_of_the_session(void)
{
	struct play play;
	char *text = NULL;
	size_t size = 0;
	FILE *stream = open_memstream(&text, &size);
	struct svg *svg;

	play_start(&play);
	play_lines(&play, "m 100\n");
	CU_ASSERT(looks_size(&play.session->looks, "120x40"));
	play.session->looks.ascii = 1;
	CU_ASSERT_EQUAL(export_svg(stream, play.session), 0);
	fclose(stream);
	svg = svg_read(text);
	CU_ASSERT(!svg->wrong && svg->cols == 120 && svg->rows == 40);
	for (int i = 0; !svg->wrong && i < 120 * 40; i++)
		CU_ASSERT(svg->glyph[i] < 0x7f);
	svg_free(svg);
	free(text);
	play_end(&play);
}

static void sizes_are_read(void)
{
	static const char *const wrong[] = { "", "x", "100", "100x", "x30", "0x1", "1x0", "1001x1",
		                             "1x1001", "-1x5", "+1x5", " 1x5", "1x5 ", "1X5",
		                             "99999999999999999999x1", "1x2x3", NULL };
	struct looks looks = looks_usual();

	for (int i = 0; wrong[i]; i++)
		CU_ASSERT(!looks_size(&looks, wrong[i]));
	CU_ASSERT(looks.cols == 100 && looks.rows == 30 && !looks.fixed);
	looks_terminal(&looks, 80, 24);
	CU_ASSERT(looks.cols == 80 && looks.rows == 24);
	CU_ASSERT(looks_size(&looks, "1000x1000") && looks_size(&looks, "1x1"));
	looks_terminal(&looks, 80, 24);
	CU_ASSERT(looks.cols == 1 && looks.rows == 1);
}

CU_TestInfo svg_tests[] = {
	{ "shows every cell", shows_every_cell },
	{ "shows any glyphs", shows_any_glyphs },
	{ "draws blocks and lines", draws_blocks_and_lines },
	{ "neutralises markup", neutralises_markup },
	{ "tells what it shows", tells_what_it_shows },
	{ "is the same in any session", is_the_same_in_any_session },
	{ "characters are the screen", characters_are_the_screen },
	{ "has the looks of the session", has_the_looks_of_the_session },
	{ "sizes are read", sizes_are_read },
	CU_TEST_INFO_NULL
};
