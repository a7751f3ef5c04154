/* SPDX-License-Identifier: MIT
 *
 * svg_read.c - a strict reader of pictures: markup, then what its elements say.
 */
#include "svg_read.h"

#include "glyph.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEEPEST = 8, ATTRIBUTES = 16, NAME = 24, CELL_W = 10, CELL_H = 20, MARGIN = 10 };

struct attribute {
	char name[NAME];
	const char *value;
	size_t length;
};

struct reader {
	struct svg *svg;
	const char *at;
	char open[DEEPEST][NAME]; /* elements around */
	int depth;
	struct attribute attribute[ATTRIBUTES]; /* of the element that begins */
	int attributes;
	int row, x, end; /* of the text that is being read: cells */
};

static void wrong(struct reader *r, const char *what)
{
	if (!r->svg->wrong) {
		r->svg->wrong = what;
		r->svg->at = r->at;
	}
}

static const char *value_of(struct reader *r, const char *name)
{
	for (int i = 0; i < r->attributes; i++)
		if (strcmp(r->attribute[i].name, name) == 0)
			return r->attribute[i].value;
	wrong(r, name);
	return "";
}

static int inside(const struct reader *r, const char *name)
{
	return r->depth > 0 && strcmp(r->open[r->depth - 1], name) == 0;
}

/* --------------------------------------------------------------------- elements */

static void begin_picture(struct reader *r)
{
	struct svg *svg = r->svg;

	svg->cols = (atoi(value_of(r, "width")) - 2 * MARGIN) / CELL_W;
	svg->rows = (atoi(value_of(r, "height")) - 2 * MARGIN) / CELL_H;
	if (svg->cols < 1 || svg->rows < 1) {
		wrong(r, "the size");
		return;
	}
	svg->glyph = calloc((size_t)svg->cols * (size_t)svg->rows, sizeof *svg->glyph);
}

static void begin_text(struct reader *r)
{
	r->row = (atoi(value_of(r, "y")) - 15) / CELL_H;
}

static void begin_span(struct reader *r)
{
	r->x = atoi(value_of(r, "x")) / CELL_W;
	r->end = r->x + atoi(value_of(r, "textLength")) / CELL_W;
}

/* M x y h w v h h -w z, again and again. */
static void begin_path(struct reader *r)
{
	const char *d = value_of(r, "d"), *fill;
	struct svg_rect rect = { .w = 0 };
	struct svg *svg = r->svg;
	double back;
	int length;

	if (inside(r, "pattern"))
		return;
	fill = value_of(r, "fill");
	if (strncmp(fill, "none", 4) == 0)
		return;
	snprintf(rect.fill, sizeof rect.fill, "%.*s", (int)strcspn(fill, "\""), fill);
	for (; *d == 'M'; d += length) {
		length = 0;
		if (sscanf(d, "M%lf %lfh%lfv%lfh%lfz%n", &rect.x, &rect.y, &rect.w, &rect.h, &back,
		           &length) != 5 || !length || back != -rect.w)
			wrong(r, "a rectangle");
		if (!length)
			return;
		svg->rect = realloc(svg->rect, (svg->rects + 1) * sizeof *svg->rect);
		svg->rect[svg->rects++] = rect;
	}
	if (*d != '"')
		wrong(r, "a path");
}

static void nothing(struct reader *r)
{
	(void)r;
}

static const struct {
	const char *name;
	void (*begin)(struct reader *r);
} elements[] = {
	{ "svg", begin_picture }, { "title", nothing },    { "desc", nothing },
	{ "rect", nothing },      { "pattern", nothing },  { "path", begin_path },
	{ "g", nothing },         { "text", begin_text },  { "tspan", begin_span },
};

static void begin_element(struct reader *r, const char *name)
{
	for (size_t i = 0; i < sizeof elements / sizeof elements[0]; i++)
		if (strcmp(elements[i].name, name) == 0) {
			elements[i].begin(r);
			return;
		}
	wrong(r, "an element that is not known");
}

/* ------------------------------------------------------------------------- text */

