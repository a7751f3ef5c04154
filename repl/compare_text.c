/* SPDX-License-Identifier: MIT
 *
 * compare_text.c - what differs between lanes, in words and in numbers.
 */
#include "compare.h"

#include "names.h"
#include "number.h"
#include "placement.h"

#include <stdio.h>
#include <string.h>

enum { LOOKED_BACK = 500 };

/* -------------------------------------------------------------------------- blocks */

size_t compare_touched(const struct compare *compare, const struct session *session)
{
	const struct op *op = compare->step ? journal_op(session->journal, compare->step) : NULL;
	int placed = op && (op_gives(op) || (op_changes(op) && !op_frees(op)));

	return placed ? op->block : BLOCK_NONE;
}

static size_t add_block(size_t *out, size_t count, size_t block)
{
	size_t at = count;

	for (; at > 0 && out[at - 1] > block; at--)
		out[at] = out[at - 1];
	out[at] = block;
	return count + 1;
}

size_t compare_blocks(const struct compare *compare, const struct session *session,
                      size_t out[COMPARE_BLOCKS])
{
	size_t touched = compare_touched(compare, session), block = names_count(session->names);
	size_t count = touched != BLOCK_NONE ? add_block(out, 0, touched) : 0;

	for (int seen = 0; block-- > 0 && seen < LOOKED_BACK && count < COMPARE_BLOCKS; seen++)
		if (block != touched && compare_differs(compare, block))
			count = add_block(out, count, block);
	return count;
}

/* ----------------------------------------------------------------------- sentences */

void compare_took(const struct compare *compare, size_t lane, char out[COMPARE_SENTENCE])
{
	const struct compared *of = &compare->of[lane];
	const char *why = of->options.engine == MY_HEAP_FAST ? "by the size class"
	                  : of->mapped                      ? "in a new section"
	                                                    : placements[of->options.placement].why;

	*out = 0;
	if (!compare->differs)
		return;
	if (!of->at.section)
		snprintf(out, COMPARE_SENTENCE, "%s found no room.", of->name);
	else if (of->stayed)
		snprintf(out, COMPARE_SENTENCE, "%s left it at %s.", of->name,
		         place_text(of->at.section, of->at.offset).text);
	else if (of->hole && !of->mapped)
		snprintf(out, COMPARE_SENTENCE, "%s took %s, %s (%s).", of->name,
		         place_text(of->at.section, of->at.offset).text, why, comma(of->hole).text);
	else
		snprintf(out, COMPARE_SENTENCE, "%s took %s, %s.", of->name,
		         place_text(of->at.section, of->at.offset).text, why);
}

void compare_sections(const struct compare *compare, char out[COMPARE_SENTENCE])
{
	size_t used;

	*out = 0;
	if (!compare->sections_differ)
		return;
	used = (size_t)snprintf(out, COMPARE_SENTENCE,
	                        "Since operation %s the numbers of sections differ; now",
	                        comma(compare->sections_differ).text);
	for (size_t i = 0; i < compare->count && used < COMPARE_SENTENCE; i++) {
		my_heap_statistics s;

		my_heap_stats(compare->of[i].lane.heap, &s);
		used += (size_t)snprintf(out + used, COMPARE_SENTENCE - used, "%s %s %s",
		                         i ? "," : ":", compare->of[i].name,
		                         comma(s.sections).text);
	}
	if (used + 1 < COMPARE_SENTENCE)
		snprintf(out + used, COMPARE_SENTENCE - used, ".");
}

/* ------------------------------------------------------------------------- numbers */

#define OF(name, expression)                                                              \
	static size_t name(const my_heap_statistics *s)                                   \
	{                                                                                 \
		return expression;                                                        \
	}

OF(mapped, s->mapped)
OF(peak_mapped, s->peak_mapped)
OF(used, s->used)
OF(peak_asked, s->peak_asked)
OF(largest_free, s->largest_free)
OF(slack, s->used - s->asked)
OF(apart, s->free - s->largest_free)
OF(all_free, s->free)
OF(free_chunks, s->free_chunks)
OF(searches, s->searches)
OF(looked, s->looked)
OF(probes, s->probes)
OF(splits, s->splits)
OF(merges, s->merges)
OF(system_calls, s->system_calls)

/* The first ones are shown where there is room for few. */
const struct compare_number compare_numbers[] = {
	{ "mapped", mapped, NULL },
	{ "used", used, NULL },
	{ "utilisation", peak_asked, peak_mapped },
	{ "largest free", largest_free, NULL },
	{ "internal frag.", slack, used },
	{ "external frag.", apart, all_free },
	{ "free chunks", free_chunks, NULL },
	{ "chunks looked at", looked, NULL },
	{ "system calls", system_calls, NULL },
	{ "peak mapped", peak_mapped, NULL },
	{ "searches", searches, NULL },
	{ "past home", probes, NULL },
	{ "splits", splits, NULL },
	{ "merges", merges, NULL },
	{ NULL, NULL, NULL }
};

void compare_text(const struct compare_number *row, const my_heap_statistics *s, char out[24])
{
	size_t value = row->value(s), whole = row->whole ? row->whole(s) : 0;

	if (!row->whole)
		snprintf(out, 24, "%.23s", comma(value).text);
	else
		snprintf(out, 24, "%.20s %%", percent_text(value, whole, 1).text);
}
