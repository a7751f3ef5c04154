/* SPDX-License-Identifier: MIT
 *
 * page_read.c - the page of export FILE.html, read again.
 */
#include "page_read.h"

#include "json_read.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const char data[] = "<script type=\"application/json\" id=\"";
static const char digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

static size_t number(const char *value, const char *path)
{
	const char *at = json_in(value, path);

	return at ? strtoul(at, NULL, 10) : SIZE_MAX;
}

static void keep(struct page *page, const char *step)
{
	if (page->steps == page->space) {
		page->space = page->space * 2 + 64;
		page->step = realloc(page->step, page->space * sizeof *page->step);
		if (!page->step)
			abort();
	}
	page->step[page->steps++] = step;
}

/* A step is a line; the comma behind it makes way for a 0. */
static int take_line(struct page *page, char *line, char *end)
{
	if (end[-1] == ',') {
		end[-1] = '\n';
		*end = 0;
	} else {
		end[1] = 0; /* of the line "]</script>" */
	}
	keep(page, line);
	return json_whole(line);
}

static int take_groups(struct page *page, char *text)
{
	int fine = 1;

	while (fine && (text = strstr(text, data)) != NULL) {
		char *line = strchr(text, '\n') + 1, *end;

		text = strstr(text, "\n]</script>");
		if (!text)
			return 0;
		for (; fine && line <= text; line = end + 1) {
			end = strchr(line, '\n');
			fine = take_line(page, line, end);
		}
		text += 2;
	}
	return fine;
}

int page_open(struct page *page, char *text)
{
	char *run = strstr(text, data);

	*page = (struct page){ 0 };
	if (!run || strncmp(run += sizeof data - 1, "run\">", 5) != 0)
		return 0;
	run += 5;
	page->cols = number(run, "cols");
	page->rows = number(run, "rows");
	page->first = number(run, "first");
	page->last = number(run, "last");
	page->group = number(run, "group");
	return take_groups(page, run) && page->steps == page->last - page->first + 1;
}

void page_close(struct page *page)
{
	free(page->step);
}

/* ------------------------------------------------------------------------- strings */

/* One character of a string; 0 at its end, *at on the quotation mark. *zero: it is U+0000. */
static uint32_t next(const char **at, int *zero)
{
	char hex[5] = "";
	uint32_t glyph;

	*zero = 0;
	if (**at == '"')
		return 0;
	if (strncmp(*at, "\\u", 2) != 0)
		return glyph_next(at);
	memcpy(hex, *at + 2, 4);
	*at += 6;
	glyph = (uint32_t)strtoul(hex, NULL, 16);
	*zero = glyph == 0;
	return glyph;
}

const char *page_word(const struct page *page, size_t step, const char *path, char *out)
{
	const char *at = json_in(page->step[step - page->first], path);
	size_t used = 0;
	uint32_t glyph;
	int zero;

	for (at += at != NULL; at && used + GLYPH_BYTES < PAGE_WORD && (glyph = next(&at, &zero));)
		used += glyph_write(out + used, glyph);
	out[used] = 0;
	return out;
}

/* ---------------------------------------------------------------------------- cells */

struct reading {
	const char *at;
	struct grid *grid;
	size_t cell;
	uint8_t role;
	int fine;
};

static size_t digit(struct reading *reading)
{
	const char *found = strchr(digits, *reading->at);

	reading->fine &= found != NULL && *reading->at;
	reading->at++;
	return reading->fine ? (size_t)(found - digits) : 0;
}

static void put(struct reading *reading, uint32_t glyph, size_t times)
{
	size_t cells = (size_t)reading->grid->cols * (size_t)reading->grid->rows;

	reading->fine &= times <= cells && reading->cell <= cells - times;
	while (reading->fine && times--)
		reading->grid->cells[reading->cell++] = (struct cell){ glyph, reading->role };
}

static void read_one(struct reading *reading, uint32_t glyph)
{
	size_t times;
	int zero;

	if (glyph == '^') {
		reading->role = (uint8_t)digit(reading);
	} else if (glyph == '`') {
		reading->cell += digit(reading) * (sizeof digits - 1);
		reading->cell += digit(reading);
	} else if (glyph == '~') {
		times = digit(reading);
		put(reading, next(&reading->at, &zero), times);
	} else {
		put(reading, glyph, 1);
	}
}

static int apply(struct grid *grid, const char *step)
{
	struct reading reading = { .at = json_in(step, "g"), .grid = grid, .fine = 1 };
	uint32_t glyph;
	int zero;

	if (!reading.at || *reading.at++ != '"')
		return 0;
	while (reading.fine && ((glyph = next(&reading.at, &zero)) != 0 || zero))
		read_one(&reading, glyph);
	return reading.fine;
}

int page_grid(const struct page *page, size_t step, struct grid *grid)
{
	size_t at = step - page->first, from = at - at % page->group;
	int fine = grid_resize(grid, (int)page->cols, (int)page->rows);

	while (fine && from <= at)
		fine = apply(grid, page->step[from++]);
	return fine;
}
