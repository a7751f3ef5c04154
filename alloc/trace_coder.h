/* SPDX-License-Identifier: MIT
 *
 * trace_coder.h - what the writer and the reader of trace_code.c remember, and the writing of
 * records that were foreseen, to be inlined.
 *
 *   record    tag, [order], [caller], [size], [alignment], [way, old], [block or old], [time]
 *   tag       kind | TOLD_CALLER | TOLD_SIZE | way of the last address
 *
 * What can be foreseen is not written: the call site that came after the last ones when they
 * were there before, the size that the site asked for last, and the block of that size that was
 * freed last, which most allocators hand out next. Any other address is written as the distance
 * from one before it, in units of 16 bytes; whatever does not fit into that, as it is.
 *
 * Where a memory is too small for what a program does, it forgets, and more is written.
 */
#ifndef ALLOC_TRACE_CODER_H
#define ALLOC_TRACE_CODER_H

#include "my_trace.h"
#include "trace_number.h"

enum {
	KIND = 7,        /* bits of the tag: */
	TOLD_CALLER = 8, /* the caller is written: not the one foreseen */
	TOLD_SIZE = 16,  /* the size is written */
	WAY_SHIFT = 5,   /* three bits: */
	WAY_EXACT = 0,   /* it is the one foreseen; */
	WAY_NEAR = 1,    /* 1, 2 or 3 bytes from the last one of this kind; */
	WAY_OTHER = 4,   /* 1, 2 or 3 bytes from another one; */
	WAY_RAW = 7,     /* 8 bytes: the address itself */
	WAY_NULL = 8,    /* in a byte of its own: there is no block */
	UNIT_SHIFT = 4,
	CALL_SITES = 1024,
	SITE_NEW = 0,    /* instead of a site's number and 1: a new caller follows */
	HISTORIES = 2048,
	HISTORY_SHIFT = 5,
	GROUPS = 128,   /* of sizes */
	GROUP_FINE = 64, /* these are of 16 bytes' difference each */
	STACK = 8,       /* blocks of a group that were freed last */
	BLOCKS = 2048,   /* of which the group is known */
	HAS_SIZE = 1,    /* fields[] */
	HAS_ALIGNMENT = 2,
	HAS_OLD = 4
};

static const unsigned char fields[MY_TRACE_KINDS] = {
	[MY_TRACE_MALLOC] = HAS_SIZE,
	[MY_TRACE_CALLOC] = HAS_SIZE,
	[MY_TRACE_ALIGNED] = HAS_SIZE | HAS_ALIGNMENT,
	[MY_TRACE_REALLOC] = HAS_SIZE | HAS_OLD,
	[MY_TRACE_BEFORE] = HAS_SIZE,
};

/* What both sides remember: arrays side by side, so that an index is all that an access needs. */
struct coder {
	uint64_t given, freed; /* the last blocks of each kind */
	uint64_t caller;       /* the last one that was written */
	uint64_t time, order;
	uint64_t history;         /* of sites: as far back as its bits reach */
	uint16_t next[HISTORIES]; /* the site that came after each */
	uint64_t callers[CALL_SITES];
	uint64_t sizes[CALL_SITES];            /* that each asked for last */
	uint64_t stacks[GROUPS * STACK]; /* blocks of each group that were freed last: a ring */
	uint64_t last[GROUPS];           /* the block that was given last */
	uint8_t top[GROUPS];             /* how many were pushed, less those taken */
	uint8_t group_of[BLOCKS];
};

_Static_assert(sizeof(struct coder) <= sizeof(struct my_trace_coder), "the coder's memory");

/* ---------------------------------------------------------------- what is foreseen */

static inline size_t site_of(uint64_t caller)
{
	return (size_t)(caller * 0x9e3779b97f4a7c15u >> 54);
}

static inline size_t foreseen_site(const struct coder *coder)
{
	return coder->next[coder->history];
}

static inline uint64_t history_after(uint64_t history, size_t site)
{
	return (history << HISTORY_SHIFT ^ site) % HISTORIES;
}

static inline void note_site(struct coder *coder, size_t site)
{
	coder->history = history_after(coder->history, site);
}

/* Groups of sizes as allocators have them: which ones exactly does not matter much. */
static inline size_t size_group(uint64_t size)
{
	size_t log, group;

	if (size <= GROUP_FINE * 16)
		return (size_t)(size + 15) / 16;
	log = 63 - (unsigned)__builtin_clzll(size - 1);
	group = GROUP_FINE + (log - 10) * 4 + ((unsigned)((size - 1) >> (log - 2)) & 3) + 1;
	return group < GROUPS ? group : GROUPS - 1;
}

static inline uint8_t *known_group(struct coder *coder, uint64_t block)
{
	return &coder->group_of[(block >> UNIT_SHIFT) * 0x9e3779b97f4a7c15u >> 53];
}

/* A place in a group's ring. */
static inline uint64_t *freed_at(struct coder *coder, size_t group, size_t top)
{
	return &coder->stacks[group * STACK + top % STACK];
}

static inline void note_given(struct coder *coder, size_t group, uint64_t block, unsigned way)
{
	coder->top[group] = (uint8_t)(coder->top[group] - (way == WAY_EXACT));
	coder->last[group] = coder->given = block;
	*known_group(coder, block) = (uint8_t)group;
}

static inline void note_freed(struct coder *coder, uint64_t block)
{
	size_t group = *known_group(coder, block), top = coder->top[group];

	*freed_at(coder, group, top) = coder->freed = block;
	coder->top[group] = (uint8_t)(top + 1);
}

/* What an address can be told from. */
struct bases {
	uint64_t exact, near, other;
};

static inline struct bases bases_of_freed(const struct coder *coder)
{
	return (struct bases){ coder->given, coder->freed, coder->given };
}

static inline struct bases bases_of_given(struct coder *coder, size_t group, uint64_t old)
{
	return (struct bases){ *freed_at(coder, group, coder->top[group] - 1u), coder->given,
		               old ? old : coder->last[group] };
}

/* ------------------------------------------------------- records that were foreseen */

/* The tag says all: it is the record. 0: nothing was done, my_trace_encode has to write it.
 * Bytes may alias anything, so they are written last. */
static inline int encode_foreseen_malloc(struct coder *coder, unsigned char *at, uint64_t block,
                                         uint64_t size, uint64_t caller)
{
	size_t site = site_of(caller), group = size_group(size), top = coder->top[group] - 1u;
	uint64_t history = coder->history;

	if (coder->callers[site] != caller || coder->next[history] != site ||
	    coder->sizes[site] != size || *freed_at(coder, group, top) != block)
		return 0;
	coder->history = history_after(history, site);
	coder->last[group] = coder->given = block;
	coder->top[group] = (uint8_t)top;
	*known_group(coder, block) = (uint8_t)group;
	*at = MY_TRACE_MALLOC | WAY_EXACT << WAY_SHIFT;
	return 1;
}

static inline int encode_foreseen_free(struct coder *coder, unsigned char *at, uint64_t old,
                                       uint64_t caller)
{
	size_t site = site_of(caller);
	uint64_t history = coder->history;

	if (coder->callers[site] != caller || coder->next[history] != site || coder->given != old)
		return 0;
	coder->history = history_after(history, site);
	note_freed(coder, old);
	*at = MY_TRACE_FREE | WAY_EXACT << WAY_SHIFT;
	return 1;
}

#endif
