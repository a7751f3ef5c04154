/* SPDX-License-Identifier: MIT
 *
 * timeline_parts.h - what a timeline is made of, for timeline*.c.
 */
#ifndef MMVIZ_TIMELINE_PARTS_H
#define MMVIZ_TIMELINE_PARTS_H

#include "branches.h"
#include "keyframes.h"
#include "moments.h"
#include "rewind.h"
#include "session.h"
#include "timeline.h"

struct timeline {
	size_t step;
	struct journal *journal; /* of the active branch */
	struct branches branches;
	struct keyframes keyframes;
	struct moments moments;
	int wanted;    /* the numbers of the operation that is carried out */
	size_t looked; /* free chunks looked at before it, when they are */
	struct rewind *rewind;
	size_t strayed; /* the operation that came to something else, and did not count; 0: none */
	struct mark *mark;
	size_t marks, mark_space;
	struct journal *aside; /* what lies ahead of a trial; NULL: nothing is being tried */
	struct moments aside_moments;
};

/* An operation shown again came to something else, and the heap is no longer that of any step:
 * back to the last image. SESSION_FAILED. */
int timeline_stray(struct session *session);

#endif
