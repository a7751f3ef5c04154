/* SPDX-License-Identifier: MIT
 *
 * ostep_mistake.c - the usual mistakes about the list after an operation.
 */
#include "ostep_mistake.h"

#include <string.h>

enum { LONGEST = 1000 }; /* entries of a list that a person may have thought about */

/* What a mistake makes of the list before; which: of a policy or an order. Lists that are the
 * right one are no mistakes. */
typedef void making(const struct ostep_problem *problem, const struct ostep_step *step, int which,
                    struct ostep_list *list);

struct mistake {
	const char *sentence;
	making *make;
	int which;
};

static void drop(struct ostep_list *list, size_t at)
{
	list->count--;
	memmove(list->entry + at, list->entry + at + 1, (list->count - at) * sizeof *list->entry);
}

/* Adjacent ones change places until all are in order: equals stay as they are. */
static void sort_by_size(struct ostep_list *list, int direction)
{
	for (size_t n = 1; n < list->count; n++)
		for (size_t i = n; i > 0; i--) {
			struct ostep_entry *e = &list->entry[i - 1], second = e[1];

			if (direction > 0 ? e[0].size <= e[1].size : e[0].size >= e[1].size)
				break;
			e[1] = e[0];
			e[0] = second;
		}
}

static void as_before(const struct ostep_problem *problem, const struct ostep_step *step,
                      int which, struct ostep_list *list)
{
	(void)problem, (void)which;
	ostep_list_copy(list, &step->before);
}

/* ------------------------------------------------------------------------- an Alloc */

static size_t taken(const struct ostep_problem *problem, const struct ostep_step *step)
{
	size_t at = 0;

	while (at < step->before.count
	       && step->before.entry[at].address != step->address - problem->header)
		at++;
	return at;
}

static void take(const struct ostep_step *step, size_t at, size_t need, struct ostep_list *list)
{
	ostep_list_copy(list, &step->before);
	if (at == list->count || list->entry[at].size < need)
		return;
	list->entry[at].address += need;
	list->entry[at].size -= need;
	if (list->entry[at].size == 0)
		drop(list, at);
}

static void without_header(const struct ostep_problem *problem, const struct ostep_step *step,
                           int which, struct ostep_list *list)
{
	(void)which;
	take(step, taken(problem, step), ostep_padded(problem, step->size), list);
}

static void without_padding(const struct ostep_problem *problem, const struct ostep_step *step,
                            int which, struct ostep_list *list)
{
	(void)which;
	take(step, taken(problem, step), step->size + problem->header, list);
}

static void from_the_end(const struct ostep_problem *problem, const struct ostep_step *step,
                         int which, struct ostep_list *list)
{
	size_t at = taken(problem, step);

	(void)which;
	ostep_list_copy(list, &step->before);
	list->entry[at].size -= ostep_need(problem, step->size);
	if (list->entry[at].size == 0)
		drop(list, at);
}

/* What is left was put where a chunk goes that is freed. */
static void rest_listed_anew(const struct ostep_problem *problem, const struct ostep_step *step,
                             int which, struct ostep_list *list)
{
	size_t at = taken(problem, step);
	struct ostep_entry rest = step->before.entry[at];

	take(step, at, ostep_need(problem, step->size), list);
	if (list->count < step->before.count)
		return;
	rest = list->entry[at];
	if (which == OSTEP_SIZESORT_UP || which == OSTEP_SIZESORT_DOWN) {
		sort_by_size(list, which == OSTEP_SIZESORT_UP ? 1 : -1);
		return;
	}
	drop(list, at);
	ostep_list_add(list, rest.address, rest.size);
}

static void by_policy(const struct ostep_problem *problem, const struct ostep_step *step,
                      int which, struct ostep_list *list)
{
	size_t need = ostep_need(problem, step->size);

	take(step, ostep_list_choice(&step->before, (enum ostep_policy)which, need), need, list);
}

