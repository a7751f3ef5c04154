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
	struct rewind *rewind;
	struct mark *mark;
	size_t marks, mark_space;
	struct journal *aside; /* what lies ahead of a trial; NULL: nothing is being tried */
	struct moments aside_moments;
};

#endif
