/* SPDX-License-Identifier: MIT
 *
 * run.h - steps of the active branch, one after the other, for an export of many.
 */
#ifndef MMVIZ_RUN_H
#define MMVIZ_RUN_H

#include <stddef.h>

struct session;

/* How it ended when it was not written. */
struct run_end {
	size_t reached; /* the step that was the last to be written, or to be tried */
	int too_large;
	int failed;     /* the session could not go there, and told why */
};

/* What a writer (replace.h) of many steps is given. It goes through the steps; the caller
 * brings the session back. */
struct run {
	struct session *session;
	size_t first, last; /* steps */
	struct run_end *end;
};

#endif
