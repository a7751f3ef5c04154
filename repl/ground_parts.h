/* SPDX-License-Identifier: MIT
 *
 * ground_parts.h - what is looked at, by file.
 *
 *   ground.c         which of both, and at which step
 *   ground_read.c    the file of a recording, read a part at a time
 *   ground_cursor.c  the cursors
 */
#ifndef MMVIZ_GROUND_PARTS_H
#define MMVIZ_GROUND_PARTS_H

#include "ground.h"
#include "trace.h"

struct ground {
	char *path, *process;      /* of the file; NULL: a program is watched; the usual process */
	struct recorded *recorded; /* NULL: not wanted yet */
	struct trace *trace;       /* it is read from; NULL: nothing was wanted yet */
	int is_read;               /* all of it */
	size_t heap;               /* to which it belongs */
	int played;                /* the journal has it */
	size_t end;                /* the last step that was played */
	int shown, looking;
	size_t *extra; /* steps of the journal that are no operation of the recording */
	size_t count, space;
	char problem[TRACE_PROBLEM], remark[TRACE_PROBLEM]; /* of the file, at its end */
};

/* The ground of before is gone. */
struct ground *ground_begin(struct session *session);
struct ground *ground_of_file(struct session *session, const char *path, const char *process);

/* Operations of the recording up to a step of the journal. */
uint64_t ground_record_of(const struct ground *ground, size_t step);

/* To a step of a recording that has no journal: it is read up to there. SESSION_OK. */
int ground_go_alone(struct session *session, uint64_t step);

#endif
