/* SPDX-License-Identifier: MIT
 *
 * shape.c - what blocks, lines, shades and braille dots look like.
 */
#include "shape.h"

#include <stddef.h>

enum { EIGHTH_W = SHAPE_W / 8, EIGHTH_H = SHAPE_H / 8, HALF = SHAPE_LINE / 2 };
enum { MIDDLE_X = SHAPE_W / 2, MIDDLE_Y = SHAPE_H / 2, DOT = 240 };
enum arm { LEFT = 1, RIGHT = 2, UP = 4, DOWN = 8 };

static const struct {
	uint16_t glyph, arms;
} lines[] = {
	{ 0x2500, LEFT | RIGHT },              { 0x2502, UP | DOWN },
	{ 0x250c, RIGHT | DOWN },              { 0x2510, LEFT | DOWN },
	{ 0x2514, RIGHT | UP },                { 0x2518, LEFT | UP },
	{ 0x251c, RIGHT | UP | DOWN },         { 0x2524, LEFT | UP | DOWN },
	{ 0x252c, LEFT | RIGHT | DOWN },       { 0x2534, LEFT | RIGHT | UP },
	{ 0x253c, LEFT | RIGHT | UP | DOWN },  { 0x2574, LEFT },
	{ 0x2575, UP },                        { 0x2576, RIGHT },
	{ 0x2577, DOWN },
};

/* From the middle of one edge to the middle of the next. */
static const struct {
	uint32_t glyph;
	const char *path;
} curves[] = {
	{ 0x256d, "m10 10h-1a4 4 0 0 0 -4 4v6" },
	{ 0x256e, "m0 10h1a4 4 0 0 1 4 4v6" },
	{ 0x256f, "m0 10h1a4 4 0 0 0 4 -4v-6" },
	{ 0x2570, "m10 10h-1a4 4 0 0 1 -4 -4v-6" },
};

/* Stretches of a line or a block that no rule below makes. */
static const struct {
	uint32_t glyph;
	struct shape_rect rect[4];
} pieces[] = {
	{ 0x254c, { { 100, MIDDLE_Y - HALF, 300, SHAPE_LINE },
	            { 600, MIDDLE_Y - HALF, 300, SHAPE_LINE } } },
	{ 0x2506, { { MIDDLE_X - HALF, 130, SHAPE_LINE, 400 },
	            { MIDDLE_X - HALF, 800, SHAPE_LINE, 400 },
	            { MIDDLE_X - HALF, 1470, SHAPE_LINE, 400 } } },
	{ 0x2580, { { 0, 0, SHAPE_W, SHAPE_H / 2 } } },
	{ 0x2590, { { SHAPE_W / 2, 0, SHAPE_W / 2, SHAPE_H } } },
	{ 0x2594, { { 0, 0, SHAPE_W, EIGHTH_H } } },
	{ 0x2595, { { SHAPE_W - EIGHTH_W, 0, EIGHTH_W, SHAPE_H } } },
	{ 0x25a0, { { 100, 600, 800, 800 } } },
};

static void add(struct shape *shape, struct shape_rect rect)
{
	shape->rect[shape->count++] = rect;
}

static void add_arms(struct shape *shape, unsigned arms)
{
	int left = arms & LEFT ? 0 : MIDDLE_X - HALF, top = arms & UP ? 0 : MIDDLE_Y - HALF;
	int right = arms & RIGHT ? SHAPE_W : MIDDLE_X + HALF;
	int bottom = arms & DOWN ? SHAPE_H : MIDDLE_Y + HALF;

	if (arms & (LEFT | RIGHT))
		add(shape, (struct shape_rect){ left, MIDDLE_Y - HALF, right - left, SHAPE_LINE });
	if (arms & (UP | DOWN))
		add(shape, (struct shape_rect){ MIDDLE_X - HALF, top, SHAPE_LINE, bottom - top });
}

static int line_of(uint32_t glyph, struct shape *shape)
{
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
		if (lines[i].glyph == glyph)
			add_arms(shape, lines[i].arms);
	for (size_t i = 0; i < sizeof curves / sizeof curves[0]; i++)
		if (curves[i].glyph == glyph)
			shape->curve = curves[i].path;
	return shape->count || shape->curve;
}

static int piece_of(uint32_t glyph, struct shape *shape)
{
	for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++)
		for (int j = 0; pieces[i].glyph == glyph && j < 4 && pieces[i].rect[j].w; j++)
			add(shape, pieces[i].rect[j]);
	return shape->count;
}

/* The eighths: from below, 0x2581 to the whole at 0x2588, then from the left. */
static int block_of(uint32_t glyph, struct shape *shape)
{
	int eighths;

	if (glyph >= 0x2591 && glyph <= 0x2593) {
		shape->shade = (int)(glyph - 0x2590);
		add(shape, (struct shape_rect){ 0, 0, SHAPE_W, SHAPE_H });
	} else if (glyph >= 0x2581 && glyph <= 0x2588) {
		eighths = (int)(glyph - 0x2580);
		add(shape, (struct shape_rect){ 0, SHAPE_H - eighths * EIGHTH_H, SHAPE_W,
		                                eighths * EIGHTH_H });
	} else if (glyph >= 0x2589 && glyph <= 0x258f) {
		eighths = (int)(0x2590 - glyph);
		add(shape, (struct shape_rect){ 0, 0, eighths * EIGHTH_W, SHAPE_H });
	}
	return shape->count;
}

/* Dots 1 to 6 go down in two columns of three; 7 and 8 lie below them. */
static int braille_of(uint32_t glyph, struct shape *shape)
{
	static const unsigned char row[8] = { 0, 1, 2, 0, 1, 2, 3, 3 };
	static const unsigned char column[8] = { 0, 0, 0, 1, 1, 1, 0, 1 };

	if (glyph < 0x2800 || glyph > 0x28ff)
		return 0;
	for (int i = 0; i < 8; i++)
		if (glyph >> i & 1)
			add(shape, (struct shape_rect){ SHAPE_W / 4 - DOT / 2
			                                        + column[i] * SHAPE_W / 2,
			                                SHAPE_H / 8 - DOT / 2
			                                        + row[i] * SHAPE_H / 4,
			                                DOT, DOT });
	return 1;
}

int shape_of(uint32_t glyph, struct shape *shape)
{
	*shape = (struct shape){ 0 };
	return glyph == ' ' || glyph == 0 || glyph == 0xa0 || line_of(glyph, shape)
	       || piece_of(glyph, shape) || block_of(glyph, shape) || braille_of(glyph, shape);
}
