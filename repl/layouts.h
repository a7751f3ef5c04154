/* SPDX-License-Identifier: MIT
 *
 * layouts.h - the names of arrangements and panes, for commands, keys and completion.
 */
#ifndef MMVIZ_LAYOUTS_H
#define MMVIZ_LAYOUTS_H

#include "view.h"

struct layout_name {
	const char *name, *meaning;
};

/* By enum view_layout and enum view_pane; each ends with a row whose name is NULL. The name
 * of VIEW_PANE_NONE is empty. */
extern const struct layout_name layout_names[], pane_names[];

#endif
