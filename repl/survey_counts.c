/* SPDX-License-Identifier: MIT
 *
 * survey_counts.c - how large blocks were, and how long they lived.
 */
#include "survey_parts.h"

#include "markup.h"
#include "number.h"

enum { FREQUENT = 10 };

/* A row of numbers: a name, how many, their share, bytes, a bar. */
static void write_row(FILE *out, const char *name, const struct census_row *row, uint64_t all,
                      uint64_t most)
{
	fputs("<tr>", out);
	markup_words(out, "th class=\"n\"", "%s", name);
	markup_words(out, "td class=\"n\"", "%s", comma(row->count).text);
	markup_words(out, "td class=\"n less\"", "%s %%", percent_text(row->count, all, 1).text);
	markup_words(out, "td class=\"n\"", "%s", comma(row->bytes).text);
	survey_bar(out, row->count, most);
	fputs("</tr>\n", out);
}

static uint64_t most_of(const struct census_row *row, size_t count)
{
	uint64_t most = 0;

	for (size_t i = 0; i < count; i++)
		most = row[i].count > most ? row[i].count : most;
	return most;
}

static void write_heads(FILE *out, const char *name, const char *many)
{
	fputs("<tr>", out);
	markup_words(out, "th class=\"n\"", "%s", name);
	markup_words(out, "th class=\"n\"", "%s", many);
	fputs("<th class=\"n less\">Share</th><th class=\"n\">Bytes</th><th></th></tr>\n", out);
}

/* ---------------------------------------------------------------------------- powers */

/* least: the smallest number that there can be. */
static struct counted power_name(unsigned power, unsigned least)
{
	struct counted name = { "1" };
	uint64_t end = power < 64 ? (uint64_t)1 << power : UINT64_MAX;
	uint64_t first = power > 0 ? ((uint64_t)1 << (power - 1)) + 1 : 0;

	if (power == 0 && least == 0)
		snprintf(name.text, sizeof name.text, "0 to 1");
	else if (power > 0 && first == end)
		snprintf(name.text, sizeof name.text, "%s", comma(end).text);
	else if (power > 0)
		snprintf(name.text, sizeof name.text, "%.40s to %.40s", comma(first).text,
		         comma(end).text);
	return name;
}

/* From the first that has any to the last that has. */
static void write_powers(FILE *out, const struct census_row *rows, unsigned least)
{
	uint64_t most = most_of(rows, CENSUS_POWERS), all = 0;
	unsigned first = 0, end = CENSUS_POWERS;

	while (first < end && rows[first].count == 0)
		first++;
	while (end > first && rows[end - 1].count == 0)
		end--;
	for (unsigned i = first; i < end; i++)
		all += rows[i].count;
	for (unsigned i = first; i < end; i++)
		write_row(out, power_name(i, least).text, &rows[i], all, most);
}

/* ----------------------------------------------------------------------------- sizes */

static uint64_t by_count(const struct tallied *tallied)
{
	return tallied->count;
}

static void write_frequent(FILE *out, const struct census *census)
{
	struct tallied top[FREQUENT];
	size_t count = tally_top(&census->sizes, by_count, top, FREQUENT);

	survey_table(out, "The most frequent sizes");
	write_heads(out, "Size", "Requests");
	for (size_t i = 0; i < count; i++)
		write_row(out, comma(top[i].key).text,
		          &(struct census_row){ top[i].count, top[i].bytes }, census->given,
		          top[0].count);
	survey_table_end(out);
}

void survey_sizes(FILE *out, const struct survey *survey)
{
	const struct census *census = &survey->census;

	if (census->given == 0) {
		fputs("<p>No request got a block.</p>\n", out);
		return;
	}
	markup_words(out, "p", "Bytes that were asked for in one request, realloc included: %s on "
	             "average, %s.", comma(census->given_bytes / census->given).text,
	             counted(census->sizes.count, "size in all", "different sizes").text);
	survey_table(out, "Requests by size");
	write_heads(out, "Size", "Requests");
	write_powers(out, census->size, 0);
	survey_table_end(out);
	write_frequent(out, census);
}

/* ------------------------------------------------------------------------- lifetimes */

static void write_ages(FILE *out, const struct census *census)
{
	static const char *const names[CENSUS_TIMES] = {
		"less than 1 µs", "1 to 10 µs", "10 to 100 µs", "0.1 to 1 ms", "1 to 10 ms",
		"10 to 100 ms", "0.1 to 1 s", "1 to 10 s", "10 s and more",
	};
	uint64_t most = most_of(census->age, CENSUS_TIMES), all = 0;

	for (size_t i = 0; i < CENSUS_TIMES; i++)
		all += census->age[i].count;
	if (!all)
		return;
	survey_table(out, "Lifetimes in time: it is noted now and then only, so short ones are "
	             "rough");
	write_heads(out, "Lived for", "Blocks");
	for (size_t i = 0; i < CENSUS_TIMES; i++)
		if (census->age[i].count)
			write_row(out, names[i], &census->age[i], all, most);
	survey_table_end(out);
}

void survey_lifetimes(FILE *out, const struct survey *survey)
{
	const struct census *census = &survey->census;

	markup_words(out, "p", "From the operation that gave a block to the one that freed it; "
	             "realloc does not end it. %s freed; %s not, and not in these tables.",
	             counted(census->ended, "block was", "blocks were").text,
	             counted(census->live, "was", "were").text);
	if (census->ended == 0)
		return;
	survey_table(out, "Lifetimes in operations");
	write_heads(out, "Lived for", "Blocks");
	write_powers(out, census->life, 1);
	survey_table_end(out);
	write_ages(out, census);
}
