/* SPDX-License-Identifier: MIT
 *
 * prompt.h - the line being edited, in the last row of the screen.
 *
 *   > m 18_            what does not fit scrolls sideways, the cursor stays in sight
 *   >   m 100 take     nothing typed yet: the hint, gone with the first letter
 */
#ifndef MMVIZ_PROMPT_H
#define MMVIZ_PROMPT_H

#include "grid.h"
#include "view.h"

struct prompt {
	const char *text; /* before the line: "> " */
	const char *line; /* what is typed */
	size_t point;     /* where the cursor is, in bytes of line */
	const char *hint; /* may be NULL */
};

enum { PROMPT_STANDING = 32 };

/* What stands before a line at this step: "> ", and in the past "9> ". Returns out, of
 * PROMPT_STANDING bytes. */
const char *prompt_standing(char *out, const view *v);

/* Draws into the area's first row, which is cleared; the cursor's column in the area. */
int prompt_draw(struct area row, const struct prompt *prompt);

#endif
