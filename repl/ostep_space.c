/* SPDX-License-Identifier: MIT
 *
 * ostep_space.c - a heap under the rules of ostep.h.
 */
#include "ostep_space.h"

#include "memory.h"

#include <stdlib.h>

enum { LEAST_SECTION = 64 };

/* How the engine keeps a list that is sorted by hand after each Free, or one of its own. */
static const struct rule {
	enum my_heap_order order[2]; /* by enum ostep_hand */
	int sorted;                  /* by hand: 1 by size upwards, -1 downwards */
} rules[OSTEP_ORDERS] = {
	[OSTEP_ADDRSORT] = { { MY_HEAP_BY_ADDRESS, MY_HEAP_BY_ADDRESS }, 0 },
	[OSTEP_SIZESORT_UP] = { { MY_HEAP_FIRST_IN_FIRST_OUT, MY_HEAP_BY_SIZE_UP }, 1 },
	[OSTEP_SIZESORT_DOWN] = { { MY_HEAP_FIRST_IN_FIRST_OUT, MY_HEAP_BY_SIZE_DOWN }, -1 },
	[OSTEP_INSERT_FRONT] = { { MY_HEAP_LAST_IN_FIRST_OUT, MY_HEAP_LAST_IN_FIRST_OUT }, 0 },
	[OSTEP_INSERT_BACK] = { { MY_HEAP_FIRST_IN_FIRST_OUT, MY_HEAP_FIRST_IN_FIRST_OUT }, 0 },
};

static const enum my_heap_placement placements[OSTEP_POLICIES] = {
	[OSTEP_BEST] = MY_HEAP_BEST_FIT, [OSTEP_WORST] = MY_HEAP_WORST_FIT,
	[OSTEP_FIRST] = MY_HEAP_FIRST_FIT, [OSTEP_NEXT] = MY_HEAP_NEXT_FIT,
};

struct ostep_space {
	my_heap *heap;
	struct ostep_problem problem;
	int sorts, joins; /* by hand; sorts: the direction */
	const unsigned char *memory; /* where the space begins */
	struct ostep_list list;
	struct ostep_entry *sorted; /* room to sort in */
	size_t sorted_space;
	int refused; /* a Free was misuse */
};

static void note_misuse(void *user, enum my_heap_misuse cause, const void *pointer)
{
	(void)cause, (void)pointer;
	((struct ostep_space *)user)->refused = 1;
}

void ostep_space_options(const struct ostep_problem *problem, enum ostep_hand hand,
                         my_heap_options *options)
{
	int joins = problem->order != OSTEP_ADDRSORT && hand == OSTEP_BY_HAND;
	size_t least = problem->size + (problem->header ? problem->header : 1);

	my_heap_options_default(options);
	options->placement = placements[problem->policy];
	options->order = rules[problem->order].order[hand];
	options->coalescing = problem->coalesce && !joins ? MY_HEAP_AT_ONCE : MY_HEAP_NEVER;
	options->split = 0;
	options->granule = options->alignment = 1;
	options->header = problem->header;
	options->section = least > LEAST_SECTION ? least : LEAST_SECTION;
	options->limit = options->section;
}

/* ------------------------------------------------------------------------ the list */

static int add_chunk(void *user, const my_heap_chunk *chunk)
{
	struct ostep_space *space = user;

	ostep_list_add(&space->list, space->problem.base + chunk->offset, chunk->size);
	return 0;
}

static void read_list(struct ostep_space *space)
{
	static const struct ostep_list nothing;
	my_heap_section section;

	ostep_list_copy(&space->list, &nothing);
	if (my_heap_first_section(space->heap, &section))
		my_heap_walk_free(space->heap, &section, add_chunk, space);
}

/* What its user would hold. */
static const void *held(const struct ostep_space *space, struct ostep_entry entry)
{
	return space->memory + (entry.address - space->problem.base) + space->problem.header;
}

static int in_order(struct ostep_entry a, struct ostep_entry b, int direction)
{
	return direction > 0 ? a.size <= b.size : a.size >= b.size;
}

/* Two sorted runs, from and to each up to the next; equals stay in their order. */
static void merge_runs(struct ostep_entry *entry, struct ostep_entry *room, size_t left,
                       size_t right, size_t end, int direction)
{
	size_t a = left, b = right;

	for (size_t i = left; i < end; i++) {
		int takes_a = b == end || (a < right && in_order(entry[a], entry[b], direction));

		room[i] = entry[takes_a ? a++ : b++];
	}
	for (size_t i = left; i < end; i++)
		entry[i] = room[i];
}

