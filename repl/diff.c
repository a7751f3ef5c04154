/* SPDX-License-Identifier: MIT
 *
 * diff.c - comparing two inventories by merging sorted lists.
 */
#include "diff.h"

#include "memory.h"
#include "names.h"
#include "session.h"

#include <stdlib.h>
#include <string.h>

static void add(struct diff *diff, enum diff_kind kind, size_t before, size_t after, size_t parts)
{
	diff->list = memory_room(diff->list, diff->count, 1, &diff->space, sizeof *diff->list);
	diff->list[diff->count++] = (struct difference){ kind, before, after, parts };
	diff->of_kind[kind]++;
}

/* ---------------------------------------------------------------------- sections */

static void compare_sections(struct diff *diff)
{
	const struct inventory *a = &diff->a, *b = &diff->b;
	size_t i = 0, k = 0;

	while (i < a->section_count || k < b->section_count) {
		if (k == b->section_count
		    || (i < a->section_count && a->section[i].id < b->section[k].id))
			add(diff, DIFF_UNMAPPED, i++, DIFF_NONE, 0);
		else if (i == a->section_count || b->section[k].id < a->section[i].id)
			add(diff, DIFF_MAPPED, DIFF_NONE, k++, 0);
		else
			i++, k++;
	}
}

static int has_section(const struct inventory *inventory, size_t id)
{
	size_t low = 0, high = inventory->section_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (inventory->section[middle].id < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low < inventory->section_count && inventory->section[low].id == id;
}

/* ------------------------------------------------------------------- used chunks */

/* Names in the order of giving; what has none comes last, by place. */
static int order_used(const struct part *a, const struct part *b)
{
	if (a->name != b->name)
		return a->name < b->name ? -1 : 1;
	return a->name == NAME_NONE ? inventory_order(a, b) : 0;
}

static int by_name(const void *a, const void *b)
{
	return order_used(*(const struct part *const *)a, *(const struct part *const *)b);
}

static const struct part **used_parts(const struct inventory *inventory, size_t *count)
{
	const struct part **used = memory_new(inventory->count + 1, sizeof *used);

	*count = 0;
	for (size_t i = 0; i < inventory->count; i++)
		if (inventory->part[i].state == PART_USED)
			used[(*count)++] = &inventory->part[i];
	qsort(used, *count, sizeof *used, by_name);
	return used;
}

static void compare_pair(struct diff *diff, const struct part *old, const struct part *new)
{
	size_t before = (size_t)(old - diff->a.part), after = (size_t)(new - diff->b.part);

	if (inventory_order(old, new) != 0)
		add(diff, DIFF_MOVED, before, after, 0);
	else if (old->size != new->size || old->asked != new->asked)
		add(diff, DIFF_RESIZED, before, after, 0);
}

static void compare_used(struct diff *diff)
{
	size_t old_count, new_count, i = 0, k = 0;
	const struct part **old = used_parts(&diff->a, &old_count);
	const struct part **new = used_parts(&diff->b, &new_count);

	while (i < old_count || k < new_count) {
		int order = i == old_count   ? 1
		            : k == new_count ? -1
		                             : order_used(old[i], new[k]);

		if (order < 0)
			add(diff, DIFF_DEAD, (size_t)(old[i++] - diff->a.part), DIFF_NONE, 0);
		else if (order > 0)
			add(diff, DIFF_BORN, DIFF_NONE, (size_t)(new[k++] - diff->b.part), 0);
		else
			compare_pair(diff, old[i++], new[k++]);
	}
	free(old);
	free(new);
}

/* ------------------------------------------------------------------- free chunks */

static size_t end_of(const struct part *part)
{
	return part->offset + part->size;
}

static int is_free(const struct inventory *inventory, size_t i)
{
	return i < inventory->count && inventory->part[i].state == PART_FREE;
}

/* Whether a part lies before a hole, without a byte in common. */
static int is_before(const struct part *part, const struct part *hole)
{
	return part->section < hole->section
	       || (part->section == hole->section && end_of(part) <= hole->offset);
}

/* How many old chunks, from number i on, have bytes in common with a hole. */
static size_t overlapped(const struct inventory *a, size_t i, const struct part *hole)
{
	size_t end = i;

	while (end < a->count && a->part[end].section == hole->section
	       && a->part[end].offset < end_of(hole))
		end++;
	return end - i;
}

/* The hole k of now, which has bytes in common with so many old chunks from number i on. Old
 * ones that are accounted for are noted as told. */
static void compare_hole(struct diff *diff, size_t i, size_t parts, size_t k,
                         unsigned char *told)
{
	const struct part *old, *hole = &diff->b.part[k];

	if (parts > 1) {
		add(diff, DIFF_MERGED, i, k, parts);
		memset(told + i, 1, parts);
		return;
	}
	if (parts == 0 || !is_free(&diff->a, i) || told[i]) {
		add(diff, DIFF_HOLE, DIFF_NONE, k, 0);
		return;
	}
	old = &diff->a.part[i];
	told[i] = 1;
	if (old->offset != hole->offset || old->size != hole->size)
		add(diff, DIFF_SHRUNK, i, k, 0);
}

static void compare_free(struct diff *diff)
{
	const struct inventory *a = &diff->a, *b = &diff->b;
	unsigned char *told = memory_new(a->count + 1, 1);
	size_t i = 0;

	for (size_t k = 0; k < b->count; k++) {
		if (!is_free(b, k))
			continue;
		while (i < a->count && is_before(&a->part[i], &b->part[k]))
			i++;
		compare_hole(diff, i, overlapped(a, i, &b->part[k]), k, told);
	}
	for (i = 0; i < a->count; i++)
		if (is_free(a, i) && !told[i] && has_section(b, a->part[i].section))
			add(diff, DIFF_FILLED, i, DIFF_NONE, 0);
	free(told);
}

/* -------------------------------------------------------------------------- all */

/* Those of one kind stay as they are: in the order of finding. */
static void sort_by_kind(struct diff *diff)
{
	struct difference *sorted = memory_new(diff->count + 1, sizeof *sorted);
	size_t at[DIFF_KINDS], next = 0;

	for (size_t kind = 0; kind < DIFF_KINDS; kind++) {
		at[kind] = next;
		next += diff->of_kind[kind];
	}
	for (size_t i = 0; i < diff->count; i++)
		sorted[at[diff->list[i].kind]++] = diff->list[i];
	free(diff->list);
	diff->list = sorted;
	diff->space = diff->count + 1;
}

void diff_make(struct diff *diff, struct inventory *a, struct inventory *b)
{
	*diff = (struct diff){ .a = *a, .b = *b };
	*a = *b = (struct inventory){ 0 };
	compare_used(diff);
	compare_free(diff);
	compare_sections(diff);
	sort_by_kind(diff);
}

/* ------------------------------------------------------------------- on the screen */

/* In the second inventory what became, in the first what went. */
static const unsigned char marks[DIFF_KINDS][2] = {
	[DIFF_BORN] = { VIEW_PLAIN, VIEW_NEW },
	[DIFF_DEAD] = { VIEW_FREED, VIEW_PLAIN },
	[DIFF_MOVED] = { VIEW_MOVED_FROM, VIEW_MOVED_TO },
	[DIFF_RESIZED] = { VIEW_RESIZED, VIEW_RESIZED },
	[DIFF_MERGED] = { VIEW_PLAIN, VIEW_MERGED },
	[DIFF_HOLE] = { VIEW_PLAIN, VIEW_NEW },
	[DIFF_FILLED] = { VIEW_FREED, VIEW_PLAIN },
	[DIFF_SHRUNK] = { VIEW_RESIZED, VIEW_RESIZED },
};

void diff_show(struct diff *diff, enum diff_shows shows)
{
	int second = shows == DIFF_SHOWS_B;
	size_t count = second ? diff->b.count : diff->a.count;

	diff->shows = shows;
	if (shows == DIFF_UNSHOWN)
		return;
	free(diff->mark);
	diff->mark = memory_new(count + 1, 1);
	for (size_t i = 0; i < diff->count; i++) {
		const struct difference *d = &diff->list[i];
		size_t part = second ? d->after : d->before;

		if (d->kind < DIFF_MAPPED && part != DIFF_NONE)
			diff->mark[part] = marks[d->kind][second];
	}
}

/* The last part that starts at a place or before it; count: there is none. */
static size_t part_at(const struct inventory *inventory, size_t section, size_t offset)
{
	struct part place = { .section = section, .offset = offset };
	size_t low = 0, high = inventory->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (inventory_order(&inventory->part[middle], &place) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low && inventory->part[low - 1].section == section ? low - 1 : inventory->count;
}

enum view_mark diff_mark(const struct diff *diff, size_t section, size_t offset)
{
	const struct inventory *inventory = diff->shows == DIFF_SHOWS_B ? &diff->b : &diff->a;
	size_t i = part_at(inventory, section, offset);

	if (diff->shows == DIFF_UNSHOWN || i == inventory->count
	    || inventory->part[i].offset != offset)
		return VIEW_PLAIN;
	return (enum view_mark)diff->mark[i];
}

int diff_gone(const struct diff *diff, size_t section, size_t *at, view_range *out)
{
	for (; diff->shows == DIFF_SHOWS_B && *at < diff->count; ++*at) {
		const struct difference *d = &diff->list[*at];
		const struct part *old = d->before == DIFF_NONE ? NULL : &diff->a.part[d->before];

		if ((d->kind != DIFF_DEAD && d->kind != DIFF_MOVED) || old->section != section
		    || !is_free(&diff->b, part_at(&diff->b, section, old->offset)))
			continue;
		*out = (view_range){ .section = section, .offset = old->offset, .size = old->size,
			             .mark = d->kind == DIFF_DEAD ? VIEW_FREED
			                                          : VIEW_MOVED_FROM };
		memcpy(out->name, old->text, sizeof out->name);
		++*at;
		return 1;
	}
	return 0;
}

void diff_free(struct diff *diff)
{
	inventory_free(&diff->a);
	inventory_free(&diff->b);
	free(diff->list);
	free(diff->mark);
	*diff = (struct diff){ 0 };
}

void diff_drop(struct session *session)
{
	if (session->diff)
		diff_free(session->diff);
	free(session->diff);
	session->diff = NULL;
}
