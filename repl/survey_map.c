/* SPDX-License-Identifier: MIT
 *
 * survey_map.c - the map of a report: how full the heap's addresses were at some moments.
 *
 * Cells of the same fill beside each other are one rectangle.
 */
#include "survey_parts.h"

#include "markup.h"
#include "number.h"

enum {
	PER_ROW = 64,
	WIDTH = 10,
	HIGH = 14, /* of a cell */
	FILLS = 6  /* 0: empty; 1 to 4: up to a quarter ... nearly full; 5: full */
};

static unsigned fill_of(const struct panorama_cell *cell, unsigned shift)
{
	uint64_t whole = (uint64_t)1 << shift;

	if (cell->bytes == 0)
		return 0;
	if (cell->bytes >= whole)
		return FILLS - 1;
	return 1 + (unsigned)((double)cell->bytes * 4 / (double)whole);
}

static int begins(const struct panorama_moment *moment, size_t i)
{
	return i > 0 && moment->cell[i].at != moment->cell[i - 1].at + 1;
}

/* How many cells from there on are one rectangle. */
static size_t run_of(const struct panorama_moment *moment, size_t first)
{
	unsigned fill = fill_of(&moment->cell[first], moment->shift);
	size_t i = first + 1;

	while (i < moment->cells && i % PER_ROW && !begins(moment, i)
	       && fill_of(&moment->cell[i], moment->shift) == fill)
		i++;
	return i - first;
}

static void write_cells(FILE *out, const struct panorama_moment *moment)
{
	size_t rows = (moment->cells + PER_ROW - 1) / PER_ROW, run;

	fprintf(out, "<svg class=\"map\" viewBox=\"0 0 %d %zu\" aria-hidden=\"true\">",
	        PER_ROW * WIDTH, rows * HIGH);
	for (size_t i = 0; i < moment->cells; i += run) {
		size_t x = i % PER_ROW * WIDTH, y = i / PER_ROW * HIGH;

		run = run_of(moment, i);
		fprintf(out, "<rect class=\"f%u\" x=\"%zu\" y=\"%zu\" width=\"%zu\" "
		             "height=\"%d\"/>",
		        fill_of(&moment->cell[i], moment->shift), x, y, run * WIDTH, HIGH - 2);
		if (begins(moment, i))
			fprintf(out, "<rect class=\"gap\" x=\"%zu\" y=\"%zu\" width=\"2\" "
			             "height=\"%d\"/>", x, y, HIGH - 2);
	}
	fputs("</svg>\n", out);
}

static void write_moment(FILE *out, const struct panorama_moment *moment)
{
	fputs("<figure>\n<figcaption>", out);
	markup_words(out, "b", "%s", moment->when);
	markup_text(out, ": ");
	if (moment->cells == 0) {
		markup_words(out, "span", "after operation %s no block was there.",
		             comma(moment->step).text);
		fputs("</figcaption>\n</figure>\n", out);
		return;
	}
	markup_words(out, "span", "after operation %s, %s in %s; they lie in %s of %s bytes, "
	             "%s\u00a0%% full.", comma(moment->step).text,
	             counted(moment->bytes, "byte", "bytes").text,
	             counted(moment->blocks, "block", "blocks").text,
	             counted(moment->stretches, "section", "sections").text,
	             comma(moment->reach).text,
	             percent_text(moment->bytes, moment->reach, 1).text);
	fputs("</figcaption>\n", out);
	write_cells(out, moment);
	fputs("</figure>\n", out);
}

static void write_legend(FILE *out)
{
	static const char *const words[FILLS] = {
		"no block", "less than 1/4", "1/4", "1/2", "3/4 and more", "full"
	};

	fputs("<p class=\"legend\">", out);
	for (int i = 0; i < FILLS; i++) {
		fprintf(out, "<span><svg viewBox=\"0 0 10 12\" aria-hidden=\"true\">"
		             "<rect class=\"f%d\" width=\"10\" height=\"12\"/></svg> ", i);
		markup_text(out, words[i]);
		fputs("</span>\n", out);
	}
	fputs("</p>\n", out);
}

void survey_map(FILE *out, const struct survey *survey)
{
	const struct panorama *map = &survey->map;
	unsigned shift = map->count ? map->moment[0].shift : 0;

	if (map->replayed)
		markup_words(out, "p", "This format does not tell where blocks lay: here is the "
		             "replayed heap.");
	else
		markup_words(out, "p", "Recorded: the heap as it was, by the addresses that the "
		             "program was given. What lies between blocks may be free, or the "
		             "allocator's own.");
	markup_words(out, "p", "A cell is %s bytes; %d of them are a row. A bar in front of a "
	             "cell: there the addresses leap.", comma((size_t)1 << shift).text, PER_ROW);
	write_legend(out);
	for (size_t i = 0; i < map->count; i++)
		write_moment(out, &map->moment[i]);
}