static const struct mistake allocs[] = {
	{ "That is the list as it was before.", as_before, 0 },
	{ "That is the list without the header: it is taken, too.", without_header, 0 },
	{ "That is the list without the padding: it is taken, too.", without_padding, 0 },
	{ "That takes the chunk from the end of the entry: it is taken from its start.",
	  from_the_end, 0 },
	{ "That is what FIRST makes of the list.", by_policy, OSTEP_FIRST },
	{ "That is what BEST makes of the list.", by_policy, OSTEP_BEST },
	{ "That is what WORST makes of the list.", by_policy, OSTEP_WORST },
	{ "That sorts what is left.", rest_listed_anew, OSTEP_SIZESORT_UP },
	{ "That sorts what is left.", rest_listed_anew, OSTEP_SIZESORT_DOWN },
	{ "That puts what is left at the end of the list.", rest_listed_anew, OSTEP_INSERT_BACK },
	{ NULL, NULL, 0 },
};

/* --------------------------------------------------------------------------- a Free */

static size_t bytes(const struct ostep_list *list)
{
	size_t sum = 0;

	for (size_t i = 0; i < list->count; i++)
		sum += list->entry[i].size;
	return sum;
}

static void by_order(const struct ostep_problem *problem, const struct ostep_step *step,
                     int which, struct ostep_list *list)
{
	size_t size = bytes(&step->after) - bytes(&step->before);
	struct ostep_entry freed = { step->address - problem->header, size };

	ostep_list_copy(list, &step->before);
	ostep_list_add(list, freed.address, freed.size);
	if (which == OSTEP_ADDRSORT)
		ostep_list_by_address(list);
	if (which == OSTEP_SIZESORT_UP || which == OSTEP_SIZESORT_DOWN)
		sort_by_size(list, which == OSTEP_SIZESORT_UP ? 1 : -1);
	if (which == OSTEP_INSERT_FRONT) {
		memmove(list->entry + 1, list->entry, (list->count - 1) * sizeof freed);
		list->entry[0] = freed;
	}
}

/* All neighbours in memory, in order of address. */
static void merged(const struct ostep_problem *problem, const struct ostep_step *step, int which,
                   struct ostep_list *list)
{
	(void)which;
	by_order(problem, step, OSTEP_ADDRSORT, list);
	for (size_t i = 1; i < list->count;) {
		struct ostep_entry *e = &list->entry[i - 1];

		if (e[0].address + e[0].size != e[1].address) {
			i++;
			continue;
		}
		e[0].size += e[1].size;
		drop(list, i);
	}
}

static const struct mistake frees[] = {
	{ "That is the list as it was before.", as_before, 0 },
	{ "That merges all neighbours in memory.", merged, 0 },
	{ "That is the list in ADDRSORT, unmerged.", by_order, OSTEP_ADDRSORT },
	{ "That is the list in INSERT-BACK, unmerged.", by_order, OSTEP_INSERT_BACK },
	{ "That is the list in INSERT-FRONT, unmerged.", by_order, OSTEP_INSERT_FRONT },
	{ "That is the list in SIZESORT+, unmerged.", by_order, OSTEP_SIZESORT_UP },
	{ "That is the list in SIZESORT-, unmerged.", by_order, OSTEP_SIZESORT_DOWN },
	{ NULL, NULL, 0 },
};

const char *ostep_mistake(const struct ostep_problem *problem, const struct ostep_step *step,
                          const struct ostep_list *said)
{
	const struct mistake *mistake = step->kind == OSTEP_ALLOC ? allocs : frees;
	struct ostep_list list = { 0 };

	if (step->failed || said->count > step->before.count + 1 || step->before.count > LONGEST)
		return NULL;
	for (; mistake->sentence; mistake++) {
		mistake->make(problem, step, mistake->which, &list);
		if (ostep_list_is_same(&list, said))
			break;
	}
	ostep_list_free(&list);
	return mistake->sentence;
}
