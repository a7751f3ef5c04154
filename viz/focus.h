/* SPDX-License-Identifier: MIT
 *
 * focus.h - the pane that has the keys: where it stands, and how it is told from the others.
 */
#ifndef MMVIZ_FOCUS_H
#define MMVIZ_FOCUS_H

#include "grid.h"
#include "layout.h"
#include "view.h"

/* The layout's name of a pane that can be chosen; PANE_COUNT: it is none. */
enum pane focus_pane(enum view_pane pane);

/* Over a screen that is drawn: the rule of the pane that has the keys. */
void focus_draw(struct grid *grid, const view *v, const struct layout *layout);

#endif
