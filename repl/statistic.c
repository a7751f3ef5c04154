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

const struct statistic statistics[] = {
	{ "mapped", "bytes of all sections", 0, STATISTIC_ALWAYS, mapped, NULL },
	{ "used", "bytes in used chunks", 1, STATISTIC_ALWAYS, used, NULL },
	{ "asked", "bytes requested in them", 1, STATISTIC_GENERAL, asked, NULL },
	{ "slack", "used - asked", 1, STATISTIC_GENERAL, slack, NULL },
	{ "free", "bytes in free chunks", 0, STATISTIC_ALWAYS, all_free, NULL },
	{ "largest free", "bytes of the largest free chunk",
	  0, STATISTIC_GENERAL, largest_free, NULL },
	{ "largest outside", "the largest free chunk outside spans",
	  0, STATISTIC_FAST, largest_free, NULL },
	{ "internal fragmentation", "slack / used", 1, STATISTIC_GENERAL, slack, used },
	{ "external fragmentation", "1 - largest free / all free",
	  1, STATISTIC_GENERAL, apart, all_free },
	{ "utilisation", "peak asked / peak mapped",
	  1, STATISTIC_GENERAL, peak_asked, peak_mapped },
	{ "peak asked", "the most bytes asked at one time",
	  0, STATISTIC_GENERAL, peak_asked, NULL },
	{ "peak mapped", "the most bytes mapped at one time",
	  0, STATISTIC_ALWAYS, peak_mapped, NULL },
	{ "sections", "stretches mapped by one mmap each", 0, STATISTIC_GENERAL, sections, NULL },
	{ "sections", "stretches of the addresses set aside",
	  0, STATISTIC_FAST, sections, NULL },
	{ "used chunks", "allocated and not yet freed", 0, STATISTIC_ALWAYS, used_chunks, NULL },
	{ "free chunks", "free neighbours that were joined are one",
	  0, STATISTIC_ALWAYS, free_chunks, NULL },
	{ "spans", "chunks of 64 KiB in which small chunks live", 0, STATISTIC_FAST, spans, NULL },
	{ "cached", "free bytes kept in caches and depots", 0, STATISTIC_FAST, cached, NULL },
	{ "cached chunks", "free chunks kept there", 0, STATISTIC_FAST, cached_chunks, NULL },
	{ "bytes of tables", "memory of the tables of all sections",
	  0, STATISTIC_ALWAYS, tables, NULL },
	{ "table cost", "bytes of tables / mapped", 0, STATISTIC_ALWAYS, tables, mapped },
	{ "table lookups", "searches of a table, and stores into it",
	  0, STATISTIC_ALWAYS, lookups, NULL },
	{ "buckets past home", "probes that all these lookups took",
	  0, STATISTIC_ALWAYS, probes, NULL },
	{ "longest probe", "the most buckets past home in one lookup",
	  0, STATISTIC_ALWAYS, longest_probe, NULL },
	{ "searches", "for a free chunk that is large enough",
	  0, STATISTIC_ALWAYS, searches, NULL },
	{ "free chunks looked at", "in all these searches", 0, STATISTIC_ALWAYS, looked, NULL },
	{ "splits", "free chunks cut in two", 0, STATISTIC_ALWAYS, splits, NULL },
	{ "merges", "free neighbours joined", 0, STATISTIC_ALWAYS, merges, NULL },
	{ "moves", "resizes that had to change the place", 0, STATISTIC_ALWAYS, moves, NULL },
	{ "bytes copied", "by these moves", 0, STATISTIC_ALWAYS, copied, NULL },
	{ "system calls", "by the heap for its memory; short: calls",
	  1, STATISTIC_ALWAYS, system_calls, NULL },
	{ 0 },
};

int statistic_is_of(const struct statistic *row, int is_fast)
{
	return row->of != (is_fast ? STATISTIC_GENERAL : STATISTIC_FAST);
}
