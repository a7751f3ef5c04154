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
	{ "mapped", "bytes of all sections", 0, mapped, NULL },
	{ "used", "bytes in used chunks", 1, used, NULL },
	{ "asked", "bytes requested in them", 1, asked, NULL },
	{ "slack", "used - asked", 1, slack, NULL },
	{ "free", "bytes in free chunks", 0, all_free, NULL },
	{ "largest free", "bytes of the largest free chunk", 0, largest_free, NULL },
	{ "internal fragmentation", "slack / used", 1, slack, used },
	{ "external fragmentation", "1 - largest free / all free", 1, apart, all_free },
	{ "utilisation", "peak asked / peak mapped", 1, peak_asked, peak_mapped },
	{ "peak asked", "the most bytes asked at one time", 0, peak_asked, NULL },
	{ "peak mapped", "the most bytes mapped at one time", 0, peak_mapped, NULL },
	{ "sections", "stretches mapped by one mmap each", 0, sections, NULL },
	{ "used chunks", "allocated and not yet freed", 0, used_chunks, NULL },
	{ "free chunks", "free neighbours that were joined are one", 0, free_chunks, NULL },
	{ "bytes of tables", "memory of the tables of all sections", 0, tables, NULL },
	{ "table lookups", "searches of a table, and stores into it", 0, lookups, NULL },
	{ "buckets past home", "probes that all these lookups took", 0, probes, NULL },
	{ "longest probe", "the most buckets past home in one lookup", 0, longest_probe, NULL },
	{ "searches", "for a free chunk that is large enough", 0, searches, NULL },
	{ "free chunks looked at", "in all these searches", 0, looked, NULL },
	{ "splits", "free chunks cut in two", 0, splits, NULL },
	{ "merges", "free neighbours joined", 0, merges, NULL },
	{ "moves", "resizes that had to change the place", 0, moves, NULL },
	{ "bytes copied", "by these moves", 0, copied, NULL },
	{ "system calls", "by the heap for its memory; short: calls", 1, system_calls, NULL },
	{ 0 },
};
