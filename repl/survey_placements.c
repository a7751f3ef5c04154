/* SPDX-License-Identifier: MIT
 *
 * survey_placements.c - the same operations under other placements: where they part, and what
 * each came to.
 */
#include "survey_parts.h"

#include "markup.h"
#include "number.h"
#include "timeline.h"

static void write_first(FILE *out, const struct survey *survey)
{
	const struct compare *compare = &survey->compare;
	char command[80], sentence[COMPARE_SENTENCE];

	if (!compare->differs) {
		fputs("<p>All blocks lie in the same places.</p>\n", out);
		return;
	}
	timeline_command(survey->session, compare->differs, command, sizeof command);
	markup_words(out, "p", "%s took different places. The first is operation %s, %s:",
	             counted(compare->differing, "operation", "operations").text,
	             comma(compare->differs).text, command);
	fputs("<ul>\n", out);
	for (size_t i = 0; i < compare->count; i++) {
		compare_took(compare, i, sentence);
		markup_words(out, "li", "%s", sentence);
		putc('\n', out);
	}
	fputs("</ul>\n", out);
}

static void write_numbers(FILE *out, const struct compare *compare)
{
	my_heap_statistics stats[COMPARE_LANES];
	char value[24];

	survey_table(out, "At the end");
	fputs("<tr><th></th>", out);
	for (size_t i = 0; i < compare->count; i++) {
		my_heap_stats(compare->of[i].lane.heap, &stats[i]);
		markup_words(out, "th class=\"n\"", "%s", compare->of[i].title);
	}
	fputs("</tr>\n", out);
	for (const struct compare_number *row = compare_numbers; row->label; row++) {
		fputs("<tr>", out);
		markup_words(out, "th", "%s", row->label);
		for (size_t i = 0; i < compare->count; i++) {
			compare_text(row, &stats[i], value);
			markup_words(out, "td class=\"n\"", "%s", value);
		}
		fputs("</tr>\n", out);
	}
	survey_table_end(out);
}

void survey_placements(FILE *out, const struct survey *survey)
{
	const struct compare *compare = &survey->compare;

	if (compare->count == 0 || !compare->of[0].lane.heap) {
		fputs("<p>There was no memory for the heaps, or the settings do not allow other "
		      "placements.</p>\n", out);
		return;
	}
	fputs("<p>All operations were carried out on heaps of mmviz that differ in their placement "
	      "only: which of the free chunks serves a request.</p>\n", out);
	write_first(out, survey);
	write_numbers(out, compare);
}
