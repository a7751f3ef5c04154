/* SPDX-License-Identifier: MIT
 *
 * statistic.c - the numbers of a heap, each with what it means.
 */
#include "statistic.h"

#define OF(name, expression)                                                              \
	static size_t name(const my_heap_statistics *s)                                   \
	{                                                                                 \
		return expression;                                                        \
	}

OF(mapped, s->mapped)
OF(used, s->used)
OF(asked, s->asked)
OF(slack, s->used - s->asked)
OF(all_free, s->free)
OF(largest_free, s->largest_free)
OF(apart, s->free - s->largest_free)
OF(peak_asked, s->peak_asked)
OF(peak_mapped, s->peak_mapped)
OF(sections, s->sections)
OF(used_chunks, s->used_chunks)
OF(free_chunks, s->free_chunks)
OF(spans, s->spans)
OF(cached, s->cached)
OF(cached_chunks, s->cached_chunks)
OF(tables, s->tables)
OF(lookups, s->lookups)
OF(probes, s->probes)
OF(longest_probe, s->longest_probe)
OF(searches, s->searches)
OF(looked, s->looked)
OF(splits, s->splits)
OF(merges, s->merges)
OF(moves, s->moves)
OF(copied, s->copied)
OF(system_calls, s->system_calls)

const char *const statistic_groups[STATISTIC_GROUPS] = {
	[STATISTIC_MEMORY] = "Memory now, in bytes", [STATISTIC_USE] = "How well it is used",
	[STATISTIC_PEAKS] = "At most so far",        [STATISTIC_PIECES] = "Pieces",
	[STATISTIC_TABLES] = "Tables",               [STATISTIC_WORK] = "Work so far",
};

const struct statistic statistics[] = {
	{ "mapped", "bytes of all sections", STATISTIC_MEMORY, 0, STATISTIC_ALWAYS, mapped, NULL },
	{ "used", "bytes in used chunks", STATISTIC_MEMORY, 1, STATISTIC_ALWAYS, used, NULL },
	{ "asked", "bytes requested in them", STATISTIC_MEMORY, 1, STATISTIC_GENERAL, asked, NULL },
	{ "slack", "used - asked", STATISTIC_MEMORY, 1, STATISTIC_GENERAL, slack, NULL },
	{ "free", "bytes in free chunks", STATISTIC_MEMORY, 0, STATISTIC_ALWAYS, all_free, NULL },
	{ "largest free", "bytes of the largest free chunk",
	  STATISTIC_MEMORY, 0, STATISTIC_GENERAL, largest_free, NULL },
	{ "largest outside", "the largest free chunk outside spans",
	  STATISTIC_MEMORY, 0, STATISTIC_FAST, largest_free, NULL },
	{ "internal fragmentation", "slack / used",
	  STATISTIC_USE, 1, STATISTIC_GENERAL, slack, used },
	{ "external fragmentation", "1 - largest free / all free",
	  STATISTIC_USE, 1, STATISTIC_GENERAL, apart, all_free },
	{ "utilisation", "peak asked / peak mapped",
	  STATISTIC_USE, 1, STATISTIC_GENERAL, peak_asked, peak_mapped },
	{ "peak asked", "the most bytes asked at one time",
	  STATISTIC_PEAKS, 0, STATISTIC_GENERAL, peak_asked, NULL },
	{ "peak mapped", "the most bytes mapped at one time",
	  STATISTIC_PEAKS, 0, STATISTIC_ALWAYS, peak_mapped, NULL },
	{ "sections", "stretches mapped by one mmap each",
	  STATISTIC_PIECES, 0, STATISTIC_GENERAL, sections, NULL },
	{ "sections", "stretches of the addresses set aside",
	  STATISTIC_PIECES, 0, STATISTIC_FAST, sections, NULL },
	{ "used chunks", "allocated and not yet freed",
	  STATISTIC_PIECES, 0, STATISTIC_ALWAYS, used_chunks, NULL },
	{ "free chunks", "free neighbours that were joined are one",
	  STATISTIC_PIECES, 0, STATISTIC_ALWAYS, free_chunks, NULL },
	{ "spans", "chunks of 64 KiB in which small chunks live",
	  STATISTIC_PIECES, 0, STATISTIC_FAST, spans, NULL },
	{ "cached", "free bytes kept in caches and depots",
	  STATISTIC_PIECES, 0, STATISTIC_FAST, cached, NULL },
	{ "cached chunks", "free chunks kept there",
	  STATISTIC_PIECES, 0, STATISTIC_FAST, cached_chunks, NULL },
	{ "bytes of tables", "memory of the tables of all sections",
	  STATISTIC_TABLES, 0, STATISTIC_ALWAYS, tables, NULL },
	{ "table cost", "bytes of tables / mapped",
	  STATISTIC_TABLES, 0, STATISTIC_ALWAYS, tables, mapped },
	{ "table lookups", "searches of a table, and stores into it",
	  STATISTIC_TABLES, 0, STATISTIC_ALWAYS, lookups, NULL },
	{ "buckets past home", "probes that all these lookups took",
	  STATISTIC_TABLES, 0, STATISTIC_ALWAYS, probes, NULL },
	{ "longest probe", "the most buckets past home in one lookup",
	  STATISTIC_TABLES, 0, STATISTIC_ALWAYS, longest_probe, NULL },
	{ "searches", "for a free chunk that is large enough",
	  STATISTIC_WORK, 0, STATISTIC_ALWAYS, searches, NULL },
	{ "free chunks looked at", "in all these searches",
	  STATISTIC_WORK, 0, STATISTIC_ALWAYS, looked, NULL },
	{ "splits", "free chunks cut in two", STATISTIC_WORK, 0, STATISTIC_ALWAYS, splits, NULL },
	{ "merges", "free neighbours joined", STATISTIC_WORK, 0, STATISTIC_ALWAYS, merges, NULL },
	{ "moves", "resizes that had to change the place",
	  STATISTIC_WORK, 0, STATISTIC_ALWAYS, moves, NULL },
	{ "bytes copied", "by these moves", STATISTIC_WORK, 0, STATISTIC_ALWAYS, copied, NULL },
	{ "system calls", "by the heap for its memory; short: calls",
	  STATISTIC_WORK, 1, STATISTIC_ALWAYS, system_calls, NULL },
	{ 0 },
};

int statistic_is_of(const struct statistic *row, int is_fast)
{
	return row->of != (is_fast ? STATISTIC_GENERAL : STATISTIC_FAST);
}
