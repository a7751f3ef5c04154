/* SPDX-License-Identifier: MIT
 *
 * trace_code.c - records of a trace as few bytes, and back: my_trace.h says what they mean,
 * trace_coder.h how they are written; here is the reader, and the rest of the writer. Each
 * step of one does what the other's does to the memory that both sides keep.
 */
#include "trace_coder.h"

#include <string.h>

enum { PADDED = 64 }; /* bytes that are there when a record is read: its longest, and 8 more */

static size_t get_caller(struct coder *coder, const unsigned char **at, unsigned tag)
{
	size_t site = foreseen_site(coder);
	uint64_t told = tag & TOLD_CALLER ? get_number(at) : site + 1;

	if (told == SITE_NEW) {
		coder->caller += unfolded(get_number(at));
		site = site_of(coder->caller);
		coder->callers[site] = coder->caller;
		coder->sizes[site] = 0;
	} else {
		site = (told - 1) % CALL_SITES;
	}
	coder->next[coder->history] = (uint16_t)site;
	note_site(coder, site);
	return site;
}

static uint64_t get_address(const unsigned char **at, const struct bases *from, unsigned way)
{
	uint64_t base = way < WAY_OTHER ? from->near : from->other;
	unsigned count = way - (way < WAY_OTHER ? WAY_NEAR : WAY_OTHER) + 1;

	if (way == WAY_EXACT)
		return from->exact;
	if (way >= WAY_NULL)
		return 0;
	if (way == WAY_RAW)
		return get_bytes(at, 8);
	return base + (unfolded(get_bytes(at, count)) << UNIT_SHIFT);
}

static const unsigned char *get_free(struct coder *coder, const unsigned char *at, unsigned tag,
                                     uint64_t *old)
{
	struct bases from = bases_of_freed(coder);

	*old = get_address(&at, &from, tag >> WAY_SHIFT);
	note_freed(coder, *old);
	return at;
}

static uint64_t get_old(const struct coder *coder, const unsigned char **at)
{
	struct bases from = bases_of_freed(coder);
	unsigned way = *(*at)++;

	return get_address(at, &from, way);
}

static const unsigned char *get_given(struct coder *coder, const unsigned char *at, unsigned tag,
                                      size_t site, struct my_trace_record *out)
{
	unsigned has = fields[out->kind];
	size_t group;
	struct bases from;

	if (tag & TOLD_SIZE)
		coder->sizes[site] = get_number(&at);
	out->size = coder->sizes[site];
	if (has & HAS_ALIGNMENT)
		out->alignment = get_number(&at);
	if (has & HAS_OLD)
		out->old = get_old(coder, &at);
	group = size_group(out->size);
	from = bases_of_given(coder, group, out->old);
	out->block = get_address(&at, &from, tag >> WAY_SHIFT);
	note_given(coder, group, out->block, tag >> WAY_SHIFT);
	if (out->old && out->old != out->block)
		note_freed(coder, out->old);
	return at;
}

/* ------------------------------------------------------------------------ addresses */

/* How an address is written: the number, in so many bytes. */
struct route {
	uint64_t number;
	unsigned way, count;
};

static uint64_t distance(uint64_t base, uint64_t address)
{
	uint64_t way = address - base;

	if (__builtin_expect(way % (1u << UNIT_SHIFT) != 0, 0))
		return UINT64_MAX;
	return folded((uint64_t)((int64_t)way >> UNIT_SHIFT));
}

/* The one foreseen is looked for first: it is the most frequent by far. */
static inline __attribute__((always_inline)) struct route route_to(struct bases from,
                                                                   uint64_t address)
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

/* --------------------------------------------------------------------------- writing */

/* One record on its way into bytes. */
struct pen {
	unsigned char *at;
	unsigned tag;
};

