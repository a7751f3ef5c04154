/* SPDX-License-Identifier: MIT
 *
 * branches.c - the tree of what was typed in one heap.
 *
 * Invariant: every operation lies in one place, the journal or one branch's rest. All
 * branches but the active one have a rest, maybe without operations.
 */
#include "branches.h"

#include "memory.h"

#include <stdlib.h>

static const size_t nowhere = SIZE_MAX;

static size_t add(struct branches *branches, size_t parent, size_t fork)
{
	branches->branch = memory_room(branches->branch, branches->count, 1, &branches->space,
	                               sizeof *branches->branch);
	branches->branch[branches->count] = (struct branch){ .parent = parent, .fork = fork };
	return branches->count++;
}

void branches_create(struct branches *branches)
{
	*branches = (struct branches){ 0 };
	add(branches, nowhere, 0);
}

void branches_free(struct branches *branches)
{
	for (size_t i = 0; i < branches->count; i++)
		journal_destroy(branches->branch[i].rest);
	free(branches->branch);
	*branches = (struct branches){ 0 };
}

/* ------------------------------------------------------------------------ places */

static int is_ancestor(const struct branches *branches, size_t index, size_t of)
{
	while (of != index && of != nowhere)
		of = branches->branch[of].parent;
	return of == index;
}

/* The step where the way to a branch leaves one of its ancestors; its end for itself. */
static size_t leaves_at(const struct branches *branches, const struct journal *journal,
                        size_t ancestor, size_t way)
{
	if (way == ancestor)
		return branches_end(branches, journal, way);
	while (branches->branch[way].parent != ancestor)
		way = branches->branch[way].parent;
	return branches->branch[way].fork;
}

size_t branches_end(const struct branches *branches, const struct journal *journal, size_t index)
{
	const struct branch *branch = &branches->branch[index];

	return branch->rest ? branch->rest_from + journal_operations(branch->rest)
	                    : journal_operations(journal);
}

size_t branches_common(const struct branches *branches, const struct journal *journal,
                       size_t index)
{
	size_t both = branches->active, mine, other;

	while (!is_ancestor(branches, both, index))
		both = branches->branch[both].parent;
	mine = leaves_at(branches, journal, both, branches->active);
	other = leaves_at(branches, journal, both, index);
	return mine < other ? mine : other;
}

int branches_has(const struct branches *branches, const struct journal *journal, size_t index,
                 size_t step)
{
	return is_ancestor(branches, index, branches->active)
	       && step <= leaves_at(branches, journal, index, branches->active);
}

/* --------------------------------------------------------------------- switching */

static void leave(struct branches *branches, struct journal *journal, size_t index, size_t step)
{
	struct branch *branch = &branches->branch[index];

	branch->rest = journal_cut(journal, step);
	branch->rest_from = step;
}

static void enter(struct branches *branches, struct journal *journal, size_t index)
{
	struct branch *branch = &branches->branch[index];

	if (branch->rest)
		journal_append(journal, branch->rest);
	branch->rest = NULL;
}

/* The active one is left where it began, for the one that it came from. */
static void ascend(struct branches *branches, struct journal *journal)
{
	size_t from = branches->active;

	leave(branches, journal, from, branches->branch[from].fork);
	branches->active = branches->branch[from].parent;
	enter(branches, journal, branches->active);
}

/* From the branch that the step belongs to. */
void branches_fork(struct branches *branches, struct journal *journal, size_t step)
{
	while (branches->active && step <= branches->branch[branches->active].fork)
		ascend(branches, journal);
	leave(branches, journal, branches->active, step);
	branches->active = add(branches, branches->active, step);
}

/* Up to the branch that both come from, then down again. */
void branches_switch(struct branches *branches, struct journal *journal, size_t index)
{
	while (!is_ancestor(branches, branches->active, index))
		ascend(branches, journal);
	while (branches->active != index) {
		size_t next = index;

		while (branches->branch[next].parent != branches->active)
			next = branches->branch[next].parent;
		leave(branches, journal, branches->active, branches->branch[next].fork);
		branches->active = next;
		enter(branches, journal, next);
	}
}
