/* SPDX-License-Identifier: MIT
 *
 * text.h - one operation as linear plain text: no terminal, a screen reader, a file.
 *
 *   > m 180
 *   p11 = s1+0x280, 192 bytes for the 180 asked, 12 slack
 *     1 180 becomes 192, the next multiple of 16.
 *     changed: + p11 s1 0x280 192; ~ free s1 0x280 240 -> 0x340 48
 *     heap: mapped 8,192 used 4,768 largest free 2,784 ...
 *
 * Rules of use
 * - ASCII only, lines of at most TEXT_WIDTH columns, every line complete by itself.
 * - Writing errors stay in the stream: the caller asks ferror.
 */
#ifndef MMVIZ_TEXT_H
#define MMVIZ_TEXT_H

#include "view.h"

#include <stdio.h>

enum { TEXT_WIDTH = 78 };

/* The block of the view's last command. What is NULL or empty in the view is left out; a
 * command's own text stands in place of the steps. */
void text_operation(FILE *out, const view *v);

/* One line: `head` before it, broken at blanks, its later rows set in by `hang`. */
void text_line(FILE *out, const char *head, int hang, const char *line);

#endif
