/* SPDX-License-Identifier: MIT
 *
 * lint.h - the mistakes of a lesson, found by reading and playing it, nothing shown.
 *
 *   lessons/06.txt:41: "lagest" is nothing that is known ...
 *   lessons/06.txt:57: warning: this line of prose has 91 columns ...
 *
 * Rules of use
 * - A lesson with random numbers is played several times, from other seeds too.
 * - A line that would write a file or keep a preference is not carried out.
 * - What takes longer than LINT_SECONDS is read to its end, and not played any more.
 */
#ifndef MMVIZ_LINT_H
#define MMVIZ_LINT_H

#include <stdio.h>

enum { LINT_SECONDS = 20, LINT_MOST = 1000 /* findings that are kept */, LINT_COLUMNS = 80 };

/* Findings by line, then a line that counts them, all on out. The number of mistakes, without
 * warnings; a file that cannot be read is one. */
size_t lint_file(const char *path, FILE *out);

#endif