static size_t least_of(size_t a, size_t b)
{
	return a < b ? a : b;
}

static void sort(struct ostep_space *space, int direction)
{
	struct ostep_list *list = &space->list;
	size_t count = list->count;

	space->sorted = memory_room(space->sorted, 0, count, &space->sorted_space,
	                            sizeof *space->sorted);
	for (size_t run = 1; run < count; run *= 2)
		for (size_t left = 0; left + run < count; left += 2 * run)
			merge_runs(list->entry, space->sorted, left, left + run,
			           least_of(left + 2 * run, count), direction);
}

static int is_sorted(const struct ostep_list *list, int direction)
{
	for (size_t i = 1; i < list->count; i++)
		if (!in_order(list->entry[i - 1], list->entry[i], direction))
			return 0;
	return 1;
}

/* SIZESORT. */
static void sort_by_hand(struct ostep_space *space, int direction)
{
	if (is_sorted(&space->list, direction))
		return;
	sort(space, direction);
	for (size_t i = 0; i < space->list.count; i++)
		my_heap_relist(space->heap, held(space, space->list.entry[i]));
}

/* Entries side by side in the list and, the lower one first, in memory become one. */
static void join_by_hand(struct ostep_space *space)
{
	struct ostep_list *list = &space->list;
	size_t last = 0;

	for (size_t i = 1; i < list->count; i++) {
		struct ostep_entry *before = &list->entry[last], now = list->entry[i];

		if (before->address + before->size == now.address
		    && my_heap_join(space->heap, held(space, *before)))
			before->size += now.size;
		else
			list->entry[++last] = now;
	}
}

/* ----------------------------------------------------------------------- the space */

/* One free chunk of the whole space, with a used one behind it. */
static int furnish(struct ostep_space *space, size_t section)
{
	size_t header = space->problem.header, size = space->problem.size;
	unsigned char *whole = my_heap_malloc(space->heap, size - header);

	if (!whole || !my_heap_malloc(space->heap, section - size - header))
		return 0;
	space->memory = whole - header;
	my_heap_free(space->heap, whole);
	read_list(space);
	return 1;
}

struct ostep_space *ostep_space_create(const struct ostep_problem *problem, enum ostep_hand hand)
{
	struct ostep_space *space = memory_new(1, sizeof *space);
	my_heap_options options;

	space->problem = *problem;
	space->sorts = hand == OSTEP_BY_HAND ? rules[problem->order].sorted : 0;
	ostep_space_options(problem, hand, &options);
	space->joins = problem->coalesce && options.coalescing == MY_HEAP_NEVER;
	options.misuse = note_misuse;
	options.user = space;
	space->heap = my_heap_create(&options);
	if (space->heap && furnish(space, options.section))
		return space;
	ostep_space_destroy(space);
	return NULL;
}

void ostep_space_destroy(struct ostep_space *space)
{
	if (!space)
		return;
	my_heap_destroy(space->heap);
	ostep_list_free(&space->list);
	free(space->sorted);
	free(space);
}

static size_t looked(const struct ostep_space *space)
{
	my_heap_statistics now;

	my_heap_stats(space->heap, &now);
	return now.looked;
}

/* The engine passes over a section whose largest free chunk is too small: it knows that without
 * looking. By the book's rules each entry is looked at then. */
void *ostep_space_alloc(struct ostep_space *space, size_t size, size_t *searched)
{
	size_t before = looked(space);
	void *pointer = my_heap_malloc(space->heap, ostep_padded(&space->problem, size));

	*searched = pointer ? looked(space) - before : space->list.count;
	read_list(space);
	return pointer;
}

int ostep_space_free(struct ostep_space *space, void *pointer)
{
	space->refused = 0;
	my_heap_free(space->heap, pointer);
	if (space->refused)
		return 0;
	read_list(space);
	if (space->sorts)
		sort_by_hand(space, space->sorts);
	if (space->joins)
		join_by_hand(space);
	if (space->sorts || space->joins)
		read_list(space);
	return 1;
}

size_t ostep_space_address(const struct ostep_space *space, const void *pointer)
{
	return space->problem.base + (size_t)((const unsigned char *)pointer - space->memory);
}

const struct ostep_list *ostep_space_list(const struct ostep_space *space)
{
	return &space->list;
}

const my_heap *ostep_space_heap(const struct ostep_space *space)
{
	return space->heap;
}
