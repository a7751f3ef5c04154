/* SPDX-License-Identifier: MIT
 *
 * survey_page.c - the page of a report: its frame, and what was recorded.
 */
#define _GNU_SOURCE /* vasprintf */
#include "survey_parts.h"

#include "markup.h"
#include "memory.h"
#include "number.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* The Makefile makes a string of each line of the source. */
static const char *const style[] = {
#include "survey.css.inc"
};

static const struct section {
	const char *id, *heading;
	survey_section *write;
} sections[] = {
	{ "program", "What was recorded", survey_program },
	{ "time", "Over time", survey_time },
	{ "map", "The map", survey_map },
	{ "sizes", "Sizes", survey_sizes },
	{ "lifetimes", "Lifetimes", survey_lifetimes },
	{ "sites", "Call sites", survey_sites },
	{ "leaks", "Still there at the end", survey_leaks },
	{ "placements", "Other placements", survey_placements },
};

enum { SECTIONS = sizeof sections / sizeof sections[0] };

/* ---------------------------------------------------------------------------- parts */

void survey_table(FILE *out, const char *caption)
{
	fputs("<div class=\"wide\"><table>", out);
	markup_words(out, "caption", "%s", caption);
	putc('\n', out);
}

void survey_table_end(FILE *out)
{
	fputs("</table></div>\n", out);
}

void survey_bar(FILE *out, uint64_t part, uint64_t whole)
{
	double share = whole ? 100.0 * (double)part / (double)whole : 0;

	fprintf(out, "<td class=\"bar\"><svg viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" "
	             "aria-hidden=\"true\"><rect width=\"%.1f\" height=\"8\"/></svg></td>",
	        share);
}

struct number survey_duration(uint64_t nanoseconds)
{
	static const struct {
		uint64_t least;
		double unit;
		const char *name;
	} units[] = { { 1000000000, 1e9, "s" }, { 1000000, 1e6, "ms" }, { 0, 1e3, "µs" } };
	struct number number;
	int i = 0;

	while (nanoseconds < units[i].least)
		i++;
	snprintf(number.text, sizeof number.text, "%.3g %s",
	         (double)nanoseconds / units[i].unit, units[i].name);
	if (nanoseconds >= 1000 * units[0].least)
		snprintf(number.text, sizeof number.text, "%.20s s",
		         comma(nanoseconds / 1000000000).text);
	return number;
}

/* -------------------------------------------------------------------------- program */

