/* SPDX-License-Identifier: MIT
 *
 * export_html.h - a run as one page: every step of the active branch, as the screen shows it.
 *
 *   head, elements | run: sizes, themes, marks | g0: steps | g1: steps ... | script
 *
 * Rules of use
 * - The session goes through the steps; the caller brings it back.
 * - The same bytes for the same run, wherever the session stood. What was typed after the
 *   last step, or looked at, is not in it.
 * - Size and characters are the session's, but it is never smaller than the smallest screen.
 * - O(cells + bytes changed) a step, at most HTML_STEPS of them and about HTML_BYTES.
 */
#ifndef MMVIZ_EXPORT_HTML_H
#define MMVIZ_EXPORT_HTML_H

#include <stdio.h>

enum { HTML_STEPS = 20000, HTML_BYTES = 64 << 20 };

/* A writer of replace.h: the user is a struct run (run.h). EINTR when it was interrupted; see
 * end. */
int export_html(FILE *out, const void *user);

#endif
