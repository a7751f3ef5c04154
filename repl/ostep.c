/* SPDX-License-Identifier: MIT
 *
 * ostep.c - a problem of the book, and lists of free chunks.
 */
#include "ostep.h"

#include "memory.h"

#include <stdlib.h>
#include <string.h>

const char *const ostep_policies[] = { "BEST", "WORST", "FIRST", "NEXT", NULL };
const char *const ostep_orders[] = { "ADDRSORT", "SIZESORT+", "SIZESORT-", "INSERT-FRONT",
	                             "INSERT-BACK", NULL };

void ostep_problem_usual(struct ostep_problem *problem)
{
	*problem = (struct ostep_problem){ .size = 100, .base = 1000, .operations = 10,
		                           .range = 10, .percent = 50, .list = "" };
}

size_t ostep_padded(const struct ostep_problem *problem, size_t size)
{
	size_t unit = problem->alignment ? problem->alignment : 1;

	return (size + unit - 1) / unit * unit;
}

size_t ostep_need(const struct ostep_problem *problem, size_t size)
{
	return ostep_padded(problem, size) + problem->header;
}

void ostep_list_add(struct ostep_list *list, size_t address, size_t size)
{
	list->entry = memory_room(list->entry, list->count, 1, &list->space, sizeof *list->entry);
	list->entry[list->count++] = (struct ostep_entry){ address, size };
}

void ostep_list_copy(struct ostep_list *to, const struct ostep_list *from)
{
	to->count = 0;
	to->entry = memory_room(to->entry, 0, from->count, &to->space, sizeof *to->entry);
	if (from->count)
		memcpy(to->entry, from->entry, from->count * sizeof *to->entry);
	to->count = from->count;
}

int ostep_list_is_same(const struct ostep_list *a, const struct ostep_list *b)
{
	return a->count == b->count
	       && (a->count == 0 || memcmp(a->entry, b->entry, a->count * sizeof *a->entry) == 0);
}

size_t ostep_list_choice(const struct ostep_list *list, enum ostep_policy policy, size_t need)
{
	size_t best = list->count;

	for (size_t i = 0; i < list->count; i++) {
		size_t size = list->entry[i].size;
		size_t than = best < list->count ? list->entry[best].size : 0;

		if (size >= need
		    && (best == list->count || (policy == OSTEP_BEST && size < than)
		        || (policy == OSTEP_WORST && size > than)))
			best = i;
	}
	return best;
}

static int by_address(const void *a, const void *b)
{
	const struct ostep_entry *x = a, *y = b;

	if (x->address != y->address)
		return x->address < y->address ? -1 : 1;
	return x->size < y->size ? -1 : x->size > y->size;
}

void ostep_list_by_address(struct ostep_list *list)
{
	if (list->count)
		qsort(list->entry, list->count, sizeof *list->entry, by_address);
}

void ostep_list_free(struct ostep_list *list)
{
	free(list->entry);
	*list = (struct ostep_list){ 0 };
}