/* One glyph of text, entities resolved; r->at is moved past it. */
static uint32_t next_glyph(struct reader *r)
{
	static const struct {
		const char *entity;
		uint32_t glyph;
	} entities[] = { { "&lt;", '<' }, { "&gt;", '>' }, { "&amp;", '&' }, { "&quot;", '"' } };
	uint32_t glyph;

	for (size_t i = 0; i < sizeof entities / sizeof entities[0]; i++)
		if (strncmp(r->at, entities[i].entity, strlen(entities[i].entity)) == 0) {
			r->at += strlen(entities[i].entity);
			return entities[i].glyph;
		}
	glyph = glyph_next(&r->at);
	if (glyph == '&' || glyph == '>' || (glyph < ' ' && glyph != '\n') || glyph == 0xfffe)
		wrong(r, "a character");
	return glyph;
}

static void put(char *out, size_t size, uint32_t glyph)
{
	char bytes[GLYPH_BYTES];

	glyph_write(bytes, glyph);
	if (strlen(out) + strlen(bytes) < size)
		strcat(out, bytes);
}

static void read_text(struct reader *r)
{
	struct svg *svg = r->svg;

	while (*r->at && *r->at != '<') {
		uint32_t glyph = next_glyph(r);

		if (inside(r, "title")) {
			put(svg->title, sizeof svg->title, glyph);
		} else if (inside(r, "desc")) {
			put(svg->desc, sizeof svg->desc, glyph);
		} else if (inside(r, "tspan")) {
			if (r->x >= r->end || r->end > svg->cols || r->row < 0
			    || r->row >= svg->rows)
				wrong(r, "text longer than its place");
			else
				svg->glyph[r->row * svg->cols + r->x] = glyph;
			r->x += glyph_width(glyph);
		} else if (glyph != '\n') {
			wrong(r, "text between elements");
		}
	}
	if (inside(r, "tspan") && r->x != r->end)
		wrong(r, "text shorter than its place");
}

/* ----------------------------------------------------------------------- markup */

static size_t read_name(struct reader *r, char *name)
{
	size_t length = strcspn(r->at, " =/>\"<");

	snprintf(name, NAME, "%.*s", (int)length, r->at);
	r->at += length;
	return length;
}

static void read_attributes(struct reader *r)
{
	r->attributes = 0;
	while (*r->at == ' ' && r->attributes < ATTRIBUTES) {
		struct attribute *a = &r->attribute[r->attributes++];

		r->at++;
		if (!read_name(r, a->name) || strncmp(r->at, "=\"", 2) != 0) {
			wrong(r, "an attribute");
			return;
		}
		a->value = r->at += 2;
		a->length = strcspn(r->at, "\"<&");
		r->at += a->length;
		if (*r->at++ != '"') {
			wrong(r, "an attribute's value");
			return;
		}
	}
}

static void read_end(struct reader *r)
{
	char name[NAME];

	r->at += 2;
	read_name(r, name);
	if (!inside(r, name) || *r->at++ != '>')
		wrong(r, "an end of another element");
	else
		r->depth--;
}

static void read_start(struct reader *r)
{
	char name[NAME];
	int empty;

	r->at++;
	read_name(r, name);
	read_attributes(r);
	if (r->svg->wrong)
		return;
	begin_element(r, name);
	empty = *r->at == '/';
	r->at += empty;
	if (*r->at++ != '>' || r->depth == DEEPEST) {
		wrong(r, "markup");
		return;
	}
	if (!empty)
		snprintf(r->open[r->depth++], NAME, "%s", name);
}

struct svg *svg_read(const char *text)
{
	struct svg *svg = calloc(1, sizeof *svg);
	struct reader r = { .svg = svg, .at = text };

	while (*r.at && !svg->wrong) {
		if (*r.at != '<')
			read_text(&r);
		else if (r.at[1] == '/')
			read_end(&r);
		else
			read_start(&r);
		if (r.depth == 0 && strcmp(r.at, "\n") == 0)
			return svg;
	}
	wrong(&r, "the end");
	return svg;
}

void svg_free(struct svg *svg)
{
	free(svg->glyph);
	free(svg->rect);
	free(svg);
}

uint32_t svg_glyph(const struct svg *svg, int x, int y)
{
	return svg->glyph[y * svg->cols + x];
}

const char *svg_fill(const struct svg *svg, double x, double y)
{
	for (size_t i = svg->rects; i-- > 0;) {
		const struct svg_rect *rect = &svg->rect[i];

		if (x >= rect->x && x < rect->x + rect->w && y >= rect->y && y < rect->y + rect->h)
			return rect->fill;
	}
	return "";
}
