/* SPDX-License-Identifier: MIT
 *
 * survey_sites.c - the places in the program that asked, and those whose blocks stayed.
 */
#include "survey_parts.h"

#include "markup.h"
#include "memory.h"
#include "number.h"
#include "sources.h"
#include "symbols.h"

#include <stdlib.h>
#include <string.h>

enum { SITES = 20, LOOKED_AT = 200 }; /* rows; and the heaviest places of which they are made */

/* A line of the program, from which there may be several calls. */
struct origin {
	struct tallied sum;
	char name[SYMBOL_TEXT];
};

static uint64_t by_bytes(const struct tallied *tallied)
{
	return tallied->bytes;
}

static uint64_t by_count(const struct tallied *tallied)
{
	return tallied->count;
}

static uint64_t by_live_bytes(const struct tallied *tallied)
{
	return tallied->live_bytes;
}

static uint64_t by_live(const struct tallied *tallied)
{
	return tallied->live;
}

static void name_site(const struct survey *survey, uint64_t address, char name[SYMBOL_TEXT])
{
	if (survey->symbols)
		symbols_tell(survey->symbols, address, name);
	else if (address)
		snprintf(name, SYMBOL_TEXT, "0x%zx", (size_t)address);
	else
		snprintf(name, SYMBOL_TEXT, "not known");
}

static void add_to_line(struct origin *origin, const struct tallied *site)
{
	origin->sum.count += site->count;
	origin->sum.bytes += site->bytes;
	origin->sum.live += site->live;
	origin->sum.live_bytes += site->live_bytes;
}

/* What has the same name is one line. They go back to where they belong by their weight. */
static size_t gather_lines(const struct survey *survey, tally_weight *weight, struct origin *origin)
{
	struct tallied top[LOOKED_AT];
	size_t count = tally_top(&survey->census.sites, weight, top, LOOKED_AT), lines = 0;

	for (size_t i = 0, at; i < count; i++) {
		struct origin next = { .sum = top[i] };

		name_site(survey, top[i].key, next.name);
		for (at = 0; at < lines && strcmp(origin[at].name, next.name) != 0; at++)
			;
		if (at < lines) {
			add_to_line(&origin[at], &top[i]);
			next = origin[at];
		} else {
			lines++;
		}
		for (; at > 0 && weight(&origin[at - 1].sum) < weight(&next.sum); at--)
			origin[at] = origin[at - 1];
		origin[at] = next;
	}
	return lines;
}

/* live: of what is there at the end, else of all requests. */
static void write_line(FILE *out, const struct survey *survey, const struct origin *origin,
                       int live)
{
	const struct tallied *site = &origin->sum;
	uint64_t bytes = live ? site->live_bytes : site->bytes;
	uint64_t count = live ? site->live : site->count;
	const struct census *census = &survey->census;

	fputs("<tr>", out);
	markup_words(out, "td class=\"n\"", "%s", comma(bytes).text);
	markup_words(out, "td class=\"n less\"", "%s %%",
	             percent_text(bytes, live ? census->live_bytes : census->given_bytes, 1).text);
	markup_words(out, "td class=\"n\"", "%s", comma(count).text);
	markup_words(out, "td class=\"n less\"", "%s", comma(count ? bytes / count : 0).text);
	fputs("<td class=\"place\">", out);
	markup_text(out, origin->name);
	fputs("</td></tr>\n", out);
}

static void write_sites(FILE *out, const struct survey *survey, tally_weight *weight, int live,
                        const char *caption)
{
	struct origin *origin = memory_new(LOOKED_AT, sizeof *origin);
	size_t count = gather_lines(survey, weight, origin);

	survey_table(out, caption);
	fprintf(out, "<tr><th class=\"n\">Bytes</th><th class=\"n less\">Share</th>"
	             "<th class=\"n\">%s</th>"
	             "<th class=\"n less\">On average</th><th>Called from</th></tr>\n",
	        live ? "Blocks" : "Requests");
	for (size_t i = 0; i < count && i < SITES; i++)
		write_line(out, survey, &origin[i], live);
	survey_table_end(out);
	free(origin);
}

static void write_total(FILE *out, const struct tally *sites)
{
	if (sites->rest.count)
		markup_words(out, "p", "%s were met, and what more there were is counted together: "
		             "%s.", counted(sites->count, "place", "places").text,
		             counted(sites->rest.count, "request", "requests").text);
	else
		markup_words(out, "p", "%s asked for memory. Where that is a function that only "
		             "passes requests on, its own callers are not known.",
		             counted(sites->count, "place in the program",
		                     "places in the program").text);
}

void survey_sites(FILE *out, const struct survey *survey)
{
	if (survey->census.sited == 0) {
		fputs("<p>This recording does not tell where the program called from.</p>\n", out);
		return;
	}
	write_total(out, &survey->census.sites);
	if (*sources_lack)
		markup_words(out, "p", "%s", sources_lack);
	write_sites(out, survey, by_bytes, 0, "Those that asked for most bytes");
	write_sites(out, survey, by_count, 0, "Those that asked most often");
}

/* ----------------------------------------------------------------------------- leaks */

/* A block of 0 bytes weighs nothing, and is there all the same. */
void survey_leaks(FILE *out, const struct survey *survey)
{
	const struct census *census = &survey->census;

	if (census->live == 0) {
		fputs("<p>Nothing: each block that was handed out was freed.</p>\n", out);
		return;
	}
	markup_words(out, "p", "%s in %s when the recording ended.",
	             counted(census->live_bytes, "byte was", "bytes were").text,
	             counted(census->live, "block", "blocks").text);
	markup_words(out, "p", "Not each of them is a fault: what a program needs up to its end it "
	             "may leave to the system, which takes all of it back. What grows for as long "
	             "as it runs is one.");
	if (census->sited)
		write_sites(out, survey, census->live_bytes ? by_live_bytes : by_live, 1,
		            "By the place that asked for them");
}
