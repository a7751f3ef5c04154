/* SPDX-License-Identifier: MIT
 *
 * convert.h - a recorded program of any format that is read, written as another.
 *
 *   OUT ends in .rep   malloc-lab .rep: every block has an id of its own
 *   else               a recording (my_trace.h)
 *
 * Rules of use
 * - OUT is written whole or not at all (replace.h). Where IN is damaged, what could be read of it
 *   is written, and the sentence tells of the damage.
 */
#ifndef MMVIZ_CONVERT_H
#define MMVIZ_CONVERT_H

#include "trace.h"

/* For counted(). */
#define CONVERT_LEFT_OUT "operation was left out: it failed, or freed no block.", \
	                 "operations were left out: they failed, or freed no block."

struct converted {
	int written;       /* OUT is there */
	size_t operations; /* that were written */
	size_t left_out;   /* others: frees of no block; for .rep also what failed */
	char problem[2 * TRACE_PROBLEM]; /* a sentence; "": nothing went wrong */
	char remark[TRACE_PROBLEM];
};

/* process: see trace_open_process; NULL: the one with most operations. */
struct converted convert_file(const char *in, const char *process, const char *out,
                              const volatile sig_atomic_t *stop);

#endif