/* The number of the caller's site. */
static size_t put_caller(struct coder *coder, struct pen *pen, uint64_t caller)
{
	size_t site = site_of(caller);

	if (__builtin_expect(coder->callers[site] != caller, 0)) {
		pen->tag |= TOLD_CALLER;
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

static void put_size(struct coder *coder, struct pen *pen, size_t site, uint64_t size)
{
	if (coder->sizes[site] == size)
		return;
	pen->tag |= TOLD_SIZE;
	pen->at = put_number(pen->at, size);
	coder->sizes[site] = size;
}

static void put_route(struct pen *pen, struct route to)
{
	pen->tag |= to.way << WAY_SHIFT;
	if (to.way != WAY_EXACT)
		pen->at = put_bytes(pen->at, to.number, to.count);
}

static void put_free(struct coder *coder, struct pen *pen, uint64_t old)
{
	struct route to = route_to(bases_of_freed(coder), old);

	put_route(pen, to);
	note_freed(coder, old);
}

static void put_given(struct coder *coder, struct pen *pen, uint64_t size, uint64_t old,
                    uint64_t block)
{
	size_t group = size_group(size);
	struct route to = route_to(bases_of_given(coder, group, old), block);

	put_route(pen, to);
	note_given(coder, group, block, to.way);
}

static void put_order(struct coder *coder, struct pen *pen, uint64_t order)
{
	pen->at = put_number(pen->at, folded(order - coder->order));
	coder->order = order + 1;
}

static void put_time(struct coder *coder, struct pen *pen, uint64_t time)
{
	pen->at = put_number(pen->at, folded(time - coder->time));
	coder->time = time;
}

/* What was handed in has a way of its own, before it. */
static void put_old(const struct coder *coder, struct pen *pen, uint64_t old)
{
	struct route to = { 0, WAY_NULL, 0 };

	if (old)
		to = route_to(bases_of_freed(coder), old);
	*pen->at++ = (unsigned char)to.way;
	pen->at = put_bytes(pen->at, to.number, to.count);
}

static void put_allocation(struct coder *coder, struct pen *pen, size_t site,
                           const struct my_trace_record *record)
{
	unsigned has = fields[record->kind];

	put_size(coder, pen, site, record->size);
	if (has & HAS_ALIGNMENT)
		pen->at = put_number(pen->at, record->alignment);
	if (has & HAS_OLD)
		put_old(coder, pen, record->old);
	put_given(coder, pen, record->size, record->old, record->block);
	if (record->old && record->old != record->block)
		note_freed(coder, record->old);
}

size_t my_trace_encode(struct my_trace_coder *memory, unsigned char *start, int exact,
                       const struct my_trace_record *record)
{
	struct coder *coder = (struct coder *)memory;
	struct pen pen = { start + 1, record->kind };
	size_t site;

	if (record->kind == MY_TRACE_NOTE) {
		put_time(coder, &pen, record->time);
	} else {
		if (exact)
			put_order(coder, &pen, record->order);
		site = put_caller(coder, &pen, record->caller);
		if (record->kind == MY_TRACE_FREE)
			put_free(coder, &pen, record->old);
		else
			put_allocation(coder, &pen, site, record);
	}
	__atomic_store_n(start, (unsigned char)pen.tag, __ATOMIC_RELEASE);
	return (size_t)(pen.at - start);
}

/* PADDED bytes are there. */
static const unsigned char *decode(struct coder *coder, const unsigned char *at, int exact,
                                   struct my_trace_record *out)
{
	unsigned tag = *at++;
	size_t site;

	*out = (struct my_trace_record){ .kind = tag & KIND };
	if (out->kind == MY_TRACE_NOTE) {
		out->time = coder->time += unfolded(get_number(&at));
		return at;
	}
	if (exact) {
		out->order = coder->order + unfolded(get_number(&at));
		coder->order = out->order + 1;
	}
	site = get_caller(coder, &at, tag);
	out->caller = coder->callers[site];
	if (out->kind == MY_TRACE_FREE)
		return get_free(coder, at, tag, &out->old);
	return get_given(coder, at, tag, site, out);
}

int my_trace_decode(struct my_trace_coder *memory, const unsigned char *at, size_t left, int exact,
                    struct my_trace_record *out)
{
	struct coder *coder = (struct coder *)memory;
	unsigned char padded[PADDED] = { 0 };
	size_t took;

	if (left == 0 || *at == MY_TRACE_END)
		return 0;
	if ((*at & KIND) == MY_TRACE_END)
		return -1;
	if (left >= PADDED)
		return (int)(decode(coder, at, exact, out) - at);
	memcpy(padded, at, left);
	took = (size_t)(decode(coder, padded, exact, out) - padded);
	return took <= left ? (int)took : -1;
}
