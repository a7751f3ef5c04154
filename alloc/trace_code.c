/* SPDX-License-Identifier: MIT
 *
 * trace_code.c - records of a trace as few bytes, and back: my_trace.h says what they mean,
 * trace_coder.h how they are written; here is the reader, and the rest of the writer. Each
 * step of one does what the other's does to the memory that both sides keep.
 */
#include "trace_coder.h"

#include <string.h>

enum { PADDED = 64 }; /* bytes that are there when a record is read: its longest, and 8 more */

static unsigned get_caller(struct coder *coder, const unsigned char **at, unsigned tag)
{
	unsigned site = foreseen_site(coder);
	uint64_t told = tag & TOLD_CALLER ? get_number(at) : site + 1;

	if (told == SITE_NEW) {
		coder->caller += unfolded(get_number(at));
		site = site_of(coder->caller);
		coder->callers[site] = coder->caller;
		coder->sizes[site] = 0;
	} else {
		site = (unsigned)(told - 1) % CALL_SITES;
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
                                      unsigned site, struct my_trace_record *out)
{
	unsigned has = fields[out->kind], group;
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

static void put_allocation(struct coder *coder, struct pen *pen, unsigned site,
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
	unsigned site;

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
	put_tag(start, pen.tag);
	return (size_t)(pen.at - start);
}

/* PADDED bytes are there. */
static const unsigned char *decode(struct coder *coder, const unsigned char *at, int exact,
                                   struct my_trace_record *out)
{
	unsigned tag = *at++;
	unsigned site;

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