/* A row of the list: what is asked, the answer. */
static void fact(FILE *out, const char *name, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static void fact(FILE *out, const char *name, const char *format, ...)
{
	char *words = NULL;
	va_list list;

	va_start(list, format);
	if (vasprintf(&words, format, list) < 0)
		words = NULL;
	va_end(list);
	markup_words(out, "dt", "%s", name);
	fputs("<dd>", out);
	markup_text(out, memory_sure(words));
	fputs("</dd>\n", out);
	free(words);
}

static void write_started(FILE *out, const struct survey *survey)
{
	time_t seconds = (time_t)(survey->started / 1000000000);
	struct tm when;
	char text[40];

	if (!survey->started || !gmtime_r(&seconds, &when)
	    || !strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S UTC", &when))
		return;
	fact(out, "Started", "%s", text);
}

static void write_kinds(FILE *out, const struct census *census)
{
	char text[400] = "";
	size_t used = 0;

	for (enum trace_kind i = 0; i < TRACE_KINDS; i++)
		if (census->kind[i])
			used += (size_t)snprintf(text + used, sizeof text - used, "%s%s %s",
			                         used ? ", " : "", trace_kind_name(i),
			                         comma(census->kind[i]).text);
	fact(out, "Operations", "%s%s%s", comma(census->operations).text, used ? ": " : "", text);
}

static void write_process(FILE *out, const struct survey_process *process)
{
	fputs("<tr>", out);
	markup_words(out, "td class=\"n\"", "%u", process->number);
	markup_words(out, "td class=\"n\"", "%s", comma(process->records).text);
	fputs("<td class=\"place\">", out);
	markup_text(out, *process->program ? process->program : "not known");
	fputs(process->is_this ? " (this page)</td></tr>\n" : "</td></tr>\n", out);
}

static void write_processes(FILE *out, const struct survey *survey)
{
	if (survey->processes < 2)
		return;
	survey_table(out, "All processes of the recording");
	fputs("<tr><th class=\"n\">Process</th><th class=\"n\">Operations</th>"
	      "<th>Program</th></tr>\n", out);
	for (size_t i = 0; i < survey->processes && i < SURVEY_PROCESSES; i++)
		write_process(out, &survey->process[i]);
	survey_table_end(out);
	if (survey->processes > SURVEY_PROCESSES)
		markup_words(out, "p", "And %s.", counted(survey->processes - SURVEY_PROCESSES,
		                                          "further one", "further ones").text);
}

static void write_oddities(FILE *out, const struct survey *survey)
{
	const struct census *census = &survey->census;
	const struct {
		uint64_t count;
		const char *one, *many;
	} odd[] = {
		{ census->refused, "request got nothing.", "requests got nothing." },
		{ census->lost, "block was handed out again without a free between.",
		  "blocks were handed out again without a free between." },
		{ census->unknown, "free or realloc was about a block that was not live.",
		  "frees or reallocs were about blocks that were not live." },
	};

	if (survey->problem[0])
		markup_words(out, "p class=\"note\"", "%s What could be read is here.",
		             survey->problem);
	if (survey->remark[0])
		markup_words(out, "p class=\"note\"", "%s", survey->remark);
	if (survey->refused[0])
		markup_words(out, "p class=\"note\"", "Replayed: %s", survey->refused);
	for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++)
		if (odd[i].count)
			markup_words(out, "p class=\"note\"", "%s",
			             counted(odd[i].count, odd[i].one, odd[i].many).text);
}

void survey_program(FILE *out, const struct survey *survey)
{
	const struct census *census = &survey->census;
	const struct survey_process *process = survey->processes ? &survey->process[0] : NULL;

	fputs("<dl>\n", out);
	if (process && *process->program)
		fact(out, "Program", "%s", process->program);
	if (survey->arguments && *survey->arguments)
		fact(out, "Command", "%s", survey->arguments);
	if (process && process->number)
		fact(out, "Process", "%u", process->number);
	write_started(out, survey);
	if (census->time)
		fact(out, "Duration", "%s, up to its last operation",
		     survey_duration(census->time).text);
	fact(out, "Recording", "%s, read as %s", survey->name, survey->format);
	write_kinds(out, census);
	fact(out, "Threads", "%s", comma(census->threads.count).text);
	fact(out, "Asked for", "%s in %s", counted(census->given_bytes, "byte", "bytes").text,
	     counted(census->given, "request", "requests").text);
	fact(out, "At once", "at most %s, after operation %s; at most %s",
	     counted(census->peak_bytes, "byte", "bytes").text, comma(census->peak_at).text,
	     counted(census->peak_live, "block", "blocks").text);
	fact(out, "At the end", "%s in %s", counted(census->live_bytes, "byte", "bytes").text,
	     counted(census->live, "block", "blocks").text);
	fputs("</dl>\n", out);
	write_processes(out, survey);
	write_oddities(out, survey);
}

/* ----------------------------------------------------------------------------- page */

static const char *title_of(const struct survey *survey)
{
	const char *program = survey->processes ? survey->process[0].program : "";
	const char *slash = strrchr(program, '/');

	program = slash ? slash + 1 : program;
	return *program ? program : survey->name;
}

static char *style_text(void)
{
	char *text = NULL;
	size_t size = 0;
	FILE *out = memory_sure(open_memstream(&text, &size));

	putc('\n', out);
	for (size_t i = 0; i < sizeof style / sizeof style[0]; i++)
		fputs(style[i], out);
	fclose(out);
	return memory_sure(text);
}

static void write_head(FILE *out, const struct survey *survey)
{
	char *css = style_text();

	markup_policy(out, css, NULL);
	markup_words(out, "title", "The heap of %s", title_of(survey));
	fprintf(out, "\n<style>%s</style>\n</head>\n<body>\n<header>\n", css);
	markup_words(out, "h1", "The heap of %s", title_of(survey));
	markup_words(out, "p", "%s, as mmviz recorded or read them. All of it is in this file; "
	             "nothing is fetched.",
	             counted(survey->census.operations, "operation", "operations").text);
	fputs("<nav aria-label=\"Sections\">", out);
	for (size_t i = 0; i < SECTIONS; i++)
		fprintf(out, "<a href=\"#%s\">%s</a>\n", sections[i].id, sections[i].heading);
	fputs("</nav>\n</header>\n<main>\n", out);
	free(css);
}

int survey_page(FILE *out, const void *user)
{
	const struct survey *survey = user;

	write_head(out, survey);
	for (size_t i = 0; i < SECTIONS; i++) {
		fprintf(out, "<section id=\"%s\">\n<h2>%s</h2>\n", sections[i].id,
		        sections[i].heading);
		if (i > 0 && survey->census.operations == 0)
			fputs("<p>No operation was recorded: there is nothing to tell.</p>\n", out);
		else
			sections[i].write(out, survey);
		fputs("</section>\n", out);
	}
	fputs("</main>\n</body>\n</html>\n", out);
	return 0;
}
