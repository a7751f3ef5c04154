/* SPDX-License-Identifier: MIT
 *
 * view_step.h - of a view (view.h): an operation that is gone through step by step.
 */
#ifndef MMVIZ_VIEW_STEP_H
#define MMVIZ_VIEW_STEP_H

#include "view_memory.h"

/* The touched chunk's way through the table, shown in the table's rule. */
typedef struct view_trail {
	int shown;
	char name[VIEW_NAME]; /* "p11", "free" */
	size_t offset, key, home, bucket, displaced;
	enum view_mark mark;
} view_trail;

typedef struct view_field {
	const char *label, *value;
	int changed; /* by the step: the value is "240 → 192" */
} view_field;

/* What would be left over of a free chunk that fits. */
typedef struct view_rest {
	size_t section, offset, rest;
	int best; /* so far */
} view_rest;

/* Where one is, going through the steps of an operation. */
typedef struct view_step {
	size_t number, count;     /* 5 of 9; count 0: no steps are gone through */
	const char *const *words; /* of each step: "look" */
	const view_field *fields; /* of this one */
	size_t field_count;
	const view_rest *rests; /* of a search for the best: those looked at, in order */
	size_t rest_count;
	const char *wins;       /* "the smaller rest wins" */
} view_step;

#endif
