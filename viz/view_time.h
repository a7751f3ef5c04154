/* SPDX-License-Identifier: MIT
 *
 * view_time.h - of a view (view.h): operations, marks and branches of the time line.
 */
#ifndef MMVIZ_VIEW_TIME_H
#define MMVIZ_VIEW_TIME_H

#include "view_memory.h"

enum {
	VIEW_OPERATIONS = 512, /* most places in the time line */
	VIEW_MILESTONES = 64,  /* most marks on it */
	VIEW_BRANCHES = 3,     /* most other branches beside it */
	VIEW_GLYPHS = 160      /* most operations shown of such a branch, its final 0 included */
};

/* One place of the time line: an operation, or several where a branch is long. */
typedef struct view_operation {
	char glyph; /* + m, - f, ~ r, w, ! error; of several ! or the commonest */
	size_t number, used, mapped; /* of several the last number, the largest bytes */
	unsigned external; /* percent; a plot of its own where there is room */
	size_t looked;     /* free chunks looked at; the same */
	size_t first;      /* of several the first number; 0: it is one */
	size_t asked, calls; /* bytes; system calls up to it */
	unsigned internal; /* percent */
} view_operation;

typedef struct view_milestone {
	char name[VIEW_NAME];
	size_t step; /* the state after that operation; 0: the empty heap */
} view_milestone;

/* Another branch: it leaves the one that is shown after step `fork`. */
typedef struct view_branch {
	size_t number, fork, last; /* shown as b1, b2, ...; its last step */
	char glyphs[VIEW_GLYPHS];  /* of its own operations, from fork + 1 on */
} view_branch;

#endif
