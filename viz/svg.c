/* SPDX-License-Identifier: MIT
 *
 * svg.c - a grid as SVG.
 */
#include "svg.h"

#include "colour.h"
#include "shape.h"
#include "stencil.h"

#include <errno.h>

enum { MARGIN = 1000, BASELINE = 1500, SHADES = 3 };
enum layer { PAPER, INK, SHADE }; /* SHADE + 1 .. SHADE + 3 */

struct picture {
	FILE *out;
	const struct grid *grid;
	const struct theme *theme;
	struct stencil stencil;
	uint32_t ground;
};

static const struct cell *cell_at(const struct picture *picture, int x, int y)
{
	return &picture->grid->cells[(size_t)y * (size_t)picture->grid->cols + (size_t)x];
}

static struct colours colours_at(const struct picture *picture, int x, int y)
{
	return colour_of(picture->theme, (enum role)cell_at(picture, x, y)->role);
}

/* ---------------------------------------------------------------------- pieces */

/* What would be markup, and what XML does not allow. */
static void put_glyph(FILE *out, uint32_t glyph)
{
	static const struct {
		uint32_t glyph;
		const char *entity;
	} escapes[] = { { '<', "&lt;" }, { '>', "&gt;" }, { '&', "&amp;" }, { '"', "&quot;" } };
	char bytes[GLYPH_BYTES];

	for (size_t i = 0; i < sizeof escapes / sizeof escapes[0]; i++)
		if (escapes[i].glyph == glyph) {
			fputs(escapes[i].entity, out);
			return;
		}
	if (glyph < ' ' || glyph == 0xfffe || glyph == 0xffff)
		glyph = 0xfffd;
	glyph_write(bytes, glyph);
	fputs(bytes, out);
}

static void put_text(FILE *out, const char *text)
{
	for (uint32_t glyph; (glyph = glyph_next(&text)) != 0;)
		put_glyph(out, glyph);
}

/* Hundredths as a decimal number, with no more places than it needs. */
static void put_length(FILE *out, int hundredths)
{
	int part = hundredths % 100;

	fprintf(out, "%d", hundredths / 100);
	if (part)
		fprintf(out, part % 10 ? ".%02d" : ".%d", part % 10 ? part : part / 10);
}

static void put_colour(FILE *out, uint32_t colour)
{
	fprintf(out, "#%06x", (unsigned)colour);
}

/* ------------------------------------------------------------------ rectangles */

static int add_shape(struct picture *picture, int x, int y, uint32_t ink)
{
	struct shape shape;
	int added = 1;

	if (!shape_of(cell_at(picture, x, y)->glyph, &shape))
		return 1;
	for (int i = 0; i < shape.count; i++)
		added &= stencil_add(&picture->stencil, (struct stencil_rect){
			.layer = shape.shade ? SHADE + shape.shade : INK,
			.colour = ink,
			.x = x * SHAPE_W + shape.rect[i].x,
			.y = y * SHAPE_H + shape.rect[i].y,
			.w = shape.rect[i].w,
			.h = shape.rect[i].h });
	return added;
}

static int add_cell(struct picture *picture, int x, int y)
{
	struct colours colours = colours_at(picture, x, y);
	int added = 1;

	if (colours.paper != picture->ground)
		added = stencil_add(&picture->stencil, (struct stencil_rect){
			PAPER, colours.paper, x * SHAPE_W, y * SHAPE_H, SHAPE_W, SHAPE_H });
	return added && add_shape(picture, x, y, colours.ink);
}

/* The first of those that are filled alike. */
static int begins(const struct stencil *stencil, size_t i)
{
	return i == 0 || !stencil_alike(&stencil->rect[i - 1], &stencil->rect[i]);
}

/* A shade is a weave of dots: one, two or three of the four squares of a tile. */
static void write_weaves(const struct picture *picture)
{
	static const char *const dots[SHADES] = {
		"M0 0h2.5v2.5h-2.5z", "M0 0h2.5v2.5h-2.5zM2.5 2.5h2.5v2.5h-2.5z",
		"M0 0h5v2.5h-2.5v2.5h-2.5z",
	};
	const struct stencil *stencil = &picture->stencil;

	for (size_t i = 0; i < stencil->count; i++) {
		const struct stencil_rect *rect = &stencil->rect[i];

		if (rect->layer <= SHADE || !begins(stencil, i))
			continue;
		fprintf(picture->out, "<pattern id=\"s%d-%06x\" width=\"5\" height=\"5\" "
		        "patternUnits=\"userSpaceOnUse\"><path fill=\"#%06x\" d=\"%s\"/>"
		        "</pattern>\n",
		        rect->layer - SHADE, (unsigned)rect->colour, (unsigned)rect->colour,
		        dots[rect->layer - SHADE - 1]);
	}
}

static void write_rect(FILE *out, const struct stencil_rect *rect)
{
	fputs("M", out);
	put_length(out, rect->x);
	fputs(" ", out);
	put_length(out, rect->y);
	fputs("h", out);
	put_length(out, rect->w);
	fputs("v", out);
	put_length(out, rect->h);
	fputs("h-", out);
	put_length(out, rect->w);
	fputs("z", out);
}

static void write_rects(const struct picture *picture)
{
	const struct stencil *stencil = &picture->stencil;
	FILE *out = picture->out;

	fputs("<g shape-rendering=\"crispEdges\">\n", out);
	for (size_t i = 0; i < stencil->count; i++) {
		const struct stencil_rect *rect = &stencil->rect[i];

		if (begins(stencil, i) && rect->layer > SHADE)
			fprintf(out, "<path fill=\"url(#s%d-%06x)\" d=\"", rect->layer - SHADE,
			        (unsigned)rect->colour);
		else if (begins(stencil, i))
			fprintf(out, "<path fill=\"#%06x\" d=\"", (unsigned)rect->colour);
		write_rect(out, rect);
		if (i + 1 == stencil->count || begins(stencil, i + 1))
			fputs("\"/>\n", out);
	}
	fputs("</g>\n", out);
}

