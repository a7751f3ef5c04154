/* SPDX-License-Identifier: MIT
 *
 * branches.h - the tree of what was typed in one heap: a command typed in the past does not
 * wipe out what lay ahead, it starts a branch.
 *
 *   b1  1 2 3 4 5 6 7          b2 forks from b1 at step 4, b3 from b2 at step 6
 *             `- 5 6 7 8  b2
 *                  `- 7   b3
 *
 * The journal holds the way to the active branch; each other branch holds what is its own
 * and not on that way.
 */
#ifndef MMVIZ_BRANCHES_H
#define MMVIZ_BRANCHES_H

#include "journal.h"

struct branch {
	size_t parent, fork;  /* index of the branch it came from, and the step where */
	struct journal
		*rest; /* its operations beyond the way to the active one; NULL: that is it */
	size_t rest_from;     /* the step before them */
};

struct branches {
	struct branch *branch; /* branch[0] has no parent */
	size_t count, space, active;
};

void branches_create(struct branches *branches);
void branches_free(struct branches *branches);

/* What follows step N is put aside, and a new branch is active. */
void branches_fork(struct branches *branches, struct journal *journal, size_t step);

/* The last step that the active branch and this one have in common. */
size_t branches_common(const struct branches *branches, const struct journal *journal,
                       size_t index);

/* Makes it the active one. The session stands at a step that both have. O(steps moved) */
void branches_switch(struct branches *branches, struct journal *journal, size_t index);

/* The last step of a branch. */
size_t branches_end(const struct branches *branches, const struct journal *journal, size_t index);

/* Whether step N of a branch is on the way to the active one. */
int branches_has(const struct branches *branches, const struct journal *journal, size_t index,
                 size_t step);

#endif
