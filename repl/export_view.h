/* SPDX-License-Identifier: MIT
 *
 * export_view.h - the view at the step where the session stands, as a file.
 *
 *   export_svg     a picture (viz/svg.h)
 *   export_text    the characters of its cells, UTF-8: one line a row, no trailing blanks
 *
 * Rules of use
 * - Writers of replace.h: the user is the const struct session.
 * - The session shows the operation that led here: see timeline_show.
 * - Size, characters and theme are the session's. The same session gives the same bytes.
 */
#ifndef MMVIZ_EXPORT_VIEW_H
#define MMVIZ_EXPORT_VIEW_H

#include <stdio.h>

int export_svg(FILE *out, const void *user);
int export_text(FILE *out, const void *user);

#endif
