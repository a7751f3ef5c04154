/* SPDX-License-Identifier: MIT
 *
 * quiz_shadow_look.c - a shadow's chunks and lists, and which of them a placement takes.
 */
#include "quiz_shadow.h"

#include <string.h>

/* --------------------------------------------------------------------- looking */

const struct shadow_chunk *shadow_named(const struct shadow *shadow, unsigned name)
{
	for (size_t i = 0; i < shadow->chunks; i++)
		if (name && shadow->chunk[i].name == name)
			return &shadow->chunk[i];
	return NULL;
}

const struct shadow_chunk *shadow_covering(const struct shadow *shadow, size_t section,
                                           size_t offset)
{
	for (size_t i = 0; i < shadow->chunks; i++) {
		const struct shadow_chunk *c = &shadow->chunk[i];

		if (c->section == section && c->offset <= offset && offset < c->offset + c->size)
			return c;
	}
	return NULL;
}

const struct shadow_chunk *shadow_at(const struct shadow *shadow, size_t section, size_t offset)
{
	const struct shadow_chunk *chunk = shadow_covering(shadow, section, offset);

	return chunk && chunk->offset == offset ? chunk : NULL;
}

const struct shadow_chunk *shadow_beside(const struct shadow *shadow,
                                         const struct shadow_chunk *chunk, int step)
{
	const struct shadow_chunk *beside = chunk + step;

	if (beside < shadow->chunk || beside >= shadow->chunk + shadow->chunks)
		return NULL;
	return beside->section == chunk->section ? beside : NULL;
}

size_t shadow_unit(const struct shadow *shadow)
{
	return shadow->align > shadow->granule ? shadow->align : shadow->granule;
}

size_t shadow_need(const struct shadow *shadow, size_t asked)
{
	size_t need = shadow_unit(shadow);

	while (need < asked + shadow->header)
		need += shadow_unit(shadow);
	return need;
}

struct shadow_sums shadow_sums(const struct shadow *shadow)
{
	struct shadow_sums sums = { 0 };

	for (size_t i = 0; i < shadow->chunks; i++) {
		const struct shadow_chunk *c = &shadow->chunk[i];

		if (c->name) {
			sums.used += c->size;
			sums.asked += c->asked;
			sums.used_chunks++;
		} else {
			sums.free += c->size;
			sums.free_chunks++;
			sums.largest = c->size > sums.largest ? c->size : sums.largest;
		}
	}
	return sums;
}

/* ------------------------------------------------------------------------ lists */

/* 1: a stands before b in the list of their section. */
static int stands_before(const struct shadow *shadow, const struct shadow_chunk *a,
                         const struct shadow_chunk *b)
{
	if (a->section != b->section)
		return a->section < b->section;
	if (strcmp(shadow->order, "size-up") == 0 && a->size != b->size)
		return a->size < b->size;
	if (strcmp(shadow->order, "size-down") == 0 && a->size != b->size)
		return a->size > b->size;
	if (strcmp(shadow->order, "lifo") == 0)
		return a->stamp > b->stamp;
	if (strcmp(shadow->order, "fifo") == 0)
		return a->stamp < b->stamp;
	return a->offset < b->offset;
}

size_t shadow_list(const struct shadow *shadow, const struct shadow_chunk *out[SHADOW_CHUNKS])
{
	size_t count = 0;

	for (size_t i = 0; i < shadow->chunks; i++) {
		size_t at = count;

		if (shadow->chunk[i].name)
			continue;
		for (; at > 0 && stands_before(shadow, &shadow->chunk[i], out[at - 1]); at--)
			out[at] = out[at - 1];
		out[at] = &shadow->chunk[i];
		count++;
	}
	return count;
}

/* A number that grows with the bin: sizes up to 32 units have one each, then four a doubling. */
static size_t bin_of(const struct shadow *shadow, size_t size)
{
	size_t units = size / shadow_unit(shadow), base = 32;

	if (units <= 32)
		return units;
	while (units >= 2 * base)
		base *= 2;
	return base + (units - base) / (base / 4) * (base / 4);
}

static const struct shadow_chunk *choose_bin(const struct shadow *shadow, size_t need,
                                             const struct shadow_chunk **list, size_t count)
{
	const struct shadow_chunk *best = NULL;

	for (size_t i = 0; i < count; i++) {
		size_t bin = bin_of(shadow, list[i]->size);

		if (list[i]->size < need)
			continue;
		if (!best || list[i]->section < best->section
		    || (list[i]->section == best->section && bin < bin_of(shadow, best->size)))
			best = list[i];
	}
	return best;
}

static const struct shadow_chunk *choose_next(const struct shadow *shadow, size_t need,
                                              const struct shadow_chunk **list, size_t count)
{
	for (int again = 0; again < 2; again++)
		for (size_t i = 0; i < count; i++) {
			int behind = list[i]->section > shadow->rover_section
			             || (list[i]->section == shadow->rover_section
			                 && list[i]->offset >= shadow->rover_offset);

			if (list[i]->size >= need && (again || behind))
				return list[i];
		}
	return NULL;
}

static size_t largest_of(const struct shadow *shadow, size_t section)
{
	size_t largest = 0;

	for (size_t i = 0; i < shadow->chunks; i++)
		if (shadow->chunk[i].section == section && !shadow->chunk[i].name
		    && shadow->chunk[i].size > largest)
			largest = shadow->chunk[i].size;
	return largest;
}

const struct shadow_chunk *shadow_choose(const struct shadow *shadow, const char *placement,
                                         size_t need, size_t *looked)
{
	const struct shadow_chunk *list[SHADOW_CHUNKS], *best = NULL;
	size_t count = shadow_list(shadow, list);

	*looked = 0;
	if (strcmp(placement, "bins") == 0)
		return choose_bin(shadow, need, list, count);
	if (strcmp(placement, "next") == 0)
		return choose_next(shadow, need, list, count);
	for (size_t i = 0; i < count; i++) {
		*looked += largest_of(shadow, list[i]->section) >= need;
		if (list[i]->size < need)
			continue;
		if (strcmp(placement, "first") == 0)
			return list[i];
		if (!best || (*placement == 'b' ? list[i]->size < best->size
		                                : list[i]->size > best->size))
			best = list[i];
	}
	return best;
}
