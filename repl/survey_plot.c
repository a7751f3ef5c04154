/* SPDX-License-Identifier: MIT
 *
 * survey_plot.c - numbers over time, as pictures with their words around them: a picture is
 * stretched to the width that there is, and words in it would be, too.
 */
#include "survey_parts.h"

#include "look.h"
#include "markup.h"
#include "number.h"
#include "timeline.h"
#include "wording.h"

enum { HEIGHT = 1000, COLUMNS = STRIP_MOST };

struct plot {
	const char *title;
	const char *unit;
	uint64_t most;   /* what its height stands for */
	size_t columns;
};

/* As steps: a column is so wide as all others, and as high as its number. */
static void write_area(FILE *out, const struct plot *plot, const uint64_t *value,
                       const char *name)
{
	uint64_t last = UINT64_MAX;

	fprintf(out, "<path class=\"%s\" d=\"M0 %d", name, HEIGHT);
	for (size_t i = 0; i < plot->columns; i++) {
		uint64_t y = HEIGHT - (uint64_t)((double)value[i] * HEIGHT / (double)plot->most);

		if (y != last)
			fprintf(out, "H%zuV%zu", i, (size_t)y);
		last = y;
	}
	fprintf(out, "H%zuV%dZ\"/>", plot->columns, HEIGHT);
}

static void open_plot(FILE *out, const struct plot *plot)
{
	fputs("<figure>\n", out);
	markup_words(out, "figcaption", "%s", plot->title);
	fputs("\n<div class=\"plot\">", out);
	markup_words(out, "span", "%s%s%s", comma(plot->most).text, *plot->unit ? " " : "",
	             plot->unit);
	fprintf(out, "<svg viewBox=\"0 0 %zu %d\" preserveAspectRatio=\"none\" role=\"img\" "
	             "aria-label=\"", plot->columns ? plot->columns : 1, HEIGHT);
	markup_text(out, plot->title);
	fputs("\">", out);
}

/* A step, and below it its time where that is known. */
static void write_tick(FILE *out, const char *step, uint64_t time)
{
	fputs("<span>", out);
	markup_text(out, step);
	if (time)
		fprintf(out, "<br>%s", survey_duration(time).text);
	fputs("</span>", out);
}

static void close_plot(FILE *out, const struct survey *survey)
{
	const struct census *census = &survey->census;
	uint64_t half = census->times.value[strip_count(&census->times) / 2];

	fputs("</svg><div class=\"axis\">", out);
	write_tick(out, "0", 0);
	if (census->operations >= 16)
		write_tick(out, comma(census->operations / 2).text, half);
	write_tick(out, counted(census->operations, "operation", "operations").text,
	           census->time);
	fputs("</div></div>\n</figure>\n", out);
}

static void write_strip(FILE *out, const struct survey *survey, const struct strip *strip,
                        const char *title, const char *unit)
{
	struct plot plot = { title, unit, 1, strip_count(strip) };

	for (size_t i = 0; i < plot.columns; i++)
		plot.most = strip->value[i] > plot.most ? strip->value[i] : plot.most;
	open_plot(out, &plot);
	write_area(out, &plot, strip->value, "used");
	close_plot(out, survey);
}

/* ------------------------------------------------------------------------- replayed */

struct columns {
	uint64_t mapped[COLUMNS], used[COLUMNS], lost[COLUMNS];
	size_t count;
};

static void gather(const struct session *session, struct columns *columns)
{
	const struct moments *moments = timeline_moments(session);
	size_t all = moments_count(moments);

	columns->count = all < COLUMNS ? all : COLUMNS;
	for (size_t i = 0; i < columns->count; i++) {
		struct moment moment = moments_gather(moments, i * all / columns->count,
		                                      (i + 1) * all / columns->count);

		columns->mapped[i] = moment.mapped;
		columns->used[i] = moment.used;
		columns->lost[i] = moment.external;
	}
}

static void write_replayed(FILE *out, const struct survey *survey)
{
	struct columns columns;
	struct plot plot = { .title = "Replayed: bytes mapped from the system, pale; before "
	                              "them those that blocks use", .unit = "bytes", .most = 1 };

	gather(survey->session, &columns);
	plot.columns = columns.count;
	for (size_t i = 0; i < columns.count; i++)
		plot.most = columns.mapped[i] > plot.most ? columns.mapped[i] : plot.most;
	open_plot(out, &plot);
	write_area(out, &plot, columns.mapped, "mapped");
	write_area(out, &plot, columns.used, "used");
	close_plot(out, survey);
	if (look_is_fast(survey->session))
		return; /* it is not kept there */
	plot.title = "Replayed: external fragmentation, how much of what is free is not in the "
	             "largest piece";
	plot.unit = "%";
	plot.most = 100;
	open_plot(out, &plot);
	write_area(out, &plot, columns.lost, "lost");
	close_plot(out, survey);
}

void survey_time(FILE *out, const struct survey *survey)
{
	markup_words(out, "p", "From left to right: operations, in their order. A column shows the "
	             "most that there was in it. They were replayed on a heap of mmviz, %s.",
	             look_is_fast(survey->session) ? "fast engine"
	                                           : wording_placement(survey->session));
	write_strip(out, survey, &survey->census.bytes,
	            "Recorded: bytes asked for by the blocks that are there", "bytes");
	write_strip(out, survey, &survey->census.blocks, "Recorded: blocks that are there",
	            "blocks");
	write_replayed(out, survey);
}
