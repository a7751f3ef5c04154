/* SPDX-License-Identifier: MIT
 *
 * trace_coder.h - the writer's side of trace_code.c, to be inlined where each ns counts, and
 * what both sides remember.
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
	IS_NEW = 256,    /* beyond the tag's bits: that was so */
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

static inline unsigned site_of(uint64_t caller)
{
	return (unsigned)(caller * 0x9e3779b97f4a7c15u >> 54);
}

static inline unsigned foreseen_site(const struct coder *coder)
{
	return coder->next[coder->history];
}

static inline void note_site(struct coder *coder, unsigned site)
{
	coder->history = (coder->history << HISTORY_SHIFT ^ site) % HISTORIES;
}

/* Groups of sizes as allocators have them: which ones exactly does not matter much. */
static inline unsigned size_group(uint64_t size)
{
	unsigned log, group;

	if (size <= GROUP_FINE * 16)
		return (unsigned)(size + 15) / 16;
	log = 63 - (unsigned)__builtin_clzll(size - 1);
	group = GROUP_FINE + (log - 10) * 4 + ((unsigned)((size - 1) >> (log - 2)) & 3) + 1;
	return group < GROUPS ? group : GROUPS - 1;
}

static inline uint8_t *known_group(struct coder *coder, uint64_t block)
{
	return &coder->group_of[(block >> UNIT_SHIFT) * 0x9e3779b97f4a7c15u >> 53];
}

/* A place in a group's ring. */
static inline uint64_t *freed_at(struct coder *coder, unsigned group, unsigned top)
{
	return &coder->stacks[group * STACK + top % STACK];
}

static inline void note_given(struct coder *coder, unsigned group, uint64_t block, unsigned way)
{
	coder->top[group] = (uint8_t)(coder->top[group] - (way == WAY_EXACT));
	coder->last[group] = coder->given = block;
	*known_group(coder, block) = (uint8_t)group;
}

static inline void note_freed(struct coder *coder, uint64_t block)
{
	unsigned group = *known_group(coder, block), top = coder->top[group];

	*freed_at(coder, group, top) = block;
	coder->top[group] = (uint8_t)(top + 1);
	coder->freed = block;
}

/* What an address can be told from. */
struct bases {
	uint64_t exact, near, other;
};

static inline struct bases bases_of_freed(const struct coder *coder)
{
	return (struct bases){ coder->given, coder->freed, coder->given };
}

static inline struct bases bases_of_given(struct coder *coder, unsigned group, uint64_t old)
{
	return (struct bases){ *freed_at(coder, group, coder->top[group] - 1u), coder->given,
		               old ? old : coder->last[group] };
}

/* ------------------------------------------------------------------------ addresses */

/* How an address is written: the number, in so many bytes. */
struct route {
	uint64_t number;
	unsigned way, count;
};

static inline uint64_t distance(uint64_t base, uint64_t address)
{
	uint64_t way = address - base;

	if (__builtin_expect(way % (1u << UNIT_SHIFT) != 0, 0))
		return UINT64_MAX;
	return folded((uint64_t)((int64_t)way >> UNIT_SHIFT));
}

/* The one foreseen is looked for first: it is the most frequent by far. */
static inline struct route route_to(struct bases from, uint64_t address)
{
	uint64_t near, other, number;
	unsigned count;

	if (address == from.exact)
		return (struct route){ 0, WAY_EXACT, 0 };
	near = distance(from.near, address);
	other = distance(from.other, address);
	number = near <= other ? near : other;
	count = bytes_of(number);
	if (__builtin_expect(count > 3, 0))
		return (struct route){ address, WAY_RAW, 8 };
	return (struct route){ number, (near <= other ? WAY_NEAR : WAY_OTHER) + count - 1, count };
}

/* ------------------------------------------------------------------------- records */

/* One record on its way into bytes: small functions, each inlined, so that all of it stays in
 * registers. */
struct pen {
	unsigned char *at;
	unsigned tag;
};

#define STEP static inline __attribute__((always_inline))

/* The number of the caller's site. */
STEP unsigned put_caller(struct coder *coder, struct pen *pen, uint64_t caller)
{
	unsigned site = site_of(caller);

	if (__builtin_expect(coder->callers[site] != caller, 0)) {
		pen->tag |= TOLD_CALLER | IS_NEW;
		*pen->at++ = SITE_NEW;
		pen->at = put_number(pen->at, folded(caller - coder->caller));
		coder->next[coder->history] = (uint16_t)site;
		coder->caller = coder->callers[site] = caller;
		coder->sizes[site] = 0;
	} else if (foreseen_site(coder) != site) {
		pen->tag |= TOLD_CALLER;
		pen->at = put_number(pen->at, site + 1);
		coder->next[coder->history] = (uint16_t)site;
	}
	note_site(coder, site);
	return site;
}

STEP void put_size(struct coder *coder, struct pen *pen, unsigned site, uint64_t size)
{
	if (coder->sizes[site] == size)
		return;
	pen->tag |= TOLD_SIZE;
	pen->at = put_number(pen->at, size);
	coder->sizes[site] = size;
}

STEP void put_route(struct pen *pen, struct route to)
{
	pen->tag |= to.way << WAY_SHIFT;
	if (to.way != WAY_EXACT)
		pen->at = put_bytes(pen->at, to.number, to.count);
}

STEP void put_free(struct coder *coder, struct pen *pen, uint64_t old)
{
	struct route to = route_to(bases_of_freed(coder), old);

	put_route(pen, to);
	note_freed(coder, old);
}

STEP void put_given(struct coder *coder, struct pen *pen, uint64_t size, uint64_t old,
                    uint64_t block)
{
	unsigned group = size_group(size);
	struct route to = route_to(bases_of_given(coder, group, old), block);

	put_route(pen, to);
	note_given(coder, group, block, to.way);
}

/* The tag is written last: the record is there. Whether it has a new caller. */
STEP int put_tag(unsigned char *start, unsigned tag)
{
	__atomic_store_n(start, (unsigned char)tag, __ATOMIC_RELEASE);
	return (tag & IS_NEW) != 0;
}

/* The two that most programs do most: at is moved on; whether the caller is a new one. */
STEP int encode_malloc(struct coder *coder, unsigned char **at, uint64_t block, uint64_t size,
                       uint64_t caller)
{
	unsigned char *start = *at;
	struct pen pen = { start + 1, MY_TRACE_MALLOC };

	put_size(coder, &pen, put_caller(coder, &pen, caller), size);
	put_given(coder, &pen, size, 0, block);
	*at = pen.at;
	return put_tag(start, pen.tag);
}

STEP int encode_free(struct coder *coder, unsigned char **at, uint64_t old, uint64_t caller)
{
	unsigned char *start = *at;
	struct pen pen = { start + 1, MY_TRACE_FREE };

	put_caller(coder, &pen, caller);
	put_free(coder, &pen, old);
	*at = pen.at;
	return put_tag(start, pen.tag);
}

#undef STEP

#endif
