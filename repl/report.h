/* SPDX-License-Identifier: MIT
 *
 * report.h - what failed in scripts while the screen was drawn: FILE:LINE: reason, told
 * when it is gone.
 */
#ifndef MMVIZ_REPORT_H
#define MMVIZ_REPORT_H

#include "lines.h"
#include "session.h"

struct report {
	struct lines lines;
	size_t failures; /* of the session, seen so far */
};

/* After each line that was run. What was typed is none of a script's: it is not kept. */
void report_line(struct report *report, const struct session *session);

/* Writes it all and forgets it. */
void report_tell(struct report *report, FILE *out);

#endif