/* ------------------------------------------------------------------ lines, text */

static void write_curve(const struct picture *picture, int x, int y)
{
	struct shape shape;

	if (!shape_of(cell_at(picture, x, y)->glyph, &shape) || !shape.curve)
		return;
	fputs("<path fill=\"none\" stroke=\"", picture->out);
	put_colour(picture->out, colours_at(picture, x, y).ink);
	fputs("\" stroke-width=\"", picture->out);
	put_length(picture->out, SHAPE_LINE);
	fprintf(picture->out, "\" d=\"M%d %d%s\"/>\n", x * SHAPE_W / 100, y * SHAPE_H / 100,
	        shape.curve);
}

static int is_text(const struct picture *picture, int x, int y)
{
	struct shape shape;

	return !shape_of(cell_at(picture, x, y)->glyph, &shape);
}

/* Letters that every font for terminals has, all of one width. */
static int is_usual(uint32_t glyph)
{
	return glyph < 0x250 || (glyph >= 0x2010 && glyph <= 0x2027);
}

/* The cell after the run of text that begins at x: of one role, with single blanks in it. A
 * glyph that may come from another font is a run of its own, so that it shifts nothing. */
static int run_end(const struct picture *picture, int x, int y)
{
	const struct cell *first = cell_at(picture, x, y);
	int end = x + 1, cols = picture->grid->cols;

	while (end < cols && cell_at(picture, end, y)->glyph == 0)
		end++;
	if (!is_usual(first->glyph))
		return end;
	while (end < cols && cell_at(picture, end, y)->role == first->role) {
		int next = end + (cell_at(picture, end, y)->glyph == ' ');

		if (next >= cols || cell_at(picture, next, y)->role != first->role
		    || !is_text(picture, next, y) || !is_usual(cell_at(picture, next, y)->glyph))
			break;
		end = next + 1;
	}
	return end;
}

static void write_run(const struct picture *picture, int x, int end, int y)
{
	struct colours colours = colours_at(picture, x, y);
	FILE *out = picture->out;

	fputs("<tspan x=\"", out);
	put_length(out, x * SHAPE_W);
	fputs("\" textLength=\"", out);
	put_length(out, (end - x) * SHAPE_W);
	fputs("\" fill=\"", out);
	put_colour(out, colours.ink);
	fputs(colours.bold ? "\" font-weight=\"bold\">" : "\">", out);
	for (; x < end; x++)
		if (cell_at(picture, x, y)->glyph)
			put_glyph(out, cell_at(picture, x, y)->glyph);
	fputs("</tspan>", out);
}

static void write_row(const struct picture *picture, int y)
{
	int inside = 0;

	for (int x = 0; x < picture->grid->cols; x++) {
		if (!is_text(picture, x, y))
			continue;
		if (!inside)
			fprintf(picture->out, "<text y=\"%d\">", (y * SHAPE_H + BASELINE) / 100);
		inside = 1;
		int end = run_end(picture, x, y);

		write_run(picture, x, end, y);
		x = end - 1;
	}
	if (inside)
		fputs("</text>\n", picture->out);
}

/* ------------------------------------------------------------------------ whole */

static void write_head(const struct picture *picture, const struct svg_words *words)
{
	int w = (picture->grid->cols * SHAPE_W + 2 * MARGIN) / 100;
	int h = (picture->grid->rows * SHAPE_H + 2 * MARGIN) / 100;
	FILE *out = picture->out;

	fprintf(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
	        "viewBox=\"-%d -%d %d %d\" role=\"img\" aria-labelledby=\"title desc\">\n",
	        w, h, MARGIN / 100, MARGIN / 100, w, h);
	fputs("<title id=\"title\">", out);
	put_text(out, words->title);
	fputs("</title>\n<desc id=\"desc\">", out);
	put_text(out, words->description);
	fprintf(out, "</desc>\n<rect x=\"-%d\" y=\"-%d\" width=\"%d\" height=\"%d\" rx=\"8\" "
	        "fill=\"",
	        MARGIN / 100, MARGIN / 100, w, h);
	put_colour(out, picture->ground);
	fputs("\"/>\n", out);
}

static void write_picture(const struct picture *picture, const struct svg_words *words)
{
	FILE *out = picture->out;

	write_head(picture, words);
	write_weaves(picture);
	write_rects(picture);
	for (int y = 0; y < picture->grid->rows; y++)
		for (int x = 0; x < picture->grid->cols; x++)
			write_curve(picture, x, y);
	fputs("<g font-family=\"'DejaVu Sans Mono', Menlo, 'Liberation Mono', Consolas, "
	      "'Courier New', monospace\" font-size=\"16.6\" xml:space=\"preserve\">\n", out);
	for (int y = 0; y < picture->grid->rows; y++)
		write_row(picture, y);
	fputs("</g>\n</svg>\n", out);
}

int svg_write(FILE *out, const struct grid *grid, const struct theme *theme,
              const struct svg_words *words)
{
	struct picture picture = { .out = out, .grid = grid, .theme = theme,
		                   .ground = colour_of(theme, ROLE_TEXT).paper };
	int added = 1;

	for (int y = 0; y < grid->rows && added; y++)
		for (int x = 0; x < grid->cols && added; x++)
			added = add_cell(&picture, x, y);
	if (added) {
		stencil_join(&picture.stencil);
		write_picture(&picture, words);
	}
	stencil_free(&picture.stencil);
	return added ? 0 : ENOMEM;
}
