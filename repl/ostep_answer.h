/* SPDX-License-Identifier: MIT
 *
 * ostep_answer.h - what a learner thinks an operation did: read from lines, and marked.
 *
 * Two lines an operation. What it returned, of an Alloc with the number of entries searched:
 *
 *   1004 1
 *   ptr[0] = Alloc(3) returned 1004 (searched 1 elements)     as a solved sheet has it
 *
 * and the list afterwards, "empty" when nothing is in it:
 *
 *   1000:8 1020:80
 *   Free List [ Size 2 ]: [ addr:1000 sz:8 ][ addr:1020 sz:80 ]
 *
 * A question mark stands for what is not known. So a sheet that was filled in is a file of
 * answers, and the solved one of the same problem is all right.
 */
#ifndef MMVIZ_OSTEP_ANSWER_H
#define MMVIZ_OSTEP_ANSWER_H

#include "ostep_task.h"

struct ostep_said {
	int has_returned, has_searched, has_list;
	long long returned;
	size_t searched;
	struct ostep_list list; /* free it with ostep_list_free */
};

enum ostep_part { OSTEP_RETURNED, OSTEP_LIST, OSTEP_PARTS };

enum ostep_line {
	OSTEP_NO_ANSWER, /* blank, a remark (#), or of a sheet what is not an answer: skip it */
	OSTEP_ANSWERED,
	OSTEP_NEXT_PART, /* it belongs to a later question: this one stays open */
	OSTEP_NO_SENSE,  /* a sentence says why, OSTEP_SENTENCE bytes */
	OSTEP_OTHER      /* it is of another operation; a sentence */
};

/* One line about one part. */
enum ostep_line ostep_answer_read(const char *line, const struct ostep_step *step,
                                  enum ostep_part part, struct ostep_said *said, char *sentence);

/* Points: 1 for what was returned, 1 for the entries searched, 2 for the list; of a list that
 * has the right entries in a wrong order, or one entry wrong, missing or too many, 1. */
struct ostep_marks {
	unsigned returned, searched, list;
	unsigned all, of;
};

unsigned ostep_points(const struct ostep_step *step); /* that there are */

struct ostep_marks ostep_mark(const struct ostep_problem *problem, const struct ostep_step *step,
                              const struct ostep_said *said);

#endif
