/* SPDX-License-Identifier: MIT
 *
 * small.c - what a window says that is too small for the panes.
 */
#include "layout.h"
#include "pane.h"
#include "prose.h"

#include <stdio.h>

void small_pane(struct area area, const view *v, const struct layout *layout)
{
	char text[160];

	snprintf(text, sizeof text,
	         "mmviz needs %dx%d; this is %dx%d. Make the window larger, or use --plain.",
	         LAYOUT_COLS, LAYOUT_ROWS, layout->cols, layout->rows);
	prose_draw(area, 0, v, text);
}
