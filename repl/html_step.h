/* SPDX-License-Identifier: MIT
 *
 * html_step.h - one step of a run as a line of JSON, for the page of export FILE.html.
 *
 *   {"c":"m 180","r":"p11 = s1+0x280, ...","e":1,"w":["180 becomes 192, ..."],
 *    "a":["p1 moved ..."],"d":"+ p11 s1 0x280 192","h":"mapped 8,192 ...","g":"..."}
 *
 *   c command   r result   e it failed   w its steps   a watched chunks
 *   d what it changed      h the heap's numbers        g cells
 *
 * Cells are those that differ from the step before, row by row from the first, as glyphs with
 * marks between them; a digit D is one of 62: 0 to 9, A to Z, a to z.
 *
 *   ^D       from here on in role D; 0 at the start
 *   `DD      pass over so many cells, the first digit is that of the sixty-twos
 *   ~D█      the next glyph, whatever it is, D times
 *
 * The second cell of a wide glyph has the glyph U+0000.
 *
 * Rules of use
 * - It may stand in a script element: of < > & / and the line ends of Unicode nothing is
 *   left as it is, so that no text ends the element, or is an address.
 * - Texts are clean UTF-8. Members that would be empty are left out, but g.
 */
#ifndef MMVIZ_HTML_STEP_H
#define MMVIZ_HTML_STEP_H

#include "grid.h"
#include "view.h"

#include <stdio.h>

/* before: the cells of the step before, of the same size; NULL: they are blanks in role 0. */
void html_step(FILE *out, const view *v, const char *command, const struct cell *before,
               const struct grid *now);

/* A string of JSON, quotes and all. */
void html_string(FILE *out, const char *text);

#endif
