/* SPDX-License-Identifier: MIT
 *
 * pairs.c - two inventories compared by looking at every pair of their chunks.
 */
#include "pairs.h"

#include <string.h>

static const struct part *used_named(const struct inventory *p, const char *name)
{
	for (size_t i = 0; i < p->count; i++)
		if (p->part[i].state == PART_USED && strcmp(p->part[i].text, name) == 0)
			return &p->part[i];
	return NULL;
}

static int has_section(const struct inventory *p, size_t id)
{
	for (size_t i = 0; i < p->section_count; i++)
		if (p->section[i].id == id)
			return 1;
	return 0;
}

static int meet(const struct part *x, const struct part *y)
{
	return x->section == y->section && x->offset < y->offset + y->size
	       && y->offset < x->offset + x->size;
}

/* Old chunks that have bytes in a hole; *one: the last of them. */
static size_t in_hole(const struct inventory *a, const struct part *hole, const struct part **one)
{
	size_t count = 0;

	for (size_t i = 0; i < a->count; i++)
		if (meet(&a->part[i], hole)) {
			*one = &a->part[i];
			count++;
		}
	return count;
}

/* The first hole of b that has bytes of an old free chunk. */
static const struct part *first_hole(const struct inventory *b, const struct part *old)
{
	for (size_t i = 0; i < b->count; i++)
		if (b->part[i].state == PART_FREE && meet(&b->part[i], old))
			return &b->part[i];
	return NULL;
}

static void count_used(const struct inventory *a, const struct inventory *b,
                       size_t count[DIFF_KINDS])
{
	for (size_t i = 0; i < b->count; i++)
		if (b->part[i].state == PART_USED)
			count[DIFF_BORN] += !used_named(a, b->part[i].text);
	for (size_t i = 0; i < a->count; i++) {
		const struct part *old = &a->part[i], *new;

		if (old->state != PART_USED)
			continue;
		new = used_named(b, old->text);
		if (!new)
			count[DIFF_DEAD]++;
		else if (new->section != old->section || new->offset != old->offset)
			count[DIFF_MOVED]++;
		else if (new->size != old->size || new->asked != old->asked)
			count[DIFF_RESIZED]++;
	}
}

static void count_hole(const struct inventory *a, const struct inventory *b,
                       const struct part *hole, size_t count[DIFF_KINDS])
{
	const struct part *old = NULL;
	size_t parts = in_hole(a, hole, &old);

	if (parts > 1)
		count[DIFF_MERGED]++;
	else if (parts == 0 || old->state != PART_FREE || first_hole(b, old) != hole)
		count[DIFF_HOLE]++;
	else if (old->offset != hole->offset || old->size != hole->size)
		count[DIFF_SHRUNK]++;
}

void pairs_count(const struct inventory *a, const struct inventory *b,
                 size_t count[DIFF_KINDS])
{
	memset(count, 0, DIFF_KINDS * sizeof *count);
	count_used(a, b, count);
	for (size_t i = 0; i < b->count; i++)
		if (b->part[i].state == PART_FREE)
			count_hole(a, b, &b->part[i], count);
	for (size_t i = 0; i < a->count; i++)
		if (a->part[i].state == PART_FREE && has_section(b, a->part[i].section))
			count[DIFF_FILLED] += !first_hole(b, &a->part[i]);
	for (size_t i = 0; i < b->section_count; i++)
		count[DIFF_MAPPED] += !has_section(a, b->section[i].id);
	for (size_t i = 0; i < a->section_count; i++)
		count[DIFF_UNMAPPED] += !has_section(b, a->section[i].id);
}

int pairs_agree(const struct diff *diff, const struct difference *d)
{
	const struct part *old = d->before == DIFF_NONE ? NULL : &diff->a.part[d->before];
	const struct part *new = d->after == DIFF_NONE ? NULL : &diff->b.part[d->after];
	const struct part *one = NULL;

	switch (d->kind) {
	case DIFF_BORN:
		return !old && new->state == PART_USED && !used_named(&diff->a, new->text);
	case DIFF_DEAD:
		return !new && old->state == PART_USED && !used_named(&diff->b, old->text);
	case DIFF_MOVED:
	case DIFF_RESIZED:
		return strcmp(old->text, new->text) == 0;
	case DIFF_MERGED:
		return new->state == PART_FREE && meet(old, new)
		       && in_hole(&diff->a, new, &one) == d->parts && one == old + d->parts - 1;
	case DIFF_SHRUNK:
		return old->state == PART_FREE && meet(old, new) && new->size < old->size;
	case DIFF_HOLE:
		return !old && new->state == PART_FREE;
	case DIFF_FILLED:
		return !new && old->state == PART_FREE && !first_hole(&diff->b, old);
	default:
		return 1;
	}
}
